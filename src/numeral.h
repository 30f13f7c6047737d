/*
 * numeral: the number systems that labels are printed in. Tables; pure.
 * May be used by date, glossary, label, layout, outline, split and tests.
 */
#ifndef NUMERAL_H
#define NUMERAL_H

#include "mem.h"

#include <stdint.h>

enum numeral_system {
    NUMERAL_CJK,         /* 一 十二 廿三 一百零二 二〇 */
    NUMERAL_CJK_FORMAL,  /* 壹 貳拾 */
    NUMERAL_DECIMAL,     /* 12 */
    NUMERAL_WIDE,        /* １２ */
    NUMERAL_ROMAN_UPPER, /* IV */
    NUMERAL_ROMAN_LOWER, /* iv */
    NUMERAL_ALPHA_UPPER, /* B */
    NUMERAL_ALPHA_LOWER, /* b */
    NUMERAL_SINGLE,      /* one code point that is a number: ① ⑴ ⒈ ㈠ Ⅳ */
    NUMERAL_SYSTEM_COUNT
};

/* One numeral at the start of a text. */
struct numeral {
    enum numeral_system system;
    size_t len;  /* bytes */
    long number;
};

/* Kinds of single code points that are numbers, by what they look like. */
enum numeral_single { SINGLE_CIRCLED, SINGLE_PAREN, SINGLE_STOP, SINGLE_CJK_PAREN, SINGLE_ROMAN, SINGLE_KIND_COUNT };

/* A character of a Chinese numeral: a digit, or a unit that a digit before it multiplies. */
struct numeral_character {
    uint16_t cp; /* 0: none */
    short value;
    bool is_unit, is_formal;
};

/*
 * Each stands at the place that its code point's bits give, where no other does: one look tells most characters of a
 * text from all of them. Of two at one place the compiler warns, and make lint fails.
 */
enum { NUMERAL_CJK_PLACES = 128 };
#define NUMERAL_CJK_PLACE(cp) (((cp) ^ (cp) >> 7 ^ (cp) >> 8) % NUMERAL_CJK_PLACES)
extern const struct numeral_character numeral_cjk_characters[NUMERAL_CJK_PLACES];

/* NULL for what is none. */
static inline const struct numeral_character *numeral_find_cjk(uint32_t cp)
{
    const struct numeral_character *character = &numeral_cjk_characters[NUMERAL_CJK_PLACE(cp)];

    return cp != 0 && character->cp == cp ? character : NULL;
}

/* Can a numeral of numeral_read_cjk begin so? */
static inline bool numeral_is_cjk(uint32_t cp)
{
    return numeral_find_cjk(cp) != NULL;
}

/* Each reads at the start of `text`. False, and `numeral` as it was, where no such numeral stands there. Numbers above
 * 9,999 are none. */
bool numeral_read_cjk(struct slice text, struct numeral *numeral);
bool numeral_read_decimal(struct slice text, struct numeral *numeral); /* ASCII or full width, not mixed */
/* Does a year stand at the start of `text`: 2031年? */
bool numeral_begins_year(struct slice text);
bool numeral_read_roman(struct slice text, struct numeral *numeral);   /* letters I V X L C only, well formed */
bool numeral_read_single(struct slice text, struct numeral *numeral, enum numeral_single *kind);

/* Appends `number` as `like` is printed. False where the system cannot print it (㉑ is the last of some). */
bool numeral_print(enum numeral_system system, struct slice like, long number, struct buffer *to);

#endif
