/* The window of paragraphs that wait. */
#include "unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

/* False where all that wait have to be admitted. */
static bool let_wait(struct window *window, const char *text, uint64_t line)
{
    struct paragraph paragraph = { .n_lines = 1 };
    bool may_wait;

    paragraph_add_anchor(&paragraph, line, 1);
    buffer_append_text(&paragraph.text, text);
    may_wait = window_push(window, &paragraph);
    paragraph_fini(&paragraph);
    return may_wait;
}

static void push(struct window *window, const char *text, uint64_t line)
{
    let_wait(window, text, line);
    window_read(window);
    assert_true(window_admit(window));
}

static struct window *make(void)
{
    struct window *window = calloc(1, sizeof *window);

    assert_non_null(window);
    return window;
}

static void drop(struct window *window)
{
    window_fini(window);
    free(window);
}

static void units_come_in_order(void **state)
{
    struct window *window = make();

    (void)state;
    push(window, "一、工作回顾", 1);
    push(window, "全年任务完成。", 2);
    assert_true(window_at(window, 0)->has_label);
    assert_true(slice_equal(unit_rest(window_at(window, 0)), SLICE("工作回顾")));
    assert_false(window_at(window, 1)->has_label);
    assert_true(slice_equal(unit_rest(window_at(window, 1)), SLICE("全年任务完成。")));
    assert_null(window_at(window, 2));
    window_pop(window);
    assert_true(slice_equal(unit_text(window_at(window, 0)), SLICE("全年任务完成。")));
    assert_null(window_at(window, 1));
    drop(window);
}

static void furniture_has_no_label(void **state)
{
    struct window *window = make();
    struct paragraph paragraph = { .is_furniture = true };

    (void)state;
    buffer_append_text(&paragraph.text, "- 1 -");
    window_push(window, &paragraph);
    window_read(window);
    assert_true(window_admit(window));
    assert_false(window_at(window, 0)->has_label);
    paragraph_fini(&paragraph);
    drop(window);
}

static void it_is_full_by_number_or_by_bytes(void **state)
{
    struct window *window = make();
    char *text = malloc(WINDOW_BYTES_MAX + 2);

    (void)state;
    for (size_t round = 0; round < 100; round++) { /* further than the ring is long */
        push(window, "全年任务完成。", round + 1);
        while (window_is_full(window))
            window_pop(window);
    }
    assert_int_equal(window->n, WINDOW_UNITS_MAX);
    assert_int_equal(paragraph_line(&window_at(window, 0)->paragraph), 100 - WINDOW_UNITS_MAX + 1);
    while (window->n > 0)
        window_pop(window);
    assert_int_equal(window->n_bytes, 0);
    assert_non_null(text);
    memset(text, 'a', WINDOW_BYTES_MAX + 1);
    text[WINDOW_BYTES_MAX + 1] = '\0';
    push(window, text, 1);
    assert_true(window_is_full(window));
    free(text);
    drop(window);
}

static void what_waits_is_not_seen(void **state)
{
    struct window *window = make();

    (void)state;
    assert_false(window_admit(window));
    push(window, "一、工作回顾", 1);
    let_wait(window, "（一）经济", 2);
    let_wait(window, "全年任务完成。", 3);
    window_read(window);
    assert_null(window_at(window, 1));
    assert_false(window_is_full(window));
    assert_true(window_admit(window));
    assert_true(window_at(window, 1)->has_label);
    assert_null(window_at(window, 2));
    window_pop(window);
    window_pop(window);
    assert_true(window_admit(window));
    assert_true(slice_equal(unit_text(window_at(window, 0)), SLICE("全年任务完成。")));
    assert_false(window_admit(window));
    drop(window);
}

/* By number, and by bytes. Of a full window, too, all that wait have a place. */
static void so_many_wait(void **state)
{
    struct window *window = make();
    char *text = calloc(1, WINDOW_WAITING_BYTES_MAX + 1);

    (void)state;
    for (size_t i = 0; i < WINDOW_UNITS_MAX; i++)
        push(window, "全年任务完成。", i + 1);
    for (size_t round = 0; round < 5; round++) {
        for (size_t i = 1; i < WINDOW_WAITING_MAX; i++)
            assert_true(let_wait(window, "全年", i));
        assert_false(let_wait(window, "任务", 7));
        while (window_admit(window))
            window_pop(window);
        assert_int_equal(window->n, WINDOW_UNITS_MAX);
    }
    assert_true(slice_equal(unit_text(window_at(window, WINDOW_UNITS_MAX - 1)), SLICE("任务")));
    assert_non_null(text);
    memset(text, 'a', WINDOW_WAITING_BYTES_MAX - 1);
    assert_true(let_wait(window, text, 1));
    assert_false(let_wait(window, "a", 1));
    while (window_admit(window))
        continue;
    assert_true(let_wait(window, text, 1));
    free(text);
    drop(window);
}

static bool furniture_may_wait(struct window *window)
{
    struct paragraph paragraph = { .is_furniture = true };
    bool may_wait;

    buffer_append_text(&paragraph.text, "— 6 —");
    may_wait = window_push(window, &paragraph);
    paragraph_fini(&paragraph);
    return may_wait;
}

/* Up to the end of a page number's stay in the window. */
static void nothing_waits_beside_furniture(void **state)
{
    struct window *window = make();

    (void)state;
    assert_true(let_wait(window, "全年任务完成。", 1));
    assert_false(furniture_may_wait(window));
    while (window_admit(window))
        continue;
    assert_false(let_wait(window, "全年任务完成。", 3));
    window_pop(window);
    assert_false(let_wait(window, "全年任务完成。", 4));
    window_pop(window);
    assert_true(let_wait(window, "全年任务完成。", 5));
    drop(window);
}

/* 第四、 and its text below become one; the label's slices follow the text that moved. */
static void merging_keeps_the_label(void **state)
{
    struct window *window = make();
    struct unit *unit;
    uint64_t line, column;
    size_t start;

    (void)state;
    push(window, "第四、", 7);
    push(window, "要依靠群众，把大家的事情交给大家商量着办。", 8);
    start = window_merge(window, 1);
    unit = window_at(window, 0);
    assert_int_equal(start, strlen("第四、"));
    assert_true(slice_equal(unit_text(unit), SLICE("第四、要依靠群众，把大家的事情交给大家商量着办。")));
    assert_ptr_equal(unit->label.printed.ptr, unit_text(unit).ptr);
    assert_true(slice_equal(unit->label.numeral, SLICE("四")));
    assert_ptr_equal(unit->label.numeral.ptr, unit_text(unit).ptr + strlen("第"));
    assert_true(window_at(window, 1)->is_taken);
    paragraph_place(&unit->paragraph, start, &line, &column);
    assert_true(line == 8 && column == 1);
    drop(window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_come_in_order),
        cmocka_unit_test(furniture_has_no_label),
        cmocka_unit_test(it_is_full_by_number_or_by_bytes),
        cmocka_unit_test(what_waits_is_not_seen),
        cmocka_unit_test(so_many_wait),
        cmocka_unit_test(nothing_waits_beside_furniture),
        cmocka_unit_test(merging_keeps_the_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
