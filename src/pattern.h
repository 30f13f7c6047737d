/*
 * pattern: the regular expressions of the schema, as a table of states. Pure.
 * May be used by schema, check and tests.
 *
 * Knows what ECMA 262 and Python's re read alike: `^...$` around literal ASCII characters, classes as [0-9a-f], groups,
 * | inside a group, and the quantifiers ? * + {n}. It matches bytes; what is not ASCII never matches.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include "mem.h"

struct pattern;

/* NULL when `text` is not of that kind. */
struct pattern *pattern_new(struct slice text);
void pattern_free(struct pattern *pattern);
/* True when the whole of `text` matches. */
bool pattern_matches(const struct pattern *pattern, struct slice text);

#endif
