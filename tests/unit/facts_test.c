/* What is recorded of a conversion. */
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char text[] =
    "松岚县人民政府工作报告\n"
    "\n"
    "——2024年1月9日在松岚县第十二届人民代表大会第三次会议上\n"
    "\n"
    "一、去年工作回顾\n"
    "\n"
    "成绩不小。[bookmark: _GoBack]\n"
    "\n"
    "二、2024年工作安排\n"
    "\n"
    "1.修好农村道路。改造公路五十公里。\n"
    "2.办好农村学校。新建学校两所。\n"
    "\n"
    "名词解释\n"
    "\n"
    "1.“两次六分”：“两次”是指农户初分、保洁员细分。\n";

struct gathered {
    struct report2yaml_sink sink; /* first */
    struct facts facts;
    struct buffer document;
};

static int take_bytes(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    facts_write(&((struct gathered *)self)->facts, bytes, len);
    buffer_append(&((struct gathered *)self)->document, bytes, len);
    return 0;
}

static int take_event(struct report2yaml_sink *self, const struct report2yaml_event *event)
{
    facts_take(&((struct gathered *)self)->facts, event);
    return 0;
}

static void gather(struct gathered *gathered, bool is_source_told, struct record *record)
{
    struct report2yaml *report2yaml;
    struct report2yaml_conversion *conversion;

    *gathered = (struct gathered){ .sink = { .write = take_bytes, .event = take_event } };
    facts_begin(&gathered->facts, is_source_told);
    assert_int_equal(report2yaml_new(&(struct report2yaml_options){ 0 }, &report2yaml), REPORT2YAML_DONE);
    conversion = report2yaml_begin(report2yaml, "county.txt", &gathered->sink);
    facts_read(&gathered->facts, text, sizeof text - 1);
    assert_int_equal(report2yaml_feed(conversion, text, sizeof text - 1), REPORT2YAML_DONE);
    assert_int_equal(report2yaml_finish(conversion, false), REPORT2YAML_DONE);
    report2yaml_end(conversion);
    report2yaml_free(report2yaml);
    *record = (struct record){ 0 };
    facts_tell(&gathered->facts, record);
}

static void assert_field(const struct record *record, enum record_field field, const char *expected)
{
    assert_int_equal(record->fields[field].len, strlen(expected));
    assert_memory_equal(record->fields[field].ptr, expected, strlen(expected));
}

static void says_what_a_catalogue_needs(void **state)
{
    struct gathered gathered;
    struct record record;

    (void)state;
    gather(&gathered, false, &record);
    assert_field(&record, RECORD_TITLE, "松岚县人民政府工作报告");
    assert_field(&record, RECORD_DATE, "2024-01-09");
    assert_field(&record, RECORD_OCCASION, "松岚县第十二届人民代表大会第三次会议");
    assert_field(&record, RECORD_SECTIONS, "2");
    assert_field(&record, RECORD_TASKS, "2");
    assert_field(&record, RECORD_TERMS, "1");
    assert_field(&record, RECORD_WARNINGS, "1");
    assert_field(&record, RECORD_CODES, "editor-residue=1");
    assert_int_equal(record_number(&record, RECORD_SOURCE_BYTES), sizeof text - 1);
    assert_int_equal(record_number(&record, RECORD_DOCUMENT_BYTES), gathered.document.len);
    buffer_fini(&gathered.document);
    facts_fini(&gathered.facts);
}

static void takes_the_digest_that_the_document_has(void **state)
{
    struct gathered counted, told;
    struct record one, other;
    struct digest digest;
    char hex[DIGEST_HEX_LEN + 1];

    (void)state;
    gather(&counted, false, &one);
    gather(&told, true, &other);
    assert_int_equal(one.fields[RECORD_SOURCE_SHA256].len, DIGEST_HEX_LEN);
    assert_true(slice_equal(one.fields[RECORD_SOURCE_SHA256], other.fields[RECORD_SOURCE_SHA256]));
    digest_init(&digest);
    digest_add(&digest, told.document.ptr, told.document.len);
    digest_hex(&digest, hex);
    assert_field(&one, RECORD_DOCUMENT_SHA256, hex);
    assert_field(&other, RECORD_DOCUMENT_SHA256, hex);
    buffer_fini(&counted.document);
    buffer_fini(&told.document);
    facts_fini(&counted.facts);
    facts_fini(&told.facts);
}

#define KEY(word) { (word), sizeof(word) - 1 }
#define STRING(name, value) { REPORT2YAML_STRING, KEY(name), KEY(value), 0 }
#define ENTER(kind, name) { REPORT2YAML_##kind##_START, KEY(name), KEY(""), 0 }
#define LEAVE(kind) { REPORT2YAML_##kind##_END, KEY(""), KEY(""), 0 }

/* A document whose keys a tool has sorted: what a list is comes behind what is in it. */
static void counts_in_any_order_of_keys(void **state)
{
    static const struct report2yaml_event events[] = {
        ENTER(MAPPING, ""), ENTER(SEQUENCE, "body"), ENTER(MAPPING, ""), ENTER(SEQUENCE, "entries"),
        ENTER(MAPPING, ""), STRING("title", "no title of a report"), LEAVE(MAPPING), ENTER(MAPPING, ""), LEAVE(MAPPING),
        LEAVE(SEQUENCE), STRING("kind", "tasks"), STRING("type", "list"), LEAVE(MAPPING),
        ENTER(MAPPING, ""), ENTER(SEQUENCE, "entries"), ENTER(MAPPING, ""), LEAVE(MAPPING), LEAVE(SEQUENCE),
        STRING("kind", "points"), STRING("type", "list"), LEAVE(MAPPING), LEAVE(SEQUENCE),
        ENTER(SEQUENCE, "diagnostics"), ENTER(MAPPING, ""), STRING("code", "number-gap"),
        { REPORT2YAML_INTEGER, KEY("count"), KEY(""), 3 }, STRING("level", "warning"), LEAVE(MAPPING),
        ENTER(MAPPING, ""), STRING("code", "of-a-later-version"), STRING("level", "warning"), LEAVE(MAPPING),
        ENTER(MAPPING, ""), STRING("code", "no-structure"), STRING("level", "note"), LEAVE(MAPPING), LEAVE(SEQUENCE),
        STRING("title", "标题"), LEAVE(MAPPING),
    };
    struct facts facts = { 0 };
    struct record record = { 0 };

    (void)state;
    facts_begin(&facts, false);
    for (size_t i = 0; i < LENGTH_OF(events); i++)
        facts_take(&facts, &events[i]);
    facts_tell(&facts, &record);
    assert_field(&record, RECORD_TITLE, "标题");
    assert_field(&record, RECORD_TASKS, "2");
    assert_field(&record, RECORD_WARNINGS, "4");
    assert_field(&record, RECORD_CODES, "no-structure=1 number-gap=3");
    facts_begin(&facts, false);
    facts_tell(&facts, &record);
    assert_field(&record, RECORD_TITLE, "");
    assert_field(&record, RECORD_TASKS, "0");
    facts_fini(&facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_a_catalogue_needs),
        cmocka_unit_test(takes_the_digest_that_the_document_has),
        cmocka_unit_test(counts_in_any_order_of_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
