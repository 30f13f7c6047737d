/* The writer of YAML: its style, its escapes, and that it gives byte for byte what libyaml's emitter gives. */
#include "escape.h"
#include "line_scan.h"
#include "out.h"
#include "utf8.h"
#include "vocabulary.h"
#include "write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct writer *opener(struct out *out, const struct write_options *options);

static const struct write_options plain_options = { 0 };

struct script {
    const struct event *events;
    size_t n;
};

/* In runs of one event, of two and so on. */
static int feed(struct writer *writer, struct script script)
{
    for (size_t i = 0, run = 1; i < script.n; i += run++) {
        if (run > script.n - i)
            run = script.n - i;
        if (sink_take(&writer->sink, &script.events[i], run) != 0)
            return -1;
    }
    return 0;
}

static struct out *written(opener *open, struct script script)
{
    struct out *out = out_to_memory();
    struct writer *writer = open(out, &plain_options);

    assert_int_equal(feed(writer, script), 0);
    writer->free(writer);
    return out;
}

static void assert_same(struct slice a, struct slice b)
{
    if (slice_equal(a, b))
        return;
    fprintf(stderr, "---- ours\n%.*s\n---- libyaml\n%.*s\n", (int)a.len, a.ptr, (int)b.len, b.ptr);
    fail();
}

/* Both writers give `expected`, or, where that is NULL, the same. */
static void assert_yaml(struct script script, const char *expected)
{
    struct out *ours = written(write_yaml_open, script);
    struct out *libyaml = written(write_yaml_libyaml_open, script);

    if (expected)
        assert_same(out_memory(ours), slice_of(expected));
    assert_same(out_memory(ours), out_memory(libyaml));
    out_free(ours);
    out_free(libyaml);
}

#define START { .type = EVENT_DOCUMENT_START }
#define END { .type = EVENT_DOCUMENT_END }
#define OPEN_MAPPING(k) { .type = EVENT_MAPPING_START, .key = (k) }
#define CLOSE_MAPPING { .type = EVENT_MAPPING_END }
#define OPEN_SEQUENCE(k) { .type = EVENT_SEQUENCE_START, .key = (k) }
#define CLOSE_SEQUENCE { .type = EVENT_SEQUENCE_END }
#define STRING(k, t) { .type = EVENT_STRING, .key = (k), .text = { (t), sizeof(t) - 1 } }
#define INTEGER(k, i) { .type = EVENT_INTEGER, .key = (k), .integer = (i) }
#define BOOLEAN(k, i) { .type = EVENT_BOOLEAN, .key = (k), .integer = (i) }
#define NUMBER(k, t) { .type = EVENT_NUMBER, .key = (k), .text = { (t), sizeof(t) - 1 } }
#define NOTHING(k) { .type = EVENT_NULL, .key = (k) }
#define SCRIPT(events) ((struct script){ (events), LENGTH_OF(events) })

static void gives_the_block_style_of_the_contract(void **state)
{
    static const struct event events[] = {
        START,
        OPEN_MAPPING(KEY_NONE),
        STRING(KEY_SCHEMA, "report/1.0"),
        STRING(KEY_TITLE, "某县政府工作报告"),
        OPEN_MAPPING(KEY_SPEAKER),
        STRING(KEY_NAME, "张三"),
        STRING(KEY_ROLE, "县长"),
        CLOSE_MAPPING,
        OPEN_SEQUENCE(KEY_FRONT),
        CLOSE_SEQUENCE,
        OPEN_SEQUENCE(KEY_BODY),
        OPEN_MAPPING(KEY_NONE),
        STRING(KEY_TYPE, "section"),
        INTEGER(KEY_LINE, 7),
        OPEN_SEQUENCE(KEY_BODY),
        OPEN_MAPPING(KEY_NONE),
        STRING(KEY_TYPE, "paragraph"),
        STRING(KEY_ROLE, "salutation"),
        STRING(KEY_TEXT, "各位代表："),
        CLOSE_MAPPING,
        CLOSE_SEQUENCE,
        CLOSE_MAPPING,
        CLOSE_SEQUENCE,
        BOOLEAN(KEY_TRUNCATED, 0),
        CLOSE_MAPPING,
        END,
    };

    (void)state;
    assert_yaml(SCRIPT(events), "---\n"
                                "schema: report/1.0\n"
                                "title: \"某县政府工作报告\"\n"
                                "speaker:\n"
                                "  name: \"张三\"\n"
                                "  role: \"县长\"\n"
                                "front: []\n"
                                "body:\n"
                                "- type: section\n"
                                "  line: 7\n"
                                "  body:\n"
                                "  - type: paragraph\n"
                                "    role: salutation\n"
                                "    text: \"各位代表：\"\n"
                                "truncated: false\n");
}

