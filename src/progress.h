/*
 * progress: how far many files have come, on stderr: one line that is overwritten, and a summary at the end.
 * May be used by batch, message and main. Not safe for several threads at once: the caller holds a lock.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

/* All zero shows nothing. */
struct progress {
    FILE *to;          /* NULL: nothing is shown */
    bool is_terminal;  /* overwrite one line; else only the summary comes */
    bool is_shown;     /* the line stands on the terminal */
    size_t n_files; /* 0: not known */
    size_t n_done, n_failed, n_warned;
    uint64_t bytes, bytes_done; /* `bytes` 0: not known */
    struct timespec start, shown;
};

/* `to` NULL shows nothing. `n_files` and `bytes` are those of all inputs, 0 where that is not known. */
void progress_start(struct progress *progress, FILE *to, bool is_terminal, size_t n_files, uint64_t bytes);
/* One more file is done. */
void progress_add(struct progress *progress, uint64_t bytes, bool has_failed, bool has_warnings);
/* Takes the line away, so that something else can be written in its place. */
void progress_clear(struct progress *progress);
/* Shows the line again, if a tenth of a second has passed since the last time. */
void progress_show(struct progress *progress);
/* "report2yaml: 2000 files, 66.1 MB, 0.9 s, 73.4 MB/s, 3 failed, 14 with warnings" */
void progress_finish(struct progress *progress);

#endif
