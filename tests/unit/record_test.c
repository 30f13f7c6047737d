/* The lines of an archive's record. */
#include "record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct record sample = {
    .fields = {
        [RECORD_STATE] = { "done", 4 },
        [RECORD_DOCUMENT] = { "county.yaml", 11 },
        [RECORD_PATH] = { "a\tb\nc\\d\\n.txt", 13 },
        [RECORD_SOURCE_BYTES] = { "33381", 5 },
        [RECORD_TITLE] = { "政府工作报告", 18 },
        [RECORD_CODES] = { "number-gap=2", 12 },
    },
};

static struct buffer line_of(const struct record *record)
{
    struct buffer line = { 0 };

    record_append(&line, record);
    assert_int_equal(line.ptr[--line.len], '\n');
    assert_null(memchr(line.ptr, '\n', line.len));
    return line;
}

static void reads_what_it_wrote(void **state)
{
    struct buffer line = line_of(&sample), room = { 0 };
    struct record record;

    (void)state;
    assert_true(record_parse(buffer_slice(&line), &record, &room));
    for (size_t i = 0; i < RECORD_FIELD_COUNT; i++)
        assert_true(slice_equal(record.fields[i], sample.fields[i]));
    assert_true(record_is(&record, RECORD_STATE, "done"));
    assert_int_equal(record_number(&record, RECORD_SOURCE_BYTES), 33381);
    assert_int_equal(record_number(&record, RECORD_TASKS), 0);
    assert_true(slice_equal(record_document(buffer_slice(&line)), SLICE("county.yaml")));
    buffer_fini(&line);
    buffer_fini(&room);
}

static void refuses_lines_that_are_damaged(void **state)
{
    struct buffer line = line_of(&sample), room = { 0 };
    struct record record;

    (void)state;
    for (size_t i = 0; i < line.len; i++) {
        char kept = line.ptr[i];

        line.ptr[i] = '\0';
        assert_false(record_parse(buffer_slice(&line), &record, &room));
        line.ptr[i] = (char)(kept ^ 1);
        assert_false(record_parse(buffer_slice(&line), &record, &room));
        line.ptr[i] = kept;
        assert_false(record_parse((struct slice){ line.ptr, i }, &record, &room));
    }
    assert_true(record_parse(buffer_slice(&line), &record, &room));
    buffer_put(&line, '\t');
    assert_false(record_parse(buffer_slice(&line), &record, &room));
    buffer_fini(&line);
    buffer_fini(&room);
}

static void refuses_documents_that_are_no_file_names(void **state)
{
    static const char *const names[] = { "../county.yaml", "2023/county.yaml", "/county.yaml", ".county.yaml", ".." };
    struct buffer room = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct record record = sample;
        struct buffer line;

        record.fields[RECORD_DOCUMENT] = slice_of(names[i]);
        line = line_of(&record);
        assert_false(record_parse(buffer_slice(&line), &record, &room));
        buffer_fini(&line);
    }
    buffer_fini(&room);
}

static void finds_no_document_in_what_is_no_line(void **state)
{
    (void)state;
    assert_int_equal(record_document(SLICE("")).len, 0);
    assert_int_equal(record_document(SLICE("01234567\tsynced")).len, 0);
    assert_int_equal(record_document(SLICE("01234567\tsynced\t\t\t")).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(refuses_lines_that_are_damaged),
        cmocka_unit_test(refuses_documents_that_are_no_file_names),
        cmocka_unit_test(finds_no_document_in_what_is_no_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
