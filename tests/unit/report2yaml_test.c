/* The library from outside, through its one header. */
#include "report2yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char report[] = "某县政府工作报告\n\n一、去年工作回顾\n\n一年来，各项工作取得成效。\n";

/* Keeps what comes, and refuses where it is told to. */
struct taker {
    struct report2yaml_sink sink;
    char bytes[16384];
    size_t len;
    size_t n_events, n_messages;
    long depth;
    bool refuses_bytes;
    size_t refused_event; /* 0: none */
    char last[256];
};

static int take_bytes(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    struct taker *taker = (struct taker *)self;

    assert_true(taker->len + len < sizeof taker->bytes);
    memcpy(taker->bytes + taker->len, bytes, len);
    taker->len += len;
    return taker->refuses_bytes;
}

static int take_event(struct report2yaml_sink *self, const struct report2yaml_event *event)
{
    struct taker *taker = (struct taker *)self;

    taker->depth += event->type == REPORT2YAML_MAPPING_START || event->type == REPORT2YAML_SEQUENCE_START;
    taker->depth -= event->type == REPORT2YAML_MAPPING_END || event->type == REPORT2YAML_SEQUENCE_END;
    taker->n_events++;
    return taker->n_events == taker->refused_event;
}

static void take_message(struct report2yaml_sink *self, const struct report2yaml_message *message)
{
    struct taker *taker = (struct taker *)self;

    taker->n_messages++;
    snprintf(taker->last, sizeof taker->last, "%s %s %.*s", report2yaml_level_name(message->level),
             message->code ? message->code : "-", (int)message->text.len, message->text.bytes);
}

static struct taker all(void)
{
    return (struct taker){ .sink = { take_bytes, take_event, take_message } };
}

static struct report2yaml *made(struct report2yaml_options options)
{
    struct report2yaml *report2yaml;

    assert_int_equal(report2yaml_new(&options, &report2yaml), REPORT2YAML_DONE);
    return report2yaml;
}

static enum report2yaml_status convert(const struct report2yaml *report2yaml, struct taker *taker, const char *text)
{
    struct report2yaml_conversion *conversion = report2yaml_begin(report2yaml, "a.txt", &taker->sink);
    enum report2yaml_status status;

    assert_non_null(conversion);
    status = report2yaml_feed(conversion, text, strlen(text));
    if (status == REPORT2YAML_DONE)
        status = report2yaml_finish(conversion, false);
    assert_int_equal(report2yaml_feed(conversion, "x", 1), status == REPORT2YAML_DONE ? REPORT2YAML_DONE : status);
    report2yaml_end(conversion);
    return status;
}

static void gives_bytes_and_events(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });
    struct taker taker = all(), again = all();

    (void)state;
    assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_DONE);
    assert_memory_equal(taker.bytes, "---\nschema: report/1.0\n", 23);
    assert_true(taker.n_events > 20);
    assert_int_equal(taker.depth, 0);
    assert_int_equal(convert(report2yaml, &again, report), REPORT2YAML_DONE);
    assert_int_equal(again.len, taker.len);
    assert_memory_equal(again.bytes, taker.bytes, taker.len);
    report2yaml_free(report2yaml);
}

static void needs_no_callback(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ .to = "json" });
    struct taker taker = { .sink = { NULL, NULL, NULL } };

    (void)state;
    assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_DONE);
    assert_int_equal(convert(report2yaml, &taker, " \n"), REPORT2YAML_REFUSED);
    report2yaml_free(report2yaml);
}

static void says_why_it_refuses(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });
    struct taker taker = all();

    (void)state;
    assert_int_equal(convert(report2yaml, &taker, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), REPORT2YAML_REFUSED);
    assert_int_equal(taker.n_messages, 1);
    assert_non_null(strstr(taker.last, "error - "));
    assert_non_null(strstr(taker.last, "PDF"));
    assert_int_equal(taker.len, 0);
    report2yaml_free(report2yaml);
}

