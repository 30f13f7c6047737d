/* The schema as tables: it loads, it agrees with the program's own words, and what it does not know it refuses. */
#include "schema.h"

#include "diag.h"
#include "label.h"
#include "vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static struct schema *load_ours(void)
{
    struct buffer why = { 0 };
    struct schema *schema = schema_load(schema_text(), &why);

    if (!schema)
        fail_msg("%.*s", (int)why.len, why.ptr);
    buffer_fini(&why);
    return schema;
}

static void compiled_in_is_the_file(void **state)
{
    FILE *file = fopen("schemas/report.schema.json", "rb");
    struct buffer text = { 0 };
    char bytes[4096];
    size_t n;

    (void)state;
    if (!file)
        skip();
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append(&text, bytes, n);
    fclose(file);
    assert_true(slice_equal(schema_text(), buffer_slice(&text)));
    buffer_fini(&text);
}

/* All rules that can be reached, each once. */
struct walk {
    const struct schema_rule *rules[256];
    size_t n;
};

static void walk_from(struct walk *walk, const struct schema_rule *rule)
{
    if (!rule)
        return;
    for (size_t i = 0; i < walk->n; i++)
        if (walk->rules[i] == rule)
            return;
    assert_true(walk->n < 256);
    walk->rules[walk->n++] = rule;
    for (int key = 0; key < KEY_COUNT; key++)
        walk_from(walk, rule->properties[key]);
    for (size_t i = 0; i < rule->n_branches; i++)
        walk_from(walk, rule->branches[i].rule);
}

static void assert_same_words(const struct schema_rule *a, const struct schema_rule *b)
{
    assert_int_equal(a->n_words, b->n_words);
    for (size_t i = 0; i < a->n_words; i++) {
        assert_int_equal(a->words[i].type, b->words[i].type);
        assert_true(slice_equal(a->words[i].text, b->words[i].text));
        assert_int_equal(a->words[i].truth, b->words[i].truth);
    }
}

static void assert_same_patterns(const struct pattern *a, const struct pattern *b)
{
    assert_int_equal(!a, !b);
    if (!a)
        return;
    assert_int_equal(a->n_states, b->n_states);
    for (size_t i = 0; i < a->n_states; i++) {
        assert_int_equal(a->states[i].accepts, b->states[i].accepts);
        assert_memory_equal(a->states[i].next, b->states[i].next, sizeof a->states[i].next);
    }
}

static void assert_same_branches(const struct schema_rule *a, const struct schema_rule *b)
{
    assert_int_equal(a->n_branches, b->n_branches);
    for (size_t i = 0; i < a->n_branches; i++)
        assert_true(slice_equal(a->branches[i].word, b->branches[i].word));
}

static void assert_same_rules(const struct schema_rule *a, const struct schema_rule *b)
{
    assert_int_equal(a->types, b->types);
    assert_int_equal(a->plain_forms, b->plain_forms);
    assert_same_words(a, b);
    assert_int_equal(a->has_minimum, b->has_minimum);
    assert_int_equal(a->minimum, b->minimum);
    assert_int_equal(a->min_length_cp, b->min_length_cp);
    assert_same_patterns(a->pattern, b->pattern);
    assert_true(slice_equal(a->pattern_text, b->pattern_text));
    assert_true(slice_equal(a->forbidden, b->forbidden));
    assert_int_equal(a->min_items, b->min_items);
    for (int key = 0; key < KEY_COUNT; key++) {
        assert_int_equal(a->members[key].plain_forms, b->members[key].plain_forms);
        assert_int_equal(a->members[key].minimum, b->members[key].minimum);
    }
    assert_int_equal(a->keys, b->keys);
    assert_int_equal(a->is_closed, b->is_closed);
    assert_int_equal(a->required, b->required);
    assert_int_equal(a->n_alternatives, b->n_alternatives);
    assert_memory_equal(a->alternatives, b->alternatives, sizeof a->alternatives);
    assert_int_equal(a->decider, b->decider);
    assert_same_branches(a, b);
}

static size_t place_in(const struct walk *walk, const struct schema_rule *rule)
{
    size_t i = 0;

    while (i < walk->n && walk->rules[i] != rule)
        i++;
    return i;
}

