#include "join.h"

#include "classify.h"
#include "glossary.h"
#include "label.h"
#include "layout.h"
#include "split.h"
#include "phrase.h"
#include "utf8.h"

/* A line that waits: its text is kept because decisions look ahead. */
struct raw_line {
    struct buffer text;
    uint64_t number, column;
    struct line_shape shape;
    bool after_page; /* a form feed stands before it */
    bool is_rest;    /* of a line that was too long to be held whole */
};

enum { RING_SIZE = JOIN_LINES_MAX, LEARN_EVERY = 8, SHORT_TEXT_LEN = 90, FIRST_INDENT = 4, TAG_LEN_MAX = 8,
       LATIN_LINE_MIN = 32, ASIDES_MAX = 4, HEADS_MAX = 8, HEAD_LEN_MAX = 180 };

struct joiner {
    struct join_taker *taker;
    struct diag_list *diags;
    struct raw_line ring[RING_SIZE];
    size_t first, n;        /* the lines that wait */
    size_t n_bytes;
    unsigned n_blanks;      /* blank lines since the last line that was not */
    bool after_page;
    bool is_front_done;
    unsigned since_learned; /* lines since the layout was looked at */
    struct layout layout;
    struct split_state counts; /* how far the labels at the starts of lines have counted */
    struct clean_tally *tally;
    struct paragraph open;  /* the paragraph being put together */
    struct line_shape open_shape; /* of its last line */
    struct paragraph asides[ASIDES_MAX]; /* page furniture that stands between two lines, of one paragraph perhaps */
    size_t n_asides;
    bool after_page_number;
    struct buffer heads[HEADS_MAX]; /* lines that stood beside a page break, to be known when they come again */
    size_t n_heads;
};

struct joiner *join_new(struct join_taker *taker, struct diag_list *diags, struct clean_tally *tally)
{
    struct joiner *joiner = mem_alloc(sizeof *joiner);

    joiner->taker = taker;
    joiner->diags = diags;
    joiner->tally = tally;
    return joiner;
}

void join_free(struct joiner *joiner)
{
    if (!joiner)
        return;
    for (size_t i = 0; i < RING_SIZE; i++)
        buffer_fini(&joiner->ring[i].text);
    paragraph_fini(&joiner->open);
    for (size_t i = 0; i < ASIDES_MAX; i++)
        paragraph_fini(&joiner->asides[i]);
    for (size_t i = 0; i < HEADS_MAX; i++)
        buffer_fini(&joiner->heads[i]);
    mem_free(joiner);
}

/* The line between white space. */
static struct slice raw_text(const struct raw_line *raw)
{
    return slice_part(buffer_slice(&raw->text), raw->shape.from, raw->shape.to);
}

static struct raw_line *waiting(struct joiner *joiner, size_t index)
{
    return &joiner->ring[(joiner->first + index) % RING_SIZE];
}

static void hand_on(struct joiner *joiner, struct paragraph *paragraph)
{
    if (paragraph->text.len > 0 || paragraph->n_removals > 0)
        joiner->taker->paragraph(joiner->taker, paragraph);
    paragraph_clear(paragraph);
}

static void close_paragraph(struct joiner *joiner)
{
    hand_on(joiner, &joiner->open);
    for (size_t i = 0; i < joiner->n_asides; i++)
        hand_on(joiner, &joiner->asides[i]);
    joiner->n_asides = 0;
}

static void learn_layout(struct joiner *joiner)
{
    const struct line_shape *shapes[RING_SIZE];

    if (joiner->since_learned % LEARN_EVERY == 0) {
        for (size_t i = 0; i < joiner->n; i++)
            shapes[i] = &waiting(joiner, i)->shape;
        layout_learn(&joiner->layout, shapes, joiner->n);
    }
    joiner->since_learned++;
}

/* "…; and" before (c), or a paragraph that is (b) itself: the label begins the next item. */
static bool is_behind_item(struct slice text, const struct label *label)
{
    static const char *const ends[] = { "；", ";", "：", ":", "; and", "; or", "and", "or", "–" };
    struct label own;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return label_read(text, &own) && own.family == label->family && own.number + 1 == label->number;
}

