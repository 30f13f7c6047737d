/* What record and journals say of each document, as a table in memory. */
#include "archive_state.h"

#include "digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void archive_table_fini(struct archive_table *table)
{
    for (size_t i = 0; i < table->n_maps; i++)
        munmap(table->maps[i].bytes, table->maps[i].len);
    mem_free(table->maps);
    mem_free(table->slots);
    mem_free(table->order);
    *table = (struct archive_table){ 0 };
}

static struct archive_slot *find(const struct archive_table *table, uint64_t key)
{
    size_t i = (size_t)key & (table->capacity - 1);

    while (table->slots[i].key != 0 && table->slots[i].key != key)
        i = (i + 1) & (table->capacity - 1);
    return &table->slots[i];
}

static void grow(struct archive_table *table)
{
    struct archive_table grown = *table;

    grown.capacity = table->capacity > 0 ? table->capacity * 2 : 1024;
    if (grown.capacity > (size_t)-1 / 2 / sizeof grown.slots[0])
        mem_exhausted();
    grown.slots = mem_alloc(grown.capacity * sizeof grown.slots[0]);
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i].key != 0)
            *find(&grown, table->slots[i].key) = table->slots[i];
    mem_free(table->slots);
    *table = grown;
}

/* Three quarters are full at most: searches stay short. */
static struct archive_slot *find_or_add(struct archive_table *table, uint64_t key)
{
    struct archive_slot *slot;

    if (table->n >= table->capacity / 4 * 3)
        grow(table);
    slot = find(table, key);
    if (slot->key == 0) {
        slot->key = key;
        table->n++;
    }
    return slot;
}

struct slice archive_table_line(const char *line)
{
    return (struct slice){ line, (size_t)(strchr(line, '\n') - line) };
}

/* The line up to its line feed, and what follows it. False where none is whole. */
static bool take_line(struct slice *rest, struct slice *line)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;

    if (!end)
        return false;
    *line = slice_part(*rest, 0, (size_t)(end - rest->ptr));
    *rest = slice_from(*rest, line->len + 1);
    return true;
}

static void enter(struct archive_table *table, struct slice line)
{
    struct slice document = record_document(line);
    struct archive_slot *slot;

    /* Lines are found again by their line feed: see archive_table_line. */
    if (document.len == 0 || memchr(line.ptr, '\0', line.len))
        return;
    slot = find_or_add(table, digest_key(document));
    if (!slot->line || slice_equal(record_document(archive_table_line(slot->line)), document))
        slot->line = line.ptr;
}

/* Before a file is opened, which could not be closed where memory runs out. */
static void make_room(struct archive_table *table)
{
    table->maps = mem_grow(table->maps, &table->maps_capacity, table->n_maps + 1, sizeof table->maps[0]);
}

/* The map of an open file; empty where that has nothing. 0, or -1 with errno set. */
static int map_file(struct archive_table *table, int descriptor, struct slice *bytes)
{
    struct stat status;
    struct archive_map *map;
    void *mapped;

    *bytes = SLICE("");
    if (fstat(descriptor, &status) != 0)
        return -1;
    if (status.st_size == 0)
        return 0;
    mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED)
        return -1;
    map = &table->maps[table->n_maps++];
    *map = (struct archive_map){ mapped, (size_t)status.st_size };
    *bytes = (struct slice){ map->bytes, map->len };
    return 0;
}

