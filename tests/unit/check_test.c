/* The check of a document's events: what it says, where, and in whatever order the keys stand. */
#include "check.h"
#include "escape.h"
#include "read_yaml.h"
#include "schema.h"
#include "utf8.h"
#include "vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* A line for each violation: "/body/0/title: must not be empty". */
struct notes {
    struct check_listener listener;
    struct buffer text;
    bool has_places;
};

static void note(struct check_listener *self, const struct check_violation *violation)
{
    struct notes *notes = (struct notes *)self;

    if (notes->has_places) {
        buffer_append_number(&notes->text, (long long)violation->line);
        buffer_put(&notes->text, ':');
        buffer_append_number(&notes->text, (long long)violation->column);
        buffer_put(&notes->text, ' ');
    }
    buffer_append_slice(&notes->text, violation->pointer);
    buffer_append_text(&notes->text, ": ");
    buffer_append_slice(&notes->text, violation->message);
    buffer_put(&notes->text, '\n');
}

struct memory {
    struct read_yaml_input input;
    struct slice left;
};

static long read_memory(struct read_yaml_input *self, void *to, size_t room)
{
    struct memory *memory = (struct memory *)self;
    size_t n = memory->left.len < room ? memory->left.len : room;

    if (n > 0)
        memcpy(to, memory->left.ptr, n);
    memory->left = slice_from(memory->left, n);
    return (long)n;
}

/* A sink that keeps copies of events. */
struct collector {
    struct sink sink;
    struct event *events;
    size_t n, capacity;
};

static struct slice copy_of(struct slice text)
{
    char *copy = mem_alloc(text.len + 1);

    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct slice){ copy, text.len };
}

static int collect(struct sink *self, const struct event *events, size_t n)
{
    struct collector *collector = (struct collector *)self;

    for (size_t i = 0; i < n; i++) {
        collector->events = mem_grow(collector->events, &collector->capacity, collector->n + 1,
                                     sizeof *collector->events);
        collector->events[collector->n] = events[i];
        collector->events[collector->n].text = copy_of(events[i].text);
        collector->events[collector->n++].key_text = copy_of(events[i].key_text);
    }
    return 0;
}

static bool is_literal(struct slice text)
{
    bool is_copied = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        is_copied = is_copied && (utf8_is_continuation((unsigned char)text.ptr[i]) ||
                                  !escape_is_needed(slice_from(text, i)));
    return is_copied;
}

/* What can be said of a scalar; see event.h. */
static enum event_form form_of(const struct event *event)
{
    if (event->key == KEY_OTHER)
        return FORM_UNKNOWN;
    if (event->type == EVENT_INTEGER && event->integer >= 0)
        return FORM_COUNT;
    if (event->type == EVENT_STRING && vocabulary_is_plain(event->key, event->text))
        return FORM_WORD;
    return event->type == EVENT_STRING && is_literal(event->text) ? FORM_LITERAL : FORM_UNKNOWN;
}

/* As from build: in runs of `run_len` events, with what is known of them. Then they are gone. */
static void hand_on(struct collector *collector, struct sink *sink, size_t run_len)
{
    for (size_t i = 0; i < collector->n; i++)
        collector->events[i].form = form_of(&collector->events[i]);
    for (size_t i = 0; i < collector->n; i += run_len)
        assert_int_equal(sink_take(sink, &collector->events[i],
                                   run_len < collector->n - i ? run_len : collector->n - i), 0);
    for (size_t i = 0; i < collector->n; i++) {
        mem_free((char *)collector->events[i].text.ptr);
        mem_free((char *)collector->events[i].key_text.ptr);
    }
    mem_free(collector->events);
}

/*
 * Runs a YAML document through a check, with what it says left in `notes`: as it is read where run_len is 0, or in runs
 * of so many events. Returns the number of violations.
 */
