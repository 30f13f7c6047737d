#include "progress.h"

enum { BETWEEN_MS = 100 };

void progress_start(struct progress *progress, FILE *to, bool is_terminal, size_t n_files, uint64_t bytes)
{
    *progress = (struct progress){ .to = to, .is_terminal = is_terminal, .n_files = n_files, .bytes = bytes };
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
    progress->shown = progress->start;
}

void progress_add(struct progress *progress, uint64_t bytes, bool has_failed, bool has_warnings)
{
    progress->n_done++;
    progress->bytes_done += bytes;
    progress->n_failed += has_failed;
    progress->n_warned += has_warnings;
}

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void progress_clear(struct progress *progress)
{
    if (!progress->is_shown)
        return;
    fputs("\r\033[K", progress->to);
    progress->is_shown = false;
}

static double rate_of(const struct progress *progress, double seconds)
{
    return seconds > 0 ? (double)progress->bytes_done / seconds : 0;
}

/* By bytes where their sum is known, since reports differ in length; else by files. */
static double remaining_seconds(const struct progress *progress, double seconds)
{
    if (progress->bytes > 0 && progress->bytes_done > 0 && progress->bytes_done < progress->bytes)
        return seconds * (double)(progress->bytes - progress->bytes_done) / (double)progress->bytes_done;
    return seconds * (double)(progress->n_files - progress->n_done) / (double)progress->n_done;
}

void progress_show(struct progress *progress)
{
    struct timespec now;
    double seconds;

    if (!progress->to || !progress->is_terminal || progress->n_done == 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_between(&progress->shown, &now) * 1000 < BETWEEN_MS)
        return;
    progress->shown = now;
    seconds = seconds_between(&progress->start, &now);
    if (progress->n_files > 0)
        fprintf(progress->to, "\r%zu of %zu files, ", progress->n_done, progress->n_files);
    else
        fprintf(progress->to, "\r%zu files, ", progress->n_done);
    fprintf(progress->to, "%.1f MB, %.1f MB/s", (double)progress->bytes_done / 1e6, rate_of(progress, seconds) / 1e6);
    if (progress->n_files > 0)
        fprintf(progress->to, ", %.0f s left", remaining_seconds(progress, seconds));
    fputs("\033[K", progress->to);
    fflush(progress->to);
    progress->is_shown = true;
}

void progress_finish(struct progress *progress)
{
    struct timespec now;
    double seconds;

    if (!progress->to)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    seconds = seconds_between(&progress->start, &now);
    progress_clear(progress);
    fprintf(progress->to, "report2yaml: %zu files, %.1f MB, %.1f s, %.1f MB/s", progress->n_done,
            (double)progress->bytes_done / 1e6, seconds, rate_of(progress, seconds) / 1e6);
    if (progress->n_failed > 0)
        fprintf(progress->to, ", %zu failed", progress->n_failed);
    if (progress->n_warned > 0)
        fprintf(progress->to, ", %zu with warnings", progress->n_warned);
    putc('\n', progress->to);
}
