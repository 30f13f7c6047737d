/* What a run reads: arguments, lists, folders. */
#include "inputs.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Each test has a folder of its own, and is in it. */
static char folder[64];

static int enter_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/inputs_test.XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[200];

    (void)state;
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", folder, folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void write_file(const char *path, const char *text, size_t len)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void touch(const char *path)
{
    write_file(path, "x", 1);
}

/* "path=name" of each, or "path!problem", a line each. */
static char *walked(const struct inputs_setting *setting)
{
    struct inputs *inputs = inputs_new(setting);
    struct input input = { 0 };
    struct buffer all = { 0 };

    while (inputs_next(inputs, &input)) {
        buffer_append_text(&all, input.path.ptr);
        buffer_put(&all, input.problem ? '!' : '=');
        buffer_append_text(&all, input.problem ? input.problem : input.name);
        if (input.error != 0)
            buffer_append_text(&all, ", failed");
        buffer_put(&all, '\n');
    }
    assert_false(inputs_next(inputs, &input));
    buffer_put(&all, '\0');
    input_fini(&input);
    inputs_free(inputs);
    return all.ptr;
}

static void assert_walked(const struct inputs_setting *setting, const char *expected)
{
    char *all = walked(setting);

    assert_string_equal(all, expected);
    mem_free(all);
}

#define ARGUMENTS(...)                                                                  \
    .arguments = (const char *const[]){ __VA_ARGS__ },                                  \
    .n_arguments = sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *)

static void gives_arguments_as_they_are(void **state)
{
    (void)state;
    assert_walked(&(struct inputs_setting){ ARGUMENTS("b.txt", "-", "nowhere/a.txt", "b.txt") },
                  "b.txt=b.txt\n-=-\nnowhere/a.txt=nowhere/a.txt\nb.txt=b.txt\n");
    assert_walked(&(struct inputs_setting){ 0 }, "");
}

static void names_behind_the_mark(void **state)
{
    (void)state;
    assert_string_equal(inputs_name_of("reports/./2023/a.txt"), "2023/a.txt");
    assert_string_equal(inputs_name_of("reports/././a.txt"), "./a.txt");
    assert_string_equal(inputs_name_of("./a.txt"), "./a.txt");
    assert_string_equal(inputs_name_of("reports/./"), "reports/./");
    assert_string_equal(inputs_name_of("reports.d/.a/b"), "reports.d/.a/b");
}

static void reads_lines(void **state)
{
    (void)state;
    write_file("list", "a.txt\n\n b .txt\nlast", 19);
    assert_walked(&(struct inputs_setting){ ARGUMENTS("first"), .files_from = "list" },
                  "first=first\na.txt=a.txt\n b .txt= b .txt\nlast=last\n");
    write_file("list", "", 0);
    assert_walked(&(struct inputs_setting){ .files_from = "list" }, "");
}

static void reads_paths_that_end_with_null(void **state)
{
    (void)state;
    write_file("list", "a\nb\0c", 5);
    assert_walked(&(struct inputs_setting){ .files_from = "list", .ends_with_null = true }, "a\nb=a\nb\nc=c\n");
    assert_walked(&(struct inputs_setting){ .files_from = "list" }, "a\nb=a\nb\nc=c\n");
    write_file("list", "only", 4);
    assert_walked(&(struct inputs_setting){ .files_from = "list", .ends_with_null = true }, "only=only\n");
}

static void says_what_is_no_list(void **state)
{
    static char bytes[200000];

    (void)state;
    assert_walked(&(struct inputs_setting){ .files_from = "nowhere" }, "nowhere!cannot be opened, failed\n");
    assert_walked(&(struct inputs_setting){ .files_from = "." }, ".!cannot be read, failed\n");
    memset(bytes, 'x', sizeof bytes);
    write_file("list", bytes, sizeof bytes);
    assert_walked(&(struct inputs_setting){ .files_from = "list" }, "list!is no list of paths, failed\n");
}

/* Longer than the room for it, so that paths lie across its end. */
static void reads_long_lists(void **state)
{
    struct inputs_setting setting = { .files_from = "list" };
    struct buffer list = { 0 };
    struct inputs *inputs;
    struct input input = { 0 };
    char line[32];
    int n = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        snprintf(line, sizeof line, "%0*d.txt\n", 1 + i % 17, i);
        buffer_append_text(&list, line);
    }
    write_file("list", list.ptr, list.len);
    inputs = inputs_new(&setting);
    while (inputs_next(inputs, &input)) {
        snprintf(line, sizeof line, "%0*d.txt", 1 + n % 17, n);
        assert_string_equal(input.path.ptr, line);
        n++;
    }
    assert_int_equal(n, 20000);
    inputs_free(inputs);
    input_fini(&input);
    buffer_fini(&list);
}

