/* main: the command line, the output, and one job for each input. */
#include "batch.h"
#include "interrupt.h"
#include "records.h"
#include "sandbox.h"
#include "verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { KEPT_MAX = 1024 * 1024 };

struct program {
    struct options options;
    struct message_log messages;
    struct progress progress;
    struct report2yaml *report2yaml;
    struct report2yaml *from_text; /* of records */
    struct buffer why;
    struct out *out;
    struct inputs *inputs; /* of convert_to_one */
    struct input input;
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
        message_error(&program->messages, out_name(program->out), SLICE("not written, because of the above"));
    } else if (out_commit(program->out) != 0) {
        report_output(program, "cannot be written", errno);
    }
}

static void open_output(struct program *program)
{
    const char *path = program->options.output;

    if (!path) {
        program->out = out_to_descriptor(STDOUT_FILENO, "standard output");
        return;
    }
    program->out = out_to_file(path);
    if (program->out)
        return;
    message_system(&program->messages, path,
                   errno == ENOENT ? "cannot be written, its folder has to be made first" : "cannot be written", errno);
    raise_status(program, STATUS_SYSTEM_FAILED);
}

/* --output report.txt report.txt would put the document in the place of the text. */
static bool is_own_input(const struct program *program, const char *path)
{
    return program->options.output && program->options.from == INPUT_TEXT && out_replaces(program->out, path);
}

/* False where no further document may follow on the output. */
static bool run_job(struct program *program, const char *path)
{
    const struct job_setting setting = {
        .options = &program->options,
        .report2yaml = program->report2yaml,
        .out = program->out,
        .messages = &program->messages,
    };
    struct job_result result = job_run(&setting, path);

    raise_status(program, result.status);
    progress_add(&program->progress, result.bytes, result.status != STATUS_GOOD, result.has_warnings);
    progress_show(&program->progress);
    return out_error(program->out) == 0 && !result.is_broken_off;
}

static void run_jobs(struct program *program)
{
    struct input *input = &program->input;

    while (inputs_next(program->inputs, input)) {
        if (input->problem) {
            raise_status(program, job_report_problem(&program->options, &program->messages, input));
        } else if (is_own_input(program, input->path.ptr)) {
            message_error(&program->messages, input->path.ptr,
                          SLICE("its document would replace it: choose another name"));
            raise_status(program, STATUS_BAD_USAGE);
        } else if (!run_job(program, input->path.ptr)) {
            if (out_error(program->out) == 0 && inputs_next(program->inputs, input))
                message_error(&program->messages, NULL, SLICE("the inputs behind it were left out"));
            return;
        }
    }
}

static void run_records(struct program *program)
{
    const struct records_setting setting = {
        .options = &program->options,
        .from_bytes = program->report2yaml,
        .from_text = program->from_text,
        .out = program->out,
        .messages = &program->messages,
    };

    raise_status(program, records_run(&setting));
}

/* All documents on one output, one behind the other. */
static void convert_to_one(struct program *program)
{
    const struct options *options = &program->options;
    const struct inputs_setting inputs = options_inputs(options);

    open_output(program);
    if (!program->out)
        return;
    if (!options->output)
        sandbox_enter();
    program->inputs = inputs_new(&inputs);
    if (options->from == INPUT_NDJSON)
        run_records(program);
    else
        run_jobs(program);
    if (options->output)
        finish_file(program);
    else
        finish_standard_output(program);
}

/* A terminal that understands the few sequences that are used. */
static bool is_terminal(int descriptor)
{
    const char *term = getenv("TERM");

    return isatty(descriptor) && term && strcmp(term, "dumb") != 0;
}

/* See https://no-color.org */
static bool is_colour_wanted(int descriptor)
{
    const char *no_color = getenv("NO_COLOR");

    return is_terminal(descriptor) && !(no_color && no_color[0] != '\0');
}

/* A line that is overwritten must not stand between documents on the same screen. */
static bool is_progress_wanted(const struct options *options)
{
    const struct inputs_setting inputs = options_inputs(options);
    bool is_on_screen = !options->output && !options->output_dir && !options->check && isatty(STDOUT_FILENO);

    if (options->progress != PROGRESS_AUTO)
        return options->progress == PROGRESS_ALWAYS;
    return is_terminal(STDERR_FILENO) && !inputs_is_one(&inputs) && options->from != INPUT_NDJSON && !options->quiet &&
           !options->json_messages && !options->explain && !is_on_screen;
}

/* 0 where not all sizes are known beforehand. */
static uint64_t count_bytes(const struct options *options)
{
    uint64_t bytes = 0;
    struct stat status;

    if (options->files_from || options->recursive)
        return 0;
    for (size_t i = 0; i < options->n_inputs; i++) {
        if (stat(options->inputs[i], &status) != 0)
            continue;
        if (!S_ISREG(status.st_mode))
            return 0;
        bytes += (uint64_t)status.st_size;
    }
    return bytes;
}

