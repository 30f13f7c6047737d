/* main: the command line, the output, and one job for each input. */
#include "interrupt.h"
#include "job.h"
#include "version.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct write_options write_options = { 0 };

struct program {
    struct options options;
    struct message_form messages;
    struct schema *schema;
    struct buffer why;
    struct out *out;
    struct writer *writer;
    enum exit_status status;
};

static void raise_status(struct program *program, enum exit_status status)
{
    if (program->status < status)
        program->status = status;
}

static void report_output(struct program *program, const char *what, int error)
{
    message_system(&program->messages, out_name(program->out), what, error);
    raise_status(program, STATUS_SYSTEM_FAILED);
}

/* What reached standard output may still be lost on its way: closing it says so. */
static void finish_standard_output(struct program *program)
{
    if (out_commit(program->out) != 0)
        report_output(program, "cannot be written", errno);
    else if (close(STDOUT_FILENO) != 0 && errno != EINTR)
        report_output(program, "cannot be written", errno);
}

static void finish_file(struct program *program)
{
    if (out_error(program->out) != 0) {
        report_output(program, "cannot be written", out_error(program->out));
    } else if (program->status != STATUS_GOOD) {
        out_discard(program->out);
        message_error(&program->messages, out_name(program->out), 0, 0, SLICE("not written, because of the above"));
    } else if (out_commit(program->out) != 0) {
        report_output(program, "cannot be written", errno);
    }
}

static void open_output(struct program *program)
{
    const char *path = program->options.output;

    if (path) {
        program->out = out_to_file(path);
        if (!program->out) {
            message_system(&program->messages, path, "cannot be written", errno);
            raise_status(program, STATUS_SYSTEM_FAILED);
            return;
        }
    } else {
        program->out = out_to_descriptor(STDOUT_FILENO, "standard output");
    }
    program->writer = program->options.to->open(program->out, &write_options);
}

/* False where no further document may follow on the output. */
static bool run_job(struct program *program, const char *name, bool is_last)
{
    const struct job_setting setting = {
        .options = &program->options,
        .schema = program->schema,
        .out = program->out,
        .writer = program->writer,
        .messages = &program->messages,
    };
    struct job_result result = job_run(&setting, name);

    raise_status(program, result.status);
    if (!program->out)
        return true;
    if (out_error(program->out) != 0)
        return false;
    if (result.is_broken_off && !is_last)
        message_error(&program->messages, NULL, 0, 0, SLICE("the inputs behind it were left out"));
    return !result.is_broken_off;
}

static void convert(struct program *program)
{
    const struct options *options = &program->options;

    program->schema = schema_load(schema_text(), &program->why);
    if (!program->schema) {
        message_error(&program->messages, NULL, 0, 0, buffer_slice(&program->why));
        raise_status(program, STATUS_SYSTEM_FAILED);
        return;
    }
    if (!options->check) {
        open_output(program);
        if (!program->out)
            return;
    }
    for (size_t i = 0; i < options->n_inputs; i++)
        if (!run_job(program, options->inputs[i], i + 1 == options->n_inputs))
            break;
    if (program->out && options->output)
        finish_file(program);
    else if (program->out)
        finish_standard_output(program);
}

static void print(struct program *program)
{
    program->out = out_to_descriptor(STDOUT_FILENO, "standard output");
    if (program->options.task == TASK_HELP)
        options_print_help(program->out);
    else if (program->options.task == TASK_VERSION)
        out_write_slice(program->out, SLICE("report2yaml " REPORT2YAML_VERSION "\n"));
    else
        out_write_slice(program->out, schema_text());
    finish_standard_output(program);
}

static void run(struct program *program, int argc, char **argv)
{
    message_form_init(&program->messages, stderr);
    if (options_parse(&program->options, argc, argv, &program->why) != 0) {
        message_error(&program->messages, NULL, 0, 0, buffer_slice(&program->why));
        raise_status(program, STATUS_BAD_USAGE);
        return;
    }
    program->messages.is_json = program->options.json_messages;
    program->messages.is_quiet = program->options.quiet;
    if (program->options.task == TASK_CONVERT)
        convert(program);
    else
        print(program);
}

static void guard_memory(struct program *program, int argc, char **argv)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        run(program, argc, argv);
    } else {
        fputs("report2yaml: error: out of memory\n", stderr);
        program->status = STATUS_SYSTEM_FAILED;
    }
    mem_guard_pop(&guard);
}

static void program_fini(struct program *program)
{
    if (program->writer)
        program->writer->free(program->writer);
    out_free(program->out);
    schema_free(program->schema);
    options_fini(&program->options);
    message_form_fini(&program->messages);
    buffer_fini(&program->why);
}

/*
 * Where the caller has closed one of the three standard descriptors, the next file that is opened would get its number,
 * and messages would go into it. So each is taken, in a way that makes its proper use fail as on a closed one.
 */
static void take_standard_descriptors(void)
{
    static const int modes[] = { [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY };

    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1 && open("/dev/null", modes[descriptor]) != descriptor)
            exit(STATUS_SYSTEM_FAILED);
}

int main(int argc, char **argv)
{
    static char error_lines[4096];
    struct program program = { 0 };

    take_standard_descriptors();
    interrupt_install();
    /* Each message in one write, so that lines of several programs on one terminal stay whole. */
    setvbuf(stderr, error_lines, _IOLBF, sizeof error_lines);
    guard_memory(&program, argc, argv);
    program_fini(&program);
    return (int)program.status;
}
