/*
 * lanes: sixteen bytes looked at together, for the loops that see every byte of a report. A header alone; lowest layer.
 *
 * A test of a block may err on the side of caution, never the other way: where it says that there is nothing, the loop
 * behind it moves on by LANES_LEN; else that loop looks byte by byte. A compiler without vectors needs no other code.
 */
#ifndef LANES_H
#define LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LANES_LEN = 16 };

#ifdef __GNUC__
#define HAS_LANES 1
typedef uint8_t lanes __attribute__((vector_size(LANES_LEN)));

static inline lanes lanes_load(const char *at)
{
    lanes loaded;

    memcpy(&loaded, at, sizeof loaded);
    return loaded;
}

/* Is any byte not zero? */
static inline bool lanes_any(lanes bytes)
{
    uint64_t halves[2];

    memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* The sum of bytes of at most 15 each. */
static inline unsigned lanes_sum(lanes bytes)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t halves[2];

    memcpy(halves, &bytes, sizeof halves);
    return (unsigned)((halves[0] + halves[1]) * ones >> 56);
}

/* Which byte is the first that is not zero, of bytes that are 0 or 0xFF; lanes_any holds. */
static inline size_t lanes_first(lanes bytes)
{
    static const union { uint16_t number; uint8_t first_byte; } order = { 1 };
    uint64_t halves[2];
    size_t half;

    memcpy(halves, &bytes, sizeof halves);
    half = halves[0] == 0;
    return half * 8 + (size_t)(order.first_byte ? __builtin_ctzll(halves[half]) : __builtin_clzll(halves[half])) / 8;
}
#endif

#endif