static uint64_t run(struct slice document, struct notes *notes, size_t run_len)
{
    struct memory memory = { { read_memory }, document };
    struct collector collector = { .sink.take = collect };
    struct check *check = check_new(schema_report(), NULL, &notes->listener);
    struct read_yaml_error error = { 0 };
    uint64_t n;

    notes->listener.violation = note;
    if (read_yaml(&memory.input, run_len > 0 ? &collector.sink : check_sink(check), &error) != READ_YAML_DONE)
        fail_msg("%.*s", (int)error.message.len, error.message.ptr);
    buffer_fini(&error.message);
    if (run_len > 0)
        hand_on(&collector, check_sink(check), run_len);
    n = check_violations(check);
    check_free(check);
    return n;
}

/* What is said does not depend on how many events come at once, nor on what they say of themselves. */
static void assert_notes(struct slice document, const char *expected, bool has_places)
{
    static const size_t run_lens[] = { 0, 1, 3, 24, 100000 };

    for (size_t i = 0; i < LENGTH_OF(run_lens); i++) {
        struct notes notes = { .has_places = has_places };
        uint64_t n = run(document, &notes, run_lens[i]);
        uint64_t n_lines = 0;

        buffer_put(&notes.text, '\0');
        assert_string_equal(notes.text.ptr, expected);
        for (const char *at = notes.text.ptr; *at; at++)
            n_lines += *at == '\n';
        assert_int_equal(n, n_lines);
        buffer_fini(&notes.text);
    }
}

#define HEAD "schema: report/1.0\nfront: []\n"
#define TAIL "\nsource: {name: a, encoding: UTF-8, bytes: 1, lines: 1, normalization: none, truncated: false}\n" \
             "generator: report2yaml 0\ndiagnostics: []\n"

/* A document with that body. */
static void assert_body(const char *body, const char *expected)
{
    struct buffer document = { 0 };

    buffer_append_text(&document, HEAD "body: ");
    buffer_append_text(&document, body);
    buffer_append_text(&document, TAIL);
    assert_notes(buffer_slice(&document), expected, false);
    buffer_fini(&document);
}

struct example {
    const char *body, *expected;
};

static void assert_examples(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_body(examples[i].body, examples[i].expected);
}

#define ASSERT_EXAMPLES(examples) assert_examples(examples, LENGTH_OF(examples))

static void a_valid_document_gives_no_word(void **state)
{
    static const struct example examples[] = {
        { "[]", "" },
        { "[{type: paragraph, line: 1, lead: x}]", "" },
        { "[{type: section, id: s1, line: 1, level: 1, label: x, number: '1.2', body: [\n"
          "  {type: section, id: s1-s1, line: 2, level: 2, title: y, body: []},\n"
          "  {type: list, line: 3, kind: tasks, marker: none, inline: true, entries: [\n"
          "    {id: s1-t1, line: 3, number: 0, body: [{type: paragraph, line: 4, continues: true, text: a}]},\n"
          "    {id: s1-t2, line: 3, body: []}]},\n"
          "  {type: glossary, id: s1-g1, line: 5, body: [], entries: []}]}]",
          "" },
    };

    (void)state;
    ASSERT_EXAMPLES(examples);
}

static void values_are_checked_where_they_stand(void **state)
{
    static const struct example examples[] = {
        { "[{type: paragraph, line: 0, text: x}]", "/body/0/line: must be at least 1\n" },
        { "[{type: paragraph, line: 1, text: ''}]", "/body/0/text: must not be empty\n" },
        { "[{type: paragraph, line: 1, text: \"a\\nb\"}]",
          "/body/0/text: must not hold a line feed or a carriage return\n" },
        { "[{type: paragraph, line: 1, text: null}]", "/body/0/text: must be a string, not null\n" },
        { "[{type: paragraph, line: 1, text: [a]}]", "/body/0/text: must be a string, not a sequence\n" },
        { "[{type: paragraph, line: 1.0, text: a}]", "" },
        { "[{type: paragraph, line: 1, text: a, role: title}]",
          "/body/0/role: must be salutation, toc, table, note, caption or furniture, not \"title\"\n" },
        { "[{type: paragraph, line: 1, text: a, continues: false}]", "/body/0/continues: must be true\n" },
        { "[{type: signature, line: 1, text: a, date: 2024-13-01}]",
          "/body/0/date: must match ^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$, not \"2024-13-01\"\n" },
        { "[{type: paragraph, line: 1, text: a, removed: []}]", "/body/0/removed: must have at least 1 member\n" },
        { "x", "/body: must be a sequence, not a string\n" },
        { "{a: 1}", "/body: must be a sequence, not a mapping\n" },
        { "[1, [], x]",
          "/body/0: must be a mapping, not an integer\n"
          "/body/1: must be a mapping, not a sequence\n"
          "/body/2: must be a mapping, not a string\n" },
    };

    (void)state;
    ASSERT_EXAMPLES(examples);
}

