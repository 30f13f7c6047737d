/*
 * utf8: code points, their classes, folding of width. Tables; no state.
 * May be used by every file that looks into texts. "cp" is a code point; offsets and lengths are bytes.
 */
#ifndef UTF8_H
#define UTF8_H

#include "mem.h"

#include <stdint.h>

/* A code point, and the bytes to its other end. */
struct utf8_step {
    uint32_t cp;
    size_t len;
};

/*
 * For the functions below alone: the same for what is neither ASCII nor an ordinary sequence of three bytes. They take
 * no pointer, so that an offset that is moved along a text stays in a register.
 */
SELDOM struct utf8_step utf8_next_seldom(struct slice text, size_t offset);
SELDOM struct utf8_step utf8_previous_seldom(struct slice text, size_t offset);

/* 80 to BF: less than C0 as numbers with a sign are. */
static inline bool utf8_is_continuation(unsigned char byte)
{
    return (signed char)byte < (signed char)0xC0;
}

/* The first of three bytes of a character, as all of Chinese has. */
static inline bool utf8_is_triple_lead(unsigned char byte)
{
    return (byte & 0xF0) == 0xE0;
}

/* What the three bytes have in common with all others of their kind goes at once. */
static inline uint32_t utf8_triple(const unsigned char *bytes)
{
    return ((uint32_t)bytes[0] << 12) + ((uint32_t)bytes[1] << 6) + bytes[2] - ((0xE0u << 12) + (0x80u << 6) + 0x80u);
}

/*
 * The code point at *offset of valid UTF-8, and *offset moved behind it. At the end: 0, and *offset stays.
 * Bytes that are no UTF-8 give U+FFFD and move by one; but the two behind the lead of three are not looked at, since
 * decoding has validated every text. Nothing beyond its end is read.
 */
static inline uint32_t utf8_next(struct slice text, size_t *offset)
{
    const unsigned char *bytes;

    if (*offset >= text.len)
        return 0;
    bytes = (const unsigned char *)text.ptr + *offset;
    if (bytes[0] < 0x80) {
        *offset += 1;
        return bytes[0];
    }
    if (text.len - *offset < 3 || !utf8_is_triple_lead(bytes[0])) {
        struct utf8_step step = utf8_next_seldom(text, *offset);

        *offset += step.len;
        return step.cp;
    }
    *offset += 3;
    return utf8_triple(bytes);
}

/* The code point that ends before *offset, and *offset moved to its start, as utf8_next does it. At the start: 0. */
static inline uint32_t utf8_previous(struct slice text, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    struct utf8_step step;

    if (*offset > 0 && *offset <= text.len && bytes[*offset - 1] < 0x80)
        return bytes[--*offset];
    if (*offset >= 3 && *offset <= text.len && utf8_is_triple_lead(bytes[*offset - 3])) {
        *offset -= 3;
        return utf8_triple(bytes + *offset);
    }
    step = utf8_previous_seldom(text, *offset);
    *offset -= step.len;
    return step.cp;
}

/* The code point at `offset`, or 0 at the end. */
static inline uint32_t utf8_at(struct slice text, size_t offset)
{
    return utf8_next(text, &offset);
}

static inline uint32_t utf8_first(struct slice text)
{
    return utf8_at(text, 0);
}

static inline uint32_t utf8_last(struct slice text)
{
    size_t offset = text.len;

    return utf8_previous(text, &offset);
}

/* True where three bytes of an ideograph (U+4000 to U+9FFF) begin: most characters of Chinese, told by one byte. */
static inline bool utf8_is_ideograph_lead(char byte)
{
    return (unsigned char)byte >= 0xE4 && (unsigned char)byte <= 0xE9;
}

size_t utf8_count(struct slice text);            /* code points in valid UTF-8 */
size_t utf8_count_wide(const char *bytes, size_t len); /* bytes that are no ASCII */
size_t utf8_encode(uint32_t cp, char out[4]);    /* bytes written; surrogates and beyond U+10FFFF give U+FFFD */
void utf8_append(struct buffer *buffer, uint32_t cp);
/* The name of a file, which is bytes: those that are no UTF-8 become %XX. */
void utf8_append_name(struct buffer *buffer, const char *name);
/* Bytes up to and including the n-th code point (all of them where there are fewer). */
size_t utf8_prefix(struct slice text, size_t n_cp);
/* Bytes of the text where at most `len_max` of them are kept, and no character is cut. */
size_t utf8_cut(struct slice text, size_t len_max);
/* Bytes at the start of `bytes` that are valid UTF-8, up to `len`. A sequence cut off at the end is not counted. */
size_t utf8_valid_prefix(const char *bytes, size_t len);
/* Bytes at the start of `bytes` that are ASCII, up to `len`. */
size_t utf8_ascii_prefix(const char *bytes, size_t len);
/*
 * Bytes of the maximal subpart at the start of `bytes` (Unicode 15, section 3.9), at least 1; `len` must not be 0.
 * Whole: it is a valid sequence. Open: `len` ended before it was decided whether it becomes one.
 */
