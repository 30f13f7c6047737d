/* Paragraphs that stay text: leads, and the lists inside of them. */
#include "outline_state.h"

#include "utf8.h"

enum { SERIES_MIN = 3 };

/* A stretch of one paragraph on its way into nodes. */
struct stretch {
    const struct unit *unit;
    size_t behind;     /* where the node before it ends; what was removed from there on is the next node's */
    size_t from, to;   /* bytes of the paragraph */
    enum role role;
    bool may_lead;
    bool continues;
    bool is_nested;    /* inside an entry of an inline list */
};

static struct slice stretch_text(const struct stretch *stretch)
{
    return slice_part(unit_text(stretch->unit), stretch->from, stretch->to);
}

/* Where the node that ends at `end` ends for removals: what was removed behind the last character is the last node's.
 */
static struct origin origin_of(const struct unit *unit, size_t from, size_t end)
{
    return (struct origin){ &unit->paragraph, from, end >= unit_text(unit).len ? SIZE_MAX : end };
}

static void skip_blanks(struct stretch *stretch)
{
    struct slice text = stretch_text(stretch), trimmed = utf8_trim(text);

    stretch->from += trimmed.len > 0 ? (size_t)(trimmed.ptr - text.ptr) : text.len;
}

/* Do two openings look like members of one series? 必须坚持…。 必须聚焦…。 begin alike; 需求拉动，供给升级。 are built alike. */
static bool is_alike(struct slice a, struct slice b)
{
    size_t start = utf8_prefix(a, slice_starts(a, SLICE("要")) ? 1 : 2); /* 要永葆忠诚。 要厉行法治。 */

    return slice_equal(slice_part(a, 0, start), slice_part(b, 0, start < b.len ? start : b.len)) ||
           (classify_is_balanced(a) && classify_is_balanced(b));
}

/* classify_opening, which is asked again of a paragraph that its text was put from. */
static bool read_opening(struct outline *outline, const struct unit *unit, struct slice text, size_t *len,
                         size_t *separator_len)
{
    if (unit != current(outline) || text.len < unit_text(unit).len)
        return classify_opening(text, len, separator_len);
    if (!outline->opening.is_known)
        outline->opening.is_there = classify_opening(text, &outline->opening.len, &outline->opening.separator_len);
    outline->opening.is_known = true;
    *len = outline->opening.len;
    *separator_len = outline->opening.separator_len;
    return outline->opening.is_there;
}

void remember_opening(struct outline *outline, const struct unit *unit)
{
    size_t len, separator_len;
    struct slice opening, last = buffer_slice(&outline->last_opening);

    if (outline->verdict != VERDICT_PARAGRAPH || unit->has_label ||
        !read_opening(outline, unit, unit_text(unit), &len, &separator_len)) {
        outline->last_opening.len = 0;
        outline->n_alike = 0;
        return;
    }
    opening = slice_part(unit_text(unit), 0, len);
    outline->n_alike = last.len > 0 && is_alike(opening, last) ? outline->n_alike + 1 : 1;
    outline->last_opening.len = 0;
    buffer_append_slice(&outline->last_opening, opening);
}

/* Three paragraphs in a row that open alike lead in what they say, whatever the words. */
static bool is_in_series(struct outline *outline, struct slice opening)
{
    struct slice last = buffer_slice(&outline->last_opening);
    unsigned n = 1 + (last.len > 0 && is_alike(opening, last) ? outline->n_alike : 0);

    for (size_t ahead = 1; n < SERIES_MIN; ahead++) {
        const struct unit *next = window_at(&outline->window, ahead);
        size_t len, separator_len;

        if (next && next->paragraph.is_furniture)
            continue;
        if (!next || next->has_label || !classify_opening(unit_text(next), &len, &separator_len) ||
            !is_alike(opening, slice_part(unit_text(next), 0, len)))
            return false;
        n++;
    }
    return true;
}

/* 中华人民共和国各民族一律平等。禁止… below 第三条: what a statute lays down leads in nothing. */
static bool is_in_article(const struct outline *outline)
{
    return outline->n_lists > 0 && outline->lists[outline->n_lists - 1].kin.family == LABEL_ARTICLE;
}

/*
 * Bytes of the lead, and of what parts it from the text; 0 of both where there is none. It ends before `end`: in
 * 乡政府向①大会报告工作。… the paragraph does, where the list begins.
 */
static void read_lead(struct outline *outline, const struct stretch *stretch, size_t end, size_t *len,
                      size_t *separator_len)
{
    struct slice text = stretch_text(stretch);
    bool may_lead = stretch->may_lead && !is_in_article(outline) &&
                    read_opening(outline, stretch->unit, text, len, separator_len) &&
                    *len + *separator_len <= end - stretch->from;

    if (may_lead &&
        (classify_names_topic(slice_part(text, 0, *len)) || is_in_series(outline, slice_part(text, 0, *len)))) {
        explain(outline, VERDICT_PARAGRAPH, RULE_LEAD);
        return;
    }
    *len = *separator_len = 0;
}

/* The paragraph's text up to `end`, its lead set apart. */
static void put_plain(struct outline *outline, struct stretch *stretch, size_t end)
{
    struct slice text = slice_part(unit_text(stretch->unit), stretch->from, end);
    size_t lead_len, separator_len;

    read_lead(outline, stretch, end, &lead_len, &separator_len);
    const struct build_paragraph paragraph = {
        .origin = origin_of(stretch->unit, stretch->behind, end),
        .role = stretch->role,
        .lead = slice_part(text, 0, lead_len),
        .separator = slice_part(text, lead_len, lead_len + separator_len),
        .text = utf8_trim(slice_from(text, lead_len + separator_len)),
        .continues = stretch->continues,
    };
    if (paragraph.text.len == 0 && lead_len == 0)
        return;
    build_paragraph(&outline->build, &paragraph);
    stretch->behind = end;
}

