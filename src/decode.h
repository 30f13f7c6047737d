/*
 * decode: bytes of any encoding to valid UTF-8, streaming. May be used by convert alone (layer 6) and by tests.
 *
 * Detection looks at no more than a bounded prefix (DECODE_PREFIX_MAX bytes) before the first text goes out.
 * A byte order mark is dropped. Line ends stay as they are. U+FFFD stands for what is no text: in UTF-8 one for each
 * maximal subpart (Unicode 15, section 3.9, as Python's and browsers' decoders do), elsewhere one for each bad byte.
 */
#ifndef DECODE_H
#define DECODE_H

#include "mem.h"

#include <stdbool.h>
#include <stdint.h>

struct decode;

enum { DECODE_PREFIX_MAX = 64 * 1024 };

/* What decode tells while the text goes by, besides the text itself. */
enum decode_remark {
    DECODE_INVALID,      /* the next character handed on is a U+FFFD for the bytes at `offset` */
    DECODE_MIXED,        /* the bytes at `offset` read as text of another encoding (GB18030 inside UTF-8) */
    DECODE_GUESSED,      /* the encoding was told from little evidence */
};

/* Receives text in order. `text` is borrowed valid UTF-8, never cut inside a code point. */
struct decode_taker {
    void (*text)(struct decode_taker *self, struct slice text);
    void (*remark)(struct decode_taker *self, enum decode_remark remark, uint64_t offset);
};

/* True when `name` is known to iconv or is one of ours; decode_known_names gives some names for an error message. */
bool decode_is_known(const char *name);
const char *decode_known_names(void);

/* `encoding` NULL: detect. Returns NULL when the name is unknown. `taker` must outlive the decoder. */
struct decode *decode_new(const char *encoding, struct decode_taker *taker);
void decode_free(struct decode *decode);
void decode_feed(struct decode *decode, const void *bytes, size_t len);
void decode_finish(struct decode *decode); /* flushes what waits: an incomplete sequence at the end is invalid */
/* The encoding in use, as source.encoding names it ("UTF-8", "GB18030", "UTF-16LE" …). Valid after decode_finish. */
const char *decode_encoding(const struct decode *decode);

#endif
