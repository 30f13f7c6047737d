/* One of many inputs: read, converted, and what is said of it kept. */
#include "batch_state.h"

#include "digest.h"
#include "file_name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one input needs, reachable where memory runs out. */
struct worker {
    struct batch *batch;
    struct input input;
    enum archive_claim claim;
    struct record recorded;
    struct buffer document; /* its file name, with a NUL */
    struct buffer recorded_texts, paths;
    struct out *out;
    FILE *stream;
    struct message_log messages;
    struct facts facts;
    struct outcome outcome;
};

struct worker *worker_new(struct batch *batch)
{
    struct worker *worker = mem_alloc(sizeof *worker);

    worker->batch = batch;
    return worker;
}

void worker_free(struct worker *worker)
{
    input_fini(&worker->input);
    buffer_fini(&worker->document);
    buffer_fini(&worker->recorded_texts);
    buffer_fini(&worker->paths);
    facts_fini(&worker->facts);
    mem_free(worker);
}

static void raise_status(struct worker *worker, enum exit_status status)
{
    if (worker->outcome.result.status < status)
        worker->outcome.result.status = status;
}

/* An input that has failed for good reasons keeps its claim, too: it is in the record as failed. */
static void claim(struct worker *worker)
{
    const struct options *options = worker->batch->options;
    const char *extension = options->to->extension ? options->to->extension : options->to->name;

    worker->document.len = 0;
    file_name_append(&worker->document, worker->input.name, options->from == INPUT_YAML ? "yaml" : "txt", extension);
    buffer_put(&worker->document, '\0');
    worker->claim = archive_claim(worker->batch->archive, worker->document.ptr, worker->input.path.ptr,
                                  &worker->recorded, &worker->recorded_texts);
}

static bool is_input(const struct input *input)
{
    return !input->problem || (input->error != 0 && !input->is_list);
}

bool worker_take(struct worker *worker)
{
    struct batch *batch = worker->batch;
    struct mem_guard guard;
    volatile bool is_there = true;

    worker->outcome = (struct outcome){ 0 };
    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        is_there = inputs_next(batch->inputs, &worker->input);
        if (is_there && batch->archive && is_input(&worker->input))
            claim(worker);
    } else {
        worker->outcome.is_exhausted = true;
        batch->is_ended = true;
    }
    mem_guard_pop(&guard);
    batch->is_ended |= !is_there;
    return is_there;
}

static void report_output(struct worker *worker, const char *path, int error)
{
    message_system(&worker->messages, path, "cannot be written", error);
    raise_status(worker, STATUS_SYSTEM_FAILED);
}

static int open_output(struct worker *worker)
{
    worker->out = archive_draft(worker->batch->archive, worker->document.ptr, &worker->paths);
    if (!worker->out) {
        report_output(worker, worker->paths.ptr, errno);
        return -1;
    }
    if (!out_replaces(worker->out, worker->input.path.ptr)) /* as --to text --output-dir . would */
        return 0;
    message_error(&worker->messages, worker->input.path.ptr,
                  SLICE("its document would get its name: choose another folder with --output-dir"));
    raise_status(worker, STATUS_BAD_USAGE);
    return -1;
}

static void append_line(struct worker *worker, const char *state, struct record *record)
{
    record->fields[RECORD_STATE] = slice_of(state);
    record->fields[RECORD_DOCUMENT] = slice_of(worker->document.ptr);
    record->fields[RECORD_PATH] = buffer_slice(&worker->input.path);
    record_append(&worker->outcome.line, record);
}

static void append_failure(struct worker *worker)
{
    struct record record = { 0 };

    worker->outcome.line.len = 0;
    append_line(worker, "failed", &record);
}

static void finish_output(struct worker *worker)
{
    struct record record = { 0 };

    if (out_settle(worker->out) != 0) {
        report_output(worker, out_name(worker->out), out_error(worker->out));
        return;
    }
    if (worker->outcome.result.status != STATUS_GOOD)
        return;
    facts_tell(&worker->facts, &record);
    record.fields[RECORD_MAKER] = buffer_slice(&worker->batch->maker);
    append_line(worker, "done", &record);
    worker->outcome.draft = worker->out;
    worker->out = NULL;
}

static bool is_same_source(const struct worker *worker)
{
    const char *path = worker->input.path.ptr;
    char hex[DIGEST_HEX_LEN + 1];
    uint64_t len;
    int descriptor, error;

    if (strcmp(path, "-") == 0)
        return false;
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return false;
    error = digest_descriptor(descriptor, hex, &len);
    close(descriptor);
    return error == 0 && record_is(&worker->recorded, RECORD_SOURCE_SHA256, hex);
}

/* a.txt and ./a.txt have the same document, which holds the name. */
static bool has_same_name(struct worker *worker)
{
    worker->paths.len = 0;
    buffer_append_slice(&worker->paths, worker->recorded.fields[RECORD_PATH]);
    buffer_put(&worker->paths, '\0');
    return strcmp(inputs_name_of(worker->paths.ptr), worker->input.name) == 0;
}

