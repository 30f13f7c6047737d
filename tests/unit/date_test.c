#include "date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sample {
    const char *text;
    const char *day;   /* NULL: no day stands there */
    const char *found; /* the part of the text that is the day */
};

static void assert_samples(const struct sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct slice text = slice_of(samples[i].text);
        struct date date;
        char day[11];

        if (!samples[i].day) {
            assert_false(date_find(text, 0, &date));
            continue;
        }
        assert_true(date_find(text, 0, &date));
        date_print(&date, day);
        assert_string_equal(day, samples[i].day);
        assert_true(slice_equal(slice_part(text, date.start, date.end), slice_of(samples[i].found)));
    }
}

#define ASSERT_SAMPLES(samples) assert_samples(samples, LENGTH_OF(samples))

static void chinese_days_are_read(void **state)
{
    static const struct sample samples[] = {
        { "——2031年1月9日在临江市", "2031-01-09", "2031年1月9日" },
        { "（二〇三一年一月二十九日）", "2031-01-29", "二〇三一年一月二十九日" },
        { "二○三一年十二月三十一日", "2031-12-31", "二○三一年十二月三十一日" },
        { "二OO九年三月一日", "2009-03-01", "二OO九年三月一日" },
        { "一九九O年十月五日", "1990-10-05", "一九九O年十月五日" },
        { "二0一五年六月二日", "2015-06-02", "二0一五年六月二日" },
        { "二\u039F一五年六月二日", "2015-06-02", "二\u039F一五年六月二日" },
        { "二\u041E\u043E五年六月二日", "2005-06-02", "二\u041E\u043E五年六月二日" },
        { "二\u25EF一五年六月二日", "2015-06-02", "二\u25EF一五年六月二日" },
        { "二零三一年十月十日", "2031-10-10", "二零三一年十月十日" },
        { "2 0 3 1 年2月1 6 日", "2031-02-16", "2 0 3 1 年2月1 6 日" },
        { "２０３１年３月５日", "2031-03-05", "２０３１年３月５日" },
        { "2031 年 12 月 5 号", "2031-12-05", "2031 年 12 月 5 号" },
        { "1931年廿月 2031年5月廿七日", "2031-05-27", "2031年5月廿七日" },
        { "2031年3月至2032年4月7日", "2032-04-07", "2032年4月7日" },
        { "民國一百二十年四月十日在議會", "2031-04-10", "民國一百二十年四月十日" },
        { "中華民國 120 年 4 月 10 日", "2031-04-10", "中華民國 120 年 4 月 10 日" },
        { "民国年间的老街", NULL, NULL },
        { "年初至今，二〇三一年一月九日", "2031-01-09", "二〇三一年一月九日" },
        { "去年中期，中華民國120年4月10日", "2031-04-10", "中華民國120年4月10日" },
    };

    (void)state;
    ASSERT_SAMPLES(samples);
}

static void numeric_days_are_read(void **state)
{
    static const struct sample samples[] = {
        { "时间：2031-02-05 09:45:30", "2031-02-05", "2031-02-05" },
        { "2031/2/5", "2031-02-05", "2031/2/5" },
        { "[2031.12.25]", "2031-12-25", "2031.12.25" },
        { "２０３１－０２－０５", "2031-02-05", "２０３１－０２－０５" },
        { "第3期2031-02-05", "2031-02-05", "2031-02-05" },
        { "全年第3期2031-02-05", "2031-02-05", "2031-02-05" },
        { "第2031期12-05 2031/2/5", "2031-02-05", "2031/2/5" },
    };

    (void)state;
    ASSERT_SAMPLES(samples);
}

static void english_days_are_read(void **state)
{
    static const struct sample samples[] = {
        { "Delivered on March 5, 2031", "2031-03-05", "March 5, 2031" },
        { "MARCH 5TH 2031", "2031-03-05", "MARCH 5TH 2031" },
        { "Dec 32, 2031, Dec. 1st,2031", "2031-12-01", "Dec. 1st,2031" },
        { "Wednesday, 26 February 2031", "2031-02-26", "26 February 2031" },
        { "the 3rd May, 2031", "2031-05-03", "3rd May, 2031" },
        { "Sept. 9, 2031", "2031-09-09", "Sept. 9, 2031" },
        { "A市Ｍarch 5, 2031", "2031-03-05", "Ｍarch 5, 2031" },
        { "2032年的March 5, 2031", "2031-03-05", "March 5, 2031" },
    };

    (void)state;
    ASSERT_SAMPLES(samples);
}

static void what_is_no_day_is_passed_over(void **state)
{
    static const struct sample samples[] = {
        { "", NULL, NULL },
        { "2031年5月", NULL, NULL },
        { "5月6日上午", NULL, NULL },
        { "2031年13月1日", NULL, NULL },
        { "2031年2月29日", NULL, NULL },
        { "2032年2月29日", "2032-02-29", "2032年2月29日" },
        { "2100年2月29日", NULL, NULL },
        { "12031年1月1日", NULL, NULL },
        { "2031-02-051", NULL, NULL },
        { "2031-02/05", NULL, NULL },
        { "version 2031.2", NULL, NULL },
        { "Marchland 5, 2031", NULL, NULL },
        { "March 5", NULL, NULL },
        { "2031年5月6", NULL, NULL },
        { "市éMarch 5, 2031", NULL, NULL },
    };

    (void)state;
    ASSERT_SAMPLES(samples);
}

static void months_in_english(void **state)
{
    (void)state;
    assert_true(date_is_english_month(SLICE("March 2031")));
    assert_true(date_is_english_month(SLICE("SEPT. 2031")));
    assert_false(date_is_english_month(SLICE("March 5, 2031"))); /* a day: see date_find */
    assert_false(date_is_english_month(SLICE("March 2031 Budget")));
    assert_false(date_is_english_month(SLICE("Marches 2031")));
    assert_false(date_is_english_month(SLICE("March")));
    assert_false(date_is_english_month(SLICE("")));
}

static void search_begins_where_told(void **state)
{
    struct slice text = SLICE("2031年1月9日，2032年2月8日");
    struct date first, second, third;

    (void)state;
    assert_true(date_find(text, 0, &first));
    assert_true(date_find(text, first.end, &second));
    assert_int_equal(second.year, 2032);
    assert_int_equal(second.month, 2);
    assert_int_equal(second.day, 8);
    assert_false(date_find(text, second.end, &third));
    assert_false(date_find(text, 1, &third) && third.year == 2031);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_days_are_read),         cmocka_unit_test(numeric_days_are_read),
        cmocka_unit_test(english_days_are_read),         cmocka_unit_test(what_is_no_day_is_passed_over),
        cmocka_unit_test(months_in_english),             cmocka_unit_test(search_begins_where_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
