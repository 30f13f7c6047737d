/* SHA-256. The digits of known texts are those of sha256sum. */
#include "digest.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void adds_up(void **state)
{
    struct digest digest;
    char hex[DIGEST_HEX_LEN + 1];

    (void)state;
    digest_init(&digest);
    digest_add(&digest, "a", 1);
    digest_add(&digest, "bc", 2);
    assert_int_equal(digest.len, 3);
    digest_hex(&digest, hex);
    assert_string_equal(hex, ABC);
    digest_hex(&digest, hex);
    assert_string_equal(hex, EMPTY);
}

static void reads_files(void **state)
{
    FILE *file = tmpfile();
    char hex[DIGEST_HEX_LEN + 1];
    uint64_t len;

    (void)state;
    assert_non_null(file);
    assert_int_equal(fputs("abc", file) >= 0 && fflush(file) == 0, 1);
    rewind(file);
    assert_int_equal(digest_descriptor(fileno(file), hex, &len), 0);
    assert_string_equal(hex, ABC);
    assert_int_equal(len, 3);
    fclose(file);
    assert_int_equal(digest_descriptor(-1, hex, &len), EBADF);
}

static void prints_the_first_bytes(void **state)
{
    char hex[2 * 4 + 1];

    (void)state;
    digest_short(SLICE("abc"), 4, hex);
    assert_string_equal(hex, "ba7816bf");
}

static void makes_keys(void **state)
{
    (void)state;
    assert_true(digest_key(SLICE("abc")) == 0xba7816bf8f01cfea);
    assert_true(digest_key(SLICE("")) == 0xe3b0c44298fc1c14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_up),
        cmocka_unit_test(reads_files),
        cmocka_unit_test(prints_the_first_bytes),
        cmocka_unit_test(makes_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
