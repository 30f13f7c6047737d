/* The label at the start of a line, and what looks like one and is none. All texts are invented. */
#include "label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct sample {
    const char *text, *printed, *rest;
    enum label_family family;
    long number;
};

static void assert_read(const struct sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct slice text = slice_of(samples[i].text);
        struct label label;

        if (!label_read(text, &label))
            fail_msg("%s: no label", samples[i].text);
        if (label.family != samples[i].family || label.number != samples[i].number)
            fail_msg("%s: %s %ld", samples[i].text, label_family_name(label.family), label.number);
        if (!slice_equal(label.printed, slice_of(samples[i].printed)))
            fail_msg("%s: printed as %.*s", samples[i].text, (int)label.printed.len, label.printed.ptr);
        if (!slice_equal(slice_from(text, label.text_offset), slice_of(samples[i].rest)))
            fail_msg("%s: followed by %s", samples[i].text, samples[i].text + label.text_offset);
    }
}

static void families(void **state)
{
    static const struct sample samples[] = {
        { "第二编 分则", "第二编", "分则", LABEL_PART, 2 },
        { "第一部分　回顾", "第一部分", "回顾", LABEL_PART, 1 },
        { "第十二章水利", "第十二章", "水利", LABEL_CHAPTER, 12 },
        { "第3节 供水", "第3节", "供水", LABEL_SECTION, 3 },
        { "第二十一条 为了", "第二十一条", "为了", LABEL_ARTICLE, 21 },
        { "第六条之一 船只", "第六条之一", "船只", LABEL_ARTICLE, 6 },
        { "一、工作回顾", "一、", "工作回顾", LABEL_CJK, 1 },
        { "貳、施政成果", "貳、", "施政成果", LABEL_CJK_FORMAL, 2 },
        { "—、工作回顾", "—、", "工作回顾", LABEL_CJK, 1 },
        { "二丶工作安排", "二丶", "工作安排", LABEL_CJK, 2 },
        { "三　2031年工作安排", "三", "2031年工作安排", LABEL_CJK, 3 },
        { "四　“十五五”时期目标", "四", "“十五五”时期目标", LABEL_CJK, 4 },
        { "五十一、造船", "五十一、", "造船", LABEL_CJK, 51 },
        { "廿一． 林业", "廿一．", "林业", LABEL_CJK, 21 },
        { "（十二）农业", "（十二）", "农业", LABEL_CJK_PAREN, 12 },
        { "( 三 )、渔业", "( 三 )、", "渔业", LABEL_CJK_PAREN, 3 },
        { "〈五）盐业", "〈五）", "盐业", LABEL_CJK_PAREN, 5 },
        { "〈六)船运", "〈六)", "船运", LABEL_CJK_PAREN, 6 },
        { "㈣牧业", "㈣", "牧业", LABEL_CJK_PAREN, 4 },
        { "1.修路", "1.", "修路", LABEL_DECIMAL, 1 },
        { "12、架桥", "12、", "架桥", LABEL_DECIMAL, 12 },
        { "３．办学", "３．", "办学", LABEL_DECIMAL, 3 },
        { "⒋通水", "⒋", "通水", LABEL_DECIMAL, 4 },
        { "（1）茶叶", "（1）", "茶叶", LABEL_DECIMAL_PAREN, 1 },
        { "2)毛竹", "2)", "毛竹", LABEL_DECIMAL_PAREN, 2 },
        { "⑶油茶", "⑶", "油茶", LABEL_DECIMAL_PAREN, 3 },
        { "［4］桑蚕", "［4］", "桑蚕", LABEL_DECIMAL_PAREN, 4 },
        { "⑤药材", "⑤", "药材", LABEL_CIRCLED, 5 },
        { "IV. Trade", "IV.", "Trade", LABEL_ROMAN, 4 },
        { "(ii) lamps", "(ii)", "lamps", LABEL_ROMAN, 2 },
        { "Ⅱ、概况", "Ⅱ、", "概况", LABEL_ROMAN, 2 },
        { "B. Maps", "B.", "Maps", LABEL_ALPHA, 2 },
        { "(b) maps", "(b)", "maps", LABEL_ALPHA, 2 },
        { "一是修路", "一是", "修路", LABEL_YISHI, 1 },
        { "二要架桥", "二要", "架桥", LABEL_YISHI, 2 },
        { "第一是修路", "第一是", "修路", LABEL_YISHI, 1 },
        { "其二是架桥", "其二是", "架桥", LABEL_YISHI, 2 },
        { "第一，修路", "第一，", "修路", LABEL_ORDINAL, 1 },
        { "其二，架桥", "其二，", "架桥", LABEL_ORDINAL, 2 },
        { "——办学", "——", "办学", LABEL_DASH, 0 },
        { "— —通水", "— —", "通水", LABEL_DASH, 0 },
        { "一一 通水", "一一", "通水", LABEL_DASH, 0 },
        { "3 号召捐款", "3", "号召捐款", LABEL_DECIMAL, 3 },
        { "• Boats", "•", "Boats", LABEL_DASH, 0 },
        { "• 第二章 渡口", "• 第二章", "渡口", LABEL_CHAPTER, 2 },
        { "■通水", "■", "通水", LABEL_DASH, 0 },
        { "- Boats", "-", "Boats", LABEL_DASH, 0 },
        { "附件3", "附件3", "", LABEL_ANNEX, 3 },
        { "附件：清单", "附件：", "清单", LABEL_ANNEX, 0 },
        { "附件 三四五六七 清单", "附件", "三四五六七 清单", LABEL_ANNEX, 0 }, /* no number is as high */
        { "Chapter 2: Ferries", "Chapter 2:", "Ferries", LABEL_CHAPTER, 2 },
        { "Section 1 Boats", "Section 1", "Boats", LABEL_SECTION, 1 },
        { "Appendix B", "Appendix B", "", LABEL_ANNEX, 2 },
        { "Appendix B—Boats", "Appendix B—", "Boats", LABEL_ANNEX, 2 },
        { "Chapter 3 – Boats", "Chapter 3 –", "Boats", LABEL_CHAPTER, 3 },
        { "一 总论", "一", "总论", LABEL_CJK, 1 },
        { "3 Ferries", "3", "Ferries", LABEL_DECIMAL, 3 },
        { "02综合", "02", "综合", LABEL_DECIMAL, 2 },
    };

    (void)state;
    assert_read(samples, LENGTH_OF(samples));
}