/* What the program points at was written while it was built: it says what the file says, in the same shape. */
static void compiled_in_is_what_is_read(void **state)
{
    struct schema *schema = load_ours();
    struct walk read = { .n = 0 }, compiled = { .n = 0 };

    (void)state;
    walk_from(&read, schema_root(schema));
    walk_from(&compiled, schema_report());
    assert_int_equal(read.n, compiled.n);
    for (size_t i = 0; i < read.n; i++) {
        const struct schema_rule *a = read.rules[i], *b = compiled.rules[i];

        assert_same_rules(a, b);
        for (int key = 0; key < KEY_COUNT; key++)
            assert_int_equal(place_in(&read, a->properties[key]), place_in(&compiled, b->properties[key]));
        for (size_t k = 0; k < a->n_branches; k++)
            assert_int_equal(place_in(&read, a->branches[k].rule), place_in(&compiled, b->branches[k].rule));
    }
    schema_free(schema);
}

static void keys_are_those_of_the_vocabulary(void **state)
{
    struct schema *schema = load_ours();
    struct walk walk = { .n = 0 };
    schema_keys keys = 0;

    (void)state;
    walk_from(&walk, schema_root(schema));
    for (size_t i = 0; i < walk.n; i++)
        keys |= walk.rules[i]->keys;
    for (int key = 0; key < KEY_COUNT; key++)
        assert_int_equal((keys & schema_key_bit((enum key)key)) != 0, key != KEY_NONE && key != KEY_OTHER);
    schema_free(schema);
}

/* Contract section 1: additionalProperties is false everywhere; where `type` decides, in each of its branches. */
static void objects_are_closed(void **state)
{
    struct schema *schema = load_ours();
    struct walk walk = { .n = 0 };
    size_t n_objects = 0;

    (void)state;
    walk_from(&walk, schema_root(schema));
    for (size_t i = 0; i < walk.n; i++) {
        const struct schema_rule *rule = walk.rules[i];

        if (!(rule->types >> SCHEMA_OBJECT & 1))
            continue;
        n_objects++;
        assert_true(rule->is_closed || rule->decider == KEY_TYPE);
        for (size_t k = 0; k < rule->n_branches; k++)
            assert_true(rule->branches[k].rule->is_closed);
    }
    assert_true(n_objects > 10);
    schema_free(schema);
}

static const struct schema_rule *branch_of(const struct schema_rule *rule, const char *word)
{
    for (size_t i = 0; i < rule->n_branches; i++)
        if (slice_equal(rule->branches[i].word, slice_of(word)))
            return rule->branches[i].rule;
    fail_msg("no branch for %s", word);
    return NULL;
}

static const struct schema_rule *root_branch(const struct schema *schema, const char *word)
{
    return branch_of(schema_root(schema)->properties[KEY_BODY]->properties[KEY_NONE], word);
}

static void markers_are_the_label_families(void **state)
{
    struct schema *schema = load_ours();
    const struct schema_rule *marker = root_branch(schema, "list")->properties[KEY_MARKER];

    (void)state;
    for (int family = 0; family < LABEL_FAMILY_COUNT; family++) { /* some share a name */
        size_t n_found = 0;

        for (size_t i = 0; i < marker->n_words; i++)
            n_found += slice_equal(marker->words[i].text, slice_of(label_family_name((enum label_family)family)));
        assert_int_equal(n_found, 1);
    }
    for (size_t i = 0; i < marker->n_words; i++) {
        bool is_found = false;

        for (int family = 0; family < LABEL_FAMILY_COUNT; family++)
            is_found = is_found || slice_equal(marker->words[i].text,
                                               slice_of(label_family_name((enum label_family)family)));
        assert_true(is_found);
    }
    schema_free(schema);
}

static void assert_words_are_codes(const struct schema_rule *rule)
{
    assert_int_equal(rule->n_words, DIAG_CODE_COUNT);
    for (size_t i = 0; i < rule->n_words; i++)
        assert_true(slice_equal(rule->words[i].text, diag_name((enum diag_code)i)));
}