static void keys_are_those_of_the_type(void **state)
{
    static const struct example examples[] = {
        { "[{type: paragraph, line: 1}]", "/body/0: lacks a key: lead or text\n" },
        { "[{type: section, title: a}]",
          "/body/0: lacks the key body\n/body/0: lacks the key id\n/body/0: lacks the key line\n"
          "/body/0: lacks the key level\n" },
        { "[{type: signature, line: 1, text: a, body: [{type: nonsense}]}]",
          "/body/0/body: is no key that may stand here; these may: date, type, line, text, removed\n" },
        { "[{type: signature, line: 1, text: a, a/b~c: {x: [1]}}]",
          "/body/0/a~1b~0c: is no key that may stand here; these may: date, type, line, text, removed\n" },
        { "[{line: 1, text: a}]", "/body/0: lacks the key type\n" },
        { "[{}]", "/body/0: lacks the key type\n" },
        { "[{type: chapter, id: 0, body: {}}]",
          "/body/0/type: must be paragraph, section, list, glossary or signature, not \"chapter\"\n" },
        { "[{type: {a: b}, line: 1}]",
          "/body/0/type: must be paragraph, section, list, glossary or signature\n" },
    };

    (void)state;
    ASSERT_EXAMPLES(examples);
}

/* Signatures stand at the root; entries hold paragraphs and lists. */
static void blocks_stand_where_they_may(void **state)
{
    static const struct example examples[] = {
        { "[{type: section, id: s1, line: 1, level: 1, title: a, body: [{type: signature, line: 1, text: a}]}]",
          "/body/0/body/0/type: must be paragraph, section, list or glossary, not \"signature\"\n" },
        { "[{type: list, line: 1, kind: points, marker: none, inline: false, entries: [\n"
          "  {id: t1, line: 1, body: [{type: section, id: s1, line: 1, level: 1, title: a, body: []}]}]}]",
          "/body/0/entries/0/body/0/type: must be paragraph or list, not \"section\"\n" },
    };

    (void)state;
    ASSERT_EXAMPLES(examples);
}

