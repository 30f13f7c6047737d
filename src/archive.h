/*
 * archive: the folder of --output-dir: whole documents, and a record of what each was made from, so that a run goes on
 * where another was stopped. May be used by batch, index and whatever checks an archive.
 * Not safe for several threads at once, but archive_publish, archive_draft and archive_is_in_place, which see.
 *
 *     DIR/2023--county.yaml         documents, named by file_name.h
 *     DIR/.report2yaml/record       a line of record.h for each input, sorted by the name of its document
 *     DIR/.report2yaml/journal-7    the same of one run, in the order of its inputs, until it is merged into the record
 *     DIR/.report2yaml/draft-7-12   a document that is being written by the run with journal 7
 *     DIR/.report2yaml/failed       paths of the inputs that failed last time: for --files-from; missing: none
 *     DIR/.report2yaml/lock         held while journals are begun and merged
 *
 * What is promised:
 * - A document appears under its name whole, however the program or the machine ends: it is written as a draft, brought
 *   to the disk (with others, so that a thousand reports do not wait a thousand times), and renamed.
 * - Lines go to the journal before the documents are renamed, with the SHA-256 of the document. So every document that
 *   is in place is in the record and is not made again, wherever a run is killed; what a line says and the folder does
 *   not hold is made again. A line counts without a look at its document when "synced" stands behind it: by then the
 *   folder has reached the disk.
 * - Drafts of runs that have ended otherwise are removed when the next run begins.
 * - Several processes may fill one folder at a time, also from several machines where fcntl(2) locks reach: each has a
 *   journal of its own, and the last one to end merges them. Two that are given the same input both make it: one
 *   document wins, and they are the same.
 * - The record and the list of failures depend on what the inputs were, not on their order, on how many jobs there were
 *   or on where a run was stopped. Where the record is larger than ARCHIVE_MERGED_ALWAYS, a run that adds less than a
 *   quarter to it leaves its journal for a later one to merge, unless something failed.
 *
 * Memory: some 60 bytes for each input of the run, and once the record is needed (the first time that a document is
 * there already, and at the end) for each of the archive. The record itself is mapped, not read into memory.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "out.h"
#include "record.h"

enum { ARCHIVE_MERGED_ALWAYS = 16 * 1024 * 1024 }; /* bytes */

#define ARCHIVE_FOLDER ".report2yaml"

struct archive;

/*
 * For whoever writes a file that sums up the archive: from before archive_each until it is in place no other run merges
 * or does the same. 0, or -1 with errno set.
 */
int archive_lock(struct archive *archive);
void archive_unlock(struct archive *archive);

/* What went wrong: errno and the path it is about, which lives as long as the archive. */
struct archive_error {
    int error;
    const char *path;
};

/*
 * Makes the folder where it is missing. Documents go to `below` in it ("data/documents"), or where that is NULL into
 * the folder itself. NULL with *error, whose path is `folder`, where it cannot be used.
 */
struct archive *archive_open(const char *folder, const char *below, struct archive_error *error);
/* To look at only: makes nothing, locks nothing, and archive_claim is not to be used. */
struct archive *archive_read(const char *folder, struct archive_error *error);
/* Merges the journals, where it is the last one; 0, or -1 with *error. Without it a journal is left for a later run. */
int archive_finish(struct archive *archive, struct archive_error *error);
void archive_free(struct archive *archive); /* NULL is allowed */

/* May an input write its document? */
enum archive_claim {
    ARCHIVE_FREE,     /* nothing is known of it: convert */
    ARCHIVE_RECORDED, /* *record and its texts in `room` say what was done last time */
    ARCHIVE_REPEATED, /* this run was given the same path before */
    ARCHIVE_TAKEN,    /* another input of this run, or of the record, has the document */
};

/* `document` is a file name, `path` the input's. Whichever claims first has it for this run. */
enum archive_claim archive_claim(struct archive *archive, const char *document, const char *path,
                                 struct record *record, struct buffer *room);
/* A draft that out_commit would make the document; the caller fills it, settles it and gives it to archive_publish.
 * NULL with errno set. `room` is to compose in. Safe for several threads. */
struct out *archive_draft(struct archive *archive, const char *document, struct buffer *room);
/* Whether there is a file of that name and length. Safe for several threads. */
bool archive_is_in_place(const struct archive *archive, const char *document, uint64_t len);

/* What one input leaves. */
struct archive_item {
    struct out *draft; /* settled; NULL: there is none */
    struct slice line; /* for the journal; empty: none, and then no draft either */
    int error;         /* set by archive_publish: 0, or why there is no document */
};

/* Several at a time: all lines go to the journal, all drafts into place. May run beside all else, but not twice. */
void archive_publish(struct archive *archive, struct archive_item *items, size_t n);

/*
 * Gives every record of the archive to `take`, in the order of documents, those of unfinished runs included; stops
 * where it returns false. 0, or -1 with *error.
 */
int archive_each(struct archive *archive, bool (*take)(void *context, const struct record *record), void *context,
                 struct archive_error *error);

#endif