static void stops_where_a_callback_refuses(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });
    struct taker taker = all();

    (void)state;
    taker.refuses_bytes = true;
    assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_SINK_FAILED);
    for (size_t n = 1; n < 30; n++) {
        taker = all();
        taker.refused_event = n;
        assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_SINK_FAILED);
        assert_int_equal(taker.n_events, n);
    }
    report2yaml_free(report2yaml);
}

/* Reads the numbers of the paragraphs 第1001段, 第1002段 that come as bytes and as events. */
struct counter {
    struct report2yaml_sink sink;
    long written, handed; /* the last one's */
    long refused;
};

static long number_in(const char *text, size_t len)
{
    return len >= strlen("第1001段") && memcmp(text, "第", 3) == 0 ? strtol(text + 3, NULL, 10) : 0;
}

static int count_bytes(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    struct counter *counter = (struct counter *)self;

    for (size_t at = 0; at < len; at++)
        if (number_in(bytes + at, len - at) > counter->written)
            counter->written = number_in(bytes + at, len - at);
    return 0;
}

static int count_event(struct report2yaml_sink *self, const struct report2yaml_event *event)
{
    struct counter *counter = (struct counter *)self;

    if (number_in(event->text.bytes, event->text.len) > 0)
        counter->handed = number_in(event->text.bytes, event->text.len);
    return counter->handed == counter->refused;
}

/* Though events come in runs, of which the writer could take a whole one first. */
static void writes_nothing_behind_a_refused_event(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });
    char text[2000 * 40] = "某县政府工作报告\n\n";

    (void)state;
    for (int i = 1; i < 2000; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "第%d段各项工作取得成效。\n", 1000 + i);
    for (long refused = 1001; refused < 3000; refused += 37) {
        struct counter counter = { .sink = { count_bytes, count_event, NULL }, .refused = refused };
        struct report2yaml_conversion *conversion = report2yaml_begin(report2yaml, "a.txt", &counter.sink);

        assert_non_null(conversion);
        if (report2yaml_feed(conversion, text, strlen(text)) == REPORT2YAML_DONE)
            report2yaml_finish(conversion, false);
        report2yaml_end(conversion);
        assert_int_equal(counter.handed, refused);
        assert_true(counter.written <= refused);
    }
    report2yaml_free(report2yaml);
}

/* A document that was begun and not ended, as opposed to none and to a whole one. */
static void tells_what_is_broken_off(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });
    struct taker taker = all();
    size_t n_events;

    (void)state;
    assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_DONE);
    n_events = taker.n_events;
    for (size_t n = 1; n <= n_events + 1; n++) {
        struct report2yaml_conversion *conversion;

        taker = all();
        taker.refused_event = n;
        conversion = report2yaml_begin(report2yaml, "a.txt", &taker.sink);
        assert_non_null(conversion);
        assert_false(report2yaml_is_broken_off(conversion));
        if (report2yaml_feed(conversion, report, strlen(report)) == REPORT2YAML_DONE)
            report2yaml_finish(conversion, false);
        assert_int_equal(report2yaml_is_broken_off(conversion), n <= n_events);
        report2yaml_end(conversion);
    }
    report2yaml_free(report2yaml);
}

static void knows_names(void **state)
{
    struct report2yaml *report2yaml;

    (void)state;

    assert_int_equal(report2yaml_new(&(struct report2yaml_options){ .to = "docx" }, &report2yaml),
                     REPORT2YAML_UNKNOWN_NAME);
    assert_null(report2yaml);
    assert_int_equal(report2yaml_new(&(struct report2yaml_options){ .encoding = "klingon" }, &report2yaml),
                     REPORT2YAML_UNKNOWN_NAME);
    assert_string_equal(report2yaml_format(0), "yaml");
    assert_null(report2yaml_format(1000));
    assert_true(report2yaml_schema().len > 1000);
    assert_non_null(strchr(report2yaml_version(), '.'));
    report2yaml_free(NULL);
    report2yaml_end(NULL);
}

struct bytes {
    struct report2yaml_source source;
    const char *at;
    size_t len, piece;
    bool fails;
};

