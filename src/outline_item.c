/* Paragraphs that are items of lists, and those that end lists. */
#include "outline_state.h"

#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

/* Does the label count on from the last entry of an open list of its kin? */
static bool fits_open_list(const struct outline *outline, const struct label *label)
{
    for (size_t i = 0; i < outline->n_lists; i++)
        if (kin_equal(outline->lists[i].kin, kin_of(label)) && outline->lists[i].number == label->number - 1)
            return true;
    return false;
}

static bool fits_open_section(const struct outline *outline, const struct label *label)
{
    for (size_t i = 0; i < outline->n_sections; i++)
        if (kin_equal(outline->sections[i].kin, kin_of(label)) && outline->sections[i].number == label->number - 1)
            return true;
    return false;
}

/* (a) … (b) … (C) …: a slip of case, or of a scan, where no (B) is there that this counts on from. */
static void read_in_case_of_list(struct outline *outline, struct label *label)
{
    static const enum numeral_system other_case[NUMERAL_SYSTEM_COUNT] = {
        [NUMERAL_ALPHA_LOWER] = NUMERAL_ALPHA_UPPER, [NUMERAL_ALPHA_UPPER] = NUMERAL_ALPHA_LOWER,
        [NUMERAL_ROMAN_LOWER] = NUMERAL_ROMAN_UPPER, [NUMERAL_ROMAN_UPPER] = NUMERAL_ROMAN_LOWER,
    };
    struct label other = *label;

    if (other_case[other.system] == 0 || find_kin(outline, kin_of(label))->last_number == label->number - 1)
        return;
    other.system = other_case[other.system];
    if (fits_open_list(outline, &other) || fits_open_section(outline, &other))
        label->system = other.system;
}

void read_as_letter(struct outline *outline, struct unit *unit)
{
    const struct unit *next;
    struct label letter;
    size_t found;

    if (!label_as_letter(&unit->label, &letter))
        return;
    read_in_case_of_list(outline, &letter);
    if (fits_open_list(outline, &letter))
        unit->label = letter;
    next = next_labelled(outline, 1, &found);
    if (next && kin_equal(kin_of(&next->label), kin_of(&unit->label)) && next->label.number == unit->label.number + 1)
        return; /* I. Income above II. Spending, below H. Grants */
    if (fits_open_section(outline, &letter))
        unit->label = letter;
}

void read_as_sibling(struct outline *outline, struct unit *unit)
{
    const struct known_kin *own;
    const struct open_list *list;

    read_in_case_of_list(outline, &unit->label);
    own = find_kin(outline, kin_of(&unit->label));
    if (outline->n_lists == 0 || own->n_items > 0 || own->n_sections > 0)
        return;
    list = &outline->lists[outline->n_lists - 1];
    if (unit->label.family == list->kin.family && unit->label.family != LABEL_MULTILEVEL &&
        unit->label.family != LABEL_DASH && unit->label.number == list->number + 1)
        unit->label.form = list->kin.form & ~(unsigned)KIN_LOWER_CASE; /* its case stays the label's own */
}

/*
 * Where the list of a label that no open list goes on with belongs: in the item that ends with a colon, else as deep as
 * the report has put it before.
 */
static size_t depth_of_new_list(struct outline *outline, struct kin kin)
{
    const struct known_kin *known = find_kin(outline, kin);

    if (outline->ended_with_colon)
        return outline->n_lists;
    if (known->list_depth > 0 && known->list_depth - 1 < outline->n_lists)
        return known->list_depth - 1;
    return outline->n_lists;
}

/* 1.做强新型工业 with its text in the next paragraph: the line is the title. */
static bool has_text_below(struct outline *outline, struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    const struct title_split *split = classify_split_rest(unit);

    if (!next || next->has_label || split->rest.len > 0)
        return false;
    return utf8_count(unit_text(next)) > utf8_count(unit_rest(unit)) && !classify_turns_back(unit_text(next)) &&
           utf8_count(split->title) <= TITLE_CP_MAX && utf8_first(split->separator) != U'；' &&
           (split->has_stop || split->separator.len == 0);
}

/* 2.—(1) No person may keep a stall without a licence. (2) …: the sentence is of (1). */
static bool is_above_subsections(const struct label *label)
{
    return label->family == LABEL_DECIMAL && slice_ends(label->printed, SLICE("—"));
}

/* The title of an item, and what follows it on its line or, where it `is_bare`, below; NULL where it has none. */
static const struct title_split *split_item(struct outline *outline, struct unit *unit, bool *is_bare)
{
    const struct title_split *split;

    *is_bare = false;
    if (unit->label.family == LABEL_ARTICLE || is_above_subsections(&unit->label))
        return NULL;
    split = classify_split_rest(unit);
    if (split->has_stop && split->rest.len > 0)
        return classify_is_title(split) ? split : NULL;
    *is_bare = has_text_below(outline, unit);
    return *is_bare ? split : NULL;
}

static void put_entry(struct outline *outline, struct unit *unit)
{
    bool is_bare;
    const struct title_split *split = split_item(outline, unit, &is_bare);
    size_t text_at = split ? (size_t)(split->rest.ptr - unit_text(unit).ptr) : unit->label.text_offset;
    struct origin origin = { &unit->paragraph, 0, text_at >= unit_text(unit).len ? SIZE_MAX : text_at };

    enter_entry(outline, &origin, &unit->label, split);
    outline->lists[outline->n_lists - 1].is_bare_title = is_bare || text_at >= unit_text(unit).len;
    put_item_text(outline, unit, text_at);
}

