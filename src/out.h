/*
 * out: where bytes go: a stream that is there already, or a file that appears whole or not at all.
 * May be used by the writers (layer 4) and main.
 *
 * Errors stick: after the first failed write every further write does nothing, and out_finish reports it. So writers
 * write straight lines and ask once.
 */
#ifndef OUT_H
#define OUT_H

#include "mem.h"

struct out;

/* Writes to an open descriptor, which stays open. `name` (borrowed) is for messages. */
struct out *out_to_descriptor(int descriptor, const char *name);
/*
 * Writes to a temporary file beside `path`, which out_commit renames into place.
 * NULL, with errno set, when the temporary file cannot be made. The file gets the mode that open(2) would give it.
 */
struct out *out_to_file(const char *path);
/* Collects in memory; out_memory gives what came. For tests and the library. */
struct out *out_to_memory(void);
struct slice out_memory(const struct out *out);

void out_write(struct out *out, const char *bytes, size_t len);
static inline void out_write_slice(struct out *out, struct slice slice)
{
    out_write(out, slice.ptr, slice.len);
}
int out_flush(struct out *out);  /* 0, or -1 with errno set by the first failure */
int out_error(const struct out *out); /* errno of the first failure, or 0 */
/* Flushes, checks the close and renames into place. 0, or -1 with errno set: then nothing stands under the final name. */
int out_commit(struct out *out);
/* Gives the bytes up: the temporary file is removed. Harmless after out_commit. */
void out_discard(struct out *out);
void out_free(struct out *out); /* discards what was not committed */

#endif
