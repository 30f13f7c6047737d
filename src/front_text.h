/*
 * front_text: a printed line made comparable, and questions about words in it: what front and its parts share.
 * Pure. For src/front*.c alone.
 */
#ifndef FRONT_TEXT_H
#define FRONT_TEXT_H

#include "mem.h"
#include "phrase.h"

#include <stdint.h>

enum {
    FURNITURE_CP_MAX = 40, /* a line that a page prints around a report is no longer, as a rule */
    SLOGAN_CP_MIN = 8,     /* a title that is told by its place alone is at least this long */
};

/*
 * Appends `raw` as a reader compares it: without marks of Markdown and HTML, invisible characters and an editor's
 * residue; runs of white space are one space, and none between characters that stand alone (政 府 工 作 报 告).
 * Never longer than `raw`. Stops after `max_len` bytes of `raw`.
 */
void front_clean(struct slice raw, size_t max_len, struct buffer *to);
/* The byte of `raw` at which what stands at byte `offset` of the cleaned text begins. */
size_t front_source_offset(struct slice raw, size_t offset);
/* Markdown's heading level of a raw line: 0 for none. */
unsigned front_heading_level(struct slice raw);

bool front_is_word(struct slice text, struct phrase_list *words); /* `text` is one of them */
/* For the two functions below alone. */
size_t front_longest_start(struct slice text, const struct phrase_list *words);
size_t front_longest_end(struct slice text, const struct phrase_list *words);
/* Bytes of the longest one at the start, at the end; 0: none. */
static inline size_t front_start_word(struct slice text, struct phrase_list *words)
{
    return phrase_list_may_start(words, text) ? front_longest_start(text, words) : 0;
}

static inline size_t front_end_word(struct slice text, struct phrase_list *words)
{
    return phrase_list_may_end(words, utf8_last(text)) ? front_longest_end(text, words) : 0;
}

/* The byte at which the first of them begins, and its length; SLICE_NONE where none stands at or behind `from`. */
size_t front_find_word(struct slice text, size_t from, struct phrase_list *words, size_t *len);
bool front_holds_word(struct slice text, struct phrase_list *words);

/* A set of characters is a string U"…". `text` without those of `set` and white space at its start, at its end. */
struct slice front_strip_start(struct slice text, const uint32_t *set);
struct slice front_strip_end(struct slice text, const uint32_t *set);
/* `text` without the pair of brackets that encloses all of it. */
struct slice front_strip_brackets(struct slice text);
/* The bracket group at the end, （试行） or [1], taken off. */
struct slice front_strip_tail_group(struct slice text);
bool front_ends_with(struct slice text, const uint32_t *set); /* one of the characters of `set` ends it */
/* One of the characters of `set` stands in it. None of them may be an ideograph: these are passed over. */
bool front_holds_one_of(struct slice text, const uint32_t *set);
/* Written in an alphabet: holds Latin letters and no ideograph. */
bool front_is_latin(struct slice text);
/* Appends with white space as in contract section 2: none between CJK characters. */
void front_append_value(struct buffer *to, struct slice text);

#endif
