/*
 * glossary_entry: one entry's label, term, separator and definition, read with what its place tells.
 * What the files of glossary share; for src/glossary*.c alone.
 */
#ifndef GLOSSARY_ENTRY_H
#define GLOSSARY_ENTRY_H

#include "glossary.h"

enum { GLOSSARY_LATIN_MAX_CP = 60 }; /* of a term, an alias in an alphabet */

/* Reads the whole text as one entry, as a term alone. `expected`: the number that comes next here; 0: not known. */
bool glossary_expect_entry(struct slice text, long expected, struct glossary_entry *entry);
bool glossary_expect_term(struct slice text, long expected, struct glossary_entry *entry);
/* Reads the label alone; without one the family is LABEL_NONE. Offset of what it stands before. */
size_t glossary_entry_label(struct slice text, long expected, struct glossary_entry *entry);
/* Cuts what glossary_expect_entry read where another entry follows in the same text. */
void glossary_complete_entry(struct slice text, struct glossary_entry *entry);

/* Does it begin as a definition does (指, 即, means)? Can it be one at all? */
bool glossary_is_defining(struct slice text);
bool glossary_is_definition(struct slice text);
/* Bytes of the ： —— at `at`, with the blanks between them; the place behind them. */
size_t glossary_skip_separators(struct slice text, size_t at);
bool glossary_is_latin(struct slice text); /* judged by its first characters */

#endif
