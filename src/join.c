#include "join_state.h"

#include "phrase.h"
#include "utf8.h"

enum { LEARN_EVERY = 8 };

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

static void learn_layout(struct joiner *joiner)
{
    const struct line_shape *shapes[RING_SIZE];
    size_t n = 0;

    if (joiner->since_learned % LEARN_EVERY == 0) {
        for (size_t i = 0; i < joiner->n; i++)
            if (!join_waiting(joiner, i)->shape.is_markup)
                shapes[n++] = &join_waiting(joiner, i)->shape;
        layout_learn(&joiner->layout, shapes, n);
    }
    joiner->since_learned++;
}

/* The text of a line, from byte `from` on, goes on the open paragraph or begins a new one. */
static void place_text(struct joiner *joiner, const struct raw_line *raw, const struct line *line, size_t from,
                       bool may_go_on)
{
    if (may_go_on && !joiner->after_markup && join_continues(joiner, raw) && join_may_take_asides(joiner)) {
        join_take_asides(joiner);
    } else {
        if (joiner->layout.is_wrapped)
            join_learn_heading(joiner, raw);
        join_close_paragraph(joiner);
    }
    clean_line(line, from, &joiner->open, joiner->tally, joiner->diags);
    joiner->open_shape = raw->shape;
    joiner->after_markup = false;
}

/* <p>一、工作回顾</p>: the text stands apart from what is kept around it. */
static void place_in_markup(struct joiner *joiner, const struct raw_line *raw, struct line *line, size_t from)
{
    struct slice whole = line->text;
    bool is_whole = from == 0;

    if (raw->shape.is_markup && is_whole) {
        join_part_by_markup(joiner, line);
        return;
    }
    if (is_whole) {
        from = raw->shape.from;
        join_set_markup_aside(joiner, line, raw->shape.printed_from, from);
    }
    line->text = slice_part(whole, 0, raw->shape.to);
    place_text(joiner, raw, line, from, is_whole);
    line->text = whole;
    join_set_markup_aside(joiner, line, raw->shape.to, raw->shape.printed_to);
}

static void place_line(struct joiner *joiner, const struct raw_line *raw, size_t from)
{
    struct line line = { buffer_slice(&raw->text), raw->number, raw->column, raw->is_rest, { 0 }, join_raw_text(raw) };
    bool is_number = from == 0 && join_is_page_number(joiner, &raw->shape, join_raw_text(raw));

    if (raw->shape.markup_cp == 0)
        line.scan = raw->shape.scan;
    join_learn_markup(joiner, raw);
    if (is_number || (from == 0 && join_enter_head(joiner, raw))) {
        joiner->after_page_number = is_number;
        join_set_aside(joiner, raw, &line);
        return;
    }
    joiner->after_page_number = false;
    if (join_keeps_markup(joiner, raw))
        place_in_markup(joiner, raw, &line, from);
    else
        place_text(joiner, raw, &line, from, from == 0);
}

static void drop_first(struct joiner *joiner)
{
    struct raw_line *raw = join_waiting(joiner, 0);

    joiner->n_bytes -= raw->text.len;
    buffer_clear(&raw->text);
    joiner->first = (joiner->first + 1) % RING_SIZE;
    joiner->n--;
}

static void advance(struct joiner *joiner)
{
    learn_layout(joiner);
    place_line(joiner, join_waiting(joiner, 0), 0);
    drop_first(joiner);
}

/* The lines that wait, as they are printed. */
static void list_front_lines(struct joiner *joiner, struct front_line lines[RING_SIZE])
{
    for (size_t i = 0; i < joiner->n; i++) {
        const struct raw_line *raw = join_waiting(joiner, i);
        struct slice text = buffer_slice(&raw->text), indent = slice_part(text, 0, raw->shape.printed_from);

        lines[i] = (struct front_line){ slice_part(text, raw->shape.printed_from, raw->shape.printed_to), raw->number,
                                        raw->shape.blanks > 0, raw->column + utf8_count(indent) };
    }
}

/* The title among them stands at the head of pages too. */
static void drop_front_lines(struct joiner *joiner, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct slice text = join_raw_text(join_waiting(joiner, 0));

        if (text.len <= HEAD_LEN_MAX)
            join_remember_head(joiner, text);
        drop_first(joiner);
    }
}

