/*
 * batch: many inputs, each to a file of its own or to none, several at a time. May be used by main.
 *
 * What comes does not depend on how many work at a time: each file is written whole or not at all, and messages come in
 * the order of the inputs, those of one input together. Memory is that of as many conversions as there are workers, at
 * most BATCH_WAITING_LEN_MAX bytes of messages and those of the inputs under way, and what archive.h says.
 *
 * Workers convert; their documents wait as drafts. A thread of its own brings them to the disk, some hundred at a time
 * or what there is after a twentieth of a second, so that no worker waits for the disk; where it cannot be had, workers
 * do that in between.
 */
#ifndef BATCH_H
#define BATCH_H

#include "job.h"
#include "progress.h"

enum { BATCH_WAITING_MAX = 1024, BATCH_WAITING_LEN_MAX = 1024 * 1024 };

/*
 * Converts the inputs into the archive options->output_dir, or with --check into nothing, by options->jobs workers.
 * What the archive says was made from the same bytes in the same way is left as it is.
 */
enum exit_status batch_run(const struct options *options, const struct report2yaml *report2yaml,
                           struct message_log *messages, struct progress *progress);

#endif
