/*
 * detect_costs: how surprising a character is, in bits: the binary logarithm of how rarely it stands in reports. Rough
 * values do, because what is wrongly decoded differs from text by several bits in every character. For detect alone.
 * Made while the program is built, by src/generate/character_costs.c, which holds what is known of characters. There,
 * too, encodings of one and two bytes a character are read with iconv, so that detection has to load no converter.
 */
#ifndef DETECT_COSTS_H
#define DETECT_COSTS_H

/* A weight is a character's cost, with bits for what it is; 0 where there is no character. */
enum {
    DETECT_COST = 0x1F,
    DETECT_IDEOGRAPH = 0x20, /* or hangul */
    DETECT_KANA = 0x40,
    DETECT_SMALL_LETTER = 0x80,
    DETECT_LEAD = 0x80, /* without a cost: a byte that begins a longer character */
};

enum { DETECT_COSTS_COUNT = 0x10000, DETECT_BEYOND_BMP = 26, DETECT_LEAD_MIN = 0x80, DETECT_TRAIL_MIN = 0x40 };

extern const unsigned char detect_costs[DETECT_COSTS_COUNT]; /* weights, by code point */

struct detect_pairs {
    unsigned char single[0x100];
    unsigned char pair[0x100 - DETECT_LEAD_MIN][0x100 - DETECT_TRAIL_MIN];
};

extern const struct detect_pairs detect_gb18030, detect_big5_hkscs, detect_cp932, detect_cp949;

/* The four bytes of GB18030 that stand for what has no two, in their order: 81 30 81 30, 81 30 81 31, … */
enum { DETECT_QUADS_COUNT = 39420 };
extern const unsigned char detect_quads[DETECT_QUADS_COUNT];

#endif
