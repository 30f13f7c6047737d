/* Tables of contents, which are kept and are no sections. */
#include "outline_state.h"

#include "contents.h"
#include "phrase.h"
#include "utf8.h"

enum {
    UNTITLED_ROWS_MIN = 3, /* with labels, in a table of contents that has no heading */
    ROW_LEN_MAX = 200,     /* bytes of such a row */
    ROW_CP_MAX = 60,       /* code points of a row below a heading, where no page number ends it */
};

/* "1. Purpose" in the table of contents is "1 Purpose" above its text, and "Traffic … 4" may be "1. Traffic". */
static bool is_same_heading(struct slice row, const struct unit *unit)
{
    struct label label;

    if (slice_equal(row, unit_rest(unit)))
        return true;
    return unit->has_label && label_read(row, &label) && label.family == unit->label.family &&
           label.number == unit->label.number &&
           slice_equal(classify_toc_title(slice_from(row, label.text_offset)), unit_rest(unit));
}

/* A row that comes again. Of those behind the first, the contents may list one twice, with its page. */
static bool comes_again(const struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit), title = classify_toc_title(text);

    for (size_t i = 0; i < outline->n_toc_rows && (i == 0 || title.len == text.len); i++) {
        struct slice row = buffer_slice(&outline->toc_rows[i]);

        if (row.len > 0 && (slice_equal(row, title) || is_same_heading(row, unit)))
            return true;
    }
    return false;
}

static bool is_toc_end(const struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit);

    if (unit->paragraph.markdown_level > 0 && outline->n_toc_rows > 0 && !outline->has_toc_of_headings &&
        !utf8_is_digit(utf8_last(text)))
        return true; /* ## 1 Purpose behind [1 Purpose](#purpose) */
    return comes_again(outline, unit) || classify_is_salutation(text) ||
           (utf8_count(text) > ROW_CP_MAX && !classify_is_toc_line(text));
}

/* "Appendix I Briefing Slides 6" above "Appendix II Advertising Data 36": headings with their pages. */
static bool is_row_of_pages(struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    long page = classify_page_at_end(unit_text(unit)), next_page;

    if (page == 0 || !next)
        return false;
    next_page = classify_page_at_end(unit_text(next));
    if (next_page == 0)
        return outline->after_toc; /* the last of the row */
    return next_page >= page;
}

/* A row of a table of contents: a title with or without a label, nothing that goes on or ends as a sentence. */
static bool is_title_row(const struct unit *unit)
{
    if (unit_text(unit).len > ROW_LEN_MAX)
        return false;
    if (!unit->has_label)
        return classify_is_bare_heading(unit);
    return label_heads_sections(unit->label.family) && unit_rest(unit).len > 0 &&
           !slice_holds(unit_rest(unit), SLICE("。")) && !phrase_is_mark(utf8_last(unit_text(unit)), U"；，、;,：:");
}

/*
 * 序言 / 第一章　总则 / 第二章　职责 / … / 序言: titles with nothing between them, up to where the first one comes again,
 * are the contents of what follows, though nothing is printed above them. They stand before everything else.
 */
static bool is_untitled_toc(struct outline *outline, const struct unit *unit)
{
    unsigned n_labelled = unit->has_label;
    const struct unit *row = window_next_text(&outline->window);

    if (outline->has_text || outline->n_sections > 0 || !row || unit_text(row).len > ROW_LEN_MAX || !is_title_row(unit))
        return false;
    for (size_t ahead = 1; (row = window_at(&outline->window, ahead)) != NULL; ahead++) {
        if (slice_equal(unit_text(row), unit_text(unit)))
            return n_labelled >= UNTITLED_ROWS_MIN;
        if (!row->paragraph.is_furniture && !is_title_row(row))
            break;
        n_labelled += row->has_label;
    }
    return false;
}

/* A foreword's headings hold nothing of what the table of contents names; a title right above it does. */
static void close_foreword(struct outline *outline)
{
    close_lists(outline, 0);
    while (outline->n_sections > 0 && innermost_section(outline)->kin.family == LABEL_NONE &&
           innermost_section(outline)->n_paragraphs > 0)
        close_sections(outline, outline->n_sections - 1);
}

/* The first row may be no title (頁次); further ones with labels may stand twice (第一节 一般规定). */
static void add_row(struct outline *outline, const struct unit *unit)
{
    struct buffer *row;

    outline->has_toc_of_headings = outline->has_toc_of_headings || unit->paragraph.markdown_level > 0;
    if (outline->n_toc_rows == TOC_ROWS_MAX || (outline->n_toc_rows > 0 && unit->has_label))
        return;
    row = &outline->toc_rows[outline->n_toc_rows++];
    row->len = 0;
    buffer_append_slice(row, classify_toc_title(unit_text(unit)));
}

static void enter_toc(struct outline *outline)
{
    close_foreword(outline);
    outline->after_signature = false; /* it signed a letter above the report */
    outline->in_toc = true;
    outline->n_toc_rows = 0;
    outline->has_toc_of_headings = false;
}

/* 目录： above a list of headings; Contents: above a sentence tells what a box holds. */
static bool is_contents_heading(const struct outline *outline, struct slice text)
{
    const struct unit *next = window_next_text(&outline->window);

    if (!contents_is_heading(text))
        return false;
    return !phrase_ends_with_colon(text) || !next || !classify_is_sentence(unit_text(next));
}

static bool take_row(struct outline *outline, struct unit *unit)
{
    struct slice text = unit_text(unit);
    bool is_heading = is_contents_heading(outline, text);

    if (outline->in_toc && is_toc_end(outline, unit))
        outline->in_toc = false;
    if (is_heading || (!outline->in_toc && is_untitled_toc(outline, unit)))
        enter_toc(outline);
    if (outline->in_toc && !is_heading)
        add_row(outline, unit);
    if (!outline->in_toc && !classify_is_toc_line(text) && !is_row_of_pages(outline, unit))
        return false;
    explain(outline, VERDICT_TOC, outline->in_toc ? RULE_IN_CONTENTS : RULE_DOTS_AND_PAGE_NUMBER);
    put_text(outline, unit, 0, ROLE_TOC);
    return true;
}

bool take_toc(struct outline *outline, struct unit *unit)
{
    if (unit->paragraph.is_furniture && unit->paragraph.furniture_code != DIAG_PAGE_FURNITURE) /* a tag */
        return false;
    if (!outline->in_toc && slice_ends(unit_text(unit), SLICE("。"))) /* no heading, no page number */
        return false;
    return take_row(outline, unit);
}