static void writes_several_documents(void **state)
{
    static const struct event events[] = {
        START, OPEN_MAPPING(KEY_NONE), INTEGER(KEY_LINE, 1), CLOSE_MAPPING, END,
        START, OPEN_MAPPING(KEY_NONE), CLOSE_MAPPING, END,
        START, OPEN_SEQUENCE(KEY_NONE), INTEGER(KEY_NONE, 1), CLOSE_SEQUENCE, END,
        START, STRING(KEY_NONE, "x"), END,
    };

    (void)state;
    assert_yaml(SCRIPT(events), "---\nline: 1\n--- {}\n---\n- 1\n--- \"x\"\n");
}

static void writes_what_comes_from_yaml_alone(void **state)
{
    static const struct event events[] = {
        START,
        OPEN_MAPPING(KEY_NONE),
        NUMBER(KEY_LINE, "1.5e3"),
        NUMBER(KEY_LEVEL, "-.inf"),
        NOTHING(KEY_TITLE),
        INTEGER(KEY_BYTES, INT64_MIN),
        INTEGER(KEY_LINES, INT64_MAX),
        STRING(KEY_TEXT, ""),
        STRING(KEY_TYPE, "null"),
        OPEN_SEQUENCE(KEY_ALIASES),
        OPEN_SEQUENCE(KEY_NONE),
        OPEN_SEQUENCE(KEY_NONE),
        CLOSE_SEQUENCE,
        OPEN_MAPPING(KEY_NONE),
        OPEN_MAPPING(KEY_SOURCE),
        CLOSE_MAPPING,
        BOOLEAN(KEY_INLINE, 1),
        CLOSE_MAPPING,
        CLOSE_SEQUENCE,
        STRING(KEY_NONE, "a"),
        CLOSE_SEQUENCE,
        CLOSE_MAPPING,
        END,
    };

    (void)state;
    assert_yaml(SCRIPT(events), "---\n"
                                "line: 1.5e3\n"
                                "level: -.inf\n"
                                "title: null\n"
                                "bytes: -9223372036854775808\n"
                                "lines: 9223372036854775807\n"
                                "text: \"\"\n"
                                "type: \"null\"\n"
                                "aliases:\n"
                                "- - []\n"
                                "  - source: {}\n"
                                "    inline: true\n"
                                "- \"a\"\n");
}

/* Keys that report/1.0 does not know: 128 bytes and one line are the most that a simple key may have. */
static void writes_unknown_keys(void **state)
{
    static char longest[128];
    static char too_long[129];
    struct slice names[] = { SLICE("content"), SLICE("a\nb"), SLICE("\xE2\x80\xA8"), SLICE(""), { longest, 128 },
                             { too_long, 129 } };

    (void)state;
    memset(longest, 'k', sizeof longest);
    memset(too_long, 'k', sizeof too_long);
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct event events[] = {
            START, OPEN_MAPPING(KEY_NONE), OPEN_MAPPING(KEY_SOURCE),
            STRING(KEY_OTHER, "value"),
            OPEN_SEQUENCE(KEY_OTHER), INTEGER(KEY_NONE, 1), INTEGER(KEY_NONE, 2), CLOSE_SEQUENCE,
            OPEN_MAPPING(KEY_OTHER), INTEGER(KEY_LINE, 1), INTEGER(KEY_LINES, 2), CLOSE_MAPPING,
            OPEN_SEQUENCE(KEY_OTHER), CLOSE_SEQUENCE,
            CLOSE_MAPPING, CLOSE_MAPPING, END,
        };

        for (size_t event = 0; event < LENGTH_OF(events); event++)
            if (events[event].key == KEY_OTHER)
                events[event].key_text = names[i];
        assert_yaml(SCRIPT(events), NULL);
    }
}

static void writes_text(struct slice text, const char *expected)
{
    struct event events[] = { START, { .type = EVENT_STRING, .text = text }, END };

    assert_yaml(SCRIPT(events), expected);
}

