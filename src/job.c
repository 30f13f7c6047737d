#include "job.h"

#include "convert.h"
#include "read_yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

struct job;

/* Stands between check and writer, and knows whether a document is open. */
struct watch {
    struct sink sink;
    struct sink *next; /* NULL: nothing is written */
    bool is_open;
};

struct listener {
    struct check_listener listener;
    struct job *job;
};

struct input {
    struct read_yaml_input input;
    int descriptor;
    int error; /* errno of a read that failed, or 0 */
};

struct job {
    const struct job_setting *setting;
    const char *name;
    enum exit_status status;
    struct input input;
    struct watch watch;
    struct listener listener;
    struct check *check;
    struct convert *convert;
    struct read_yaml_error refusal;
    char bytes[READ_SIZE];
};

static void raise_status(struct job *job, enum exit_status status)
{
    if (job->status < status)
        job->status = status;
}

static void complain(struct job *job, enum exit_status status, struct slice text)
{
    message_error(job->setting->messages, job->name, 0, 0, text);
    raise_status(job, status);
}

static int watch_take(struct sink *self, const struct event *event)
{
    struct watch *watch = (struct watch *)self;

    if (event->type == EVENT_DOCUMENT_START)
        watch->is_open = true;
    if (watch->next && sink_take(watch->next, event) != 0)
        return -1;
    if (event->type == EVENT_DOCUMENT_END)
        watch->is_open = false;
    return 0;
}

static void hear_violation(struct check_listener *self, const struct check_violation *violation)
{
    struct job *job = ((struct listener *)self)->job;

    message_violation(job->setting->messages, job->name, violation);
    raise_status(job, STATUS_BAD_INPUT);
}

static long read_input(struct read_yaml_input *self, void *to, size_t room)
{
    struct input *input = (struct input *)self;
    ssize_t len;

    do
        len = read(input->descriptor, to, room);
    while (len < 0 && errno == EINTR);
    if (len < 0)
        input->error = errno;
    return (long)len;
}

static bool is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0;
}

static int open_input(struct job *job)
{
    job->input.descriptor = STDIN_FILENO;
    if (!is_standard_input(job->name))
        job->input.descriptor = open(job->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (job->input.descriptor >= 0)
        return 0;
    message_system(job->setting->messages, job->name, "cannot be opened", errno);
    raise_status(job, STATUS_SYSTEM_FAILED);
    return -1;
}

/* A sink that refuses has an output that fails, which the caller reports; anything else is a fault of the program. */
static void explain_refusal(struct job *job)
{
    if (job->setting->out && out_error(job->setting->out) != 0)
        raise_status(job, STATUS_SYSTEM_FAILED);
    else
        complain(job, STATUS_BAD_INPUT, SLICE("the document cannot be written in this format"));
}

static void show_diagnostics(struct job *job)
{
    const struct diag_list *list = convert_diagnostics(job->convert);

    for (size_t i = 0; i < diag_list_count(list); i++)
        message_diag(job->setting->messages, job->name, diag_list_get(list, i));
    if (diag_list_total(list, DIAG_ERROR) > 0)
        raise_status(job, STATUS_BAD_INPUT);
    if (job->setting->options->strict && diag_list_total(list, DIAG_WARNING) > 0)
        complain(job, STATUS_BAD_INPUT, SLICE("there are warnings, and --strict makes them a failure"));
}

static enum convert_status feed_all(struct job *job)
{
    enum convert_status status = CONVERT_OK;
    bool is_fed = false;
    long len;

    while (status == CONVERT_OK && (len = read_input(&job->input.input, job->bytes, sizeof job->bytes)) > 0) {
        status = convert_feed(job->convert, job->bytes, (size_t)len);
        is_fed = true;
    }
    if (job->input.error != 0) {
        message_system(job->setting->messages, job->name, "cannot be read", job->input.error);
        raise_status(job, STATUS_SYSTEM_FAILED);
    }
    if (status != CONVERT_OK || (job->input.error != 0 && !is_fed))
        return status;
    status = convert_finish(job->convert, job->input.error != 0);
    if (status == CONVERT_OK)
        show_diagnostics(job);
    return status;
}

static void convert_text(struct job *job)
{
    const struct options *options = job->setting->options;
    const struct convert_options convert_options = {
        .name = job->name,
        .encoding = options->encoding,
        .no_digest = options->no_digest,
        .normalize_nfc = options->normalize_nfc,
        .explain = options->explain ? stderr : NULL,
    };

    job->convert = convert_new(&convert_options, check_sink(job->check));
    if (!job->convert)
        mem_exhausted();
    switch (feed_all(job)) {
    case CONVERT_OK:
        break;
    case CONVERT_NOTHING:
    case CONVERT_FOREIGN:
        complain(job, STATUS_BAD_INPUT, slice_of(convert_reason(job->convert)));
        break;
    case CONVERT_SINK_FAILED:
        explain_refusal(job);
        break;
    case CONVERT_OUT_OF_MEMORY:
        complain(job, STATUS_SYSTEM_FAILED, SLICE("out of memory"));
        break;
    }
    if (check_violations(job->check) > 0)
        complain(job, STATUS_BAD_INPUT, SLICE("this is a fault of report2yaml, not of the text: please report it"));
}

static void convert_yaml(struct job *job)
{
    switch (read_yaml(&job->input.input, check_sink(job->check), &job->refusal)) {
    case READ_YAML_DONE:
        break;
    case READ_YAML_REFUSED:
        message_error(job->setting->messages, job->name, job->refusal.line, job->refusal.column,
                      buffer_slice(&job->refusal.message));
        raise_status(job, STATUS_BAD_INPUT);
        break;
    case READ_YAML_INPUT_FAILED:
        message_system(job->setting->messages, job->name, "cannot be read", job->input.error);
        raise_status(job, STATUS_SYSTEM_FAILED);
        break;
    case READ_YAML_SINK_FAILED:
        explain_refusal(job);
        break;
    }
}

static void convert_input(struct job *job)
{
    if (open_input(job) != 0)
        return;
    job->check = check_new(job->setting->schema, &job->watch.sink, &job->listener.listener);
    if (job->setting->options->from == INPUT_YAML)
        convert_yaml(job);
    else
        convert_text(job);
}

static void guard_memory(struct job *job)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        convert_input(job);
        mem_guard_pop(&guard);
    } else {
        mem_guard_pop(&guard);
        complain(job, STATUS_SYSTEM_FAILED, SLICE("out of memory"));
    }
}

static void job_free(struct job *job)
{
    if (job->convert)
        convert_free(job->convert);
    if (job->check)
        check_free(job->check);
    buffer_fini(&job->refusal.message);
    if (job->input.descriptor >= 0 && !is_standard_input(job->name))
        close(job->input.descriptor);
    mem_free(job);
}

struct job_result job_run(const struct job_setting *setting, const char *name)
{
    struct job *job = mem_alloc(sizeof *job);
    struct job_result result;

    job->setting = setting;
    job->name = name;
    job->input = (struct input){ .input.read = read_input, .descriptor = -1 };
    job->watch = (struct watch){ .sink.take = watch_take, .next = setting->writer ? &setting->writer->sink : NULL };
    job->listener = (struct listener){ .listener.violation = hear_violation, .job = job };
    guard_memory(job);
    result = (struct job_result){ .status = job->status, .is_broken_off = job->watch.is_open };
    job_free(job);
    return result;
}