/* [bookmark: _GoBack]（三）强保障: what an editor left in front of a label. */
static struct slice skip_bookmark(struct slice line)
{
    const char *end = slice_starts(line, SLICE("[bookmark:")) ? memchr(line.ptr, ']', line.len) : NULL;

    return end ? utf8_trim(slice_from(line, (size_t)(end + 1 - line.ptr))) : line;
}

/*
 * 各位代表，… or 名词解释 alone on its line: behind the end of a sentence it opens a paragraph, though the line before is
 * full by chance.
 */
static bool opens_paragraph(struct slice line)
{
    PHRASE_LIST(addresses, "各位代表", "各位委员", "各位同志", "同志们");
    struct glossary_heading heading;

    return phrase_list_starts(&addresses, line) || (glossary_is_heading(line, &heading) && heading.len == line.len);
}

/* 一是 may open a line in the middle of a wrapped paragraph (`text` so far); 一、 or 第一章 does not. */
static bool begins_block(struct slice line, struct slice text, bool inside_paragraph)
{
    struct label label;

    line = skip_bookmark(line);
    if (!label_read(line, &label) || (label.text_offset >= line.len && label.family == LABEL_MULTILEVEL))
        return false;
    if (!inside_paragraph)
        return true;
    switch (label.family) {
    case LABEL_YISHI:
    case LABEL_ORDINAL:
    case LABEL_CIRCLED:
    case LABEL_ALPHA:
    case LABEL_ROMAN:
        return label.family != LABEL_YISHI && is_behind_item(text, &label);
    case LABEL_DASH: /* 一一核对 goes on inside a sentence, where a dash would not */
        return slice_starts(line, SLICE("——")) || (utf8_first(line) > 0x2500 && utf8_first(line) != U'一');
    case LABEL_DECIMAL:
    case LABEL_MULTILEVEL:
    case LABEL_ARTICLE:
        return label.is_certain || label.text_offset > label.len || label.family == LABEL_DECIMAL;
    default:
        return label.is_certain;
    }
}

/* "…the present" and "year.": a line of Latin text that goes on in lower case, whatever the width. */
static bool goes_on_in_lower_case(const struct joiner *joiner, struct slice text, struct slice next)
{
    return utf8_is_lower(utf8_first(next)) && !joiner->open_shape.ends_sentence && text.len > LATIN_LINE_MIN &&
           !begins_block(next, text, true);
}

/* Punctuation that ends something begins no paragraph, and what opens a quotation or a bracket ends none. */
static bool is_torn(struct slice text, struct slice next)
{
    bool opens_with_word = next.len > 0 && utf8_is_ideograph_lead(next.ptr[0]);
    bool ends_with_word = text.len >= 3 && utf8_is_ideograph_lead(text.ptr[text.len - 3]);

    return (!opens_with_word && phrase_is_mark(utf8_first(next), U"》，。、；：）”】,;)")) ||
           (!ends_with_word && phrase_is_mark(utf8_last(text), U"《“（【(["));
}

/* A web page broke its line around a link or bold type: 《 / 中共中央关于…的决定 / 》和《 ; or in the middle of running text. */
static bool continues_unwrapped(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    struct slice next = raw_text(line);

    if (line->shape.blanks == 0 && goes_on_in_lower_case(joiner, text, next))
        return true;
    if ((slice_ends(text, SLICE("的")) && !slice_ends(text, SLICE("目的"))) || slice_starts(next, SLICE("是：")))
        return line->shape.blanks == 0 && !begins_block(next, text, true);
    if (line->shape.blanks > 0 || line->shape.indent > joiner->open_shape.indent || joiner->open_shape.ends_sentence ||
        text.len <= SHORT_TEXT_LEN || begins_block(next, text, false))
        return false;
    return slice_holds(text, SLICE("。")) && !phrase_is_mark(utf8_last(text), U"）)》”");
}

/* A first line whose indent was lost with its blanks is two characters shorter. */
static bool is_full(const struct joiner *joiner, const struct raw_line *line)
{
    struct line_shape shape = joiner->open_shape;

    if (joiner->open.n_lines == 1 && !joiner->layout.has_indents && !shape.ends_sentence)
        shape.width += FIRST_INDENT;
    return layout_is_full(&joiner->layout, &shape, &line->shape);
}

