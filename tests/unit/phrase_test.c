/* Words, quotation marks and brackets. */
#include "phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_slice(struct slice found, const char *wanted)
{
    if (!slice_equal(found, slice_of(wanted)))
        fail_msg("found %.*s, wanted %s", (int)found.len, found.ptr, wanted);
}

static void words_are_compared(void **state)
{
    static const char *const words[] = { "报告", "规划" };

    (void)state;
    assert_true(PHRASE_STARTS(SLICE("规划纲要"), words));
    assert_false(PHRASE_STARTS(SLICE("工作报告"), words));
    assert_true(PHRASE_ENDS(SLICE("工作报告"), words));
    assert_false(PHRASE_ENDS(SLICE(""), words));
    assert_true(PHRASE_EQUALS(SLICE("报告"), words));
    assert_false(PHRASE_EQUALS(SLICE("报告书"), words));
}

static void characters_are_found(void **state)
{
    (void)state;
    assert_true(phrase_is_one_of(0x3002, U"，。"));
    assert_false(phrase_is_one_of(0, U"，。"));
    assert_int_equal(phrase_find_any(SLICE("甲，乙。"), 0, U"。，"), 3);
    assert_int_equal(phrase_find_any(SLICE("甲，乙。"), 4, U"。，"), 9);
    assert_int_equal(phrase_find_any(SLICE("甲乙"), 0, U"。"), 6);
    assert_slice(phrase_trim_end(SLICE("甲乙：。 "), U"。："), "甲乙");
    assert_slice(phrase_trim_end(SLICE("。："), U"。："), "");
    assert_int_equal(phrase_skip_blanks(SLICE("a \t\xE3\x80\x80 b"), 1), 7);
    assert_int_equal(phrase_skip_blanks(SLICE("a  "), 1), 3);
    assert_true(phrase_holds_word(SLICE("——五")));
    assert_true(phrase_holds_word(SLICE("デ")));
    assert_false(phrase_holds_word(SLICE("——「」")));
    assert_int_equal(phrase_before(SLICE("甲乙"), 3), 0x7532);
    assert_int_equal(phrase_before(SLICE("甲乙"), 0), 0);
}

static void dashes_and_colons(void **state)
{
    (void)state;
    assert_true(phrase_is_dash(U'—') && phrase_is_dash('-') && phrase_is_dash(U'－'));
    assert_false(phrase_is_dash(U'一') || phrase_is_dash('_') || phrase_is_dash(0));
    assert_true(phrase_ends_with_colon(SLICE("做好以下几点：")) && phrase_ends_with_colon(SLICE("做好以下几点∶")));
    assert_false(phrase_ends_with_colon(SLICE("做好以下几点；")) || phrase_ends_with_colon(SLICE("")));
}

static void enclosing_pair_is_stripped(void **state)
{
    (void)state;
    assert_slice(phrase_strip(SLICE("“四清”")), "四清");
    assert_slice(phrase_strip(SLICE("“‘四清’行动”")), "‘四清’行动");
    assert_slice(phrase_strip(SLICE("“四清”“三改”")), "“四清”“三改”");
    assert_slice(phrase_strip(SLICE("“四清”行动")), "“四清”行动");
    assert_slice(phrase_strip(SLICE("“四清“")), "四清");
    assert_slice(phrase_strip(SLICE("\"四清\"")), "四清");
    assert_slice(phrase_strip(SLICE("（四清)")), "四清");
    assert_slice(phrase_strip(SLICE("《四清》")), "《四清》");
    assert_slice(phrase_strip(SLICE("“四清")), "“四清");
    assert_slice(phrase_strip(SLICE("")), "");
}

