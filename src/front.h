/*
 * front: title, date, occasion, speaker, publication from the first lines of a report, and where its body begins.
 * Pure: looks at lines, keeps nothing. May be used by the joiner, outline and tests.
 */
#ifndef FRONT_H
#define FRONT_H

#include "mem.h"

#include <stdint.h>

enum { FRONT_LINES_MAX = 64 }; /* how many are looked at */

/* One line of the source that is not blank, decoded, as printed, without white space at its ends. Borrowed. */
struct front_line {
    struct slice text;
    uint64_t number;   /* of the line in the source, from 1 */
    bool after_blank;  /* a blank line stands before it */
    uint64_t column;   /* of its first code point, from 1 */
};

/* The facts found; empty where the report does not print them. White space as in contract section 2. */
struct front_matter {
    struct buffer title;
    struct buffer date;      /* YYYY-MM-DD */
    struct buffer occasion;
    struct buffer speaker;   /* the name */
    struct buffer role;      /* the speaker's office */
    struct buffer published; /* YYYY-MM-DD */
    struct buffer publisher;
    size_t body_line;   /* index of the line that the body begins in; n where no line does */
    size_t body_offset; /* bytes of that line that belong to the front; 0: the whole line is body */
    struct buffer scratch, joined; /* working memory of front_read */
};

/*
 * `lines`: the first lines of the report, as many as the look-ahead holds (64 lines or 32 KiB), whether or not more
 * follow. The result's buffers are cleared first and belong to the caller: front_fini.
 */
void front_read(const struct front_line *lines, size_t n, struct front_matter *matter);
void front_fini(struct front_matter *matter);

#endif
