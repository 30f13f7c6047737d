/*
 * foreign: files that are no text, by their first bytes, and the command that turns each into one.
 * May be used by convert and tests. Pure.
 */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "mem.h"

enum { FOREIGN_PREFIX = 1024 }; /* bytes that are enough to tell */

/* NULL where the bytes may be text; else one line that names the format and what to do. Static text. */
const char *foreign_reason(struct slice first_bytes);

#endif
