/* Lines to paragraphs. All texts are invented. */
#include "join.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

/* Writes "line text|" for each paragraph, with [ ] around furniture. */
struct listing {
    struct join_taker taker;
    struct buffer text;
    size_t n_front; /* lines that are front */
    size_t n_seen;  /* lines that the front matter was read from */
    size_t n_removals;
};

static void take_front(struct join_taker *taker, const struct front_line *lines, size_t n, size_t *body_line,
                       size_t *body_offset)
{
    struct listing *listing = (struct listing *)taker;

    assert_true(n == 0 || lines[0].number == 1);
    *body_line = listing->n_front < n ? listing->n_front : n;
    *body_offset = 0;
    listing->n_seen = n;
}

static void take_paragraph(struct join_taker *taker, struct paragraph *paragraph)
{
    struct listing *listing = (struct listing *)taker;

    if (paragraph->is_furniture)
        buffer_put(&listing->text, '[');
    buffer_append_number(&listing->text, (long long)paragraph_line(paragraph));
    buffer_put(&listing->text, ' ');
    buffer_append_slice(&listing->text, paragraph_text(paragraph));
    buffer_put(&listing->text, paragraph->is_furniture ? ']' : '|');
    listing->n_removals += paragraph->n_removals;
    paragraph_clear(paragraph);
}

static struct listing join(size_t n_front, const char *const *lines, size_t n)
{
    struct listing listing = { .taker = { take_front, take_paragraph }, .n_front = n_front };
    struct diag_list *diags = diag_list_new();
    struct clean_tally tally = { 0 };
    struct joiner *joiner = join_new(&listing.taker, diags, &tally);

    for (size_t i = 0; i < n; i++) {
        struct line line = { .text = slice_of(lines[i]), .number = i + 1, .column = 1 };

        join_line(joiner, &line);
    }
    join_finish(joiner);
    join_free(joiner);
    diag_list_free(diags);
    buffer_put(&listing.text, '\0');
    return listing;
}

#define ASSERT_JOINED(n_front, lines, wanted) \
    do { \
        struct listing listing = join((n_front), (lines), LENGTH_OF(lines)); \
        assert_string_equal(listing.text.ptr, (wanted)); \
        buffer_fini(&listing.text); \
    } while (0)

static void lines_of_their_own(void **state)
{
    static const char *const lines[] = { "政府工作报告", "", "一、工作回顾", "全年平稳。", "新修三条路。" };

    (void)state;
    ASSERT_JOINED(1, lines, "3 一、工作回顾|4 全年平稳。|5 新修三条路。|");
}

static const char *const pages[] = {
    "    柳溪县地处青河上游，境内大小支流十七条，多年平均径",
    "流量六亿立方米，水能资源和水产资源都很丰富。过去十年，",
    "全县建成小型水库二十三座，改造渠道四百余公里，灌溉面积",
    "扩大了三分之一，城乡供水保证率稳步提高。",
    "    与此同时，节水意识还不够强，老旧管网漏损偏高，上下",
    "游之间的用水矛盾时有发生，必须下大力气加以解决。今后几",
    "年，要把水库一座一座修好，把渠道一条一条打通，让每一块",
    "                        — 1 —",
    "",
    "稻田都喝上水，让每一户人家都用上放心水，让河湖重新清澈",
    "起来。",
    "                        — 2 —",
    "    一、修好水库",
};

static void wrapped_lines_and_pages(void **state)
{
    struct listing listing = join(0, pages, LENGTH_OF(pages));

    (void)state;
    assert_string_equal(listing.text.ptr,
                        "1 柳溪县地处青河上游，境内大小支流十七条，多年平均径流量六亿立方米，水能资源和水产资源都很丰富。过去十年，"
                        "全县建成小型水库二十三座，改造渠道四百余公里，灌溉面积扩大了三分之一，城乡供水保证率稳步提高。|"
                        "5 与此同时，节水意识还不够强，老旧管网漏损偏高，上下游之间的用水矛盾时有发生，必须下大力气加以解决。"
                        "今后几年，要把水库一座一座修好，把渠道一条一条打通，让每一块稻田都喝上水，让每一户人家都用上放心水，"
                        "让河湖重新清澈起来。|[12 — 2 —]13 一、修好水库|");
    assert_int_equal(listing.n_removals, 1);
    buffer_fini(&listing.text);
}

/* A wrapped paragraph opens, thirty-four characters a line. */
#define OPENING_LINES                                                       \
    "柳溪县地处青河上游，境内大小支流十七条，多年平均径流量六亿立方米，", \
    "水能资源和水产资源都很丰富。过去十年，全县建成小型水库二十三座，改"

