/*
 * outline_state: what the files of outline share: the open sections, lists and glossary. For src/outline*.c alone.
 */
#ifndef OUTLINE_STATE_H
#define OUTLINE_STATE_H

#include "classify.h"
#include "glossary.h"
#include "inline.h"
#include "numeral.h"
#include "outline.h"
#include "unit.h"

enum { DEPTH_MAX = 32, GROUPS_MAX = 6, FAMILIES_MAX = 40, TOC_ROWS_MAX = 3, DIVISIONS_MAX = LABEL_SECTION + 1 };

/* A family of labels as one report prints it: what makes labels siblings. */
struct kin {
    enum label_family family;
    /* of a multilevel number: its depth; of an unnumbered heading: its Markdown level, or FORM_BELOW_DIVISION */
    unsigned form;
};

enum { FORM_BELOW_DIVISION = 64 /* no Markdown level: 经济运行稳中有进 below 2030年工作回顾 */ };

enum { KIN_LOWER_CASE = 16 /* added to the form of small letters */ };
_Static_assert((int)KIN_LOWER_CASE > (int)LABEL_FORM_WORD, "no form of a letter is taken for its case");

/* What a paragraph was read as, and by which rule: src/docs/rules.md says what each means. */
enum verdict {
    VERDICT_FRONT, VERDICT_SECTION, VERDICT_ITEM, VERDICT_PARAGRAPH, VERDICT_SIGNATURE, VERDICT_TOC, VERDICT_TABLE,
    VERDICT_NOTE, VERDICT_CAPTION, VERDICT_FURNITURE, VERDICT_GLOSSARY, VERDICT_CONTINUES, VERDICT_COUNT
};

enum rule {
    RULE_FRONT_MATTER, RULE_OPENS_FAMILY, RULE_CONTINUES_FAMILY, RULE_BARE_HEADING, RULE_ANNEX, RULE_NEW_LIST,
    RULE_CONTINUES_LIST, RULE_TEXT, RULE_LEAD, RULE_SALUTATION, RULE_DATE, RULE_SIGNER, RULE_IN_CONTENTS,
    RULE_DOTS_AND_PAGE_NUMBER, RULE_TABS, RULE_BARS, RULE_FOOTNOTE, RULE_FURTHER_REMARK, RULE_WORD_TABLE,
    RULE_REPEATED_HEADING, RULE_GLOSSARY_HEADING, RULE_GLOSSARY_ENTRY, RULE_GLOSSARY_UNTITLED, RULE_JOINED_LINE,
    RULE_COUNT
};

/* Labels of one kin under one parent: all sections, or all items of a list. */
struct group {
    struct kin kin;
    bool is_section;
    bool has_more_text; /* one of them went on behind its run-in text with a paragraph of its own */
    unsigned n;
};

struct open_section {
    struct kin kin;
    long number;
    enum part part;
    unsigned markdown;  /* ## is 2; 0: not marked so */
    bool has_clauses;   /* 聚焦水上交通，渡口焕然一新, without a label */
    bool is_preface;    /* 前言: holds no chapters */
    bool is_division;   /* 2030年工作回顾, without a label: may hold others without one */
    bool is_english_preface; /* Executive summary: holds none of what begins to count behind it */
    bool sums_up;       /* Conclusions and recommendations: holds no chapters */
    bool is_run_in;     /* its text began on the heading's line */
    unsigned n_paragraphs;
    enum part last_part; /* of its last child */
    size_t n_groups;
    struct group groups[GROUPS_MAX]; /* of its children; what is behind n_groups is not set */
};

struct open_list {
    struct kin kin;
    long number;
    bool has_entry;     /* an entry is open */
    unsigned n_entries;
    bool has_more;      /* an entry went on with a paragraph behind its own */
    bool is_bare_title; /* the open entry is a title alone, its text is still to come */
};

/* What was seen of a kin anywhere before: where it stood, and how far it had counted. */
struct known_kin {
    struct kin kin;
    struct kin parent;  /* of its first section; family LABEL_NONE and form UINT_MAX: the root */
    unsigned list_depth; /* of its first list, from 1; 0: none yet */
    long last_number;
    long interrupted; /* how far the numbers had come when they began again, in a box between 1. and 2. for one */
    uint64_t line, column;  /* of its first section */
    unsigned first_section; /* how many sections the report had before that one */
    bool is_doubtful;       /* and that its level is doubtful was said */
    unsigned n_sections, n_items;
};

/* The entry of a glossary that is being put together: offsets into its paragraph. */
struct pending_term {
    bool is_open;
    struct paragraph paragraph;
    struct glossary_entry entry;
    size_t label_at, number_at, term_at, separator_at, definition_at;
};

