/* Where bytes go: memory, descriptors, files that appear whole or not at all. */
#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char directory[] = "out_test.XXXXXX";
static char path[64];

static int enter_directory(void **state)
{
    (void)state;
    if (!mkdtemp(directory) || chdir(directory) != 0)
        return -1;
    snprintf(path, sizeof path, "report.yaml");
    return 0;
}

static int leave_directory(void **state)
{
    (void)state;
    return chdir("..") == 0 && rmdir(directory) == 0 ? 0 : -1;
}

static size_t file_len(const char *name)
{
    struct stat status;

    return stat(name, &status) == 0 ? (size_t)status.st_size : SIZE_MAX;
}

static void assert_file_holds(const char *name, const char *text)
{
    char held[100] = "";
    int descriptor = open(name, O_RDONLY);

    assert_true(descriptor >= 0);
    assert_true(read(descriptor, held, sizeof held - 1) >= 0);
    close(descriptor);
    assert_string_equal(held, text);
}

static void put_file(const char *name, const char *text, mode_t mode)
{
    int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, mode);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (int)strlen(text));
    close(descriptor);
}

static void collects_in_memory(void **state)
{
    struct out *out = out_to_memory();

    (void)state;
    for (int i = 0; i < 50000; i++)
        out_write(out, "0123456789", 10);
    assert_int_equal(out_memory(out).len, 500000);
    assert_int_equal(out_flush(out), 0);
    assert_int_equal(out_memory(out).len, 500000);
    assert_int_equal(out_commit(out), 0);
    assert_memory_equal(out_memory(out).ptr + 499990, "0123456789", 10);
    out_free(out);
}

static void appears_on_commit(void **state)
{
    struct out *out = out_to_file(path);

    (void)state;
    assert_non_null(out);
    out_write_slice(out, SLICE("whole"));
    assert_int_equal(out_flush(out), 0);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(out_temporary(out), F_OK), 0);
    assert_non_null(strstr(out_temporary(out), ".report.yaml.report2yaml-"));
    assert_int_equal(out_commit(out), 0);
    assert_null(out_temporary(out));
    assert_file_holds(path, "whole");
    out_discard(out);
    assert_file_holds(path, "whole");
    out_free(out);
    assert_file_holds(path, "whole");
    unlink(path);
}

/* What was there before stays until the commit, and stays for good without one. */
static void leaves_nothing_behind_without_a_commit(void **state)
{
    struct out *out;
    char temporary[200];

    (void)state;
    put_file(path, "before", 0644);
    out = out_to_file(path);
    assert_non_null(out);
    snprintf(temporary, sizeof temporary, "%s", out_temporary(out));
    out_write_slice(out, SLICE("after"));
    out_free(out);
    assert_file_holds(path, "before");
    assert_int_equal(access(temporary, F_OK), -1);
    unlink(path);
}

static void gives_the_mode_of_a_new_file(void **state)
{
    mode_t old = umask(027);
    struct out *out = out_to_file(path);
    struct stat status;

    (void)state;
    assert_int_equal(out_commit(out), 0);
    out_free(out);
    umask(old);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    unlink(path);
}

/* Two writers of the same file do not meet in one temporary file. */
static void keeps_two_writers_apart(void **state)
{
    struct out *first = out_to_file(path);
    struct out *second = out_to_file(path);

    (void)state;
    assert_string_not_equal(out_temporary(first), out_temporary(second));
    out_write_slice(first, SLICE("first"));
    out_write_slice(second, SLICE("second"));
    assert_int_equal(out_commit(second), 0);
    assert_int_equal(out_commit(first), 0);
    assert_file_holds(path, "first");
    out_free(first);
    out_free(second);
    unlink(path);
}

static void follows_a_symbolic_link(void **state)
{
    struct out *out;
    struct stat status;

    (void)state;
    put_file("target.yaml", "before", 0644);
    assert_int_equal(symlink("target.yaml", path), 0);
    out = out_to_file(path);
    out_write_slice(out, SLICE("after"));
    assert_int_equal(out_commit(out), 0);
    out_free(out);
    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_file_holds("target.yaml", "after");
    unlink(path);
    unlink("target.yaml");
}

static void takes_the_longest_names(void **state)
{
    char name[256];
    struct out *out;

    (void)state;
    for (size_t i = 0; i < 255; i += 3)
        memcpy(name + i, "报", 3);
    name[255] = '\0';
    out = out_to_file(name);
    assert_non_null(out);
    assert_int_equal(out_commit(out), 0);
    out_free(out);
    assert_int_equal(file_len(name), 0);
    unlink(name);
}

