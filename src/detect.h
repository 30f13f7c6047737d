/*
 * detect: which encoding some bytes are in. May be used by decode (which stands above it) and by tests.
 *
 * Each candidate reads the bytes, and a model of how often characters stand in reports (detect_costs.h) says how
 * surprising the result is. The least surprising one is taken, so that short input, damaged input and text without any
 * mark need no rules of their own.
 */
#ifndef DETECT_H
#define DETECT_H

#include "mem.h"

#include <iconv.h>

/* Which candidates come into question. */
enum detect_scope {
    DETECT_BYTES = 1, /* the encodings that agree on ASCII: UTF-8, GB18030, Big5, Shift_JIS, EUC-KR */
    DETECT_UTF16 = 2,
    DETECT_UTF32 = 4,
    DETECT_ANY = DETECT_BYTES | DETECT_UTF16 | DETECT_UTF32,
};

struct detect_verdict {
    const char *name; /* as source.encoding names it; static */
    bool is_guess;    /* another encoding explains the bytes nearly as well */
    size_t n_utf8;    /* bytes at the start that are well-formed UTF-8, whatever `name` is */
};

enum { DETECT_MARK_MAX = 4 };

/* The encoding whose byte order mark `start` begins with, and the bytes of the mark; NULL where there is none. */
const char *detect_mark(struct slice start, size_t *mark_len);
/* Bytes of one unit of an encoding with any name that iconv knows: 4 in UTF-32, 2 in UTF-16 and UCS-2, else 1. */
size_t detect_unit_len(const char *name);
/* True when the bytes are ASCII without NUL, so that every candidate of DETECT_BYTES reads the same. */
bool detect_is_ascii(struct slice bytes);
/* From that encoding to UTF-8, to be closed with iconv_close; (iconv_t)-1 where this system's iconv lacks it. */
iconv_t detect_open_converter(const char *name);
/* `bytes` begin where a character begins; the last character may be cut off. No mark is looked for. */
struct detect_verdict detect_encoding(struct slice bytes, enum detect_scope scope);

#endif
