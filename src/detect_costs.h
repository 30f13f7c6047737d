/*
 * detect_costs: how surprising a character is, in bits: the binary logarithm of how rarely it stands in reports. Rough
 * values do, because what is wrongly decoded differs from text by several bits in every character. For detect alone.
 * Made while the program is built, by src/generate/character_costs.c, which holds what is known of characters.
 */
#ifndef DETECT_COSTS_H
#define DETECT_COSTS_H

enum { DETECT_COSTS_COUNT = 0x10000 };

extern const unsigned char detect_costs[DETECT_COSTS_COUNT]; /* by code point */

#endif