static void escapes_as_libyaml_does(void **state)
{
    (void)state;
    writes_text(SLICE("a\"b\\c"), "--- \"a\\\"b\\\\c\"\n");
    writes_text(SLICE("\0\a\b\t\n\v\f\r\x1B\x01\x7F"), "--- \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\x01\\x7F\"\n");
    writes_text(SLICE("\xC2\x85\xC2\x80\xC2\xA0\xC2\xB7"), "--- \"\\N\\x80\xC2\xA0\xC2\xB7\"\n");
    writes_text(SLICE("\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xA7\xE2\x80\xAA"), "--- \"\\L\\P\xE2\x80\xA7\xE2\x80\xAA\"\n");
    writes_text(SLICE("\xEF\xBB\xBF\xEF\xBB\xBE\xEF\xBF\xBD"), "--- \"\\uFEFF\xEF\xBB\xBE\xEF\xBF\xBD\"\n");
    writes_text(SLICE("\xEF\xBF\xBE\xEF\xBF\xBF"), "--- \"\\uFFFE\\uFFFF\"\n");
    writes_text(SLICE("\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF"), "--- \"\\U0001F600\\U0010FFFF\"\n");
    writes_text(SLICE(" leading and trailing "), "--- \" leading and trailing \"\n");
}

/* Every code point there is, alone and at every offset within what the writer looks at in one step. */
static void writes_every_code_point_as_libyaml_does(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x20000 ? 1 : 0x1F3) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        utf8_append(&text, cp);
        if (cp % 7 == 0)
            buffer_append_text(&text, "报告");
    }
    writes_text(buffer_slice(&text), NULL);
    buffer_fini(&text);
}

static void finds_stops_at_every_offset(void **state)
{
    static const struct slice stops[] = {
        { "\"", 1 }, { "\\", 1 }, { "\n", 1 }, { "\0", 1 }, { "\x7F", 1 }, { "\xC2\x85", 2 }, { "\xC2\x9F", 2 },
        { "\xE2\x80\xA8", 3 }, { "\xE2\x80\xA9", 3 }, { "\xEF\xBB\xBF", 3 }, { "\xEF\xBF\xBE", 3 },
        { "\xF0\x9F\x98\x80", 4 },
    };
    /* What the block test takes for a stop at first sight, and is none. */
    static const char harmless[] = "\xC2\xB7\xEF\xBF\xA5\xEF\xBB\x80\xE3\x80\xA8\xE2\x80\x9C,\xEF\xBC\x8C";
    char text[200], copy[200];

    (void)state;
    for (size_t stop = 0; stop < LENGTH_OF(stops); stop++) {
        for (size_t at = 0; at < 80; at++) {
            for (size_t len = at; len <= at + stops[stop].len; len += stops[stop].len) {
                memset(text, 'x', sizeof text);
                memcpy(text + at, stops[stop].ptr, stops[stop].len);
                assert_int_equal(escape_copy(copy, sizeof copy, (struct slice){ text, len }), at);
                assert_memory_equal(copy, text, at);
            }
            assert_true(escape_is_needed((struct slice){ text + at, stops[stop].len }));
            assert_int_equal(escape_copy(copy, sizeof copy, (struct slice){ text, sizeof text }), at);
            assert_int_equal(escape_copy(copy, at / 2, (struct slice){ text, sizeof text }), at / 2);
        }
    }
    for (size_t at = 0; at < 80; at++) {
        memset(text, 'x', sizeof text);
        memcpy(text + at, harmless, sizeof harmless - 1);
        assert_int_equal(escape_copy(copy, sizeof copy, (struct slice){ text, sizeof text }), sizeof text);
        assert_memory_equal(copy, text, sizeof text);
    }
}

/* A small generator of its own, so that a failure comes again with the same seed everywhere. */
static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % limit;
}

static uint32_t random_code_point(void)
{
    static const uint32_t nasty[] = { 0,      '"',    '\\',   '\t',   '\n',   '\r',   0x1B,   0x7F,    0x85,
                                      0xA0,   0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0x10FFFF,
                                      0xD7FF, 0xE000, 0xB7,   0x3000, 0xFF0C, 0x201C, ' ',    ':',     '#' };

    switch (random_below(8)) {
    case 0:
        return nasty[random_below(LENGTH_OF(nasty))];
    case 1:
        return random_below(0x80);
    case 2:
        return 0x80 + random_below(0xD800 - 0x80);
    default:
        return 0x4E00 + random_below(0x5000);
    }
}

static struct slice random_text(struct buffer *arena)
{
    uint32_t n = random_below(4) == 0 ? random_below(200) : random_below(12);
    size_t start = arena->len;

