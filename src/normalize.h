/*
 * normalize: a line of text to Unicode's normalisation form C, on request only: it rewrites compatibility ideographs
 * (U+F900 豈 becomes U+8C48 豈) for good. May be used by convert and tests.
 *
 * The form of a text is that of its parts, where each begins with what is no mark and no conjoining jamo (Unicode 15,
 * section 3.11): so a line is rewritten part by part, and what was rewritten can be counted.
 */
#ifndef NORMALIZE_H
#define NORMALIZE_H

#include "mem.h"

#include <stdint.h>

/* Room for one line. All zero is fit for use; normalize_fini it. */
struct normalizer {
    struct buffer line;
    int32_t *part; /* code points */
    size_t part_capacity;
};

struct normalized {
    struct slice text;      /* the line itself, or borrowed from the normalizer until its next line */
    uint64_t n_changed;     /* characters, with their marks, that were rewritten */
    uint64_t first_cp;      /* how many code points of `text` stand before the first of them */
};

/* `line` is valid UTF-8. */
struct normalized normalize_line(struct normalizer *normalizer, struct slice line);
void normalize_fini(struct normalizer *normalizer);

#endif
