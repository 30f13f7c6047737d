/* Blanks that part the paragraphs of a report on one line. */
#include "split_state.h"

#include "glossary.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum { PARAGRAPHS_MIN = 4, WIDE_MIN = 4, HEADINGS_MIN = 3, LABEL_CP_MAX = 8, TABS_MIN = 3 };

/* What stands between the blanks of a line of Chinese text. */
struct blanks {
    size_t n_stops;          /* 。 alone */
    size_t n_behind_stops;   /* blanks behind 。 and the like */
    size_t n_before_labels;  /* of these, in front of a label */
    size_t n_wide;           /* of these, as wide as part by themselves */
    size_t n_inside;         /* between two characters of a sentence, or of a heading and its text */
    size_t n_tabs;           /* that hold a TAB */
    size_t n_parting_tabs;   /* of these, behind the end of a sentence or in front of a label */
};

static bool is_stop(uint32_t cp)
{
    return phrase_is_mark(cp, U"。！？：；!?:;");
}

/* Of Chinese text, quotation marks that open and dashes included. */
static bool is_chinese(uint32_t cp)
{
    return utf8_is_cjk(cp) || phrase_is_mark(cp, U"“‘—");
}

/* 第一章 总则, 第一条 为了…: the blank before byte `at` belongs to the label in front of it. */
static bool is_behind_label(struct slice line, size_t at)
{
    size_t start = at;
    struct label label;

    for (size_t n = 0; n < LABEL_CP_MAX && start > 0; n++)
        if (utf8_previous(line, &start) == U'第')
            return label_read(slice_from(line, start), &label) && start + label.len >= at;
    return false;
}

/* 一、⇥回顾: the same for labels of all families, behind a blank. …会议文件(三)⇥政府工作报告 has none. */
static bool is_behind_any_label(struct slice line, size_t at)
{
    size_t start = at;
    struct label label;

    for (size_t n = 0; n < LABEL_CP_MAX && start > 0; n++) {
        utf8_previous(line, &start);
        if (start > 0 && !utf8_is_space(phrase_before(line, start)))
            continue;
        return label_read(slice_from(line, start), &label) && label.number > 0 && start + label.len == at;
    }
    return false;
}

static bool is_before_label(struct slice line, size_t at)
{
    struct label label;

    return label_read(slice_from(line, at), &label) &&
           (split_is_cutting_family(label.family) || label.family == LABEL_ARTICLE);
}

/* …新局面。” is the end of a sentence, “放管服” is none; ； may stand before any blank. */
static bool is_behind_stop(struct slice line, size_t at)
{
    size_t start = at;
    uint32_t before = utf8_previous(line, &start);

    if (before == U'”' || before == U'）')
        before = phrase_before(line, start);
    return before != U'；' && before != ';' && is_stop(before);
}

static bool holds_tab(struct slice line, size_t from, size_t to)
{
    return memchr(line.ptr + from, '\t', to - from) != NULL;
}

static void count_blank(struct blanks *blanks, struct slice line, size_t start, size_t end, size_t columns)
{
    uint32_t before = phrase_before(line, start), after = utf8_at(line, end);

    if (holds_tab(line, start, end)) {
        blanks->n_tabs++;
        blanks->n_parting_tabs += phrase_is_mark(before, U"。！？”") || is_before_label(line, end);
    }
    if (is_behind_stop(line, start)) {
        blanks->n_behind_stops++;
        blanks->n_wide += columns >= SPLIT_WIDE_BLANK;
        blanks->n_before_labels += is_before_label(line, end);
    } else if (is_chinese(before) && is_chinese(after)) {
        blanks->n_inside += !is_behind_label(line, start);
    }
}

static struct blanks count_blanks(struct slice line)
{
    struct blanks blanks = { 0 };

