/*
 * ndjson: one line of NDJSON as an input: {"name": "a.txt", "text": "…"} or {"name": "a.txt", "base64": "…"}.
 * The only module that knows jansson. May be used by records and tests.
 *
 * What is read strictly: one object, these members and no other, each once and a string; UTF-8 without U+0000; base64
 * with its padding. `text` holds characters, so that there is no encoding to detect; `base64` holds a file's bytes.
 */
#ifndef NDJSON_H
#define NDJSON_H

#include "mem.h"

/* All zero is an empty ndjson. Slices live until the next ndjson_read or ndjson_fini. */
struct ndjson {
    const char *name;   /* UTF-8, not empty; NULL where the line does not give one that could be used */
    struct slice bytes; /* of the report */
    bool is_text;       /* the bytes are UTF-8: they came as `text` */
    struct buffer why;  /* one line without a stop */
    struct buffer decoded;
    struct json_t *json;         /* jansson's */
    struct ndjson_block *blocks; /* all memory that it has */
};

/* Not for several threads at once: jansson's memory is counted for the whole process. */

/* 0; or -1 where the line is no record, and then `why` says why. `line` is without its end. */
int ndjson_read(struct ndjson *ndjson, struct slice line);
void ndjson_fini(struct ndjson *ndjson); /* frees; the record is empty and usable afterwards */

#endif
