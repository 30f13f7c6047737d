/*
 * front_rules: what one of a report's first lines is, by an ordered list of rules.
 * Pure. May be used by front_lines and front, by nobody else.
 */
#ifndef FRONT_RULES_H
#define FRONT_RULES_H

#include "front_lines.h"

/* The kind of line `i`; those of the lines above are set, the lines below are looked at. */
enum front_kind front_kind_of(struct front_page *page, size_t i);

bool front_is_salutation(struct slice text);         /* 各位代表：, also with the speech behind it */
bool front_is_opening(struct slice text);            /* 现在，我代表…: a speech whose salutation was lost */
/* The first place from byte `from` on, in front of byte `end`, where either begins; SLICE_NONE where none does. */
size_t front_find_speech(struct slice text, size_t from, size_t end);
size_t front_opening_heading(struct slice text);     /* bytes of 前言, Introduction at the start; 0: none */
bool front_is_sentence(struct slice text, size_t n_cp); /* no title, however long */
/* Words with a small first letter are more than a third: prose, not a title. */
bool front_is_prose(struct slice text);

#endif
