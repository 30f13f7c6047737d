/* YAML documents as events: scalars of the core schema, places, refusals, bounds. */
#include "read_yaml.h"

#include "vocabulary.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* An input in memory, given out `step` bytes at a time. */
struct memory {
    struct read_yaml_input input;
    struct slice left;
    size_t step;
    bool fails_at_end;
};

static long read_memory(struct read_yaml_input *self, void *to, size_t room)
{
    struct memory *memory = (struct memory *)self;
    size_t n = memory->left.len < room ? memory->left.len : room;

    if (n > memory->step)
        n = memory->step;
    if (n == 0 && memory->fails_at_end) {
        errno = EIO;
        return -1;
    }
    if (n > 0)
        memcpy(to, memory->left.ptr, n);
    memory->left = slice_from(memory->left, n);
    return (long)n;
}

/* A sink that writes events down: "{ title='a' " for a mapping with a string. */
struct recorder {
    struct sink sink;
    struct buffer text;
    bool has_places;
    size_t n, refuses_at;
};

static const char *const marks[] = {
    [EVENT_DOCUMENT_START] = "<", [EVENT_DOCUMENT_END] = ">",     [EVENT_MAPPING_START] = "{",
    [EVENT_MAPPING_END] = "}",    [EVENT_SEQUENCE_START] = "[",   [EVENT_SEQUENCE_END] = "]",
    [EVENT_STRING] = "string:",   [EVENT_INTEGER] = "integer:",   [EVENT_BOOLEAN] = "boolean:",
    [EVENT_NUMBER] = "number:",   [EVENT_NULL] = "null",
};

static int record_event(struct recorder *recorder, const struct event *event)
{
    struct buffer *text = &recorder->text;

    if (++recorder->n == recorder->refuses_at)
        return -1;
    if (recorder->has_places) {
        buffer_append_number(text, (long long)event->line);
        buffer_put(text, ':');
        buffer_append_number(text, (long long)event->column);
        buffer_put(text, ' ');
    }
    buffer_append_slice(text, vocabulary_event_name(event));
    if (event->key != KEY_NONE)
        buffer_append_text(text, event->key == KEY_OTHER ? "?=" : "=");
    buffer_append_text(text, marks[event->type]);
    if (event->type == EVENT_INTEGER || event->type == EVENT_BOOLEAN)
        buffer_append_number(text, event->integer);
    else
        buffer_append_slice(text, event->text);
    buffer_put(text, ' ');
    return 0;
}

static int record(struct sink *self, const struct event *events, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (record_event((struct recorder *)self, &events[i]) != 0)
            return -1;
    return 0;
}

static enum read_yaml_status run(struct slice document, size_t step, struct recorder *recorder,
                                 struct read_yaml_error *error)
{
    struct memory memory = { { read_memory }, document, step, false };

    recorder->sink.take = record;
    return read_yaml(&memory.input, &recorder->sink, error);
}

static void assert_events(struct slice document, const char *expected, bool has_places)
{
    static const size_t steps[] = { 1, 2, 3, 7, 4096 };

    for (size_t i = 0; i < LENGTH_OF(steps); i++) {
        struct recorder recorder = { .has_places = has_places };
        struct read_yaml_error error = { 0 };
        enum read_yaml_status status = run(document, steps[i], &recorder, &error);

        if (status != READ_YAML_DONE)
            fail_msg("%.*s", (int)error.message.len, error.message.ptr);
        buffer_put(&recorder.text, '\0');
        assert_string_equal(recorder.text.ptr, expected);
        buffer_fini(&recorder.text);
    }
}

static void assert_refused(struct slice document, uint64_t line, uint64_t column, const char *message)
{
    struct recorder recorder = { .n = 0 };
    struct read_yaml_error error = { 0 };

    assert_int_equal(run(document, 4096, &recorder, &error), READ_YAML_REFUSED);
    buffer_put(&error.message, '\0');
    assert_string_equal(error.message.ptr, message);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    buffer_fini(&error.message);
    buffer_fini(&recorder.text);
}

static void a_document_is_its_events(void **state)
{
    (void)state;
    assert_events(SLICE("---\nschema: report/1.0\ntitle: \"政 府\"\nbody:\n"
                        "- type: list\n  inline: false\n- []\nx y: {}\n"),
                  "< { schema=string:report/1.0 title=string:政 府 body=[ { type=string:list inline=boolean:0 } [ ] ] "
                  "x y?={ } } > ",
                  false);
}

