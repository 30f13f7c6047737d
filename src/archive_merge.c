/* Writing the record and the list of failures anew, with what the journals hold. */
#include "archive_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* A file of ours, to be written anew. 0, or -1 with errno set. */
static int begin_file(struct archive *archive, const char *name)
{
    char draft[80];
    size_t at;

    archive->path.len = 0;
    buffer_append_slice(&archive->path, slice_of(archive->inner.ptr));
    buffer_put(&archive->path, '/');
    buffer_append(&archive->path, name, strlen(name) + 1);
    at = archive->path.len;
    snprintf(draft, sizeof draft, "/draft-%llu-0", (unsigned long long)archive->number);
    buffer_append_slice(&archive->path, slice_of(archive->inner.ptr));
    buffer_append(&archive->path, draft, strlen(draft) + 1);
    archive->file = out_to_file_by(archive->path.ptr, archive->path.ptr + at);
    return archive->file ? 0 : -1;
}

static int end_file(struct archive *archive)
{
    int error = 0;

    if (out_settle(archive->file) != 0 || archive_sync_file(out_temporary(archive->file)) != 0 ||
        out_commit(archive->file) != 0)
        error = errno;
    out_free(archive->file);
    archive->file = NULL;
    errno = error;
    return error == 0 ? 0 : -1;
}

struct failures {
    size_t n;
    char separator; /* a line feed, where no path has one, nor a CR that a list with CRLF would end with */
};

static struct failures count_failures(struct archive *archive)
{
    struct failures failures = { .separator = '\n' };
    struct record record;
    struct slice line;

    for (size_t i = 0; i < archive->table.n_order; i++) {
        if (!archive_table_read(archive, i, &record, &line) || !record_is(&record, RECORD_STATE, "failed"))
            continue;
        failures.n++;
        if (slice_holds(record.fields[RECORD_PATH], SLICE("\n")) || slice_ends(record.fields[RECORD_PATH], SLICE("\r")))
            failures.separator = '\0';
    }
    return failures;
}

static int write_failures(struct archive *archive)
{
    struct failures failures = count_failures(archive);
    struct record record;
    struct slice line;

    if (failures.n == 0)
        return unlinkat(archive->inner_descriptor, "failed", 0) == 0 || errno == ENOENT ? 0 : -1;
    if (begin_file(archive, "failed") != 0)
        return -1;
    for (size_t i = 0; i < archive->table.n_order; i++) {
        if (!archive_table_read(archive, i, &record, &line) || !record_is(&record, RECORD_STATE, "failed"))
            continue;
        out_write_slice(archive->file, record.fields[RECORD_PATH]);
        out_write(archive->file, &failures.separator, 1);
    }
    return end_file(archive);
}

static int write_record(struct archive *archive)
{
    struct record record;
    struct slice line;

    if (begin_file(archive, "record") != 0)
        return -1;
    for (size_t i = 0; i < archive->table.n_order; i++) {
        if (!archive_table_read(archive, i, &record, &line))
            continue;
        out_write_slice(archive->file, line);
        out_write(archive->file, "\n", 1);
    }
    return end_file(archive);
}

void archive_remove_journals(const struct archive *archive)
{
    char name[40];

    for (size_t i = 0; i < archive->n_journals; i++) {
        archive_journal_name(name, archive->journals[i].number);
        unlinkat(archive->inner_descriptor, name, 0);
    }
    archive_journal_name(name, archive->number);
    unlinkat(archive->inner_descriptor, name, 0);
}

int archive_merge(struct archive *archive)
{
    if (archive_table_load(archive, true) != 0)
        return -1;
    archive_table_sort(archive);
    if (write_record(archive) != 0 || write_failures(archive) != 0 ||
        archive_sync_descriptor(archive->inner_descriptor) != 0)
        return -1;
    archive_remove_journals(archive);
    return 0;
}