/* A journal that was merged and removed since it was found is no loss: its lines are in the record. */
static int map_named(struct archive *archive, const char *name, struct slice *bytes)
{
    int descriptor, result, error;

    *bytes = SLICE("");
    make_room(&archive->table);
    descriptor = openat(archive->inner_descriptor, name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? 0 : -1;
    result = map_file(&archive->table, descriptor, bytes);
    error = errno;
    close(descriptor);
    errno = error;
    return result;
}

static void enter_record(struct archive_table *table, struct slice bytes)
{
    struct slice line;

    while (take_line(&bytes, &line))
        enter(table, line);
}

/* Whether the document is in place and the one that the line tells of. */
static bool is_true(const struct archive *archive, const struct record *record)
{
    struct slice name = record->fields[RECORD_DOCUMENT];
    char terminated[256], hex[DIGEST_HEX_LEN + 1];
    uint64_t len;
    int descriptor, error;

    if (name.len >= sizeof terminated)
        return false;
    memcpy(terminated, name.ptr, name.len);
    terminated[name.len] = '\0';
    descriptor = openat(archive->folder_descriptor, terminated, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    error = digest_descriptor(descriptor, hex, &len);
    close(descriptor);
    return error == 0 && record_is(record, RECORD_DOCUMENT_SHA256, hex);
}

/* Lines behind the last "synced" count where the folder bears them out. */
static void enter_journal(struct archive *archive, struct slice bytes)
{
    struct slice rest = bytes, line;
    const char *synced = bytes.ptr;
    struct record record;

    while (take_line(&rest, &line))
        if (record_parse(line, &record, &archive->texts) && record_is(&record, RECORD_STATE, "synced"))
            synced = line.ptr;
    while (take_line(&bytes, &line)) {
        if (!record_parse(line, &record, &archive->texts) || record_is(&record, RECORD_STATE, "synced"))
            continue;
        if (line.ptr < synced || record_is(&record, RECORD_STATE, "failed") || is_true(archive, &record))
            enter(&archive->table, line);
    }
}

static int load(struct archive *archive, bool has_own)
{
    struct slice bytes;
    char name[40];

    if (archive_find_journals(archive) != 0 || map_named(archive, "record", &bytes) != 0)
        return -1;
    enter_record(&archive->table, bytes);
    for (size_t i = 0; i < archive->n_journals; i++) {
        archive_journal_name(name, archive->journals[i].number);
        if (map_named(archive, name, &bytes) != 0)
            return -1;
        enter_journal(archive, bytes);
    }
    if (!has_own || archive->journal_descriptor < 0)
        return 0;
    make_room(&archive->table);
    if (map_file(&archive->table, archive->journal_descriptor, &bytes) != 0)
        return -1;
    enter_journal(archive, bytes);
    return 0;
}

int archive_table_load(struct archive *archive, bool has_own)
{
    struct archive_table *table = &archive->table;

    if (!table->is_loaded) {
        if (table->capacity == 0)
            grow(table);
        table->is_loaded = true; /* or what could be read of it: it is not tried again */
        table->error = load(archive, has_own) == 0 ? 0 : errno;
    }
    errno = table->error;
    return table->error == 0 ? 0 : -1;
}

static int compare_lines(const void *first, const void *second)
{
    const char *const *a = first, *const *b = second;
    struct slice one = record_document(archive_table_line(*a));
    struct slice other = record_document(archive_table_line(*b));
    int order = memcmp(one.ptr, other.ptr, one.len < other.len ? one.len : other.len);

    return order != 0 ? order : (one.len > other.len) - (one.len < other.len);
}

void archive_table_sort(struct archive *archive)
{
    struct archive_table *table = &archive->table;

    mem_free(table->order);
    table->order = NULL;
    table->n_order = 0;
    table->order = mem_alloc((table->n + 1) * sizeof table->order[0]);
    for (size_t i = 0; i < table->capacity; i++)
        if (table->slots[i].line)
            table->order[table->n_order++] = table->slots[i].line;
    qsort(table->order, table->n_order, sizeof table->order[0], compare_lines);
}

/*
 * The record is asked only where there is a document already: a first run over many inputs never loads it. What cannot
 * be read of it is made again, and archive_finish says so.
 */
static void load_where_needed(struct archive *archive, const char *document)
{
    struct stat status;

    if (archive->table.is_loaded || fstatat(archive->folder_descriptor, document, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (archive_lock(archive) != 0)
        return;
    archive_table_load(archive, false);
    archive_unlock(archive);
}

enum archive_claim archive_claim(struct archive *archive, const char *document, const char *path,
                                 struct record *record, struct buffer *room)
{
    uint64_t claim = digest_key(slice_of(path));
    struct archive_slot *slot;

    load_where_needed(archive, document);
    slot = find_or_add(&archive->table, digest_key(slice_of(document)));
    if (slot->claim != 0)
        return slot->claim == claim ? ARCHIVE_REPEATED : ARCHIVE_TAKEN;
    slot->claim = claim;
    if (!slot->line || !record_parse(archive_table_line(slot->line), record, room))
        return ARCHIVE_FREE;
    return record_is(record, RECORD_DOCUMENT, document) ? ARCHIVE_RECORDED : ARCHIVE_TAKEN;
}

bool archive_table_read(struct archive *archive, size_t i, struct record *record, struct slice *line)
{
    *line = archive_table_line(archive->table.order[i]);
    return record_parse(*line, record, &archive->texts);
}
