/* Names of the files that --output-dir writes. */
#include "file_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char *named(const char *path)
{
    struct buffer name = { 0 };

    file_name_append(&name, path, "yaml");
    buffer_put(&name, '\0');
    return name.ptr;
}

static void assert_named(const char *path, const char *expected)
{
    char *name = named(path);

    assert_string_equal(name, expected);
    mem_free(name);
}

static void keeps_what_needs_no_quoting(void **state)
{
    (void)state;
    assert_named("2024-county_b.txt", "2024-county_b.yaml");
    assert_named("reports/2024/county.txt", "county.yaml");
    assert_named("../county", "county.yaml");
    assert_named("county.md", "county.yaml");
    assert_named("-", "stdin.yaml");
}

/* The digits are those of: printf %s PATH | sha256sum */
static void tells_others_apart_by_their_path(void **state)
{
    (void)state;
    assert_named("County Report (final).txt", "county-report-final-4872f24c94de.yaml");
    assert_named("报告/政府工作报告.txt", "6baeb26e32f2.yaml");
    assert_named("2024年政府工作报告.txt", "2024-284633c1c374.yaml");
    assert_named("report.1", "report-1-fdddf51697e8.yaml");
    assert_named(".profile", "profile-ba67a16499c7.yaml");
    assert_named("./-x.txt", "x-1fb11c0cd231.yaml");
    assert_named("a\nb\xFF.txt", "a-b-96790793169c.yaml");
    assert_named("", "e3b0c44298fc.yaml");
    assert_named("folder/", "868cb515dd34.yaml");
}

static void keeps_names_short(void **state)
{
    char path[300];
    char *name;

    (void)state;
    memset(path, 'a', sizeof path);
    path[sizeof path - 1] = '\0';
    name = named(path);
    assert_in_range(strlen(name), 50, 130);
    mem_free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_needs_no_quoting),
        cmocka_unit_test(tells_others_apart_by_their_path),
        cmocka_unit_test(keeps_names_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