/* As after sorting: until the type comes, every type is possible. What is said is the same. */
static void the_type_may_stand_last(void **state)
{
    static const struct example examples[] = {
        { "[{line: 1, text: a, type: paragraph}]", "" },
        { "[{line: 0, text: a, type: paragraph}]", "/body/0/line: must be at least 1\n" },
        { "[{line: 0, text: a, colour: red}]", "/body/0: lacks the key type\n" },
        { "[{line: 0, text: a, colour: red, type: none}]",
          "/body/0/type: must be paragraph, section, list, glossary or signature, not \"none\"\n" },
        { "[{line: 1, text: a, level: 1, type: signature}]",
          "/body/0/level: is no key that may stand here; these may: date, type, line, text, removed\n" },
        { "[{body: [{body: [{line: 1, text: '', type: paragraph}, {entries: [{body: [], id: s1-t1, line: x}],\n"
          "  inline: no, kind: tasks, line: 1, marker: none, type: list}], id: s1-s1, level: 0, line: 1, title: a,\n"
          "  type: section}], id: s1, level: 1, line: 1, title: a, type: section}]",
          "/body/0/body/0/body/0/text: must not be empty\n"
          "/body/0/body/0/body/1/entries/0/line: must be an integer, not a string\n"
          "/body/0/body/0/body/1/inline: must be true or false, not a string\n"
          "/body/0/body/0/level: must be at least 1\n" },
        /* What is wrong inside counts once the branch is known, and not where it is none of its. */
        { "[{id: s1, line: 1, level: 1, title: a, body: [{type: paragraph, line: 0, text: a}], type: section}]",
          "/body/0/body/0/line: must be at least 1\n" },
        { "[{line: 1, text: a, body: [{type: paragraph, line: 0, text: a}], type: paragraph}]",
          "/body/0/body: is no key that may stand here; these may: role, type, line, separator, lead, text,"
          " removed, continues\n" },
        { "[{line: 1, text: a, removed: [{line: 0, column: 1, code: page-furniture, text: a}], type: paragraph}]",
          "/body/0/removed/0/line: must be at least 1\n" },
        /* A glossary's body holds no sections, a section's does: which one it is shows at the end. */
        { "[{body: [{type: section, id: s1-s1, line: 1, level: 2, title: a, body: []}], id: g1, line: 1, entries: [],\n"
          "  type: glossary}]",
          "/body/0/body/0/type: must be paragraph or list, not \"section\"\n" },
        { "[{body: [{type: section, id: s1-s1, line: 1, level: 2, title: a, body: []}], id: s1, line: 1, level: 1,\n"
          "  title: a, type: section}]",
          "" },
        { "[{entries: [{id: t1, line: 1, body: []}], line: 1, kind: tasks, marker: none, inline: true, type: list}]",
          "" },
        { "[{entries: [{id: t1, line: 1, body: []}], line: 1, id: g1, body: [], type: glossary}]",
          "/body/0/entries/0/id: must match ^(s[1-9][0-9]*-)*g[1-9][0-9]*-e[1-9][0-9]*$, not \"t1\"\n"
          "/body/0/entries/0/body: is no key that may stand here; these may: id, line, label, number, separator, "
          "removed, term, aliases, definition\n"
          "/body/0/entries/0: lacks the key term\n/body/0/entries/0: lacks the key definition\n" },
    };

    (void)state;
    ASSERT_EXAMPLES(examples);
}

/* Memory is bounded while the type is unknown: the rest is counted. */
static void what_waits_for_the_type_is_bounded(void **state)
{
    struct buffer document = { 0 };
    struct notes notes = { 0 };
    struct slice last = SLICE("/body/0: 150 more violations inside; "
                              "they are listed one by one when the type stands first\n");

    (void)state;
    buffer_append_text(&document, HEAD "body:\n- body:\n");
    for (int i = 0; i < 250; i++)
        buffer_append_text(&document, "  - {line: 0, text: a, type: paragraph}\n");
    buffer_append_text(&document, "  id: s1\n  line: 1\n  level: 1\n  title: a\n  type: section\n" TAIL);
    assert_int_equal(run(buffer_slice(&document), &notes, 0), 250);
    assert_true(slice_starts(buffer_slice(&notes.text), SLICE("/body/0/body/0/line: must be at least 1\n")));
    assert_true(slice_holds(buffer_slice(&notes.text), SLICE("/body/0/body/99/line: must be at least 1\n")));
    assert_false(slice_holds(buffer_slice(&notes.text), SLICE("/body/0/body/100/line: must be at least 1\n")));
    assert_true(slice_ends(buffer_slice(&notes.text), last));
    buffer_fini(&document);
    buffer_fini(&notes.text);
}

