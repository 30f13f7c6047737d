/* The catalogue of diagnostics, the list of those given, and their text on a terminal. */
#include "diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void names_and_describes_every_code(void **state)
{
    (void)state;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        struct slice name = diag_name((enum diag_code)code);
        struct slice text = diag_text((enum diag_code)code);

        assert_true(name.len > 0);
        for (size_t i = 0; i < name.len; i++)
            assert_true(name.ptr[i] == '-' || (name.ptr[i] >= 'a' && name.ptr[i] <= 'z'));
        assert_true(text.len > 0);
        assert_true(text.ptr[text.len - 1] != '.');
        for (int other = 0; other < code; other++) {
            assert_false(slice_equal(name, diag_name((enum diag_code)other)));
            assert_false(slice_equal(text, diag_text((enum diag_code)other)));
        }
    }
}

static void names_levels(void **state)
{
    (void)state;
    assert_true(slice_equal(diag_level_name(DIAG_NOTE), SLICE("note")));
    assert_true(slice_equal(diag_level_name(DIAG_WARNING), SLICE("warning")));
    assert_true(slice_equal(diag_level_name(DIAG_ERROR), SLICE("error")));
    /* Whatever shows damage of the text fails under --strict; what only informs does not. */
    assert_int_equal(diag_level(DIAG_EDITOR_RESIDUE), DIAG_WARNING);
    assert_int_equal(diag_level(DIAG_HTML_ENTITY), DIAG_WARNING);
    assert_int_equal(diag_level(DIAG_INVALID_BYTES), DIAG_WARNING);
    assert_int_equal(diag_level(DIAG_PAGE_FURNITURE), DIAG_NOTE);
    assert_int_equal(diag_level(DIAG_NO_STRUCTURE), DIAG_NOTE);
    assert_int_equal(diag_level(DIAG_SCHEMA_VIOLATION), DIAG_ERROR);
}

static const struct diag *listed(const struct diag_list *list, size_t index)
{
    return &diag_list_get(list, index)->diag;
}

static void sorts_by_place(void **state)
{
    struct diag_list *list = diag_list_new();

    (void)state;
    diag_list_add(list, &(struct diag){ .code = DIAG_NUMBER_GAP, .line = 9, .column = 1 });
    diag_list_add(list, &(struct diag){ .code = DIAG_EDITOR_RESIDUE, .line = 3, .column = 7 });
    diag_list_add(list, &(struct diag){ .code = DIAG_FIELD_CODE, .line = 3, .column = 2 });
    diag_list_close(list);
    assert_int_equal(diag_list_count(list), 3);
    assert_int_equal(listed(list, 0)->code, DIAG_FIELD_CODE);
    assert_int_equal(listed(list, 1)->code, DIAG_EDITOR_RESIDUE);
    assert_int_equal(listed(list, 2)->code, DIAG_NUMBER_GAP);
    diag_list_free(list);
}

static void copies_what_is_borrowed(void **state)
{
    struct diag_list *list = diag_list_new();
    char text[] = "（二）";
    struct slice borrowed = { text, strlen(text) };
    const struct diag_record *record;

    (void)state;
    diag_list_add(list, &(struct diag){ .code = DIAG_NUMBER_GAP, .line = 1, .detail = borrowed, .expected = borrowed,
                                        .found = borrowed });
    memset(text, 'x', sizeof text);
    diag_list_close(list);
    record = diag_list_get(list, 0);
    assert_true(slice_equal(record->message, SLICE("the numbering skips a number: （二）")));
    assert_true(slice_equal(record->diag.detail, SLICE("（二）")));
    assert_true(slice_equal(record->diag.expected, SLICE("（二）")));
    assert_true(slice_equal(record->diag.found, SLICE("（二）")));
    diag_list_free(list);
}

/* &nbsp; stands in some reports in every line. */
static void sums_what_comes_by_the_hundred(void **state)
{
    struct diag_list *list = diag_list_new();

    (void)state;
    for (uint64_t line = 300; line > 100; line--)
        diag_list_add(list, &(struct diag){ .code = DIAG_HTML_ENTITY, .line = line, .detail = SLICE("&nbsp;") });
    diag_list_add(list, &(struct diag){ .code = DIAG_HTML_ENTITY, .line = 400, .count = 5 });
    diag_list_close(list);
    assert_int_equal(diag_list_count(list), 1);
    assert_int_equal(listed(list, 0)->line, 101);
    assert_int_equal(listed(list, 0)->count, 205);
    assert_true(slice_equal(diag_list_get(list, 0)->message, SLICE("replaced an HTML entity: &nbsp;")));
    assert_int_equal(diag_list_total(list, DIAG_WARNING), 205);
    diag_list_free(list);
}

static struct diag_list *list_of(uint64_t n)
{
    struct diag_list *list = diag_list_new();

