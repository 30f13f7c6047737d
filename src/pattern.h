/*
 * pattern: the regular expressions of the schema, as a table of states. Pure.
 * May be used by schema, check, the program that writes the schema as C, and tests.
 *
 * Knows what ECMA 262 and Python's re read alike: `^...$` around literal ASCII characters, classes as [0-9a-f], groups,
 * | inside a group, and the quantifiers ? * + {n}. It matches bytes; what is not ASCII never matches.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include "mem.h"

enum { PATTERN_ASCII_COUNT = 128, PATTERN_NO_STATE = 255 };

/* What has been read so far, as far as it matters for what may follow. */
struct pattern_state {
    bool accepts; /* the text may end here */
    unsigned char next[PATTERN_ASCII_COUNT]; /* the state behind each character; PATTERN_NO_STATE: it may not follow */
};

/* Public so that one can be compiled in. State 0 is the start. */
struct pattern {
    size_t n_states;
    const struct pattern_state *states;
};

/* NULL when `text` is not of that kind; else free it with pattern_free. */
struct pattern *pattern_new(struct slice text);
void pattern_free(struct pattern *pattern);
/* True when the whole of `text` matches. */
bool pattern_matches(const struct pattern *pattern, struct slice text);
/* The same in steps: the state behind `text`, which begins in `state`; PATTERN_NO_STATE where nothing matches. */
unsigned pattern_step(const struct pattern *pattern, unsigned state, struct slice text);
static inline bool pattern_accepts(const struct pattern *pattern, unsigned state)
{
    return state != PATTERN_NO_STATE && pattern->states[state].accepts;
}

#endif
