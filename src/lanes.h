/*
 * lanes: sixteen bytes looked at together, for the loops that see every byte of a report. A header alone; lowest layer.
 *
 * A test of a block may err on the side of caution, never the other way: where it says that there is nothing, the loop
 * behind it moves on by LANES_LEN; else that loop looks closer, at each byte or at those that have a bit. Without
 * HAS_LANES (no vectors, or a machine whose first byte is the highest) each loop looks byte by byte, with the same
 * results: whoever uses the block functions guards them.
 */
#ifndef LANES_H
#define LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LANES_LEN = 16, LANES_ALL = 0xFFFF /* a mask with all their bits */ };

/* The place of the lowest bit that is set; there is one. */
static inline unsigned lanes_lowest(unsigned mask)
{
#ifdef __GNUC__
    return (unsigned)__builtin_ctz(mask);
#else
    unsigned place = 0;

    while (!(mask >> place & 1))
        place++;
    return place;
#endif
}

/* Little endian, so that the first byte is the lowest. */
#if defined __GNUC__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HAS_LANES 1
/* LANES_PORTABLE: as on a machine without SSE2, for its test. */
#if defined __SSE2__ && !defined LANES_PORTABLE
#define LANES_SSE2 1
#include <emmintrin.h>
#endif
typedef uint8_t lanes __attribute__((vector_size(LANES_LEN)));
/* SSE2 compares numbers with a sign alone: the others take it two instructions more. */
typedef int8_t signed_lanes __attribute__((vector_size(LANES_LEN)));

static inline lanes lanes_load(const char *at)
{
    lanes loaded;

    memcpy(&loaded, at, sizeof loaded);
    return loaded;
}

/* 0xFF where a byte is ASCII: no lower than 0 as a number with a sign. */
static inline lanes lanes_ascii(lanes bytes)
{
    return (lanes)((signed_lanes)bytes > -1);
}

/* 0xFF where a byte is `from` to `to`: moved so that `to` is the highest number with a sign. Not for 0 to 0xFF. */
static inline lanes lanes_between(lanes bytes, uint8_t from, uint8_t to)
{
    return (lanes)((signed_lanes)(bytes + (uint8_t)(0x7F - to)) > (int8_t)(0x7E - (to - from)));
}

/* The highest bit of each byte: of the first one as the lowest bit. */
static inline unsigned lanes_mask(lanes bytes)
{
#ifdef LANES_SSE2
    return (unsigned)_mm_movemask_epi8((__m128i)bytes);
#else
    const uint64_t high_bits = 0x8080808080808080u, gather = 0x0002040810204081u;
    uint64_t halves[2];

    memcpy(halves, &bytes, sizeof halves);
    return (unsigned)((halves[0] & high_bits) * gather >> 56 | ((halves[1] & high_bits) * gather >> 56) << 8);
#endif
}

/* Is any byte not zero, of bytes that are 0 or 0xFF? */
static inline bool lanes_any(lanes bytes)
{
    return lanes_mask(bytes) != 0;
}

/* Which byte is the first that is not zero, of bytes that are 0 or 0xFF; lanes_any holds. */
static inline size_t lanes_first(lanes bytes)
{
    return lanes_lowest(lanes_mask(bytes));
}

/* The sum of the bytes. */
static inline unsigned lanes_sum(lanes bytes)
{
#ifdef LANES_SSE2
    __m128i sums = _mm_sad_epu8((__m128i)bytes, _mm_setzero_si128()); /* of eight bytes each */

    return (unsigned)_mm_cvtsi128_si32(sums) + (unsigned)_mm_cvtsi128_si32(_mm_srli_si128(sums, 8));
#else
    const uint64_t pairs = 0x00FF00FF00FF00FFu, gather = 0x0001000100010001u;
    uint64_t halves[2], sum;

    memcpy(halves, &bytes, sizeof halves);
    sum = (halves[0] & pairs) + (halves[0] >> 8 & pairs) + (halves[1] & pairs) + (halves[1] >> 8 & pairs);
    return (unsigned)(sum * gather >> 48);
#endif
}
#endif

#endif
