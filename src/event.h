/*
 * event: what a report looks like while it passes from a reader to a writer.
 * May be used by readers, build, the check and writers. A header alone.
 *
 * A document is one event EVENT_DOCUMENT_START, one mapping, one EVENT_DOCUMENT_END. Mappings, sequences and
 * scalars nest as in JSON; the key of a mapping's member travels with the event that begins the member's value.
 * All text is valid UTF-8 and is borrowed: it lives until the sink's take() returns; who keeps it copies it.
 * Events go from hand to hand in runs, those of many nodes in one call. A document's first event begins a run, and its
 * last one ends a run.
 */
#ifndef EVENT_H
#define EVENT_H

#include "mem.h"

#include <stdint.h>

enum event_type {
    EVENT_DOCUMENT_START,
    EVENT_DOCUMENT_END,
    EVENT_MAPPING_START,
    EVENT_MAPPING_END, /* carries no key */
    EVENT_SEQUENCE_START,
    EVENT_SEQUENCE_END, /* carries no key */
    /* scalars */
    EVENT_STRING,  /* text */
    EVENT_INTEGER, /* integer */
    EVENT_BOOLEAN, /* integer: 0 or 1 */
    EVENT_NUMBER,  /* a number that is no integer, from --from yaml only; text as written */
    EVENT_NULL,    /* from --from yaml only */
    EVENT_TYPE_COUNT
};

/* The keys of report/1.0. vocabulary.h names them and says how their strings are written. */
enum key {
    KEY_NONE, /* a member of a sequence, or the document's root */
    KEY_SCHEMA, KEY_TITLE, KEY_DATE, KEY_OCCASION, KEY_SPEAKER, KEY_NAME, KEY_ROLE, KEY_PUBLISHED, KEY_PUBLISHER,
    KEY_FRONT, KEY_BODY, KEY_TYPE, KEY_ID, KEY_LINE, KEY_LEVEL, KEY_LABEL, KEY_NUMBER, KEY_SEPARATOR, KEY_PART,
    KEY_LEAD, KEY_TEXT, KEY_KIND, KEY_MARKER, KEY_INLINE, KEY_ENTRIES, KEY_REMOVED, KEY_COLUMN, KEY_CODE, KEY_TERM,
    KEY_ALIASES, KEY_DEFINITION, KEY_CONTINUES, KEY_SOURCE, KEY_ENCODING, KEY_BYTES, KEY_LINES, KEY_SHA256,
    KEY_NORMALIZATION, KEY_TRUNCATED, KEY_GENERATOR, KEY_DIAGNOSTICS, KEY_MESSAGE, KEY_COUNT_KEY, KEY_OFFSET,
    KEY_EXPECTED, KEY_FOUND,
    KEY_OTHER, /* a key that report/1.0 does not know, from --from yaml only: see event.key_text */
    KEY_COUNT
};

/* What is known of a scalar under a key of report/1.0, so that nobody has to look for it. */
enum event_form {
    FORM_UNKNOWN,
    FORM_COUNT,   /* EVENT_INTEGER: not negative */
    FORM_WORD,    /* EVENT_STRING: a fixed word of the contract or an id, so that vocabulary_is_plain holds */
    FORM_LITERAL, /* EVENT_STRING: not empty, not to be written plain, and nothing in it that escape.h names */
};

struct event {
    enum event_type type;
    enum key key;
    enum event_form form;
    struct slice key_text; /* set when key is KEY_OTHER */
    struct slice text;     /* EVENT_STRING, EVENT_NUMBER */
    int64_t integer;       /* EVENT_INTEGER, EVENT_BOOLEAN */
    uint64_t line, column; /* where it stands in a YAML input, from 1; 0 when it was recognised in a text */
};

/* Takes `n` events (one or more), one after the other. A negative result ends the conversion: no more will come. */
struct sink {
    int (*take)(struct sink *self, const struct event *events, size_t n);
};

static inline int sink_take(struct sink *sink, const struct event *events, size_t n)
{
    return sink->take(sink, events, n);
}

#endif
