/*
 * label: one leading label of a line: 一、 （一） 1. ① 第一章 1.2 (b) 一是 —— 附件1. A table of families and numeral systems.
 * Pure. May be used by all of the recognition from clean on, and tests.
 */
#ifndef LABEL_H
#define LABEL_H

#include "mem.h"

#include <stdint.h>

/* In the order of the contract's `marker`, section 1. */
enum label_family {
    LABEL_NONE,
    LABEL_PART,          /* 第一编 第二篇 第一部分 第1部 */
    LABEL_CHAPTER,       /* 第一章, Chapter 1 */
    LABEL_SECTION,       /* 第一节, Section 1 */
    LABEL_ARTICLE,       /* 第一条 */
    LABEL_CJK,           /* 一、 */
    LABEL_CJK_PAREN,     /* （一） ㈠ */
    LABEL_DECIMAL,       /* 1. 1、 １． ⒈ */
    LABEL_DECIMAL_PAREN, /* （1） 1) ⑴ [1] */
    LABEL_CIRCLED,       /* ① */
    LABEL_MULTILEVEL,    /* 1.1 */
    LABEL_ROMAN,         /* I. (iv) Ⅳ、 */
    LABEL_ALPHA,         /* (a) A. */
    LABEL_YISHI,         /* 一是 一要 */
    LABEL_ORDINAL,       /* 第一， 第一、 */
    LABEL_DASH,          /* —— · • ■ */
    LABEL_ANNEX,         /* 附件1 */
    LABEL_CJK_FORMAL,    /* 壹、 */
    LABEL_FAMILY_COUNT
};

/* How the labels of a family head sections, by themselves; an annex is told by what is around it. */
enum label_heading {
    LABEL_HEADS_NOTHING, /* items, whatever they look like */
    LABEL_HEADS_TITLED,  /* where what follows the label reads as a title */
    LABEL_HEADS_ALONE,   /* where the title stands alone on its line, without a full stop, with text of its own below */
};

/* The printed forms of labels with a number; equal numbers of one form are siblings. */
enum label_form {
    LABEL_FORM_STOP = 1,   /* 1. and 1.1 */
    LABEL_FORM_COMMA,      /* 一、 第一， */
    LABEL_FORM_BLANK,      /* 一 总则 */
    LABEL_FORM_PARENS,     /* （一） */
    LABEL_FORM_HALF_PAREN, /* 1) */
    LABEL_FORM_BRACKETS,   /* [1] */
    LABEL_FORM_SINGLE,     /* ① ㈠ ⒈ */
    LABEL_FORM_IS,         /* 一是 */
    LABEL_FORM_MUST,       /* 一要 */
    LABEL_FORM_SUBDIVISION, /* 第一分编 第1分部 Division 2: stands between 第一编 and 第一章, as 第一款 does below 第一节 */
    LABEL_FORM_WORD,       /* 第一章; of dashes and bullets this and those behind it, one a mark */
};
enum { LABEL_FORM_BULLET = 64 /* added to that of a label which has a bullet in front */ };

struct label {
    enum label_family family;
    /*
     * Which of the family's printed forms it is, so that 1. and 1、 and [1], or A. and (a), are told apart where one
     * report uses both on two levels. Width and brackets of the same shape do not count: （一） and (一) are one form.
     */
    unsigned form;
    size_t len; /* bytes of the label as printed, its own punctuation included (一、 is 6), blanks behind it not */
    size_t text_offset; /* bytes up to what the label stands before */
    long number;        /* value: 十二 is 12; of the last part of 1.2.3: 3; of b: 2; 0 where it has none (——) */
    struct slice number_text; /* "1.2.3" or "b" where the number is no integer; else empty. Borrowed from the text */
    unsigned depth;     /* parts of a multilevel number; else 1 */
    struct slice printed;     /* the label as printed; borrowed */
    struct slice numeral;     /* the part of `printed` that counts; borrowed; empty where there is none */
    unsigned system;          /* enum numeral_system of `numeral` */
    bool is_certain;    /* it reads as a label whatever stands around it (一、 第一章 （一）); 1.1总体 or 第一条为了 does not */
};

/*
 * Reads the label at the start of `text` (no blanks in front). False where there is none: years, dates, decimals,
 * quantities (1.15亿斤), cross references (第三条规定), 一、二、三产业, 十二五, 12345热线 are none.
 */
bool label_read(struct slice text, struct label *label);
/* False where the text's first character says that label_read is false: an ideograph that begins no label, as most. */
bool label_may_begin(struct slice text);
/* The same for text whose blanks between CJK characters were dropped: bit i of `dropped`: one stood before byte i. */
bool label_read_cleaned(struct slice text, uint64_t dropped, struct label *label);
/* （i） read as the letter behind （h）. False where the label is no single Roman letter. */
bool label_as_letter(const struct label *roman, struct label *letter);
/* The contract's word: "cjk-paren". */
const char *label_family_name(enum label_family family);
enum label_heading label_heading(enum label_family family);
/* 一、 （一） 第一章 1.1: labels of sections wherever what follows them reads as a title. */
bool label_heads_sections(enum label_family family);
/* 第一编 第一章 第一节: what others stand below, and count anew in. */
bool label_is_division(enum label_family family);
/* The label that would come next, in the same form, as text: （三） after （二）. False where it cannot be printed. */
bool label_expected(const struct label *like, long number, struct buffer *to);

#endif
