/*
 * remake: documents made again from their sources, to compare or to restore them. May be used by verify and tests.
 */
#ifndef REMAKE_H
#define REMAKE_H

#include "digest.h"
#include "out.h"
#include "report2yaml.h"

enum { REMAKE_FORMATS_MAX = 16 };

struct remake;

struct remake_source {
    struct report2yaml_source source;
    struct remake *remake;
};

/* All zero but for `options`. */
struct remake {
    struct report2yaml_sink sink; /* first: it is cast */
    struct remake_source source;
    struct report2yaml_options options; /* `to` is set for each document */
    struct report2yaml *makers[REMAKE_FORMATS_MAX];
    struct report2yaml_conversion *conversion;
    struct digest digest;
    struct out *out;
    int descriptor;
    char hex[DIGEST_HEX_LEN + 1]; /* of the document that was made */
};

/* What to make of what. */
struct remake_order {
    const char *document;    /* its file name, whose extension tells the format */
    const char *source;      /* path */
    const char *source_name; /* what the document calls it */
};

/* Makes the document and keeps remake->hex alone. False where the source gives none. */
bool remake_compare(struct remake *remake, const struct remake_order *order);
/* Makes it and puts it in the place of `path`, whole or not at all, where its digest is `expected`. */
bool remake_restore(struct remake *remake, const struct remake_order *order, const char *path, const char *expected);
void remake_fini(struct remake *remake);

#endif
