/* How lines were set: wrapped at a width or not; and the numbers of pages. */
#include "layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LINES_MAX = 40 };

static struct line_shape measure(struct slice line)
{
    struct line_shape shape;

    layout_measure(line, &shape);
    return shape;
}

/* A window of lines, learned from. */
static struct layout learn(const char *const *lines, size_t n)
{
    struct line_shape shapes[LINES_MAX];
    const struct line_shape *pointers[LINES_MAX];
    struct layout layout = { 0 };

    for (size_t i = 0; i < n; i++) {
        layout_measure(slice_of(lines[i]), &shapes[i]);
        pointers[i] = &shapes[i];
    }
    layout_learn(&layout, pointers, n);
    return layout;
}

static const char *const wrapped[] = {
    "    柳溪县地处青河上游，境内大小支流十七条，多年平均径",
    "流量六亿立方米，水能资源和水产资源都很丰富。过去十年，",
    "全县建成小型水库二十三座，改造渠道四百余公里，灌溉面积",
    "扩大了三分之一，城乡供水保证率稳步提高。",
    "    与此同时，节水意识还不够强，老旧管网漏损偏高，上下",
    "游之间的用水矛盾时有发生，必须下大力气加以解决。今后几",
    "年，要把水库一座一座修好，把渠道一条一条打通，让每一块",
    "稻田都喝上水，让每一户人家都用上放心水，让河湖重新清澈",
    "起来。",
};

static const char *const unwrapped[] = {
    "一、工作回顾",
    "过去一年，全县建成小型水库二十三座，改造渠道四百余公里，灌溉面积扩大了三分之一。",
    "新建学校两所。",
    "二、工作安排",
    "今后几年，要把水库一座一座修好。",
    "把渠道一条一条打通，让每一块稻田都喝上水。",
    "让每一户人家都用上放心水。",
    "让河湖重新清澈起来，让群众的日子一年比一年过得红火。",
};

static void measures_a_line(void **state)
{
    struct line_shape shape = measure(SLICE("    新修“四好”路9条。”"));

    (void)state;
    assert_int_equal(shape.indent, 4);
    assert_int_equal(shape.first_word, 2);
    assert_int_equal(shape.width, 21);
    assert_true(shape.ends_sentence);
    shape = measure(SLICE("Ferries sail,"));
    assert_int_equal(shape.first_word, 7);
    assert_int_equal(shape.width, 13);
    assert_false(shape.ends_sentence);
}

static void measures_between_markup(void **state)
{
    struct line_shape shape = measure(SLICE(" <p>&emsp;新修路。</p> "));

    (void)state;
    assert_int_equal(shape.from, strlen(" <p>&emsp;"));
    assert_int_equal(shape.to, strlen(" <p>&emsp;新修路。"));
    assert_int_equal(shape.printed_from, 1);
    assert_int_equal(shape.printed_to, strlen(" <p>&emsp;新修路。</p>"));
    assert_int_equal(shape.width, 8);
    assert_int_equal(shape.indent, 3);
    assert_int_equal(shape.markup_cp, 13);
    assert_int_equal(measure(SLICE(" \u2003新修路。")).indent, 3);
    assert_true(shape.has_tags);
    assert_true(shape.ends_sentence);
    shape = measure(SLICE("<p>&nbsp;</p>"));
    assert_true(shape.is_markup);
    assert_int_equal(shape.to - shape.from, strlen("<p>&nbsp;</p>"));
}

static void learns_whether_lines_are_wrapped(void **state)
{
    struct layout layout = learn(wrapped, LENGTH_OF(wrapped));

    (void)state;
    assert_true(layout.is_wrapped);
    assert_true(layout.has_indents);
    assert_int_equal(layout.indent, 0);
    assert_int_equal(layout.width, 54);
    layout = learn(unwrapped, LENGTH_OF(unwrapped));
    assert_false(layout.is_wrapped);
}

/* 现在，… is wider than all others: no page's edge has cut 一、… and 二、…, which are as wide as the title. */
static void a_wider_line_in_a_short_text_was_not_wrapped(void **state)
{
    static const char *const lines[] = {
        "会后收回　文件编号：0012", "政府工作报告", "（征求意见稿）", "2031年1月", "各位代表：",
        "现在，我代表县人民政府向大会报告工作，请予审议。", "一、2030年工作回顾", "去年渠道修得多。",
        "二、2031年工作安排", "今年水库修得好。",
    };

    (void)state;
    assert_false(learn(lines, LENGTH_OF(lines)).is_wrapped);
}

/* Of forty lines six are full inside a sentence, and these end at one edge. */
static void few_full_lines_that_end_evenly_were_wrapped(void **state)
{
    static const char *const section[] = {
        "一、渡口管理", "（一）值守安排", "沿江六处渡口白天都有人值守，汛期夜里再增加一班，班次和船员名单", "张贴在候船室。",
        "（二）检修安排", "每月检修。",
    };
    const char *lines[40] = { "柳溪县渡口管理方案", "各镇：", "现印发给你们。", "2031年3月6日" };
    struct layout layout;

    (void)state;
    for (size_t i = 4; i < LENGTH_OF(lines); i++)
        lines[i] = section[(i - 4) % LENGTH_OF(section)];
    layout = learn(lines, LENGTH_OF(lines));
    assert_true(layout.is_wrapped);
    assert_int_equal(layout.width, 62);
    lines[6] = "沿江六处渡口白天都有人值守，汛期夜里再增加一班，班次和"; /* 54 columns: the edge is ragged */
    lines[12] = "沿江六处渡口白天都有人值守，汛期夜里再增加一班，班次和船";
    assert_false(learn(lines, LENGTH_OF(lines)).is_wrapped);
}

