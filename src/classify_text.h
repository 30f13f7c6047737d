/*
 * classify_text: what the files of classify share. For src/classify*.c alone.
 */
#ifndef CLASSIFY_TEXT_H
#define CLASSIFY_TEXT_H

#include "mem.h"

/* The byte at which the first full stop outside quotation marks and brackets stands, and its length; text.len and 0:
 * none. */
size_t classify_find_stop(struct slice text, size_t *len);

#endif