static void pairs_nest(void **state)
{
    struct nesting nesting = { .depth = 0 };

    (void)state;
    assert_int_equal(phrase_enclosed(SLICE("《甲（乙）丙》丁"), U"《"), 21);
    assert_int_equal(phrase_enclosed(SLICE("《甲（乙》丙"), U"《"), 15);
    assert_int_equal(phrase_enclosed(SLICE("《甲乙"), U"《"), 0);
    assert_int_equal(phrase_enclosed(SLICE("甲《乙》"), U"《"), 0);
    assert_int_equal(phrase_enclosed(SLICE(""), U"《"), 0);
    for (int i = 0; i < 3 * NESTING_MAX; i++)
        phrase_nest(&nesting, '(');
    assert_int_equal(nesting.depth, NESTING_MAX);
    assert_true(phrase_pair('[') && !phrase_pair(']') && phrase_is_closing_quote(0x201D));
    assert_false(phrase_is_closing_quote(')'));
}

/* Most characters are passed over before the pairs are asked: none of a pair may be among them. */
static void each_pair_opens_and_closes(void **state)
{
    static const uint32_t opening[] = U"“‘\"＂「『《〈（(【〔［[", closing[] = U"”’\"＂」』》〉）)】〕］]";

    (void)state;
    for (size_t i = 0; opening[i]; i++) {
        struct nesting nesting = { .depth = 0 };

        assert_non_null(phrase_pair(opening[i]));
        phrase_nest(&nesting, opening[i]);
        assert_int_equal(nesting.depth, 1);
        phrase_nest(&nesting, closing[i]);
        assert_int_equal(nesting.depth, 0);
    }
}

static void words_are_found_anywhere(void **state)
{
    PHRASE_LIST(words, "报告", "at");
    PHRASE_LIST(single, "共", "同志们");
    struct buffer text = { 0 };

    (void)state;
    for (int i = 0; i < 100; i++) {
        assert_false(phrase_list_holds(&words, buffer_slice(&text)));
        assert_false(phrase_list_holds(&single, buffer_slice(&text)));
        buffer_append_text(&text, "报 a同é告t "); /* first and second characters, but no word */
    }
    for (size_t i = 0; i < words.n; i++) {
        size_t len = text.len;

        buffer_append_text(&text, words.words[i]);
        assert_true(phrase_list_holds(&words, buffer_slice(&text)));
        assert_true(phrase_list_holds(&words, slice_from(buffer_slice(&text), len)));
        assert_false(phrase_list_holds(&words, slice_part(buffer_slice(&text), 0, text.len - 1)));
        text.len = len;
    }
    buffer_append_text(&text, "共");
    assert_true(phrase_list_holds(&single, buffer_slice(&text)));
    buffer_fini(&text);
}

/* A list with a word of one character is asked for that one alone, whatever stands behind it. */
static void words_of_one_character_begin_texts(void **state)
{
    PHRASE_LIST(words, "共", "同志们");

    (void)state;
    assert_true(phrase_list_starts(&words, SLICE("共")));
    assert_true(phrase_list_starts(&words, SLICE("共é")));
    assert_true(phrase_list_starts(&words, SLICE("同志们：")));
    assert_false(phrase_list_starts(&words, SLICE("同志")));
    assert_false(phrase_list_starts(&words, SLICE("")));
}

static void words_before_a_colon(void **state)
{
    PHRASE_LIST(words, "图", "图表", "来源");

    (void)state;
    assert_true(phrase_list_before_colon(&words, SLICE("来源：柳溪县统计局")));
    assert_true(phrase_list_before_colon(&words, SLICE("来源: 柳溪县统计局")));
    assert_true(phrase_list_before_colon(&words, SLICE("图表 ：产量")));
    assert_false(phrase_list_before_colon(&words, SLICE("来源广泛：各镇都有")));
    assert_false(phrase_list_before_colon(&words, SLICE("来源")));
    assert_false(phrase_list_before_colon(&words, SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_compared),
        cmocka_unit_test(characters_are_found),
        cmocka_unit_test(dashes_and_colons),
        cmocka_unit_test(enclosing_pair_is_stripped),
        cmocka_unit_test(pairs_nest),
        cmocka_unit_test(each_pair_opens_and_closes),
        cmocka_unit_test(words_are_found_anywhere),
        cmocka_unit_test(words_of_one_character_begin_texts),
        cmocka_unit_test(words_before_a_colon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
