/* Page numbers and running heads. */
#include "join_state.h"

#include "label.h"
#include "utf8.h"

/* What may not be taken out parts a paragraph where it is a page's; markup of HTML stays in the text. */
bool join_may_take_asides(const struct joiner *joiner)
{
    uint64_t n_cp = 0;
    bool is_markup = true;

    for (size_t i = 0; i < joiner->n_asides; i++) {
        n_cp += paragraph_printed_cp(&joiner->asides[i]);
        is_markup = is_markup && join_is_markup(&joiner->asides[i]);
    }
    return is_markup || clean_may_remove(joiner->tally, n_cp);
}

/* A bare number is a page's where lines are set as on a page, or where the page ends behind it. */
bool join_is_page_number(struct joiner *joiner, const struct line_shape *shape, struct slice line)
{
    struct layout layout;

    if (shape->is_long)
        return false;
    layout = joiner->layout;
    layout.has_pages = layout.has_pages || (joiner->n > 1 ? join_waiting(joiner, 1)->after_page : joiner->after_page);
    return layout_is_page_number(&layout, line);
}

/* （二）…产业体<br> / 系建设: what goes on may be the rest of a title. */
static bool is_open_title(struct slice text)
{
    struct label label;

    return text.len <= JOIN_HEADING_LEN_MAX && label_read(text, &label) && !slice_holds(text, SLICE("。"));
}

/* Where not all markup may be taken out, as much as may be is taken out of titles. The rest stays in the text. */
static bool stays_in_text(const struct joiner *joiner, const struct paragraph *aside)
{
    if (join_is_markup(aside) && joiner->keeps_markup && !is_open_title(paragraph_text(&joiner->open)))
        return true;
    return !clean_may_remove(joiner->tally, paragraph_printed_cp(aside));
}

static void take_aside(struct joiner *joiner, struct paragraph *aside)
{
    struct diag diag = { .code = aside->furniture_code };

    if (stays_in_text(joiner, aside)) {
        join_report_markup(joiner, aside, DIAG_KEPT_OVER_LIMIT);
        paragraph_append(&joiner->open, aside, 0, aside->text.len);
        return;
    }
    paragraph_place(aside, 0, &diag.line, &diag.column);
    paragraph_remove_line(&joiner->open, aside, diag.code);
    diag_list_add(joiner->diags, &diag);
    joiner->tally->n_removed += paragraph_printed_cp(aside);
}

/* A page number inside a paragraph goes out of its text, one between paragraphs stays as furniture. */
void join_take_asides(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->n_asides; i++) {
        if (joiner->asides[i].text.len > 0)
            take_aside(joiner, &joiner->asides[i]);
        paragraph_clear(&joiner->asides[i]);
    }
    joiner->n_asides = 0;
}

void join_set_aside(struct joiner *joiner, const struct raw_line *raw, const struct line *line)
{
    struct paragraph *aside;

    if (joiner->n_asides == ASIDES_MAX)
        join_close_paragraph(joiner);
    aside = &joiner->asides[joiner->n_asides++];
    if (join_keeps_markup(joiner, raw)) /* <p>— 3 —</p> */
        clean_keep(line, 0, line->text.len, aside, joiner->tally);
    else
        clean_line(line, 0, aside, joiner->tally, joiner->diags);
    paragraph_set_printed(aside, line->text, line->column);
    aside->is_furniture = true;
    aside->furniture_code = DIAG_PAGE_FURNITURE;
}

static bool is_known_head(const struct joiner *joiner, struct slice text)
{
    for (size_t i = 0; i < joiner->n_heads && i < HEADS_MAX; i++)
        if (slice_equal(buffer_slice(&joiner->heads[i]), text))
            return true;
    return false;
}

void join_remember_head(struct joiner *joiner, struct slice text)
{
    struct buffer *head = &joiner->heads[joiner->n_heads++ % HEADS_MAX];

    head->len = 0;
    buffer_append_slice(head, text);
}

/* Does the same line stand beside a page number among the lines that wait? */
static bool comes_again(struct joiner *joiner, struct slice text)
{
    for (size_t i = 2; i < joiner->n; i++) {
        struct slice other = join_raw_text(join_waiting(joiner, i));

        if (slice_equal(text, other) && (join_waiting(joiner, i)->after_page ||
            layout_is_page_number(&joiner->layout, join_raw_text(join_waiting(joiner, i - 1)))))
            return true;
    }
    return false;
}

/* 鹭洲市“十四五”规划中期评估报告 at the head of every page: beside a page break, and not for the first time. */
bool join_enter_head(struct joiner *joiner, const struct raw_line *raw)
{
    struct slice text = join_raw_text(raw);
    struct label label;
    bool is_known;

    if ((!raw->after_page && !joiner->after_page_number) || text.len > HEAD_LEN_MAX || raw->shape.ends_sentence ||
        label_read(text, &label))
        return false;
    is_known = is_known_head(joiner, text);
    if (!is_known)
        join_remember_head(joiner, text);
    return is_known || comes_again(joiner, text);
}