    for (size_t at = 0, end; at < line.len;) {
        size_t columns = split_may_be_blank(line, at) ? split_blank_columns(line, at, &end) : 0;

        if (columns > 0) {
            count_blank(&blanks, line, at, end, columns);
            at = end;
        } else {
            blanks.n_stops += utf8_next(line, &at) == U'。';
        }
    }
    return blanks;
}

/* The end of a sentence, and a blank, stand in front of byte `at`. */
static bool is_parted_from_sentence(struct slice line, size_t at)
{
    size_t before = at;

    if (!utf8_is_space(utf8_previous(line, &before)))
        return false;
    for (size_t next = before; before > 0 && utf8_is_space(utf8_previous(line, &next)); before = next)
        ;
    return is_behind_stop(line, before);
}

/*
 * The first label, parted from a sentence before it, that counts `number`, whose printed numeral is `numeral`: 一、 （一）
 * 第一章. Of `family`, unless that is none yet; sets it. SLICE_NONE: there is none.
 */
static size_t find_parted_label(struct slice line, size_t from, struct slice numeral, long number,
                                enum label_family *family)
{
    for (size_t at = from; (at = slice_find(line, numeral, at)) != SLICE_NONE; at += numeral.len) {
        size_t start = at;
        struct label label;

        if (!phrase_is_one_of(utf8_previous(line, &start), U"（(第"))
            start = at;
        if (!is_parted_from_sentence(line, start) || !label_read(slice_from(line, start), &label) ||
            !label.is_certain || label.number != number || !split_is_cutting_family(label.family) ||
            (*family != LABEL_NONE && label.family != *family))
            continue;
        *family = label.family;
        return start;
    }
    return SLICE_NONE;
}

/* 1.推进乡村振兴。…： 一、加强领导。, 注：… and 名词解释：… hold a list of their own. */
static bool is_one_block(struct slice line)
{
    struct glossary_heading heading;
    struct label label;

    return slice_starts(line, SLICE("注")) || label_read(line, &label) || glossary_is_heading(line, &heading);
}

static bool counts_already(const struct split_state *counts, enum label_family family)
{
    for (size_t i = 0; i < counts->n; i++)
        if (counts->counts[i].family == family)
            return true;
    return false;
}

bool split_holds_report(struct slice line, const struct split_state *counts)
{
    enum label_family family = LABEL_NONE;
    size_t first;

    if (line.len < SPLIT_SHORT_REPORT_LEN_MIN)
        return false;
    first = find_parted_label(line, 0, SLICE("一"), 1, &family);
    return first != SLICE_NONE && find_parted_label(line, first, SLICE("二"), 2, &family) != SLICE_NONE &&
           !counts_already(counts, family) && !is_one_block(line);
}

/*
 * Behind nearly every full stop: one who writes so parts sentences, unless labels follow. Behind one of twenty: by
 * chance. Without headings, which stand between two blanks, it is one long paragraph.
 */
static bool parts_paragraphs(const struct blanks *blanks)
{
    size_t n = blanks->n_behind_stops;

    if (n < PARAGRAPHS_MIN || blanks->n_wide >= WIDE_MIN || blanks->n_inside > 2 * n || n * 20 < blanks->n_stops)
        return false;
    if (blanks->n_before_labels + blanks->n_inside < HEADINGS_MIN)
        return false;
    return n * 4 <= blanks->n_stops * 3 || blanks->n_before_labels * 3 >= n;
}

/*
 * …新局面。 二、2023年工作安排 今年是…: what a web page gives whose white space was put together. One blank parts
 * paragraphs there, though hardly any stands inside a sentence, as in what was wrapped (并 请各位政协委员).
 */
void split_learn_blanks(struct slice line, struct split_state *state)
{
    struct blanks blanks = count_blanks(line);

    state->tabs_part = blanks.n_parting_tabs >= TABS_MIN && blanks.n_parting_tabs * 3 >= blanks.n_tabs;
    state->least_blank = !state->tabs_part && parts_paragraphs(&blanks) ? 1 : SPLIT_WIDE_BLANK;
}

