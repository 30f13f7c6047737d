/*
 * join_state: what the files of join share: the lines that wait and the paragraph being put together. For src/join*.c
 * alone.
 */
#ifndef JOIN_STATE_H
#define JOIN_STATE_H

#include "join.h"
#include "label.h"
#include "layout.h"
#include "split.h"

enum { RING_SIZE = JOIN_LINES_MAX, ASIDES_MAX = 4, HEADS_MAX = 8, HEAD_LEN_MAX = 180,
       JOIN_HEADING_LEN_MAX = 600, /* bytes; what is longer is text, and is not looked through for each line */
       JOIN_HEADING_LINES_MAX = 2, JOIN_FIRST_INDENT = 4 /* columns */ };

/* A line that waits: its text is kept because decisions look ahead. */
struct raw_line {
    struct buffer text;
    uint64_t number, column;
    struct line_shape shape;
    bool after_page; /* a form feed stands before it */
    bool is_rest;    /* of a line that was too long to be held whole */
};

struct joiner {
    struct join_taker *taker;
    struct diag_list *diags;
    struct raw_line ring[RING_SIZE];
    size_t first, n;        /* the lines that wait */
    size_t n_bytes;
    unsigned n_blanks;      /* blank lines since the last line that was not */
    bool after_page;
    bool is_front_done;
    unsigned since_learned; /* lines since the layout was looked at */
    struct layout layout;
    struct split_state counts; /* how far the labels at the starts of lines have counted */
    struct clean_tally *tally;
    uint32_t standing_alone; /* a bit for each family of labels: its last heading stood on lines of its own */
    long last_numbers[LABEL_FAMILY_COUNT]; /* of the labels at the starts of wrapped paragraphs */
    struct paragraph open;  /* the paragraph being put together */
    struct line_shape open_shape; /* of its last line */
    struct paragraph asides[ASIDES_MAX]; /* page furniture that stands between two lines, of one paragraph perhaps */
    size_t n_asides;
    bool after_page_number;
    bool after_markup;      /* a line of nothing but markup parts paragraphs as a blank one does */
    bool keeps_markup;      /* blanks and line breaks of HTML around lines stay: not all of them may be removed */
    struct buffer heads[HEADS_MAX]; /* lines that stood beside a page break, to be known when they come again */
    size_t n_heads;
};

/* The line between white space and markup. */
static inline struct slice join_raw_text(const struct raw_line *raw)
{
    return slice_part(buffer_slice(&raw->text), raw->shape.from, raw->shape.to);
}

/* Line `index` of those that wait. */
static inline struct raw_line *join_waiting(struct joiner *joiner, size_t index)
{
    return &joiner->ring[(joiner->first + index) % RING_SIZE];
}

/* join_state.c: the open paragraph and what was set aside behind it go to the taker. */
void join_close_paragraph(struct joiner *joiner);
bool join_is_markup(const struct paragraph *aside); /* not a page number */
void join_report_markup(struct joiner *joiner, struct paragraph *aside, enum diag_kept kept); /* once */
/*
 * The open paragraph, `text` so far, is more than a heading: it holds the end of a sentence, or a comma on more lines
 * than a heading takes. Without a label, a line that begins with an indent, or two, are enough.
 */
bool join_is_running_text(const struct joiner *joiner, struct slice text);
/* The open paragraph's last line, above `line`. */
bool join_is_full(const struct joiner *joiner, const struct raw_line *line);
/* join_continue.c: does `line` go on where the open paragraph stopped? */
bool join_continues(const struct joiner *joiner, const struct raw_line *line);
/* join_block.c: does `line` begin something by its words, below the open paragraph `text`? A label or a cell. */
bool join_begins_block(const struct joiner *joiner, struct slice line, struct slice text, bool inside_paragraph);
/* An address, or a glossary's heading. */
bool join_opens_paragraph(const struct joiner *joiner, struct slice line, struct slice text);
/*
 * join_heading.c: is `text` a heading, above what it heads? One that is centred, above its rest? Is `line` a heading
 * below running text?
 */
bool join_begins_below_heading(const struct joiner *joiner, struct slice text, const struct raw_line *line);
bool join_is_rest_of_centred(const struct joiner *joiner, struct slice text, const struct raw_line *line);
bool join_is_heading_below_text(const struct joiner *joiner, struct slice text, const struct raw_line *line);
/* Before a paragraph of wrapped text is closed, in front of line `next`: how headings stand, how labels count. */
void join_learn_heading(struct joiner *joiner, const struct raw_line *next);
/*
 * join_page.c: page furniture. It is set aside until it is known whether it stands inside a paragraph; the title stands
 * at the head of pages too.
 */
bool join_is_page_number(struct joiner *joiner, const struct line_shape *shape, struct slice line);
/* Notes a line that may be a running head. True where it is one: it stood there before, or comes again. */
bool join_enter_head(struct joiner *joiner, const struct raw_line *raw);
void join_remember_head(struct joiner *joiner, struct slice text);
void join_set_aside(struct joiner *joiner, const struct raw_line *raw, const struct line *line);
bool join_may_take_asides(const struct joiner *joiner);
void join_take_asides(struct joiner *joiner);
/*
 * join_markup.c: markup of HTML around a line that may not be taken out. It becomes furniture in front of and behind
 * the text, so that it hides no label.
 */
void join_learn_markup(struct joiner *joiner, const struct raw_line *raw); /* before the line is placed */
bool join_keeps_markup(const struct joiner *joiner, const struct raw_line *raw);
void join_set_markup_aside(struct joiner *joiner, const struct line *line, size_t from, size_t to);
void join_part_by_markup(struct joiner *joiner, const struct line *line); /* nothing else stands on the line */

#endif
