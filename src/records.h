/*
 * records: a stream of records (NDJSON, see ndjson.h) to a stream of documents, a line in for a line out, in order: the
 * form that Hadoop Streaming and Spark's pipe() take. May be used by main.
 *
 * A record that fails gives {"name": …, "error": …} in its place and never ends the stream. A name that the record does
 * not give is FILE:LINE. Memory is bounded whatever comes: by the two limits below and what one conversion takes.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include "job.h"

enum { RECORDS_LINE_LEN_MAX = 16 * 1024 * 1024, RECORDS_DOCUMENT_LEN_MAX = 64 * 1024 * 1024 };

struct records_setting {
    const struct options *options;
    const struct report2yaml *from_bytes; /* for what comes as base64 */
    const struct report2yaml *from_text;  /* the same, with the encoding UTF-8 */
    struct out *out;
    struct message_log *messages;
};

/*
 * Converts the inputs that the options ask for. STATUS_GOOD where the stream came through, whatever its records are:
 * the engines above take another status for the failure of the whole. With options->strict a record that failed gives
 * STATUS_BAD_INPUT. A failure of `out` is not reported here: the caller sees out_error.
 */
enum exit_status records_run(const struct records_setting *setting);

#endif
