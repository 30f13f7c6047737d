/* What stands inside sentences and is no part of them: tokens of a web site, syllables in Latin letters, marks. */
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void scan(struct token_list *list, const char *text, uint64_t line, struct diag_list *diags)
{
    struct paragraph paragraph = { 0 };

    paragraph_add_anchor(&paragraph, line, 1);
    buffer_append_text(&paragraph.text, text);
    token_scan(list, &paragraph, diags);
    paragraph_fini(&paragraph);
}

/* The sentences around it differ eighteen times, the token stays. */
static void eighteen_are_one_diagnostic(void **state)
{
    static const char *const words[] = { "修路", "架桥", "办学", "通水", "育林", "养鱼", "种茶", "编竹", "织布" };
    struct token_list list = { 0 };
    struct diag_list *diags = diag_list_new();
    const struct diag_record *record;

    (void)state;
    for (uint64_t i = 0; i < 9; i++) {
        char text[200];

        snprintf(text, sizeof text, "我们坚持%s海棠书屋_海棠小说网:%s不停步。要%s海棠书屋_海棠小说网:再加力。", words[i],
                 words[(i + 4) % 9], words[(i + 1) % 9]);
        scan(&list, text, i + 5, diags);
    }
    token_report(&list, false, diags);
    diag_list_close(diags);
    assert_int_equal(diag_list_count(diags), 1);
    record = diag_list_get(diags, 0);
    assert_int_equal(record->diag.code, DIAG_FOREIGN_TOKEN);
    assert_int_equal(record->diag.count, 18);
    assert_int_equal(record->diag.line, 5);
    assert_int_equal(record->diag.column, 7);
    assert_true(slice_holds(record->message, SLICE(": 海棠书屋_海棠小说网:")));
    assert_false(slice_holds(record->message, SLICE("持")));
    diag_list_free(diags);
}

static size_t count_reports(const char *const *texts, size_t n)
{
    struct token_list list = { 0 };
    struct diag_list *diags = diag_list_new();
    size_t n_reports;

    for (size_t i = 0; i < n; i++)
        scan(&list, texts[i], i + 1, diags);
    token_report(&list, false, diags);
    diag_list_close(diags);
    n_reports = diag_list_count(diags);
    diag_list_free(diags);
    return n_reports;
}

static void twice_is_no_habit(void **state)
{
    static const char *const texts[] = { "修海棠书屋_海棠小说网:路", "架海棠书屋_海棠小说网:桥", "办海棠书屋_海棠小说网:学" };

    (void)state;
    assert_int_equal(count_reports(texts, 2), 0);
    assert_int_equal(count_reports(texts, 3), 1);
}

static void underscores_with_a_place_of_their_own(void **state)
{
    static const char *const texts[] = { "file_name与file_name与file_name", "甲_1，甲_1，甲_1", "____", "_海棠_", "甲_", "_" };

    (void)state;
    assert_int_equal(count_reports(texts, 6), 0);
}

/* 坚持修路海棠书屋 | _海棠小说网: of a wrapped text. Columns are those of the line that its mark stands in. */
static void begun_on_the_line_before(void **state)
{
    static const char *const words[] = { "修路", "架桥", "办学" };
    struct token_list list = { 0 };
    struct diag_list *diags = diag_list_new();

    (void)state;
    for (uint64_t i = 0; i < 3; i++) {
        struct paragraph paragraph = { 0 };

        paragraph_add_anchor(&paragraph, 2 * i + 1, 1);
        buffer_append_text(&paragraph.text, words[i]);
        buffer_append_text(&paragraph.text, "海棠书屋");
        paragraph_add_anchor(&paragraph, 2 * i + 2, 1);
        buffer_append_text(&paragraph.text, "_海棠小说网:");
        buffer_append_text(&paragraph.text, words[(i + 1) % 3]);
        token_scan(&list, &paragraph, diags);
        paragraph_fini(&paragraph);
    }
    token_report(&list, false, diags);
    diag_list_close(diags);
    assert_int_equal(diag_list_count(diags), 1);
    assert_int_equal(diag_list_get(diags, 0)->diag.line, 2);
    assert_int_equal(diag_list_get(diags, 0)->diag.column, 1);
    diag_list_free(diags);
}

/* More kinds than the list holds: the first ones count on, and nothing breaks. */
static void the_list_is_bounded(void **state)
{
    struct token_list list = { 0 };
    struct diag_list *diags = diag_list_new();

    (void)state;
    for (int round = 0; round < 3; round++)
        for (unsigned i = 0; i < TOKENS_MAX + 8; i++) {
            char text[64], a[4] = "", b[4] = "";

            snprintf(a, sizeof a, "%c%c%c", 0xE5, 0x90 + i / 8, 0x80 + i % 8 * 4);
            snprintf(b, sizeof b, "%c%c%c", 0xE6, 0x90 + i / 8, 0x80 + i % 8 * 4);
            snprintf(text, sizeof text, "修%s%s_%s%s路", a, b, b, a);
            scan(&list, text, i + 1, diags);
        }
    assert_int_equal(list.n, TOKENS_MAX);
    token_report(&list, false, diags);
    diag_list_close(diags);
    assert_int_equal(diag_list_count(diags), TOKENS_MAX);
    diag_list_free(diags);
}

