/*
 * write_flow: which nodes go on in the line at hand, and where a blank stands in it. For src/write_*.c alone.
 *
 * A document says what was printed, but not how it was set: whether a heading's text stood behind it or below, whether
 * 二是… began a paragraph, whether a blank stood behind "1." Here that is told from labels, separators and lines.
 */
#ifndef WRITE_FLOW_H
#define WRITE_FLOW_H

#include "write_tree.h"

/* All zero at the start of a document. */
struct flow {
    bool is_open;          /* something stands in the line at hand */
    bool is_behind_label;  /* and it ends with a label whose text is still to come */
    bool wants_blank;      /* that label is set off by a blank, as 第一条 is and 一是 is not */
    uint32_t last;         /* the line's last code point */
    uint32_t last_letter;  /* the same of its letters: neither digits nor marks */
    uint64_t line;         /* of the source, where the last node that was put began */
    uint64_t columns;      /* put since then */
    uint64_t width;        /* the most columns that a line of the source has held, as far as is known */
};

/* Before a node's text is put: true where it goes on in the line at hand. */
bool flow_goes_on(const struct flow *flow, const struct tree_node *node);
/* The node's text comes next, in a line of its own or not. */
void flow_begin(struct flow *flow, const struct tree_node *node, bool goes_on);
/* True where a blank stands between the line at hand and `text`. */
bool flow_needs_blank(const struct flow *flow, struct slice text);
/* A separator stands close to what it ends, but for a dash between words: "Berth - a place for a ship". */
bool flow_is_dash(const struct flow *flow, struct slice separator);
void flow_put(struct flow *flow, struct slice text);
/* The same, of the label of an entry or section. */
void flow_put_label(struct flow *flow, const struct tree_writer *writer, const struct tree_node *node);

#endif
