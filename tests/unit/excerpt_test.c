/* Lines of an input below messages about it. */
#include "excerpt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

struct file {
    char path[32];
};

static int make_file(void **state)
{
    static struct file file;
    FILE *to;
    int descriptor;

    strcpy(file.path, "/tmp/excerpt_test.XXXXXX");
    descriptor = mkstemp(file.path);
    if (descriptor < 0 || !(to = fdopen(descriptor, "w")))
        return -1;
    for (int i = 1; i <= 20000; i++)
        fprintf(to, i % 2 ? "line %d\n" : "第%d行\r\n", i);
    *state = &file;
    return fclose(to);
}

static int remove_file(void **state)
{
    return unlink(((struct file *)*state)->path);
}

static void assert_line(struct excerpt *excerpt, uint64_t number, const char *expected)
{
    struct slice line;

    assert_true(excerpt_find(excerpt, number, &line));
    assert_true(slice_equal(line, slice_of(expected)));
}

static void finds_lines_in_any_order(void **state)
{
    struct excerpt *excerpt = excerpt_new(((struct file *)*state)->path, NULL);
    struct slice line;

    assert_line(excerpt, 1, "line 1");
    assert_line(excerpt, 2, "第2行");
    assert_line(excerpt, 2, "第2行");
    assert_line(excerpt, 19999, "line 19999");
    assert_line(excerpt, 3, "line 3");
    assert_false(excerpt_find(excerpt, 20001, &line));
    assert_line(excerpt, 20000, "第20000行");
    excerpt_free(excerpt);
}

static void reads_nothing_twice_that_cannot_be(void **state)
{
    struct excerpt *excerpt = excerpt_new("/dev/null", NULL);
    struct slice line;

    (void)state;
    assert_false(excerpt_find(excerpt, 1, &line));
    excerpt_free(excerpt);
}

static void assert_shown(const char *line, uint64_t column, const char *expected)
{
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);

    assert_non_null(to);
    excerpt_print(to, 7, slice_of(line), column);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(text, expected);
    free(text);
}

static void puts_the_caret_below(void **state)
{
    (void)state;
    assert_shown("abc", 2, "      7 | abc\n        |  ^\n");
    assert_shown("一是b", 3, "      7 | 一是b\n        |     ^\n");
    assert_shown("ab", 3, "      7 | ab\n        |   ^\n");
    assert_shown("", 1, "      7 | \n        | ^\n");
    assert_shown("a\033[2J\xE2\x80\x8B\tb", 6, "      7 | a·[2J· b\n        |      ^\n");
}

static void fits_a_screen(void **state)
{
    char line[1001];
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);

    (void)state;
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    line[499] = '!';
    assert_non_null(to);
    excerpt_print(to, 7, slice_of(line), 500);
    assert_int_equal(fclose(to), 0);
    assert_in_range(strchr(text, '\n') - text, 70, 79);
    assert_int_equal(strchr(text, '!') - text, strchr(text, '^') - strchr(text, '\n') - 1);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_lines_in_any_order, make_file, remove_file),
        cmocka_unit_test(reads_nothing_twice_that_cannot_be),
        cmocka_unit_test(puts_the_caret_below),
        cmocka_unit_test(fits_a_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
