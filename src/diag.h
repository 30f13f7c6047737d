/*
 * diag: the closed catalogue of diagnostics, and the list of those that one conversion gave.
 * May be used by every file that finds or reports damage. Knows nothing of events: convert puts the list into the
 * document.
 */
#ifndef DIAG_H
#define DIAG_H

#include "mem.h"

#include <stdint.h>
#include <stdio.h>

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_LEVEL_COUNT };

/* Each code's name, level and text stand in diag.c; each is documented in README and found in some
 * tests/golden/NAME.diag. */
enum diag_code {
    /* the bytes */
    DIAG_INVALID_BYTES,       /* bytes that are no text of the encoding: U+FFFD */
    DIAG_MIXED_ENCODING,      /* a stretch that is text of another encoding than the rest */
    DIAG_ENCODING_GUESSED,    /* no mark of the encoding, told by frequency: with little evidence */
    DIAG_PRIVATE_USE,         /* characters of the private use areas */
    DIAG_CONTROL_CHARACTER,   /* removed */
    DIAG_BIDI_CONTROL,        /* kept */
    DIAG_NONCHARACTER,        /* kept */
    DIAG_NORMALIZED,          /* --normalize nfc changed characters */
    DIAG_LONG_LINE,           /* a line longer than 16 MiB was split */
    /* residue and damage */
    DIAG_EDITOR_RESIDUE,      /* removed: [bookmark: _GoBack] */
    DIAG_FIELD_CODE,          /* removed: { PAGE \* MERGEFORMAT } */
    DIAG_ZERO_WIDTH,          /* removed: U+200B, U+FEFF inside, soft hyphen */
    DIAG_LOST_CHARACTERS,     /* ?? where characters were lost; removed where they stood for blanks */
    DIAG_FOREIGN_TOKEN,       /* kept: one token that a site injected again and again; count */
    DIAG_INJECTED_LATIN,      /* kept: pinyin between the characters of a word */
    DIAG_HTML_ENTITY,         /* removed, its character put in its place */
    DIAG_UNKNOWN_ENTITY,      /* kept */
    DIAG_HTML_TAG,            /* kept as furniture, <p> and </p> around a line; removed from inside a paragraph */
    DIAG_MARKDOWN_MARK,       /* removed: ## ** of a Markdown text */
    DIAG_PAGE_FURNITURE,      /* removed from inside a paragraph, or kept as furniture: page numbers, running heads */
    DIAG_HYPHENATION,         /* removed: the hyphen of a word broken at a line's end */
    /* structure */
    DIAG_NO_STRUCTURE,        /* no section, list or glossary at all */
    DIAG_NUMBER_GAP,          /* 三 after 一 */
    DIAG_NUMBER_REPEATED,     /* 二 after 二 */
    DIAG_NUMBER_RESTARTED,    /* 一 after 五 where no new parent began */
    DIAG_NESTING_TOO_DEEP,    /* deeper than 32: flattened */
    DIAG_LEVEL_DOUBTFUL,      /* later text shows that an earlier level was wrong */
    DIAG_REFERENCE_MARK,      /* kept: [1] in the body, of a note or an entry of the glossary; count */
    /* the document */
    DIAG_SCHEMA_VIOLATION,    /* a document that breaks the schema */
    DIAG_TOO_MANY,            /* more than 1,000 diagnostics: the rest counted by code */
    DIAG_CODE_COUNT
};

/* Why something stays that is removed elsewhere. */
enum diag_kept {
    DIAG_NOT_KEPT,
    DIAG_KEPT_ABOVE_BODY, /* lines above the body stay as printed */
    DIAG_KEPT_OVER_LIMIT, /* no more may be removed */
    DIAG_KEPT_ALONE,      /* nothing else stands on its line, which stays or goes as a whole */
    DIAG_KEPT_AT_EDGE,    /* it is a paragraph of its own, in front of or behind the text of its line */
    DIAG_KEPT_COUNT
};

/* What a caller says of one place. Zero fields are left out; `offset` is a byte offset plus one (0: none). */
struct diag {
    enum diag_code code;
    uint64_t line;    /* from 1 */
    uint64_t column;  /* in code points of the decoded line, from 1 */
    uint64_t count;   /* how many places this one stands for; 0 and 1 both mean one */
    uint64_t offset_plus_one;
    enum diag_kept kept;   /* what goes elsewhere is kept here */
    struct slice detail;   /* appended to the catalogue's text behind ": " */
    struct slice expected; /* borrowed: diag_list_add copies */
    struct slice found;
};

/* One diagnostic as it is kept and shown. Slices live as long as the list. */
struct diag_record {
    struct diag diag;
    struct slice message; /* the catalogue's text, with the detail */
};

struct diag_list;

enum { DIAG_LISTED_MAX = 1000 };

struct slice diag_name(enum diag_code code); /* "editor-residue" */
struct slice diag_text(enum diag_code code); /* "removed an editor's bookmark" */
enum diag_level diag_level(enum diag_code code);
struct slice diag_level_name(enum diag_level level); /* "note", "warning", "error" */

struct diag_list *diag_list_new(void);
void diag_list_free(struct diag_list *list);
/* Takes a copy. Codes that the catalogue marks as summed are kept once, at their first place, with a count. */
SELDOM void diag_list_add(struct diag_list *list, const struct diag *diag);
/*
 * Sorts by place and closes the list: at most DIAG_LISTED_MAX records, then one DIAG_TOO_MANY for each code that
 * had more, with their count. Nothing may be added afterwards.
 */
void diag_list_close(struct diag_list *list);
size_t diag_list_count(const struct diag_list *list);
const struct diag_record *diag_list_get(const struct diag_list *list, size_t index);
/* How many were added at that level, listed or not. */
uint64_t diag_list_total(const struct diag_list *list, enum diag_level level);

/* Text of a report must not be able to steer a terminal: C0 and C1 controls and DEL are shown as \xNN. */
void diag_print_text(FILE *to, struct slice text);

#endif
