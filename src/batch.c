#include "batch_state.h"

#include "bag.h"
#include "index.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Whoever takes the input that is to be told of next need not wait: so this comes to an end. */
static bool has_to_wait(const struct batch *batch)
{
    return !batch->is_ended && batch->next != batch->head &&
           (batch->next - batch->head >= BATCH_WAITING_MAX || batch->waiting_len > BATCH_WAITING_LEN_MAX);
}

/* Under the lock. */
static void hand_in(struct batch *batch, size_t index, const struct outcome *done)
{
    bool was_ready = batch->ready > batch->head;

    batch->outcomes[index % BATCH_WAITING_MAX] = *done;
    batch->waiting_len += done->len;
    while (batch->ready < batch->next && batch->outcomes[batch->ready % BATCH_WAITING_MAX].is_there)
        batch->ready++;
    if (!batch->has_publisher && batch_is_publishing_due(batch))
        batch_publish(batch);
    else if (batch->has_publisher && (!was_ready || batch_is_publishing_due(batch)))
        pthread_cond_signal(&batch->due);
}

static void work_on(struct batch *batch, struct worker *worker)
{
    for (;;) {
        struct outcome outcome;
        size_t index;

        while (has_to_wait(batch))
            pthread_cond_wait(&batch->turn, &batch->lock);
        if (batch->is_ended || !worker_take(worker))
            return;
        index = batch->next++;
        pthread_mutex_unlock(&batch->lock);
        outcome = worker_convert(worker);
        pthread_mutex_lock(&batch->lock);
        hand_in(batch, index, &outcome);
    }
}

static void *work(void *context)
{
    struct batch *batch = context;
    struct worker *worker = worker_new(batch);

    pthread_mutex_lock(&batch->lock);
    work_on(batch, worker);
    pthread_cond_broadcast(&batch->turn);
    pthread_mutex_unlock(&batch->lock);
    worker_free(worker);
    return NULL;
}

/* The calling thread is one of the workers; where no further ones can be had, the only one. */
static void work_together(struct batch *batch)
{
    pthread_t threads[OPTIONS_JOBS_MAX], publisher;
    size_t n_wanted = batch->options->jobs - 1, n = 0;

    batch->has_publisher = batch->archive && pthread_create(&publisher, NULL, batch_publish_all, batch) == 0;
    while (n < n_wanted && pthread_create(&threads[n], NULL, work, batch) == 0)
        n++;
    work(batch);
    while (n > 0)
        pthread_join(threads[--n], NULL);
    pthread_mutex_lock(&batch->lock);
    batch->is_over = true;
    pthread_cond_signal(&batch->due);
    while (!batch->has_publisher && batch->head < batch->ready)
        batch_publish(batch);
    pthread_mutex_unlock(&batch->lock);
    if (batch->has_publisher)
        pthread_join(publisher, NULL);
}

static void run_threads(struct batch *batch)
{
    pthread_condattr_t clock;

    pthread_mutex_init(&batch->lock, NULL);
    pthread_cond_init(&batch->turn, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&batch->due, &clock);
    pthread_condattr_destroy(&clock);
    work_together(batch);
    pthread_cond_destroy(&batch->due);
    pthread_cond_destroy(&batch->turn);
    pthread_mutex_destroy(&batch->lock);
}

/* All that a document depends on besides its source. */
static void append_maker(struct buffer *to, const struct options *options)
{
    buffer_append_text(to, "report2yaml ");
    buffer_append_text(to, report2yaml_version());
    buffer_append_text(to, options->from == INPUT_YAML ? " report/1.0 yaml " : " report/1.0 text ");
    buffer_append_text(to, options->to->name);
    if (options->encoding) {
        buffer_append_text(to, " encoding=");
        buffer_append_text(to, options->encoding);
    }
    buffer_append_text(to, options->normalize_nfc ? " nfc" : "");
    buffer_append_text(to, options->no_digest ? " no-digest" : "");
    buffer_append_text(to, options->modeline ? " modeline" : "");
}

static void tell_note(struct batch *batch, struct buffer *text)
{
    const struct report2yaml_message note = { .level = REPORT2YAML_NOTE, .text = { text->ptr, text->len } };

    message_tell(batch->messages, NULL, &note);
    buffer_fini(text);
}

