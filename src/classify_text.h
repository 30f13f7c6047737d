/*
 * classify_text: what the files of classify share. For src/classify*.c and tests alone.
 */
#ifndef CLASSIFY_TEXT_H
#define CLASSIFY_TEXT_H

#include "phrase.h"

/*
 * The byte at which the first sentence's end stands, and its length; text.len and 0: none. 。 ends one wherever it
 * stands, as in 打造“快。”品牌; ！？ and a Latin full stop do outside quotation marks and brackets alone.
 */
size_t classify_find_stop(struct slice text, size_t *len);

/* A clause behind a comma orders something: 船只进港，应靠右行驶; not 加强防汛，应急能力提升. */
bool classify_clause_orders(struct slice text);

/* One of the words stands in `text` by itself: 这是一年; not 农业特别是粮食生产, 实事求是, 是非观. */
bool classify_says(struct slice text, struct phrase_list *words);

/* Tuesday 4 November 2031; Coming into force: 1 June 2031 */
bool classify_is_day_in_english(struct slice text);

#endif
