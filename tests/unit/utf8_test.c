#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { REPLACEMENT = 0xFFFD, LAST = 0x10FFFF };

static bool is_surrogate(uint32_t cp)
{
    return cp >= 0xD800 && cp <= 0xDFFF;
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= LAST; cp++) {
        char bytes[4];
        struct slice text = { bytes, utf8_encode(cp, bytes) };
        size_t forward = 0, backward = text.len;
        uint32_t expected = is_surrogate(cp) ? REPLACEMENT : cp;

        assert_int_equal(utf8_next(text, &forward), expected);
        assert_int_equal(forward, text.len);
        assert_int_equal(utf8_previous(text, &backward), expected);
        assert_int_equal(backward, 0);
        assert_int_equal(utf8_valid_prefix(bytes, text.len), text.len);
    }
    assert_int_equal(utf8_encode(LAST + 1, (char[4]){ 0 }), 3);
}

static void cuts_between_characters(void **state)
{
    struct slice text = SLICE("a一é😀");
    static const size_t kept[] = { 0, 1, 1, 1, 4, 4, 6, 6, 6, 6, 10, 10 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(kept); i++)
        assert_int_equal(utf8_cut(text, i), kept[i]);
}

static void walks_over_text(void **state)
{
    struct slice text = SLICE("a一é😀");
    struct buffer buffer = { 0 };
    size_t at = 0;

    (void)state;
    assert_int_equal(utf8_count(text), 4);
    assert_int_equal(utf8_first(text), 'a');
    assert_int_equal(utf8_last(text), 0x1F600);
    assert_int_equal(utf8_at(text, 1), 0x4E00);
    assert_int_equal(utf8_at(text, text.len), 0);
    assert_int_equal(utf8_prefix(text, 2), 4);
    assert_int_equal(utf8_prefix(text, 9), text.len);
    while (at < text.len)
        utf8_append(&buffer, utf8_next(text, &at));
    assert_true(slice_equal(buffer_slice(&buffer), text));
    assert_int_equal(utf8_next(text, &at), 0);
    assert_int_equal(at, text.len);
    at = 0;
    assert_int_equal(utf8_previous(text, &at), 0);
    buffer_fini(&buffer);
}

static void damage_moves_by_one_byte(void **state)
{
    struct slice text = SLICE("\xF0\x9F" "a\x80");
    size_t at = 0;

    (void)state;
    assert_int_equal(utf8_next(text, &at), REPLACEMENT);
    assert_int_equal(at, 1);
    assert_int_equal(utf8_next(text, &at), REPLACEMENT);
    assert_int_equal(utf8_next(text, &at), 'a');
    assert_int_equal(utf8_next(text, &at), REPLACEMENT);
    assert_int_equal(at, text.len);
    assert_int_equal(utf8_previous(text, &at), REPLACEMENT);
    assert_int_equal(at, 3);
    assert_int_equal(utf8_previous(text, &at), 'a');
    assert_int_equal(utf8_previous(text, &at), REPLACEMENT);
    assert_int_equal(at, 1);
}

/* Three bytes are taken by their lead alone, and only where there are three. */
static void stays_inside_of_damage(void **state)
{
    struct slice cut = SLICE("a\xE4\xB8"), broken = SLICE("\xE4" "ab");
    size_t at = 1;

    (void)state;
    assert_int_equal(utf8_next(cut, &at), REPLACEMENT);
    assert_int_equal(at, 2);
    assert_int_equal(utf8_next(cut, &at), REPLACEMENT);
    assert_int_equal(at, cut.len);
    at = 0;
    utf8_next(broken, &at);
    assert_int_equal(at, broken.len);
}

/* Unicode 15, section 3.9, tables 3-8 to 3-11, and sequences that end too early. */
static void finds_maximal_subparts(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        bool is_whole, is_open;
    } samples[] = {
        { "a", 1, true, false },
        { "\x80", 1, false, false },
        { "\xC0\xAF", 1, false, false },
        { "\xC3", 1, false, true },
        { "\xC3(", 1, false, false },
        { "\xE0\x80", 1, false, false },
        { "\xE0\xA0", 2, false, true },
        { "\xED\xA0\x80", 1, false, false },
        { "\xED\x9F\xBF", 3, true, false },
        { "\xE4\xB8\x41", 2, false, false },
        { "\xF0\x90\x80", 3, false, true },
        { "\xF0\x8F\xBF\xBF", 1, false, false },
        { "\xF4\x8F\xBF\xBF", 4, true, false },
        { "\xF4\x90\x80\x80", 1, false, false },
        { "\xF1\x80\x80\x41", 3, false, false },
        { "\xF5\x80", 1, false, false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        bool is_whole, is_open;

        assert_int_equal(utf8_subpart(samples[i].bytes, strlen(samples[i].bytes), &is_whole, &is_open), samples[i].len);
        assert_int_equal(is_whole, samples[i].is_whole);
        assert_int_equal(is_open, samples[i].is_open);
    }
}

