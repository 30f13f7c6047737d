/* The lists of a bag. */
#include "manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct manifest read_text(const char *text)
{
    struct buffer buffer = { 0 };
    struct manifest manifest;

    buffer_append_text(&buffer, text);
    manifest_read(&manifest, &buffer);
    assert_null(buffer.ptr);
    return manifest;
}

static void escapes_and_reads_back(void **state)
{
    struct buffer text = { 0 };
    struct manifest manifest;

    (void)state;
    manifest_append(&text, HEX, SLICE("data/b%0A\r\n.txt"));
    manifest_append(&text, HEX, SLICE("data/a  b"));
    buffer_put(&text, '\0');
    assert_string_equal(text.ptr, HEX "  data/b%250A%0D%0A.txt\n" HEX "  data/a  b\n");
    text.len--;
    manifest_read(&manifest, &text);
    assert_int_equal(manifest.n, 2);
    assert_int_equal(manifest.wrong_line, 0);
    assert_string_equal(manifest.entries[0].path, "data/a  b");
    assert_string_equal(manifest.entries[1].path, "data/b%0A\r\n.txt");
    assert_string_equal(manifest_find(&manifest, "data/a  b")->hex, HEX);
    assert_null(manifest_find(&manifest, "data/a"));
    manifest_fini(&manifest);
}

static void takes_no_other_form(void **state)
{
    static const char *const lines[] = {
        HEX "  data/a",                         /* no line end */
        HEX " data/a\n",                        /* one blank */
        HEX " \tdata/a\n",
        HEX " *data/a\n",
        HEX "  data/a\r\n",
        HEX "  \n",
        "\n",
        HEX "0  data/a\n",
        "A123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  data/a\n",
        HEX "  data/100%\n",
        HEX "  data/%41\n",
        HEX "  data/%0a\n",
        HEX "  /etc/passwd\n",                  /* out of the bag */
        HEX "  ../a\n",
        HEX "  data/../../a\n",
        HEX "  data/..\n",
    };
    struct manifest manifest;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        manifest = read_text(lines[i]);
        assert_int_equal(manifest.wrong_line, 1);
        assert_int_equal(manifest.n, 0);
        manifest_fini(&manifest);
    }
    manifest = read_text(HEX "  data/..a/b..\n" HEX "  data/a\n" HEX "  data/a\n");
    assert_int_equal(manifest.n, 3);
    assert_true(manifest.wrong_line > 0); /* one stands twice */
    manifest_fini(&manifest);
}

static void holds_nothing(void **state)
{
    struct manifest manifest = read_text("");

    (void)state;
    assert_int_equal(manifest.n, 0);
    assert_int_equal(manifest.wrong_line, 0);
    assert_null(manifest_find(&manifest, ""));
    manifest_fini(&manifest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_and_reads_back),
        cmocka_unit_test(takes_no_other_form),
        cmocka_unit_test(holds_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
