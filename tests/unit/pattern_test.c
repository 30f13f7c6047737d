/* The regular expressions of the schema: what they match, and which ones are refused. */
#include "pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct example {
    const char *pattern;
    const char *matching[6];
    const char *other[9];
};

static const struct example examples[] = {
    { "^$", { "" }, { "a" } },
    { "^abc$", { "abc" }, { "", "ab", "abcd", "xabc", "abc\n", "aBc" } },
    { "^a?b$", { "b", "ab" }, { "a", "aab", "" } },
    { "^a*$", { "", "a", "aaaa" }, { "b", "ab" } },
    { "^a+b+$", { "ab", "aabbb" }, { "a", "b", "aba" } },
    { "^[0-9a-f]{3}$", { "0af", "999" }, { "0a", "0aff", "0ag", "", "0aF" } },
    { "^(ab){2}$", { "abab" }, { "ab", "ababab", "abba" } },
    { "^[a-]$", { "a", "-" }, { "b", "" } },
    { "^(0[1-9]|1[0-2])$", { "01", "09", "10", "12" }, { "00", "13", "1", "011", "20" } },
    { "^(a|b*)c$", { "ac", "c", "bbc" }, { "abc", "", "a" } },
    { "^(s[1-9][0-9]*-)*s[1-9][0-9]*$",
      { "s1", "s10", "s1-s2", "s12-s3-s40" },
      { "", "s", "s0", "s01", "s1-", "-s1", "s1-t1", "s1 ", "s1\n" } },
    { "^(x(y|z)+)*$", { "", "xy", "xyzzxz" }, { "x", "y", "xyx" } },
};

static void patterns_match_the_whole_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(examples); i++) {
        const struct example *example = &examples[i];
        struct pattern *pattern = pattern_new(slice_of(example->pattern));

        assert_non_null(pattern);
        for (size_t k = 0; k < 6 && example->matching[k]; k++)
            assert_true(pattern_matches(pattern, slice_of(example->matching[k])));
        for (size_t k = 0; k < 9 && example->other[k]; k++)
            assert_false(pattern_matches(pattern, slice_of(example->other[k])));
        pattern_free(pattern);
    }
}

static void bytes_beyond_ascii_never_match(void **state)
{
    struct pattern *pattern = pattern_new(SLICE("^[0-9]*$"));

    (void)state;
    assert_non_null(pattern);
    assert_false(pattern_matches(pattern, SLICE("１")));
    assert_false(pattern_matches(pattern, SLICE("1\xFF")));
    assert_false(pattern_matches(pattern, SLICE("1\0")));
    pattern_free(pattern);
}

/* What is read differently elsewhere, or not at all, must not pass as something else. */
static void other_kinds_are_refused(void **state)
{
    static const char *const refused[] = {
        "",       "^",      "$",     "a",      "^a",     "a$",      "^a|b$",  "^a.$",    "^\\d$",      "^[^a]$",
        "^[a$",   "^[\\d]$", "^(a$", "^a)$",   "^*$",    "^a**$",   "^a{,2}$", "^a{0}$", "^a{65}$",    "^a{2,3}$",
        "^(?:a)$", "^a$b$", "^[z-a]$", "^é$",  "^[é]$",  "^a{2$",   "^{2}$",  "^(a|)b{9$", "^[a]{65}$", "^a{60}b{5}$",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(refused); i++)
        assert_null(pattern_new(slice_of(refused[i])));
}

static void nesting_is_bounded(void **state)
{
    struct pattern *pattern = pattern_new(SLICE("^((((((((((((((((a))))))))))))))))$"));

    (void)state;
    assert_non_null(pattern);
    pattern_free(pattern);
    assert_null(pattern_new(SLICE("^(((((((((((((((((a)))))))))))))))))$")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_the_whole_text),
        cmocka_unit_test(bytes_beyond_ascii_never_match),
        cmocka_unit_test(other_kinds_are_refused),
        cmocka_unit_test(nesting_is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
