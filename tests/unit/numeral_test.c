/* Every system of numbers, read and printed. */
#include "numeral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sample {
    const char *text, *numeral; /* NULL: none stands at the start */
    long number;
};

static void assert_read(bool (*read)(struct slice, struct numeral *), const struct sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct numeral numeral;
        bool found = read(slice_of(samples[i].text), &numeral);

        if (found != (samples[i].numeral != NULL))
            fail_msg("%s: %s", samples[i].text, found ? "read" : "not read");
        if (found && (numeral.number != samples[i].number || numeral.len != strlen(samples[i].numeral)))
            fail_msg("%s: read as %ld in %zu bytes", samples[i].text, numeral.number, numeral.len);
    }
}

static void cjk_numbers(void **state)
{
    static const struct sample samples[] = {
        { "一、", "一", 1 },           { "十", "十", 10 },             { "十二章", "十二", 12 },
        { "二十", "二十", 20 },        { "廿三", "廿三", 23 },         { "卅一", "卅一", 31 },
        { "九十九条", "九十九", 99 },  { "一百零二条", "一百零二", 102 }, { "一百二十条", "一百二十", 120 },
        { "二〇二三年", "二〇二三", 2023 }, { "壹佰", "壹佰", 100 },   { "貳拾", "貳拾", 20 },
        { "两件", NULL, 0 },           { "1", NULL, 0 },               { "", NULL, 0 },
        { "九千九百九十九", "九千九百九十九", 9999 },
    };

    (void)state;
    assert_read(numeral_read_cjk, samples, LENGTH_OF(samples));
}

static void decimal_numbers(void **state)
{
    static const struct sample samples[] = {
        { "12.", "12", 12 },  { "１２．", "１２", 12 }, { "007", "007", 7 },  { "9999", "9999", 9999 },
        { "10000", NULL, 0 }, { "1２", "1", 1 },         { "x1", NULL, 0 },    { "", NULL, 0 },
    };

    (void)state;
    assert_read(numeral_read_decimal, samples, LENGTH_OF(samples));
}

static void roman_numbers(void **state)
{
    static const struct sample samples[] = {
        { "I.", "I", 1 },        { "iv)", "iv", 4 },  { "XLII.", "XLII", 42 }, { "CXC", "CXC", 190 },
        { "IIII", NULL, 0 },     { "VX", NULL, 0 },   { "iX", NULL, 0 },       { "A", NULL, 0 },
        { "XCIX", "XCIX", 99 },  { "", NULL, 0 },
    };

    (void)state;
    assert_read(numeral_read_roman, samples, LENGTH_OF(samples));
}

static void single_characters(void **state)
{
    static const struct {
        const char *text;
        long number;
        enum numeral_single kind;
    } samples[] = {
        { "①甲", 1, SINGLE_CIRCLED }, { "⑳", 20, SINGLE_CIRCLED }, { "㉑", 21, SINGLE_CIRCLED },
        { "㊿", 50, SINGLE_CIRCLED },
        { "❷", 2, SINGLE_CIRCLED }, { "⑴", 1, SINGLE_PAREN }, { "⒛", 20, SINGLE_STOP },
        { "㈩", 10, SINGLE_CJK_PAREN },
        { "Ⅳ", 4, SINGLE_ROMAN },      { "ⅻ", 12, SINGLE_ROMAN },
    };
    struct numeral numeral;
    enum numeral_single kind;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        assert_true(numeral_read_single(slice_of(samples[i].text), &numeral, &kind));
        assert_int_equal(numeral.number, samples[i].number);
        assert_int_equal(numeral.len, 3);
        assert_int_equal(kind, samples[i].kind);
    }
    assert_false(numeral_read_single(SLICE("一"), &numeral, &kind));
    assert_false(numeral_read_single(SLICE("Ⓐ"), &numeral, &kind));
}

static void prints_what_it_reads(void **state)
{
    static const long numbers[] = { 1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 120, 215, 999 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(numbers); i++) {
        struct buffer text = { 0 };
        struct numeral numeral;

        assert_true(numeral_print(NUMERAL_CJK, SLICE("一"), numbers[i], &text));
        assert_true(numeral_read_cjk(buffer_slice(&text), &numeral));
        assert_int_equal(numeral.number, numbers[i]);
        assert_int_equal(numeral.len, text.len);
        buffer_fini(&text);
    }
}

static void prints_in_the_form_of_the_report(void **state)
{
    static const struct {
        enum numeral_system system;
        const char *like;
        long number;
        const char *printed; /* NULL: cannot be printed */
    } samples[] = {
        { NUMERAL_DECIMAL, "1", 12, "12" }, { NUMERAL_WIDE, "１", 12, "１２" },
        { NUMERAL_ROMAN_UPPER, "I", 49, "XLIX" },
        { NUMERAL_ROMAN_LOWER, "i", 4, "iv" }, { NUMERAL_ALPHA_UPPER, "A", 3, "C" },
        { NUMERAL_ALPHA_LOWER, "a", 26, "z" },
        { NUMERAL_ALPHA_LOWER, "a", 27, NULL }, { NUMERAL_SINGLE, "③", 4, "④" },
        { NUMERAL_SINGLE, "⑳", 21, "㉑" },
        { NUMERAL_SINGLE, "⒇", 21, NULL },        { NUMERAL_SINGLE, "㈠", 2, "㈡" },    { NUMERAL_SINGLE, "❶", 2, "❷" },
        { NUMERAL_CJK, "一", 1000, NULL },        { NUMERAL_CJK, "一", 0, NULL },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct buffer text = { 0 };
        bool printed = numeral_print(samples[i].system, slice_of(samples[i].like), samples[i].number, &text);

        assert_int_equal(printed, samples[i].printed != NULL);
        if (printed)
            assert_true(slice_equal(buffer_slice(&text), slice_of(samples[i].printed)));
        buffer_fini(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cjk_numbers),
        cmocka_unit_test(decimal_numbers),
        cmocka_unit_test(roman_numbers),
        cmocka_unit_test(single_characters),
        cmocka_unit_test(prints_what_it_reads),
        cmocka_unit_test(prints_in_the_form_of_the_report),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