static void a_page_number_inside_a_sentence(void **state)
{
    static const char *const lines[] = {
        OPENING_LINES,
        "造渠道四百余公里，灌溉面积扩大了三分之一，城乡供水保证率稳步提高。",
        "— 1 —",
        "五、推广新设备，节约用水用电",
        "推广太阳能路灯、风力水泵、滴灌龙头、遥控闸门、水尺等新",
        "— 2 —",
        "一代设备，让每一块稻田都喝上水，让每一户人家都用上放心水，让河湖重",
        "新清澈起来。",
        "",
    };
    struct listing listing = join(0, lines, LENGTH_OF(lines));

    (void)state;
    assert_non_null(strstr(listing.text.ptr, "|6 推广太阳能路灯、风力水泵、滴灌龙头、遥控闸门、水尺等新一代设备，"));
    buffer_fini(&listing.text);
}

static void a_table_below_its_name(void **state)
{
    static const char *const lines[] = {
        OPENING_LINES,
        "造渠道四百余公里，灌溉面积扩大了三分之一，城乡供水保证率稳步提高，",
        "各镇水库的名称、库容、坝高、坝长、灌溉面积和管理单位以及建成的年份",
        "序号",
        "名称",
        "",
    };
    struct listing listing = join(0, lines, LENGTH_OF(lines));

    (void)state;
    assert_non_null(strstr(listing.text.ptr, "|5 序号"));
    buffer_fini(&listing.text);
}

static void lines_that_a_web_page_broke(void **state)
{
    static const char *const link[] = { "认真落实《", "河道保护办法", "》，河清岸绿。" };
    static const char *const latin[] = {
        "The Board kept forty-one miles of main and the", "reservoir was full.", "Leaks fell.",
    };
    static const char *const purpose[] = { "1.1编制目的", "为了保护河道，制定本办法。" };

    (void)state;
    ASSERT_JOINED(0, link, "1 认真落实《河道保护办法》，河清岸绿。|");
    ASSERT_JOINED(0, latin, "1 The Board kept forty-one miles of main and the reservoir was full.|3 Leaks fell.|");
    ASSERT_JOINED(0, purpose, "1 1.1编制目的|2 为了保护河道，制定本办法。|");
}

/* 1） is a label, but none behind the bracket that a line break tore off. */
static void brackets_that_were_torn_off(void **state)
{
    static const char *const torn[] = { "办好三件实事（", "1）修好水渠（2）种树（3）清淤。" };
    static const char *const whole[] = { "办好三件实事", "1）修好水渠（2）种树（3）清淤。" };
    static const char *const wrapped[] = {
        "    柳溪县地处青河上游，境内大小支流十七条，多年平均径",
        "流量六亿立方米，水能资源和水产资源都很丰富，过去十年",
        "全县建成小型水库二十三座，改造渠道四百余公里，今后（",
        "1）修好水库（2）疏浚渠道，让每一块稻田都喝上水，让每",
        "一户人家都用上放心水，让河湖重新清澈起来，与此同时要",
        "看到节水意识还不够强，老旧管网漏损偏高，上下游之间的",
        "用水矛盾时有发生，必须下大力气加以解决，今后几年要把",
        "水库一座一座修好，把渠道一条一条打通。",
    };
    struct listing joined = join(0, wrapped, LENGTH_OF(wrapped));

    (void)state;
    ASSERT_JOINED(0, torn, "1 办好三件实事（1）修好水渠（2）种树（3）清淤。|");
    ASSERT_JOINED(0, whole, "1 办好三件实事|2 1）修好水渠（2）种树（3）清淤。|");
    assert_true(slice_holds(slice_of(joined.text.ptr), SLICE("四百余公里，今后（1）修好水库（2）疏浚渠道，")));
    buffer_fini(&joined.text);
}

static void markup_stands_apart(void **state)
{
    static const char *const tags[] = { "<p>一、修渠</p>", "<p>新修三条。", "<p>&nbsp;</p>", "清淤两条。</p>" };
    static const char *const parted[] = { "<p>落实《</p>", "<p></p>", "<p>河道办法</p>" };
    static const char *const joined[] = { "<p>落实《</p>", "<p>河道办法</p>" };
    static const char *const page[] = { "<p>修渠。</p>", "<p>— 3 —</p>", "<p>种树。</p>" };

    (void)state;
    ASSERT_JOINED(0, tags, "[1 <p>]1 一、修渠|[1 </p> <p>]2 新修三条。|[3 <p>&nbsp;</p>]4 清淤两条。|[4 </p>]");
    ASSERT_JOINED(0, parted, "[1 <p>]1 落实《|[1 </p> <p></p> <p>]3 河道办法|[3 </p>]");
    ASSERT_JOINED(0, joined, "[1 <p>]1 落实《河道办法|[2 </p>]");
    ASSERT_JOINED(0, page, "[1 <p>]1 修渠。|[1 </p>][2 <p>— 3 —</p>][3 <p>]3 种树。|[3 </p>]");
}

