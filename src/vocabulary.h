/*
 * vocabulary: the keys of a report document and its fixed words, by name, and how the strings under them are written.
 * May be used by readers, writers, the check and the recognition. The source is shared with
 * schemas/report.schema.json; a test compares them.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include "event.h"

/* What a paragraph is besides plain text, and what part of a report a section is: words of the contract, or none. */
enum role { ROLE_NONE, ROLE_SALUTATION, ROLE_TOC, ROLE_TABLE, ROLE_NOTE, ROLE_CAPTION, ROLE_FURNITURE, ROLE_COUNT };
enum part { PART_NONE, PART_REVIEW, PART_PLAN, PART_COUNT };

/* The word as it stands in a document; "" for ROLE_NONE and PART_NONE. */
struct slice vocabulary_role(enum role role);
struct slice vocabulary_part(enum part part);
/* The key's name as it stands in a document; "" for KEY_NONE and KEY_OTHER. */
struct slice vocabulary_name(enum key key);
/* KEY_OTHER when report/1.0 has no such key. */
enum key vocabulary_key(struct slice name);
/*
 * True where contract section 1, "Quoting", wants `text` under `key` plain: fixed words and ids. False for text from
 * the source, and for whatever a YAML 1.1 or 1.2 reader could take for another type or for syntax: write that
 * double-quoted.
 */
bool vocabulary_is_plain(enum key key, struct slice text);

/* The name that the event's value stands under: vocabulary_name or, for KEY_OTHER, the event's own. */
static inline struct slice vocabulary_event_name(const struct event *event)
{
    return event->key == KEY_OTHER ? event->key_text : vocabulary_name(event->key);
}

#endif
