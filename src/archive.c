/* syncfs is Linux's own. */
#define _GNU_SOURCE

#include "archive_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_folder(const char *path)
{
    struct stat status;
    int error;

    if (mkdir(path, 0777) == 0)
        return 0;
    error = errno;
    if (error == EEXIST && stat(path, &status) == 0)
        error = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
    errno = error;
    return error == 0 ? 0 : -1;
}

/* The folder of documents with those above it, as far as they are below the archive's. */
static int make_below(struct archive *archive)
{
    char *path = archive->documents.ptr;

    for (size_t at = strlen(archive->folder) + 1; archive->below && at < archive->documents.len; at++) {
        char ended = path[at];

        if (ended != '/' && ended != '\0')
            continue;
        path[at] = '\0';
        if (make_folder(path) != 0)
            return -1;
        path[at] = ended;
    }
    return 0;
}

static int open_folders(struct archive *archive)
{
    archive->folder_descriptor = open(archive->documents.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (archive->folder_descriptor < 0)
        return -1;
    archive->inner_descriptor = open(archive->inner.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return archive->inner_descriptor < 0 ? -1 : 0;
}

static int begin(struct archive *archive)
{
    int result;

    if (make_folder(archive->folder) != 0 || make_below(archive) != 0 || make_folder(archive->inner.ptr) != 0 ||
        open_folders(archive) != 0)
        return -1;
    archive->lock_descriptor = openat(archive->inner_descriptor, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (archive->lock_descriptor < 0 || archive_lock(archive) != 0)
        return -1;
    result = archive_begin_journal(archive);
    archive_unlock(archive);
    return result;
}

static struct archive *allocate(const char *folder, const char *below)
{
    struct archive *archive = mem_alloc(sizeof *archive);

    archive->folder = folder;
    archive->below = below;
    archive->folder_descriptor = archive->inner_descriptor = -1;
    archive->lock_descriptor = archive->journal_descriptor = -1;
    return archive;
}

static void set_paths(struct archive *archive)
{
    buffer_append_text(&archive->documents, archive->folder);
    if (archive->below) {
        buffer_put(&archive->documents, '/');
        buffer_append_text(&archive->documents, archive->below);
    }
    buffer_put(&archive->documents, '\0');
    buffer_append_text(&archive->inner, archive->folder);
    buffer_append_text(&archive->inner, "/" ARCHIVE_FOLDER);
    buffer_put(&archive->inner, '\0');
}

/* 0, or an errno; ENOMEM where memory runs out, since nobody has the archive yet that could free it. */
static int try_to_start(struct archive *archive, int (*start)(struct archive *archive))
{
    struct mem_guard guard;
    volatile int error = ENOMEM;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        set_paths(archive);
        error = start(archive) == 0 ? 0 : errno;
    }
    mem_guard_pop(&guard);
    return error;
}

static struct archive *set_up(struct archive *archive, int (*start)(struct archive *archive),
                              struct archive_error *error)
{
    *error = (struct archive_error){ .path = archive->folder, .error = try_to_start(archive, start) };
    if (error->error == 0)
        return archive;
    archive_free(archive);
    return NULL;
}

struct archive *archive_open(const char *folder, const char *below, struct archive_error *error)
{
    return set_up(allocate(folder, below), begin, error);
}

static int look(struct archive *archive)
{
    archive->is_read_only = true;
    return open_folders(archive);
}

struct archive *archive_read(const char *folder, struct archive_error *error)
{
    return set_up(allocate(folder, NULL), look, error);
}

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

void archive_free(struct archive *archive)
{
    if (!archive)
        return;
    if (archive->directory)
        closedir(archive->directory);
    archive_table_fini(&archive->table);
    close_descriptor(&archive->journal_descriptor);
    close_descriptor(&archive->lock_descriptor);
    close_descriptor(&archive->inner_descriptor);
    close_descriptor(&archive->folder_descriptor);
    mem_free(archive->journals);
    buffer_fini(&archive->documents);
    buffer_fini(&archive->inner);
    buffer_fini(&archive->lines);
    buffer_fini(&archive->texts);
    buffer_fini(&archive->failed_texts);
    buffer_fini(&archive->path);
    out_free(archive->file);
    mem_free(archive);
}

bool archive_is_in_place(const struct archive *archive, const char *document, uint64_t len)
{
    struct stat status;

    return fstatat(archive->folder_descriptor, document, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode) && (uint64_t)status.st_size == len;
}

struct out *archive_draft(struct archive *archive, const char *document, struct buffer *room)
{
    char name[80];
    size_t at;

    room->len = 0;
    buffer_append_text(room, archive->documents.ptr);
    buffer_put(room, '/');
    buffer_append(room, document, strlen(document) + 1);
    at = room->len;
    buffer_append_text(room, archive->inner.ptr);
    snprintf(name, sizeof name, "/draft-%llu-%llu", (unsigned long long)archive->number,
             atomic_fetch_add(&archive->n_drafts, 1) + 1);
    buffer_append(room, name, strlen(name) + 1);
    return out_to_file_by(room->ptr, room->ptr + at);
}

/* All drafts at once where the system can: a wait for the disk for each would take longer than the conversions. */
static int sync_drafts(const struct archive *archive, const struct archive_item *items, size_t n)
{
#ifdef __linux__
    (void)items;
    return n > 0 ? syncfs(archive->inner_descriptor) : 0;
#else
    (void)archive;
    for (size_t i = 0; i < n; i++)
        if (items[i].draft && archive_sync_file(out_temporary(items[i].draft)) != 0)
            return -1;
    return 0;
#endif
}

/* Whole lines or nothing, so that what comes later begins a line. 0, or an errno. */
static int append_lines(struct archive *archive, struct slice lines)
{
    size_t len = 0;
    int error = 0;

    while (len < lines.len && error == 0) {
        ssize_t written = write(archive->journal_descriptor, lines.ptr + len, lines.len - len);

        if (written > 0)
            len += (size_t)written;
        else if (written == 0 || errno != EINTR)
            error = written == 0 ? EIO : errno;
    }
    if (error == 0)
        archive->journal_len += lines.len;
    else if (ftruncate(archive->journal_descriptor, (off_t)archive->journal_len) != 0)
        error = errno;
    return error;
}

static bool says_failed(struct slice line)
{
    return slice_starts(slice_from(line, 8), SLICE("\tfailed\t"));
}

static int write_down(struct archive *archive, const struct archive_item *items, size_t n)
{
    archive->lines.len = 0;
    for (size_t i = 0; i < n; i++) {
        buffer_append_slice(&archive->lines, items[i].line);
        if (items[i].line.len > 0 && says_failed(items[i].line))
            archive->has_failures = true;
    }
    return append_lines(archive, buffer_slice(&archive->lines));
}

/* In place of the line that said that the document is there. */
static void append_failure(struct archive *archive, const struct archive_item *item)
{
    struct record record, failed = { 0 };

    if (!record_parse(slice_part(item->line, 0, item->line.len - 1), &record, &archive->failed_texts))
        return;
    failed.fields[RECORD_STATE] = SLICE("failed");
    failed.fields[RECORD_DOCUMENT] = record.fields[RECORD_DOCUMENT];
    failed.fields[RECORD_PATH] = record.fields[RECORD_PATH];
    record_append(&archive->lines, &failed);
    archive->has_failures = true;
}

/* Where a line of the second kind is lost, the next run looks at the documents themselves. */
static int put_in_place(struct archive *archive, struct archive_item *items, size_t n)
{
    struct record synced = { .fields = { [RECORD_STATE] = SLICE("synced") } };
    int error = 0;

    archive->lines.len = 0;
    for (size_t i = 0; i < n; i++) {
        if (!items[i].draft || out_commit(items[i].draft) == 0)
            continue;
        items[i].error = errno;
        append_failure(archive, &items[i]);
    }
    if (archive_sync_descriptor(archive->folder_descriptor) == 0)
        record_append(&archive->lines, &synced);
    else
        error = errno;
    append_lines(archive, buffer_slice(&archive->lines));
    return error;
}

void archive_publish(struct archive *archive, struct archive_item *items, size_t n)
{
    bool has_drafts = false;
    int error = 0;

    for (size_t i = 0; i < n; i++)
        has_drafts |= items[i].draft != NULL;
    if (has_drafts && sync_drafts(archive, items, n) != 0)
        error = errno;
    if (error == 0)
        error = write_down(archive, items, n);
    if (error == 0 && has_drafts)
        error = put_in_place(archive, items, n);
    for (size_t i = 0; error != 0 && i < n; i++)
        if (items[i].line.len > 0 && items[i].error == 0)
            items[i].error = error;
}

static uint64_t len_of(const struct archive *archive, const char *name)
{
    struct stat status;

    return fstatat(archive->inner_descriptor, name, &status, 0) == 0 ? (uint64_t)status.st_size : 0;
}

/* Merging costs as much as the record is long: where that is much, it is put off until it is worth it. */
static bool is_merging_due(const struct archive *archive)
{
    uint64_t record_len = len_of(archive, "record"), len = archive->journal_len;
    char name[40];

    for (size_t i = 0; i < archive->n_journals; i++) {
        if (archive->journals[i].is_alive)
            return false;
        archive_journal_name(name, archive->journals[i].number);
        len += len_of(archive, name);
    }
    return record_len <= ARCHIVE_MERGED_ALWAYS || len >= record_len / 4 || archive->has_failures ||
           len_of(archive, "failed") > 0;
}

static int finish(struct archive *archive)
{
    char name[40];

    if (archive_find_journals(archive) != 0)
        return -1;
    if (is_merging_due(archive))
        return archive->journal_len > 0 || archive->n_journals > 0 ? archive_merge(archive)
                                                                   : (archive_remove_journals(archive), 0);
    if (archive->journal_len > 0)
        return archive_sync_descriptor(archive->journal_descriptor);
    archive_journal_name(name, archive->number);
    return unlinkat(archive->inner_descriptor, name, 0);
}

int archive_finish(struct archive *archive, struct archive_error *error)
{
    int read_error = archive->table.error;

    archive_table_fini(&archive->table);
    *error = (struct archive_error){ .path = archive->inner.ptr };
    if (archive_lock(archive) != 0 || finish(archive) != 0)
        error->error = errno;
    /* Before the lock is given up: where two runs end together, the second has to see that it is the last one. */
    close_descriptor(&archive->journal_descriptor);
    archive_unlock(archive);
    archive->number = 0; /* its journal, if it is still there, is now as others' */
    if (error->error == 0)
        error->error = read_error;
    return error->error == 0 ? 0 : -1;
}

int archive_each(struct archive *archive, bool (*take)(void *context, const struct record *record), void *context,
                 struct archive_error *error)
{
    struct record record;
    struct slice line;

    *error = (struct archive_error){ .path = archive->inner.ptr };
    if (archive_table_load(archive, true) != 0) {
        error->error = errno;
        return -1;
    }
    archive_table_sort(archive);
    for (size_t i = 0; i < archive->table.n_order; i++)
        if (archive_table_read(archive, i, &record, &line) && !take(context, &record))
            break;
    return 0;
}