static void divisions(void **state)
{
    static const struct sample samples[] = {
        { "第2部　渡口", "第2部", "渡口", LABEL_PART, 2 },
        { "第1分部——登记册", "第1分部——", "登记册", LABEL_PART, 1 },
        { "第二分编 船员", "第二分编", "船员", LABEL_PART, 2 },
        { "Division 2—Boats", "Division 2—", "Boats", LABEL_PART, 2 },
        { "第一款 通则", "第一款", "通则", LABEL_SECTION, 1 },
    };

    (void)state;
    assert_read(samples, LENGTH_OF(samples));
}

/* Each line begins like a label and is none. */
static void guards(void **state)
{
    static const char *const lines[] = {
        /* years and dates */
        "2023年，全镇面貌一新", "2023.1.9 开工", "1月9日开工", "一月份开工", "二〇二三年", "1949.10.1升旗",
        /* decimals, quantities, percentages */
        "2.5 分钟", "3.0 台", "46.4，渔业为", "46.4；渔业为",
        "1.15亿斤粮食", "1.2031万亩", "3.2%的增速", "2.5个百分点", "2.5 个百分点", "1.5倍", "3.3 per cent", "10万亩良田", "3家企业", "12∶41∶47",
        "1.5 人", "1.5 年左右，码头完工", "2.3 户以上", "3 项水利工程", "3 项目标全部完成", "7 分钟到达",
        /* cross references */
        "第三条规定的补助", "第二条所称渡口", "第八条中的船只", "第三条以外的渡口", "第五条除外",
        "第三条第二款", "第二章第一节", "第一条至第五条", "第五条、第六条", "第四款规定", "（一）项规定的船只", "（一）至（三）项", "(一)、(二)",
        "第一部地方性法规", "第二部渡船志", "第一款修改为", "(202) 555-0100",
        "Section 3 of the licence", "section 3 applies", "Section 3–5", "Section 3-5", "Section 3—5",
        /* runs of numbers */
        "一、二、三产业", "三、四线城市", "1、2号渡口", "第一、第二产业", "一二三产业", "—工作回顾", "五一、端午期间", "六一、七一两天",
        /* words that begin with a number */
        "十二五期间", "十四五规划", "12345热线", "三要素", "一是非之地", "第一是非之地", "第一要务", "百姓生活", "千方百计", "一江清水", "万众一心",
        /* versions and pages */
        "2.1版预约系统", "12", "第 3 页", "3/10", "7 号）同时废止", "〈三〉号渡口", "一一对应的船只", "一一〇报警",
        /* abbreviations, marks, classes */
        "U.S. exports", "e.g. boats", "Ⅲ类水体", "a boat", "I am", "----------", "——————", "·", "□是 □否", "·7暴雨",
        "附近的村庄", "附属医院",
        "", "各位代表：",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct label label;

        if (label_read(slice_of(lines[i]), &label))
            fail_msg("%s: %s %.*s", lines[i], label_family_name(label.family), (int)label.printed.len,
                     label.printed.ptr);
    }
}