    for (uint64_t line = n; line > 0; line--)
        diag_list_add(list, &(struct diag){ .code = DIAG_NUMBER_GAP, .line = line, .column = 1 });
    diag_list_close(list);
    return list;
}

static void lists_a_thousand(void **state)
{
    struct diag_list *list = list_of(DIAG_LISTED_MAX);

    (void)state;
    assert_int_equal(diag_list_count(list), DIAG_LISTED_MAX);
    assert_int_equal(listed(list, DIAG_LISTED_MAX - 1)->code, DIAG_NUMBER_GAP);
    diag_list_free(list);
    list = list_of(DIAG_LISTED_MAX + 1);
    assert_int_equal(diag_list_count(list), DIAG_LISTED_MAX + 1);
    assert_int_equal(listed(list, DIAG_LISTED_MAX)->code, DIAG_TOO_MANY);
    assert_int_equal(listed(list, DIAG_LISTED_MAX)->count, 1);
    diag_list_free(list);
}

/* The first thousand by place stay, though those at the end came first; the rest is counted by code. */
static void counts_the_rest_by_code(void **state)
{
    struct diag_list *list = diag_list_new();

    (void)state;
    for (uint64_t line = 100000; line > 0; line--)
        diag_list_add(list, &(struct diag){ .code = line % 2 ? DIAG_NUMBER_GAP : DIAG_INVALID_BYTES, .line = line });
    diag_list_close(list);
    assert_int_equal(diag_list_count(list), DIAG_LISTED_MAX + 2);
    for (size_t i = 0; i < DIAG_LISTED_MAX; i++)
        assert_int_equal(listed(list, i)->line, i + 1);
    assert_int_equal(listed(list, DIAG_LISTED_MAX)->line, DIAG_LISTED_MAX + 2);
    assert_int_equal(listed(list, DIAG_LISTED_MAX)->count, (100000 - DIAG_LISTED_MAX) / 2);
    assert_true(slice_equal(listed(list, DIAG_LISTED_MAX)->detail, SLICE("invalid-bytes")));
    assert_int_equal(listed(list, DIAG_LISTED_MAX + 1)->line, DIAG_LISTED_MAX + 1);
    assert_true(slice_equal(listed(list, DIAG_LISTED_MAX + 1)->detail, SLICE("number-gap")));
    assert_int_equal(diag_list_total(list, DIAG_WARNING), 100000);
    assert_int_equal(diag_list_total(list, DIAG_NOTE), 0);
    diag_list_free(list);
}

/* ESC ] in a report or a file's name would let it talk to the terminal. */
static void shows_control_characters_as_escapes(void **state)
{
    char *printed = NULL;
    size_t len;
    FILE *to = open_memstream(&printed, &len);

    (void)state;
    assert_non_null(to);
    diag_print_text(to, SLICE("a\x1B]0;b\n.txt: \x7F\xC2\x9B;\xC2\xB7"));
    assert_int_equal(fclose(to), 0);
    assert_string_equal(printed, "a\\x1B]0;b\\x0A.txt: \\x7F\\x9B;\xC2\xB7");
    free(printed);
}

/* What goes from the body stays in a line above it, is said so, and is counted by itself. */
static void above_the_body(void **state)
{
    struct diag_list *list = diag_list_new();

    (void)state;
    for (int i = 0; i < 5; i++)
        diag_list_add(list, &(struct diag){
            .code = DIAG_ZERO_WIDTH,
            .line = 1 + (uint64_t)i,
            .column = 1,
            .kept = i < 2 ? DIAG_KEPT_ABOVE_BODY : DIAG_NOT_KEPT,
        });
    diag_list_add(list,
                  &(struct diag){ .code = DIAG_BIDI_CONTROL, .line = 1, .column = 2, .kept = DIAG_KEPT_ABOVE_BODY });
    diag_list_close(list);
    assert_int_equal(diag_list_count(list), 3);
    assert_true(slice_equal(diag_list_get(list, 0)->message,
                            SLICE("kept a character without width in a line above the body")));
    assert_int_equal(diag_list_get(list, 0)->diag.count, 2);
    assert_true(slice_equal(diag_list_get(list, 1)->message, diag_text(DIAG_BIDI_CONTROL)));
    assert_true(slice_equal(diag_list_get(list, 2)->message, diag_text(DIAG_ZERO_WIDTH)));
    assert_int_equal(diag_list_get(list, 2)->diag.line, 3);
    assert_int_equal(diag_list_get(list, 2)->diag.count, 3);
    diag_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_describes_every_code),
        cmocka_unit_test(names_levels),
        cmocka_unit_test(sorts_by_place),
        cmocka_unit_test(copies_what_is_borrowed),
        cmocka_unit_test(sums_what_comes_by_the_hundred),
        cmocka_unit_test(lists_a_thousand),
        cmocka_unit_test(counts_the_rest_by_code),
        cmocka_unit_test(shows_control_characters_as_escapes),
        cmocka_unit_test(above_the_body),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
