/*
 * office: who holds an office and which organs there are, as 市长 and 人民政府: the words that names, signatures and heads
 * of documents are told by. Pure. May be used by front, classify and tests.
 */
#ifndef OFFICE_H
#define OFFICE_H

#include "mem.h"

/* 临江市市长, 中共柳溪县委书记: it ends in the office that one person holds. */
bool office_ends(struct slice text);
/* 柳溪县人民政府, 临江海关总署: it ends in an organ's word, in whatever context. */
bool office_ends_in_organ(struct slice text);
/* Minister, Director-General; and a text that holds such a word: Permanent Secretary for Transport. */
bool office_is_english(struct slice word);
bool office_holds_english(struct slice text);
/* Margaret Jane Moss: two to five words that begin with capitals, none of which is an office's or an organ's. */
bool office_is_english_name(struct slice text);
/* 信箱, 讲话: what stands behind an office and is no name. */
bool office_holds_no_name(struct slice text);
bool office_starts_no_name(struct slice text);

#endif