static void start_progress(struct program *program)
{
    const struct options *options = &program->options;
    size_t n_files = options->files_from || options->recursive ? 0 : options->n_inputs;

    if (!is_progress_wanted(options))
        return;
    progress_start(&program->progress, stderr, is_terminal(STDERR_FILENO), n_files, count_bytes(options));
    program->messages.progress = &program->progress;
}

/* Who has only typed the program's name would wait for it, as it waits for them. */
static void greet(struct program *program)
{
    static const char text[] = "reads the report from this terminal, up to Ctrl-D; --help says how to name files";
    const struct report2yaml_message greeting = { .level = REPORT2YAML_NOTE, .text = { text, sizeof text - 1 } };
    const struct options *options = &program->options;

    if (options->n_inputs == 1 && !options->files_from && strcmp(options->inputs[0], "-") == 0 &&
        isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
        message_tell(&program->messages, NULL, &greeting);
}

static void verify(struct program *program)
{
    const struct options *options = &program->options;
    const struct report2yaml_options reader = { .from = REPORT2YAML_YAML };
    const struct report2yaml_options remake = {
        .encoding = options->encoding,
        .normalize_nfc = options->normalize_nfc,
        .no_digest = options->no_digest,
        .modeline = options->modeline,
    };
    struct verify_setting setting = {
        .folder = options->verify,
        .remake = options->rederive ? &remake : NULL,
        .messages = &program->messages,
    };

    if (report2yaml_new(&reader, &program->report2yaml) != REPORT2YAML_DONE)
        mem_exhausted();
    setting.reader = program->report2yaml;
    raise_status(program, verify_run(&setting));
}

static void convert(struct program *program)
{
    const struct options *options = &program->options;
    struct report2yaml_options library_options = {
        .from = options->from == INPUT_YAML ? REPORT2YAML_YAML : REPORT2YAML_TEXT,
        .to = options->to->name,
        .encoding = options->encoding,
        .normalize_nfc = options->normalize_nfc,
        .no_digest = options->no_digest,
        .modeline = options->modeline,
        .colour = !options->output && !options->output_dir && is_colour_wanted(STDOUT_FILENO),
        .explain = options->explain ? stderr : NULL,
    };

    if (report2yaml_new(&library_options, &program->report2yaml) != REPORT2YAML_DONE)
        mem_exhausted();
    library_options.encoding = "UTF-8";
    if (options->from == INPUT_NDJSON && report2yaml_new(&library_options, &program->from_text) != REPORT2YAML_DONE)
        mem_exhausted();
    greet(program);
    start_progress(program);
    if (options->output_dir || options->check)
        raise_status(program, batch_run(options, program->report2yaml, &program->messages, &program->progress));
    else
        convert_to_one(program);
    progress_finish(&program->progress);
}

static void print_version(struct out *out)
{
    out_write_slice(out, SLICE("report2yaml "));
    out_write_slice(out, slice_of(report2yaml_version()));
    out_write_slice(out, SLICE("\n"));
}

static void print(struct program *program)
{
    program->out = out_to_descriptor(STDOUT_FILENO, "standard output");
    if (program->options.task == TASK_HELP)
        options_print_help(program->out);
    else if (program->options.task == TASK_VERSION)
        print_version(program->out);
    else
        out_write(program->out, report2yaml_schema().bytes, report2yaml_schema().len);
    finish_standard_output(program);
}

static void set_form(struct program *program)
{
    struct message_form *form = &program->messages.form;

    form->is_json = program->options.json_messages;
    form->is_quiet = program->options.quiet;
    form->has_colour = is_colour_wanted(STDERR_FILENO);
    form->shows_excerpt = !form->is_json && is_terminal(STDERR_FILENO);
}

static void run(struct program *program, int argc, char **argv)
{
    message_log_init(&program->messages, &(struct message_form){ 0 }, stderr);
    if (options_parse(&program->options, argc, argv, &program->why) != 0) {
        message_error(&program->messages, NULL, buffer_slice(&program->why));
        raise_status(program, STATUS_BAD_USAGE);
        return;
    }
    set_form(program);
    if (program->options.task == TASK_CONVERT)
        convert(program);
    else if (program->options.task == TASK_VERIFY)
        verify(program);
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
    out_free(program->out);
    inputs_free(program->inputs);
    input_fini(&program->input);
    report2yaml_free(program->report2yaml);
    report2yaml_free(program->from_text);
    options_fini(&program->options);
    message_log_fini(&program->messages);
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

/*
 * Between two inputs most memory is free, and the next one wants it again. glibc would hand it back to the system each
 * time, and get it back cleared, a fault for each page.
 */
static void keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, KEPT_MAX);
#endif
}

int main(int argc, char **argv)
{
    static char error_lines[4096];
    struct program program = { 0 };

    take_standard_descriptors();
    interrupt_install();
    keep_memory();
    /* Each message in one write, so that lines of several programs on one terminal stay whole. */
    setvbuf(stderr, error_lines, _IOLBF, sizeof error_lines);
    guard_memory(&program, argc, argv);
    program_fini(&program);
    return (int)program.status;
}