/* The first number of a list follows none, but that of articles, which run on: 第二章 / 第九条 behind 第八条. */
static long number_before_list(const struct label *label, long last)
{
    return label->family == LABEL_ARTICLE && label->number >= last ? last : 0;
}

static void audit(struct outline *outline, const struct unit *unit, const struct open_list *list)
{
    const struct label *label = &unit->label;
    long last = find_kin(outline, kin_of(label))->last_number;

    if (list)
        audit_number(outline, unit, 0, label, list->number);
    else if (label->number > 1 && label->number != last + 1)
        audit_number(outline, unit, 0, label, number_before_list(label, last));
}

/* The open list that an item of the kin belongs to; n_lists where there is none. */
static size_t find_list_of_item(const struct outline *outline, struct kin kin)
{
    size_t open = find_open_list(outline, kin);

    if (kin.family == LABEL_DASH && open + 1 < outline->n_lists && outline->ended_with_colon)
        return outline->n_lists; /* 1．重点抓好道路： inside an open list of bullets: its own begin */
    return open;
}

bool take_item(struct outline *outline, struct unit *unit)
{
    struct kin kin = kin_of(&unit->label);
    struct origin origin = { &unit->paragraph, 0, 0 };
    size_t open = find_list_of_item(outline, kin);
    bool is_open = open < outline->n_lists;
    bool is_next = is_open && (unit->label.number != 1 || kin.family == LABEL_DASH); /* another 1. begins a list anew */
    size_t depth = is_open ? open : depth_of_new_list(outline, kin);
    struct inline_list *siblings;

    audit(outline, unit, is_open ? &outline->lists[open] : NULL);
    close_lists(outline, is_next ? depth + 1 : depth);
    if (!is_next && is_too_deep(outline, &unit->paragraph, 0))
        return false;
    siblings = find_inline_siblings(outline, unit);
    if (!is_next)
        open_list(outline, &origin, &unit->label, siblings != NULL);
    explain(outline, VERDICT_ITEM, is_next ? RULE_CONTINUES_LIST : RULE_NEW_LIST);
    enter_kin(outline, kin)->n_items++;
    if (siblings)
        put_inline_siblings(outline, unit, siblings);
    else
        put_entry(outline, unit);
    return true;
}

/*
 * Bullets have no numbers to go on with: text between two of them belongs to the first where it did so before in this
 * list (or this is the first); bullets that stood one behind the other end where other text comes.
 */
static bool may_go_on(const struct open_list *list)
{
    return list->kin.family == LABEL_DASH && (list->n_entries < 2 || list->has_more);
}

/* The open list that a label ahead is the next of; n_lists where it is of none. */
static size_t list_continued_by(const struct outline *outline, const struct label *label)
{
    for (size_t i = outline->n_lists; i > 0; i--) {
        const struct open_list *list = &outline->lists[i - 1];

        if (kin_equal(list->kin, kin_of(label)) && (may_go_on(list) || label->number == list->number + 1))
            return i - 1;
    }
    return outline->n_lists;
}

/* 重点做到以下几点： opens a list of its own. */
static bool announces_list(const struct unit *unit)
{
    return !unit->has_label && phrase_ends_with_colon(unit_text(unit));
}

/*
 * A label that ends all open lists: of a section, or the first of a new list of their own kin. Inside of an item a
 * second list may be announced: 裁减人员时，应当优先留用下列人员： / （一）… after （四） of 第四十一条.
 */
static bool begins_anew(struct outline *outline, const struct label *label, bool is_announced)
{
    size_t open = find_open_list(outline, kin_of(label));

    if (is_kin_of_open_section(outline, kin_of(label)))
        return true;
    if (open < outline->n_lists)
        return label->number <= 1 && (open == 0 || !is_announced);
    return label_is_division(label->family) || (label->family == LABEL_CJK && label->number == 1);
}

/*
 * The innermost open list whose next label comes up ahead, before a section begins; n_lists where none does. Labels of
 * other lists may stand between: 仲裁员应当符合下列条件之一： is part of 第十三条, though （一） comes before 第十四条.
 */
static size_t find_continued_list(struct outline *outline)
{
    for (size_t ahead = 1; ahead < outline->window.n; ahead++) {
        const struct unit *next = window_at(&outline->window, ahead);
        bool is_announced = announces_list(window_at(&outline->window, ahead - 1));
        size_t continued;

        if (!next->has_label && classify_is_bare_heading(next))
            break;
        if (!next->has_label)
            continue;
        continued = list_continued_by(outline, &next->label);
        if (next->label.family == LABEL_DASH && is_announced)
            break;
        if (continued < outline->n_lists)
            return continued;
        if (begins_anew(outline, &next->label, is_announced))
            break;
    }
    return outline->n_lists;
}

void leave_lists(struct outline *outline, const struct unit *unit)
{
    size_t continued;

    if (outline->n_lists == 0)
        return;
    continued = find_continued_list(outline);
    if (continued < outline->n_lists) {
        close_lists(outline, continued + 1);
        outline->lists[continued].is_bare_title = false;
        outline->lists[continued].has_more = true;
        return;
    }
    if (outline->lists[outline->n_lists - 1].is_bare_title && !classify_turns_back(unit_text(unit))) {
        outline->lists[outline->n_lists - 1].is_bare_title = false;
        return;
    }
    close_lists(outline, 0);
}
