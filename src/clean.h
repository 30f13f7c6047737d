/*
 * clean: one source line into a paragraph: white space as in contract section 2, residue of editors and web sites taken
 * out or reported, every character's place kept. May be used by the joiner, outline and tests. Pure but for its
 * diagnostics.
 */
#ifndef CLEAN_H
#define CLEAN_H

#include "diag.h"
#include "line.h"
#include "paragraph.h"

/* How much of a report was read and removed so far, in code points. All zero at its start. */
struct clean_tally {
    uint64_t n_seen, n_removed;
};

/* At most 2% of a text is ever `removed` (contract, section 2), with the grace that tools/lossless gives to short ones.
 */
bool clean_may_remove(const struct clean_tally *tally, uint64_t n_cp);
/*
 * Appends `line`, or its bytes from `from` on, to `paragraph`. Where the paragraph holds text already, the line
 * continues it (a line break inside a word of Chinese joins without a blank, one between Latin words with one, a hyphen
 * at the end of the line before is undone). Reports to `diags`.
 */
void clean_line(const struct line *line, size_t from, struct paragraph *paragraph, struct clean_tally *tally,
                struct diag_list *diags);
/*
 * Makes furniture of bytes `from` up to `to` of `line`: as they stand, but for runs of white space.
 */
void clean_keep(const struct line *line, size_t from, size_t to, struct paragraph *paragraph,
                struct clean_tally *tally);
/*
 * Says what clean_line would take out of a line, or report, of a line above the body, which stays as it is. `scratch`
 * is the caller's, so that nothing is lost where memory runs out.
 */
void clean_look(const struct line *line, struct paragraph *scratch, struct diag_list *diags);

#endif
