/*
 * layout: how the lines of a text were set: wrapped at a width or not, indented, double spaced. Pure.
 * May be used by the joiner and tests.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "line_scan.h"

/* What counts of one line, measured once. */
struct line_shape {
    size_t from, to;      /* bytes of the text between white space and markup of HTML */
    size_t printed_from, printed_to; /* between white space alone */
    size_t markup_cp;     /* code points of markup at the edges of the line; 0: none */
    bool has_tags;        /* some of it are tags */
    bool is_markup;       /* nothing else stands on the line: `from` and `to` enclose it */
    unsigned width;       /* columns: a CJK character is 2; capped at LAYOUT_WIDTH_MAX */
    unsigned indent;      /* columns of white space before it, &nbsp; among them */
    unsigned blanks;      /* blank lines before it; who hands on the line sets them */
    unsigned first_word;  /* columns of its first word (of one character in CJK) */
    struct line_scan scan; /* of what stands between white space */
    bool is_long;         /* too long for a page number */
    bool ends_sentence;   /* with 。！？； and the like, quotation marks behind them allowed */
};

enum { LAYOUT_WIDTH_MAX = 256 };

struct layout {
    bool is_wrapped;      /* lines end where the width ends, not where the text does */
    bool has_pages;       /* lines are wrapped, or the names of a list as wide as if they were: 3 alone is a page's */
    unsigned width;       /* of a full line, in columns */
    unsigned least;       /* columns, with its indent, of the narrowest line that was full inside a sentence; or 0 */
    unsigned indent;      /* of lines that continue a paragraph */
    unsigned blanks;      /* blank lines between the lines of a paragraph: 1 in double-spaced text */
    bool is_double_spaced; /* nearly all lines have a blank one above; else `blanks` may part short paragraphs */
    bool has_indents;     /* paragraphs begin with an indent of their own */
};

void layout_measure(struct slice line, struct line_shape *shape);
/* From a window of `n` lines. Windows of fewer than 8 lines leave `layout` as it is. */
void layout_learn(struct layout *layout, const struct line_shape *const *shapes, size_t n);
/* True where `line` is filled so far that the first word of `next` found no room on it. */
bool layout_is_full(const struct layout *layout, const struct line_shape *line, const struct line_shape *next);
/* "— 3 —", "第 3 页 共 20 页", "Page 3 of 10", and a bare "3" where lines are wrapped. */
bool layout_is_page_number(const struct layout *layout, struct slice line);

#endif
