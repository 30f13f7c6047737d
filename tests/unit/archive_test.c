/* The folder of --output-dir: what is recorded, what is left where a run ends otherwise, several runs at once. */
#include "archive_folder.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void touch(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0 && fclose(file) == 0, 1);
}

static bool append_name(void *context, const struct record *record)
{
    struct buffer *names = context;

    buffer_append_slice(names, record->fields[RECORD_STATE]);
    buffer_put(names, ' ');
    buffer_append_slice(names, record->fields[RECORD_DOCUMENT]);
    buffer_put(names, '\n');
    return true;
}

/* "done a.yaml", a line each, as somebody sees them who only looks. */
static void assert_recorded(const char *expected)
{
    struct archive_error error;
    struct archive *archive = archive_read("out", &error);
    struct buffer names = { 0 };

    assert_non_null(archive);
    assert_int_equal(archive_each(archive, append_name, &names, &error), 0);
    buffer_put(&names, '\0');
    assert_string_equal(names.ptr, expected);
    buffer_fini(&names);
    archive_free(archive);
}

static void records_what_was_made(void **state)
{
    struct archive *archive = opened_archive();

    (void)state;
    publish_document(archive, "b.yaml", "b.txt", "b\n");
    publish_document(archive, "a.yaml", "a.txt", "a\n");
    publish_document(archive, "c.yaml", "c.txt", NULL);
    finish_archive(archive);
    assert_file("out/a.yaml", "a\n", 2);
    assert_recorded("done a.yaml\ndone b.yaml\nfailed c.yaml\n");
    assert_file("out/.report2yaml/failed", "c.txt\n", 6);
    assert_false(is_file("out/.report2yaml/journal-1") || is_file("out/c.yaml"));
    archive = opened_archive();
    assert_int_equal(claimed(archive, "a.yaml", "a.txt"), ARCHIVE_RECORDED);
    assert_int_equal(claimed(archive, "d.yaml", "d.txt"), ARCHIVE_FREE);
    publish_document(archive, "c.yaml", "c.txt", "c\n");
    finish_archive(archive);
    assert_recorded("done a.yaml\ndone b.yaml\ndone c.yaml\n");
    assert_false(is_file("out/.report2yaml/failed") || is_file("out/.report2yaml/journal-1"));
}

static void gives_a_document_to_one_input(void **state)
{
    struct archive *archive = opened_archive();

    (void)state;
    assert_int_equal(claimed(archive, "a.yaml", "x/./a.txt"), ARCHIVE_FREE);
    assert_int_equal(claimed(archive, "a.yaml", "x/./a.txt"), ARCHIVE_REPEATED);
    assert_int_equal(claimed(archive, "a.yaml", "y/./a.txt"), ARCHIVE_TAKEN);
    finish_archive(archive);
    archive = opened_archive();
    assert_int_equal(claimed(archive, "a.yaml", "y/./a.txt"), ARCHIVE_FREE);
    finish_archive(archive);
}

/* More than the table begins with, so that it grows. */
static void holds_many(void **state)
{
    struct archive *archive = opened_archive();
    char document[32], path[32];

    (void)state;
    for (int i = 0; i < 5000; i++) {
        snprintf(document, sizeof document, "%d.yaml", i);
        snprintf(path, sizeof path, "%d.txt", i);
        assert_int_equal(claimed(archive, document, path), ARCHIVE_FREE);
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(document, sizeof document, "%d.yaml", i);
        snprintf(path, sizeof path, "%d.txt", i);
        assert_int_equal(claimed(archive, document, path), ARCHIVE_REPEATED);
    }
    finish_archive(archive);
}

static void goes_on_where_a_run_was_stopped(void **state)
{
    struct archive *archive = opened_archive();
    struct buffer room = { 0 };

    (void)state;
    publish_document(archive, "a.yaml", "a.txt", "a\n");
    out_free(archive_draft(archive, "b.yaml", &room)); /* given up in good order: nothing is left */
    assert_false(is_file("out/.report2yaml/draft-1-2"));
    buffer_fini(&room);
    archive_free(archive);
    touch("out/.report2yaml/draft-1-2", "half of");
    assert_recorded("done a.yaml\n");
    archive = opened_archive();
    assert_false(is_file("out/.report2yaml/draft-1-2"));
    assert_int_equal(claimed(archive, "a.yaml", "a.txt"), ARCHIVE_RECORDED);
    finish_archive(archive);
    assert_recorded("done a.yaml\n");
    assert_true(is_file("out/.report2yaml/record"));
    assert_false(is_file("out/.report2yaml/journal-1") || is_file("out/.report2yaml/journal-2"));
}

/* The journal says that a document is there before it is: where the run ends in between, the folder decides. */
static void trusts_no_line_that_is_not_synced(void **state)
{
    struct buffer lines = { 0 };

    (void)state;
    assert_int_equal(mkdir("out", 0777) + mkdir("out/.report2yaml", 0777), 0);
    append_archive_line(&lines, "a.yaml", "a.txt", "a\n", "", "");
    append_archive_line(&lines, "b.yaml", "b.txt", "b\n", "", "");
    append_archive_line(&lines, "c.yaml", "c.txt", "c\n", "", "");
    buffer_append_text(&lines, "a line that was cut");
    buffer_put(&lines, '\0');
    touch("out/.report2yaml/journal-7", lines.ptr);
    touch("out/a.yaml", "a\n");
    touch("out/b.yaml", "x\n");
    assert_recorded("done a.yaml\n");
    lines.len = 0;
    append_archive_line(&lines, "c.yaml", "c.txt", "c\n", "", "");
    record_append(&lines, &(struct record){ .fields = { [RECORD_STATE] = SLICE("synced") } });
    append_archive_line(&lines, "d.yaml", "d.txt", "d\n", "", "");
    buffer_put(&lines, '\0');
    touch("out/.report2yaml/journal-8", lines.ptr);
    assert_recorded("done a.yaml\ndone c.yaml\n");
    buffer_fini(&lines);
}