static void codes_are_those_of_the_catalogue(void **state)
{
    struct schema *schema = load_ours();
    const struct schema_rule *diagnostic = schema_root(schema)->properties[KEY_DIAGNOSTICS]->properties[KEY_NONE];
    const struct schema_rule *removed = root_branch(schema, "paragraph")->properties[KEY_REMOVED];

    (void)state;
    assert_words_are_codes(diagnostic->properties[KEY_CODE]);
    assert_words_are_codes(removed->properties[KEY_NONE]->properties[KEY_CODE]);
    assert_int_equal(diagnostic->properties[KEY_LEVEL]->n_words, DIAG_LEVEL_COUNT);
    for (int level = 0; level < DIAG_LEVEL_COUNT; level++)
        assert_true(slice_equal(diagnostic->properties[KEY_LEVEL]->words[level].text,
                                diag_level_name((enum diag_level)level)));
    schema_free(schema);
}

/* Roles of paragraphs are plain words, a speaker's office is not. */
static void fixed_words_are_written_plain(void **state)
{
    struct schema *schema = load_ours();
    const struct schema_rule *role = root_branch(schema, "paragraph")->properties[KEY_ROLE];

    (void)state;
    for (size_t i = 0; i < role->n_words; i++)
        assert_true(vocabulary_is_plain(KEY_ROLE, role->words[i].text));
    assert_int_equal(root_branch(schema, "section")->properties[KEY_BODY]->properties[KEY_NONE]->n_branches, 4);
    schema_free(schema);
}

struct broken {
    const char *text, *why;
};

/* Every one of these would otherwise let something pass that the schema forbids, or refuse what it allows. */
static const struct broken broken[] = {
    { "", "line 1: no value" },
    { "[]", "line 1: a schema that is no object" },
    { "{\"type\": \"integer\",\n\"maximum\": 3}", "line 2: unknown keyword: maximum" },
    { "{\"type\": \"number\"}", "line 1: unknown type: number" },
    { "{\"type\": [\"string\", \"integer\"]}",
      "line 1: a keyword whose value has another type than it should have: type" },
    { "{\"type\": \"string\", \"minLength\": \"1\"}",
      "line 1: a keyword whose value has another type than it should have: minLength" },
    { "{\"type\": \"string\", \"minLength\": -1}", "line 1: a negative size: minLength" },
    { "{\"type\": \"string\", \"pattern\": \"^\\\\d$\"}", "line 1: a pattern of an unknown kind: ^\\d$" },
    { "{\"type\": \"string\", \"not\": {\"pattern\": \"a\"}}",
      "line 1: not of another kind than a pattern of one class: not" },
    { "{\"type\": \"string\", \"not\": {\"pattern\": \"[^a]\"}}", "line 1: a class of an unknown kind: [^a]" },
    { "{\"type\": \"string\", \"not\": {\"minLength\": 3}}",
      "line 1: not of another kind than a pattern of one class: not" },
    { "{\"const\": 3}", "line 1: a fixed value that is no string and no boolean: const" },
    { "{\"const\": \"a\", \"enum\": [\"b\"]}", "line 1: fixed values that are none or given twice" },
    { "{\"enum\": []}", "line 1: fixed values that are none or given twice" },
    { "{\"$ref\": \"#/definitions/none\"}", "line 1: unknown keyword: $ref" },
    { "{\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/none\"}}",
      "line 1: $ref to what is no definition: #/definitions/none" },
    { "{\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/a\", \"minLength\": 3},\n"
      "\"definitions\": {\"a\": {\"type\": \"string\"}}}",
      "line 1: keywords beside $ref: items" },
    { "{\"type\": \"array\", \"items\": {\"$id\": \"urn:x\", \"type\": \"string\"}}",
      "line 1: a keyword for the root alone: $id" },
    { "{\"items\": {\"type\": \"string\"}}", "line 1: items of what is no array" },
    { "{\"type\": \"array\", \"items\": true}",
      "line 1: a keyword whose value has another type than it should have: items" },
    { "{\"type\": \"object\", \"properties\": {\"colour\": {\"type\": \"string\"}}, \"additionalProperties\": false}",
      "line 1: unknown key: colour" },
    { "{\"type\": \"object\", \"properties\": {\"title\": {\"type\": \"string\"}}}",
      "line 1: an object that is neither closed nor told apart by one key" },
    { "{\"properties\": {\"title\": {\"type\": \"string\"}}, \"additionalProperties\": false}",
      "line 1: an object that is neither closed nor told apart by one key" },
    { "{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": true}",
      "line 1: only false is known: additionalProperties" },
    { "{\"type\": \"object\", \"properties\": {}, \"required\": [\"title\"], \"additionalProperties\": false}",
      "line 1: an object that is neither closed nor told apart by one key" },
    { "{\"type\": \"object\", \"properties\": {\"title\": {\"type\": \"string\"}}, \"additionalProperties\": false,\n"
      "\"anyOf\": [{\"required\": [\"title\"]}, {\"type\": \"object\"}]}",
      "line 2: alternatives of an unknown kind: anyOf" },
    { "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"string\", \"minLength\": 3}]}",
      "line 1: alternatives of an unknown kind: anyOf" },
    { "{\"type\": \"string\", \"anyOf\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]}",
      "line 1: keywords beside alternative types: anyOf" },
    { "{\"anyOf\": [{\"type\": \"boolean\"}, {\"type\": \"string\"}]}",
      "line 1: alternatives of an unknown kind: anyOf" },
    { "{\"anyOf\": []}", "line 1: alternatives of an unknown kind: anyOf" },
};

