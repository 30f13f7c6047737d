/* The passes together: statuses, pieces, what stands around the body. */
#include "convert.h"

#include "foreign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "trace.h"

static const char report[] = "政府工作报告\n各位代表：\n现在，我向大会报告工作。\n一、工作回顾\n全年平稳。\n";

/* Converts `text` in pieces of `piece_len` bytes and returns the last status. */
static enum convert_status convert(struct trace *trace, const struct convert_options *options, struct slice text,
                                   size_t piece_len, bool truncated)
{
    struct convert *convert = convert_new(options, &trace->sink);
    enum convert_status status = CONVERT_OK;

    assert_non_null(convert);
    while (text.len > 0 && status == CONVERT_OK) {
        size_t len = text.len < piece_len ? text.len : piece_len;

        status = convert_feed(convert, text.ptr, len);
        text = slice_from(text, len);
    }
    status = convert_finish(convert, truncated);
    assert_int_equal(status == CONVERT_FOREIGN || status == CONVERT_NOTHING, convert_reason(convert) != NULL);
    convert_free(convert);
    return status;
}

static const struct convert_options plain = { .name = "a.txt", .no_digest = true };

static void pieces_make_no_difference(void **state)
{
    struct trace whole, cut;

    (void)state;
    trace_init(&whole);
    assert_int_equal(convert(&whole, &plain, slice_of(report), sizeof report, false), CONVERT_OK);
    assert_non_null(strstr(trace_end(&whole), "title=政府工作报告"));
    for (size_t piece_len = 1; piece_len < 9; piece_len++) {
        trace_init(&cut);
        assert_int_equal(convert(&cut, &plain, slice_of(report), piece_len, false), CONVERT_OK);
        assert_string_equal(trace_end(&cut), whole.text.ptr);
        buffer_fini(&cut.text);
    }
    buffer_fini(&whole.text);
}

/* Bytes wait until there are enough to see what they are: however they come in front of that and behind it. */
static void first_pieces_of_a_long_report(void **state)
{
    static const size_t lens[] = { 1, 500, FOREIGN_PREFIX - 1, FOREIGN_PREFIX, FOREIGN_PREFIX + 1 };
    struct buffer text = { 0 };
    struct trace whole, cut;

    (void)state;
    buffer_append_text(&text, report);
    for (int i = 2; i < 60; i++) {
        buffer_append_text(&text, "各项任务全面完成。\n第");
        buffer_append_number(&text, i);
        buffer_append_text(&text, "条 抓好春耕备耕。\n");
    }
    trace_init(&whole);
    assert_int_equal(convert(&whole, &plain, buffer_slice(&text), text.len, false), CONVERT_OK);
    trace_end(&whole);
    for (size_t i = 0; i < LENGTH_OF(lens); i++) {
        trace_init(&cut);
        assert_int_equal(convert(&cut, &plain, buffer_slice(&text), lens[i], false), CONVERT_OK);
        assert_string_equal(trace_end(&cut), whole.text.ptr);
        buffer_fini(&cut.text);
    }
    memcpy(text.ptr, "%PDF-", 5);
    for (size_t i = 0; i < LENGTH_OF(lens); i++) {
        trace_init(&cut);
        assert_int_equal(convert(&cut, &plain, buffer_slice(&text), lens[i], false), CONVERT_FOREIGN);
        assert_string_equal(trace_end(&cut), "");
        buffer_fini(&cut.text);
    }
    buffer_fini(&whole.text);
    buffer_fini(&text);
}

static void the_source_is_told(void **state)
{
    static const struct convert_options digested = { .name = "\xFF" "报告.txt" };
    struct trace trace;
    const char *events;

    (void)state;
    trace_init(&trace);
    assert_int_equal(convert(&trace, &digested, SLICE("abc"), 3, true), CONVERT_OK);
    events = trace_end(&trace);
    assert_non_null(strstr(events, "source={name=%FF报告.txt encoding=UTF-8 bytes=3 lines=1 "
                                   "sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad "
                                   "normalization=none truncated=1}"));
    assert_non_null(strstr(events, "code=no-structure"));
    buffer_fini(&trace.text);
}

static void inputs_that_are_no_report(void **state)
{
    struct trace trace;

    (void)state;
    trace_init(&trace);
    assert_int_equal(convert(&trace, &plain, SLICE(""), 1, false), CONVERT_NOTHING);
    assert_int_equal(convert(&trace, &plain, SLICE(" \n\t\n　"), 1, false), CONVERT_NOTHING);
    assert_int_equal(convert(&trace, &plain, SLICE("%PDF-1.7\n%"), 1, false), CONVERT_FOREIGN);
    assert_string_equal(trace_end(&trace), ""); /* no event of a document that will not be */
    buffer_fini(&trace.text);
}

static void an_unknown_encoding(void **state)
{
    static const struct convert_options unknown = { .name = "a.txt", .encoding = "EBCDIC-OF-MARS" };
    struct trace trace;

    (void)state;
    trace_init(&trace);
    assert_null(convert_new(&unknown, &trace.sink));
}

static void a_sink_that_refuses_ends_it(void **state)
{
    struct trace trace;
    struct convert *converter;

    (void)state;
    trace_init(&trace);
    trace.n_left = 5;
    converter = convert_new(&plain, &trace.sink);
    assert_non_null(converter);
    for (int i = 0; i < 2000; i++)
        if (convert_feed(converter, report, sizeof report - 1) != CONVERT_OK)
            break;
    assert_int_equal(convert_feed(converter, report, 1), CONVERT_SINK_FAILED);
    assert_int_equal(convert_finish(converter, false), CONVERT_SINK_FAILED);
    convert_free(converter);
    buffer_fini(&trace.text);
}

/* What was read is written long before the input ends. */
static void output_streams(void **state)
{
    struct trace trace;
    struct convert *converter;

    (void)state;
    trace_init(&trace);
    converter = convert_new(&plain, &trace.sink);
    assert_non_null(converter);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(convert_feed(converter, "新修三条路，新架两座桥。\n", strlen("新修三条路，新架两座桥。\n")), CONVERT_OK);
    assert_non_null(strstr(trace_end(&trace), "line=5000 "));
    convert_free(converter);
    buffer_fini(&trace.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_make_no_difference),
        cmocka_unit_test(first_pieces_of_a_long_report),
        cmocka_unit_test(the_source_is_told),
        cmocka_unit_test(inputs_that_are_no_report),
        cmocka_unit_test(an_unknown_encoding),
        cmocka_unit_test(a_sink_that_refuses_ends_it),
        cmocka_unit_test(output_streams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
