/* A short JSON text as a tree, and what is refused. */
#include "json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void values_keep_type_and_line(void **state)
{
    struct buffer why = { 0 };
    struct json *json = json_read(SLICE("{\"a\": [1, -2, true],\n \"b\\u4e00\": {\"c\": \"x\\ny\\\\\"}, \"d\": false}"),
                                  &why);
    const struct json_node *root;
    const struct json_node *node;

    (void)state;
    assert_non_null(json);
    root = json_root(json);
    assert_int_equal(root->type, JSON_OBJECT);
    assert_int_equal(root->n, 3);
    node = json_member(root, SLICE("a"));
    assert_int_equal(node->type, JSON_ARRAY);
    assert_int_equal(node->line, 1);
    assert_int_equal(node->first->integer, 1);
    assert_int_equal(node->first->next->integer, -2);
    assert_int_equal(node->first->next->next->type, JSON_BOOLEAN);
    assert_int_equal(node->first->next->next->integer, 1);
    assert_null(node->first->next->next->next);
    node = json_member(root, SLICE("b一"));
    assert_int_equal(node->line, 2);
    assert_true(slice_equal(json_member(node, SLICE("c"))->text, SLICE("x\ny\\")));
    assert_int_equal(json_member(root, SLICE("d"))->integer, 0);
    assert_null(json_member(root, SLICE("e")));
    json_free(json);
    buffer_fini(&why);
}

struct refusal {
    const char *text, *why;
};

static void what_is_no_such_json_is_refused(void **state)
{
    static const struct refusal refusals[] = {
        { "", "line 1: no value" },
        { "{\"a\": 1,\n \"a\": 2}", "line 2: a key that stands twice in an object" },
        { "[1.5]", "line 1: a value that is no string, integer, true or false" },
        { "[null]", "line 1: a value that is no string, integer, true or false" },
        { "[99999999999999999999]", "line 1: a value that is no string, integer, true or false" },
        { "[1]\n---\n[2]", "line 2: text behind the value" },
        { "{[1]: 2}", "line 1: a key that is no string" },
        { "{\"a\": *b}", "line 1: no JSON value" },
        { "{\"a\": [1, 2}", "line 1: did not find expected ',' or ']'" },
        { "[\"\\uD83D\"]", "line 1: found invalid Unicode character escape code" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(refusals); i++) {
        struct buffer why = { 0 };

        assert_null(json_read(slice_of(refusals[i].text), &why));
        buffer_put(&why, '\0');
        assert_string_equal(why.ptr, refusals[i].why);
        buffer_fini(&why);
    }
}

static void depth_is_bounded(void **state)
{
    struct buffer text = { 0 };
    struct buffer why = { 0 };
    struct json *json;

    (void)state;
    for (int extra = 0; extra < 2; extra++) {
        text.len = 0;
        for (int i = 0; i < JSON_DEPTH_MAX + extra; i++)
            buffer_put(&text, '[');
        for (int i = 0; i < JSON_DEPTH_MAX + extra; i++)
            buffer_put(&text, ']');
        json = json_read(buffer_slice(&text), &why);
        assert_int_equal(json != NULL, extra == 0);
        json_free(json);
    }
    assert_true(slice_equal(buffer_slice(&why), SLICE("line 1: nested too deep")));
    buffer_fini(&text);
    buffer_fini(&why);
}

/* A tree's texts stay where they are, however long the escapes make them: U+2028 is one byte more than \L. */
static void texts_stay_valid(void **state)
{
    struct buffer text = { 0 };
    struct buffer why = { 0 };
    struct json *json;
    const struct json_node *node;

    (void)state;
    buffer_append_text(&text, "[\"first\"");
    for (int i = 0; i < 1000; i++)
        buffer_append_text(&text, ", \"\\L\\L\\L\\L\\L\\L\\L\\L\"");
    buffer_put(&text, ']');
    json = json_read(buffer_slice(&text), &why);
    assert_non_null(json);
    node = json_root(json)->first;
    assert_true(slice_equal(node->text, SLICE("first")));
    for (node = node->next; node; node = node->next)
        assert_int_equal(node->text.len, 24);
    json_free(json);
    buffer_fini(&text);
    buffer_fini(&why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_keep_type_and_line),
        cmocka_unit_test(what_is_no_such_json_is_refused),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(texts_stay_valid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
