/*
 * record: what an archive notes of an input, as one line of text. Pure. May be used by facts, archive, batch,
 * index and whatever checks an archive.
 *
 * A line holds the fields of enum record_field, with a TAB between two, and before them eight hexadecimal digits of the
 * SHA-256 of what follows up to the line's end: a line that a power failure cut or filled with zeros is told by them.
 * In a field TAB, line feed and backslash are \t, \n and \\. Numbers are decimal. A field that has no value is empty.
 */
#ifndef RECORD_H
#define RECORD_H

#include "mem.h"

#include <stdint.h>

enum record_field {
    RECORD_STATE,           /* "done"; "failed": the rest behind the path is empty; "synced": so is all else */
    RECORD_DOCUMENT,        /* the name of its file in the archive; what tells inputs apart */
    RECORD_PATH,            /* of the input, as given; inputs_name_of() gives source.name */
    RECORD_SOURCE_SHA256,   /* of the bytes that were converted */
    RECORD_SOURCE_BYTES,
    RECORD_DOCUMENT_SHA256,
    RECORD_DOCUMENT_BYTES,
    RECORD_MAKER,           /* program, schema and all options that a document depends on */
    RECORD_TITLE,
    RECORD_DATE,
    RECORD_OCCASION,
    RECORD_SECTIONS,        /* how many */
    RECORD_TASKS,           /* entries of lists of tasks */
    RECORD_TERMS,           /* entries of glossaries */
    RECORD_WARNINGS,
    RECORD_CODES,           /* "zero-width=1 number-gap=2": how many diagnostics, by code in the catalogue's order */
    RECORD_FIELD_COUNT
};

struct record {
    struct slice fields[RECORD_FIELD_COUNT]; /* borrowed */
};

/* Appends the line of a record, with its line feed. */
void record_append(struct buffer *to, const struct record *record);
/* Appends a field as it stands in a line. */
void record_append_field(struct buffer *to, struct slice text);
/*
 * Reads a line, which is given without its line feed. `room` takes the texts, from its start; they live until it is
 * changed. False where the line is damaged or no record, or its document is a path out of the folder of documents.
 */
bool record_parse(struct slice line, struct record *record, struct buffer *room);
/* The document that a line is about, without looking at the rest: a part of the line. Empty where there is none. */
struct slice record_document(struct slice line);

bool record_is(const struct record *record, enum record_field field, const char *text);
uint64_t record_number(const struct record *record, enum record_field field); /* 0 where there is none */

#endif
