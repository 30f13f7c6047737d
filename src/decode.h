/*
 * decode: bytes of any encoding to valid UTF-8, streaming. May be used by convert, excerpt and tests; for the names by
 * options and report2yaml.
 *
 * Text goes out as soon as 4 KiB are ASCII, else after a bounded prefix, from which the encoding is told: the first
 * DECODE_PREFIX_MAX bytes, or as many from the first that is not ASCII. Of what goes out as ASCII, \ and ~ stay what
 * they are, although Shift_JIS reads them as ¥ and ‾. What goes out does not depend on how the bytes were cut. A byte
 * order mark is dropped. Line ends, NUL and control characters stay as they are.
 *
 * U+FFFD stands for what is no text: in UTF-8 one for each maximal subpart (Unicode 15, section 3.9, as Python's and
 * browsers' decoders do), in UTF-16 and UTF-32 one for each unit that iconv refuses (a lone surrogate), elsewhere one
 * for each byte, after which it goes on with the next.
 * In a file of mixed encodings, what there is more of is text, and the rest is remarked on once a line.
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
    DECODE_INVALID, /* the next character handed on is a U+FFFD for the bytes at `offset` */
    DECODE_MIXED,   /* from `offset` on the line reads as text of another encoding: GB18030 in UTF-8, or the reverse */
    DECODE_GUESSED, /* another encoding would explain the bytes from `offset` on nearly as well */
};

/* Receives text in order. `text` is borrowed valid UTF-8, never cut inside a code point. */
struct decode_taker {
    void (*text)(struct decode_taker *self, struct slice text);
    void (*remark)(struct decode_taker *self, enum decode_remark remark, uint64_t offset);
};

/* True when `name` is known to iconv or is one of ours; decode_known_names gives some names for an error message. */
bool decode_is_known(const char *name);
const char *decode_known_names(void);

/*
 * `encoding` NULL: detect. GBK, GB2312 and CP936 are decoded as GB18030, with 0x80 as the euro sign; for UTF-16 and
 * UTF-32 without LE or BE the order of bytes is detected. Returns NULL when the name is unknown. `taker` must outlive
 * the decoder. Memory is allocated here alone, and by iconv.
 */
struct decode *decode_new(const char *encoding, struct decode_taker *taker);
void decode_free(struct decode *decode);
void decode_feed(struct decode *decode, const void *bytes, size_t len);
void decode_finish(struct decode *decode); /* flushes what waits: an incomplete sequence at the end is invalid */
/*
 * The encoding in use, as source.encoding names it: "UTF-8" (ASCII too), "GB18030", "UTF-16LE" …, or the name that was
 * given where it is none of ours. Valid after decode_finish; lives as long as the decoder.
 */
const char *decode_encoding(const struct decode *decode);

#endif
