/*
 * escape: how far a text can be copied as it is into a double-quoted string of YAML or JSON. Pure.
 * May be used by the writers and by json_text.
 *
 * What cannot: controls, DEL, ", \, U+0080-009F, U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF, and all from U+10000 up. That
 * is what libyaml 0.2.5 escapes in a double-quoted scalar with its unicode flag on; JSON needs less, and may escape
 * all.
 */
#ifndef ESCAPE_H
#define ESCAPE_H

#include "mem.h"

/* True where the code point at the start of `text` (valid UTF-8, not empty) cannot be copied as it is. */
bool escape_is_needed(struct slice text);
/*
 * Copies the start of `text` up to the first code point that cannot be copied, or as much as `room` holds; returns the
 * bytes copied. Behind them `to` may have been written to as far as `room` goes. A code point is cut only where room
 * ends.
 */
size_t escape_copy(char *to, size_t room, struct slice text);

#endif