size_t utf8_subpart(const char *bytes, size_t len, bool *is_whole, bool *is_open);

/* For the functions below alone: the same for what they do not know at a glance. */
bool utf8_is_space_seldom(uint32_t cp);
bool utf8_is_cjk_seldom(uint32_t cp);
bool utf8_is_ideograph_seldom(uint32_t cp);

/*
 * Of any width: SPACE, TAB, U+00A0, U+2000-200A, U+3000 …; and line breaks. Dashes and quotation marks, which stand
 * between these, are told at once.
 */
static inline bool utf8_is_space(uint32_t cp)
{
    if (cp <= ' ')
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp >= 0x85 && cp <= 0x3000 && !(cp >= 0x2010 && cp <= 0x2027) && utf8_is_space_seldom(cp);
}

/*
 * Columns that a character of white space takes: of U+3000 and U+2003, as wide as an ideograph, two, so that an indent
 * is four.
 */
static inline unsigned utf8_space_columns(uint32_t cp)
{
    return cp == '\t' ? 4 : cp == 0x3000 || cp == 0x2003 ? 2 : 1;
}

/* The same of a text that is nothing else. */
static inline unsigned utf8_blank_columns(struct slice blanks)
{
    unsigned columns = 0;

    for (size_t at = 0; at < blanks.len;)
        columns += utf8_space_columns(utf8_next(blanks, &at));
    return columns;
}

/*
 * Written without spaces: ideographs, kana, bopomofo, CJK punctuation, full-width forms (Ａ１ too).
 * Not Hangul, not U+3000, and not what other scripts use too: “ ” — … ①
 */
static inline bool utf8_is_cjk(uint32_t cp)
{
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xFF01 && cp <= 0xFF9F) || (cp >= 0x3001 && cp <= 0x312F))
        return true;
    return cp >= 0x2E80 && utf8_is_cjk_seldom(cp);
}

/* Han ideographs and 〇 々 alone. */
static inline bool utf8_is_ideograph(uint32_t cp)
{
    return cp >= 0x2E80 && ((cp >= 0x4E00 && cp <= 0x9FFF) || utf8_is_ideograph_seldom(cp));
}

static inline bool utf8_is_digit(uint32_t cp) /* 0-9, and full width */
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static inline bool utf8_is_ascii_letter(uint32_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

bool utf8_is_latin(uint32_t cp);     /* letters of the Latin script, ASCII and beyond */
bool utf8_is_lower(uint32_t cp);     /* ASCII and Latin-1 lower-case letters */
bool utf8_is_upper(uint32_t cp);
bool utf8_is_punctuation(uint32_t cp); /* general category P in ASCII, Latin-1, U+2000-2BFF, CJK and full-width forms */
/* Full-width forms and the ideographic space to ASCII; others as they are. For comparing: text stays as printed. */
static inline uint32_t utf8_fold_width(uint32_t cp)
{
    if (cp < 0x3000)
        return cp;
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFF01 + '!';
    return cp == 0x3000 ? ' ' : cp;
}

struct slice utf8_trim_seldom(struct slice text);

/* The bytes of an ideograph, of ，。： or “”…: no white space begins with such a byte, nor with these three. */
static inline bool utf8_is_never_space(const unsigned char *bytes)
{
    return (bytes[0] >= 0xE4 && bytes[0] <= 0xEF) || (bytes[0] == 0xE3 && bytes[2] != 0x80) ||
           (bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] >= 0x90 && bytes[2] < 0xA8);
}

static inline bool utf8_is_printed_ascii(unsigned char byte)
{
    return byte > ' ' && byte < 0x80;
}

/* The part of `text` without white space at its ends. */
static inline struct slice utf8_trim(struct slice text)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;

    if (text.len >= 3 && (utf8_is_printed_ascii(bytes[0]) || utf8_is_never_space(bytes)) &&
        (utf8_is_printed_ascii(bytes[text.len - 1]) || utf8_is_never_space(bytes + text.len - 3)))
        return text;
    return utf8_trim_seldom(text);
}

/* The first place at or behind `from`, the start of a character, where no ideograph of U+4000 to U+9FFF begins. */
size_t utf8_skip_ideographs(struct slice text, size_t from);

#endif