struct outline {
    struct join_taker taker;
    struct build build;
    struct diag_list *diags;
    struct clean_tally *tally;
    FILE *explain;
    enum verdict verdict; /* of the paragraph at hand */
    enum rule rule;
    struct front_matter front;
    struct paragraph front_scratch;
    struct window window;
    struct open_section root;
    struct open_section sections[DEPTH_MAX];
    size_t n_sections;
    struct open_list lists[DEPTH_MAX];
    size_t n_lists;
    struct known_kin known[FAMILIES_MAX];
    size_t n_known;
    bool in_glossary, has_entries;
    bool has_glossary; /* the document holds one */
    struct {
        struct kin kin;
        long number; /* 0: none */
    } glossary_label; /* of its heading, where that counts in a row of sections: 八、名词解释 */
    struct glossary glossary;
    struct pending_term term;
    bool in_toc;
    bool after_toc; /* the last paragraph that was no furniture is a row of one */
    bool after_heading; /* the last paragraph that was no furniture heads a section */
    struct buffer toc_rows[TOC_ROWS_MAX]; /* the first ones: where one comes again, the table of contents has ended */
    size_t n_toc_rows;
    bool has_toc_of_headings; /* rows of it are Markdown headings */
    bool after_signature;
    bool in_last_words;  /* behind the signature or the closing address */
    bool ended_sentence; /* the paragraph before ended as a sentence or a heading does, so that a heading may follow */
    bool ended_with_colon; /* and so begins a list */
    enum { SIGNING_NONE, SIGNING_NAME, SIGNING_OFFICE, SIGNING_ENDED } signing; /* who signs a foreword in English */
    bool ended_item;       /* an item in English that has no mark at its end, as whole lists have none */
    long last_footnote;    /* its number; 0: none yet */
    long last_row; /* of the row at hand, of a table whose rows begin with a number without a mark; 0: it is none */
    struct {
        struct kin kin;
        long number; /* 0: none */
    } last_remark; /* of the note at hand: 注：1.… */
    bool has_text;         /* a paragraph or an item was read */
    struct {
        bool is_known, is_there;
        size_t len, separator_len;
    } opening; /* of the current unit's whole text, as classify_opening reads it */
    struct buffer division_titles[DIVISIONS_MAX]; /* of the last 第一部分, 第一章 and 第一节, by family */
    struct buffer last_opening; /* the short first sentence of the paragraph before; empty where it has none */
    unsigned n_alike;    /* paragraphs in a row, up to that one, that open like it */
    unsigned n_long, n_long_stopped; /* paragraphs of running text, and those of them that end with a full stop */
    struct buffer expected; /* the label that an audit expected */
    size_t n_found;
    unsigned n_sections_seen;
    /* Enumerations under way, one inside another; here, so that none is lost where memory runs out. */
    struct inline_list enumerations[DEPTH_MAX + 2];
    size_t n_enumerations;
};

static inline struct unit *current(struct outline *outline)
{
    return window_at(&outline->window, 0);
}

static inline bool kin_equal(struct kin a, struct kin b)
{
    return a.family == b.family && a.form == b.form;
}

/* (A) Rebuilding the Lower Town holds (a) rebuild 640 flats; and (b) …: small letters are another kin than capitals. */
static inline struct kin kin_of(const struct label *label)
{
    bool is_lower_case = label->system == NUMERAL_ALPHA_LOWER || label->system == NUMERAL_ROMAN_LOWER;

    if (label->family == LABEL_MULTILEVEL)
        return (struct kin){ label->family, label->depth };
    return (struct kin){ label->family, is_lower_case ? label->form | KIN_LOWER_CASE : label->form };
}

/* outline_state.c */
/* What is known of a kin: all zero where it was not seen. The same, to be changed: adds it where it is new. */
const struct known_kin *find_kin(const struct outline *outline, struct kin kin);
struct known_kin *enter_kin(struct outline *outline, struct kin kin);
struct open_section *innermost_section(struct outline *outline); /* the root's record where none is open */
/* The next unit ahead with a label, from `ahead` on; NULL where none is near. */
struct unit *next_labelled(struct outline *outline, size_t ahead, size_t *found);
/* May the next unit's text go on the current one? The furniture between them, if any, goes out with that. */
bool may_merge_next(const struct outline *outline);
size_t merge_next(struct outline *outline); /* as window_merge */
/* Says what is wrong with a number that does not follow `last`. */
void audit_number(struct outline *outline, const struct unit *unit, size_t offset, const struct label *label,
                  long last);

/* outline_explain.c */
void explain(struct outline *outline, enum verdict verdict, enum rule rule); /* notes both */
/* Rows of --explain, where it is asked for: of the paragraph at hand, with its further lines; of front lines. */
void print_explanation(const struct outline *outline, const struct unit *unit);
void print_front_explanation(const struct outline *outline, const struct front_line *lines, size_t n);

/* The usual nesting, for a family that the report has not shown yet: a part holds chapters. 0: heads no sections. */
enum { RANK_OF_CJK = 4 };
extern const unsigned family_ranks[LABEL_FAMILY_COUNT];

