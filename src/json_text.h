/*
 * json_text: strings and numbers as JSON (RFC 8259) writes them.
 * May be used by write_json, by messages in JSON, and by tests.
 */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include "out.h"

/*
 * `text` (valid UTF-8) in quotes. Escaped are, besides what JSON demands, DEL, U+0080-009F, U+2028, U+2029, U+FEFF and
 * U+FFFE-FFFF: some readers take those for line ends or for nothing.
 */
void json_text_write(struct out *to, struct slice text);
/* True where `text` is a number by JSON's grammar: YAML's .inf, 0x1F and +1 are none. */
bool json_text_is_number(struct slice text);

#endif
