/*
 * contents: the heading of a table of contents, as 目录 and Contents. Pure.
 * May be used by front, outline and tests.
 */
#ifndef CONTENTS_H
#define CONTENTS_H

#include "mem.h"

/* Bytes of the heading's word that `text` begins with, blanks inside it included: 目　录; 0: none. */
size_t contents_word_len(struct slice text);
SELDOM bool contents_is_all_heading(struct slice text); /* for contents_is_heading alone */

enum { CONTENTS_LEN_MAX = 60 /* bytes of the longest heading, set wide */ };

/* Nothing but that word, and at most a colon behind it: 目录：; not 目录清单. Most lines are told by their first byte. */
static inline bool contents_is_heading(struct slice text)
{
    return text.len > 0 && text.len <= CONTENTS_LEN_MAX && strchr("\xE7" "CTA", text.ptr[0]) /* 目 and its like */ &&
           contents_is_all_heading(text);
}

#endif
