/* The results of many inputs, in the order of the inputs. */
#include "batch_state.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

/* Drafts at a time: fewer than a signal's handler can remove, and enough that waits for the disk do not count. */
enum { PUBLISHED_MAX = 192, INTERVAL_MS = 50 };

static void tell(struct batch *batch, struct outcome *outcome, int error)
{
    struct job_result *result = &outcome->result;

    if (error != 0 && result->status < STATUS_SYSTEM_FAILED)
        result->status = STATUS_SYSTEM_FAILED;
    if (outcome->len > 0 || outcome->is_exhausted || error != 0)
        progress_clear(batch->progress);
    if (outcome->len > 0)
        fwrite(outcome->text, 1, outcome->len, batch->messages->to);
    if (outcome->is_exhausted)
        message_error(batch->messages, NULL, SLICE("out of memory"));
    if (error != 0)
        message_system(batch->messages, outcome->draft ? out_name(outcome->draft) : batch->options->output_dir,
                       "cannot be written", error);
    batch->n_skipped += outcome->is_skipped;
    batch->n_failed += result->status != STATUS_GOOD && outcome->line.len > 0;
    if (!outcome->is_no_input)
        progress_add(batch->progress, result->bytes, result->status != STATUS_GOOD, result->has_warnings);
    if (batch->status < result->status)
        batch->status = result->status;
    free(outcome->text);
    out_free(outcome->draft);
    buffer_fini(&outcome->line);
}

static void publish_guarded(struct archive *archive, struct archive_item *items, size_t n)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        archive_publish(archive, items, n);
    else
        for (size_t i = 0; i < n; i++)
            items[i].error = items[i].line.len > 0 ? ENOMEM : 0;
    mem_guard_pop(&guard);
}

/* What was taken from the ring stays there until it is told of. */
static void publish(struct batch *batch, struct archive_item *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct outcome *outcome = &batch->outcomes[(batch->head + i) % BATCH_WAITING_MAX];

        items[i] = (struct archive_item){ .draft = outcome->draft, .line = buffer_slice(&outcome->line) };
    }
    if (!batch->archive)
        return;
    pthread_mutex_unlock(&batch->lock);
    publish_guarded(batch->archive, items, n);
    pthread_mutex_lock(&batch->lock);
}

void batch_publish(struct batch *batch)
{
    struct archive_item items[PUBLISHED_MAX];
    size_t n = batch->ready - batch->head;

    if (batch->is_publishing || n == 0)
        return;
    if (n > PUBLISHED_MAX)
        n = PUBLISHED_MAX;
    batch->is_publishing = true;
    publish(batch, items, n);
    for (size_t i = 0; i < n; i++, batch->head++) {
        struct outcome *outcome = &batch->outcomes[batch->head % BATCH_WAITING_MAX];

        batch->waiting_len -= outcome->len;
        tell(batch, outcome, items[i].error);
        *outcome = (struct outcome){ 0 };
    }
    batch->is_publishing = false;
    progress_show(batch->progress);
    pthread_cond_broadcast(&batch->turn);
}

bool batch_is_publishing_due(const struct batch *batch)
{
    return batch->ready > batch->head &&
           (!batch->archive || batch->is_over || batch->ready - batch->head >= PUBLISHED_MAX ||
            batch->waiting_len > BATCH_WAITING_LEN_MAX);
}

/* The interval's end, by the clock of the condition. */
static struct timespec deadline(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_nsec += INTERVAL_MS * 1000000L;
    time.tv_sec += time.tv_nsec / 1000000000L;
    time.tv_nsec %= 1000000000L;
    return time;
}

/* What is ready has at most the interval to wait, messages to a person among it. */
static void wait_until_due(struct batch *batch)
{
    struct timespec until;

    while (batch->ready == batch->head && !batch->is_over)
        pthread_cond_wait(&batch->due, &batch->lock);
    until = deadline();
    while (!batch_is_publishing_due(batch) && !batch->is_over)
        if (pthread_cond_timedwait(&batch->due, &batch->lock, &until) == ETIMEDOUT)
            return;
}

void *batch_publish_all(void *context)
{
    struct batch *batch = context;

    pthread_mutex_lock(&batch->lock);
    while (!batch->is_over || batch->head < batch->ready) {
        wait_until_due(batch);
        batch_publish(batch);
    }
    pthread_mutex_unlock(&batch->lock);
    return NULL;
}
