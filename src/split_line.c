/* Labels, addresses and headings that part a report on one line. */
#include "split_state.h"

#include "address.h"
#include "glossary.h"
#include "markup.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum { PAGE_BREAK_LEN = 64 /* bytes that a page number and the blanks around it take up at most */ };

/* The last character before `at` that is no blank and no part of a page number (— 12 —). */
static uint32_t last_before(struct slice line, size_t at)
{
    size_t least = at > PAGE_BREAK_LEN ? at - PAGE_BREAK_LEN : 0;
    uint32_t cp;

    do
        cp = utf8_previous(line, &at);
    while (at > least && utf8_is_space(cp));
    if (cp != U'—')
        return cp;
    do
        cp = utf8_previous(line, &at);
    while (at > least && (utf8_is_space(cp) || cp == U'—' || utf8_is_digit(cp)));
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

/* Behind the end of a sentence. */
static bool begins_label(struct slice line, size_t at, struct split_state *state)
{
    struct label label;

    return label_read(slice_from(line, at), &label) && split_is_cutting_family(label.family) && label.is_certain &&
           split_count_label(state, &label);
}

/* Bytes of 各位代表：, its mark included; 0: none. */
static size_t call_len(struct slice text)
{
    size_t len = address_len(text);

    return len > 0 && phrase_is_mark(utf8_next(text, &len), U"：:！!，,") ? len : 0;
}

/* 2023年工作回顾, 2024年重点工作: headings that a report prints without a label. Bytes, 0 where none stands here. */
static size_t year_heading_len(struct slice text)
{
    static const char *const ends[] = {
        "工作回顾", "工作安排", "重点工作", "总体要求", "总体思路", "主要工作", "目标任务", "主要任务", "工作打算", "工作任务", "工作重点",
    };
    size_t len = 0, joint = 0;

    if (!numeral_begins_year(text))
        return 0;
    for (size_t at = slice_find(text, SLICE("年"), 0) + strlen("年"); at < text.len && at < SPLIT_HEADING_LEN_MAX;) {
        if (len == at && slice_starts(slice_from(text, at), SLICE("建议")))
            return len + strlen("建议");
        for (size_t i = 0; i < LENGTH_OF(ends); i++)
            if (slice_starts(slice_from(text, at), slice_of(ends[i])))
                len = at + strlen(ends[i]);
        if (len == at && phrase_is_one_of(utf8_at(text, at), U"和及与")) /* 总体要求和目标任务 */
            joint = at;
        if (phrase_is_mark(utf8_next(text, &at), U"，。、；：！？,;:!? ") || (len > 0 && at > len && joint < len))
            break;
    }
    return len;
}

/* The heading ends where the year or the words begin that open its text: 2023年工作回顾2023年是… */
static size_t opened_heading_len(struct slice text)
{
    static const char *const openings[] = { "20", "过去", "刚刚", "今年", "去年", "一年来", "（一）", "一、" };
    size_t len = year_heading_len(text);
    struct slice rest = slice_from(text, len);

    return len > 0 && (PHRASE_STARTS(rest, openings) || address_calls(rest)) ? len : 0;
}

/* 四、加强政府自身建设坚持政治统领。…: a heading that nearly all reports have; …自身建设不断加强 is a sentence. */
static size_t own_conduct_heading_len(struct slice text)
{
    PHRASE_LIST(openings, "坚持", "我们", "必须", "始终", "打铁", "面对", "新征程", "踏上", "建设人民");
    static const struct slice end = { "自身建设", sizeof "自身建设" - 1 };
    size_t within = text.len < SPLIT_HEADING_LEN_MAX / 2 ? text.len : SPLIT_HEADING_LEN_MAX / 2;
    size_t at = slice_find(slice_part(text, 0, within), end, 0);
    struct slice rest;

    if (at == SLICE_NONE)
        return 0;
    rest = slice_from(text, at + end.len);
    if (!phrase_list_starts(&openings, rest) && !address_calls(rest))
        return 0;
    for (size_t before = 0; before < at;)
        if (phrase_is_mark(utf8_next(text, &before), U"，。；：、,;: "))
            return 0;
    return at + end.len;
}

/* 1.抓好理论学习。 or （一）…: the first of what stands below a heading. */
static bool begins_first_label(struct slice text)
{
    struct label label;

    text = utf8_trim(text);
    return label_read(text, &label) && label.number == 1 && label.family != LABEL_YISHI && label.text_offset < text.len;
}

/* Where a blank ends the title behind a label: a short one, or one of two clauses in front of a first label. */
static size_t find_title_end(struct slice text, size_t title_at)
{
    bool has_comma = false;

    for (size_t at = title_at; at < text.len && at < SPLIT_HEADING_LEN_MAX;) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_space(cp) && start > title_at) {
            bool is_short = !has_comma && start < SPLIT_HEADING_LEN_MAX / 2;

            return is_short || begins_first_label(slice_from(text, start)) ? start : 0;
        }
        if (phrase_is_mark(cp, U"。；：！？;:!?"))
            return 0;
        has_comma = has_comma || phrase_is_mark(cp, U"，,");
    }
    return 0;
}