static size_t put_stretch(struct outline *outline, struct stretch *stretch);

static void put_inline_item(struct outline *outline, struct stretch *stretch, const struct inline_item *item)
{
    size_t end = stretch->from + item->end, text_at = stretch->from + item->start + item->label.text_offset;
    struct slice text = slice_part(unit_text(stretch->unit), text_at, end);
    struct stretch inner = { .unit = stretch->unit, .to = end, .is_nested = true };
    struct title_split split;
    struct origin origin;

    classify_split(utf8_trim(text), &split);
    if (!split.has_stop || split.rest.len == 0 || !classify_is_title(&split))
        split = (struct title_split){ .rest = utf8_trim(text) };
    inner.from = inner.behind = (size_t)(split.rest.ptr - unit_text(stretch->unit).ptr);
    origin = origin_of(stretch->unit, stretch->behind, inner.from);
    enter_entry(outline, &origin, &item->label, split.title.len > 0 ? &split : NULL);
    stretch->behind = put_stretch(outline, &inner);
}

/* True where the next paragraph begins with the label that comes behind the list's last. */
static bool goes_on(struct outline *outline, const struct label *label, long number)
{
    const struct unit *next = window_next_text(&outline->window);

    return next && next->has_label && next->label.number == number && kin_equal(kin_of(&next->label), kin_of(label));
}

/* Moves `stretch` behind the list, which stays open where the next paragraph goes on with it. */
static void put_list(struct outline *outline, struct stretch *stretch, const struct inline_list *list)
{
    size_t depth = outline->n_lists;
    struct origin origin = { &stretch->unit->paragraph, stretch->from + list->items[0].start, 0 };

    open_list(outline, &origin, &list->items[0].label, true);
    for (size_t i = 0; i < list->n; i++)
        put_inline_item(outline, stretch, &list->items[i]);
    stretch->from += list->items[list->n - 1].end;
    stretch->may_lead = false;
    stretch->continues = true;
    skip_blanks(stretch);
    if (stretch->from < stretch->to || stretch->is_nested ||
        !goes_on(outline, &list->items[0].label, (long)list->n + 1))
        close_lists(outline, depth);
}

/* A list of one goes on in the next paragraph, or is none. */
static bool find_list(struct outline *outline, const struct stretch *stretch, struct inline_list *list)
{
    const struct unit *next = window_next_text(&outline->window);
    bool may_go_on = !stretch->is_nested && next && next->has_label && next->label.number == 2;
    struct slice text = stretch_text(stretch);
    bool is_english = utf8_is_ascii_letter((unsigned char)text.ptr[0]);

    if (!(is_english ? inline_find_in_english(text, may_go_on, list) : inline_find(text, may_go_on, list)))
        return false;
    return list->n > 1 || goes_on(outline, &list->items[0].label, 2);
}

/* Room for one more enumeration; put_stretch nests no deeper than lists do. */
static struct inline_list *begin_enumeration(struct outline *outline)
{
    struct inline_list *list = &outline->enumerations[outline->n_enumerations++];

    inline_reset(list);
    return list;
}

static void end_enumeration(struct outline *outline)
{
    outline->n_enumerations--;
}

/* Where the last node put ends: what was removed behind it is the next node's, be it of a list around this one. */
static size_t put_stretch(struct outline *outline, struct stretch *stretch)
{
    struct inline_list *list = begin_enumeration(outline);

    for (skip_blanks(stretch); stretch->from < stretch->to;) {
        if (stretch->role != ROLE_NONE || !find_list(outline, stretch, list) ||
            is_too_deep(outline, &stretch->unit->paragraph, stretch->from + list->items[0].start)) {
            put_plain(outline, stretch, stretch->to);
            break;
        }
        put_plain(outline, stretch, stretch->from + list->items[0].start);
        put_list(outline, stretch, list);
    }
    end_enumeration(outline);
    return stretch->behind;
}

struct inline_list *find_inline_siblings(struct outline *outline, const struct unit *unit)
{
    struct inline_list *list = begin_enumeration(outline);

    if (inline_continue(unit_text(unit), &unit->label, list))
        return list;
    end_enumeration(outline);
    return NULL;
}

void put_inline_siblings(struct outline *outline, const struct unit *unit, struct inline_list *list)
{
    struct stretch stretch = { .unit = unit, .to = unit_text(unit).len };

    list->items[list->n - 1].end = unit_text(unit).len;
    for (size_t i = 0; i < list->n; i++)
        put_inline_item(outline, &stretch, &list->items[i]);
    end_enumeration(outline);
}

bool has_inline_siblings(struct outline *outline, const struct unit *unit)
{
    bool found = inline_continue(unit_text(unit), &unit->label, begin_enumeration(outline));

    end_enumeration(outline);
    return found;
}

void put_text(struct outline *outline, const struct unit *unit, size_t from, enum role role)
{
    struct stretch stretch = { .unit = unit, .behind = from, .from = from, .to = unit_text(unit).len,
                               .role = role, .may_lead = from == 0 && role == ROLE_NONE };

    put_stretch(outline, &stretch);
}

void put_item_text(struct outline *outline, const struct unit *unit, size_t from)
{
    struct stretch stretch = { .unit = unit, .behind = from, .from = from, .to = unit_text(unit).len };

    put_stretch(outline, &stretch);
}
