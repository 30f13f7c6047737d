/* Syllables of Mandarin in Latin letters, and words that only look like them. */
#include "pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool is_word(const char *word)
{
    return pinyin_is_word(slice_of(word));
}

static void syllables(void **state)
{
    static const char *const words[] = {
        "zong", "zǒng", "de", "bù", "lv", "lǜ", "nüe", "zhuang", "er", "xi", "yuan", "wo", "tài",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(words); i++)
        assert_true(is_word(words[i]));
}

static void several_syllables(void **state)
{
    static const char *const words[] = {
        "shengchan", "fazhan", "xian", "jingji", "qiye", "měilì", "zhuangzhuangzhuang",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(words); i++)
        assert_true(is_word(words[i]));
}

static void other_words(void **state)
{
    static const char *const words[] = {
        "",      "a",    "app", "wifi", "km",   "kg",    "ai",    "you",    "mini",  "data",  "media", "taobao",
        "panda", "café", "GDP", "Zong", "zon",  "zhv",   "fing",  "change", "ruler", "zong1", "总",
        "zhuangzhuangzhuangzhuangzhuang",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(words); i++)
        assert_false(is_word(words[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables),
        cmocka_unit_test(several_syllables),
        cmocka_unit_test(other_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
