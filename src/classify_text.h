/*
 * classify_text: what the files of classify share. For src/classify*.c alone.
 */
#ifndef CLASSIFY_TEXT_H
#define CLASSIFY_TEXT_H

#include "mem.h"

/*
 * The byte at which the first sentence's end stands, and its length; text.len and 0: none. 。 ends one wherever it
 * stands, as in 打造“快。”品牌; ！？ and a Latin full stop do outside quotation marks and brackets alone.
 */
size_t classify_find_stop(struct slice text, size_t *len);

/* A clause behind a comma orders something: 船只进港，应靠右行驶; not 加强防汛，应急能力提升. */
bool classify_clause_orders(struct slice text);

#endif
