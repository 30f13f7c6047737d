/*
 * clean: one source line into a paragraph: white space as in contract section 2, residue of editors and web sites taken out
 * or reported, every character's place kept. May be used by the joiner (layer 4) and tests. Pure but for its diagnostics.
 */
#ifndef CLEAN_H
#define CLEAN_H

#include "diag.h"
#include "line.h"
#include "paragraph.h"

/*
 * Appends `line`, or its bytes from `from` on, to `paragraph`. Where the paragraph holds text already, the line continues it
 * (a line break inside a word of Chinese joins without a blank, one between Latin words with one, a hyphen at the end of
 * the line before is undone). Reports to `diags`.
 */
void clean_line(const struct line *line, size_t from, struct paragraph *paragraph, struct diag_list *diags);

#endif