static void json_is_read_too(void **state)
{
    (void)state;
    assert_events(SLICE("{\"title\": \"\\u653f\\\"\\n\\/\", \"line\": 3,\n \"removed\": [true, null, -1.5e3]}"),
                  "< { title=string:政\"\n/ line=integer:3 removed=[ boolean:1 null number:-1.5e3 ] } > ", false);
}

static void places_are_lines_and_columns(void **state)
{
    (void)state;
    assert_events(SLICE("# 说明\ntitle: \"政\"\nbody:\n- line: 3\n- [二, 四]\n"),
                  "2:1 < 2:1 { 2:8 title=string:政 4:1 body=[ 4:3 { 4:9 line=integer:3 5:1 } 5:3 [ 5:4 string:二 "
                  "5:7 string:四 5:8 ] 6:1 ] 6:1 } 6:1 > ",
                  true);
}

struct scalar {
    const char *text, *event;
};

/* YAML 1.2, section 10.3.2. */
static const struct scalar scalars[] = {
    { "1", "integer:1" },
    { "-1", "integer:-1" },
    { "+1", "integer:1" },
    { "007", "integer:7" },
    { "0o17", "integer:15" },
    { "0xfF", "integer:255" },
    { "9223372036854775807", "integer:9223372036854775807" },
    { "-9223372036854775808", "integer:-9223372036854775808" },
    { "9223372036854775808", "number:9223372036854775808" },
    { "-9223372036854775809", "number:-9223372036854775809" },
    { "0x7fffffffffffffff", "integer:9223372036854775807" },
    { "0xffffffffffffffffffff", "number:0xffffffffffffffffffff" },
    { "1.5", "number:1.5" },
    { "1.", "number:1." },
    { ".5", "number:.5" },
    { "-1.5e-3", "number:-1.5e-3" },
    { "1e3", "number:1e3" },
    { "-.inf", "number:-.inf" },
    { ".NaN", "number:.NaN" },
    { "true", "boolean:1" },
    { "TRUE", "boolean:1" },
    { "False", "boolean:0" },
    { "null", "null" },
    { "~", "null" },
    { "NULL", "null" },
    { "", "null" },
    /* no types but in YAML 1.1, or nowhere */
    { "yes", "string:yes" },
    { "No", "string:No" },
    { "on", "string:on" },
    { "y", "string:y" },
    { "2023-01-11", "string:2023-01-11" },
    { "1:30", "string:1:30" },
    { "1_000", "string:1_000" },
    { "0b1", "string:0b1" },
    { "0o18", "string:0o18" },
    { "0x", "string:0x" },
    { "-0x1", "string:-0x1" },
    { "+", "string:+" },
    { ".", "string:." },
    { "1e", "string:1e" },
    { "1.5.5", "string:1.5.5" },
    { "tRue", "string:tRue" },
    { "<<", "string:<<" },
    { "=", "string:=" },
    /* quoted */
    { "'1'", "string:1" },
    { "\"true\"", "string:true" },
    { "''", "string:" },
    /* tagged */
    { "!!str 1", "string:1" },
    { "! 1", "string:1" },
    { "!!int '1'", "integer:1" },
    { "!!int 9223372036854775808", "number:9223372036854775808" },
    { "!!float 1", "integer:1" },
    { "!!float '1.5'", "number:1.5" },
    { "!!bool 'true'", "boolean:1" },
    { "!!null ''", "null" },
    { "!<tag:yaml.org,2002:int> 1", "integer:1" },
    { "!!map {}", "{ }" },
    { "!!seq []", "[ ]" },
};

static void scalars_are_resolved_as_in_yaml_1_2(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(scalars); i++) {
        struct buffer document = { 0 };
        struct buffer expected = { 0 };

        buffer_append_text(&document, "- ");
        buffer_append_text(&document, scalars[i].text);
        buffer_append_text(&document, "\n");
        buffer_append_text(&expected, "< [ ");
        buffer_append_text(&expected, scalars[i].event);
        buffer_append(&expected, " ] > ", 6);
        assert_events(buffer_slice(&document), expected.ptr, false);
        buffer_fini(&document);
        buffer_fini(&expected);
    }
}

