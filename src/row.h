/*
 * row: rows of tables whose cells are parted by bars. Pure.
 * May be used by unit, the joiner and tests.
 */
#ifndef ROW_H
#define ROW_H

#include "mem.h"

/* | 指标 | 产量 |, 粮食 | 18320 | 1.4 |, 粮食|18320| and ---|---|---: as a web page's tables come out as text. */
bool row_is(struct slice text);
/* Is one of the cells of a row a figure and nothing else? 1.稻谷 | 9020 | is no item then. */
bool row_holds_figure(struct slice text);

#endif
