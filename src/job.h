/*
 * job: one input through the passes, from its file to the writer, with what has to be said about it.
 * May be used by main.
 */
#ifndef JOB_H
#define JOB_H

#include "message.h"
#include "options.h"
#include "schema.h"
#include "write.h"

/* The contract's exit statuses; of several the highest wins. */
enum exit_status {
    STATUS_GOOD = 0,
    STATUS_BAD_INPUT = 1,
    STATUS_BAD_USAGE = 2,
    STATUS_SYSTEM_FAILED = 3,
};

/* What jobs share. */
struct job_setting {
    const struct options *options;
    const struct schema *schema;
    struct out *out;       /* NULL with --check */
    struct writer *writer; /* writes to `out`; NULL with --check */
    struct message_form *messages;
};

/* Of one job. */
struct job_result {
    enum exit_status status;
    bool is_broken_off; /* the writer was given the beginning of a document, but not its end */
};

/* `name` is a path, or "-" for standard input. A failure of `out` is not reported here: the caller sees out_error. */
struct job_result job_run(const struct job_setting *setting, const char *name);

#endif
