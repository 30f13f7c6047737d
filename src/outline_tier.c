/*
 * Headings without a label that stand below others without one: 经济运行稳中有进 / 城乡面貌焕然一新, below 2030年工作回顾, and
 * headings of two clauses, which nothing but their series tells from paragraphs that lost their full stop.
 */
#include "outline_state.h"

#include "utf8.h"

#include <string.h>

static const struct kin plain_kin = { LABEL_NONE, 0 }, lower_kin = { LABEL_NONE, FORM_BELOW_DIVISION };

static bool is_running_text(const struct unit *unit)
{
    return utf8_count(unit_text(unit)) > BARE_HEADING_CP_MAX && classify_is_sentence(unit_text(unit));
}

static bool reads_as_heading(const struct unit *unit)
{
    return !unit->has_label && unit->paragraph.markdown_level == 0 && classify_heading(unit) != HEADING_NONE;
}

/* The place of the next heading behind the text at `place`; 0: no running text or no heading stands there. */
static size_t find_end_of_text(const struct outline *outline, size_t place)
{
    const struct unit *unit;
    bool has_text = false;

    while ((unit = window_text_from(&outline->window, place, &place)) != NULL && !reads_as_heading(unit)) {
        if (unit->has_label && is_kin_of_open_section(outline, kin_of(&unit->label)))
            return 0; /* 二、 ends what stands below 一、 */
        has_text = has_text || unit->has_label || is_running_text(unit);
        place++;
    }
    return has_text && unit ? place : 0;
}

/* The next heading behind this one's text, before the next division, if it has a text too; NULL: none. */
static const struct unit *find_sibling(const struct outline *outline)
{
    size_t place = find_end_of_text(outline, 1);
    const struct unit *sibling = window_at(&outline->window, place), *below;

    if (place == 0 || classify_heads_division(unit_text(sibling)))
        return NULL;
    below = window_text_from(&outline->window, place + 1, &place);
    return below && (below->has_label || is_running_text(below)) ? sibling : NULL;
}

/* Neither torn lines nor a text without full stops: long paragraphs stood above, and had theirs. */
static bool keeps_full_stops(const struct outline *outline)
{
    return outline->n_long > 0 && outline->n_long_stopped * 10 >= outline->n_long * 9;
}

static size_t count_commas(struct slice text)
{
    size_t n = 0;

    for (size_t at = 0; (at = slice_find(text, SLICE("，"), at)) != SLICE_NONE; at += strlen("，"))
        n++;
    return n;
}

static bool has_sibling_alike(const struct outline *outline, const struct unit *unit)
{
    const struct unit *sibling = find_sibling(outline);

    return sibling && count_commas(unit_text(sibling)) == count_commas(unit_text(unit));
}

bool stands_above_text(const struct outline *outline, size_t place)
{
    const struct unit *below = window_text_from(&outline->window, place + 1, &place);

    return keeps_full_stops(outline) && below && (below->has_label || is_running_text(below));
}

bool is_first_behind_colon(const struct outline *outline)
{
    const struct unit *next = window_next_text(&outline->window);

    /* 附件： / 渡口评价指标 / 一、管理 names what is attached */
    return outline->ended_with_colon && next && classify_is_sentence(unit_text(next)) &&
           stands_above_text(outline, 0) && find_sibling(outline);
}

/* 聚焦水上交通，渡口焕然一新 is open: what reads like it goes on with the series, also as the last one. */
static bool is_series_open(const struct outline *outline)
{
    for (size_t i = 0; i < outline->n_sections; i++)
        if (outline->sections[i].has_clauses)
            return true;
    return false;
}

bool is_heading_of_series(const struct outline *outline, const struct unit *unit)
{
    return outline->n_sections > 0 && stands_above_text(outline, 0) &&
           (is_series_open(outline) || is_kin_of_open_section(outline, lower_kin) || has_sibling_alike(outline, unit));
}

/* The next label ahead of a kin that is open goes on with it: what stands in between belongs to 一、 where that is 二、. */
static bool is_inside_labelled(const struct outline *outline)
{
    const struct unit *ahead;

    for (size_t place = 1; (ahead = window_text_from(&outline->window, place, &place)) != NULL; place++) {
        size_t open = ahead->has_label ? find_open_section(outline, kin_of(&ahead->label)) : outline->n_sections;

        if (open < outline->n_sections)
            return ahead->label.number == outline->sections[open].number + 1;
    }
    return false;
}

/* 经济运行稳中有进 and its kin stand below 2030年工作回顾; 2031年工作安排 stands beside that. */
static bool stands_below_division(const struct outline *outline, const struct unit *unit)
{
    if (!outline->sections[0].is_division || classify_heads_division(unit_text(unit)))
        return false;
    if (is_kin_of_open_section(outline, lower_kin))
        return true;
    return outline->n_sections > 1 ? is_inside_labelled(outline) : find_sibling(outline) != NULL;
}

struct kin kin_of_bare_heading(const struct outline *outline, const struct unit *unit, enum heading heading)
{
    size_t plain = find_open_section(outline, plain_kin);
    bool is_lower = false;

    if (unit->paragraph.markdown_level > 0)
        return (struct kin){ LABEL_NONE, unit->paragraph.markdown_level };
    if (outline->n_sections > 0 && plain == 0) /* the outermost ones have no label */
        is_lower = heading == HEADING_OF_CLAUSES || stands_below_division(outline, unit);
    else if (plain == outline->n_sections)
        is_lower = is_kin_of_open_section(outline, lower_kin);
    return is_lower ? lower_kin : plain_kin;
}