static void a_string_may_hold_nul(void **state)
{
    struct recorder recorder = { .n = 0 };
    struct read_yaml_error error = { 0 };

    (void)state;
    assert_int_equal(run(SLICE("\"a\\0b\""), 4096, &recorder, &error), READ_YAML_DONE);
    assert_true(slice_equal(buffer_slice(&recorder.text), (struct slice){ "< string:a\0b > ", 15 }));
    buffer_fini(&recorder.text);
}

static void other_encodings_of_yaml_are_read(void **state)
{
    (void)state;
    assert_events(SLICE("\xEF\xBB\xBFtitle: a\n"), "< { title=string:a } > ", false);
    assert_events((struct slice){ "\xFF\xFE-\0 \0\x3f\x65", 8 }, "< [ string:政 ] > ", false);
}

struct refusal {
    const char *document;
    uint64_t line, column;
    const char *message;
};

static const struct refusal refusals[] = {
    { "", 1, 1, "there is no document" },
    { "# nothing\n", 2, 1, "there is no document" },
    { "a: 1\n---\nb: 2\n", 2, 1, "a second document: one file holds one" },
    { "a: 1\n...\n--- b\n", 3, 1, "a second document: one file holds one" },
    { "a: &x 1\n", 1, 4, "anchors and aliases are not read: write out what they stand for" },
    { "- &x [1]\n", 1, 3, "anchors and aliases are not read: write out what they stand for" },
    { "a: &x {}\n", 1, 4, "anchors and aliases are not read: write out what they stand for" },
    { "a: 1\nb: *x\n", 2, 4, "anchors and aliases are not read: write out what they stand for" },
    { "*x : 1\n", 1, 1, "anchors and aliases are not read: write out what they stand for" },
    { "a: !!binary aGk=\n", 1, 4, "a tag that is not read here: tag:yaml.org,2002:binary" },
    { "a: !ruby/object {}\n", 1, 4, "a tag that is not read here: !ruby/object" },
    { "- !!set []\n", 1, 3, "a tag that is not read here: tag:yaml.org,2002:set" },
    { "a: !!map []\n", 1, 4, "a tag that is not read here: tag:yaml.org,2002:map" },
    { "!!int a: 1\n", 1, 1, "a value that its tag does not fit: tag:yaml.org,2002:int" },
    { "- !!int 1.5\n", 1, 3, "a value that its tag does not fit: tag:yaml.org,2002:int" },
    { "title: a\nline: 1\ntitle: b\n", 3, 1, "the key \"title\" stands twice in one mapping" },
    { "colour: a\n\"colour\": b\n", 2, 1, "the key \"colour\" stands twice in one mapping" },
    { "{a: {b: 1}, b: 1, c: {a: 2}, a: 3}\n", 1, 30, "the key \"a\" stands twice in one mapping" },
    { "1: a\n", 1, 1, "a key that is no string: put it in quotes" },
    { "true: a\n", 1, 1, "a key that is no string: put it in quotes" },
    { "? \n: a\n", 1, 2, "a key that is no string: put it in quotes" },
    { "[a]: b\n", 1, 1, "a key that is no string" },
    { "? {a: b}\n: c\n", 1, 3, "a key that is no string" },
    { "a: [1, 2\nb: 3\n", 2, 2, "did not find expected ',' or ']', while parsing a flow sequence" },
    { "a: 1\n b: 2\n", 2, 3, "mapping values are not allowed in this context" },
    { "a: \"x\n", 2, 1, "found unexpected end of stream, while scanning a quoted scalar" },
    { "a: b\nc: 政\xFF\n", 2, 5, "invalid leading UTF-8 octet" },
    { "title: \"\\ud800\"\n", 1, 11, "found invalid Unicode character escape code, while parsing a quoted scalar" },
};

static void other_documents_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(refusals); i++)
        assert_refused(slice_of(refusals[i].document), refusals[i].line, refusals[i].column, refusals[i].message);
}

