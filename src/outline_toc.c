#include "outline_state.h"

#include "utf8.h"

static bool is_toc_end(struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit), first = buffer_slice(&outline->toc_first);

    if (slice_equal(first, classify_toc_title(text)))
        return true;
    if (first.len > 0 && slice_equal(first, unit_rest(unit))) /* Traffic … 4, and then 1. Traffic */
        return true;
    return utf8_count(text) > 60 && !classify_is_toc_line(text);
}

/* "Appendix I Briefing Slides 6" above "Appendix II Advertising Data 36": headings with their pages. */
static bool is_row_of_pages(struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_at(&outline->window, 1);
    long page = classify_page_at_end(unit_text(unit)), next_page;

    if (page == 0 || !next)
        return false;
    next_page = classify_page_at_end(unit_text(next));
    if (next_page == 0)
        return strcmp(outline->verdict, "toc") == 0; /* the last of the row */
    return next_page >= page;
}

bool take_toc(struct outline *outline, struct unit *unit)
{
    struct slice text = unit_text(unit);

    if (!outline->in_toc && slice_ends(text, SLICE("。"))) /* no heading, no page number */
        return false;
    if (outline->in_toc && is_toc_end(outline, unit))
        outline->in_toc = false;
    else if (outline->in_toc && outline->toc_first.len == 0)
        buffer_append_slice(&outline->toc_first, classify_toc_title(text));
    if (classify_is_toc_heading(text)) {
        outline->in_toc = true;
        outline->toc_first.len = 0;
    }
    if (!outline->in_toc && !classify_is_toc_line(text) && !is_row_of_pages(outline, unit))
        return false;
    explain(outline, "toc", outline->in_toc ? "under-toc-heading" : "dots-and-page-number");
    put_text(outline, unit, 0, "toc");
    return true;
}