static void unknown_rules_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(broken); i++) {
        struct buffer why = { 0 };
        struct schema *schema = schema_load(slice_of(broken[i].text), &why);

        buffer_put(&why, '\0');
        assert_string_equal(why.ptr, broken[i].why);
        assert_null(schema);
        buffer_fini(&why);
    }
}

static struct slice replaced(struct buffer *to, const char *from, const char *by)
{
    struct slice text = schema_text();
    size_t at = slice_find(text, slice_of(from), 0);

    assert_true(at != SLICE_NONE);
    to->len = 0;
    buffer_append_slice(to, slice_part(text, 0, at));
    buffer_append_text(to, by);
    buffer_append_slice(to, slice_from(text, at + strlen(from)));
    return buffer_slice(to);
}

/* Small changes of our own schema, of the kind that an edit by hand could make. */
static void changes_of_ours_are_noticed(void **state)
{
    static const struct {
        const char *from, *by, *why;
    } changes[] = {
        { "\"minItems\": 1,", "\"minItems\": 1, \"uniqueItems\": true,", "unknown keyword: uniqueItems" },
        { "\"minLength\": 1,", "\"minLength\": 1, \"maxLength\": 9,", "unknown keyword: maxLength" },
        { "\"additionalProperties\": false,", "", "neither closed nor told apart" },
        { "\"if\": {\"type\": \"object\", ", "\"if\": {", "allOf of another kind" },
        { ", \"required\": [\"type\"]},", "},", "allOf of another kind" },
        { "{\"const\": \"signature\"}", "{\"const\": \"signatures\"}", "neither closed nor told apart" },
        { "and when.\", \"const\": \"signature\"}", "and when.\", \"const\": \"signature\", \"minLength\": 20}",
          "a branch that refuses the word that leads to it" },
        { "and when.\", \"const\": \"signature\"}", "and when.\", \"const\": \"signature\", \"type\": \"integer\"}",
          "a branch that refuses the word that leads to it" },
        { "and when.\", \"const\": \"signature\"}", "and when.\", \"const\": \"signatures\"}",
          "a branch that refuses the word that leads to it" },
        { "{\"type\": {\"const\": \"signature\"}}", "{\"kind\": {\"const\": \"signature\"}}", "allOf of another kind" },
        { "\"enum\": [\"paragraph\", \"list\"]", "\"enum\": [\"paragraph\", \"list\", \"section\"]",
          "neither closed nor told apart" },
    };
    struct buffer text = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(changes); i++) {
        struct buffer why = { 0 };

        assert_null(schema_load(replaced(&text, changes[i].from, changes[i].by), &why));
        assert_true(slice_holds(buffer_slice(&why), slice_of(changes[i].why)));
        buffer_fini(&why);
    }
    buffer_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compiled_in_is_the_file),
        cmocka_unit_test(compiled_in_is_what_is_read),
        cmocka_unit_test(keys_are_those_of_the_vocabulary),
        cmocka_unit_test(objects_are_closed),
        cmocka_unit_test(markers_are_the_label_families),
        cmocka_unit_test(codes_are_those_of_the_catalogue),
        cmocka_unit_test(fixed_words_are_written_plain),
        cmocka_unit_test(unknown_rules_are_refused),
        cmocka_unit_test(changes_of_ours_are_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
