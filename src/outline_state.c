#include "outline_state.h"

struct kin kin_of(const struct label *label)
{
    return (struct kin){ label->family, label->family == LABEL_MULTILEVEL ? label->depth : label->form };
}

struct known_kin *known_kin(struct outline *outline, struct kin kin)
{
    for (size_t i = 0; i < outline->n_known; i++)
        if (kin_equal(outline->known[i].kin, kin))
            return &outline->known[i];
    if (outline->n_known == FAMILIES_MAX) /* more than any report uses: the last place is shared */
        outline->n_known--;
    outline->known[outline->n_known] = (struct known_kin){ .kin = kin };
    return &outline->known[outline->n_known++];
}

struct open_section *innermost_section(struct outline *outline)
{
    return outline->n_sections == 0 ? &outline->root : &outline->sections[outline->n_sections - 1];
}

void explain(struct outline *outline, const char *verdict, const char *rule)
{
    outline->verdict = verdict;
    outline->rule = rule;
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

void audit_number(struct outline *outline, const struct unit *unit, size_t offset, const struct label *label, long last)
{
    struct diag diag = { .code = DIAG_NUMBER_GAP, .found = label->printed };
    struct buffer *expected = &outline->expected;

    if (label->number == last + 1 || label->family == LABEL_DASH || label->family == LABEL_ANNEX)
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