/* The rule that JSON Schema cannot state: see check_state.h. */
static void ids_follow_what_holds_them(void **state)
{
#define SECTION(id, body) "{type: section, id: " id ", line: 1, level: 1, title: a, body: [" body "]}"
#define LIST(entries) "{type: list, line: 1, kind: points, marker: none, inline: false, entries: [" entries "]}"
#define ENTRY(id, body) "{id: " id ", line: 1, body: [" body "]}"
#define TERM(id) "{id: " id ", line: 1, term: a, definition: b}"
    static const struct example examples[] = {
        { "[" SECTION("s1", "") ", " SECTION("s2", "") "]", "" },
        { "[" SECTION("s2", "") ", " SECTION("s9", "") "]", "" },
        { "[" SECTION("s1", "") ", " SECTION("s1", "") "]", "/body/1/id: must count upward: a number above 1\n" },
        { "[" SECTION("s10", "") ", " SECTION("s9", "") ", " SECTION("s11", "") "]",
          "/body/1/id: must count upward: a number above 10\n" },
        { "[" SECTION("s2", SECTION("s1-s1", "")) "]",
          "/body/0/body/0/id: must begin with \"s2-\", the id of what holds it\n" },
        { "[" SECTION("s1", SECTION("s2", "")) "]",
          "/body/0/body/0/id: must begin with \"s1-\", the id of what holds it\n" },
        { "[" SECTION("s1", SECTION("s1-s1-s1", "")) "]",
          "/body/0/body/0/id: must begin with \"s1-\", the id of what holds it\n" },
        { "[" SECTION("s1", SECTION("s11-s1", "")) "]",
          "/body/0/body/0/id: must begin with \"s1-\", the id of what holds it\n" },
        { "[" SECTION("s1-s1", "") "]", "/body/0/id: must be a letter and a number, as it stands at the root\n" },
        /* Numbers run on over several lists of one section, each kind by itself. */
        { "[" SECTION("s1", LIST(ENTRY("s1-t1", "")) ", " SECTION("s1-s1", "") ", " LIST(ENTRY("s1-t2", ""))) "]", "" },
        { "[" SECTION("s1", LIST(ENTRY("s1-t1", "")) ", " LIST(ENTRY("s1-t1", ""))) "]",
          "/body/0/body/1/entries/0/id: must count upward: a number above 1\n" },
        /* Behind a sister all the same. */
        { "[" SECTION("s1", SECTION("s1-s1", "") ", " SECTION("s1-s02", "")) "]",
          "/body/0/body/1/id: must match ^(s[1-9][0-9]*-)*s[1-9][0-9]*$, not \"s1-s02\"\n" },
        { "[" SECTION("s1", SECTION("s1-s1", "") ", " SECTION("s1-s1-s2", "")) "]",
          "/body/0/body/1/id: must begin with \"s1-\", the id of what holds it\n" },
        { "[" SECTION("s1", SECTION("s1-s1", "") ", " SECTION("s1-s1-s1", "") ", " SECTION("s2-s2", "")) "]",
          "/body/0/body/1/id: must begin with \"s1-\", the id of what holds it\n"
          "/body/0/body/2/id: must begin with \"s1-\", the id of what holds it\n" },
        { "[" SECTION("s1", SECTION("s1-s1", "") ", " SECTION("s1-t2", "") ", " SECTION("s1s3", "")) "]",
          "/body/0/body/1/id: must match ^(s[1-9][0-9]*-)*s[1-9][0-9]*$, not \"s1-t2\"\n"
          "/body/0/body/2/id: must match ^(s[1-9][0-9]*-)*s[1-9][0-9]*$, not \"s1s3\"\n" },
        { "[" LIST(ENTRY("t1", LIST(ENTRY("t1-t1", ""))) ", " ENTRY("t2", LIST(ENTRY("t2-t1", "")))) "]", "" },
        { "[" LIST(ENTRY("t1", LIST(ENTRY("t1-t1", ""))) ", " ENTRY("t2", LIST(ENTRY("t1-t2", "")))) "]",
          "/body/0/entries/1/body/0/entries/0/id: must begin with \"t2-\", the id of what holds it\n" },
        { "[{type: glossary, id: g1, line: 1, title: a, body: [], entries: [\n"
          "  {id: g1-e1, line: 1, term: a, aliases: [a, b, ''], definition: b}]}]",
          "/body/0/entries/0/aliases/2: must not be empty\n" },
        { "[{type: glossary, id: g1, line: 1, title: a, body: [], entries: [\n"
          "  " TERM("g1-e1") ", " TERM("g1-e1") ", " TERM("g1-e3") ", " TERM("g1-e2") "]}]",
          "/body/0/entries/1/id: must count upward: a number above 1\n"
          "/body/0/entries/3/id: must count upward: a number above 3\n" },
        /* Behind an id that breaks the schema, those inside it have nothing to follow. */
        { "[" SECTION("x", SECTION("s1-s1", "")) "]",
          "/body/0/id: must match ^(s[1-9][0-9]*-)*s[1-9][0-9]*$, not \"x\"\n" },
        /* Where the id stands behind what it governs it is not looked at. */
        { "[{type: section, line: 1, level: 1, title: a, body: [" SECTION("s5-s1", "") "], id: s1}]", "" },
        { "[{line: 1, level: 1, title: a, id: s1, body: [" SECTION("s5-s1", "") "], type: section}]", "" },
    };
#undef SECTION
#undef LIST
#undef ENTRY
#undef TERM

    (void)state;
    ASSERT_EXAMPLES(examples);
}

