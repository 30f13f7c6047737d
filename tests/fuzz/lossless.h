/*
 * lossless: a sink that keeps a document's strings and removals, and says whether they are all of a report's text.
 * For fuzz targets and the test of mutations. It knows nothing of how a report is read: the text comes from the caller,
 * the classes of characters from utf8proc.
 *
 * What it asks is section 2 of the contract. Blank every `removed` in the text at its line and column: what is left of
 * letters, marks, digits and symbols equals the document's strings, in order and exactly once; punctuation may be
 * missing only at the edge of a string; a node's first character stands in the node's line; at most 2% is removed.
 */
#ifndef LOSSLESS_H
#define LOSSLESS_H

#include "event.h"

struct lossless;

/* Hands each event on to `next`, which may be NULL and must outlive it. */
struct lossless *lossless_new(struct sink *next);
void lossless_free(struct lossless *lossless);
struct sink *lossless_sink(struct lossless *lossless);
/*
 * NULL where the document keeps all of `text`, which is valid UTF-8 without a byte order mark; else one line that says
 * what it does not keep. Lives until the next call.
 */
const char *lossless_fault(struct lossless *lossless, struct slice text);

#endif
