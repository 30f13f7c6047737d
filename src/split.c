#include "split.h"

#include "glossary.h"
#include "label.h"
#include "lanes.h"
#include "phrase.h"
#include "utf8.h"

enum {
    WIDE_BLANK = 4,        /* columns */
    HEADING_LEN_MAX = 160, /* bytes */
    LABELS_WITHIN = 200,   /* bytes of a line in which wide blanks set its headings apart */
    TEXT_CP_MIN = 6,       /* code points behind such a heading that are its text */
    PAGE_BREAK_LEN = 64,   /* bytes that a page number and the blanks around it take up at most */
};

/* The last character before `at` that is no blank and no part of a page number (— 12 —). */
static uint32_t last_before(struct slice line, size_t at)
{
    size_t least = at > PAGE_BREAK_LEN ? at - PAGE_BREAK_LEN : 0;
    uint32_t cp;

    do
        cp = utf8_previous(line, &at);
    while (at > least && utf8_is_space(cp));
    if (cp != 0x2014)
        return cp;
    do
        cp = utf8_previous(line, &at);
    while (at > least && (utf8_is_space(cp) || cp == 0x2014 || utf8_is_digit(cp)));
    return cp;
}

static bool is_behind_ideograph(struct slice line, size_t at)
{
    return at >= 3 && utf8_is_ideograph_lead(line.ptr[at - 3]);
}

static bool is_behind_sentence(struct slice line, size_t at)
{
    return at == 0 || phrase_is_mark(last_before(line, at), U"。！？：；”）!");
}

/* 一、 （一） 第一章: the first of its family, or the next. */
static bool counts_on(struct split_state *state, const struct label *label)
{
    size_t i = 0;

    while (i < state->n && (state->counts[i].family != label->family || state->counts[i].form != label->form))
        i++;
    if (label->number != 1 && (i == state->n || label->number != state->counts[i].number + 1))
        return false;
    if (i == state->n && state->n < SPLIT_KINDS_MAX)
        state->n++;
    if (i < SPLIT_KINDS_MAX) {
        state->counts[i].family = label->family;
        state->counts[i].form = label->form;
        state->counts[i].number = label->number;
    }
    return true;
}

/* The next of its family, or one that lost lines brought near. */
static bool skips_few(const struct split_state *state, const struct label *label)
{
    for (size_t i = 0; i < state->n; i++)
        if (state->counts[i].family == label->family && state->counts[i].form == label->form)
            return label->number > state->counts[i].number && label->number <= state->counts[i].number + 3;
    return false;
}

static bool is_cutting_family(enum label_family family)
{
    return family == LABEL_PART || family == LABEL_CHAPTER || family == LABEL_SECTION || family == LABEL_CJK ||
           family == LABEL_CJK_PAREN;
}

/* Behind the end of a sentence. */
static bool begins_label(struct slice line, size_t at, struct split_state *state)
{
    struct label label;

    return label_read(slice_from(line, at), &label) && is_cutting_family(label.family) && label.is_certain &&
           counts_on(state, &label);
}

static size_t address_len(struct slice text)
{
    PHRASE_LIST(addresses, "各位代表：", "各位代表:", "同志们：", "各位委员：", "各位代表！", "各位代表，");

    return phrase_list_len(&addresses, text);
}

/* 2023年工作回顾, 2024年重点工作: headings that a report prints without a label. Bytes, 0 where none stands here. */
static size_t year_heading_len(struct slice text)
{
    static const char *const ends[] = {
        "工作回顾", "工作安排", "重点工作", "主要工作", "目标任务", "主要任务", "工作打算", "工作任务", "工作重点",
    };
    size_t len = 0;

    if (text.len < 8 || text.ptr[0] != '2' || !slice_starts(slice_from(text, 4), SLICE("年")))
        return 0;
    for (size_t at = 7; at < text.len && at < HEADING_LEN_MAX;) {
        if (len == at && slice_starts(slice_from(text, at), SLICE("建议")))
            return len + strlen("建议");
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
            if (slice_starts(slice_from(text, at), slice_of(ends[i])))
                len = at + strlen(ends[i]);
        if (phrase_is_mark(utf8_next(text, &at), U"，。、；：！？ ") || (len > 0 && at > len))
            break;
    }
    return len;
}

