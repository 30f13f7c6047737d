/*
 * convert: the passes wired together: bytes of a report in, events of a document out, while reading goes on.
 * May be used by report2yaml, tests, fuzzers. No global state; one converter is one document; they are independent.
 */
#ifndef CONVERT_H
#define CONVERT_H

#include "diag.h"
#include "event.h"

struct convert;

enum convert_status {
    CONVERT_OK,
    CONVERT_NOTHING,       /* the input is empty or white space only */
    CONVERT_FOREIGN,       /* the first bytes are those of another format: convert_reason says which, and what to do */
    CONVERT_SINK_FAILED,   /* the sink refused an event */
    CONVERT_OUT_OF_MEMORY,
};

struct convert_options {
    const char *name;     /* source.name, as given; bytes that are no UTF-8 become %XX */
    const char *encoding; /* NULL: detect */
    bool no_digest;
    bool normalize_nfc;
    FILE *explain;        /* NULL, or where to say how each line was read */
};

/* `out` must outlive the converter. The options are copied. NULL when the encoding is unknown or memory is out. */
struct convert *convert_new(const struct convert_options *options, struct sink *out);
void convert_free(struct convert *convert);
/* Takes the next bytes of the report, cut anywhere. After a status other than CONVERT_OK nothing more is taken. */
enum convert_status convert_feed(struct convert *convert, const void *bytes, size_t len);
/* Says that the input ended (`truncated`: before its real end) and completes the document. */
enum convert_status convert_finish(struct convert *convert, bool truncated);
/* One line for CONVERT_FOREIGN and CONVERT_NOTHING. Lives as long as the converter. */
const char *convert_reason(const struct convert *convert);
/* The diagnostics; complete after convert_finish. Lives as long as the converter. */
const struct diag_list *convert_diagnostics(const struct convert *convert);

#endif
