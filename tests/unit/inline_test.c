/* Enumerations inside one paragraph. All texts are invented. */
#include "inline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The items that were found, each behind a bar; "" where there is none. */
static void list_items(struct slice text, const struct inline_list *list, bool found, struct buffer *to)
{
    for (size_t i = 0; found && i < list->n; i++) {
        buffer_put(to, '|');
        buffer_append_slice(to, slice_part(text, list->items[i].start, list->items[i].end));
    }
    buffer_put(to, '\0');
}

static void assert_items(const char *paragraph, bool goes_on, const char *wanted)
{
    struct slice text = slice_of(paragraph);
    struct inline_list list = { 0 };
    struct buffer items = { 0 };

    list_items(text, &list, inline_find(text, goes_on, &list), &items);
    assert_string_equal(items.ptr, wanted);
    inline_fini(&list);
    buffer_fini(&items);
}

static void enumerations(void **state)
{
    static const char *const samples[][2] = {
        { "要做三件事：一是修路；二是架桥；三是办学。", "|一是修路；|二是架桥；|三是办学。" },
        { "办好实事：1.修路；2.架桥。", "|1.修路；|2.架桥。" },
        { "第一，要修路；第二，要架桥。", "|第一，要修路；|第二，要架桥。" },
        { "包括（1）修路，（2）架桥。", "" },
        { "包括：（1）修路，（2）架桥。", "|（1）修路，|（2）架桥。" },
        { "完成①修路②架桥③办学等任务。", "|①修路|②架桥|③办学等任务。" },
        { "the Board will: (a) mend the quay; and (b) paint.", "|(a) mend the quay; and |(b) paint." },
        { "the Board will: (a) mend the quay; and(b) paint.", "|(a) mend the quay; and|(b) paint." },
        { "一要修路，二要架桥。", "|一要修路，|二要架桥。" },
        { "in two areas, namely (1) mending quays; and (2) ferries.",
          "|(1) mending quays; and |(2) ferries." },
        { "The works are (i) a quay, (ii) a lock and (iii) a ferry.", "|(i) a quay, |(ii) a lock and |(iii) a ferry." },
        { "要修好：（a）码头；（b）船坞。", "|（a）码头；|（b）船坞。" },
        { "要修好：（i）码头；（ii）船坞。", "|（i）码头；|（ii）船坞。" },
        { "Members present: Mr Lee (A), Mr Wong (B), Ms Ho (C).", "" },
        { "the Board will: a) mend the quay; b) paint.", "" },
        { "as in paragraphs (1) the quay and (2) the lock", "" },
        { "See the terms (a) and (b) of the deed.", "" },
        { "The Ferry Board (1) met, as Rule 3(2) asks.", "" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_items(samples[i][0], false, samples[i][1]);
}

static void none(void **state)
{
    static const char *const samples[] = {
        "这是一是非之地，二是非之时。", "重点工作一是修路。", "投资1.2亿元，增长2.3%。", "一、二、三产业，四是非。",
        "共1.修路，3.架桥。", "", "一是", "第一产业增长，第二产业下降。",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_items(samples[i], false, "");
}

static void one_item_where_the_next_paragraph_goes_on(void **state)
{
    (void)state;
    assert_items("主要抓了三件事：一是修路。", true, "|一是修路。");
    assert_items("主要抓了三件事：一是修路。", false, "");
}

/* 以上实事，… closes the paragraph where the items are clauses; full stops inside the items make it the last item's. */
static void what_follows_the_last_item(void **state)
{
    (void)state;
    assert_items("今年：1.修路；2.架桥。以上实事，年底完成。", false, "|1.修路；|2.架桥。");
    assert_items("今年：一是修路。修三条。二是架桥。架两座。全部开工。", false, "|一是修路。修三条。|二是架桥。架两座。全部开工。");
}

static void numbers_must_follow(void **state)
{
    (void)state;
    assert_items("任务：1.修路；3.办学；2.架桥；4.通水。", false, "|1.修路；3.办学；|2.架桥；4.通水。");
    assert_items("任务：1.修路；1.架桥；2.办学。", false, "|1.修路；1.架桥；|2.办学。");
}

static void siblings_of_a_label_at_the_start(void **state)
{
    struct slice text = SLICE("3.修路；4.架桥；5.办学。");
    struct inline_list list = { 0 };
    struct buffer items = { 0 };
    struct label first;

    (void)state;
    assert_true(label_read(text, &first));
    list_items(text, &list, inline_continue(text, &first, &list), &items);
    assert_string_equal(items.ptr, "|3.修路；|4.架桥；|5.办学。");
    assert_true(label_read(SLICE("3.修路三公里。"), &first));
    assert_false(inline_continue(SLICE("3.修路三公里。"), &first, &list));
    inline_fini(&list);
    buffer_fini(&items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enumerations),
        cmocka_unit_test(none),
        cmocka_unit_test(one_item_where_the_next_paragraph_goes_on),
        cmocka_unit_test(what_follows_the_last_item),
        cmocka_unit_test(numbers_must_follow),
        cmocka_unit_test(siblings_of_a_label_at_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