/* outline_section.c: the sections that are open, and where further ones belong. */
struct open_section *parent_at(struct outline *outline, size_t keep); /* of what stands below the outermost `keep` */
size_t find_open_section(const struct outline *outline, struct kin kin); /* n_sections where none is of that kin */
struct group *find_group(struct open_section *parent, struct kin kin);  /* NULL where it has none of that kin */
/* How many open sections the new one stands below: by its label, as this report nests, or by its Markdown level. */
size_t place_section(struct outline *outline, const struct unit *unit);
size_t place_by_markdown(const struct outline *outline, unsigned markdown);
/* Enters a section below the outermost `keep`; what follows the title on its line is put as its text. */
void put_titled(struct outline *outline, const struct unit *unit, size_t keep, struct kin kin,
                const struct label *label, const struct title_split *split);
void close_sections(struct outline *outline, size_t keep);
/* Closes the sections that a paragraph without a label does not belong to any more. */
void turn_back(struct outline *outline, const struct unit *unit);
bool is_kin_of_open_section(const struct outline *outline, struct kin kin);

/* outline_row.c: labelled paragraphs that are sections, decided with their siblings. */
bool take_section(struct outline *outline, struct unit *unit);
/* Does a list of the kin, or of articles, wait for a further item? */
bool is_item_of_open_list(const struct outline *outline, struct kin kin);

/* outline_tier.c: headings without a label that stand below others without one. */
struct kin kin_of_bare_heading(const struct outline *outline, const struct unit *unit, enum heading heading);
/* 重点做好以下六项工作： / 聚力产业升级 / 新建…。 / 聚力渡口改造: the current unit is the first of a series behind a colon. */
bool is_first_behind_colon(const struct outline *outline);
/* Running text, or a label, stands below the unit at `place`, in a text whose paragraphs keep their full stops. */
bool stands_above_text(const struct outline *outline, size_t place);
/* 聚焦水上交通，渡口焕然一新, the current unit, is one of a series, each above its text. */
bool is_heading_of_series(const struct outline *outline, const struct unit *unit);

/* outline_heading.c: headings without a label, and annexes. */
bool take_bare_heading(struct outline *outline, struct unit *unit);
bool take_annex(struct outline *outline, struct unit *unit);

/* outline_list.c: the lists that are open. */
void open_list(struct outline *outline, const struct origin *origin, const struct label *label, bool is_inline);
void close_lists(struct outline *outline, size_t keep);
/* The one that a label goes on with, from the innermost outwards; n_lists where there is none. */
size_t find_open_list(const struct outline *outline, struct kin kin);
/* Begins the next entry of the innermost list. */
void enter_entry(struct outline *outline, const struct origin *origin, const struct label *label,
                 const struct title_split *split);
/* What begins at byte `from` would be nested deeper than DEPTH_MAX. */
void report_too_deep(struct outline *outline, const struct paragraph *paragraph, size_t from);
/* True, with a diagnostic, where a list that begins here would be nested deeper than DEPTH_MAX: it stays text. */
bool is_too_deep(struct outline *outline, const struct paragraph *paragraph, size_t from);

/* outline_item.c: paragraphs that are items. */
bool take_item(struct outline *outline, struct unit *unit);
/* Where an open list or section of letters waits for it, a Roman label is a letter: （i） behind （h）, C. behind B. */
void read_as_letter(struct outline *outline, struct unit *unit);
/* 2、 behind 1. is its sibling in another hand, where the report has not used that form for a list of its own. */
void read_as_sibling(struct outline *outline, struct unit *unit);
/* Closes the lists that a paragraph without a label ends. */
void leave_lists(struct outline *outline, const struct unit *unit);

/* outline_text.c */
/* Bytes from `from` on of a paragraph as text: a lead, an enumeration inside, what closes it. */
void put_text(struct outline *outline, const struct unit *unit, size_t from, enum role role);
/* The same of an item, whose text has no lead. */
void put_item_text(struct outline *outline, const struct unit *unit, size_t from);
/*
 * （a）…；（b）…: the items of a paragraph that begins with the label of one; NULL where it holds that one alone. What was
 * found has to be put before any other text is.
 */
struct inline_list *find_inline_siblings(struct outline *outline, const struct unit *unit);
void put_inline_siblings(struct outline *outline, const struct unit *unit, struct inline_list *list);
bool has_inline_siblings(struct outline *outline, const struct unit *unit);
/* Keeps how the paragraph opened, for the next ones to be compared with. */
void remember_opening(struct outline *outline, const struct unit *unit);

/* outline_toc.c */
/* 目录, and its lines until the first of them comes again as a heading. */
bool take_toc(struct outline *outline, struct unit *unit);

/* outline_glossary.c */
bool take_glossary(struct outline *outline, struct unit *unit); /* of one that is open: closed where it ends here */
bool take_glossary_heading(struct outline *outline, struct unit *unit);
void close_glossary(struct outline *outline);

#endif