/* 1.2023年 opens with a year, 1.1 counts parts: not every number with a point is a decimal. */
static void english_of_other_hands(void **state)
{
    static const struct sample samples[] = {
        { "A.1 General", "A.1", "General", LABEL_MULTILEVEL, 1 },
        { "B.2.3 Depth of water", "B.2.3", "Depth of water", LABEL_MULTILEVEL, 3 },
        { "Schedule 1 Fees", "Schedule 1", "Fees", LABEL_ANNEX, 1 },
        { "3.—(1) No person may", "3.—", "(1) No person may", LABEL_DECIMAL, 3 },
        { "First, we will dredge", "First,", "we will dredge", LABEL_ORDINAL, 1 },
        { "Thirdly, our offices", "Thirdly,", "our offices", LABEL_ORDINAL, 3 },
        { "Seventhly, the locks", "Seventhly,", "the locks", LABEL_ORDINAL, 7 },
        { "—The river is low", "—", "The river is low", LABEL_DASH, 0 },
    };
    static const char *const none[] = {
        "A.1 in the table", "A.D. 1200", "A.1General", "First, Second and Third Quay", "First we will",
        "Firstborn, he", "–the river", "Schedule 1 sets out",
    };
    struct label label;

    (void)state;
    assert_read(samples, LENGTH_OF(samples));
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        if (label_read(slice_of(none[i]), &label))
            fail_msg("%s: %.*s", none[i], (int)label.printed.len, label.printed.ptr);
}

