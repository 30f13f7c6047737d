/* Offices and organs at the end of a text. */
#include "office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void offices(void **state)
{
    (void)state;
    assert_true(office_ends(SLICE("中共柳溪县委书记")));
    assert_true(office_ends(SLICE("市政府秘书长")));
    assert_false(office_ends(SLICE("市长王明")));
    assert_false(office_ends(SLICE("")));
}

static void organs(void **state)
{
    (void)state;
    assert_true(office_ends_in_organ(SLICE("柳溪开发区管委会")));
    assert_true(office_ends_in_organ(SLICE("临江市林业研究院")));
    assert_true(office_ends_in_organ(SLICE("臨江市統計局")));
    assert_false(office_ends_in_organ(SLICE("县委常委"))); /* a front knows it, see front_is_organ */
    assert_false(office_ends_in_organ(SLICE("")));
}

static void no_names(void **state)
{
    (void)state;
    assert_true(office_holds_no_name(SLICE("王明信箱")));
    assert_false(office_starts_no_name(SLICE("王明信箱")));
    assert_true(office_starts_no_name(SLICE("信箱")));
    assert_false(office_holds_no_name(SLICE("王明")));
}

static void english_names(void **state)
{
    (void)state;
    assert_true(office_is_english_name(SLICE("Margaret Jane Moss")));
    assert_false(office_is_english_name(SLICE("Margaret"))); /* one word may be any */
    assert_false(office_is_english_name(SLICE("Margaret Moss and others")));
    assert_false(office_is_english_name(SLICE("Mayor Moss")));
    assert_false(office_is_english_name(SLICE("Harbour Council")));
    assert_false(office_is_english_name(SLICE("Moss, Margaret")));
    assert_false(office_is_english_name(SLICE("The Rise And Fall Of Towns")));
    assert_false(office_is_english_name(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices),
        cmocka_unit_test(organs),
        cmocka_unit_test(no_names),
        cmocka_unit_test(english_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
