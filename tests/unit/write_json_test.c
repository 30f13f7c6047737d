/* The writer of JSON, JSON's strings and numbers, and the table of formats. */
#include "json_text.h"
#include "out.h"
#include "write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct writer *open_writer(struct out *out, const struct write_options *options);

static void assert_written(open_writer *open, const struct event *events, size_t n, const char *expected)
{
    static const struct write_options options = { 0 };
    struct out *out = out_to_memory();
    struct writer *writer = open(out, &options);

    for (size_t i = 0; i < n; i++)
        assert_int_equal(sink_take(&writer->sink, &events[i], 1), 0);
    out_write(out, "", 1);
    assert_string_equal(out_memory(out).ptr, expected);
    writer->free(writer);
    out_free(out);
}

static void assert_json(const struct event *events, size_t n, const char *expected)
{
    assert_written(write_json_open, events, n, expected);
}

#define TEXT(k, t) { .type = EVENT_STRING, .key = (k), .text = { (t), sizeof(t) - 1 } }
#define NUMBER(k, t) { .type = EVENT_NUMBER, .key = (k), .text = { (t), sizeof(t) - 1 } }

static void writes_the_tree(void **state)
{
    static const struct event events[] = {
        { .type = EVENT_DOCUMENT_START },
        { .type = EVENT_MAPPING_START },
        TEXT(KEY_TITLE, "某县\"工作\"报告"),
        { .type = EVENT_SEQUENCE_START, .key = KEY_FRONT },
        { .type = EVENT_SEQUENCE_END },
        { .type = EVENT_SEQUENCE_START, .key = KEY_BODY },
        { .type = EVENT_MAPPING_START },
        { .type = EVENT_INTEGER, .key = KEY_LINE, .integer = -7 },
        { .type = EVENT_BOOLEAN, .key = KEY_INLINE, .integer = 1 },
        { .type = EVENT_MAPPING_END },
        { .type = EVENT_MAPPING_START },
        { .type = EVENT_MAPPING_END },
        { .type = EVENT_SEQUENCE_END },
        { .type = EVENT_NULL, .key = KEY_OTHER, .key_text = { "a\tb", 3 } },
        { .type = EVENT_MAPPING_END },
        { .type = EVENT_DOCUMENT_END },
    };

    (void)state;
    assert_json(events, LENGTH_OF(events), "{\n"
                                                          "  \"title\": \"某县\\\"工作\\\"报告\",\n"
                                                          "  \"front\": [],\n"
                                                          "  \"body\": [\n"
                                                          "    {\n"
                                                          "      \"line\": -7,\n"
                                                          "      \"inline\": true\n"
                                                          "    },\n"
                                                          "    {}\n"
                                                          "  ],\n"
                                                          "  \"a\\tb\": null\n"
                                                          "}\n");
    assert_written(write_ndjson_open, events, LENGTH_OF(events),
                   "{\"title\":\"某县\\\"工作\\\"报告\",\"front\":[],\"body\":[{\"line\":-7,\"inline\":true},{}],"
                   "\"a\\tb\":null}\n");
}

/* YAML has numbers that JSON has not; as strings they stay what was written. */
static void writes_numbers_that_json_has_not_as_strings(void **state)
{
    static const struct event events[] = {
        { .type = EVENT_DOCUMENT_START },
        { .type = EVENT_SEQUENCE_START },
        NUMBER(KEY_NONE, "1.50"),
        NUMBER(KEY_NONE, ".inf"),
        { .type = EVENT_SEQUENCE_END },
        { .type = EVENT_DOCUMENT_END },
    };

    (void)state;
    assert_json(events, LENGTH_OF(events), "[\n  1.50,\n  \".inf\"\n]\n");
}

static void knows_json_s_numbers(void **state)
{
    static const char *const numbers[] = { "0", "-0", "10", "0.5", "-1.25e+10", "1E5", "1e-0" };
    static const char *const others[] = { "",    "-",   "01",  "+1", ".5", "1.", "1e", "1e+", "0x1F", ".inf",
                                          ".nan", "1_0", "1 ", " 1", "--1", "1.5.5" };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(numbers); i++)
        assert_true(json_text_is_number(slice_of(numbers[i])));
    for (size_t i = 0; i < LENGTH_OF(others); i++)
        assert_false(json_text_is_number(slice_of(others[i])));
    assert_false(json_text_is_number(SLICE("1\0")));
}

static void assert_text(struct slice text, const char *expected)
{
    struct out *out = out_to_memory();

    json_text_write(out, text);
    assert_true(slice_equal(out_memory(out), slice_of(expected)));
    out_free(out);
}

static void escapes_strings(void **state)
{
    (void)state;
    assert_text((struct slice){ 0 }, "\"\"");
    assert_text(SLICE("\"\\/\b\f\n\r\t"), "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    assert_text(SLICE("\0\x1F\x7F"), "\"\\u0000\\u001f\\u007f\"");
    assert_text(SLICE("\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF\xEF\xBF\xBF"), "\"\\u0085\\u2028\\ufeff\\uffff\"");
    assert_text(SLICE("报告\xF0\x9F\x98\x80\xC2\xB7"), "\"报告\xF0\x9F\x98\x80\xC2\xB7\"");
}

static void writes_long_strings_whole(void **state)
{
    struct buffer text = { 0 };
    struct buffer expected = { 0 };

    (void)state;
    buffer_put(&expected, '"');
    for (int i = 0; i < 40000; i++) {
        buffer_append_text(&text, i % 1000 == 0 ? "\n" : "报告");
        buffer_append_text(&expected, i % 1000 == 0 ? "\\n" : "报告");
    }
    buffer_put(&expected, '"');
    buffer_put(&expected, '\0');
    assert_text(buffer_slice(&text), expected.ptr);
    buffer_fini(&text);
    buffer_fini(&expected);
}

static void lists_formats(void **state)
{
    const struct write_format *format;

    (void)state;
    assert_string_equal(write_format_at(0)->name, "yaml");
    for (size_t i = 0; (format = write_format_at(i)) != NULL; i++) {
        assert_ptr_equal(write_format_find(format->name), format);
        assert_non_null(format->open);
        assert_true(strlen(format->help) > 0);
    }
    assert_null(write_format_find("docx"));
    assert_null(write_format_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_the_tree),
        cmocka_unit_test(writes_numbers_that_json_has_not_as_strings),
        cmocka_unit_test(knows_json_s_numbers),
        cmocka_unit_test(escapes_strings),
        cmocka_unit_test(writes_long_strings_whole),
        cmocka_unit_test(lists_formats),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