/* A document that was there before the record says nothing of what it was made from. */
static bool is_unchanged(struct worker *worker)
{
    const struct record *recorded = &worker->recorded;
    const struct batch *batch = worker->batch;

    return worker->claim == ARCHIVE_RECORDED && record_is(recorded, RECORD_STATE, "done") &&
           slice_equal(recorded->fields[RECORD_MAKER], buffer_slice(&batch->maker)) && has_same_name(worker) &&
           !(batch->options->strict && record_number(recorded, RECORD_WARNINGS) > 0) &&
           archive_is_in_place(batch->archive, worker->document.ptr, record_number(recorded, RECORD_DOCUMENT_BYTES)) &&
           is_same_source(worker);
}

/*
 * years/a/report.txt has the document that years/b/report.txt would get: it was made by an earlier run, and its source
 * is still there.
 */
static bool is_of_another(struct worker *worker)
{
    struct stat other, own;

    if (worker->claim != ARCHIVE_RECORDED || !record_is(&worker->recorded, RECORD_STATE, "done"))
        return false;
    worker->paths.len = 0;
    buffer_append_slice(&worker->paths, worker->recorded.fields[RECORD_PATH]);
    buffer_put(&worker->paths, '\0');
    return stat(worker->paths.ptr, &other) == 0 && stat(worker->input.path.ptr, &own) == 0 &&
           (other.st_dev != own.st_dev || other.st_ino != own.st_ino);
}

/* Where the sources have moved as a whole, their names are the same, and the record follows. */
static void skip(struct worker *worker)
{
    worker->outcome.is_skipped = true;
    worker->outcome.result.bytes = record_number(&worker->recorded, RECORD_SOURCE_BYTES);
    worker->outcome.result.has_warnings = record_number(&worker->recorded, RECORD_WARNINGS) > 0;
    if (!slice_equal(worker->recorded.fields[RECORD_PATH], buffer_slice(&worker->input.path)))
        append_line(worker, "done", &worker->recorded);
}

static void convert(struct worker *worker)
{
    const struct batch *batch = worker->batch;
    struct job_setting setting = {
        .options = batch->options, .report2yaml = batch->report2yaml, .messages = &worker->messages,
    };

    if (batch->archive && open_output(worker) != 0) {
        append_failure(worker);
        return;
    }
    setting.out = worker->out;
    setting.facts = batch->archive ? &worker->facts : NULL;
    worker->outcome.result = job_run(&setting, worker->input.path.ptr);
    if (worker->out)
        finish_output(worker);
    if (batch->archive && worker->outcome.result.status != STATUS_GOOD)
        append_failure(worker);
}

static void report_problem(struct worker *worker)
{
    const struct input *input = &worker->input;

    worker->outcome.is_no_input = !is_input(input);
    raise_status(worker, job_report_problem(worker->batch->options, &worker->messages, input));
    if (worker->batch->archive && is_input(input))
        append_failure(worker);
}

static void do_input(struct worker *worker)
{
    const struct batch *batch = worker->batch;

    worker->stream = open_memstream(&worker->outcome.text, &worker->outcome.len);
    if (!worker->stream)
        mem_exhausted();
    message_log_init(&worker->messages, &batch->messages->form, worker->stream);
    if (batch->archive && is_input(&worker->input) && worker->claim == ARCHIVE_REPEATED) {
        worker->outcome.is_skipped = true;
    } else if (batch->archive && is_input(&worker->input) && worker->claim == ARCHIVE_TAKEN) {
        message_error(&worker->messages, worker->input.path.ptr,
                      SLICE("another input has its name, and so its document: convert them into two folders"));
        raise_status(worker, STATUS_BAD_USAGE);
    } else if (worker->input.problem) {
        report_problem(worker);
    } else if (batch->archive && is_unchanged(worker)) {
        skip(worker);
    } else if (batch->archive && is_of_another(worker)) {
        message_error(&worker->messages, worker->input.path.ptr,
                      SLICE("another input, of an earlier run, has its document: convert them into two folders"));
        raise_status(worker, STATUS_BAD_USAGE);
    } else {
        convert(worker);
    }
}

static void guard_memory(struct worker *worker)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        do_input(worker);
    else
        worker->outcome.is_exhausted = true;
    mem_guard_pop(&guard);
}

struct outcome worker_convert(struct worker *worker)
{
    if (!worker->outcome.is_exhausted)
        guard_memory(worker);
    out_free(worker->out);
    worker->out = NULL;
    if (worker->messages.line)
        message_log_fini(&worker->messages);
    if (worker->stream && fclose(worker->stream) != 0)
        worker->outcome.is_exhausted = true;
    worker->stream = NULL;
    if (worker->outcome.is_exhausted) {
        raise_status(worker, STATUS_SYSTEM_FAILED);
        buffer_fini(&worker->outcome.line);
        out_free(worker->outcome.draft);
        worker->outcome.draft = NULL;
    }
    worker->outcome.is_there = true;
    return worker->outcome;
}
