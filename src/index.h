/*
 * index: catalogues of an archive, a line for each report, in the order of documents: index.tsv, with a header, and
 * index.ndjson; and totals. May be used by batch.
 *
 *     name  title  date  occasion  sections  tasks  terms  warnings  document
 *
 * `name` is source.name, `tasks` counts the entries of lists of tasks, `terms` those of glossaries, `document` is the
 * file in the archive. In the TSV a TAB, line feed or backslash of a name is \t, \n or \\; a cell of what a report does
 * not have is empty. In the NDJSON such a member is left out. Both come from the archive's record: no document is read.
 */
#ifndef INDEX_H
#define INDEX_H

#include "archive.h"

/*
 * Writes both into `folder`, each whole or not at all, and the totals to `totals`: how many reports, failures,
 * sections, tasks, terms and warnings, then how many diagnostics of each code, a line each with a TAB. 0; or -1 with
 * *error.
 */
int index_write(struct archive *archive, const char *folder, struct out *totals, struct archive_error *error);

#endif
