#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct job;

struct job_sink {
    struct report2yaml_sink sink;
    struct job *job;
};

struct job_source {
    struct report2yaml_source source;
    struct job *job;
};

struct job {
    const struct job_setting *setting;
    const char *name;
    struct job_result result;
    struct job_sink sink;
    struct job_source source;
    int descriptor;
    int error; /* errno of a read that failed, or 0 */
    struct report2yaml_conversion *conversion;
};

static void raise_status(struct job *job, enum exit_status status)
{
    if (job->result.status < status)
        job->result.status = status;
}

static void complain(struct job *job, enum exit_status status, struct slice text)
{
    message_error(job->setting->messages, job->name, text);
    raise_status(job, status);
}

static int take_bytes(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    const struct job_setting *setting = ((struct job_sink *)self)->job->setting;

    if (setting->facts)
        facts_write(setting->facts, bytes, len);
    out_write(setting->out, bytes, len);
    return out_error(setting->out);
}

/* Where memory runs out here, the library's own guard takes it as if that were its own doing. */
static int take_event(struct report2yaml_sink *self, const struct report2yaml_event *event)
{
    facts_take(((struct job_sink *)self)->job->setting->facts, event);
    return 0;
}

static void take_message(struct report2yaml_sink *self, const struct report2yaml_message *message)
{
    struct job *job = ((struct job_sink *)self)->job;

    message_tell(job->setting->messages, job->name, message);
}

static long read_input(struct report2yaml_source *self, void *to, size_t room)
{
    struct job *job = ((struct job_source *)self)->job;
    ssize_t len;

    do
        len = read(job->descriptor, to, room);
    while (len < 0 && errno == EINTR);
    if (len < 0) {
        job->error = errno;
        return -1;
    }
    job->result.bytes += (uint64_t)len;
    if (job->setting->facts)
        facts_read(job->setting->facts, to, (size_t)len);
    return (long)len;
}

static bool is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0;
}

static int open_input(struct job *job)
{
    job->descriptor = STDIN_FILENO;
    if (!is_standard_input(job->name))
        job->descriptor = open(job->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (job->descriptor >= 0)
        return 0;
    message_system(job->setting->messages, job->name, "cannot be opened", errno);
    raise_status(job, STATUS_SYSTEM_FAILED);
    return -1;
}

static void judge(struct job *job, enum report2yaml_status status)
{
    switch (status) {
    case REPORT2YAML_DONE:
        break;
    case REPORT2YAML_REFUSED:
    case REPORT2YAML_UNKNOWN_NAME:
        raise_status(job, STATUS_BAD_INPUT);
        break;
    case REPORT2YAML_READ_FAILED:
        message_system(job->setting->messages, job->name,
                       job->error == EISDIR ? "can only be read with --recursive" : "cannot be read", job->error);
        raise_status(job, STATUS_SYSTEM_FAILED);
        break;
    case REPORT2YAML_SINK_FAILED:
        raise_status(job, STATUS_SYSTEM_FAILED);
        break;
    case REPORT2YAML_OUT_OF_MEMORY:
        complain(job, STATUS_SYSTEM_FAILED, SLICE("out of memory"));
        break;
    }
    if (status != REPORT2YAML_DONE)
        return;
    job->result.has_warnings = report2yaml_count(job->conversion, REPORT2YAML_WARNING) > 0;
    if (job->setting->options->strict && job->result.has_warnings)
        complain(job, STATUS_BAD_INPUT, SLICE("there are warnings, and --strict makes them a failure"));
}

static void convert_input(struct job *job)
{
    if (open_input(job) != 0)
        return;
    if (!is_standard_input(job->name))
        message_about(job->setting->messages, job->name, job->setting->options->encoding);
    job->conversion = report2yaml_begin(job->setting->report2yaml, inputs_name_of(job->name), &job->sink.sink);
    if (!job->conversion)
        mem_exhausted();
    judge(job, report2yaml_read(job->conversion, &job->source.source));
    job->result.is_broken_off = report2yaml_is_broken_off(job->conversion);
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

struct job_result job_run(const struct job_setting *setting, const char *name)
{
    struct job job = { .setting = setting, .name = name, .descriptor = -1 };

    job.sink = (struct job_sink){ .sink.message = take_message, .job = &job };
    if (setting->out)
        job.sink.sink.write = take_bytes;
    if (setting->facts) {
        job.sink.sink.event = take_event;
        facts_begin(setting->facts, setting->options->from == INPUT_TEXT && !setting->options->no_digest);
    }
    job.source = (struct job_source){ { read_input }, &job };
    guard_memory(&job);
    report2yaml_end(job.conversion);
    message_about(setting->messages, NULL, NULL);
    if (job.descriptor >= 0 && !is_standard_input(name))
        close(job.descriptor);
    return job.result;
}

enum exit_status job_report_problem(const struct options *options, struct message_log *messages,
                                    const struct input *input)
{
    const struct report2yaml_message left_out = {
        .level = REPORT2YAML_WARNING, .text = { input->problem, strlen(input->problem) },
    };

    if (input->error != 0) {
        message_system(messages, input->path.ptr, input->problem, input->error);
        return STATUS_SYSTEM_FAILED;
    }
    message_tell(messages, input->path.ptr, &left_out);
    return options->strict ? STATUS_BAD_INPUT : STATUS_GOOD;
}
