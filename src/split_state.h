/*
 * split_state: what the two ways of cutting a line share. For src/split*.c alone.
 */
#ifndef SPLIT_STATE_H
#define SPLIT_STATE_H

#include "label.h"
#include "split.h"

enum { SPLIT_HEADING_LEN_MAX = 160 /* bytes */, SPLIT_WIDE_BLANK = 4 /* columns */ };

/* Counts 一、 （一） 第一章 where it is the first of its family, or the next; false where it is neither. */
bool split_count_label(struct split_state *state, const struct label *label);
bool split_is_cutting_family(enum label_family family);
/* White space: of what begins with the bytes of U+3000, 。 and 、 are told apart at once. */
bool split_may_be_blank(struct slice line, size_t at);
/*
 * The columns of white space from byte `at` on; `*end` is set behind it. What Word and the web break lines with
 * (U+000B, U+2028), and this program does not, is as wide as needed. A TAB is no wider than a blank: between what it
 * parts there are many, see split_learn_blanks.
 */
size_t split_blank_columns(struct slice line, size_t at, size_t *end);

/* split_blank.c: how few columns of white space part two paragraphs of a report on one line; does the blank at `at`? */
void split_learn_blanks(struct slice line, struct split_state *state);
bool split_is_parting_blank(struct slice line, size_t at, const struct split_state *state);

#endif
