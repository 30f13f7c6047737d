/* The keys of a report document, compared with the schema's; and which strings are written plain. */
#include "schema.h"
#include "vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <yaml.h>

#include <cmocka.h>

static void names_are_found_again(void **state)
{
    (void)state;
    for (int key = KEY_NONE + 1; key < KEY_OTHER; key++) {
        struct slice name = vocabulary_name((enum key)key);

        assert_true(name.len > 0);
        assert_int_equal(vocabulary_key(name), key);
    }
    assert_int_equal(vocabulary_key(SLICE("content")), KEY_OTHER);
    assert_int_equal(vocabulary_key(SLICE("")), KEY_OTHER);
    assert_int_equal(vocabulary_key(SLICE("titl")), KEY_OTHER);
    assert_int_equal(vocabulary_key(SLICE("titles")), KEY_OTHER);
}

/* Contract section 1: ASCII snake_case, and nothing that template languages reserve. */
static void names_are_safe_in_templates(void **state)
{
    static const char *const reserved[] = { "content", "items", "keys", "values", "size", "length", "first", "last" };

    (void)state;
    for (int key = KEY_NONE + 1; key < KEY_OTHER; key++) {
        struct slice name = vocabulary_name((enum key)key);

        for (size_t i = 0; i < name.len; i++)
            assert_true((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') || (name.ptr[i] >= '0' && name.ptr[i] <= '9')
                        || name.ptr[i] == '_');
        for (size_t i = 0; i < LENGTH_OF(reserved); i++)
            assert_false(slice_equal(name, slice_of(reserved[i])));
    }
}

/* The name that an event's value stands under. */
static void unknown_keys_keep_their_name(void **state)
{
    struct event known = { .key = KEY_TITLE, .key_text = SLICE("ignored") };
    struct event unknown = { .key = KEY_OTHER, .key_text = SLICE("colour") };

    (void)state;
    assert_true(slice_equal(vocabulary_event_name(&known), SLICE("title")));
    assert_true(slice_equal(vocabulary_event_name(&unknown), SLICE("colour")));
}

static struct slice scalar_of(const yaml_node_t *node)
{
    return (struct slice){ (const char *)node->data.scalar.value, node->data.scalar.length };
}

static void mark_keys(yaml_document_t *document, const yaml_node_t *properties, bool *in_schema)
{
    yaml_node_pair_t *pair;

    for (pair = properties->data.mapping.pairs.start; pair < properties->data.mapping.pairs.top; pair++) {
        struct slice name = scalar_of(yaml_document_get_node(document, pair->key));
        enum key key = vocabulary_key(name);

        if (key == KEY_OTHER)
            fail_msg("the vocabulary does not know the schema's %.*s", (int)name.len, name.ptr);
        in_schema[key] = true;
    }
}

/* Every object in the schema that stands under the name "properties" lists keys of documents. */
static void mark_properties(yaml_document_t *document, const yaml_node_t *node, bool *in_schema)
{
    yaml_node_pair_t *pair;
    yaml_node_item_t *item;

    if (node->type == YAML_SEQUENCE_NODE)
        for (item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++)
            mark_properties(document, yaml_document_get_node(document, *item), in_schema);
    if (node->type != YAML_MAPPING_NODE)
        return;
    for (pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *value = yaml_document_get_node(document, pair->value);

        if (slice_equal(scalar_of(yaml_document_get_node(document, pair->key)), SLICE("properties")))
            mark_keys(document, value, in_schema);
        mark_properties(document, value, in_schema);
    }
}

static void holds_the_schema_s_keys_and_no_other(void **state)
{
    struct slice text = schema_text();
    bool in_schema[KEY_COUNT] = { false };
    yaml_parser_t parser;
    yaml_document_t document;

    (void)state;
    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.ptr, text.len);
    assert_true(yaml_parser_load(&parser, &document));
    mark_properties(&document, yaml_document_get_root_node(&document), in_schema);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    for (int key = KEY_NONE + 1; key < KEY_OTHER; key++)
        if (!in_schema[key])
            fail_msg("the schema does not know %s", vocabulary_name((enum key)key).ptr);
}

static void writes_fixed_words_and_ids_plain(void **state)
{
    (void)state;
    assert_true(vocabulary_is_plain(KEY_SCHEMA, SLICE("report/1.0")));
    assert_true(vocabulary_is_plain(KEY_TYPE, SLICE("section")));
    assert_true(vocabulary_is_plain(KEY_ID, SLICE("s2-s1-t4-t1")));
    assert_true(vocabulary_is_plain(KEY_MARKER, SLICE("cjk-paren")));
    assert_true(vocabulary_is_plain(KEY_MARKER, SLICE("none")));
    assert_true(vocabulary_is_plain(KEY_ENCODING, SLICE("UTF-16LE")));
    assert_true(vocabulary_is_plain(KEY_GENERATOR, SLICE("report2yaml 0.1.0")));
    assert_true(vocabulary_is_plain(KEY_ROLE, SLICE("furniture")));
}

static void quotes_text_of_the_source(void **state)
{
    (void)state;
    assert_false(vocabulary_is_plain(KEY_TITLE, SLICE("report")));
    assert_false(vocabulary_is_plain(KEY_TEXT, SLICE("section")));
    assert_false(vocabulary_is_plain(KEY_SHA256, SLICE("abcdef")));
    assert_false(vocabulary_is_plain(KEY_NUMBER, SLICE("b")));
    assert_false(vocabulary_is_plain(KEY_ROLE, SLICE("mayor")));
    assert_false(vocabulary_is_plain(KEY_OTHER, SLICE("section")));
    assert_false(vocabulary_is_plain(KEY_NONE, SLICE("section")));
}

/* What YAML 1.1 or 1.2 readers take for something else, from a document of another's making. */
static void quotes_what_readers_could_mistake(void **state)
{
    static const struct slice mistaken[] = {
        { "", 0 },     { "y", 1 },     { "N", 1 },      { "yes", 3 },  { "Off", 3 },  { "TRUE", 4 },    { "null", 4 },
        { "~", 1 },    { "12", 2 },    { "1.5", 3 },    { "0x1F", 4 }, { ".inf", 4 }, { "2024-1-1", 8 }, { "-a", 2 },
        { "a: b", 4 }, { "a #b", 4 },  { "a:", 2 },     { "a ", 2 },   { " a", 2 },   { "a\nb", 3 },    { "*a", 2 },
        { "ab\0", 3 }, { "a,b", 3 },   { "\xE4\xB8\x80", 3 }, { "a\x7F", 2 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(mistaken); i++)
        assert_false(vocabulary_is_plain(KEY_TYPE, mistaken[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_again),
        cmocka_unit_test(names_are_safe_in_templates),
        cmocka_unit_test(unknown_keys_keep_their_name),
        cmocka_unit_test(holds_the_schema_s_keys_and_no_other),
        cmocka_unit_test(writes_fixed_words_and_ids_plain),
        cmocka_unit_test(quotes_text_of_the_source),
        cmocka_unit_test(quotes_what_readers_could_mistake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
