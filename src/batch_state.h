/*
 * batch_state: what the workers of a batch share, and what one input leaves. For src/batch*.c alone.
 */
#ifndef BATCH_STATE_H
#define BATCH_STATE_H

#include "archive.h"
#include "batch.h"

#include <pthread.h>

/* What is to be done and told of an input that was converted, until its turn comes. */
struct outcome {
    bool is_there;
    bool is_exhausted; /* there was no memory to say what went wrong */
    bool is_skipped;   /* unchanged */
    bool is_no_input;  /* a problem that no input failed of */
    struct job_result result;
    char *text; /* from open_memstream; NULL: nothing to say */
    size_t len;
    struct out *draft;  /* of the archive, settled; NULL: none */
    struct buffer line; /* for the archive's journal */
};

struct batch {
    const struct options *options;
    const struct report2yaml *report2yaml;
    struct message_log *messages;
    struct progress *progress;
    struct archive *archive; /* NULL with --check */
    struct buffer maker;     /* how documents are made, for the record */
    /* The rest changes under the lock. */
    pthread_mutex_t lock;
    pthread_cond_t turn; /* for workers: there is room again */
    pthread_cond_t due;  /* for the publisher: look again */
    struct inputs *inputs;
    bool is_ended;       /* no input is left */
    bool is_over;        /* no worker is left */
    bool has_publisher, is_publishing;
    size_t next;  /* input to be begun */
    size_t ready; /* the first behind head that is under way */
    size_t head;  /* input to be published and told of */
    struct outcome outcomes[BATCH_WAITING_MAX]; /* of input i at i % BATCH_WAITING_MAX */
    size_t waiting_len;
    size_t n_skipped, n_failed; /* n_failed: of which the archive's list tells */
    enum exit_status status;
};

/* One input through the library, with what it leaves; takes the next of batch->inputs. batch_input.c */
struct worker;
struct worker *worker_new(struct batch *batch);
void worker_free(struct worker *worker);
/* Under the lock. False where no input is left. */
bool worker_take(struct worker *worker);
struct outcome worker_convert(struct worker *worker);

/* Brings what is ready to its place, and tells of it. Under the lock, which is given up meanwhile. batch_publish.c */
void batch_publish(struct batch *batch);
/* Whether there is enough that is ready. */
bool batch_is_publishing_due(const struct batch *batch);
/* A thread's function: publishes until is_over. */
void *batch_publish_all(void *batch);

#endif
