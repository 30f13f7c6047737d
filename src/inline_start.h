/*
 * inline_start: where in a paragraph a label may begin, for inline.c alone. Most of a text is passed over sixteen bytes
 * at a time; what is found may still be no label. Pure.
 */
#ifndef INLINE_START_H
#define INLINE_START_H

#include "label.h"

/* The first place at or behind `at` that a label with the number one may begin at; text.len where there is none. */
size_t inline_first_start(struct slice text, size_t at);
/* The same for a further label of the family of `first`. */
size_t inline_next_start(struct slice text, size_t at, const struct label *first);

#endif
