/*
 * archive_folder: for tests of archives: a folder of their own to work in, documents and lines as batch makes them.
 */
#ifndef ARCHIVE_FOLDER_H
#define ARCHIVE_FOLDER_H

#include "archive.h"
#include "digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char archive_folder[64];

static inline int enter_archive_folder(void **state)
{
    (void)state;
    strcpy(archive_folder, "/tmp/archive_test.XXXXXX");
    return mkdtemp(archive_folder) && chdir(archive_folder) == 0 ? 0 : -1;
}

static inline int remove_archive_folder(void **state)
{
    char command[200];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", archive_folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static inline struct archive *opened_archive(void)
{
    struct archive_error error;
    struct archive *archive = archive_open("out", NULL, &error);

    assert_non_null(archive);
    assert_int_equal(error.error, 0);
    return archive;
}

static inline void finish_archive(struct archive *archive)
{
    struct archive_error error;

    assert_int_equal(archive_finish(archive, &error), 0);
    archive_free(archive);
}

static inline enum archive_claim claimed(struct archive *archive, const char *document, const char *path)
{
    struct buffer room = { 0 };
    struct record record = { 0 };
    enum archive_claim claim = archive_claim(archive, document, path, &record, &room);

    if (claim == ARCHIVE_RECORDED)
        assert_true(record_is(&record, RECORD_DOCUMENT, document));
    buffer_fini(&room);
    return claim;
}

/* The line for a document that consists of `text`; NULL: the input failed. `codes` as in the record. */
static inline void append_archive_line(struct buffer *line, const char *document, const char *path, const char *text,
                                       const char *title, const char *codes)
{
    char hex[DIGEST_HEX_LEN + 1], len[24];
    struct digest digest;
    struct record record = { 0 };

    record.fields[RECORD_STATE] = slice_of(text ? "done" : "failed");
    record.fields[RECORD_DOCUMENT] = slice_of(document);
    record.fields[RECORD_PATH] = slice_of(path);
    if (text) {
        digest_init(&digest);
        digest_add(&digest, text, strlen(text));
        snprintf(len, sizeof len, "%zu", strlen(text));
        digest_hex(&digest, hex);
        record.fields[RECORD_DOCUMENT_SHA256] = slice_of(hex);
        record.fields[RECORD_DOCUMENT_BYTES] = slice_of(len);
        record.fields[RECORD_TITLE] = slice_of(title);
        record.fields[RECORD_SECTIONS] = SLICE("3");
        record.fields[RECORD_TASKS] = SLICE("2");
        record.fields[RECORD_TERMS] = SLICE("1");
        record.fields[RECORD_WARNINGS] = SLICE("0");
        record.fields[RECORD_CODES] = slice_of(codes);
    }
    record_append(line, &record);
}

/* Claims and publishes one. */
static inline void publish_document(struct archive *archive, const char *document, const char *path, const char *text)
{
    struct buffer room = { 0 }, line = { 0 };
    struct archive_item item = { 0 };

    claimed(archive, document, path);
    if (text) {
        item.draft = archive_draft(archive, document, &room);
        assert_non_null(item.draft);
        out_write_slice(item.draft, slice_of(text));
        assert_int_equal(out_settle(item.draft), 0);
    }
    append_archive_line(&line, document, path, text, "标题\t一", "zero-width=1 number-gap=2");
    item.line = buffer_slice(&line);
    archive_publish(archive, &item, 1);
    assert_int_equal(item.error, 0);
    out_free(item.draft);
    buffer_fini(&room);
    buffer_fini(&line);
}

static inline bool is_file(const char *path)
{
    return access(path, F_OK) == 0;
}

static inline void assert_file(const char *path, const char *bytes, size_t len)
{
    char held[2000];
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    assert_int_equal(fread(held, 1, sizeof held, file), len);
    assert_memory_equal(held, bytes, len);
    fclose(file);
}

#endif
