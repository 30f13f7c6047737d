/*
 * batch: many inputs, each to a file of its own or to none, several at a time. May be used by main.
 *
 * What comes does not depend on how many work at a time: each file is written whole or not at all, and messages come in
 * the order of the inputs, those of one input together. Memory is that of as many conversions as there are workers, and
 * at most BATCH_WAITING_LEN_MAX bytes of messages and those of the inputs under way.
 */
#ifndef BATCH_H
#define BATCH_H

#include "job.h"
#include "progress.h"

enum { BATCH_WAITING_MAX = 1024, BATCH_WAITING_LEN_MAX = 1024 * 1024 };

/* Converts options->inputs into options->output_dir, or with --check into nothing, by options->jobs workers. */
enum exit_status batch_run(const struct options *options, const struct report2yaml *report2yaml,
                           struct message_log *messages, struct progress *progress);

#endif
