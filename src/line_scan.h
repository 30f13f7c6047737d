/*
 * line_scan: what one look at every byte of a line tells of it. Pure.
 * May be used by line, layout, clean, the joiner and tests.
 */
#ifndef LINE_SCAN_H
#define LINE_SCAN_H

#include "mem.h"

#include <stdint.h>

struct line_scan {
    size_t n_cp;    /* code points */
    size_t columns; /* a character of CJK is 2 of them, a TAB is 4 */
    /*
     * Printed ASCII up to _ but &*<=>?[, ideographs and the common punctuation and forms of CJK, and nothing else: no
     * white space, no control, no mark. Cleaning leaves such a text as it is. False where that is not known.
     */
    bool is_plain;
    bool is_literal; /* nothing that escape.h names; false where that is not known */
    bool is_token_free; /* nothing behind Z in ASCII, and no ［: what token.h looks for begins nowhere */
};

void line_scan(struct slice text, struct line_scan *scan);
/* Columns of one character. */
unsigned line_columns(uint32_t cp);

#endif
