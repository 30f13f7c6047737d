/*
 * split: where a line has to be cut into paragraphs: a whole report without line breaks at labels, at wide blanks, at a
 * salutation; any other where a break was lost at a heading. May be used by the joiner and tests.
 */
#ifndef SPLIT_H
#define SPLIT_H

#include "mem.h"

enum {
    SPLIT_REPORT_LEN_MIN = 4000,      /* bytes of a line that is taken for a whole report */
    SPLIT_SHORT_REPORT_LEN_MIN = 300, /* and of one that is, where its labels say so */
    SPLIT_KINDS_MAX = 16,             /* families and forms of labels that are counted */
};

/* How far each family of labels has counted in this line. All zero at its start. */
struct split_state {
    struct {
        unsigned family, form;
        long number;
    } counts[SPLIT_KINDS_MAX];
    size_t n;
    size_t least_blank;    /* columns of white space that part two paragraphs; 0: not looked */
    bool tabs_part;        /* so does any TAB */
    size_t glossary_plus_one; /* where a glossary's heading was found in the line, or the line's length, plus one; 0:
                                 not looked */
};

/*
 * The byte at which the piece ends that begins at `from`, of a line of any length; the line's length where no cut comes
 * any more. A second label stands apart by wide blanks (第一章　总则　　第一条　为规范…), counts on behind a full stop, or heads
 * what follows at the line's end (…提供支撑。三、建设内容). `state` counts over the whole text. `has_blanks`: white space may
 * stand in the line, or a tag of HTML.
 */
size_t split_labels(struct slice line, size_t from, bool has_blanks, struct split_state *state);
/*
 * Does a shorter line hold a whole report, or more than a paragraph of it? 方案如下。 一、工作目标 用电量下降8%。 二、组织领导 …: labels
 * count on behind ends of sentences and blanks. Not those of a family that has a line each elsewhere, by `counts`.
 */
bool split_holds_report(struct slice line, const struct split_state *counts);
/* As split_labels, for a line that holds a whole report; `state` counts in it alone. */
size_t split_next(struct slice line, size_t from, struct split_state *state);

#endif