/* Few blanks are taken out, of many all stay. */
static void blanks_of_html_are_kept_from_the_first_line_on(void **state)
{
    static const char *const few[] = { "&nbsp;修渠。", "&nbsp;种树。" };
    static const char *const many[] = { "&nbsp;&nbsp;&nbsp;&nbsp;修渠。", "&nbsp;种树。", "&nbsp;&nbsp;&nbsp;&nbsp;捕鱼。" };

    (void)state;
    ASSERT_JOINED(0, few, "1 修渠。|2 种树。|");
    ASSERT_JOINED(0, many, "[1 &nbsp;&nbsp;&nbsp;&nbsp;]1 修渠。|[2 &nbsp;]2 种树。|[3 &nbsp;&nbsp;&nbsp;&nbsp;]3 捕鱼。|");
}

enum { SHORT_PARAGRAPH = 2000, LONG_PARAGRAPH = 32000, /* lines */ TRIES = 3 };

/* CPU seconds in which `n` wrapped lines become one paragraph. The least of some tries: others use the machine too. */
static double seconds_to_join(const char *first, const char *other, size_t n)
{
    static const char *lines[LONG_PARAGRAPH];
    double least = 0;

    for (size_t i = 0; i < n; i++)
        lines[i] = i == 0 ? first : other;
    for (int try = 0; try < TRIES; try++) {
        clock_t start = clock();
        struct listing listing = join(0, lines, n);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        size_t end = slice_find(slice_of(listing.text.ptr), SLICE("|"), 0);

        assert_int_equal(slice_find(slice_of(listing.text.ptr), SLICE("|"), end + 1), SLICE_NONE);
        buffer_fini(&listing.text);
        least = try == 0 || seconds < least ? seconds : least;
    }
    return least;
}

/* 16 times as many lines: if each looked through all that was joined so far, they would take 256 times as long. */
static void assert_linear(const char *first, const char *other)
{
    double of_short = seconds_to_join(first, other, SHORT_PARAGRAPH);
    double of_long = seconds_to_join(first, other, LONG_PARAGRAPH);

    assert_true(of_long < 64 * of_short + 0.05);
}

static void a_paragraph_without_end_takes_linear_time(void **state)
{
    (void)state;
    assert_linear("    柳溪县地处青河上游境内大小支流十七条多年平均径流",
                  "量六亿立方米水能资源和水产资源都很丰富过去十年的县里");
    assert_linear("（二）修好县里的水库和渠道这五年来的多年平均径流<br>",
                  "量六亿立方米水能资源和水产资源都很丰富过去十年的县里<br>");
}

static void the_front_sees_a_bounded_window(void **state)
{
    const char *lines[JOIN_LINES_MAX + 10];
    struct listing listing;

    (void)state;
    for (size_t i = 0; i < JOIN_LINES_MAX + 10; i++)
        lines[i] = "全年平稳。";
    listing = join(2, lines, 3);
    assert_int_equal(listing.n_seen, 3);
    assert_string_equal(listing.text.ptr, "3 全年平稳。|");
    buffer_fini(&listing.text);
    listing = join(JOIN_LINES_MAX + 5, lines, JOIN_LINES_MAX + 10);
    assert_int_equal(listing.n_seen, JOIN_LINES_MAX);
    assert_true(slice_starts(slice_of(listing.text.ptr), SLICE("65 全年平稳。|")));
    buffer_fini(&listing.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_their_own),
        cmocka_unit_test(wrapped_lines_and_pages),
        cmocka_unit_test(a_page_number_inside_a_sentence),
        cmocka_unit_test(a_table_below_its_name),
        cmocka_unit_test(lines_that_a_web_page_broke),
        cmocka_unit_test(brackets_that_were_torn_off),
        cmocka_unit_test(markup_stands_apart),
        cmocka_unit_test(blanks_of_html_are_kept_from_the_first_line_on),
        cmocka_unit_test(a_paragraph_without_end_takes_linear_time),
        cmocka_unit_test(the_front_sees_a_bounded_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
