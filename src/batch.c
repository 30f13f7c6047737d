#include "batch.h"

#include "file_name.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

/* What is to be told of an input that is done, until its turn comes. */
struct outcome {
    bool is_there;
    bool is_exhausted; /* there was no memory to say what went wrong */
    struct job_result result;
    char *text; /* from open_memstream; NULL: nothing to say */
    size_t len;
};

struct batch {
    const struct options *options;
    const struct report2yaml *report2yaml;
    struct message_log *messages;
    struct progress *progress;
    /* The rest changes under the lock. */
    pthread_mutex_t lock;
    pthread_cond_t turn;
    size_t next; /* input to be begun */
    size_t head; /* input to be told of */
    struct outcome outcomes[BATCH_WAITING_MAX]; /* of input i at i % BATCH_WAITING_MAX */
    size_t waiting_len;
    enum exit_status status;
};

/* What one input needs, reachable where memory runs out. */
struct worker {
    struct batch *batch;
    const char *name;
    struct buffer path;
    struct out *out;
    FILE *stream;
    struct message_log messages;
    struct outcome outcome;
};

static void append_path(struct buffer *path, const struct options *options, const char *name)
{
    const char *extension = options->to->extension ? options->to->extension : options->to->name;

    path->len = 0;
    buffer_append_text(path, options->output_dir);
    if (path->ptr[path->len - 1] != '/')
        buffer_put(path, '/');
    file_name_append(path, name, extension);
    buffer_put(path, '\0');
}

static void raise_status(struct worker *worker, enum exit_status status)
{
    if (worker->outcome.result.status < status)
        worker->outcome.result.status = status;
}

static void report_output(struct worker *worker, int error)
{
    message_system(&worker->messages, worker->path.ptr, "cannot be written", error);
    raise_status(worker, STATUS_SYSTEM_FAILED);
}

/* --to text --output-dir . would replace each text by what was made of it. */
static bool is_own_input(const struct worker *worker)
{
    struct stat input, output;

    return stat(worker->path.ptr, &output) == 0 && stat(worker->name, &input) == 0 && input.st_dev == output.st_dev &&
           input.st_ino == output.st_ino;
}

static int open_output(struct worker *worker)
{
    append_path(&worker->path, worker->batch->options, worker->name);
    if (is_own_input(worker)) {
        message_error(&worker->messages, worker->name,
                      SLICE("its document would get its name: choose another folder with --output-dir"));
        raise_status(worker, STATUS_BAD_USAGE);
        return -1;
    }
    worker->out = out_to_file(worker->path.ptr);
    if (worker->out)
        return 0;
    report_output(worker, errno);
    return -1;
}

static void finish_output(struct worker *worker)
{
    if (out_error(worker->out) != 0)
        report_output(worker, out_error(worker->out));
    else if (worker->outcome.result.status == STATUS_GOOD && out_commit(worker->out) != 0)
        report_output(worker, errno);
}

static void convert(struct worker *worker)
{
    const struct batch *batch = worker->batch;
    struct job_setting setting = {
        .options = batch->options, .report2yaml = batch->report2yaml, .messages = &worker->messages,
    };

    worker->stream = open_memstream(&worker->outcome.text, &worker->outcome.len);
    if (!worker->stream)
        mem_exhausted();
    message_log_init(&worker->messages, &batch->messages->form, worker->stream);
    if (batch->options->output_dir && open_output(worker) != 0)
        return;
    setting.out = worker->out;
    worker->outcome.result = job_run(&setting, worker->name);
    if (worker->out)
        finish_output(worker);
}

static void guard_memory(struct worker *worker)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        convert(worker);
    else
        worker->outcome.is_exhausted = true;
    mem_guard_pop(&guard);
}

static struct outcome convert_one(struct batch *batch, const char *name)
{
    struct worker worker = { .batch = batch, .name = name };

    guard_memory(&worker);
    out_free(worker.out);
    if (worker.messages.line)
        message_log_fini(&worker.messages);
    if (worker.stream && fclose(worker.stream) != 0)
        worker.outcome.is_exhausted = true;
    if (worker.outcome.is_exhausted)
        raise_status(&worker, STATUS_SYSTEM_FAILED);
    buffer_fini(&worker.path);
    worker.outcome.is_there = true;
    return worker.outcome;
}

static void tell(struct batch *batch, struct outcome *outcome)
{
    const struct job_result *result = &outcome->result;

    if (outcome->len > 0 || outcome->is_exhausted)
        progress_clear(batch->progress);
    if (outcome->len > 0)
        fwrite(outcome->text, 1, outcome->len, batch->messages->to);
    if (outcome->is_exhausted)
        message_error(batch->messages, batch->options->inputs[batch->head], SLICE("out of memory"));
    free(outcome->text);
    progress_add(batch->progress, result->bytes, result->status != STATUS_GOOD, result->has_warnings);
    if (batch->status < result->status)
        batch->status = result->status;
}

