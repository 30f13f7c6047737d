/*
 * out: where bytes go: a stream that is there already, or a file that appears whole or not at all.
 * May be used by the writers, messages, the archive, main and tests.
 *
 * Errors stick: after the first failed write every further write does nothing, and out_commit reports it. So writers
 * write straight lines and ask once.
 */
#ifndef OUT_H
#define OUT_H

#include "mem.h"

struct out;

/* Writes to an open descriptor, which stays open. `name` (borrowed) is for messages. */
struct out *out_to_descriptor(int descriptor, const char *name);
/*
 * Writes to a temporary file beside `path`, which out_commit renames into place. The file gets the mode that open(2)
 * gives a new one. Where `path` is a symbolic link, the file that it leads to is replaced; a device or a pipe (nothing
 * that could be renamed) is written to as it is. NULL, with errno set, when the file cannot be made.
 */
struct out *out_to_file(const char *path);
/*
 * The same, with a temporary file that the caller names, in the same file system, and that must not be there yet. A
 * link at `path` is replaced itself.
 */
struct out *out_to_file_by(const char *path, const char *temporary);
/*
 * Hands what comes to `take`, in pieces of up to 64 KiB where nothing longer was written at once: 0, or an errno, which
 * sticks. out_flush hands on the last piece.
 */
struct out *out_to_function(int (*take)(void *context, const char *bytes, size_t len), void *context);
/* Collects in memory; out_memory gives what came. */
struct out *out_to_memory(void);
struct slice out_memory(const struct out *out);

void out_write(struct out *out, const char *bytes, size_t len);
static inline void out_write_slice(struct out *out, struct slice slice)
{
    out_write(out, slice.ptr, slice.len);
}

/*
 * For writers that compose in place: room for at least `least` bytes (up to OUT_ROOM_MAX), and in *room how many there
 * are. What was written to its start counts when out_advance says so; until then nothing else may be written. The room
 * is there after an error, too.
 */
enum { OUT_ROOM_MAX = 8192 };
char *out_room(struct out *out, size_t least, size_t *room);
void out_advance(struct out *out, size_t len);

const char *out_name(const struct out *out); /* for messages: the name or path given */
/* Would the output replace the file `path`, by that name or another? False where one of the two is not there. */
bool out_replaces(const struct out *out, const char *path);
/* The path of the temporary file while there is one, else NULL. Where a signal ends the program, it is removed. */
const char *out_temporary(const struct out *out);
int out_flush(struct out *out);  /* 0, or -1 with errno set by the first failure */
int out_error(const struct out *out); /* errno of the first failure, or 0 */
/*
 * Flushes, closes and frees the room: nothing more may be written, and out_commit has only to rename. 0, or -1 with
 * errno set, which sticks.
 */
int out_settle(struct out *out);
/* Flushes, checks the close and renames into place. 0, or -1 with errno set: then nothing stands under the final name.
 */
int out_commit(struct out *out);
/* Gives the bytes up: the temporary file is removed. Harmless after out_commit. */
void out_discard(struct out *out);
void out_free(struct out *out); /* discards what was not committed; NULL is allowed */

#endif