static void numbers_behind_points(void **state)
{
    static const struct sample samples[] = {
        { "1.2023年修路", "1.", "2023年修路", LABEL_DECIMAL, 1 },
        { "2.18周岁以上", "2.", "18周岁以上", LABEL_DECIMAL, 2 },
        { "1.2031灯会", "1.", "2031灯会", LABEL_DECIMAL, 1 },
        { "1.1总则", "1.1", "总则", LABEL_MULTILEVEL, 1 },
        { "3.2.4 渡口", "3.2.4", "渡口", LABEL_MULTILEVEL, 4 },
        { "2.3. Ferries", "2.3.", "Ferries", LABEL_MULTILEVEL, 3 },
        { "1.1版权保护", "1.1", "版权保护", LABEL_MULTILEVEL, 1 },
        { "2.1 人员配置", "2.1", "人员配置", LABEL_MULTILEVEL, 1 },
        { "2.2 项目概况", "2.2", "项目概况", LABEL_MULTILEVEL, 2 },
        { "3 分类管理", "3", "分类管理", LABEL_DECIMAL, 3 },
        { "1.2 人口规模", "1.2", "人口规模", LABEL_MULTILEVEL, 2 },
        { "1.3 户型设计", "1.3", "户型设计", LABEL_MULTILEVEL, 3 },
        { "1.5户均面积", "1.5", "户均面积", LABEL_MULTILEVEL, 5 },
        { "1.6 日均流量", "1.6", "日均流量", LABEL_MULTILEVEL, 6 },
        { "4.2 分灾种抢修", "4.2", "分灾种抢修", LABEL_MULTILEVEL, 2 },
        { "4.3 所需船只", "4.3", "所需船只", LABEL_MULTILEVEL, 3 },
        { "5.1.1 Ⅰ级响应", "5.1.1", "Ⅰ级响应", LABEL_MULTILEVEL, 1 },
        { "2.0.3 检修周期", "2.0.3", "检修周期", LABEL_MULTILEVEL, 3 },
        { "1.4人均用地", "1.4", "人均用地", LABEL_MULTILEVEL, 4 },
        { "一　２０３０年工作回顾", "一", "２０３０年工作回顾", LABEL_CJK, 1 },
        { "第一节所有制结构", "第一节", "所有制结构", LABEL_SECTION, 1 },
        { "第一条中华人民共和国渡口", "第一条", "中华人民共和国渡口", LABEL_ARTICLE, 1 },
        { "第三条除汛期外", "第三条", "除汛期外", LABEL_ARTICLE, 3 },
        { "第六条以木船为主的渡口", "第六条", "以木船为主的渡口", LABEL_ARTICLE, 6 },
        { "第四章第一审程序", "第四章", "第一审程序", LABEL_CHAPTER, 4 },
        { "第七条及时清理渡口", "第七条", "及时清理渡口", LABEL_ARTICLE, 7 },
    };
    struct label label;

    (void)state;
    assert_read(samples, LENGTH_OF(samples));
    assert_true(label_read(SLICE("3.2.4 渡口"), &label));
    assert_int_equal(label.depth, 3);
    assert_true(slice_equal(label.number_text, SLICE("3.2.4")));
}

static enum label_family family_of(struct slice text)
{
    struct label label;

    return label_read(text, &label) ? label.family : LABEL_NONE;
}

static void forms_tell_siblings_apart(void **state)
{
    static const char *const alike[][2] = {
        { "（一）甲", "(二)乙" }, { "一、甲", "二．乙" }, { "1.甲", "2．乙" }, { "(1)甲", "（2）乙" }, { "[1]甲", "［2］乙" },
        { "（一）甲", "〈二）乙" }, { "——甲", "— —乙" },
    };
    static const char *const apart[][2] = {
        { "1.甲", "1、乙" }, { "(1)甲", "1)乙" }, { "(1)甲", "[1]乙" }, { "A. Boats", "(a) boats" }, { "——甲", "•乙" },
        { "一是甲", "第一是乙" }, { "一是甲", "一要乙" },
    };
    struct label a, b;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(alike); i++) {
        assert_true(label_read(slice_of(alike[i][0]), &a) && label_read(slice_of(alike[i][1]), &b));
        assert_true(a.family == b.family && a.form == b.form);
    }
    for (size_t i = 0; i < LENGTH_OF(apart); i++) {
        assert_true(label_read(slice_of(apart[i][0]), &a) && label_read(slice_of(apart[i][1]), &b));
        assert_true(a.family == b.family && a.form != b.form);
    }
}

/* Each character that bullets are made of, and each run; those that texts hold too, with a blank behind them. */
static void every_bullet_is_read(void **state)
{
    static const char *const bullets[] = {
        "* ", "+ ", "--", "- ", "·", "– ", "———", "——", "— ", "――", "一一", "•", "※ ", "──", "━━", "■", "□",
        "▪", "▲", "►", "◆", "◇", "○ ", "●", "★", "✓", "➢", "➤", "\uF06C", "\uF0B7", "－－",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(bullets); i++) {
        struct buffer line = { 0 };

        buffer_append_text(&line, bullets[i]);
        buffer_append_text(&line, "通水");
        if (family_of(buffer_slice(&line)) != LABEL_DASH)
            fail_msg("%s is a bullet", bullets[i]);
        buffer_fini(&line);
    }
}

static void certainty(void **state)
{
    static const char *const certain[] = { "一、甲", "（一）甲", "第一章 甲", "第一条 甲", "1.1 甲", "Chapter 1: Boats" };
    static const char *const doubtful[] = { "1.甲", "1.1甲", "第一条为了", "一 总论", "A. Boats" };
    struct label label;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(certain); i++)
        assert_true(label_read(slice_of(certain[i]), &label) && label.is_certain);
    for (size_t i = 0; i < LENGTH_OF(doubtful); i++)
        assert_true(label_read(slice_of(doubtful[i]), &label) && !label.is_certain);
}

