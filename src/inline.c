#include "inline.h"

#include "inline_start.h"
#include "phrase.h"
#include "utf8.h"

enum { ITEMS_MAX = 200, MISSES_MAX = 2048 };

/* Families that enumerate inside a paragraph, and the characters that may stand before such a label. */
static const uint32_t *const boundaries[LABEL_FAMILY_COUNT] = {
    [LABEL_YISHI] = U"。；;：:，,！!？?、”）)—",
    [LABEL_ORDINAL] = U"。；;：:，,！!？?”）)—",
    [LABEL_DECIMAL] = U"。；;：:！!？?”）)，,",
    [LABEL_DECIMAL_PAREN] = U"。；;：:！!？?”）)，,、",
    [LABEL_CJK_PAREN] = U"。；;：:！!？?，,",
    [LABEL_CIRCLED] = U"",
    [LABEL_ALPHA] = U"。；;：:，,.",
    [LABEL_ROMAN] = U"。；;：:，,.",
};

static uint32_t text_after_label(struct slice text, size_t at)
{
    struct label label;

    return label_read(slice_from(text, at), &label) ? utf8_at(text, at + label.text_offset) : 0;
}

/*
 * Behind a blank in Latin text: in four areas, namely (1) increasing supply; (2) … and (3) …, not paragraphs (1) and
 * (2). `before` is behind what stands in front of the blank.
 */
static bool is_latin_boundary(struct slice text, size_t before)
{
    PHRASE_LIST(citing,
        "paragraph", "paragraphs", "section", "sections", "subsection", "subsections", "item", "items", "clause",
        "clauses", "article", "articles", "rule", "rules", "part", "parts", "group", "groups", "note", "notes",
        "under", "in", "see", "or");
    size_t start = before;

    if (before > 0 && phrase_is_mark((unsigned char)text.ptr[before - 1], U":;,."))
        return true;
    while (start > 0 && utf8_is_latin((unsigned char)text.ptr[start - 1]))
        start--;
    return start < before && !phrase_list_equals(&citing, slice_part(text, start, before));
}

/* A label may begin at `at`; ① needs no mark before it, others do, or a blank. */
static bool is_boundary(struct slice text, size_t at, enum label_family family)
{
    size_t before = at;
    uint32_t cp = utf8_previous(text, &before);

    if (at == 0 || family == LABEL_CIRCLED)
        return true;
    if (cp == ' ' && text.ptr[at] == '(')
        return is_latin_boundary(text, before);
    if (cp == ' ' && family == LABEL_ORDINAL && (unsigned char)text.ptr[at] < 0x80) /* …three points. First, … */
        return phrase_is_mark(utf8_previous(text, &before), U".;:!?)”\"");
    if (cp == ' ') /* "; (b)" and "following: 1. The" */
        cp = family == LABEL_ALPHA || family == LABEL_ROMAN || before == 0 ? utf8_previous(text, &before) : '.';
    if (cp == '.' && family == LABEL_DECIMAL) /* "…rose in 2010.18.Inflation fell", not 1.3.2 */
        return utf8_is_upper(text_after_label(text, at)) || !utf8_is_digit(utf8_previous(text, &before));
    if ((family == LABEL_ALPHA || family == LABEL_ROMAN) &&
        slice_ends(utf8_trim(slice_part(text, 0, at)), SLICE("and")))
        return true;
    return phrase_is_one_of(cp, boundaries[family]);
}

/* (a) and （ii）; a) and ii. may be a word's end. */
static bool is_enclosed(const struct label *label)
{
    return label->numeral.ptr > label->printed.ptr;
}

static bool read_at(struct slice text, size_t at, struct label *label)
{
    if (!label_read(slice_from(text, at), label) || !boundaries[label->family])
        return false;
    if (label->family == LABEL_ALPHA && !is_enclosed(label))
        return false;
    return label->text_offset < slice_from(text, at).len && is_boundary(text, at, label->family);
}

static bool is_next(const struct label *first, const struct label *label, long number)
{
    return label->family == first->family && label->form == first->form && label->number == number;
}

static struct inline_miss miss_of(struct slice text, size_t from, const struct label *first, long number)
{
    return (struct inline_miss){ text.ptr + from, first->family,         first->form,
                                 first->system,   first->printed.ptr[0], number };
}

static bool was_missed(const struct inline_list *list, const struct inline_miss *miss)
{
    for (size_t i = 0; i < list->n_misses; i++) {
        const struct inline_miss *known = &list->misses[i];

        if (known->number == miss->number && known->family == miss->family && known->form == miss->form &&
            known->system == miss->system && known->first_byte == miss->first_byte)
            return known->from <= miss->from;
    }
    return false;
}

static void note_miss(struct inline_list *list, const struct inline_miss *miss)
{
    if (list->n_misses == MISSES_MAX)
        return;
    list->misses = mem_grow(list->misses, &list->misses_cap, list->n_misses + 1, sizeof list->misses[0]);
    list->misses[list->n_misses++] = *miss;
}

/*
 * As is_boundary, at a glance: most figures stand in numbers, 12.5%, and need not be read. True wherever is_boundary
 * may be: the two change together.
 */
