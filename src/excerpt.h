/*
 * excerpt: a line of an input, to be shown below a message about it. Reads the input a second time, forward, since the
 * conversion keeps nothing of it. May be used by message and tests.
 */
#ifndef EXCERPT_H
#define EXCERPT_H

#include "mem.h"

#include <stdint.h>
#include <stdio.h>

struct excerpt;

/* `path` and `encoding` (NULL: detect) must outlive it. Nothing is read before a line is asked for. */
struct excerpt *excerpt_new(const char *path, const char *encoding);
void excerpt_free(struct excerpt *excerpt); /* NULL is allowed */

/* The line with that number; false where there is none, or where the input cannot be read twice, as a pipe. */
bool excerpt_find(struct excerpt *excerpt, uint64_t number, struct slice *line);

/*
 * Prints the part of `line` around the column (in code points, from 1) with a caret below it, in 78 columns:
 *      12 | 一是抓好农田水利[bookmark: _GoBack]，
 *         |                 ^
 * What has no width or would steer the terminal is shown as one visible character.
 */
void excerpt_print(FILE *to, uint64_t number, struct slice line, uint64_t column);

#endif
