/* The limits of the contract, each at one below it, at it, and at one above. */
#include "convert.h"
#include "join.h"
#include "line.h"
#include "read_yaml.h"
#include "write.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <cmocka.h>

/* A conversion that has ended. */
struct conversion {
    struct out *out;
    struct convert *convert;
};

static struct conversion convert_text(struct slice text)
{
    const struct convert_options options = { .name = "limits", .no_digest = true };
    const struct write_options write_options = { 0 };
    struct conversion conversion = { .out = out_to_memory() };
    struct writer *writer = write_yaml_open(conversion.out, &write_options);

    conversion.convert = convert_new(&options, &writer->sink);
    assert_non_null(conversion.convert);
    assert_int_equal(convert_feed(conversion.convert, text.ptr, text.len), CONVERT_OK);
    assert_int_equal(convert_finish(conversion.convert, false), CONVERT_OK);
    writer->free(writer);
    return conversion;
}

static void conversion_fini(struct conversion *conversion)
{
    convert_free(conversion->convert);
    out_free(conversion->out);
}

/* How many diagnostics with that code are listed; what they count in all is in *sum. */
static size_t count_diagnostics(const struct conversion *conversion, enum diag_code code, uint64_t *sum)
{
    const struct diag_list *list = convert_diagnostics(conversion->convert);
    size_t n = 0;

    *sum = 0;
    for (size_t i = 0; i < diag_list_count(list); i++) {
        const struct diag *diag = &diag_list_get(list, i)->diag;

        n += diag->code == code;
        *sum += diag->code == code ? diag->count : 0;
    }
    return n;
}

static size_t count_text(struct slice text, const char *wanted)
{
    size_t n = 0;

    for (size_t at = 0; (at = slice_find(text, slice_of(wanted), at)) != SLICE_NONE; at++)
        n++;
    return n;
}

static void repeat(struct buffer *text, const char *piece, size_t n)
{
    while (n-- > 0)
        buffer_append_text(text, piece);
}

static void assert_long_line(size_t len, size_t n_split)
{
    struct buffer text = { 0 };
    struct conversion conversion;
    uint64_t sum;

    repeat(&text, "x", len);
    buffer_append_text(&text, "\n\nBehind.\n");
    conversion = convert_text(buffer_slice(&text));
    assert_int_equal(count_diagnostics(&conversion, DIAG_LONG_LINE, &sum), n_split);
    assert_int_equal(count_text(out_memory(conversion.out), "- type: paragraph\n  line: 1\n"), 1 + n_split);
    assert_int_equal(count_text(out_memory(conversion.out), "text: \"Behind.\""), 1);
    conversion_fini(&conversion);
    buffer_fini(&text);
}

static void test_length_of_a_line(void **state)
{
    (void)state;
    assert_long_line(LINE_LEN_MAX - 1, 0);
    assert_long_line(LINE_LEN_MAX, 0);
    assert_long_line(LINE_LEN_MAX + 1, 1);
}

static void assert_diagnostics(size_t n, size_t n_listed, uint64_t n_unlisted)
{
    struct buffer text = { 0 };
    struct conversion conversion;
    uint64_t sum;

    repeat(&text, "a &sect; b\n", n);
    buffer_append_text(&text, "1. Review\n");
    conversion = convert_text(buffer_slice(&text));
    assert_int_equal(count_diagnostics(&conversion, DIAG_UNKNOWN_ENTITY, &sum), n_listed);
    assert_int_equal(count_diagnostics(&conversion, DIAG_TOO_MANY, &sum), n_unlisted > 0);
    assert_int_equal(sum, n_unlisted);
    assert_int_equal(diag_list_total(convert_diagnostics(conversion.convert), DIAG_WARNING), n);
    conversion_fini(&conversion);
    buffer_fini(&text);
}

static void test_number_of_diagnostics(void **state)
{
    (void)state;
    assert_diagnostics(DIAG_LISTED_MAX - 1, DIAG_LISTED_MAX - 1, 0);
    assert_diagnostics(DIAG_LISTED_MAX, DIAG_LISTED_MAX, 0);
    assert_diagnostics(DIAG_LISTED_MAX + 1, DIAG_LISTED_MAX, 1);
}

struct document {
    struct read_yaml_input input;
    struct slice rest;
};

static long read_document(struct read_yaml_input *self, void *to, size_t room)
{
    struct document *document = (struct document *)self;
    size_t len = document->rest.len < room ? document->rest.len : room;

    memcpy(to, document->rest.ptr, len);
    document->rest = slice_from(document->rest, len);
    return (long)len;
}

static int take_nothing(struct sink *self, const struct event *events, size_t n)
{
    (void)self;
    (void)events;
    (void)n;
    return 0;
}

static void assert_yaml_depth(size_t depth, enum read_yaml_status status)
{
    struct sink sink = { take_nothing };
    struct read_yaml_error error = { 0 };
    struct document document = { { read_document }, { 0 } };
    struct buffer text = { 0 };

    buffer_append_text(&text, "{schema: report/1.0, body: ");
    repeat(&text, "[", depth - 1); /* the mapping is the first level */
    repeat(&text, "]", depth - 1);
    buffer_append_text(&text, "}\n");
    document.rest = buffer_slice(&text);
    assert_int_equal(read_yaml(&document.input, &sink, &error), status);
    assert_int_equal(error.message.len > 0, status == READ_YAML_REFUSED);
    buffer_fini(&error.message);
    buffer_fini(&text);
}

static void test_depth_of_yaml(void **state)
{
    (void)state;
    assert_yaml_depth(READ_YAML_DEPTH_MAX - 1, READ_YAML_DONE);
    assert_yaml_depth(READ_YAML_DEPTH_MAX, READ_YAML_DONE);
    assert_yaml_depth(READ_YAML_DEPTH_MAX + 1, READ_YAML_REFUSED);
}

/* As many lines, and bytes, as are looked at before the body begins: each of them comes out, once. */
static void assert_all_lines(size_t n_lines, size_t line_len)
{
    struct buffer text = { 0 };
    struct conversion conversion;

    for (size_t i = 0; i < n_lines; i++) {
        buffer_append_text(&text, "Mark ");
        for (size_t filled = 5; filled + 2 < line_len; filled++)
            buffer_put(&text, filled % 7 == 0 ? ' ' : 'y');
        buffer_append_text(&text, ".\n");
    }
    conversion = convert_text(buffer_slice(&text));
    assert_int_equal(count_text(out_memory(conversion.out), "Mark"), n_lines);
    conversion_fini(&conversion);
    buffer_fini(&text);
}

static void test_look_ahead(void **state)
{
    (void)state;
    for (size_t n = JOIN_LINES_MAX - 1; n <= JOIN_LINES_MAX + 1; n++)
        assert_all_lines(n, 40);
    for (size_t len = JOIN_BYTES_MAX / 8 - 1; len <= JOIN_BYTES_MAX / 8 + 1; len++)
        assert_all_lines(8, len);
    for (size_t len = JOIN_BYTES_MAX - 1; len <= JOIN_BYTES_MAX + 1; len++)
        assert_all_lines(3, len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length_of_a_line),
        cmocka_unit_test(test_number_of_diagnostics),
        cmocka_unit_test(test_depth_of_yaml),
        cmocka_unit_test(test_look_ahead),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
