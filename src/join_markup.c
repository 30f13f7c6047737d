/* Markup of HTML around lines that may not be taken out. */
#include "join_state.h"

/* Could all that stands around the lines that wait be taken out? Then readers need not meet it in some places only. */
static bool may_remove_all(struct joiner *joiner)
{
    struct clean_tally ahead = *joiner->tally;
    uint64_t n_cp = 0;

    for (size_t i = 0; i < joiner->n; i++) {
        const struct line_shape *shape = &join_waiting(joiner, i)->shape;

        ahead.n_seen += shape->scan.n_cp + shape->markup_cp;
        n_cp += shape->markup_cp;
    }
    return clean_may_remove(&ahead, n_cp);
}

/* Where one line has to keep its blanks and line breaks, all lines behind it do. */
void join_learn_markup(struct joiner *joiner, const struct raw_line *raw)
{
    if (raw->shape.markup_cp > 0)
        joiner->keeps_markup =
            joiner->keeps_markup || !may_remove_all(joiner) || !clean_may_remove(joiner->tally, raw->shape.markup_cp);
}

/* Tags stand apart from the text wherever they are. */
bool join_keeps_markup(const struct joiner *joiner, const struct raw_line *raw)
{
    return raw->shape.markup_cp > 0 && (joiner->keeps_markup || raw->shape.has_tags);
}

void join_set_markup_aside(struct joiner *joiner, const struct line *line, size_t from, size_t to)
{
    struct paragraph *aside;

    if (from >= to)
        return;
    if (joiner->n_asides == ASIDES_MAX)
        join_close_paragraph(joiner);
    aside = &joiner->asides[joiner->n_asides++];
    clean_keep(line, from, to, aside, joiner->tally);
    aside->furniture_code = aside->text.ptr[0] == '&' ? DIAG_HTML_ENTITY : DIAG_HTML_TAG;
}

void join_part_by_markup(struct joiner *joiner, const struct line *line)
{
    join_set_markup_aside(joiner, line, 0, line->text.len);
    join_report_markup(joiner, &joiner->asides[joiner->n_asides - 1], DIAG_KEPT_ALONE);
    joiner->after_markup = true;
}