/* The front matter sees the first lines as they are; what is body goes the common way. */
static void do_front(struct joiner *joiner)
{
    struct front_line lines[RING_SIZE];
    size_t body_line = 0, body_offset = 0;

    joiner->is_front_done = true;
    list_front_lines(joiner, lines);
    joiner->taker->front(joiner->taker, lines, joiner->n, &body_line, &body_offset);
    learn_layout(joiner);
    drop_front_lines(joiner, body_line);
    if (body_offset > 0 && joiner->n > 0) {
        struct raw_line *raw = join_waiting(joiner, 0);

        place_line(joiner, raw, raw->shape.printed_from + body_offset);
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
        do_front(joiner);
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
    raw = join_waiting(joiner, joiner->n);
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

/* A line that is cut keeps the markup at its edges with its first and its last piece. */
static struct slice text_to_split(struct slice line, const struct line_shape *shape)
{
    return shape->markup_cp > 0 && !shape->is_markup ? slice_part(line, shape->from, shape->to) : line;
}

/* A line that is cut into pieces. */
struct cut_line {
    struct slice text; /* between its markup */
    struct line_shape shape;
    bool is_report;    /* is cut as a whole report is: see split_holds_report */
};

/* Hands on the piece of a line between bytes `from` and `to` of its text. The column of the next one is set. */
static void push_piece(struct joiner *joiner, struct line *piece, const struct cut_line *cut, size_t from, size_t to)
{
    struct slice line = piece->text;
    size_t before = (size_t)(cut->text.ptr - line.ptr);
    bool is_last = to == cut->text.len;
    struct line_shape shape;

    piece->text = slice_part(line, from > 0 ? before + from : 0, is_last ? line.len : before + to);
    layout_measure(piece->text, &shape);
    if (is_last && !cut->is_report && slice_holds(piece->text, SLICE("。"))) /* text, as full as its line */
        shape.width = cut->shape.indent + cut->shape.width - shape.indent;
    push_line(joiner, piece, &shape);
    piece->column += utf8_count(piece->text);
    piece->text = line;
}

/* Where the piece ends that begins at `from`. `of_line` counts in a whole report alone. */
static size_t find_end(struct joiner *joiner, const struct cut_line *cut, size_t from, struct split_state *of_line)
{
    return cut->is_report ? split_next(cut->text, from, of_line)
                          : split_labels(cut->text, from, !cut->shape.scan.is_plain, &joiner->counts);
}

/* A line of several pieces, of which the first ends at `end`. */
static void push_pieces(struct joiner *joiner, struct line line, const struct cut_line *cut, size_t end,
                        struct split_state *of_line)
{
    size_t from = 0;

    for (;;) {
        push_piece(joiner, &line, cut, from, end);
        from = end;
        if (from >= cut->text.len)
            break;
        end = find_end(joiner, cut, from, of_line);
    }
}

/* A whole report on one line is cut where its paragraphs must have begun, others where a second label stands. */
void join_line(struct joiner *joiner, const struct line *line)
{
    struct cut_line cut;
    struct split_state of_line;
    size_t end;

    if (line->text.len == 0) {
        joiner->n_blanks++;
        return;
    }
    layout_measure(line->text, &cut.shape);
    cut.text = text_to_split(line->text, &cut.shape);
    cut.is_report = line->text.len >= SPLIT_REPORT_LEN_MIN ||
                    (!cut.shape.scan.is_plain && split_holds_report(cut.text, &joiner->counts));
    if (cut.is_report)
        memset(&of_line, 0, sizeof of_line);
    end = cut.shape.width == 0 && !cut.is_report ? cut.text.len : find_end(joiner, &cut, 0, &of_line);
    if (end == cut.text.len) /* most lines; one of nothing but white space is among them */
        push_line(joiner, line, &cut.shape);
    else
        push_pieces(joiner, *line, &cut, end, &of_line);
}

void join_finish(struct joiner *joiner)
{
    if (!joiner->is_front_done)
        do_front(joiner);
    while (joiner->n > 0)
        advance(joiner);
    join_close_paragraph(joiner);
}