/* 一、2023年工作回顾 2023 年是…: a short heading, a blank, its text; or 一、2023年工作回顾过去一年，… without one. */
static size_t labelled_heading_end(struct slice line, size_t from)
{
    struct slice text = slice_from(line, from);
    struct label label;
    size_t heading;

    if (!label_read(text, &label) || !split_is_cutting_family(label.family))
        return 0;
    heading = opened_heading_len(slice_from(text, label.text_offset));
    if (heading == 0)
        heading = own_conduct_heading_len(slice_from(text, label.text_offset));
    if (heading > 0)
        return from + label.text_offset + heading;
    heading = find_title_end(text, label.text_offset);
    return heading > 0 ? from + heading : 0;
}

/* A cheap look at the first byte: can any of the things that cut begin here? */
static bool may_cut(unsigned char byte)
{
    if (byte < 0x80)
        return byte == ' ' || byte == '<' || byte == '(' || byte == '2' || (byte >= '\t' && byte <= '\r');
    return byte == 0xC2 || (byte >= 0xE2 && byte <= 0xE7) || byte == 0xEF;
}

static size_t first_piece_end(struct slice line, size_t from)
{
    size_t address = call_len(slice_from(line, from));
    size_t heading = is_behind_sentence(line, from) ? opened_heading_len(slice_from(line, from)) : 0;

    if (address > 0 &&
        phrase_ends_with_colon(slice_part(line, from, from + address))) /* 各位代表！回顾… goes on */
        return from + address;
    return heading > 0 ? from + heading : labelled_heading_end(line, from);
}

/* Behind an ideograph no sentence has ended. */
static bool cuts_at(struct slice line, size_t at, struct split_state *state)
{
    bool is_behind = !is_behind_ideograph(line, at) && is_behind_sentence(line, at);

    if (is_behind && (begins_label(line, at, state) || opened_heading_len(slice_from(line, at)) > 0))
        return true;
    if (line.ptr[at] == '<')
        return markup_opens_block(slice_from(line, at));
    if (utf8_is_ideograph_lead(line.ptr[at]) && call_len(slice_from(line, at)) > 0)
        return is_behind || utf8_is_space(phrase_before(line, at));
    return split_may_be_blank(line, at) && split_is_parting_blank(line, at, state);
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

    if (state->least_blank == 0)
        split_learn_blanks(line, state);
    if (split_blank_columns(line, from, &end) > 0)
        from = end;
    begins_label(line, from, state); /* so that it is counted: a heading in front may have been cut off */
    end = first_piece_end(line, from);
    if (end > from)
        return end;
    glossary = find_glossary(line, from, state);
    for (at = from + 1; at < line.len; at = next_place(line, at))
        if (at == glossary || (may_cut((unsigned char)line.ptr[at]) && cuts_at(line, at, state)))
            return at;
    return line.len;
}
