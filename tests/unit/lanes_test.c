/* Sixteen bytes together, as on a machine that has no instruction for their highest bits. */
#define LANES_PORTABLE
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef HAS_LANES
static void each_byte_has_its_bit(void **state)
{
    (void)state;
    for (unsigned mask = 0; mask <= 0xFFFF; mask++) {
        char bytes[LANES_LEN];

        for (unsigned i = 0; i < LANES_LEN; i++)
            bytes[i] = mask >> i & 1 ? (char)0xFF : 0;
        assert_int_equal(lanes_mask(lanes_load(bytes)), mask);
        assert_int_equal(lanes_any(lanes_load(bytes)), mask != 0);
        if (mask != 0)
            assert_int_equal(lanes_lowest(mask), lanes_first(lanes_load(bytes)));
    }
}

static void bytes_are_summed(void **state)
{
    char bytes[LANES_LEN];
    unsigned wanted = 0;

    (void)state;
    memset(bytes, 0xFF, sizeof bytes);
    assert_int_equal(lanes_sum(lanes_load(bytes)), 16 * 255);
    for (unsigned i = 0; i < LANES_LEN; i++) {
        bytes[i] = (char)(i * i);
        wanted += i * i;
    }
    assert_int_equal(lanes_sum(lanes_load(bytes)), wanted);
}
#endif

static void first_of_bits(void **state)
{
    (void)state;
    assert_int_equal(lanes_lowest(1), 0);
    assert_int_equal(lanes_lowest(0x8000), 15);
    assert_int_equal(lanes_lowest(0xFFF0), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef HAS_LANES
        cmocka_unit_test(each_byte_has_its_bit),
        cmocka_unit_test(bytes_are_summed),
#endif
        cmocka_unit_test(first_of_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