/* The heading ends where the year or the words begin that open its text: 2023年工作回顾2023年是… */
static size_t opened_heading_len(struct slice text)
{
    static const char *const openings[] = { "20", "过去", "刚刚", "今年", "去年", "一年来", "各位代表", "（一）", "一、" };
    size_t len = year_heading_len(text);

    for (size_t i = 0; i < sizeof openings / sizeof openings[0] && len > 0; i++)
        if (slice_starts(slice_from(text, len), slice_of(openings[i])))
            return len;
    return 0;
}

/* 一、2023年工作回顾 2023 年是…: a short heading, a blank, its text; or 一、2023年工作回顾过去一年，… without one. */
static size_t labelled_heading_end(struct slice line, size_t from)
{
    struct slice text = slice_from(line, from);
    struct label label;

    size_t heading;

    if (!label_read(text, &label) || !is_cutting_family(label.family))
        return 0;
    heading = opened_heading_len(slice_from(text, label.text_offset));
    if (heading > 0)
        return from + label.text_offset + heading;
    for (size_t at = label.text_offset; at < text.len && at < HEADING_LEN_MAX / 2;) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_space(cp) && start > label.text_offset)
            return from + start;
        if (phrase_is_mark(cp, U"，。；：！？"))
            return 0;
    }
    return 0;
}

/* SPACE, TAB, U+00A0, U+3000: of what begins with the bytes of the last, 。 and 、 are told apart at once. */
static bool may_be_blank(struct slice line, size_t at)
{
    unsigned char byte = (unsigned char)line.ptr[at];

    return byte == ' ' || byte == '\t' || byte == 0xC2 ||
           (byte == 0xE3 && line.len - at > 2 && (unsigned char)line.ptr[at + 2] == 0x80);
}

static size_t blank_columns(struct slice line, size_t at, size_t *end)
{
    size_t columns = 0;

    *end = at;
    if (at < line.len && utf8_is_ideograph_lead(line.ptr[at]))
        return 0;
    for (size_t next = at; next < line.len; *end = next) {
        uint32_t cp = utf8_next(line, &next);

        if (!utf8_is_space(cp))
            break;
        columns += cp == 0x3000 ? 2 : 1;
    }
    return columns;
}

/* A label of the families that open sections or articles: none of them begins with a digit or in lower case. */
static bool is_structural(struct slice text, struct label *label)
{
    if (text.len == 0 || (text.ptr[0] >= '0' && text.ptr[0] <= '9') || (text.ptr[0] >= 'a' && text.ptr[0] <= 'z'))
        return false;
    return label_read(text, label) && (is_cutting_family(label->family) || label->family == LABEL_ARTICLE);
}

#ifdef HAS_LANES
enum { LOOK_AHEAD_LEN = 2 };

/*
 * A bit for each of sixteen bytes at which a wide blank could begin. Behind a SPACE or a TAB, which is not wide by
 * itself, another blank has to begin: one of the ASCII ones, U+00A0 (C2), U+1680, U+2003 or U+3000 (E1 to E3).
 */
static unsigned blank_bits(const char *at)
{
    lanes a = lanes_load(at), b = lanes_load(at + 1), c = lanes_load(at + 2);
    lanes followed = (lanes)((b <= ' ') | (b == 0xC2) | ((b - 0xE1) <= 0xE3 - 0xE1));

    return lanes_mask((lanes)(((a == ' ') | (a == '\t')) & followed) |
                      (lanes)((a == 0xC2) | ((a == 0xE3) & (b == 0x80) & (c == 0x80))));
}

/* From `at` on to a byte before `within` that has its bit, or as far as blocks go. */
static size_t skip_blocks(struct slice line, size_t at, size_t within)
{
    unsigned bits;

    for (; at < within && line.len - at >= LANES_LEN + LOOK_AHEAD_LEN; at += LANES_LEN)
        if ((bits = blank_bits(line.ptr + at)) != 0)
            return at + lanes_lowest(bits);
    return at;
}
#else
static size_t skip_blocks(struct slice line, size_t at, size_t within)
{
    (void)line;
    (void)within;
    return at;
}
#endif

