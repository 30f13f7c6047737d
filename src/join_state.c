/* The open paragraph, and what was set aside behind it. */
#include "join_state.h"

bool join_is_markup(const struct paragraph *aside)
{
    return aside->furniture_code != DIAG_PAGE_FURNITURE;
}

void join_report_markup(struct joiner *joiner, struct paragraph *aside, enum diag_kept kept)
{
    struct diag diag = { .code = aside->furniture_code, .kept = kept };

    if (aside->is_reported || !join_is_markup(aside))
        return;
    aside->is_reported = true;
    paragraph_place(aside, 0, &diag.line, &diag.column);
    diag_list_add(joiner->diags, &diag);
}

static void hand_on(struct joiner *joiner, struct paragraph *paragraph)
{
    if (paragraph->text.len > 0 || paragraph->n_removals > 0)
        joiner->taker->paragraph(joiner->taker, paragraph);
    else
        paragraph_clear(paragraph);
}

/* The </p> behind a paragraph and the <p> in front of the next one are one piece of furniture. */
static size_t merge_markup(struct joiner *joiner, size_t i)
{
    struct paragraph *aside = &joiner->asides[i], *next = aside + 1;

    while (i + 1 < joiner->n_asides && join_is_markup(aside) && join_is_markup(next)) {
        join_report_markup(joiner, next, DIAG_KEPT_AT_EDGE);
        paragraph_append(aside, next, 0, next->text.len);
        paragraph_clear(next++);
        i++;
    }
    return i;
}

void join_close_paragraph(struct joiner *joiner)
{
    hand_on(joiner, &joiner->open);
    for (size_t i = 0; i < joiner->n_asides; i++) {
        struct paragraph *aside = &joiner->asides[i];

        join_report_markup(joiner, aside, DIAG_KEPT_AT_EDGE);
        i = merge_markup(joiner, i);
        hand_on(joiner, aside);
    }
    joiner->n_asides = 0;
}

bool join_is_running_text(const struct joiner *joiner, struct slice text)
{
    unsigned n_lines = joiner->open.n_lines;
    struct label label;

    if (text.len > JOIN_HEADING_LEN_MAX || slice_holds(text, SLICE("。")))
        return true;
    if (!slice_holds(text, SLICE("，")) && !slice_holds(text, SLICE(",")))
        return false;
    if (n_lines == 1 && joiner->open_shape.indent <= joiner->layout.indent)
        return false;
    return n_lines > JOIN_HEADING_LINES_MAX || !label_read(text, &label);
}

/* A first line whose indent was lost with its blanks is two characters shorter. */
bool join_is_full(const struct joiner *joiner, const struct raw_line *line)
{
    struct line_shape shape = joiner->open_shape;

    if (joiner->open.n_lines == 1 && !joiner->layout.has_indents && !shape.ends_sentence)
        shape.width += JOIN_FIRST_INDENT;
    return layout_is_full(&joiner->layout, &shape, &line->shape);
}