/* 第一条 为了 lost its blank when it was cleaned, and 附　则 is no annex. */
static void blanks_that_were_dropped(void **state)
{
    struct label label;
    uint64_t behind_label = 1ull << strlen("第一条");

    (void)state;
    assert_true(label_read_cleaned(SLICE("第一条为了"), behind_label, &label));
    assert_true(label.is_certain);
    assert_true(label_read_cleaned(SLICE("一总论"), 1ull << strlen("一"), &label));
    assert_false(label_read_cleaned(SLICE("一总论"), 0, &label));
    assert_false(label_read_cleaned(SLICE("附则"), 1ull << strlen("附"), &label));
    assert_int_equal(family_of(SLICE("附")), LABEL_ANNEX);
}

static void bold_marks_stay_outside(void **state)
{
    struct slice text = SLICE("**第一条** 为了方便读者");
    struct label label;

    (void)state;
    assert_true(label_read(text, &label));
    assert_int_equal(label.family, LABEL_ARTICLE);
    assert_true(slice_equal(label.printed, SLICE("第一条")));
    assert_true(slice_equal(slice_from(text, label.text_offset), SLICE("为了方便读者")));
    assert_false(label_read(SLICE("**重点** 为了方便读者"), &label));
}

static void roman_letters(void **state)
{
    struct label roman, letter;

    (void)state;
    assert_true(label_read(SLICE("(i) run"), &roman));
    assert_true(label_as_letter(&roman, &letter));
    assert_int_equal(letter.family, LABEL_ALPHA);
    assert_int_equal(letter.number, 9);
    assert_true(slice_equal(letter.number_text, SLICE("i")));
    assert_true(label_read(SLICE("(ii) run"), &roman));
    assert_false(label_as_letter(&roman, &letter));
}

static void next_label_in_the_same_form(void **state)
{
    static const char *const samples[][2] = {
        { "（二）甲", "（三）" }, { "九、甲", "十、" }, { "第一章 甲", "第二章" }, { "③甲", "④" }, { "１．甲", "２．" },
        { "1.2 甲", "1.3" },     { "(b) boats", "(c)" }, { "二是甲", "三是" },    { "附件1", "附件2" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct buffer text = { 0 };
        struct label label;

        assert_true(label_read(slice_of(samples[i][0]), &label));
        assert_true(label_expected(&label, label.number + 1, &text));
        assert_true(slice_equal(buffer_slice(&text), slice_of(samples[i][1])));
        buffer_fini(&text);
    }
}

static void a_letter_is_read_anew_where_no_annex_counts(void **state)
{
    struct label label;

    (void)state;
    assert_true(label_read_cleaned(SLICE("I.1）n1"), 1u << 2, &label)); /* I. 1）n1 */
    assert_true(slice_equal(label.printed, SLICE("I.")));
    assert_true(label.number_text.len <= label.printed.len);
}

/* A line of stars: each is not taken for the mark of a label behind the one before it. */
static void stars_without_a_label(void **state)
{
    enum { STARS = 1000000 };
    char *stars = malloc(STARS);
    struct label label;

    (void)state;
    assert_non_null(stars);
    memset(stars, '*', STARS);
    assert_false(label_read((struct slice){ stars, STARS }, &label));
    free(stars);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families),
        cmocka_unit_test(divisions),
        cmocka_unit_test(guards),
        cmocka_unit_test(english_of_other_hands),
        cmocka_unit_test(numbers_behind_points),
        cmocka_unit_test(forms_tell_siblings_apart),
        cmocka_unit_test(every_bullet_is_read),
        cmocka_unit_test(certainty),
        cmocka_unit_test(blanks_that_were_dropped),
        cmocka_unit_test(bold_marks_stay_outside),
        cmocka_unit_test(roman_letters),
        cmocka_unit_test(next_label_in_the_same_form),
        cmocka_unit_test(a_letter_is_read_anew_where_no_annex_counts),
        cmocka_unit_test(stars_without_a_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
