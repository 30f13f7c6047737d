/*
 * utf8: code points, their classes, folding of width. Tables; no state.
 * May be used by every file from layer 1 up. "cp" is a code point; offsets and lengths are bytes.
 */
#ifndef UTF8_H
#define UTF8_H

#include "mem.h"

#include <stdint.h>

/*
 * The code point at *offset of valid UTF-8, and *offset moved behind it. At the end: 0, and *offset stays.
 * Bytes that are no UTF-8 give U+FFFD and move by one.
 */
uint32_t utf8_next(struct slice text, size_t *offset);
/* The code point that ends before *offset, and *offset moved to its start. At the start: 0. */
uint32_t utf8_previous(struct slice text, size_t *offset);
/* The code point at `offset`, or 0 at the end. */
uint32_t utf8_at(struct slice text, size_t offset);
uint32_t utf8_first(struct slice text);
uint32_t utf8_last(struct slice text);
size_t utf8_count(struct slice text);            /* code points in valid UTF-8 */
size_t utf8_encode(uint32_t cp, char out[4]);    /* bytes written; surrogates and beyond U+10FFFF give U+FFFD */
void utf8_append(struct buffer *buffer, uint32_t cp);
/* Bytes up to and including the n-th code point (all of them where there are fewer). */
size_t utf8_prefix(struct slice text, size_t n_cp);
/* Bytes at the start of `bytes` that are valid UTF-8, up to `len`. A sequence cut off at the end is not counted. */
size_t utf8_valid_prefix(const char *bytes, size_t len);
/* Bytes at the start of `bytes` that are ASCII, up to `len`. */
size_t utf8_ascii_prefix(const char *bytes, size_t len);
/*
 * Bytes of the maximal subpart at the start of `bytes` (Unicode 15, section 3.9), at least 1; `len` must not be 0.
 * Whole: it is a valid sequence. Open: `len` ended before it was decided whether it becomes one.
 */
size_t utf8_subpart(const char *bytes, size_t len, bool *is_whole, bool *is_open);

bool utf8_is_space(uint32_t cp);     /* of any width: SPACE, TAB, U+00A0, U+2000-200A, U+3000 …; and line breaks */
/*
 * Written without spaces: ideographs, kana, bopomofo, CJK punctuation, full-width forms (Ａ１ too).
 * Not Hangul, not U+3000, and not what other scripts use too: “ ” — … ①
 */
bool utf8_is_cjk(uint32_t cp);
bool utf8_is_ideograph(uint32_t cp); /* Han ideographs and 〇 々 alone */
bool utf8_is_digit(uint32_t cp);     /* 0-9, and full width */
bool utf8_is_latin(uint32_t cp);     /* letters of the Latin script, ASCII and beyond */
bool utf8_is_lower(uint32_t cp);     /* ASCII and Latin-1 lower-case letters */
bool utf8_is_upper(uint32_t cp);
bool utf8_is_punctuation(uint32_t cp); /* general category P in ASCII, Latin-1, U+2000-2BFF, CJK and full-width forms */
/* Full-width forms and the ideographic space to ASCII; others as they are. For comparing: text stays as printed. */
uint32_t utf8_fold_width(uint32_t cp);

/* The part of `text` without white space at its ends. */
struct slice utf8_trim(struct slice text);

#endif
