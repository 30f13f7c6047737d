/* What is wrong with one value as such. */
#include "value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct event string(const char *text)
{
    return (struct event){ .type = EVENT_STRING, .text = slice_of(text) };
}

static struct event number(const char *text)
{
    return (struct event){ .type = EVENT_NUMBER, .text = slice_of(text) };
}

static struct event integer(int64_t value)
{
    return (struct event){ .type = EVENT_INTEGER, .integer = value };
}

static void assert_fault(const struct schema_rule *rule, struct event event, enum value_fault fault,
                         const char *expected)
{
    struct buffer message = { 0 };

    assert_int_equal(value_find_fault(rule, &event), fault);
    value_explain(&message, fault, rule, &event);
    buffer_put(&message, '\0');
    assert_string_equal(message.ptr, expected);
    buffer_fini(&message);
}

static void types_are_told_apart(void **state)
{
    const struct schema_rule text = { .types = 1u << SCHEMA_STRING };
    const struct schema_rule both = { .types = 1u << SCHEMA_STRING | 1u << SCHEMA_INTEGER };
    const struct schema_rule truth = { .types = 1u << SCHEMA_BOOLEAN };
    const struct schema_rule mapping = { .types = 1u << SCHEMA_OBJECT };
    const struct schema_rule any = { 0 };
    const struct event null = { .type = EVENT_NULL };
    const struct event yes = { .type = EVENT_BOOLEAN, .integer = 1 };
    const struct event sequence = { .type = EVENT_SEQUENCE_START };

    (void)state;
    assert_fault(&text, string(""), VALUE_RIGHT, "");
    assert_fault(&text, integer(1), VALUE_TYPE, "must be a string, not an integer");
    assert_fault(&text, null, VALUE_TYPE, "must be a string, not null");
    assert_fault(&both, integer(1), VALUE_RIGHT, "");
    assert_fault(&both, string("1"), VALUE_RIGHT, "");
    assert_fault(&both, yes, VALUE_TYPE, "must be a string or an integer, not a boolean");
    assert_fault(&both, number("1.5"), VALUE_TYPE, "must be a string or an integer, not a number that is no integer");
    assert_fault(&truth, yes, VALUE_RIGHT, "");
    assert_fault(&truth, integer(1), VALUE_TYPE, "must be true or false, not an integer");
    assert_fault(&mapping, sequence, VALUE_TYPE, "must be a mapping, not a sequence");
    assert_fault(&any, null, VALUE_RIGHT, "");
}

/* JSON Schema, "integer": by value, not by how it is written. */
static void integers_are_told_by_value(void **state)
{
    static const char *const integral[] = { "1.0", "1.", "30e-1", "1e3", "0.05e2", "+2.50E+1", "1e300",
                                            "0x8000000000000000", "9223372036854775808", "99999999999999999999999.0" };
    static const char *const fractional[] = { "1.5", "30e-2", ".5", "1e-1", "0.1", ".inf", "-.inf", ".nan",
                                              "9007199254740993.5", "1e-99999999999999999999" };
    static const char *const small[] = { "0.0", "0e5", "-0.0", "-1.0", "-30e-1", "-99999999999999999999", "0e-7",
                                         "0.0e99999999999" };
    const struct schema_rule rule = { .types = 1u << SCHEMA_INTEGER, .has_minimum = true, .minimum = 1 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(integral); i++)
        assert_fault(&rule, number(integral[i]), VALUE_RIGHT, "");
    for (size_t i = 0; i < LENGTH_OF(fractional); i++)
        assert_fault(&rule, number(fractional[i]), VALUE_TYPE,
                     "must be an integer, not a number that is no integer");
    for (size_t i = 0; i < LENGTH_OF(small); i++)
        assert_fault(&rule, number(small[i]), VALUE_MINIMUM, "must be at least 1");
    assert_fault(&rule, integer(1), VALUE_RIGHT, "");
    assert_fault(&rule, integer(0), VALUE_MINIMUM, "must be at least 1");
}

