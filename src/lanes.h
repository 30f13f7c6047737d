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
#endif

#endif