static void tell_skipped(struct batch *batch)
{
    struct buffer text = { 0 };

    if (batch->n_skipped == 0)
        return;
    buffer_append_number(&text, (long long)batch->n_skipped);
    buffer_append_text(&text, batch->n_skipped == 1 ? " input is unchanged, and was skipped"
                                                    : " inputs are unchanged, and were skipped");
    tell_note(batch, &text);
}

/* The list of failures is named where it is there: not on a disk that is full. */
static void tell_failed(struct batch *batch)
{
    struct buffer text = { 0 }, list = { 0 };

    if (batch->n_failed == 0)
        return;
    buffer_append_text(&list, batch->options->output_dir);
    buffer_append(&list, "/" ARCHIVE_FOLDER "/failed", sizeof "/" ARCHIVE_FOLDER "/failed");
    buffer_append_number(&text, (long long)batch->n_failed);
    buffer_append_text(&text, batch->n_failed == 1 ? " input failed" : " inputs failed");
    if (access(list.ptr, F_OK) == 0) {
        buffer_append_text(&text, ": ");
        buffer_append_text(&text, list.ptr);
        buffer_append_text(&text, " is the list, for --files-from");
    }
    tell_note(batch, &text);
    buffer_fini(&list);
}

static void finish_archive(struct batch *batch)
{
    struct archive_error error;

    if (archive_finish(batch->archive, &error) != 0) {
        message_system(batch->messages, error.path, "the record cannot be kept", error.error);
        batch->status = STATUS_SYSTEM_FAILED;
    }
    tell_skipped(batch);
    tell_failed(batch);
}

static void write_index(struct batch *batch)
{
    struct out *totals = out_to_descriptor(STDOUT_FILENO, "standard output");
    struct archive_error error;

    if (index_write(batch->archive, batch->options->output_dir, totals, &error) != 0) {
        message_system(batch->messages, error.path, "the index cannot be written", error.error);
        batch->status = STATUS_SYSTEM_FAILED;
    } else if (out_flush(totals) != 0) {
        message_system(batch->messages, out_name(totals), "cannot be written", errno);
        batch->status = STATUS_SYSTEM_FAILED;
    }
    out_free(totals);
}

static void write_bag(struct batch *batch)
{
    enum exit_status status = bag_write(batch->options->output_dir, batch->archive, batch->messages);

    if (batch->status < status)
        batch->status = status;
}

/* What is found in a folder would be documents, too, which the next run would take for reports. */
static bool are_inputs_elsewhere(const struct batch *batch)
{
    const struct options *options = batch->options;
    struct stat input, output;

    if (!options->recursive || stat(options->output_dir, &output) != 0)
        return true;
    for (size_t i = 0; i < options->n_inputs; i++) {
        if (stat(options->inputs[i], &input) != 0 || input.st_dev != output.st_dev || input.st_ino != output.st_ino)
            continue;
        message_error(batch->messages, options->inputs[i],
                      SLICE("is where documents go, and would be read: choose another folder with --output-dir"));
        return false;
    }
    return true;
}

static int open_archive(struct batch *batch)
{
    struct archive_error error;

    if (!batch->options->output_dir)
        return 0;
    if (!are_inputs_elsewhere(batch) ||
        !bag_agrees(batch->options->output_dir, batch->options->bag, batch->messages)) {
        batch->status = STATUS_BAD_USAGE;
        return -1;
    }
    append_maker(&batch->maker, batch->options);
    batch->archive = archive_open(batch->options->output_dir, batch->options->bag ? BAG_DOCUMENTS : NULL, &error);
    if (batch->archive)
        return 0;
    message_system(batch->messages, error.path, "no folder that documents could be written to", error.error);
    batch->status = STATUS_SYSTEM_FAILED;
    return -1;
}

enum exit_status batch_run(const struct options *options, const struct report2yaml *report2yaml,
                           struct message_log *messages, struct progress *progress)
{
    struct batch *batch = mem_alloc(sizeof *batch);
    const struct inputs_setting inputs = options_inputs(options);
    enum exit_status status;

    batch->options = options;
    batch->report2yaml = report2yaml;
    batch->messages = messages;
    batch->progress = progress;
    if (open_archive(batch) == 0) {
        batch->inputs = inputs_new(&inputs);
        run_threads(batch);
        inputs_free(batch->inputs);
        if (batch->archive)
            finish_archive(batch);
        if (options->index)
            write_index(batch);
        if (options->bag)
            write_bag(batch);
    }
    archive_free(batch->archive);
    buffer_fini(&batch->maker);
    status = batch->status;
    mem_free(batch);
    return status;
}