static void numbers_keep_their_value(void **state)
{
    const struct schema_rule rule = { .types = 1u << SCHEMA_INTEGER, .has_minimum = true, .minimum = 25 };

    (void)state;
    assert_fault(&rule, number("25.0"), VALUE_RIGHT, "");
    assert_fault(&rule, number("2.5e1"), VALUE_RIGHT, "");
    assert_fault(&rule, number("2500e-2"), VALUE_RIGHT, "");
    assert_fault(&rule, number("24.0"), VALUE_MINIMUM, "must be at least 25");
    assert_fault(&rule, number("2.4e1"), VALUE_MINIMUM, "must be at least 25");
    assert_fault(&rule, number("2400e-2"), VALUE_MINIMUM, "must be at least 25");
}

static void words_are_fixed(void **state)
{
    static const struct schema_word words[] = {
        { SCHEMA_STRING, { "one", 3 }, false },
        { SCHEMA_STRING, { "two", 3 }, false },
        { SCHEMA_BOOLEAN, { "", 0 }, true },
    };
    const struct schema_rule rule = { .words = words, .n_words = 3 };
    const struct event yes = { .type = EVENT_BOOLEAN, .integer = 1 };
    const struct event no = { .type = EVENT_BOOLEAN, .integer = 0 };
    const struct event mapping = { .type = EVENT_MAPPING_START };

    (void)state;
    assert_fault(&rule, string("two"), VALUE_RIGHT, "");
    assert_fault(&rule, yes, VALUE_RIGHT, "");
    assert_fault(&rule, no, VALUE_WORD, "must be one, two or true");
    assert_fault(&rule, integer(1), VALUE_WORD, "must be one, two or true");
    assert_fault(&rule, mapping, VALUE_WORD, "must be one, two or true");
    assert_fault(&rule, string("twos"), VALUE_WORD, "must be one, two or true, not \"twos\"");
    assert_fault(&rule, string("a\nb"), VALUE_WORD, "must be one, two or true, not \"a b\"");
    assert_fault(&rule, string("一二三四五六七八九十百千万亿"), VALUE_WORD,
                 "must be one, two or true, not \"一二三四五六七八九十百千万…\"");
}

static void strings_have_a_form(void **state)
{
    struct pattern *pattern = pattern_new(SLICE("^s[0-9]$"));
    const struct schema_rule rule = { .types = 1u << SCHEMA_STRING, .min_length_cp = 2, .pattern = pattern,
                                      .pattern_text = SLICE("^s[0-9]$"), .forbidden = SLICE("\n\r\t") };
    const struct schema_rule filled = { .types = 1u << SCHEMA_STRING, .min_length_cp = 1 };
    const char *forbidden = "must not hold a line feed, a carriage return or a tab";

    (void)state;
    assert_fault(&rule, string("s1"), VALUE_RIGHT, "");
    assert_fault(&rule, string("一"), VALUE_SHORT, "must be at least 2 characters long");
    assert_fault(&rule, string("s1\n"), VALUE_FORBIDDEN, forbidden);
    assert_fault(&rule, string("\rs1"), VALUE_FORBIDDEN, forbidden);
    assert_fault(&rule, string("s1\t"), VALUE_FORBIDDEN, forbidden);
    assert_fault(&rule, string("s12"), VALUE_PATTERN, "must match ^s[0-9]$, not \"s12\"");
    assert_fault(&filled, string("\n"), VALUE_RIGHT, "");
    assert_fault(&filled, string(""), VALUE_SHORT, "must not be empty");
    pattern_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_told_apart),
        cmocka_unit_test(integers_are_told_by_value),
        cmocka_unit_test(numbers_keep_their_value),
        cmocka_unit_test(words_are_fixed),
        cmocka_unit_test(strings_have_a_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
