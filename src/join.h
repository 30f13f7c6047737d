/*
 * join: raw lines to paragraphs: undoes hard wrapping, sets page furniture apart, hands the first lines to the front
 * matter. May be used by outline, convert and tests. Holds a bounded window of lines (JOIN_LINES_MAX, JOIN_BYTES_MAX).
 */
#ifndef JOIN_H
#define JOIN_H

#include "clean.h"
#include "front.h"

enum {
    JOIN_LINES_MAX = FRONT_LINES_MAX, /* at the start */
    JOIN_BYTES_MAX = 32 * 1024,
    JOIN_LINES_AHEAD = 24,            /* later on: what the layout is told from */
    JOIN_BYTES_AHEAD = 8 * 1024,
};

struct join_taker {
    /*
     * The report's first lines, once, before any paragraph. Sets where the body begins: the index of a line, and how
     * many of its bytes belong to the front still.
     */
    void (*front)(struct join_taker *self, const struct front_line *lines, size_t n, size_t *body_line,
                  size_t *body_offset);
    /* One paragraph, which is the joiner's: the taker leaves it empty, be it by swapping it for an empty one. */
    void (*paragraph)(struct join_taker *self, struct paragraph *paragraph);
};

struct joiner;

/* Taker, list and tally must outlive the joiner. */
struct joiner *join_new(struct join_taker *taker, struct diag_list *diags, struct clean_tally *tally);
void join_free(struct joiner *joiner);
void join_line(struct joiner *joiner, const struct line *line);
void join_finish(struct joiner *joiner);

#endif