/* Tells of all whose turn has come. Under the lock. */
static void hand_in(struct batch *batch, size_t index, const struct outcome *done)
{
    struct outcome *outcome;

    batch->outcomes[index % BATCH_WAITING_MAX] = *done;
    batch->waiting_len += done->len;
    while ((outcome = &batch->outcomes[batch->head % BATCH_WAITING_MAX])->is_there) {
        batch->waiting_len -= outcome->len;
        tell(batch, outcome);
        *outcome = (struct outcome){ 0 };
        batch->head++;
    }
    progress_show(batch->progress);
}

/* Whoever takes the input that is to be told of next need not wait: so this comes to an end. */
static bool has_to_wait(const struct batch *batch)
{
    return batch->next < batch->options->n_inputs && batch->next != batch->head &&
           (batch->next - batch->head >= BATCH_WAITING_MAX || batch->waiting_len > BATCH_WAITING_LEN_MAX);
}

static void *work(void *context)
{
    struct batch *batch = context;

    pthread_mutex_lock(&batch->lock);
    for (;;) {
        struct outcome outcome;
        size_t index;

        while (has_to_wait(batch))
            pthread_cond_wait(&batch->turn, &batch->lock);
        if (batch->next >= batch->options->n_inputs)
            break;
        index = batch->next++;
        pthread_mutex_unlock(&batch->lock);
        outcome = convert_one(batch, batch->options->inputs[index]);
        pthread_mutex_lock(&batch->lock);
        hand_in(batch, index, &outcome);
        pthread_cond_broadcast(&batch->turn);
    }
    pthread_mutex_unlock(&batch->lock);
    return NULL;
}

/* The calling thread is one of the workers; where no further ones can be had, the only one. */
static void work_together(struct batch *batch)
{
    pthread_t threads[OPTIONS_JOBS_MAX];
    size_t n_wanted = batch->options->jobs - 1, n = 0;

    if (n_wanted >= batch->options->n_inputs)
        n_wanted = batch->options->n_inputs - 1;
    while (n < n_wanted && pthread_create(&threads[n], NULL, work, batch) == 0)
        n++;
    work(batch);
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

/* An input, and the path of its document. */
struct named {
    size_t index;
    union {
        size_t from; /* in the buffer of paths, while it grows */
        const char *path;
    };
};

static int compare_named(const void *first, const void *second)
{
    const struct named *a = first, *b = second;
    int order = strcmp(a->path, b->path);

    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static struct named *name_all(const struct options *options, struct buffer *paths)
{
    struct named *named = mem_alloc(options->n_inputs * sizeof *named);
    struct buffer path = { 0 };

    for (size_t i = 0; i < options->n_inputs; i++) {
        append_path(&path, options, options->inputs[i]);
        named[i] = (struct named){ .index = i, .from = paths->len };
        buffer_append_slice(paths, buffer_slice(&path));
    }
    for (size_t i = 0; i < options->n_inputs; i++)
        named[i].path = paths->ptr + named[i].from;
    buffer_fini(&path);
    return named;
}

static void report_collision(struct message_log *messages, const struct options *options, const struct named *named)
{
    struct buffer text = { 0 };

    buffer_append_text(&text, options->inputs[named[0].index]);
    buffer_append_text(&text, " and ");
    buffer_append_text(&text, options->inputs[named[1].index]);
    buffer_append_text(&text, " would both become ");
    buffer_append_text(&text, named[0].path);
    buffer_append_text(&text, ": rename one, or convert them into two folders");
    message_error(messages, NULL, buffer_slice(&text));
    buffer_fini(&text);
}

/* Each document has a file of its own, and that is known before the first is written. */
static bool are_names_apart(const struct options *options, struct message_log *messages)
{
    struct buffer paths = { 0 };
    struct named *named = name_all(options, &paths);
    size_t n_collisions = 0;

    qsort(named, options->n_inputs, sizeof named[0], compare_named);
    for (size_t i = 1; i < options->n_inputs; i++) {
        if (strcmp(named[i - 1].path, named[i].path) != 0)
            continue;
        n_collisions++;
        report_collision(messages, options, &named[i - 1]);
    }
    mem_free(named);
    buffer_fini(&paths);
    return n_collisions == 0;
}

static bool make_folder(const char *path, struct message_log *messages)
{
    struct stat status;

    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    message_system(messages, path, "no folder that documents could be written to", errno == EEXIST ? ENOTDIR : errno);
    return false;
}

enum exit_status batch_run(const struct options *options, const struct report2yaml *report2yaml,
                           struct message_log *messages, struct progress *progress)
{
    struct batch *batch;
    enum exit_status status;

    if (options->output_dir && !are_names_apart(options, messages))
        return STATUS_BAD_USAGE;
    if (options->output_dir && !make_folder(options->output_dir, messages))
        return STATUS_SYSTEM_FAILED;
    batch = mem_alloc(sizeof *batch);
    batch->options = options;
    batch->report2yaml = report2yaml;
    batch->messages = messages;
    batch->progress = progress;
    pthread_mutex_init(&batch->lock, NULL);
    pthread_cond_init(&batch->turn, NULL);
    work_together(batch);
    pthread_cond_destroy(&batch->turn);
    pthread_mutex_destroy(&batch->lock);
    status = batch->status;
    mem_free(batch);
    return status;
}
