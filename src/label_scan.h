/*
 * label_scan: what the readers of labels share: the text under the reader, what stands in it, and how a label is
 * filled in. For label*.c alone. Each kind of label has its reader; label.c tells by the first character which to try.
 */
#ifndef LABEL_SCAN_H
#define LABEL_SCAN_H

#include "label.h"
#include "numeral.h"
#include "utf8.h"

enum { LABEL_NUMBER_MAX = 999, SCAN_DROPPED_BITS = 64 };

/* The text under the reader, where blanks were dropped from it, and the number in figures or Chinese at its start. */
struct scan {
    struct slice text;
    uint64_t dropped; /* a bit for each of the first SCAN_DROPPED_BITS bytes */
    struct numeral first; /* where its `len` is not 0 */
};

static inline struct slice scan_rest(const struct scan *scan, size_t at)
{
    return slice_from(scan->text, at);
}

static inline uint32_t scan_cp_at(const struct scan *scan, size_t at)
{
    return utf8_at(scan->text, at);
}

static inline size_t scan_skip_blanks(const struct scan *scan, size_t at)
{
    size_t next = at;

    if (at < scan->text.len && utf8_is_ideograph_lead(scan->text.ptr[at]))
        return at;
    while (utf8_is_space(utf8_next(scan->text, &next)))
        at = next;
    return at;
}

/* Nothing, or a blank, stands at `at`, be it that it was dropped. */
static inline bool scan_is_break(const struct scan *scan, size_t at)
{
    return at >= scan->text.len || utf8_is_space(scan_cp_at(scan, at)) ||
           (at < SCAN_DROPPED_BITS && (scan->dropped >> at & 1));
}

static inline bool scan_is_decimal(const struct numeral *numeral)
{
    return numeral->len > 0 && numeral->system != NUMERAL_CJK && numeral->system != NUMERAL_CJK_FORMAL;
}

/* What a numeral of a system labels where it stands plain (一、), and in brackets (（一）). By enum numeral_system. */
struct family_of_numeral {
    enum label_family plain, enclosed;
};
extern const struct family_of_numeral scan_families[];

void scan_set_label(const struct scan *scan, struct label *label, enum label_family family, enum label_form form,
                    size_t len);
void scan_set_numeral(const struct scan *scan, struct label *label, size_t at, const struct numeral *numeral);
/* The number of a letter's label is told as text. */
void scan_set_letter_text(struct label *label);

/* A、 a) (b): one letter, not the start of a word. */
bool scan_read_letter(struct slice text, struct numeral *numeral);
/* In figures, or in Chinese. */
bool scan_read_number(struct slice text, struct numeral *numeral);
/* A Roman numeral, or a letter. */
bool scan_read_letters(struct slice text, struct numeral *numeral);
/* (-)标准体系框架 and —、工作回顾: what a scan made of （一） and 一、 */
bool scan_read_stroke(struct slice text, struct numeral *numeral);
/* 一、二、三产业 and 三、四线城市: a run of numbers, no label. `after` is what stands behind `number` and its mark. */
bool scan_is_run_of_numbers(struct slice after, long number);

/* Readers: false where no such label stands at the start. Each tells its examples where it is written. */
bool label_read_enclosed(const struct scan *scan, struct label *label);
bool label_read_single(const struct scan *scan, struct label *label);
bool label_read_multilevel(const struct scan *scan, struct label *label);
bool label_read_in_annex(const struct scan *scan, struct label *label);
bool label_read_plain(const struct scan *scan, struct label *label);
bool label_read_before_blank(const struct scan *scan, struct label *label);
bool label_read_before_text(const struct scan *scan, struct label *label);
bool label_read_ordinal(const struct scan *scan, struct label *label);
bool label_read_yishi(const struct scan *scan, struct label *label);
bool label_read_english(const struct scan *scan, struct label *label);
bool label_read_english_ordinal(const struct scan *scan, struct label *label);
bool label_read_annex(const struct scan *scan, struct label *label);
bool label_read_dash(const struct scan *scan, struct label *label);
bool label_read_dash_of_strokes(const struct scan *scan, struct label *label);

bool label_is_bracket(uint32_t cp);

#endif