/* libyaml looks for bytes that are no text far ahead of what it reads. */
static void refusals_do_not_depend_on_cuts(void **state)
{
    static const size_t steps[] = { 1, 2, 3, 7, 4096 };
    struct buffer first = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(steps); i++) {
        struct recorder recorder = { .n = 0 };
        struct read_yaml_error error = { 0 };

        assert_int_equal(run(SLICE("title: a\nfront: []\nbody:\n- type: list\n- \xFF\n"), steps[i], &recorder, &error),
                         READ_YAML_REFUSED);
        assert_int_equal(error.line, 5);
        assert_int_equal(error.column, 3);
        if (i == 0)
            buffer_append_slice(&first, buffer_slice(&recorder.text));
        assert_true(slice_equal(buffer_slice(&first), buffer_slice(&recorder.text)));
        buffer_fini(&error.message);
        buffer_fini(&recorder.text);
    }
    buffer_fini(&first);
}

static void versions_up_to_ours_are_read(void **state)
{
#define UNKNOWN(version) "the document is of report/" version ", which this program does not know: it reads report/1.0"
    (void)state;
    assert_events(SLICE("title: a\nschema: report/1.0\n"), "< { title=string:a schema=string:report/1.0 } > ", false);
    assert_refused(SLICE("schema: report/1.1\n"), 1, 9, UNKNOWN("1.1"));
    assert_refused(SLICE("title: a\n\nschema: 'report/2.0'\n"), 3, 9, UNKNOWN("2.0"));
    assert_refused(SLICE("schema: report/0.9\n"), 1, 9, UNKNOWN("0.9"));
    assert_refused(SLICE("schema: report/1.10\n"), 1, 9, UNKNOWN("1.10"));
    /* What is no version at all is for the check; and so is a key of that name elsewhere. */
    assert_events(SLICE("schema: report/1\n"), "< { schema=string:report/1 } > ", false);
    assert_events(SLICE("schema: report/1.00\n"), "< { schema=string:report/1.00 } > ", false);
    assert_events(SLICE("schema: report/1.1a\n"), "< { schema=string:report/1.1a } > ", false);
    assert_events(SLICE("schema: invoice/2.0\n"), "< { schema=string:invoice/2.0 } > ", false);
    assert_events(SLICE("source: {schema: report/3.0}\n"), "< { source={ schema=string:report/3.0 } } > ", false);
#undef UNKNOWN
}

static void depth_is_bounded(void **state)
{
    (void)state;
    for (size_t depth = READ_YAML_DEPTH_MAX; depth <= READ_YAML_DEPTH_MAX + 1; depth++) {
        struct recorder recorder = { .n = 0 };
        struct read_yaml_error error = { 0 };
        struct buffer document = { 0 };
        enum read_yaml_status status;

        for (size_t i = 0; i < depth; i++)
            buffer_append_text(&document, "[\n");
        for (size_t i = 0; i < depth; i++)
            buffer_put(&document, ']');
        status = run(buffer_slice(&document), 4096, &recorder, &error);
        assert_int_equal(status, depth > READ_YAML_DEPTH_MAX ? READ_YAML_REFUSED : READ_YAML_DONE);
        if (status == READ_YAML_REFUSED)
            assert_true(slice_equal(buffer_slice(&error.message), SLICE("nested too deep")));
        buffer_fini(&error.message);
        buffer_fini(&recorder.text);
        buffer_fini(&document);
    }
}

static void unknown_keys_are_bounded(void **state)
{
    (void)state;
    for (int n = 256; n <= 257; n++) {
        struct recorder recorder = { .n = 0 };
        struct read_yaml_error error = { 0 };
        struct buffer document = { 0 };

        for (int i = 0; i < n; i++) {
            buffer_append_text(&document, "x");
            buffer_append_number(&document, i);
            buffer_append_text(&document, ": 1\n");
        }
        assert_int_equal(run(buffer_slice(&document), 4096, &recorder, &error),
                         n == 257 ? READ_YAML_REFUSED : READ_YAML_DONE);
        buffer_fini(&error.message);
        buffer_fini(&recorder.text);
        buffer_fini(&document);
    }
}

/* "- " and a scalar of that many bytes, without having it in memory. */
struct endless {
    struct read_yaml_input input;
    size_t start, left;
};

static long read_endless(struct read_yaml_input *self, void *to, size_t room)
{
    struct endless *endless = (struct endless *)self;
    size_t n = endless->left < room ? endless->left : room;

    if (endless->start > 0) {
        endless->start = 0;
        memcpy(to, "- ", 2);
        return 2;
    }
    memset(to, 'x', n);
    endless->left -= n;
    return (long)n;
}

