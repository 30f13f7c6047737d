/*
 * front_lines: what each of a report's first lines is, until one is found that the body begins with.
 * Pure. May be used by front, by nobody else.
 */
#ifndef FRONT_LINES_H
#define FRONT_LINES_H

#include "front.h"
#include "front_facts.h"
#include "mem.h"

enum { FRONT_CLEAN_MAX = 4096 };

enum front_kind {
    FRONT_OTHER,     /* a title, or part of one, or nothing known */
    FRONT_FURNITURE, /* 打印, 首页 > 要闻, 【字号：大 中 小】 */
    FRONT_ENTRY,     /* 来源：临江日报 */
    FRONT_VALUE,     /* 临江日报, below 来源： */
    FRONT_DAY,       /* （2031年1月9日） */
    FRONT_MEETING,   /* ——2031年1月9日在…会议上 */
    FRONT_CONTINUED, /* its second half */
    FRONT_TITLED,    /* a title and a speaker on one line */
    FRONT_SPEAKER,   /* 市长 王明 */
    FRONT_PERSON,    /* 王明 */
    FRONT_OFFICE,    /* 临江市市长 */
    FRONT_NUMBER,    /* 临府发〔2031〕3号 */
    FRONT_CAPTION,   /* 市长王明作政府工作报告。本报记者 李青 摄 */
    FRONT_ORGAN,     /* 临江市统计局 */
    FRONT_NOTE,      /* （根据录音整理） */
    FRONT_DECREE,    /* 《…法》已由…通过，现予公布 */
    /* Those that the body begins with. */
    FRONT_SALUTATION,
    FRONT_ADDRESSEE, /* 各县人民政府： */
    FRONT_CONTENTS,
    FRONT_LABEL,
    FRONT_HEADING,
    FRONT_RUNNING,
    FRONT_KIND_COUNT
};

struct front_record {
    enum front_kind kind;
    struct slice raw;      /* as printed */
    struct slice text;     /* cleaned, once front_record was asked; of a meeting broken in two: joined */
    size_t n_cp;           /* of `text` */
    unsigned heading_level;
    bool after_blank;
    bool is_cut;           /* the line is longer than FRONT_CLEAN_MAX */
    bool in_decree;        /* belongs to what puts a statute into force, not to the statute */
};

struct front_page {
    struct front_record records[FRONT_LINES_MAX];
    size_t n;              /* records */
    size_t n_clean;        /* those whose text was cleaned */
    size_t n_front;        /* those above the body, a split line included */
    size_t body_line;      /* index; n where no line is seen to begin the body */
    size_t body_offset;    /* bytes of the cleaned text of that line that belong to the front */
    struct buffer *scratch, *joined; /* have room for all lines: what points into them stays */
    bool is_spaced;        /* blank lines stand between all lines */
    bool has_title;        /* a line read so far can be the title */
    bool has_meeting;
    bool in_decree;
};

static inline bool front_is_body(enum front_kind kind)
{
    return kind >= FRONT_SALUTATION;
}

void front_clean_record(struct front_page *page); /* for front_record alone */

/* A line with its text. Most of the look-ahead lies behind the body's first lines and is never asked for. */
static inline struct front_record *front_record(struct front_page *page, size_t i)
{
    while (page->n_clean <= i)
        front_clean_record(page);
    return &page->records[i];
}

/* Sets the kinds, up to the line that the body begins with, and which that is. */
void front_classify(struct front_page *page);

#endif