/* Damage at every place of a text, so that each of the fast ways meets it. */
static void valid_prefix_ends_before_damage(void **state)
{
    static const char text[] = "一、总体要求和目标。The plan of 2031 has 12 parts, é ü €; ఀ 한 𠀀😀（二）重点任务是什么？ABCDEFGHIJKLMNOP";
    char copy[sizeof text];

    (void)state;
    assert_int_equal(utf8_valid_prefix(text, sizeof text - 1), sizeof text - 1);
    assert_int_equal(utf8_valid_prefix(NULL, 0), 0);
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        size_t start = i;

        while (((unsigned char)text[start] & 0xC0) == 0x80)
            start--;
        memcpy(copy, text, sizeof text);
        copy[i] = '\xFF';
        assert_int_equal(utf8_valid_prefix(copy, sizeof text - 1), start);
        assert_int_equal(utf8_valid_prefix(text, i), start);
    }
}

static void ascii_prefix_ends_before_others(void **state)
{
    char bytes[40];

    (void)state;
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(utf8_ascii_prefix(bytes, sizeof bytes), sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = '\x80';
        assert_int_equal(utf8_ascii_prefix(bytes, sizeof bytes), i);
        bytes[i] = 'x';
    }
}

struct class_sample {
    const char *name;
    bool (*is_member)(uint32_t cp);
    const char *members, *others;
};

static void assert_class(const struct class_sample *sample)
{
    struct slice members = slice_of(sample->members), others = slice_of(sample->others);
    size_t at = 0;

    while (at < members.len) {
        uint32_t cp = utf8_next(members, &at);

        if (!sample->is_member(cp))
            fail_msg("U+%04X is not %s", (unsigned)cp, sample->name);
    }
    for (at = 0; at < others.len;) {
        uint32_t cp = utf8_next(others, &at);

        if (sample->is_member(cp))
            fail_msg("U+%04X is %s", (unsigned)cp, sample->name);
    }
}

static void classes(void **state)
{
    static const struct class_sample samples[] = {
        { "space", utf8_is_space, " \t\r\n\f\u00A0\u2003\u2028\u202F\u3000", "a_\u200B\uFEFF。" },
        { "cjk", utf8_is_cjk, "一鿿㐀𠀀、。《》々〇あンㄅ，：！Ａ１￥㈠㎡ｱ", " a1“”—…①\u3000한\u00B7" },
        { "an ideograph", utf8_is_ideograph, "一龥鿿㐀𠀀〇々⼀豈", "、あ㈠Ａ1" },
        { "a digit", utf8_is_digit, "09０９", "一a①Ａ٣" },
        { "latin", utf8_is_latin, "azAZéÿĀǖẞＡｚ", "1×÷α中Я" },
        { "lower", utf8_is_lower, "azéßÿ", "AÉ÷1中" },
        { "punctuation", utf8_is_punctuation, "!%&*-./:;?@_{}§·«—“”…、。《》〔〕・，：！％＿",
          "a1$+<=>^`|~ 　一￥＋～①" },
        { "upper", utf8_is_upper, "AZÉÞ", "aé×1中" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_class(&samples[i]);
}

static void folds_width(void **state)
{
    (void)state;
    assert_int_equal(utf8_fold_width(0xFF21), 'A');
    assert_int_equal(utf8_fold_width(0xFF5E), '~');
    assert_int_equal(utf8_fold_width(0x3000), ' ');
    assert_int_equal(utf8_fold_width(0x3002), 0x3002);
    assert_int_equal(utf8_fold_width('A'), 'A');
}

static void trims(void **state)
{
    (void)state;
    assert_true(slice_equal(utf8_trim(SLICE("\u3000\t 今年\u3000目标 \u00A0\n")), SLICE("今年\u3000目标")));
    assert_true(slice_equal(utf8_trim(SLICE("文")), SLICE("文")));
    assert_int_equal(utf8_trim(SLICE(" \u3000 ")).len, 0);
    assert_int_equal(utf8_trim((struct slice){ 0 }).len, 0);
}

/* Eight at a time, and what is left one by one: each length, from each place. */
static void counts_wide_bytes(void **state)
{
    struct slice text = SLICE("总量a8.5%，b区é—😀。增长abcdefgh九家");

    (void)state;
    for (size_t from = 0; from <= text.len; from++)
        for (size_t to = from; to <= text.len; to++) {
            size_t n = 0;

            for (size_t at = from; at < to; at++)
                n += (unsigned char)text.ptr[at] >= 0x80;
            assert_int_equal(utf8_count_wide(text.ptr + from, to - from), n);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(walks_over_text),
        cmocka_unit_test(damage_moves_by_one_byte),
        cmocka_unit_test(stays_inside_of_damage),
        cmocka_unit_test(finds_maximal_subparts),
        cmocka_unit_test(valid_prefix_ends_before_damage),
        cmocka_unit_test(ascii_prefix_ends_before_others),
        cmocka_unit_test(classes),
        cmocka_unit_test(folds_width),
        cmocka_unit_test(trims),
        cmocka_unit_test(counts_wide_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