    for (uint32_t i = 0; i < n; i++)
        utf8_append(arena, random_code_point());
    return slice_from(buffer_slice(arena), start);
}

enum { EVENTS_MAX = 600 };

struct stream {
    struct event events[EVENTS_MAX];
    size_t n;
    struct buffer arena; /* never grows while events point into it */
};

enum { ROOT_DEPTH = 12 };

/* What may be told of a scalar; that nothing is told is right as well. */
static enum event_form random_knowledge(const struct event *event)
{
    struct line_scan scan;

    if (event->key == KEY_OTHER || random_below(4) == 0)
        return FORM_UNKNOWN;
    if (event->type == EVENT_INTEGER && event->integer >= 0)
        return FORM_COUNT;
    if (event->type != EVENT_STRING || event->text.len == 0)
        return FORM_UNKNOWN;
    if (vocabulary_is_plain(event->key, event->text))
        return FORM_WORD;
    line_scan(event->text, &scan);
    return scan.is_literal ? FORM_LITERAL : FORM_UNKNOWN;
}

static void add_value(struct stream *stream, enum key key, int depth)
{
    struct event *event = &stream->events[stream->n++];
    bool is_mapping;

    *event = (struct event){ .key = key };
    if (key == KEY_OTHER)
        event->key_text = random_text(&stream->arena);
    if (depth == ROOT_DEPTH || (depth > 0 && random_below(3) == 0 && stream->n < EVENTS_MAX - 100)) {
        is_mapping = random_below(2) == 0;
        event->type = is_mapping ? EVENT_MAPPING_START : EVENT_SEQUENCE_START;
        for (uint32_t n = random_below(9); n > 0 && stream->n < EVENTS_MAX - 60; n--)
            add_value(stream, is_mapping ? (enum key)(1 + random_below(KEY_COUNT - 1)) : KEY_NONE, depth - 1);
        stream->events[stream->n++] =
            (struct event){ .type = is_mapping ? EVENT_MAPPING_END : EVENT_SEQUENCE_END };
        return;
    }
    event->type = (enum event_type)(EVENT_STRING + random_below(EVENT_TYPE_COUNT - EVENT_STRING));
    event->integer = (int64_t)random_below(3) - 1 + (int64_t)random_below(1000) * 1000003;
    event->text = event->type == EVENT_NUMBER ? SLICE("0.25") : random_text(&stream->arena);
    if (event->type == EVENT_STRING && random_below(4) == 0)
        event->text = SLICE("paragraph");
    event->form = random_knowledge(event);
}

static void equals_libyaml_on_random_streams(void **state)
{
    struct stream *stream = mem_alloc(sizeof *stream);
    size_t n_events = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= 2000; seed++) {
        random_state = seed * 2654435761U | 1;
        stream->n = 0;
        stream->arena.len = 0;
        buffer_reserve(&stream->arena, (size_t)EVENTS_MAX * 2 * 200 * 4);
        for (uint32_t documents = 1 + random_below(2); documents > 0; documents--) {
            stream->events[stream->n++] = (struct event){ .type = EVENT_DOCUMENT_START };
            add_value(stream, KEY_NONE, ROOT_DEPTH);
            stream->events[stream->n++] = (struct event){ .type = EVENT_DOCUMENT_END };
            if (stream->n > EVENTS_MAX / 2)
                break;
        }
        assert_yaml((struct script){ stream->events, stream->n }, NULL);
        n_events += stream->n;
    }
    assert_in_range(n_events, 50000, SIZE_MAX);
    buffer_fini(&stream->arena);
    mem_free(stream);
}

/* Text longer than every buffer on the way, with an escape now and then. */
static void writes_long_text(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    random_state = 4711;
    while (text.len < 300000) {
        for (uint32_t n = random_below(9000); n > 0; n--)
            utf8_append(&text, 0x4E00 + random_below(0x5000));
        utf8_append(&text, random_code_point());
    }
    writes_text(buffer_slice(&text), NULL);
    buffer_fini(&text);
}

static void refuses_what_is_no_document(void **state)
{
    static const struct event unbalanced[] = { START, CLOSE_MAPPING };
    static const struct event crossed[] = { START, OPEN_MAPPING(KEY_NONE), CLOSE_SEQUENCE };
    static const struct event unclosed[] = { START, OPEN_MAPPING(KEY_NONE), END };
    static const struct event begun_within[] = { START, OPEN_MAPPING(KEY_NONE), START };
    const struct script scripts[] = { SCRIPT(unbalanced), SCRIPT(crossed), SCRIPT(unclosed), SCRIPT(begun_within) };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(scripts); i++) {
        struct out *out = out_to_memory();
        struct writer *writer = write_yaml_open(out, &plain_options);

        assert_int_equal(feed(writer, scripts[i]), -1);
        writer->free(writer);
        out_free(out);
    }
}