/* 王 明, 目 录, 1 9 9 8 年: one character between two blanks, or a blank and a mark, is part of a word that was set wide. */
static bool is_single(uint32_t neighbour, uint32_t further)
{
    return utf8_is_ideograph(neighbour) ? !utf8_is_ideograph(further)
                                        : utf8_is_digit(neighbour) && (further == 0 || utf8_is_space(further));
}

static uint32_t character_behind(struct slice line, size_t at)
{
    if (at >= line.len)
        return 0;
    utf8_next(line, &at);
    return utf8_at(line, at);
}

/* What no sentence ends in, and a day often stands behind. */
static const uint32_t joints[] = U"自于至到在由从截与和、，";

/* 市科技局 2022年11月21日 关于建设…的意见: the day stands by itself, and what it ends is no word that was set wide. */
static bool is_behind_day(struct slice line, size_t at)
{
    static const uint32_t units[] = { U'日', U'月', U'年' };

    for (size_t i = 0; i < LENGTH_OF(units); i++) {
        size_t before = at, digits;

        if (utf8_previous(line, &before) != units[i])
            return false;
        for (digits = at = before; utf8_is_digit(utf8_previous(line, &before)); digits = before)
            ;
        if (digits == at)
            return false;
        at = digits;
    }
    if (at > 0 && !utf8_is_space(utf8_previous(line, &at)))
        return false;
    return !phrase_is_one_of(phrase_before(line, at), joints);
}

/* 自 2031年5月1日 起, 于 2031年5月20日 前登记, 2031年11月20日 印发: the sentence goes on. */
static bool goes_on_behind_day(uint32_t next)
{
    return phrase_is_one_of(next, U"起前后止为以之在印通星周至到的内间晚上下中凌颁发公生施");
}

static bool is_inside_word(struct slice line, size_t start, size_t end)
{
    size_t at = start;
    uint32_t before = utf8_previous(line, &at);

    if (before == U'日' && !goes_on_behind_day(utf8_at(line, end)) && is_behind_day(line, start))
        return false;
    return is_single(before, phrase_before(line, at)) || is_single(utf8_at(line, end), character_behind(line, end));
}

/* Behind a page's day or time: 2026-02-05, 09:02:33. */
static bool is_behind_time(struct slice line, size_t at)
{
    const char *end = line.ptr + at;

    return at >= 3 && utf8_is_digit((unsigned char)end[-1]) && utf8_is_digit((unsigned char)end[-2]) &&
           (end[-3] == '-' || end[-3] == ':');
}

/* 2031年安排 begins a heading or its text, 1.龙船会 an entry; 新增企业 41户 goes on. */
static bool begins_paragraph(struct slice text)
{
    struct label label;

    if (!utf8_is_digit(utf8_first(text)))
        return is_chinese(utf8_first(text));
    if (label_read(text, &label) && label.family == LABEL_DECIMAL && label.form <= LABEL_FORM_COMMA)
        return true;
    return numeral_begins_year(text);
}

bool split_is_parting_blank(struct slice line, size_t at, const struct split_state *state)
{
    size_t end, columns = split_blank_columns(line, at, &end);
    uint32_t before;

    if (state->tabs_part && end < line.len && holds_tab(line, at, end))
        return !is_behind_any_label(line, at);
    if (columns < state->least_blank || end >= line.len || utf8_is_lower(utf8_at(line, end)))
        return false;
    if (columns >= SPLIT_WIDE_BLANK || is_behind_stop(line, at) || is_before_label(line, end))
        return true;
    before = phrase_before(line, at);
    if (phrase_is_one_of(before, joints)) /* 摊主应于 2031年5月20日 */
        return false;
    return (is_chinese(before) || is_behind_time(line, at)) && before != U'；' &&
           begins_paragraph(slice_from(line, end)) && !is_inside_word(line, at, end) && !is_behind_label(line, at);
}
