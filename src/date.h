/*
 * date: a day as reports print it, to YYYY-MM-DD. Pure. May be used by front, classify and tests.
 */
#ifndef DATE_H
#define DATE_H

#include "mem.h"

struct date {
    int year, month, day;
    size_t start, end; /* bytes of the text that it stands in */
};

enum { DATE_PRINTED_SIZE = sizeof "2023-01-11" }; /* and a NUL */

/*
 * The first complete day in `text` at or behind byte `from`: 2023年1月11日, 二〇二三年一月十一日, 2023-12-25, 2023/12/25,
 * 2023.12.25, March 5, 2021, 5 March 2021. Blanks may stand between the parts. False where there is none; *date is
 * then undefined.
 */
bool date_find(struct slice text, size_t from, struct date *date);
/* March 2031: a month and its year in English, and nothing else. */
bool date_is_english_month(struct slice text);
/* As 2023-01-11, and a NUL. */
void date_print(const struct date *date, char out[DATE_PRINTED_SIZE]);

#endif
