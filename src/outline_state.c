#include "outline_state.h"

/* n_known where it was not seen. */
static size_t place_of_kin(const struct outline *outline, struct kin kin)
{
    size_t i = 0;

    while (i < outline->n_known && !kin_equal(outline->known[i].kin, kin))
        i++;
    return i;
}

const struct known_kin *find_kin(const struct outline *outline, struct kin kin)
{
    static const struct known_kin unknown = { .n_sections = 0 };
    size_t place = place_of_kin(outline, kin);

    return place < outline->n_known ? &outline->known[place] : &unknown;
}

struct known_kin *enter_kin(struct outline *outline, struct kin kin)
{
    size_t place = place_of_kin(outline, kin);

    if (place == FAMILIES_MAX) /* more than any report uses: the last place is shared */
        place = --outline->n_known;
    if (place == outline->n_known)
        outline->known[outline->n_known++] = (struct known_kin){ .kin = kin };
    return &outline->known[place];
}

struct open_section *innermost_section(struct outline *outline)
{
    return outline->n_sections == 0 ? &outline->root : &outline->sections[outline->n_sections - 1];
}

struct unit *next_labelled(struct outline *outline, size_t ahead, size_t *found)
{
    for (; ahead < outline->window.n; ahead++) {
        struct unit *unit = window_at(&outline->window, ahead);

        *found = ahead;
        if (unit->has_label)
            return unit;
    }
    return NULL;
}

bool may_merge_next(const struct outline *outline)
{
    uint64_t n_cp = 0;
    size_t place;

    if (!window_text_from(&outline->window, 1, &place))
        return false;
    while (--place > 0)
        n_cp += paragraph_printed_cp(&window_at(&outline->window, place)->paragraph);
    return n_cp == 0 || clean_may_remove(outline->tally, n_cp);
}

/* 附件1 / — 6 — / 名词解释: the page number does not belong to the title. */
static void remove_between(struct outline *outline, struct unit *furniture)
{
    struct diag diag = { .code = furniture->paragraph.furniture_code };

    paragraph_place(&furniture->paragraph, 0, &diag.line, &diag.column);
    paragraph_remove_line(&current(outline)->paragraph, &furniture->paragraph, diag.code);
    outline->tally->n_removed += paragraph_printed_cp(&furniture->paragraph);
    if (!furniture->paragraph.is_reported)
        diag_list_add(outline->diags, &diag);
    furniture->is_taken = true;
}

size_t merge_next(struct outline *outline)
{
    size_t place;

    window_text_from(&outline->window, 1, &place);
    for (size_t ahead = 1; ahead < place; ahead++)
        remove_between(outline, window_at(&outline->window, ahead));
    return window_merge(&outline->window, place);
}

/* 第三条之一 behind 第三条, 第三条之二 behind that: put in when the statute was amended. */
static bool is_inserted(const struct label *label, long last)
{
    return label->number == last && slice_holds(label->printed, SLICE("之"));
}

void audit_number(struct outline *outline, const struct unit *unit, size_t offset, const struct label *label, long last)
{
    struct diag diag = { .code = DIAG_NUMBER_GAP, .found = label->printed };
    struct buffer *expected = &outline->expected;

    if (label->number == last + 1 || label->family == LABEL_DASH || label->family == LABEL_ANNEX ||
        is_inserted(label, last))
        return;
    if (label->number == last)
        diag.code = DIAG_NUMBER_REPEATED;
    else if (label->number < last)
        diag.code = DIAG_NUMBER_RESTARTED;
    paragraph_place(&unit->paragraph, offset, &diag.line, &diag.column);
    expected->len = 0;
    if (label_expected(label, last + 1, expected))
        diag.expected = buffer_slice(expected);
    diag_list_add(outline->diags, &diag);
}
