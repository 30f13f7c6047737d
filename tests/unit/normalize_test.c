#include "normalize.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <cmocka.h>
#include <utf8proc.h>

static void assert_line(const char *line, const char *expected, uint64_t n_changed, uint64_t first_cp)
{
    struct normalizer normalizer = { 0 };
    struct normalized result = normalize_line(&normalizer, slice_of(line));

    assert_int_equal(result.text.len, strlen(expected));
    assert_memory_equal(result.text.ptr, expected, result.text.len);
    assert_int_equal(result.n_changed, n_changed);
    assert_int_equal(result.first_cp, first_cp);
    normalize_fini(&normalizer);
}

static void test_leaves_what_is_normal(void **state)
{
    (void)state;
    assert_line("", "", 0, 0);
    assert_line("一、总体要求 1.5%，caf\xC3\xA9", "一、总体要求 1.5%，caf\xC3\xA9", 0, 0);
    assert_line("全角ＡＢＣ（１）㈠①", "全角ＡＢＣ（１）㈠①", 0, 0);
}

static void test_counts_characters(void **state)
{
    (void)state;
    assert_line("一\xEF\xA4\x80二", "一\xE8\xB1\x88二", 1, 1);
    assert_line("Cafe\xCC\x81 e\xCC\x81", "Caf\xC3\xA9 \xC3\xA9", 2, 3);
    /* Marks in the wrong order are one character rewritten, and so is Hangul in its letters. */
    assert_line("a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81", 1, 0);
    assert_line("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xB3\xE1\x86\xAF", "한글", 2, 0);
}

static void test_marks_alone(void **state)
{
    (void)state;
    assert_line("\xCC\x81", "\xCC\x81", 0, 0);
    assert_line("\xCD\x84x", "\xCC\x88\xCC\x81x", 1, 0);
    /* One that form C takes apart. */
    assert_line("\xE0\xA5\x98", "\xE0\xA4\x95\xE0\xA4\xBC", 1, 0);
}

static void test_keeps_room_for_the_next_line(void **state)
{
    struct normalizer normalizer = { 0 };
    struct buffer marks = { 0 };
    struct normalized result;

    (void)state;
    buffer_append_text(&marks, "e");
    for (int i = 0; i < 5000; i++)
        buffer_append_text(&marks, "\xCC\x81");
    result = normalize_line(&normalizer, buffer_slice(&marks));
    assert_int_equal(result.n_changed, 1);
    assert_int_equal(result.text.len, 2 + 4999 * 2);
    result = normalize_line(&normalizer, SLICE("豈"));
    assert_int_equal(result.n_changed, 0);
    buffer_fini(&marks);
    normalize_fini(&normalizer);
}

static size_t encode(uint32_t cp, char *to)
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)to);
}

/* Part by part gives what utf8proc gives for the whole, for every pair of a letter or mark with what changes. */
static void test_parts_add_up(void **state)
{
    static const uint32_t firsts[] = { 'e', 0x41, 0x915, 0x1112, 0xAC00, 0x301, 0x4E00, 0x9C7, 0x1025, 0x110B1 };
    struct normalizer normalizer = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(firsts); i++)
        for (uint32_t cp = 0x80; cp < 0x30000; cp++) {
            char text[16] = { 0 };
            size_t len = encode(firsts[i], text);
            struct normalized result;
            utf8proc_uint8_t *whole;

            if (cp >= 0xD800 && cp < 0xE000)
                continue;
            len += encode(cp, text + len);
            len += encode('e', text + len);
            result = normalize_line(&normalizer, (struct slice){ text, len });
            whole = utf8proc_NFC((const utf8proc_uint8_t *)text);
            assert_non_null(whole);
            assert_int_equal(result.text.len, strlen((const char *)whole));
            assert_memory_equal(result.text.ptr, whole, result.text.len);
            assert_int_equal(result.n_changed > 0, strcmp(text, (const char *)whole) != 0);
            free(whole);
        }
    normalize_fini(&normalizer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaves_what_is_normal), cmocka_unit_test(test_counts_characters),
        cmocka_unit_test(test_marks_alone),           cmocka_unit_test(test_keeps_room_for_the_next_line),
        cmocka_unit_test(test_parts_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