/* A page's number stands below them all the same. */
static void names_in_a_list_are_no_wrapped_lines(void **state)
{
    static const char *const names[] = {
        "周春江　县渔业局码头管理股副股长", "吴秋渔　白沙镇渡口管理站站长", "郑大河　县水利局灌溉管理股股长",
        "王小溪　红桥镇渔业技术站技术员", "冯守望　县航运公司三号渡船轮机长", "陈望潮　县气象局水文观测站站长",
        "褚长堤　县水文站白沙观测点观测员", "卫船山　青石乡护渔大队副大队长",
    };
    struct layout layout = learn(names, LENGTH_OF(names));

    (void)state;
    assert_false(layout.is_wrapped);
    assert_true(layout.has_pages);
}

static void few_lines_teach_nothing(void **state)
{
    struct layout layout = learn(wrapped, 7);

    (void)state;
    assert_false(layout.is_wrapped);
    assert_int_equal(layout.width, 0);
}

static void a_full_line_has_no_room_for_the_next_word(void **state)
{
    struct layout layout = { .is_wrapped = true, .width = 40 };
    struct line_shape line = measure(SLICE("The Board kept forty-one miles of")); /* 33 columns */
    struct line_shape long_word = measure(SLICE("pipework in use"));
    struct line_shape short_word = measure(SLICE("main in use"));

    (void)state;
    assert_true(layout_is_full(&layout, &line, &long_word));
    assert_false(layout_is_full(&layout, &line, &short_word));
}

static void where_lines_are_even_a_sentence_ends_before_the_edge(void **state)
{
    struct layout even = { .is_wrapped = true, .width = 42, .least = 42 }, ragged = { .is_wrapped = true, .width = 42 };
    struct line_shape sentence = measure(SLICE("渡口修好了台阶，船员都说上下方便多了。")); /* 38 columns */
    struct line_shape inside = measure(SLICE("渡口修好了台阶，船员都说上下方便多了，"));
    struct line_shape next = measure(SLICE("学校换了桌椅。"));

    (void)state;
    assert_false(layout_is_full(&even, &sentence, &next));
    assert_true(layout_is_full(&even, &inside, &next));
    assert_true(layout_is_full(&ragged, &sentence, &next));
}

static void page_numbers(void **state)
{
    static const char *const pages[] = {
        "— 3 —", "－3－", "- 12 -", "·4·", "第 3 页", "第3页 共20页", "Page 3 of 10", "— iv —", "\f— 3 —",
    };
    static const char *const others[] = { "", "一、", "3个", "第三页", "2023年", "page", "— —", "10/", "第 3 页的内容", "A" };
    struct layout plain = { 0 }, set = { .has_pages = true };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(pages); i++)
        if (!layout_is_page_number(&plain, slice_of(pages[i])))
            fail_msg("%s: no page number", pages[i]);
    for (size_t i = 0; i < LENGTH_OF(others); i++)
        if (layout_is_page_number(&set, slice_of(others[i])))
            fail_msg("%s: a page number", others[i]);
    assert_true(layout_is_page_number(&set, SLICE("  12")));
    assert_false(layout_is_page_number(&plain, SLICE("  12")));
    assert_false(layout_is_page_number(&set, SLICE("2023")));
}

/* A shape is measured where the one of another line stood before. */
static void nothing_is_left_of_another_line(void **state)
{
    static const char *const lines[] = { "", "  ", "3", "一年来，各项工作取得成效。", "<p>一、工作回顾</p>", "<br>",
                                         "It grew by 3%" };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct line_shape clean, dirty;

        memset(&clean, 0, sizeof clean);
        memset(&dirty, 1, sizeof dirty);
        layout_measure(slice_of(lines[i]), &clean);
        layout_measure(slice_of(lines[i]), &dirty);
        assert_true(clean.from == dirty.from && clean.to == dirty.to && clean.printed_from == dirty.printed_from);
        assert_true(clean.printed_to == dirty.printed_to && clean.markup_cp == dirty.markup_cp);
        assert_true(clean.has_tags == dirty.has_tags && clean.is_markup == dirty.is_markup);
        assert_true(clean.width == dirty.width && clean.indent == dirty.indent && clean.blanks == dirty.blanks);
        assert_true(clean.first_word == dirty.first_word && clean.is_long == dirty.is_long);
        assert_true(clean.ends_sentence == dirty.ends_sentence && clean.scan.n_cp == dirty.scan.n_cp);
        assert_true(clean.scan.columns == dirty.scan.columns && clean.scan.is_plain == dirty.scan.is_plain);
        assert_true(clean.scan.is_literal == dirty.scan.is_literal &&
                    clean.scan.is_token_free == dirty.scan.is_token_free);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_of_another_line),
        cmocka_unit_test(measures_a_line),
        cmocka_unit_test(measures_between_markup),
        cmocka_unit_test(learns_whether_lines_are_wrapped),
        cmocka_unit_test(a_wider_line_in_a_short_text_was_not_wrapped),
        cmocka_unit_test(few_full_lines_that_end_evenly_were_wrapped),
        cmocka_unit_test(names_in_a_list_are_no_wrapped_lines),
        cmocka_unit_test(few_lines_teach_nothing),
        cmocka_unit_test(a_full_line_has_no_room_for_the_next_word),
        cmocka_unit_test(where_lines_are_even_a_sentence_ends_before_the_edge),
        cmocka_unit_test(page_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
