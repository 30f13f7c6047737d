/*
 * job: one input through the library, from its file to an output, with what has to be said about it.
 * May be used by batch, records and main; for the statuses by bag and verify.
 */
#ifndef JOB_H
#define JOB_H

#include "facts.h"
#include "message.h"
#include "options.h"
#include "report2yaml.h"

/* The contract's exit statuses; of several the highest wins. */
enum exit_status {
    STATUS_GOOD = 0,
    STATUS_BAD_INPUT = 1,
    STATUS_BAD_USAGE = 2,
    STATUS_SYSTEM_FAILED = 3,
};

/* Where one input goes. */
struct job_setting {
    const struct options *options;
    const struct report2yaml *report2yaml;
    struct out *out; /* NULL with --check */
    struct message_log *messages;
    struct facts *facts; /* NULL, or what to gather: begun by job_run, told and freed by the caller */
};

/* Of one job. */
struct job_result {
    enum exit_status status;
    bool is_broken_off; /* the output was given the beginning of a document, but not its end */
    bool has_warnings;
    uint64_t bytes;     /* read */
};

/*
 * `name` is a path, or "-" for standard input. A failure of `out` is not reported here: the caller sees out_error.
 * Where memory runs out the result says so.
 */
struct job_result job_run(const struct job_setting *setting, const char *name);

/* Says why an input is none, and gives the status of that: with --strict, what was left out is a failure, too. */
enum exit_status job_report_problem(const struct options *options, struct message_log *messages,
                                    const struct input *input);

#endif
