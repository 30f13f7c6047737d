/* Memory, buffers and slices. */
#include "mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void gives_zeroed_memory(void **state)
{
    unsigned char *block = mem_alloc(1000);
    char *empty = mem_alloc(0);

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(block[i], 0);
    assert_non_null(empty);
    mem_free(block);
    mem_free(empty);
}

static void zeroes_what_an_array_grows_by(void **state)
{
    size_t capacity = 0;
    uint32_t *numbers = mem_grow(NULL, &capacity, 1, sizeof *numbers);
    size_t first = capacity;

    (void)state;
    assert_true(first >= 1);
    for (size_t i = 0; i < first; i++)
        numbers[i] = UINT32_MAX;
    numbers = mem_grow(numbers, &capacity, first + 1, sizeof *numbers);
    assert_true(capacity > first);
    assert_int_equal(numbers[first - 1], UINT32_MAX);
    for (size_t i = first; i < capacity; i++)
        assert_int_equal(numbers[i], 0);
    mem_free(numbers);
}

static void copies_text_with_a_nul(void **state)
{
    char *copy = mem_copy_text(slice_part(SLICE("各位代表"), 0, 6));
    char *empty = mem_copy_text((struct slice){ 0 });

    (void)state;
    assert_string_equal(copy, "各位");
    assert_string_equal(empty, "");
    mem_free(copy);
    mem_free(empty);
}

/* The innermost guard is resumed, and once it is gone the next one. */
static void resumes_the_innermost_guard(void **state)
{
    struct mem_guard outer, inner;
    volatile int reached = 0;

    (void)state;
    mem_guard_push(&outer);
    if (setjmp(outer.resume) == 0) {
        mem_guard_push(&inner);
        if (setjmp(inner.resume) == 0) {
            mem_exhausted();
        } else {
            reached += 1;
            mem_guard_pop(&inner);
            mem_exhausted();
        }
    } else {
        reached += 10;
    }
    mem_guard_pop(&outer);
    assert_int_equal(reached, 11);
}

static int guarded(void (*work)(void))
{
    struct mem_guard guard;
    volatile int exhausted = 0;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        work();
    else
        exhausted = 1;
    mem_guard_pop(&guard);
    return exhausted;
}

static struct buffer swollen;
static void *array;

static void ask_for_an_impossible_array(void)
{
    size_t capacity = 0;

    array = mem_grow(NULL, &capacity, SIZE_MAX / 4, 16);
}

static void ask_for_more_than_can_be_counted(void)
{
    buffer_reserve(&swollen, SIZE_MAX - 1);
}

static void fails_instead_of_overflowing(void **state)
{
    (void)state;
    buffer_append_text(&swollen, "something");
    assert_int_equal(guarded(ask_for_an_impossible_array), 1);
    assert_null(array);
    assert_int_equal(guarded(ask_for_more_than_can_be_counted), 1);
    assert_int_equal(swollen.len, strlen("something"));
    buffer_fini(&swollen);
}

static void appends_to_buffers(void **state)
{
    struct buffer buffer = { 0 };

    (void)state;
    buffer_append(&buffer, NULL, 0);
    assert_int_equal(buffer.len, 0);
    buffer_append_text(&buffer, "line ");
    buffer_append_number(&buffer, -42);
    buffer_put(&buffer, '\0');
    buffer_append_slice(&buffer, SLICE("x"));
    assert_true(slice_equal(buffer_slice(&buffer), SLICE("line -42\0x")));
    buffer_fini(&buffer);
    assert_null(buffer.ptr);
    assert_int_equal(buffer.cap, 0);
    buffer_put(&buffer, 'y');
    assert_true(slice_equal(buffer_slice(&buffer), SLICE("y")));
    buffer_fini(&buffer);
}

static void keeps_what_it_holds_while_growing(void **state)
{
    struct buffer buffer = { 0 };

    (void)state;
    for (int i = 0; i < 100000; i++)
        buffer_put(&buffer, (char)(i % 251));
    assert_int_equal(buffer.len, 100000);
    for (int i = 0; i < 100000; i++)
        if (buffer.ptr[i] != (char)(i % 251))
            fail();
    buffer_fini(&buffer);
}

static void compares_slices(void **state)
{
    struct slice empty = { 0 };

    (void)state;
    assert_true(slice_equal(empty, SLICE("")));
    assert_true(slice_equal(SLICE("a\0b"), SLICE("a\0b")));
    assert_false(slice_equal(SLICE("a\0b"), SLICE("a\0c")));
    assert_true(slice_starts(SLICE("abc"), SLICE("ab")));
    assert_true(slice_starts(SLICE("abc"), empty));
    assert_false(slice_starts(SLICE("a"), SLICE("ab")));
    assert_true(slice_ends(SLICE("abc"), SLICE("bc")));
    assert_false(slice_ends(SLICE("c"), SLICE("bc")));
}

static void finds_in_slices(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("aaab"), SLICE("ab"), 0), 2);
    assert_int_equal(slice_find(SLICE("abab"), SLICE("ab"), 1), 2);
    assert_int_equal(slice_find(SLICE("ab"), SLICE("ab"), 0), 0);
    assert_true(slice_find(SLICE("ab"), SLICE("ab"), 1) == SLICE_NONE);
    assert_true(slice_find(SLICE("ab"), SLICE("abc"), 0) == SLICE_NONE);
    assert_true(slice_find(SLICE("ab"), SLICE(""), 0) == SLICE_NONE);
    /* Not beyond the slice, even where the memory goes on. */
    assert_true(slice_find(slice_part(SLICE("abcd"), 0, 3), SLICE("cd"), 0) == SLICE_NONE);
    assert_true(slice_holds(SLICE("附件2 名词解释"), SLICE("名词")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_memory),
        cmocka_unit_test(zeroes_what_an_array_grows_by),
        cmocka_unit_test(copies_text_with_a_nul),
        cmocka_unit_test(resumes_the_innermost_guard),
        cmocka_unit_test(fails_instead_of_overflowing),
        cmocka_unit_test(appends_to_buffers),
        cmocka_unit_test(keeps_what_it_holds_while_growing),
        cmocka_unit_test(compares_slices),
        cmocka_unit_test(finds_in_slices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