struct counter {
    struct sink sink;
    size_t longest;
};

static int count(struct sink *self, const struct event *events, size_t n)
{
    struct counter *counter = (struct counter *)self;

    for (size_t i = 0; i < n; i++)
        if (events[i].text.len > counter->longest)
            counter->longest = events[i].text.len;
    return 0;
}

static void scalars_are_bounded(void **state)
{
    static const size_t lengths[] = { READ_YAML_SCALAR_MAX, (size_t)READ_YAML_SCALAR_MAX + 1, (size_t)-1 };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct endless endless = { { read_endless }, 1, lengths[i] };
        struct counter counter = { { count }, 0 };
        struct read_yaml_error error = { 0 };
        enum read_yaml_status status = read_yaml(&endless.input, &counter.sink, &error);

        assert_int_equal(status, i == 0 ? READ_YAML_DONE : READ_YAML_REFUSED);
        assert_int_equal(counter.longest, i == 0 ? READ_YAML_SCALAR_MAX : 0);
        if (i > 0)
            assert_true(slice_equal(buffer_slice(&error.message), SLICE("longer than a scalar may be: 64 MiB")));
        buffer_fini(&error.message);
    }
}

static void a_failed_read_is_told_apart(void **state)
{
    struct memory memory = { { read_memory }, SLICE("title: a\nbody:\n"), 4096, true };
    struct recorder recorder = { .sink.take = record };
    struct read_yaml_error error = { 0 };

    (void)state;
    assert_int_equal(read_yaml(&memory.input, &recorder.sink, &error), READ_YAML_INPUT_FAILED);
    assert_int_equal(errno, EIO);
    assert_int_equal(error.message.len, 0);
    buffer_fini(&recorder.text);
}

static void what_the_sink_refuses_ends_the_reading(void **state)
{
    struct slice document = SLICE("title: a\nbody: [1, {line: 2}]\n");

    (void)state;
    for (size_t at = 1; at <= 10; at++) {
        struct recorder recorder = { .refuses_at = at };
        struct read_yaml_error error = { 0 };

        assert_int_equal(run(document, 4096, &recorder, &error), READ_YAML_SINK_FAILED);
        assert_int_equal(recorder.n, at);
        assert_int_equal(error.message.len, 0);
        buffer_fini(&recorder.text);
    }
}

/* A billion laughs: it ends at the first anchor. */
static void expansion_bombs_end_at_once(void **state)
{
    (void)state;
    assert_refused(SLICE("a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"), 1, 4,
                   "anchors and aliases are not read: write out what they stand for");
}

static int sink_without_memory(struct sink *self, const struct event *events, size_t n)
{
    (void)self;
    for (size_t i = 0; i < n; i++)
        if (events[i].type == EVENT_STRING)
            mem_exhausted();
    return 0;
}

/* Where memory runs out in the sink, the reader gives back its own (the sanitizers would tell) and passes it on. */
static void exhaustion_is_passed_on(void **state)
{
    struct memory memory = { { read_memory }, SLICE("colour: [1, a]\n"), 4096, false };
    struct sink sink = { sink_without_memory };
    struct read_yaml_error error = { 0 };
    struct mem_guard guard;
    volatile bool is_exhausted = false;

    (void)state;
    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        read_yaml(&memory.input, &sink, &error);
    else
        is_exhausted = true;
    mem_guard_pop(&guard);
    assert_true(is_exhausted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_its_events),
        cmocka_unit_test(json_is_read_too),
        cmocka_unit_test(places_are_lines_and_columns),
        cmocka_unit_test(scalars_are_resolved_as_in_yaml_1_2),
        cmocka_unit_test(a_string_may_hold_nul),
        cmocka_unit_test(other_encodings_of_yaml_are_read),
        cmocka_unit_test(other_documents_are_refused),
        cmocka_unit_test(refusals_do_not_depend_on_cuts),
        cmocka_unit_test(versions_up_to_ours_are_read),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(unknown_keys_are_bounded),
        cmocka_unit_test(scalars_are_bounded),
        cmocka_unit_test(a_failed_read_is_told_apart),
        cmocka_unit_test(what_the_sink_refuses_ends_the_reading),
        cmocka_unit_test(expansion_bombs_end_at_once),
        cmocka_unit_test(exhaustion_is_passed_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
