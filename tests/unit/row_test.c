/* Rows of tables whose cells bars part, and what has bars and is none. */
#include "row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void rows(void **state)
{
    static const char *const yes[] = {
        "| 指标 | 产量 |", "粮食 | 18320 | 1.4 |", "粮食|18320|96210|", "---|---|---:", "|---|---|", "文件名称 | 报告 | ||",
    };
    static const char *const no[] = {
        "", "|", "甲 | 乙", "首页 | 机构 | 政策", "偏差|A|与|B|", "|x|的取值以小数表示。", "- 甲 | 乙 | 丙 -", "——坚持开放",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(yes); i++)
        assert_true(row_is(slice_of(yes[i])));
    for (size_t i = 0; i < LENGTH_OF(no); i++)
        assert_false(row_is(slice_of(no[i])));
}

/* What stands in front of the first bar may be a label: it tells nothing. */
static void figures(void **state)
{
    (void)state;
    assert_true(row_holds_figure(SLICE("1.稻谷 | 9020 | 高产 |")));
    assert_true(row_holds_figure(SLICE("| 增减 | -0.4% |")));
    assert_false(row_holds_figure(SLICE("1 | 两会 | 人大和政协的会议 |")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),
        cmocka_unit_test(figures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
