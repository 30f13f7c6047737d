/*
 * examine: a document as it lies there: its digest, whether it follows its schema, and the source that it names.
 * May be used by verify and tests.
 */
#ifndef EXAMINE_H
#define EXAMINE_H

#include "digest.h"
#include "report2yaml.h"

struct examine;

struct examine_source {
    struct report2yaml_source source;
    struct examine *examine;
};

/* All zero but for `reader`; what is found lives until the next call. */
struct examine {
    struct report2yaml_sink sink; /* first: it is cast */
    struct examine_source source;
    const struct report2yaml *reader; /* of YAML */
    struct report2yaml_conversion *conversion;
    int descriptor;
    struct digest digest;
    size_t depth;
    bool is_in_source;
    /* What is found. */
    int error;                           /* errno of reading, or 0 */
    char hex[DIGEST_HEX_LEN + 1];        /* of the whole file */
    char source_hex[DIGEST_HEX_LEN + 1]; /* source.sha256; "": it has none, or is of a format that is not read */
    struct buffer violation;             /* "line 7: /body/0/title: …"; empty: none */
};

/* Reads the descriptor to its end. What the document is called tells its format. */
void examine_document(struct examine *examine, const char *name, int descriptor);
void examine_fini(struct examine *examine);

#endif
