/*
 * line: text in pieces to whole lines with their places. May be used by convert, clean, the joiner, excerpt and tests.
 * A line ends at LF, CRLF or CR; a last line without an end counts. Form feeds stay in the line.
 */
#ifndef LINE_H
#define LINE_H

#include "line_scan.h"

#include <stdbool.h>
#include <stdint.h>

enum { LINE_LEN_MAX = 16 * 1024 * 1024 }; /* bytes; a longer line is handed on in parts */

/* One line, or a part of one that was too long. Borrowed until line() returns. */
struct line {
    struct slice text;   /* valid UTF-8 without its line end */
    uint64_t number;     /* from 1 */
    uint64_t column;     /* of the first code point, from 1; above 1 only in the parts of a line that was split */
    bool is_rest;        /* what follows a part of a line that was too long */
    struct line_scan scan; /* between white space at its ends; all zero where that was not looked at */
    struct slice trimmed; /* the text without white space at its ends, where it is plain */
};

struct line_taker {
    void (*line)(struct line_taker *self, const struct line *line);
};

/* Zero it, set `taker`, feed it. */
struct line_reader {
    struct line_taker *taker;
    struct buffer pending;   /* the line so far, cut between two pieces */
    uint64_t n_lines;        /* lines begun */
    uint64_t column;         /* where `pending` begins */
    bool is_open;            /* something of line n_lines was read */
    bool after_cr;           /* a LF now belongs to the line end before */
};

void line_feed(struct line_reader *reader, struct slice text);
void line_finish(struct line_reader *reader);
void line_fini(struct line_reader *reader);
/* The place that the next character fed will have. */
void line_place(const struct line_reader *reader, uint64_t *number, uint64_t *column);

#endif
