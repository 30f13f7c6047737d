/*
 * archive_state: what an archive is made of, and its table of what is recorded. For src/archive*.c alone.
 */
#ifndef ARCHIVE_STATE_H
#define ARCHIVE_STATE_H

#include "archive.h"

#include <dirent.h>
#include <stdatomic.h>

/* A record or journal in memory, as the system maps it. */
struct archive_map {
    char *bytes;
    size_t len;
};

/* What is known of a document: open addressing by `key`, with 0 for an empty slot. */
struct archive_slot {
    uint64_t key;     /* digest_key of its name */
    uint64_t claim;   /* digest_key of the path that this run was given; 0: none */
    const char *line; /* in a map, up to its line feed; NULL: not recorded */
};

struct archive_table {
    bool is_loaded;
    int error; /* errno of loading, or 0 */
    struct archive_slot *slots;
    size_t n, capacity; /* a power of two */
    struct archive_map *maps;
    size_t n_maps, maps_capacity;
    const char **order; /* of lines, when sorted */
    size_t n_order;
};

/* Another run's journal. */
struct archive_journal {
    uint64_t number;
    bool is_alive;
};

struct archive {
    const char *folder, *below; /* borrowed */
    struct buffer documents;    /* path of their folder, with a NUL */
    struct buffer inner;        /* path of what is ours, with a NUL */
    int folder_descriptor, inner_descriptor, lock_descriptor, journal_descriptor; /* -1: none */
    bool is_read_only;
    uint64_t number;     /* of the journal */
    uint64_t journal_len;
    bool has_failures;   /* the journal says that something failed */
    atomic_ullong n_drafts;
    DIR *directory;      /* while it is read */
    struct archive_journal *journals;
    size_t n_journals, journals_capacity;
    struct archive_table table;
    struct out *file;    /* of ours, while it is written anew */
    struct buffer texts, path;         /* room */
    struct buffer lines, failed_texts; /* room of archive_publish, which may run beside the others */
};

/*
 * archive_journal.c: journals, their locks, and what makes sure that the disk has them. 0, or -1 with errno set.
 * archive_find_journals finds those of others, in order of their numbers; archive_begin_journal needs the lock.
 */
int archive_find_journals(struct archive *archive);
int archive_begin_journal(struct archive *archive);
void archive_journal_name(char name[40], uint64_t number);
int archive_sync_descriptor(int descriptor);
int archive_sync_file(const char *path);

/*
 * archive_table.c. Maps record and journals, where that has not been done; the own journal too, or only those of
 * others. To be called under the lock. 0, or -1 with errno set.
 */
int archive_table_load(struct archive *archive, bool has_own);
/* The line that begins there, without its line feed. */
struct slice archive_table_line(const char *line);
/* Makes `order` of the lines, by document. */
void archive_table_sort(struct archive *archive);
/* What line `i` of them holds, in the archive's room. False where it is damaged. */
bool archive_table_read(struct archive *archive, size_t i, struct record *record, struct slice *line);
void archive_table_fini(struct archive_table *table);

/*
 * archive_merge.c: writes record and list of failures anew, with what the journals hold, and removes these. Under the
 * lock, when no other run is alive. 0, or -1 with errno set.
 */
int archive_merge(struct archive *archive);
void archive_remove_journals(const struct archive *archive);

#endif
