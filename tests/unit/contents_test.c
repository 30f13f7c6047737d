/* The heading of a table of contents. */
#include "contents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void headings(void **state)
{
    static const char *const yes[] = {
        "目录", "目　录", "目 次", "目錄", "目录：", "目 录 :", "Contents", "Table of Contents:", "ARRANGEMENT OF SECTIONS",
    };
    static const char *const no[] = { "目录清单", "目录：一、总则", "目的", "目", "总目录", "Contents of the box", "" };

    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_true(contents_is_heading(slice_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_false(contents_is_heading(slice_of(no[i])));
}

static void words(void **state)
{
    (void)state;
    assert_int_equal(contents_word_len(SLICE("目 录一、总则")), strlen("目 录"));
    assert_int_equal(contents_word_len(SLICE("一、总则")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings),
        cmocka_unit_test(words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
