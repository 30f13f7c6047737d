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

    file_name_append(&name, path, "txt", "yaml");
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
    assert_named("reports/2024/county.txt", "reports--2024--county.yaml");
    assert_named("./county.txt", "county.yaml");
    assert_named("county-12.txt", "county-12.yaml");
    assert_named("2024/index.txt", "2024--index.yaml");
    assert_named("-", "stdin.yaml");
}

/* The digits are those of: printf %s NAME | sha256sum */
static void tells_others_apart_by_their_name(void **state)
{
    (void)state;
    assert_named("County Report (final).txt", "county-report-final-4872f24c94defa7d.yaml");
    assert_named("报告/政府工作报告.txt", "6baeb26e32f26c12.yaml");
    assert_named("2024年政府工作报告.txt", "2024-284633c1c374e61e.yaml");
    assert_named("report.1", "report-1-fdddf51697e80b07.yaml");
    assert_named(".profile", "profile-ba67a16499c753f7.yaml");
    assert_named("./-x.txt", "x-ed21eab9188232a4.yaml");
    assert_named("a\nb\xFF.txt", "a-b-96790793169cff95.yaml");
    assert_named("", "e3b0c44298fc1c14.yaml");
    assert_named("folder/", "868cb515dd345cf1.yaml");
}

/* Each of these would get a name that another input keeps. */
static void gives_no_name_twice(void **state)
{
    (void)state;
    assert_named("county.md", "county-1709392dec087820.yaml");
    assert_named("county", "county-50f5d3a0117236c1.yaml");
    assert_named("county.TXT", "county-f23e17d53635647a.yaml");
    assert_named("a-/b.txt", "b-04cf2f6c9a7b7d7b.yaml");
    assert_named("a/-b.txt", "b-0b4c634b70d59fa7.yaml");
    assert_named("a--b.txt", "a-b-d20b820a4f1b12f2.yaml");
    assert_named("../a.txt", "a-bc05b2ec3b800610.yaml");
    assert_named("/data/a.txt", "a-3e6af32236747ec0.yaml");
    assert_named("a//b.txt", "b-e50bb46a0ddbe34d.yaml");
    assert_named("stdin.txt", "stdin-efbb8f277fc330ef.yaml");
    assert_named("index.txt", "index-52aa09f650aa7014.yaml");
    assert_named("county-1709392dec087820.txt", "county-1709392dec087820-2cbf957993dbb763.yaml");
    assert_named(".txt", "txt-c6fe6fbf33856eec.yaml");
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
        cmocka_unit_test(tells_others_apart_by_their_name),
        cmocka_unit_test(gives_no_name_twice),
        cmocka_unit_test(keeps_names_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