static void says_why_a_file_cannot_be_made(void **state)
{
    (void)state;
    assert_null(out_to_file("missing/report.yaml"));
    assert_int_equal(errno, ENOENT);
    assert_null(out_to_file("."));
    assert_int_equal(errno, EISDIR);
}

/* A device is no file that could be replaced by another. */
static void writes_to_a_device_as_it_is(void **state)
{
    struct out *out = out_to_file("/dev/null");
    struct stat status;

    (void)state;
    assert_non_null(out);
    assert_null(out_temporary(out));
    out_write_slice(out, SLICE("nothing"));
    assert_int_equal(out_commit(out), 0);
    out_free(out);
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
}

static void reports_a_full_disk(void **state)
{
    struct out *out;

    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    out = out_to_file("/dev/full");
    assert_non_null(out);
    out_write_slice(out, SLICE("too much"));
    assert_int_equal(out_error(out), 0);
    assert_int_equal(out_commit(out), -1);
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(out_error(out), ENOSPC);
    out_free(out);
}

static void keeps_the_first_error(void **state)
{
    struct out *out = out_to_descriptor(-1, "nowhere");
    size_t room;

    (void)state;
    assert_string_equal(out_name(out), "nowhere");
    for (int i = 0; i < 100000; i++)
        out_write(out, "0123456789", 10);
    assert_int_equal(out_error(out), EBADF);
    assert_non_null(out_room(out, OUT_ROOM_MAX, &room));
    assert_true(room >= OUT_ROOM_MAX);
    errno = 0;
    assert_int_equal(out_flush(out), -1);
    assert_int_equal(errno, EBADF);
    out_free(out);
}

static void does_not_publish_what_could_not_be_written(void **state)
{
    struct out *out = out_to_file(path);
    char temporary[200];

    (void)state;
    snprintf(temporary, sizeof temporary, "%s", out_temporary(out));
    out_write_slice(out, SLICE("lost"));
    /* The directory loses the file under the writer: rename fails. */
    unlink(temporary);
    assert_int_equal(out_commit(out), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(access(path, F_OK), -1);
    out_free(out);
}

enum { SENT_LEN = 3000000 };
static char sent[SENT_LEN], received[SENT_LEN];

/* Writes `sent` in pieces of many lengths, by both ways to write. */
static int send_all(int descriptor)
{
    struct out *out = out_to_descriptor(descriptor, "pipe");
    size_t len = 0;
    int result;

    while (len < SENT_LEN) {
        size_t chunk = len % 5 == 0 ? 200000 : len % 3000 + 1;
        size_t room;

        chunk = chunk < SENT_LEN - len ? chunk : SENT_LEN - len;
        if (chunk <= OUT_ROOM_MAX && len % 2 == 0) {
            memcpy(out_room(out, chunk, &room), sent + len, chunk);
            out_advance(out, chunk);
        } else {
            out_write(out, sent + len, chunk);
        }
        len += chunk;
    }
    result = out_commit(out);
    out_free(out);
    return result;
}

/* Everything arrives, in order, through a pipe that is full most of the time and does not block. */
static void writes_all_through_a_pipe(void **state)
{
    int ends[2];
    size_t len = 0;
    ssize_t n;
    pid_t child;
    int status;

    (void)state;
    for (size_t i = 0; i < SENT_LEN; i++)
        sent[i] = (char)(i * 7 % 253);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(send_all(ends[1]) == 0 ? 0 : 1);
    close(ends[1]);
    while ((n = read(ends[0], received + len, SENT_LEN - len)) > 0)
        len += (size_t)n;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(len, SENT_LEN);
    assert_memory_equal(sent, received, SENT_LEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(collects_in_memory),
        cmocka_unit_test(appears_on_commit),
        cmocka_unit_test(leaves_nothing_behind_without_a_commit),
        cmocka_unit_test(gives_the_mode_of_a_new_file),
        cmocka_unit_test(keeps_two_writers_apart),
        cmocka_unit_test(follows_a_symbolic_link),
        cmocka_unit_test(takes_the_longest_names),
        cmocka_unit_test(says_why_a_file_cannot_be_made),
        cmocka_unit_test(writes_to_a_device_as_it_is),
        cmocka_unit_test(reports_a_full_disk),
        cmocka_unit_test(keeps_the_first_error),
        cmocka_unit_test(does_not_publish_what_could_not_be_written),
        cmocka_unit_test(writes_all_through_a_pipe),
    };

    return cmocka_run_group_tests(tests, enter_directory, leave_directory);
}
