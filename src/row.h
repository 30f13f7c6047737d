/*
 * row: rows of tables whose cells are parted by bars. Pure.
 * May be used by unit, split, the joiner, the front and tests.
 */
#ifndef ROW_H
#define ROW_H

#include "mem.h"

SELDOM bool row_is_seldom(struct slice text); /* for row_is alone */

/* | 指标 | 产量 |, 粮食 | 18320 | 1.4 |, 粮食|18320| and ---|---|---: as a web page's tables come out as text. */
static inline bool row_is(struct slice text)
{
    return text.len > 0 && (text.ptr[text.len - 1] == '|' || text.ptr[0] == '|' || text.ptr[0] == '-') &&
           row_is_seldom(text);
}

/* Is one of the cells of a row a figure and nothing else? 1.稻谷 | 9020 | is no item then. */
bool row_holds_figure(struct slice text);

#endif
