/* One token that a web site injected into the sentences of a text. */
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void scan(struct token_list *list, const char *text, uint64_t line)
{
    struct paragraph paragraph = { 0 };

    paragraph_add_anchor(&paragraph, line, 1);
    buffer_append_text(&paragraph.text, text);
    token_scan(list, &paragraph);
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
        scan(&list, text, i + 5);
    }
    token_report(&list, diags);
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
        scan(&list, texts[i], i + 1);
    token_report(&list, diags);
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
            scan(&list, text, i + 1);
        }
    assert_int_equal(list.n, TOKENS_MAX);
    token_report(&list, diags);
    diag_list_close(diags);
    assert_int_equal(diag_list_count(diags), TOKENS_MAX);
    diag_list_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eighteen_are_one_diagnostic),
        cmocka_unit_test(twice_is_no_habit),
        cmocka_unit_test(underscores_with_a_place_of_their_own),
        cmocka_unit_test(the_list_is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