/* More than a heading: it holds the end of a sentence, or begins one with an indent, without a label. */
static bool is_running_text(const struct joiner *joiner, struct slice text)
{
    struct label label;

    if (slice_holds(text, SLICE("。")))
        return true;
    return joiner->open_shape.indent > joiner->layout.indent && !label_read(text, &label) &&
           (slice_holds(text, SLICE("，")) || slice_holds(text, SLICE(",")));
}

/*
 * …经济社会发展的深层次矛盾 / 依然突出。: running text that is set ragged, as out of a PDF that has blanks around its marks,
 * goes on where a line of most of the width ends inside a sentence.
 */
static bool goes_on_inside_sentence(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    const struct line_shape *shape = &joiner->open_shape;
    uint32_t last = utf8_last(text);

    return !shape->ends_sentence && shape->width * 4 >= joiner->layout.width * 3 &&
           line->shape.indent <= joiner->layout.indent + 1 && !classify_is_caption(raw_text(line)) &&
           (utf8_is_ideograph(last) || phrase_is_mark(last, U"，、,")) && is_running_text(joiner, text) &&
           !begins_block(raw_text(line), text, true);
}

/* The blank line below a running head parts pages, not paragraphs, where a sentence is still open. */
static bool is_behind_page(const struct joiner *joiner)
{
    return joiner->n_asides > 0 && !joiner->open_shape.ends_sentence;
}

/* Does `line` go on where the open paragraph stopped? */
static bool continues(const struct joiner *joiner, const struct raw_line *line)
{
    const struct layout *layout = &joiner->layout;
    struct slice text = paragraph_text(&joiner->open);
    struct slice next = raw_text(line);

    if (text.len == 0 || line->column > 1 || joiner->open.is_furniture) /* of an editor's residue nothing goes on */
        return false;
    if (is_torn(text, next))
        return !begins_block(next, text, true);
    if (!layout->is_wrapped)
        return continues_unwrapped(joiner, text, line);
    if (line->shape.blanks > layout->blanks && !is_behind_page(joiner))
        return false;
    if (!is_full(joiner, line))
        return goes_on_in_lower_case(joiner, text, next) || goes_on_inside_sentence(joiner, text, line);
    if (layout->has_indents && line->shape.indent >= layout->indent + 2 && joiner->open_shape.ends_sentence)
        return false;
    if (joiner->open_shape.ends_sentence && opens_paragraph(next))
        return false;
    return !begins_block(next, text, !joiner->open_shape.ends_sentence);
}

static bool may_take_asides(const struct joiner *joiner)
{
    uint64_t n_cp = 0;

    for (size_t i = 0; i < joiner->n_asides; i++)
        n_cp += paragraph_printed_cp(&joiner->asides[i]);
    return n_cp == 0 || clean_may_remove(joiner->tally, n_cp);
}

/* A bare number is a page's where lines are set as on a page, or where the page ends behind it. */
static bool is_page_number(struct joiner *joiner, const struct line_shape *shape, struct slice line)
{
    struct layout layout;

    if (shape->is_long)
        return false;
    layout = joiner->layout;

    layout.is_wrapped = layout.is_wrapped || (joiner->n > 1 ? waiting(joiner, 1)->after_page : joiner->after_page);
    return layout_is_page_number(&layout, line);
}

/* A page number inside a paragraph goes out of its text, one between paragraphs stays as furniture. */
static void take_asides(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->n_asides; i++) {
        struct slice text = paragraph_text(&joiner->asides[i]);
        struct diag diag = { .code = DIAG_PAGE_FURNITURE };

        if (text.len > 0) {
            paragraph_place(&joiner->asides[i], 0, &diag.line, &diag.column);
            paragraph_remove_line(&joiner->open, &joiner->asides[i], DIAG_PAGE_FURNITURE);
            diag_list_add(joiner->diags, &diag);
            joiner->tally->n_removed += paragraph_printed_cp(&joiner->asides[i]);
        }
        paragraph_clear(&joiner->asides[i]);
    }
    joiner->n_asides = 0;
}

static void set_aside(struct joiner *joiner, const struct raw_line *raw, const struct line *line)
{
    struct paragraph *aside;

    if (joiner->n_asides == ASIDES_MAX)
        close_paragraph(joiner);
    aside = &joiner->asides[joiner->n_asides++];
    clean_line(line, 0, aside, joiner->tally, joiner->diags);
    paragraph_set_printed(aside, line->text, line->column);
    aside->is_furniture = true;
    aside->furniture_code = DIAG_PAGE_FURNITURE;
    aside->after_blank = raw->shape.blanks > 0;
}

