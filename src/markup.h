/*
 * markup: what a page's source left at the edges of a line: tags of HTML and its entities for white space. Pure.
 * May be used by clean, layout, the joiner, split, the front and tests.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "mem.h"

#include <stdint.h>

/* The text of a line between its markup, and white space: <p>&nbsp;一、工作回顾</p>. */
struct markup_edges {
    size_t from, to; /* bytes of the text; equal where nothing but markup stands on the line */
    size_t n_cp;     /* code points on both sides of it */
    unsigned indent; /* columns of the blanks in front of it */
    bool has_tags;   /* others than line breaks: these stand apart wherever they may not be taken out */
};

/* Bytes of an entity for white space at the start of `text`; 0: none. Sets its columns, where `columns` is not NULL. */
size_t markup_blank_len(struct slice text, unsigned *columns);
/* Does a tag stand at the start of `text` behind which a line of its own begins? <p> <br> <h2>, not </p> or <b>. */
bool markup_opens_block(struct slice text);
/* The same, but for <br>, which may stand inside a sentence: 决定战争状态<br>的宣布. */
bool markup_opens_paragraph(struct slice text);
/* False where no markup stands at either edge of `line`, which has no white space there. */
bool markup_find_edges(struct slice line, struct markup_edges *edges);

/* A cheap look at both ends: most lines have no markup there. */
static inline bool markup_may_have_edges(struct slice line)
{
    return line.len > 0 && (line.ptr[0] == '<' || line.ptr[0] == '&' || line.ptr[line.len - 1] == '>' ||
                            line.ptr[line.len - 1] == ';');
}

#endif
