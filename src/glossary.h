/*
 * glossary: is this line a glossary's heading, where does a glossary begin, what are the parts of one entry? Pure: all
 * that is remembered stands in the caller's struct glossary. May be used by split, the joiner, outline, write_text and
 * tests. All slices point into the text given, which is a cleaned paragraph (contract section 2); a TAB between a term
 * and its definition has to be left in it. Numbers of bytes are offsets into that text.
 *
 * Procedure for the caller:
 * 1. Heading: at glossary_is_heading, ask glossary_begins about the paragraphs behind it, with GLOSSARY_NAMED, or
 *    GLOSSARY_DOUBTFUL where heading.needs_entries is set. False: the line is a plain heading (注释 over remarks), or
 *    an item of a list of annexes. Where heading.len is less than the line, the first entry follows on the same line.
 *    A report without line breaks: glossary_find_heading says where to cut.
 * 2. No heading: behind the closing address or the signature, and where a paragraph begins with a mark of reference
 *    ([1], 注1), ask glossary_may_be_untitled, and then glossary_begins with GLOSSARY_UNTITLED; not elsewhere: numbered
 *    tasks can look like entries. Such a glossary has no title.
 * 3. Take page numbers, running heads, web furniture and signatures out first. Page furniture between two entries is
 *    `removed` from the entry before it (a paragraph of its own would move); web furniture (相关报道：, 责任编辑) and
 *    a signature with its date end the glossary, whatever glossary_next would say.
 * 4. Give each other paragraph to glossary_next, with those behind it that have been read but furniture, and obey:
 *    INTRODUCTION goes to the glossary's body; ENTRY and TERM begin an entry; DEFINITION begins the definition of the
 *    TERM before; CONTINUATION is joined to the last entry's definition as wrapped lines are (a stray line, a list in
 *    it); GROUP closes this glossary and opens another, whose label and title the line gives; END closes it, and the
 *    paragraph is read like any other. So the order is kept: nothing goes to the body once an entry has begun.
 * 5. Where entry.len is less than the text, the rest is the next entry: give it to glossary_next as a paragraph.
 * 6. When an entry is complete, glossary_aliases_read finds its aliases in its whole definition.
 */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include "label.h"
#include "mem.h"

struct glossary_heading {
    struct slice label; /* 附件2, 一、; empty where there is none */
    struct slice title; /* 名词解释, without closing punctuation */
    struct slice separator; /* closing punctuation as printed; empty where there is none */
    bool needs_entries; /* 注释, 说明, Notes: heads a glossary only where entries with term and separator follow */
    size_t len;         /* bytes of the line that are the heading; behind them the first entry, on the same line */
};

struct glossary_entry {
    struct slice label;      /* "1." "[1]" "（一）"; empty where there is none */
    struct slice number_text; /* for labels whose number is no integer; else empty */
    long number;             /* as in struct label; 0 where there is none */
    enum label_family family; /* LABEL_NONE where there is no label */
    unsigned form;           /* as in struct label */
    struct slice term;       /* without one pair of quotation marks or brackets that encloses the whole term */
    struct slice separator;  /* ： : ——; empty where a word (是指, 即) or a TAB does the work */
    struct slice definition; /* empty where the term stands alone on its line */
    size_t len;              /* bytes of the text that are this entry; behind them another one, on the same line */
};

/* What is known of a glossary while its paragraphs go by. Set by glossary_begins. */
struct glossary {
    enum label_family family; /* of its entries' labels; LABEL_NONE: unnumbered */
    unsigned form;
    long number;              /* of the last entry's label */
    size_t n_entries;         /* entries begun since the heading, or the last GROUP */
    size_t n_introduction;    /* paragraphs that still stand before the first entry */
    bool is_two_line;         /* terms stand on lines of their own */
    bool is_awaiting;         /* a term has been read whose definition comes next */
    bool is_listing;          /* the last paragraph was an item of a list inside a definition */
    bool is_open;             /* the last paragraph ended in the middle of something: "包括：", "一是…；" */
};

enum glossary_evidence {
    GLOSSARY_NAMED,    /* a heading says so: one entry is enough */
    GLOSSARY_DOUBTFUL, /* a heading that may head plain remarks too: most of what follows has to be entries */
    GLOSSARY_UNTITLED, /* no heading: all of it has to be entries, numbered from 1 or plainly definitions */
};

enum glossary_verdict {
    GLOSSARY_INTRODUCTION,
    GLOSSARY_ENTRY,
    GLOSSARY_TERM,
    GLOSSARY_DEFINITION,
    GLOSSARY_CONTINUATION,
    GLOSSARY_GROUP,
    GLOSSARY_END,
};

/* How many paragraphs behind the first glossary_begins and glossary_next look at; with fewer they decide on these. */
enum { GLOSSARY_LOOK_AHEAD = 8 };

/* True where the whole line is a glossary's heading, alone or with the first entry behind it. */
bool glossary_is_heading(struct slice text, struct glossary_heading *heading);
/*
 * A heading in running text, at or behind `from`: behind the end of a sentence, and its first entry behind it
 * (…而努力奋斗！名词解释1.…：…). Its offset, or SLICE_NONE; heading.len counts from there.
 */
size_t glossary_find_heading(struct slice text, size_t from, struct glossary_heading *heading);

/* False where the paragraph is not the first entry of a glossary without a heading; true: glossary_begins tells. */
bool glossary_may_be_untitled(struct slice text);
/* Does a glossary begin with these paragraphs? If so, `glossary` is set to read them with glossary_next. */
bool glossary_begins(const struct slice *paragraphs, size_t n, enum glossary_evidence evidence,
                     struct glossary *glossary);
/*
 * What the first of these paragraphs is (n is at least 1; the others are look-ahead). `entry` is set for ENTRY and
 * TERM; for DEFINITION its separator, definition and len are; for GROUP its label, number and term (the title).
 */
enum glossary_verdict glossary_next(struct glossary *glossary, const struct slice *paragraphs, size_t n,
                                    struct glossary_entry *entry);

/* True where the paragraph reads as an entry: a term, a separator (or a word that does its work) and a definition. */
bool glossary_entry_read(struct slice text, struct glossary_entry *entry);
/* A term alone, whose definition stands in the next paragraph. Any short line reads so: the caller knows its place. */
bool glossary_term_read(struct slice text, struct glossary_entry *entry);
/* 是指…, means …: a definition whose term needs no mark before it. For write_text too, which prints the two again. */
bool glossary_opens_definition(struct slice text);
enum { GLOSSARY_ALIASES_MAX = 16 };

/* Other names that the entry itself explains; fewer rather than wrong ones. The number of those found. */
size_t glossary_aliases_read(struct slice term, struct slice definition, struct slice aliases[GLOSSARY_ALIASES_MAX]);

#endif
