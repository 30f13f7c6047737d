/*
 * outline: the recognition of structure: paragraphs in, the document's events out. Keeps the stack of what is open and
 * a bounded look-ahead, and learns from the report itself which family of labels stands under which. May be used by
 * convert and tests.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "build.h"
#include "diag.h"
#include "front.h"
#include "join.h"

struct outline;

/* `explain` may be NULL. The sink, the list, the tally and the file must outlive the outline. */
struct outline *outline_new(struct sink *sink, struct diag_list *diags, struct clean_tally *tally, FILE *explain);
void outline_free(struct outline *outline);
/* Gets the lines and paragraphs of a report from a joiner. */
struct join_taker *outline_taker(struct outline *outline);
/* What can be told without further paragraphs goes on to the sink. */
void outline_hand_on(struct outline *outline);
/* No further paragraph comes: closes all that is open, the root's `body` included, and hands it on. */
void outline_finish(struct outline *outline);
/* For the keys behind `body`, and to learn whether the sink failed. */
struct build *outline_build(struct outline *outline);
/* Sections, lists and glossaries found. */
size_t outline_count(const struct outline *outline);
bool outline_has_glossary(const struct outline *outline);

#endif