static void refuses_bottomless_nesting(void **state)
{
    static const struct event start = START;
    static const struct event open = OPEN_SEQUENCE(KEY_NONE);
    struct out *out = out_to_memory();
    struct writer *writer = write_yaml_open(out, &plain_options);
    int taken = 0;

    (void)state;
    assert_int_equal(sink_take(&writer->sink, &start, 1), 0);
    while (taken < 100000 && sink_take(&writer->sink, &open, 1) == 0)
        taken++;
    assert_in_range(taken, 256, 99999);
    writer->free(writer);
    out_free(out);
}

static void assert_count(int64_t count)
{
    const struct event events[] = {
        START,
        OPEN_MAPPING(KEY_NONE),
        { .type = EVENT_INTEGER, .key = KEY_LINE, .form = FORM_COUNT, .integer = count },
        CLOSE_MAPPING,
        END,
    };
    struct out *out = written(write_yaml_open, (struct script){ events, LENGTH_OF(events) });
    char expected[64];

    snprintf(expected, sizeof expected, "---\nline: %lld\n", (long long)count);
    assert_same(out_memory(out), slice_of(expected));
    out_free(out);
}

/* Where a number gets one digit more. */
static void writes_counts_of_any_length(void **state)
{
    (void)state;
    assert_count(0);
    for (int64_t power = 10; power <= INT64_MAX / 10; power *= 10)
        for (int64_t count = power - 1; count <= power + 1; count++)
            assert_count(count);
    for (int64_t count = 0; count < 12000; count += 7)
        assert_count(count);
    assert_count(INT64_MAX);
}

/* The same in one run, of mappings and sequences in turn. */
static void refuses_bottomless_nesting_in_runs(void **state)
{
    enum { PAIRS = 4000 };
    static struct event events[2 + 2 * PAIRS];
    struct out *out = out_to_memory();
    struct writer *writer = write_yaml_open(out, &plain_options);

    (void)state;
    events[0] = (struct event)START;
    events[1] = (struct event)OPEN_MAPPING(KEY_NONE);
    for (size_t i = 1; i <= PAIRS; i++) {
        events[2 * i] = (struct event)OPEN_SEQUENCE(KEY_BODY);
        events[2 * i + 1] = (struct event)OPEN_MAPPING(KEY_NONE);
    }
    assert_true(sink_take(&writer->sink, events, LENGTH_OF(events)) < 0);
    writer->free(writer);
    out_free(out);
}

/* The sink says no as soon as bytes are lost, so that a conversion ends early. */
static void stops_when_the_output_fails(void **state)
{
    static const struct event start = START;
    static const struct event open = OPEN_SEQUENCE(KEY_NONE);
    static const struct event text = STRING(KEY_NONE, "各位代表");
    struct out *out = out_to_descriptor(-1, "nowhere");
    struct writer *writer = write_yaml_open(out, &plain_options);
    int taken = 0;

    (void)state;
    assert_int_equal(sink_take(&writer->sink, &start, 1), 0);
    assert_int_equal(sink_take(&writer->sink, &open, 1), 0);
    while (taken < 1000000 && sink_take(&writer->sink, &text, 1) == 0)
        taken++;
    assert_in_range(taken, 1, 999999);
    assert_true(out_error(out) != 0);
    writer->free(writer);
    out_free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_block_style_of_the_contract),
        cmocka_unit_test(writes_several_documents),
        cmocka_unit_test(writes_what_comes_from_yaml_alone),
        cmocka_unit_test(writes_unknown_keys),
        cmocka_unit_test(escapes_as_libyaml_does),
        cmocka_unit_test(writes_every_code_point_as_libyaml_does),
        cmocka_unit_test(finds_stops_at_every_offset),
        cmocka_unit_test(equals_libyaml_on_random_streams),
        cmocka_unit_test(writes_long_text),
        cmocka_unit_test(refuses_what_is_no_document),
        cmocka_unit_test(refuses_bottomless_nesting),
        cmocka_unit_test(refuses_bottomless_nesting_in_runs),
        cmocka_unit_test(writes_counts_of_any_length),
        cmocka_unit_test(stops_when_the_output_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