static long read_bytes(struct report2yaml_source *self, void *to, size_t room)
{
    struct bytes *bytes = (struct bytes *)self;
    size_t len = bytes->len < bytes->piece ? bytes->len : bytes->piece;

    if (len == 0 && bytes->fails)
        return -1;
    len = len < room ? len : room;
    memcpy(to, bytes->at, len);
    bytes->at += len;
    bytes->len -= len;
    return (long)len;
}

static enum report2yaml_status read_all(struct report2yaml_options options, struct taker *taker, struct bytes bytes)
{
    struct report2yaml *report2yaml = made(options);
    struct report2yaml_conversion *conversion = report2yaml_begin(report2yaml, "a.txt", &taker->sink);
    enum report2yaml_status status;

    assert_non_null(conversion);
    bytes.source.read = read_bytes;
    status = report2yaml_read(conversion, &bytes.source);
    assert_false(report2yaml_is_broken_off(conversion) && status == REPORT2YAML_DONE);
    assert_int_equal(report2yaml_count(conversion, REPORT2YAML_ERROR) > 0, status == REPORT2YAML_REFUSED);
    report2yaml_end(conversion);
    report2yaml_free(report2yaml);
    return status;
}

static void reads_texts_and_documents(void **state)
{
    const struct report2yaml_options from_yaml = { .from = REPORT2YAML_YAML };
    struct taker fed = all(), taker = all(), again = all();
    struct report2yaml *report2yaml = made((struct report2yaml_options){ 0 });

    (void)state;
    assert_int_equal(convert(report2yaml, &fed, report), REPORT2YAML_DONE);
    report2yaml_free(report2yaml);
    assert_int_equal(read_all((struct report2yaml_options){ 0 }, &taker,
                              (struct bytes){ .at = report, .len = strlen(report), .piece = 5 }), REPORT2YAML_DONE);
    assert_int_equal(taker.len, fed.len);
    assert_memory_equal(taker.bytes, fed.bytes, fed.len);
    assert_int_equal(read_all(from_yaml, &again, (struct bytes){ .at = fed.bytes, .len = fed.len, .piece = 100 }),
                     REPORT2YAML_DONE);
    assert_int_equal(again.len, fed.len);
    assert_memory_equal(again.bytes, fed.bytes, fed.len);
    again = all();
    assert_int_equal(read_all(from_yaml, &again, (struct bytes){ .at = fed.bytes, .len = fed.len / 2, .piece = 100 }),
                     REPORT2YAML_REFUSED);
    assert_memory_equal(again.last, "error ", 6);
}

static void marks_what_was_cut_off(void **state)
{
    struct bytes bytes = { .at = report, .len = strlen(report), .piece = 20, .fails = true };
    struct taker taker = all();

    (void)state;
    assert_int_equal(read_all((struct report2yaml_options){ 0 }, &taker, bytes), REPORT2YAML_READ_FAILED);
    taker.bytes[taker.len] = '\0';
    assert_non_null(strstr(taker.bytes, "  truncated: true\n"));
    taker = all();
    bytes.len = 0;
    assert_int_equal(read_all((struct report2yaml_options){ 0 }, &taker, bytes), REPORT2YAML_READ_FAILED);
    assert_int_equal(taker.len, 0);
}

static void begins_with_a_modeline(void **state)
{
    struct report2yaml *report2yaml = made((struct report2yaml_options){ .modeline = true });
    struct taker taker = all();

    (void)state;
    assert_int_equal(convert(report2yaml, &taker, report), REPORT2YAML_DONE);
    assert_memory_equal(taker.bytes, "# yaml-language-server: $schema=report.schema.json\n---\nschema: ", 62);
    report2yaml_free(report2yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_bytes_and_events),
        cmocka_unit_test(needs_no_callback),
        cmocka_unit_test(says_why_it_refuses),
        cmocka_unit_test(stops_where_a_callback_refuses),
        cmocka_unit_test(writes_nothing_behind_a_refused_event),
        cmocka_unit_test(tells_what_is_broken_off),
        cmocka_unit_test(knows_names),
        cmocka_unit_test(reads_texts_and_documents),
        cmocka_unit_test(marks_what_was_cut_off),
        cmocka_unit_test(begins_with_a_modeline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