static void the_root_is_checked(void **state)
{
    (void)state;
    assert_notes(SLICE("x\n"), ": must be a mapping, not a string; a text is read without --from yaml\n", false);
    assert_notes(SLICE("--- [1]\n"), ": must be a mapping, not a sequence\n", false);
    assert_notes(SLICE("---\n"), ": must be a mapping, not null\n", false);
    assert_notes(SLICE("body: []\ntitle: ''\n"),
                 "/title: must not be empty\n"
                 ": lacks the key schema\n: lacks the key front\n: lacks the key source\n"
                 ": lacks the key generator\n: lacks the key diagnostics\n",
                 false);
    assert_notes(SLICE(HEAD "body: []\nspeaker: {}\nsource: {name: a}\ngenerator: ''\ndiagnostics: {}\n"),
                 "/speaker: lacks a key: name or role\n"
                 "/source: lacks the key encoding\n/source: lacks the key bytes\n/source: lacks the key lines\n"
                 "/source: lacks the key normalization\n/source: lacks the key truncated\n"
                 "/generator: must not be empty\n"
                 "/diagnostics: must be a sequence, not a mapping\n",
                 false);
}

static void places_are_those_of_the_value(void **state)
{
    (void)state;
    assert_notes(SLICE(HEAD "body:\n- type: paragraph\n  line: 0\n-   type: 说明\n" TAIL),
                 "5:9 /body/0/line: must be at least 1\n"
                 "4:3 /body/0: lacks a key: lead or text\n"
                 "6:11 /body/1/type: must be paragraph, section, list, glossary or signature, not \"说明\"\n",
                 true);
}

/* A sink that writes down what comes. */
struct recorder {
    struct sink sink;
    struct event events[16];
    size_t n;
    size_t refuses_at; /* this event, counted from 1, and all behind it */
};

static int record(struct sink *self, const struct event *events, size_t n)
{
    struct recorder *recorder = (struct recorder *)self;

    memcpy(&recorder->events[recorder->n], events, n * sizeof *events);
    recorder->n += n;
    return recorder->n == recorder->refuses_at ? -1 : 0;
}

static const struct event small_document[] = {
    { .type = EVENT_DOCUMENT_START },
    { .type = EVENT_MAPPING_START, .line = 1, .column = 1 },
    { .type = EVENT_STRING, .key = KEY_OTHER, .key_text = { "a\nb", 3 }, .text = { "c", 1 }, .line = 2, .column = 3 },
    { .type = EVENT_INTEGER, .key = KEY_TITLE, .integer = -7 },
    { .type = EVENT_MAPPING_END },
    { .type = EVENT_DOCUMENT_END },
};
enum { SMALL_DOCUMENT_COUNT = LENGTH_OF(small_document) };