/* The first wide blank at or behind `from`, within the first LABELS_WITHIN bytes; `*end` is set behind it. */
static size_t find_wide_blank(struct slice line, size_t from, size_t *end)
{
    size_t within = from + LABELS_WITHIN < line.len ? from + LABELS_WITHIN : line.len;

    for (size_t at = from; (at = skip_blocks(line, at, within)) < within; at++)
        if (may_be_blank(line, at) && blank_columns(line, at, end) >= WIDE_BLANK && *end < line.len)
            return at;
    return SLICE_NONE;
}

/* 第四章 优化结构，增强竞争力 before a wide blank: a label and a title of two characters or more, no sentence. */
static bool is_short_heading(struct slice piece)
{
    struct label label;
    struct slice title;

    if (!is_structural(piece, &label))
        return false;
    title = slice_from(piece, label.text_offset);
    return utf8_count(title) >= 2 && !slice_holds(title, SLICE("。")) &&
           (label.family != LABEL_ARTICLE || !slice_holds(title, SLICE("，")));
}

/* …提供支撑。三、建设内容: the heading that a lost line break left at the end of a paragraph. */
static size_t find_heading_at_end(struct slice line, size_t from, const struct split_state *state)
{
    size_t start = line.len > from + HEADING_LEN_MAX / 2 ? line.len - HEADING_LEN_MAX / 2 : from;
    struct label label;

    if (start == from || slice_ends(line, SLICE("。"))) /* behind the last one there is nothing */
        return SLICE_NONE;
    for (size_t at = start; (at = slice_find(line, SLICE("。"), at)) != SLICE_NONE;) {
        struct slice rest;

        at += strlen("。");
        if (at >= line.len)
            break;
        rest = utf8_trim(slice_from(line, at));
        if (is_structural(rest, &label) && label.number > 1 && !slice_holds(rest, SLICE("。")) && utf8_count(rest) > 4 &&
            skips_few(state, &label))
            return (size_t)(rest.ptr - line.ptr);
    }
    return SLICE_NONE;
}

/* 第一节 地区协作（一）制订协作计划。…: a first （一） right behind a title without a mark in it lost its line break. */
static size_t find_first_below(struct slice line, size_t from, const struct label *own)
{
    struct slice title = slice_from(line, from + own->text_offset);
    struct label label;

    if (!is_cutting_family(own->family) || own->family == LABEL_CJK_PAREN)
        return SLICE_NONE;
    for (size_t at = 0, start = 0; at < title.len && at < HEADING_LEN_MAX / 2; start = at) {
        uint32_t cp = utf8_next(title, &at);

        if ((cp == '(' || cp == 0xFF08) && start > 0)
            return is_structural(slice_from(title, start), &label) && label.family == LABEL_CJK_PAREN && label.number == 1
                       ? (size_t)(title.ptr - line.ptr) + start
                       : SLICE_NONE;
        if (phrase_is_mark(cp, U"，。；：！？、,.;:《“"))
            break;
    }
    return SLICE_NONE;
}

/*
 * （二）…支持企业成长。…提升2.4个百分点。（三）坚持改革开放。…: of sections that each had a line so far, the next one lost its
 * line break. Behind the first of its family, or behind a semicolon, it would be an item of a paragraph.
 */
static size_t find_next_section(struct slice line, size_t from, const struct label *own)
{
    struct label label;

    if (own->number < 2 || !own->is_certain || !is_cutting_family(own->family))
        return SLICE_NONE;
    for (size_t at = from; (at = slice_find(line, SLICE("。"), at)) != SLICE_NONE;) {
        at += strlen("。");
        if (at < line.len && is_structural(slice_from(line, at), &label) && label.family == own->family &&
            label.form == own->form && label.number == own->number + 1)
            return at;
    }
    return SLICE_NONE;
}

/* 基本要求是：　　——坚持…: a wide blank where the line break before a bullet was lost. */
static bool is_dash_item(struct slice line, size_t blank, size_t end)
{
    return slice_starts(slice_from(line, end), SLICE("——")) &&
           phrase_is_mark(utf8_last(slice_part(line, 0, blank)), U"：:。；;");
}

/* A line that begins with the label of a section or an article: where a second one stands on it, or its text begins. */
static size_t find_behind_label(struct slice line, size_t start, const struct label *own, bool has_blanks,
                                struct split_state *state)
{
    size_t end, found = counts_on(state, own) ? find_next_section(line, start, own) : SLICE_NONE;
    size_t blank = found == SLICE_NONE && has_blanks ? find_wide_blank(line, start + own->text_offset, &end) : SLICE_NONE;
    struct label label;

