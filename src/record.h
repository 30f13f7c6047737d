/*
 * record: one line of NDJSON as an input: {"name": "a.txt", "text": "…"} or {"name": "a.txt", "base64": "…"}.
 * The only module that knows jansson. May be used by records and tests.
 *
 * What is read strictly: one object, these members and no other, each once and a string; UTF-8 without U+0000; base64
 * with its padding. `text` holds characters, so that there is no encoding to detect; `base64` holds a file's bytes.
 */
#ifndef RECORD_H
#define RECORD_H

#include "mem.h"

/* All zero is an empty record. Slices live until the next record_read or record_fini. */
struct record {
    const char *name;   /* UTF-8, not empty; NULL where the line does not give one that could be used */
    struct slice bytes; /* of the report */
    bool is_text;       /* the bytes are UTF-8: they came as `text` */
    struct buffer why;  /* one line without a stop */
    struct buffer decoded;
    struct json_t *json; /* jansson's */
};

/* 0; or -1 where the line is no record, and then `why` says why. `line` is without its end. */
int record_read(struct record *record, struct slice line);
void record_fini(struct record *record); /* frees; the record is empty and usable afterwards */

#endif
