/*
 * paragraph: the text of one or more source lines, cleaned, with the place of every character and what was taken out.
 * May be used by the recognition, build and tests.
 */
#ifndef PARAGRAPH_H
#define PARAGRAPH_H

#include "diag.h"
#include "mem.h"

#include <stdint.h>

/* From byte `offset` of the text on, each code point stands one column behind the one before, until the next anchor. */
struct anchor {
    size_t offset;
    uint64_t line, column; /* from 1; columns in code points of the decoded line */
};

/* Something that stood in the source and does not stand in the text (contract section 1, `removed`). */
struct removal {
    size_t offset; /* byte of the text before which it stood */
    uint64_t line, column;
    enum diag_code code;
    size_t text_offset, text_len; /* bytes in removed_text */
};

/* All zero is an empty paragraph. Buffers are kept when it is cleared, so that a ring of them allocates no more. */
struct paragraph {
    struct buffer text; /* white space as in contract section 2, except that a TAB between cells stays a TAB */
    struct anchor *anchors;
    size_t n_anchors, anchors_cap;
    struct removal *removals;
    size_t n_removals, removals_cap;
    struct buffer removed_text;
    struct buffer printed; /* of a line that may be taken out whole: as it stands in the source, its edges trimmed */
    /* What follows is zero after paragraph_clear. */
    uint64_t printed_column;
    uint64_t dropped;      /* bit i: a blank between CJK characters was dropped before byte i */
    unsigned n_lines;      /* source lines that hold some of it */
    unsigned n_tabs;
    unsigned markdown_level; /* of a Markdown heading (## is 2); else 0 */
    uint64_t marks_column;   /* of its marks, where they are neither in the text nor removed; else 0 */
    unsigned indent;       /* columns of white space before its first line */
    bool may_hold_tokens;  /* not all of its lines are token-free, as line_scan.h has it */
    bool may_need_escapes; /* nor literal */
    bool is_furniture;     /* a page number, a running head, nothing but an editor's residue */
    enum diag_code furniture_code; /* what it is removed as, where it is furniture: of a line of residue its first */
    bool is_reported;      /* a line of residue, of which each was reported when it was read */
};

void paragraph_clear(struct paragraph *paragraph);
/* Moves what `from` holds to `to`, which is empty; its buffers go the other way. */
void paragraph_move(struct paragraph *to, struct paragraph *from);
void paragraph_fini(struct paragraph *paragraph);
/* The line that the paragraph begins in; that of the character at byte `offset`; that character's place. */
uint64_t paragraph_line(const struct paragraph *paragraph);
uint64_t paragraph_line_at(const struct paragraph *paragraph, size_t offset);
void paragraph_place(const struct paragraph *paragraph, size_t offset, uint64_t *line, uint64_t *column);
void paragraph_add_anchor(struct paragraph *paragraph, uint64_t line, uint64_t column);
/* `text` stood at line:column, before what is appended next. */
void paragraph_add_removal(struct paragraph *paragraph, enum diag_code code, uint64_t line, uint64_t column,
                           struct slice text);
/* Takes what another paragraph was read from out of this one, as printed. How many code points it has. */
void paragraph_remove_line(struct paragraph *paragraph, const struct paragraph *removed, enum diag_code code);
uint64_t paragraph_printed_cp(const struct paragraph *paragraph);
void paragraph_set_printed(struct paragraph *paragraph, struct slice line, uint64_t column);
/* Appends bytes `from` up to `to` of another paragraph, as a wrapped line is joined, with their places and removals. */
void paragraph_append(struct paragraph *paragraph, const struct paragraph *more, size_t from, size_t to);
/* What was removed from those bytes alone, as if it had stood behind this paragraph. */
void paragraph_append_removals(struct paragraph *paragraph, const struct paragraph *more, size_t from, size_t to);
/* For paragraphs that are no table row: each TAB becomes a space, or nothing between CJK characters. */
void paragraph_drop_tabs(struct paragraph *paragraph);

/* True where `text` is some of the paragraph's, and it holds nothing that escape.h names. */
static inline bool paragraph_is_literal(const struct paragraph *paragraph, struct slice text)
{
    uintptr_t start = (uintptr_t)paragraph->text.ptr, at = (uintptr_t)text.ptr;

    return !paragraph->may_need_escapes && at >= start && at < start + paragraph->text.len;
}

static inline struct slice paragraph_text(const struct paragraph *paragraph)
{
    return buffer_slice(&paragraph->text);
}

#endif