/* The diagnostics of one paragraph and those behind it, in a document with or without a glossary. */
static struct diag_list *diagnose(const char *const *texts, size_t n, bool has_glossary)
{
    struct token_list list = { 0 };
    struct diag_list *diags = diag_list_new();

    for (size_t i = 0; i < n; i++)
        scan(&list, texts[i], i + 1, diags);
    token_report(&list, has_glossary, diags);
    diag_list_close(diags);
    return diags;
}

static size_t count_in(const char *text)
{
    struct diag_list *diags = diagnose(&text, 1, false);
    size_t n = diag_list_count(diags);

    diag_list_free(diags);
    return n;
}

static void a_syllable_stands_for_a_character(void **state)
{
    static const char *const texts[] = { "全市“十二五”生产zong值、生产zǒng值ān全" };
    struct diag_list *diags = diagnose(texts, 1, false);

    (void)state;
    assert_int_equal(diag_list_count(diags), 3);
    assert_int_equal(diag_list_get(diags, 0)->diag.code, DIAG_INJECTED_LATIN);
    assert_int_equal(diag_list_get(diags, 0)->diag.column, 10);
    assert_true(slice_ends(diag_list_get(diags, 0)->message, SLICE(": zong")));
    assert_int_equal(diag_list_get(diags, 1)->diag.column, 18);
    assert_true(slice_ends(diag_list_get(diags, 1)->message, SLICE(": zǒng")));
    assert_true(slice_ends(diag_list_get(diags, 2)->message, SLICE(": ān")));
    diag_list_free(diags);
}

/* With what stands around it, each is as printed. */
static void latin_with_a_place_of_its_own(void **state)
{
    static const char *const texts[] = {
        "人均GDP值", "移动app用", "一千kg米", "推动ai用", "建mini园", "生产 zong 值", "（zong）值", "zong值", "产zong", "产Zong值",
        "产zong1值", "产e值", "产、zong值", "caféàla产", "产zongzongzongzongzongzongzong值",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(texts); i++)
        assert_int_equal(count_in(texts[i]), 0);
}

/* A word of 16 MiB is not looked through again for each of its letters. */
static void long_words_end_the_search(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (int i = 0; i < 200000; i++)
        buffer_append_text(&text, "éa");
    buffer_put(&text, '\0');
    assert_int_equal(count_in(text.ptr), 0);
    buffer_fini(&text);
}

/* How many marks are reported; 0: no diagnostic. */
static uint64_t count_marks(const char *const *texts, size_t n, bool has_glossary)
{
    struct diag_list *diags = diagnose(texts, n, has_glossary);
    uint64_t count = 0;

    assert_true(diag_list_count(diags) <= 1);
    if (diag_list_count(diags) == 1) {
        assert_int_equal(diag_list_get(diags, 0)->diag.code, DIAG_REFERENCE_MARK);
        count = diag_list_get(diags, 0)->diag.count;
    }
    diag_list_free(diags);
    return count;
}

static void marks_that_refer_to_something(void **state)
{
    static const char *const marked[] = { "推行“一网通办”[1]，落实河长制^[2]，完成“三清”［9］行动[10]", "disclosures. [11] Reports" };
    static const char *const noted[] = { "初步核算，总值[1]三亿元。", "注释：", "[1]总值按上年价格计算。" };
    static const char *const counted[] = { "总值[1]三亿元，总量[2]一亿元。", "人均收入[3]五万元。" };

    (void)state;
    assert_int_equal(count_marks(marked, 2, true), 5);
    assert_int_equal(count_marks(marked, 2, false), 0);
    assert_int_equal(count_marks(noted, 3, false), 1);
    assert_int_equal(count_marks(noted, 2, false), 0);
    assert_int_equal(count_marks(counted, 2, false), 3);
    assert_int_equal(count_marks(counted, 1, false), 0);
}

static void brackets_that_are_no_marks(void **state)
{
    static const char *const texts[] = {
        "[1]修路；[2]架桥。", "要办：[1]修路。[2]架桥。", "发〔2024〕1号", "县政发[2024]1号", "总值[0]", "总值[1a]",
        "总值[1", "总值［1", "值[]", "值[1000]",
    };

    (void)state;
    assert_int_equal(count_marks(texts, LENGTH_OF(texts), true), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eighteen_are_one_diagnostic),
        cmocka_unit_test(begun_on_the_line_before),
        cmocka_unit_test(twice_is_no_habit),
        cmocka_unit_test(underscores_with_a_place_of_their_own),
        cmocka_unit_test(the_list_is_bounded),
        cmocka_unit_test(a_syllable_stands_for_a_character),
        cmocka_unit_test(latin_with_a_place_of_its_own),
        cmocka_unit_test(long_words_end_the_search),
        cmocka_unit_test(marks_that_refer_to_something),
        cmocka_unit_test(brackets_that_are_no_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