static void leaves_out_lines_that_are_damaged(void **state)
{
    struct archive *archive = opened_archive();
    FILE *record;

    (void)state;
    publish_document(archive, "a.yaml", "a.txt", "a\n");
    publish_document(archive, "b.yaml", "b.txt", "b\n");
    finish_archive(archive);
    record = fopen("out/.report2yaml/record", "r+");
    assert_int_equal(fseek(record, 40, SEEK_SET), 0);
    putc('\0', record);
    fclose(record);
    assert_recorded("done b.yaml\n");
    archive = opened_archive();
    assert_int_equal(claimed(archive, "a.yaml", "a.txt"), ARCHIVE_FREE);
    assert_int_equal(claimed(archive, "b.yaml", "b.txt"), ARCHIVE_RECORDED);
    publish_document(archive, "a.yaml", "a.txt", "a\n");
    finish_archive(archive);
    assert_recorded("done a.yaml\ndone b.yaml\n");
}

/* A run of its own that publishes a document, says so, and waits for its end. */
static pid_t other_run(int *told)
{
    int ends[2];
    char byte;
    pid_t process;

    assert_int_equal(pipe(ends), 0);
    process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        struct archive *archive = opened_archive();

        publish_document(archive, "other.yaml", "other.txt", "other\n");
        if (write(ends[1], "x", 1) == 1)
            pause();
        _exit(1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    *told = ends[0];
    return process;
}

static void shares_the_folder_with_another_run(void **state)
{
    struct archive *archive;
    int told;
    pid_t process = other_run(&told);

    (void)state;
    touch("out/.report2yaml/draft-1-9", "of the run that is alive");
    archive = opened_archive();
    assert_true(is_file("out/.report2yaml/draft-1-9"));
    publish_document(archive, "mine.yaml", "mine.txt", "mine\n");
    finish_archive(archive);
    assert_true(is_file("out/.report2yaml/journal-1") && is_file("out/.report2yaml/journal-2"));
    assert_false(is_file("out/.report2yaml/record"));
    assert_recorded("done mine.yaml\ndone other.yaml\n");
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
    close(told);
    finish_archive(opened_archive());
    assert_false(is_file("out/.report2yaml/draft-1-9") || is_file("out/.report2yaml/journal-1") ||
                 is_file("out/.report2yaml/journal-2"));
    assert_recorded("done mine.yaml\ndone other.yaml\n");
}

static void says_what_cannot_be_put_in_place(void **state)
{
    struct archive *archive = opened_archive();
    struct buffer room = { 0 }, line = { 0 };
    struct archive_item item = { 0 };

    (void)state;
    assert_int_equal(mkdir("out/a.yaml", 0777) + mkdir("out/a.yaml/x", 0777), 0);
    item.draft = archive_draft(archive, "a.yaml", &room);
    assert_int_equal(out_settle(item.draft), 0);
    append_archive_line(&line, "a.yaml", "a.txt", "", "", "");
    item.line = buffer_slice(&line);
    archive_publish(archive, &item, 1);
    assert_int_not_equal(item.error, 0);
    out_free(item.draft);
    buffer_fini(&room);
    buffer_fini(&line);
    finish_archive(archive);
    assert_recorded("failed a.yaml\n");
}

static void lists_failures_for_feeding_back(void **state)
{
    struct archive *archive = opened_archive();

    (void)state;
    publish_document(archive, "b.yaml", "b\n.txt", NULL);
    publish_document(archive, "a.yaml", "a.txt", NULL);
    finish_archive(archive);
    assert_file("out/.report2yaml/failed", "a.txt\0b\n.txt\0", 13);
}

static void says_what_is_no_folder(void **state)
{
    struct archive_error error;

    (void)state;
    touch("out", "");
    assert_null(archive_open("out", NULL, &error));
    assert_int_equal(error.error, ENOTDIR);
    assert_string_equal(error.path, "out");
    assert_null(archive_open("nowhere/out", NULL, &error));
    assert_int_equal(error.error, ENOENT);
    assert_null(archive_read("nowhere", &error));
    assert_int_equal(error.error, ENOENT);
}

static void knows_what_is_in_place(void **state)
{
    struct archive *archive = opened_archive();

    (void)state;
    publish_document(archive, "a.yaml", "a.txt", "abc\n");
    assert_true(archive_is_in_place(archive, "a.yaml", 4));
    assert_false(archive_is_in_place(archive, "a.yaml", 5));
    assert_false(archive_is_in_place(archive, "b.yaml", 0));
    assert_false(archive_is_in_place(archive, ".report2yaml", 4096));
    finish_archive(archive);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_archive_folder, remove_archive_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(records_what_was_made),
        IN_FOLDER(gives_a_document_to_one_input),
        IN_FOLDER(holds_many),
        IN_FOLDER(goes_on_where_a_run_was_stopped),
        IN_FOLDER(trusts_no_line_that_is_not_synced),
        IN_FOLDER(leaves_out_lines_that_are_damaged),
        IN_FOLDER(shares_the_folder_with_another_run),
        IN_FOLDER(says_what_cannot_be_put_in_place),
        IN_FOLDER(lists_failures_for_feeding_back),
        IN_FOLDER(says_what_is_no_folder),
        IN_FOLDER(knows_what_is_in_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
