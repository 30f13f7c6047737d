/*
 * glossary: is this line a glossary's heading, and what are the parts of one entry? Pure.
 * May be used by outline (layer 5) and tests. All slices point into the text given.
 */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include "mem.h"

struct glossary_heading {
    struct slice label; /* 附件2, 一、; empty where there is none */
    struct slice title; /* 名词解释, without closing punctuation */
    struct slice separator; /* closing punctuation as printed; empty where there is none */
    bool needs_entries; /* 注释, 说明, Notes: heads a glossary only where entries with term and separator follow */
};

enum { GLOSSARY_ALIASES_MAX = 16 };

struct glossary_entry {
    struct slice label;      /* "1." "[1]" "（一）"; empty where there is none */
    struct slice number_text; /* for labels whose number is no integer; else empty */
    long number;             /* 0 where there is none */
    struct slice term;       /* without one pair of quotation marks or brackets that encloses the whole term */
    struct slice separator;  /* ： : —— TAB; empty where a word (是指, 即) does the work */
    struct slice definition; /* empty where the term stands alone on its line */
    struct slice aliases[GLOSSARY_ALIASES_MAX];
    size_t n_aliases;
};

/* `text` is a cleaned paragraph (contract section 2). */
bool glossary_is_heading(struct slice text, struct glossary_heading *heading);
/* True where the paragraph reads as an entry: a term, a separator (or a word that does its work) and a definition. */
bool glossary_entry_read(struct slice text, struct glossary_entry *entry);
/* A term alone, whose definition stands in the next paragraph (of two-line glossaries; the caller knows which those are). */
bool glossary_term_read(struct slice text, struct glossary_entry *entry);

#endif