static void walks_folders_in_order(void **state)
{
    (void)state;
    assert_int_equal(mkdir("reports", 0777) + mkdir("reports/b", 0777) + mkdir("reports/b/c", 0777), 0);
    assert_int_equal(mkdir("reports/.git", 0777) + mkdir("reports/out", 0777) + mkdir("reports/empty", 0777), 0);
    touch("reports/z.txt");
    touch("reports/a\nb.txt");
    touch("reports/b/c/d.txt");
    touch("reports/b/a.txt");
    touch("reports/.hidden.txt");
    touch("reports/.git/x");
    touch("reports/out/z.yaml");
    touch("reports/b.txt");
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports/", "reports/z.txt"), .is_recursive = true,
                                            .left_out = "reports/out" },
                  "reports/./a\nb.txt=a\nb.txt\nreports/./b/a.txt=b/a.txt\nreports/./b/c/d.txt=b/c/d.txt\n"
                  "reports/./b.txt=b.txt\nreports/./z.txt=z.txt\nreports/z.txt=reports/z.txt\n");
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports/./b"), .is_recursive = true },
                  "reports/./b/a.txt=b/a.txt\nreports/./b/c/d.txt=b/c/d.txt\n");
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports/b/."), .is_recursive = true },
                  "reports/b/./a.txt=a.txt\nreports/b/./c/d.txt=c/d.txt\n");
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports") }, "reports=reports\n");
}

static void reports_what_it_does_not_read(void **state)
{
    (void)state;
    assert_int_equal(mkdir("reports", 0777) + mkdir("reports/closed", 0777), 0);
    touch("reports/a.txt");
    assert_int_equal(symlink("a.txt", "reports/link"), 0);
    assert_int_equal(symlink(".", "reports/loop"), 0);
    assert_int_equal(mkfifo("reports/pipe", 0666), 0);
    assert_int_equal(rmdir("reports/closed"), 0);
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports"), .is_recursive = true },
                  "reports/./a.txt=a.txt\nreports/./link!is a symbolic link, which is not followed\n"
                  "reports/./loop!is a symbolic link, which is not followed\n"
                  "reports/./pipe!is no regular file, and left out\n");
    assert_walked(&(struct inputs_setting){ ARGUMENTS("reports/link", "reports/loop"), .is_recursive = true },
                  "reports/link=reports/link\nreports/loop/./a.txt=a.txt\n"
                  "reports/loop/./link!is a symbolic link, which is not followed\n"
                  "reports/loop/./loop!is a symbolic link, which is not followed\n"
                  "reports/loop/./pipe!is no regular file, and left out\n");
}

static void reports_what_has_vanished(void **state)
{
    const struct inputs_setting setting = { ARGUMENTS("reports"), .is_recursive = true };
    struct inputs *inputs;
    struct input input = { 0 };

    (void)state;
    assert_int_equal(mkdir("reports", 0777), 0);
    touch("reports/a.txt");
    touch("reports/b.txt");
    inputs = inputs_new(&setting);
    assert_true(inputs_next(inputs, &input));
    assert_null(input.problem);
    assert_int_equal(unlink("reports/b.txt"), 0);
    assert_true(inputs_next(inputs, &input));
    assert_string_equal(input.problem, "cannot be opened");
    assert_int_equal(input.error, ENOENT);
    assert_false(inputs_next(inputs, &input));
    inputs_free(inputs);
    input_fini(&input);
}

static void tells_one_from_many(void **state)
{
    (void)state;
    assert_true(inputs_is_one(&(struct inputs_setting){ ARGUMENTS("a") }));
    assert_false(inputs_is_one(&(struct inputs_setting){ ARGUMENTS("a", "b") }));
    assert_false(inputs_is_one(&(struct inputs_setting){ ARGUMENTS("a"), .is_recursive = true }));
    assert_false(inputs_is_one(&(struct inputs_setting){ .files_from = "list" }));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(gives_arguments_as_they_are),
        cmocka_unit_test(names_behind_the_mark),
        IN_FOLDER(reads_lines),
        IN_FOLDER(reads_paths_that_end_with_null),
        IN_FOLDER(says_what_is_no_list),
        IN_FOLDER(reads_long_lists),
        IN_FOLDER(walks_folders_in_order),
        IN_FOLDER(reports_what_it_does_not_read),
        IN_FOLDER(reports_what_has_vanished),
        cmocka_unit_test(tells_one_from_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