static bool is_known_head(const struct joiner *joiner, struct slice text)
{
    for (size_t i = 0; i < joiner->n_heads && i < HEADS_MAX; i++)
        if (slice_equal(buffer_slice(&joiner->heads[i]), text))
            return true;
    return false;
}

static void remember_head(struct joiner *joiner, struct slice text)
{
    struct buffer *head = &joiner->heads[joiner->n_heads++ % HEADS_MAX];

    head->len = 0;
    buffer_append_slice(head, text);
}

/* Does the same line stand beside a page number among the lines that wait? */
static bool comes_again(struct joiner *joiner, struct slice text)
{
    for (size_t i = 2; i < joiner->n; i++) {
        struct slice other = raw_text(waiting(joiner, i));

        if (slice_equal(text, other) && (waiting(joiner, i)->after_page ||
            layout_is_page_number(&joiner->layout, buffer_slice(&waiting(joiner, i - 1)->text))))
            return true;
    }
    return false;
}

/* 鹭洲市“十四五”规划中期评估报告 at the head of every page: beside a page break, and not for the first time. */
static bool is_running_head(struct joiner *joiner, const struct raw_line *raw)
{
    struct slice text = raw_text(raw);
    struct label label;

    if ((!raw->after_page && !joiner->after_page_number) || text.len > HEAD_LEN_MAX || raw->shape.ends_sentence ||
        label_read(text, &label))
        return false;
    if (is_known_head(joiner, text) || comes_again(joiner, text)) {
        if (!is_known_head(joiner, text))
            remember_head(joiner, text);
        return true;
    }
    remember_head(joiner, text);
    return false;
}

/*
 * Bytes of the line breaks of HTML at the start of a line that too much has been removed to remove: they become
 * furniture of their own, because in front of a label they would hide it. 0 where nothing else stands on the line.
 */
static size_t kept_tag_len(const struct joiner *joiner, struct slice text)
{
    static const char *const tags[] = { "<br>", "<br/>", "<br />" };
    struct slice rest = utf8_trim(text);
    size_t len = 0;

    if (clean_may_remove(joiner->tally, TAG_LEN_MAX))
        return 0;
    while (PHRASE_STARTS(rest, tags)) {
        len = (size_t)((const char *)memchr(rest.ptr, '>', rest.len) + 1 - text.ptr);
        rest = utf8_trim(slice_from(text, len));
    }
    return rest.len > 0 ? len : 0;
}

static void place_line(struct joiner *joiner, const struct raw_line *raw, size_t from)
{
    struct line line = { buffer_slice(&raw->text), raw->number, raw->column, raw->is_rest, raw->shape.scan.n_cp,
                         raw->shape.scan.is_plain, raw_text(raw) };

    bool is_number = from == 0 && is_page_number(joiner, &raw->shape, line.text);

    if (is_number || (from == 0 && is_running_head(joiner, raw))) {
        joiner->after_page_number = is_number;
        set_aside(joiner, raw, &line);
        return;
    }
    joiner->after_page_number = false;
    if (from == 0 && (from = kept_tag_len(joiner, line.text)) > 0)
        set_aside(joiner, raw, &(struct line){ .text = slice_part(line.text, 0, from), .number = line.number,
                                               .column = line.column });
    if (from == 0 && continues(joiner, raw) && may_take_asides(joiner)) {
        take_asides(joiner);
    } else {
        close_paragraph(joiner);
        joiner->open.after_blank = raw->shape.blanks > 0;
        joiner->open.is_hard_wrapped = joiner->layout.is_wrapped;
    }
    clean_line(&line, from, &joiner->open, joiner->tally, joiner->diags);
    joiner->open_shape = raw->shape;
}

static void drop_first(struct joiner *joiner)
{
    struct raw_line *raw = waiting(joiner, 0);

    joiner->n_bytes -= raw->text.len;
    joiner->first = (joiner->first + 1) % RING_SIZE;
    joiner->n--;
}

static void advance(struct joiner *joiner)
{
    learn_layout(joiner);
    place_line(joiner, waiting(joiner, 0), 0);
    drop_first(joiner);
}

