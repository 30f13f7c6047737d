/* Journals of an archive, their locks, and what makes sure that the disk has them. */
#include "archive_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int set_lock(int descriptor, short type)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET };
    int result;

    do
        result = fcntl(descriptor, F_SETLKW, &lock);
    while (result != 0 && errno == EINTR);
    return result;
}

int archive_lock(struct archive *archive)
{
    return archive->lock_descriptor < 0 ? 0 : set_lock(archive->lock_descriptor, F_WRLCK);
}

void archive_unlock(struct archive *archive)
{
    if (archive->lock_descriptor >= 0)
        set_lock(archive->lock_descriptor, F_UNLCK);
}

void archive_journal_name(char name[40], uint64_t number)
{
    snprintf(name, 40, "journal-%llu", (unsigned long long)number);
}

/* "journal-7" and "draft-7-12" are of journal 7; 0: neither. */
static uint64_t number_behind(const char *name, const char *start)
{
    size_t len = strlen(start);

    return strncmp(name, start, len) == 0 ? strtoull(name + len, NULL, 10) : 0;
}

/*
 * The run of a journal holds a lock on it, which the system takes away when the run ends, however it does. A journal
 * that cannot be asked counts as alive: what a run still writes to must not be merged and removed.
 */
static bool is_alive(const struct archive *archive, const char *name)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    int descriptor = openat(archive->inner_descriptor, name, O_RDWR | O_CLOEXEC);
    bool result;

    if (descriptor < 0)
        return errno != ENOENT;
    result = fcntl(descriptor, F_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
    close(descriptor);
    return result;
}

/* Names in the inner folder: each is given to `take`. 0, or -1 with errno set. */
static int look_through(struct archive *archive, void (*take)(struct archive *archive, const char *name))
{
    const struct dirent *entry;
    int error;

    archive->directory = opendir(archive->inner.ptr);
    if (!archive->directory)
        return -1;
    while (errno = 0, (entry = readdir(archive->directory)))
        take(archive, entry->d_name);
    error = errno;
    closedir(archive->directory);
    archive->directory = NULL;
    errno = error;
    return error == 0 ? 0 : -1;
}

/* Not the own one: opening and closing it would give up its lock. */
static void take_journal(struct archive *archive, const char *name)
{
    uint64_t number = number_behind(name, "journal-");

    if (number == 0 || number == archive->number)
        return;
    archive->journals = mem_grow(archive->journals, &archive->journals_capacity, archive->n_journals + 1,
                                 sizeof archive->journals[0]);
    archive->journals[archive->n_journals++] =
        (struct archive_journal){ .number = number, .is_alive = !archive->is_read_only && is_alive(archive, name) };
}

static int compare_journals(const void *first, const void *second)
{
    const struct archive_journal *a = first, *b = second;

    return (a->number > b->number) - (a->number < b->number);
}

int archive_find_journals(struct archive *archive)
{
    archive->n_journals = 0;
    if (look_through(archive, take_journal) != 0)
        return -1;
    if (archive->n_journals > 1)
        qsort(archive->journals, archive->n_journals, sizeof archive->journals[0], compare_journals);
    return 0;
}

static bool is_run_alive(const struct archive *archive, uint64_t number)
{
    for (size_t i = 0; i < archive->n_journals; i++)
        if (archive->journals[i].number == number)
            return archive->journals[i].is_alive;
    return false;
}

static void sweep_draft(struct archive *archive, const char *name)
{
    uint64_t number = number_behind(name, "draft-");

    if (number > 0 && !is_run_alive(archive, number))
        unlinkat(archive->inner_descriptor, name, 0);
}

/* Under the lock, so that nobody takes the journal for one of a dead run before it is locked. */
int archive_begin_journal(struct archive *archive)
{
    char name[40];

    if (archive_find_journals(archive) != 0 || look_through(archive, sweep_draft) != 0)
        return -1;
    archive->number = archive->n_journals > 0 ? archive->journals[archive->n_journals - 1].number + 1 : 1;
    archive_journal_name(name, archive->number);
    archive->journal_descriptor =
        openat(archive->inner_descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    return archive->journal_descriptor < 0 ? -1 : set_lock(archive->journal_descriptor, F_WRLCK);
}

/* A folder that cannot be synced (EINVAL: some network file systems) is as safe as its server makes it. */
int archive_sync_descriptor(int descriptor)
{
    return fsync(descriptor) == 0 || errno == EINVAL ? 0 : -1;
}

int archive_sync_file(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int result, error;

    if (descriptor < 0)
        return -1;
    result = archive_sync_descriptor(descriptor);
    error = errno;
    close(descriptor);
    errno = error;
    return result;
}
