/* The lists that are open. */
#include "outline_state.h"

void open_list(struct outline *outline, const struct origin *origin, const struct label *label, bool is_inline)
{
    struct known_kin *known = enter_kin(outline, kin_of(label));
    uint64_t line, column;

    paragraph_place(origin->paragraph, origin->from, &line, &column);
    build_enter_list(&outline->build, line, innermost_section(outline)->part == PART_PLAN ? "tasks" : "points",
                     label_family_name(label->family), is_inline);
    outline->lists[outline->n_lists++] = (struct open_list){ .kin = kin_of(label) };
    outline->n_found++;
    if (!is_inline && known->list_depth == 0)
        known->list_depth = (unsigned)outline->n_lists;
}

static void leave_entry(struct outline *outline, struct open_list *list)
{
    if (list->has_entry)
        build_leave_entry(&outline->build);
    list->has_entry = false;
}

void close_lists(struct outline *outline, size_t keep)
{
    while (outline->n_lists > keep) {
        leave_entry(outline, &outline->lists[outline->n_lists - 1]);
        build_leave_list(&outline->build);
        outline->n_lists--;
    }
}

static void count_number(struct known_kin *known, long number)
{
    if (number == 1)
        known->interrupted = known->last_number;
    else if (number == known->interrupted + 1 && number != known->last_number + 1)
        known->interrupted = 0;
    known->last_number = number;
}

void enter_entry(struct outline *outline, const struct origin *origin, const struct label *label,
                 const struct title_split *split)
{
    struct open_list *list = &outline->lists[outline->n_lists - 1];
    struct slice none = { 0 };

    leave_entry(outline, list);
    build_enter_entry(&outline->build, origin, label, split ? split->title : none, split ? split->separator : none);
    list->has_entry = true;
    list->n_entries++;
    list->is_bare_title = false;
    list->number = label->number;
    count_number(enter_kin(outline, kin_of(label)), label->number);
}

void report_too_deep(struct outline *outline, const struct paragraph *paragraph, size_t from)
{
    struct diag diag = { .code = DIAG_NESTING_TOO_DEEP };

    paragraph_place(paragraph, from, &diag.line, &diag.column);
    diag_list_add(outline->diags, &diag);
}

bool is_too_deep(struct outline *outline, const struct paragraph *paragraph, size_t from)
{
    if (outline->n_sections + outline->n_lists < DEPTH_MAX)
        return false;
    report_too_deep(outline, paragraph, from);
    return true;
}

size_t find_open_list(const struct outline *outline, struct kin kin)
{
    for (size_t i = outline->n_lists; i > 0; i--)
        if (kin_equal(outline->lists[i - 1].kin, kin))
            return i - 1;
    return outline->n_lists;
}