/* The front matter sees the first lines as they are; what is body goes the common way. */
static void do_front(struct joiner *joiner, bool complete)
{
    struct front_line lines[RING_SIZE];
    size_t body_line = 0, body_offset = 0;

    joiner->is_front_done = true;
    for (size_t i = 0; i < joiner->n; i++) {
        const struct raw_line *raw = waiting(joiner, i);
        struct slice indent = slice_part(buffer_slice(&raw->text), 0, raw->shape.from);

        lines[i] = (struct front_line){ raw_text(raw), raw->number, raw->shape.blanks > 0,
                                        raw->column + utf8_count(indent) };
    }
    joiner->taker->front(joiner->taker, lines, joiner->n, complete, &body_line, &body_offset);
    learn_layout(joiner);
    for (size_t i = 0; i < body_line; i++) {
        if (lines[i].text.len <= HEAD_LEN_MAX) /* the title, which stands at the head of pages too */
            remember_head(joiner, lines[i].text);
        drop_first(joiner);
    }
    if (body_offset > 0 && joiner->n > 0) {
        struct raw_line *raw = waiting(joiner, 0);

        place_line(joiner, raw, raw->shape.from + body_offset);
        drop_first(joiner);
    }
}

static bool is_window_full(const struct joiner *joiner)
{
    if (!joiner->is_front_done)
        return joiner->n == JOIN_LINES_MAX || joiner->n_bytes > JOIN_BYTES_MAX;
    return joiner->n > JOIN_LINES_AHEAD || joiner->n_bytes > JOIN_BYTES_AHEAD;
}

static void make_room(struct joiner *joiner)
{
    if (!joiner->is_front_done && is_window_full(joiner))
        do_front(joiner, false);
    while (joiner->n > 0 && is_window_full(joiner))
        advance(joiner);
}

static void push_line(struct joiner *joiner, const struct line *line, const struct line_shape *shape)
{
    struct raw_line *raw;

    if (shape->width == 0) {
        joiner->n_blanks++;
        joiner->after_page = joiner->after_page || memchr(line->text.ptr, '\f', line->text.len);
        return;
    }
    raw = waiting(joiner, joiner->n);
    raw->text.len = 0;
    buffer_append_slice(&raw->text, line->text);
    raw->number = line->number;
    raw->column = line->column;
    raw->is_rest = line->is_rest;
    raw->shape = *shape;
    raw->shape.blanks = joiner->n_blanks;
    raw->after_page = joiner->after_page || line->text.ptr[0] == '\f';
    joiner->n_blanks = 0;
    joiner->after_page = false;
    joiner->n_bytes += line->text.len;
    joiner->n++;
    make_room(joiner);
}

/* A whole report on one line is cut where its paragraphs must have begun; others where a second label stands on them.
 */
void join_line(struct joiner *joiner, const struct line *line)
{
    bool is_long = line->text.len >= SPLIT_LINE_LEN_MIN;
    struct line_shape shape = layout_measure(line->text, 0), of_piece = shape;
    struct split_state of_line;
    struct line piece = *line;
    size_t from = 0;

    if (shape.width == 0 && !is_long) { /* nothing that could be cut */
        push_line(joiner, line, &shape);
        return;
    }
    if (is_long)
        memset(&of_line, 0, sizeof of_line);
    do {
        size_t end = is_long ? split_next(line->text, from, &of_line)
                             : split_labels(line->text, from, !shape.scan.is_plain, &joiner->counts);

        piece.text = slice_part(line->text, from, end);
        if (piece.text.len < line->text.len)
            of_piece = layout_measure(piece.text, 0);
        if (end == line->text.len && !is_long && slice_holds(piece.text, SLICE("。"))) /* text, as full as its line */
            of_piece.width = shape.indent + shape.width - of_piece.indent;
        push_line(joiner, &piece, piece.text.len < line->text.len ? &of_piece : &shape);
        if (end < line->text.len)
            piece.column += utf8_count(piece.text);
        from = end;
    } while (from < line->text.len);
}

void join_finish(struct joiner *joiner)
{
    if (!joiner->is_front_done)
        do_front(joiner, true);
    while (joiner->n > 0)
        advance(joiner);
    close_paragraph(joiner);
}
