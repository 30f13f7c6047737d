/* The places of the characters of a text that was put together. */
#include "paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A paragraph of one stretch of text that begins at a place. */
static struct paragraph make(const char *text, uint64_t line, uint64_t column)
{
    struct paragraph paragraph = { .n_lines = 1 };

    paragraph_add_anchor(&paragraph, line, column);
    buffer_append_text(&paragraph.text, text);
    return paragraph;
}

static void assert_place(const struct paragraph *paragraph, size_t offset, uint64_t line, uint64_t column)
{
    uint64_t found_line, found_column;

    paragraph_place(paragraph, offset, &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void assert_text(const struct paragraph *paragraph, const char *wanted)
{
    assert_true(slice_equal(paragraph_text(paragraph), slice_of(wanted)));
}

static void columns_count_code_points(void **state)
{
    struct paragraph paragraph = make("一a二", 3, 5);

    (void)state;
    assert_place(&paragraph, 0, 3, 5);
    assert_place(&paragraph, 3, 3, 6);
    assert_place(&paragraph, 4, 3, 7);
    assert_place(&paragraph, 7, 3, 8);
    assert_int_equal(paragraph_line(&paragraph), 3);
    paragraph_fini(&paragraph);
    assert_int_equal(paragraph_line(&paragraph), 0);
    assert_place(&paragraph, 0, 1, 1);
}

static void an_anchor_at_the_same_byte_replaces(void **state)
{
    struct paragraph paragraph = make("", 1, 1);

    (void)state;
    paragraph_add_anchor(&paragraph, 1, 4);
    assert_int_equal(paragraph.n_anchors, 1);
    assert_place(&paragraph, 0, 1, 4);
    paragraph_fini(&paragraph);
}

static void wrapped_lines_join(void **state)
{
    struct paragraph paragraph = make("新修村", 1, 3), more = make("道三里", 2, 1);
    struct paragraph latin = make("The", 1, 1), word = make("north quay", 2, 5);

    (void)state;
    paragraph_append(&paragraph, &more, 0, more.text.len);
    assert_text(&paragraph, "新修村道三里");
    assert_place(&paragraph, 6, 1, 5);
    assert_place(&paragraph, 9, 2, 1);
    assert_int_equal(paragraph.n_lines, 2);
    paragraph_append(&latin, &word, 0, word.text.len);
    assert_text(&latin, "The north quay");
    assert_place(&latin, 4, 2, 5);
    paragraph_fini(&paragraph);
    paragraph_fini(&more);
    paragraph_fini(&latin);
    paragraph_fini(&word);
}

static void a_part_takes_its_places_and_removals_along(void **state)
{
    struct paragraph more = make("一二", 1, 1), paragraph = make("甲", 9, 9);

    (void)state;
    paragraph_add_removal(&more, DIAG_HTML_ENTITY, 1, 3, SLICE("&nbsp;"));
    paragraph_add_anchor(&more, 1, 9);
    buffer_append_text(&more.text, "三四");
    paragraph_add_removal(&more, DIAG_EDITOR_RESIDUE, 1, 11, SLICE("[endif]"));
    paragraph_append(&paragraph, &more, 3, 9); /* 二三 */
    assert_text(&paragraph, "甲二三");
    assert_place(&paragraph, 3, 1, 2);
    assert_place(&paragraph, 6, 1, 9);
    assert_int_equal(paragraph.n_removals, 1);
    assert_int_equal(paragraph.removals[0].offset, 6);
    assert_int_equal(paragraph.removals[0].column, 3);
    paragraph_append(&paragraph, &more, 9, more.text.len); /* what was removed at the very end goes with the end */
    assert_int_equal(paragraph.n_removals, 2);
    assert_int_equal(paragraph.removals[1].code, DIAG_EDITOR_RESIDUE);
    assert_int_equal(paragraph.removals[1].offset, paragraph.text.len);
    paragraph_fini(&paragraph);
    paragraph_fini(&more);
}

/* Marks of a heading may be missing in front of a string, and not where it has become the inside of one. */
static void marks_come_back_inside(void **state)
{
    struct paragraph paragraph = { 0 }, heading = make("办事", 7, 4);

    (void)state;
    heading.markdown_level = 2;
    heading.marks_column = 1;
    paragraph_append(&paragraph, &heading, 0, 6);
    assert_text(&paragraph, "办事");
    paragraph_append(&paragraph, &heading, 0, 6);
    assert_text(&paragraph, "办事##办事");
    assert_place(&paragraph, 6, 7, 1);
    assert_place(&paragraph, 8, 7, 4);
    paragraph_append(&paragraph, &heading, 3, 6);
    assert_text(&paragraph, "办事##办事事");
    paragraph_fini(&paragraph);
    paragraph_fini(&heading);
}

static void tabs_go_where_there_is_no_table(void **state)
{
    struct paragraph paragraph = make("一\t二\tb\t三", 1, 1);

    (void)state;
    paragraph.n_tabs = 3;
    paragraph_add_removal(&paragraph, DIAG_ZERO_WIDTH, 1, 8, SLICE("x"));
    paragraph_drop_tabs(&paragraph);
    assert_text(&paragraph, "一二 b 三");
    assert_int_equal(paragraph.n_tabs, 0);
    assert_true(paragraph.dropped >> strlen("一") & 1);
    assert_place(&paragraph, 0, 1, 1);
    assert_place(&paragraph, 3, 1, 3); /* 二 stands behind the TAB still */
    assert_place(&paragraph, 7, 1, 5);
    assert_int_equal(paragraph.removals[0].offset, paragraph.text.len);
    paragraph_fini(&paragraph);
}

static void clearing_keeps_the_buffers(void **state)
{
    struct paragraph paragraph = make("一二三四五六七八九十", 4, 2);
    const char *bytes = paragraph.text.ptr;

    (void)state;
    paragraph_add_removal(&paragraph, DIAG_ZERO_WIDTH, 4, 9, SLICE("x"));
    paragraph.is_furniture = paragraph.is_reported = true;
    paragraph.dropped = 7;
    paragraph_clear(&paragraph);
    assert_ptr_equal(paragraph.text.ptr, bytes);
    assert_int_equal(paragraph.text.len, 0);
    assert_int_equal(paragraph.removed_text.len, 0);
    assert_true(paragraph.n_anchors == 0 && paragraph.n_removals == 0 && paragraph.dropped == 0);
    assert_false(paragraph.is_furniture || paragraph.is_reported);
    paragraph_fini(&paragraph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(an_anchor_at_the_same_byte_replaces),
        cmocka_unit_test(wrapped_lines_join),
        cmocka_unit_test(a_part_takes_its_places_and_removals_along),
        cmocka_unit_test(tabs_go_where_there_is_no_table),
        cmocka_unit_test(marks_come_back_inside),
        cmocka_unit_test(clearing_keeps_the_buffers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