static bool may_be_boundary(struct slice text, size_t at, enum label_family family)
{
    uint32_t cp = phrase_before(text, at);

    return cp == ' ' || cp == '.' || family == LABEL_ALPHA || family == LABEL_ROMAN || family == LABEL_CIRCLED ||
           at == 0 || phrase_is_one_of(cp, boundaries[family]);
}

/* the terms (a) and (b): what stands between the labels is no item. */
static bool is_joint(struct slice between)
{
    PHRASE_LIST(joints, "and", "or", ",", ", and", ", or", "to", "through", "-", "–", "and/or", "&");

    return between.len < 12 && phrase_list_equals(&joints, utf8_trim(between));
}

/* The place of the label that follows, or SLICE_NONE. */
static size_t look_for_next(struct slice text, size_t from, const struct label *first, long number, struct label *label)
{
    struct label letter;

    for (size_t at = inline_next_start(text, from, first); at < text.len; at = inline_next_start(text, at + 1, first)) {
        if (!may_be_boundary(text, at, first->family) || !label_read(slice_from(text, at), label))
            continue;
        if (label->family == LABEL_ROMAN && first->family == LABEL_ALPHA && label_as_letter(label, &letter))
            *label = letter;
        if (is_next(first, label, number) && is_boundary(text, at, label->family) &&
            label->text_offset < text.len - at)
            return is_joint(slice_part(text, from, at)) ? SLICE_NONE : at;
    }
    return SLICE_NONE;
}

static size_t find_next(struct slice text, size_t from, const struct label *first, long number, struct label *label,
                        struct inline_list *list)
{
    struct inline_miss miss = miss_of(text, from, first, number);
    size_t at;

    if (was_missed(list, &miss))
        return SLICE_NONE;
    at = look_for_next(text, from, first, number, label);
    if (at == SLICE_NONE)
        note_miss(list, &miss);
    return at;
}

static void add_item(struct inline_list *list, size_t start, const struct label *label)
{
    list->items = mem_grow(list->items, &list->cap, list->n + 1, sizeof list->items[0]);
    list->items[list->n++] = (struct inline_item){ *label, start, 0 };
}

static bool holds_inner_stop(struct slice item)
{
    size_t stop = slice_find(item, SLICE("。"), 0);

    return stop != SLICE_NONE && stop + 3 < item.len;
}

/*
 * Where every item before is one clause, so is the last: what follows its full stop closes the paragraph:
 * 1.改善办学条件；2.…；7.打造文化品牌。以上实事，年底前全部完成。
 */
static size_t last_end(struct slice text, const struct inline_list *list)
{
    size_t last = list->items[list->n - 1].start;
    size_t stop = slice_find(text, SLICE("。"), last);

    for (size_t i = 0; i + 1 < list->n; i++)
        if (holds_inner_stop(slice_part(text, list->items[i].start, list->items[i].end)))
            return text.len;
    return stop == SLICE_NONE || list->n < 2 ? text.len : stop + 3;
}

static void set_ends(struct slice text, struct inline_list *list)
{
    for (size_t i = 0; i + 1 < list->n; i++)
        list->items[i].end = list->items[i + 1].start;
    list->items[list->n - 1].end = last_end(text, list);
}

static bool collect(struct slice text, size_t start, const struct label *first, bool goes_on, struct inline_list *list)
{
    struct label label;
    size_t at = start;

    list->n = 0;
    add_item(list, start, first);
    while (list->n < ITEMS_MAX) {
        at = find_next(text, at + list->items[list->n - 1].label.len, first, first->number + (long)list->n, &label,
                       list);
        if (at == SLICE_NONE)
            break;
        add_item(list, at, &label);
    }
    return list->n > 1 || goes_on;
}

bool inline_find(struct slice text, bool goes_on, struct inline_list *list)
{
    struct label label;

    for (size_t at = inline_first_start(text, 0); at < text.len; at = inline_first_start(text, at + 1)) {
        if (!read_at(text, at, &label) || label.number != 1)
            continue;
        if (label.family == LABEL_ROMAN && !is_enclosed(&label))
            continue;
        if (collect(text, at, &label, goes_on, list)) {
            set_ends(text, list);
            return true;
        }
    }
    return false;
}

bool inline_find_in_english(struct slice text, bool goes_on, struct inline_list *list)
{
    struct label label;

    if (inline_find(text, goes_on, list))
        return true;
    for (size_t at = 0; (at = slice_find(text, SLICE("First"), at)) != SLICE_NONE; at++)
        if (read_at(text, at, &label) && label.number == 1 && collect(text, at, &label, goes_on, list)) {
            set_ends(text, list);
            return true;
        }
    return false;
}

bool inline_continue(struct slice text, const struct label *first, struct inline_list *list)
{
    if (!boundaries[first->family] || !collect(text, 0, first, false, list))
        return false;
    set_ends(text, list);
    return true;
}

void inline_reset(struct inline_list *list)
{
    list->n = 0;
    list->n_misses = 0;
}

void inline_fini(struct inline_list *list)
{
    mem_free(list->items);
    mem_free(list->misses);
    *list = (struct inline_list){ 0 };
}
