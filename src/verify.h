/*
 * verify: does an archive or a bag still hold what was written, made of what its record says? May be used by main.
 *
 * A line on stderr for each file that is not as it was: a document that has changed, that does not follow its schema,
 * or whose source.sha256 is not that of its source; a source that has changed or is missing; in a bag, lists that have
 * changed, and files that they do not name. Reads every file once or twice, and changes nothing but what is restored.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include "job.h"

struct verify_setting {
    const char *folder;
    const struct report2yaml *reader; /* of YAML, to check documents */
    /*
     * NULL; or how documents were made, to make each again from its source. What differs from what its source gives is
     * said, and restored where the record has the digest of what was made.
     */
    const struct report2yaml_options *remake;
    struct message_log *messages;
};

/* STATUS_BAD_INPUT where something is wrong and was not restored. */
enum exit_status verify_run(const struct verify_setting *setting);

#endif
