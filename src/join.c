#include "join_state.h"

#include "phrase.h"
#include "utf8.h"

enum { LEARN_EVERY = 8, TAG_LEN_MAX = 8 };

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
struct slice join_raw_text(const struct raw_line *raw)
{
    return slice_part(buffer_slice(&raw->text), raw->shape.from, raw->shape.to);
}

struct raw_line *join_waiting(struct joiner *joiner, size_t index)
{
    return &joiner->ring[(joiner->first + index) % RING_SIZE];
}

static void hand_on(struct joiner *joiner, struct paragraph *paragraph)
{
    if (paragraph->text.len > 0 || paragraph->n_removals > 0)
        joiner->taker->paragraph(joiner->taker, paragraph);
    paragraph_clear(paragraph);
}

void join_close_paragraph(struct joiner *joiner)
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
            shapes[i] = &join_waiting(joiner, i)->shape;
        layout_learn(&joiner->layout, shapes, joiner->n);
    }
    joiner->since_learned++;
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
                         raw->shape.scan.is_plain, join_raw_text(raw) };

    bool is_number = from == 0 && join_is_page_number(joiner, &raw->shape, line.text);

    if (is_number || (from == 0 && join_is_running_head(joiner, raw))) {
        joiner->after_page_number = is_number;
        join_set_aside(joiner, raw, &line);
        return;
    }
    joiner->after_page_number = false;
    if (from == 0 && (from = kept_tag_len(joiner, line.text)) > 0)
        join_set_aside(joiner, raw, &(struct line){ .text = slice_part(line.text, 0, from), .number = line.number,
                                               .column = line.column });
    if (from == 0 && join_continues(joiner, raw) && join_may_take_asides(joiner)) {
        join_take_asides(joiner);
    } else {
        join_close_paragraph(joiner);
        joiner->open.after_blank = raw->shape.blanks > 0;
        joiner->open.is_hard_wrapped = joiner->layout.is_wrapped;
    }
    clean_line(&line, from, &joiner->open, joiner->tally, joiner->diags);
    joiner->open_shape = raw->shape;
}

static void drop_first(struct joiner *joiner)
{
    struct raw_line *raw = join_waiting(joiner, 0);

    joiner->n_bytes -= raw->text.len;
    joiner->first = (joiner->first + 1) % RING_SIZE;
    joiner->n--;
}

static void advance(struct joiner *joiner)
{
    learn_layout(joiner);
    place_line(joiner, join_waiting(joiner, 0), 0);
    drop_first(joiner);
}

/* The front matter sees the first lines as they are; what is body goes the common way. */
static void do_front(struct joiner *joiner, bool complete)
{
    struct front_line lines[RING_SIZE];
    size_t body_line = 0, body_offset = 0;

    joiner->is_front_done = true;
    for (size_t i = 0; i < joiner->n; i++) {
        const struct raw_line *raw = join_waiting(joiner, i);
        struct slice indent = slice_part(buffer_slice(&raw->text), 0, raw->shape.from);

        lines[i] = (struct front_line){ join_raw_text(raw), raw->number, raw->shape.blanks > 0,
                                        raw->column + utf8_count(indent) };
    }
    joiner->taker->front(joiner->taker, lines, joiner->n, complete, &body_line, &body_offset);
    learn_layout(joiner);
    for (size_t i = 0; i < body_line; i++) {
        if (lines[i].text.len <= HEAD_LEN_MAX) /* the title, which stands at the head of pages too */
            join_remember_head(joiner, lines[i].text);
        drop_first(joiner);
    }
    if (body_offset > 0 && joiner->n > 0) {
        struct raw_line *raw = join_waiting(joiner, 0);

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
    raw = join_waiting(joiner, joiner->n);
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
    struct line_shape shape = layout_measure(line->text, 0), of_piece;
    struct split_state of_line;
    struct line piece;
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

        if (from == 0 && end == line->text.len) { /* nearly every line */
            push_line(joiner, line, &shape);
            return;
        }
        if (from == 0)
            piece = *line;
        piece.text = slice_part(line->text, from, end);
        of_piece = layout_measure(piece.text, 0);
        if (end == line->text.len && !is_long && slice_holds(piece.text, SLICE("。"))) /* text, as full as its line */
            of_piece.width = shape.indent + shape.width - of_piece.indent;
        push_line(joiner, &piece, &of_piece);
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
    join_close_paragraph(joiner);
}