static void events_go_on_unchanged(void **state)
{
    struct recorder recorder = { .sink.take = record };
    struct check *check = check_new(schema_report(), &recorder.sink, NULL);

    (void)state;
    for (size_t i = 0; i < SMALL_DOCUMENT_COUNT; i++)
        assert_int_equal(sink_take(check_sink(check), &small_document[i], 1), 0);
    assert_int_equal(recorder.n, SMALL_DOCUMENT_COUNT);
    for (size_t i = 0; i < SMALL_DOCUMENT_COUNT; i++) {
        const struct event *a = &small_document[i], *b = &recorder.events[i];

        assert_true(a->type == b->type && a->key == b->key && a->integer == b->integer && a->line == b->line);
        assert_true(slice_equal(a->text, b->text) && slice_equal(a->key_text, b->key_text) && a->column == b->column);
    }
    assert_int_equal(check_violations(check), 8);
    check_free(check);
}

/* What is said does not depend on how many events come at once. */
static void events_come_in_runs(void **state)
{
    struct recorder recorder = { .sink.take = record };
    struct check *check = check_new(schema_report(), &recorder.sink, NULL);

    (void)state;
    assert_int_equal(sink_take(check_sink(check), small_document, SMALL_DOCUMENT_COUNT), 0);
    assert_int_equal(recorder.n, SMALL_DOCUMENT_COUNT);
    assert_int_equal(check_violations(check), 8);
    assert_true(sink_take(check_sink(check), &small_document[1], 1) < 0);
    assert_int_equal(recorder.n, SMALL_DOCUMENT_COUNT);
    check_free(check);
}

static void what_the_next_sink_refuses_is_refused(void **state)
{
    struct recorder recorder = { .sink.take = record, .refuses_at = 3 };
    struct check *check = check_new(schema_report(), &recorder.sink, NULL);

    (void)state;
    assert_int_equal(sink_take(check_sink(check), &small_document[0], 1), 0);
    assert_int_equal(sink_take(check_sink(check), &small_document[1], 1), 0);
    assert_true(sink_take(check_sink(check), &small_document[2], 1) < 0);
    check_free(check);
}

static void events_out_of_order_are_refused(void **state)
{
    static const struct event mapping_end = { .type = EVENT_MAPPING_END };
    struct check *check = check_new(schema_report(), NULL, NULL);

    (void)state;
    assert_true(sink_take(check_sink(check), &small_document[1], 1) < 0);
    assert_true(sink_take(check_sink(check), &mapping_end, 1) < 0);
    assert_int_equal(sink_take(check_sink(check), &small_document[0], 1), 0);
    assert_true(sink_take(check_sink(check), &mapping_end, 1) < 0);
    check_free(check);
}

/* One check serves many documents; one that broke off leaves nothing behind for the next. */
static void documents_do_not_touch_each_other(void **state)
{
    struct notes notes = { .listener.violation = note };
    struct check *check = check_new(schema_report(), NULL, &notes.listener);

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(sink_take(check_sink(check), &small_document[i], 1), 0);
    for (size_t i = 0; i < SMALL_DOCUMENT_COUNT; i++)
        assert_int_equal(sink_take(check_sink(check), &small_document[i], 1), 0);
    assert_int_equal(check_violations(check), 9);
    assert_true(slice_starts(buffer_slice(&notes.text), SLICE("/a\nb: is no key that may stand here; ")));
    check_free(check);
    buffer_fini(&notes.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_valid_document_gives_no_word),
        cmocka_unit_test(values_are_checked_where_they_stand),
        cmocka_unit_test(keys_are_those_of_the_type),
        cmocka_unit_test(blocks_stand_where_they_may),
        cmocka_unit_test(the_type_may_stand_last),
        cmocka_unit_test(what_waits_for_the_type_is_bounded),
        cmocka_unit_test(ids_follow_what_holds_them),
        cmocka_unit_test(the_root_is_checked),
        cmocka_unit_test(places_are_those_of_the_value),
        cmocka_unit_test(events_go_on_unchanged),
        cmocka_unit_test(events_come_in_runs),
        cmocka_unit_test(what_the_next_sink_refuses_is_refused),
        cmocka_unit_test(events_out_of_order_are_refused),
        cmocka_unit_test(documents_do_not_touch_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