    if (found != SLICE_NONE)
        return found;
    if (blank != SLICE_NONE && is_short_heading(utf8_trim(slice_part(line, start, blank))) &&
        (is_structural(slice_from(line, end), &label) || utf8_count(slice_from(line, end)) >= TEXT_CP_MIN))
        return end;
    return find_first_below(line, start, own);
}

size_t split_labels(struct slice line, size_t from, bool has_blanks, struct split_state *state)
{
    struct label own;
    size_t start = from, end, blank, found = SLICE_NONE;

    if (utf8_is_space(utf8_at(line, from)))
        blank_columns(line, from, &start);
    if (is_structural(slice_from(line, start), &own))
        found = find_behind_label(line, start, &own, has_blanks, state);
    if (found != SLICE_NONE)
        return found;
    blank = has_blanks ? find_wide_blank(line, start, &end) : SLICE_NONE;
    if (blank != SLICE_NONE && is_dash_item(line, blank, end))
        return end;
    found = find_heading_at_end(line, from, state);
    return found == SLICE_NONE ? line.len : found;
}

/* A cheap look at the first byte: can any of the things that cut begin here? */
static bool may_cut(unsigned char byte)
{
    return byte == ' ' || byte == '(' || byte == '2' || byte == 0xE3 || byte == 0xE4 || byte == 0xE5 || byte == 0xE7 ||
           byte == 0xEF || byte == 0xE6 || byte == 0xC2;
}

static size_t first_piece_end(struct slice line, size_t from)
{
    size_t address = address_len(slice_from(line, from));
    size_t heading = is_behind_sentence(line, from) ? opened_heading_len(slice_from(line, from)) : 0;

    if (address > 0 &&
        phrase_is_mark(utf8_last(slice_part(line, from, from + address)), U"：:")) /* 各位代表！回顾… goes on */
        return from + address;
    return heading > 0 ? from + heading : labelled_heading_end(line, from);
}

/* Behind an ideograph no sentence has ended. */
static bool cuts_at(struct slice line, size_t at, struct split_state *state)
{
    bool is_behind = !is_behind_ideograph(line, at) && is_behind_sentence(line, at);
    size_t end;

    if (is_behind && (begins_label(line, at, state) || opened_heading_len(slice_from(line, at)) > 0))
        return true;
    if (utf8_is_ideograph_lead(line.ptr[at]) && address_len(slice_from(line, at)) > 0)
        return is_behind || utf8_is_space(phrase_before(line, at));
    return may_be_blank(line, at) && blank_columns(line, at, &end) >= WIDE_BLANK && end < line.len &&
           !utf8_is_lower(utf8_at(line, end));
}

/* Looked for again only when the place found lies behind: once for most lines. */
static size_t find_glossary(struct slice line, size_t from, struct split_state *state)
{
    struct glossary_heading heading;

    if (from == 0)
        return line.len;
    if (state->glossary_plus_one == 0 || state->glossary_plus_one - 1 <= from) {
        size_t found =
            state->glossary_plus_one - 1 == line.len ? SLICE_NONE : glossary_find_heading(line, from, &heading);

        state->glossary_plus_one = (found == SLICE_NONE ? line.len : found) + 1;
    }
    return state->glossary_plus_one - 1;
}

/* The next place to look at. Of ideographs in a row only the first may begin a piece: a glossary is behind a mark. */
static size_t next_place(struct slice line, size_t at)
{
    return utf8_is_ideograph_lead(line.ptr[at]) ? utf8_skip_ideographs(line, at) : at + 1;
}

size_t split_next(struct slice line, size_t from, struct split_state *state)
{
    size_t glossary, at, end;

    if (blank_columns(line, from, &end) > 0)
        from = end;
    end = first_piece_end(line, from);
    if (end > from)
        return end;
    glossary = find_glossary(line, from, state);
    for (at = from + 1; at < line.len; at = next_place(line, at))
        if (at == glossary || (may_cut((unsigned char)line.ptr[at]) && cuts_at(line, at, state)))
            return at;
    return line.len;
}
