#include "line.h"

#include "utf8.h"

static void hand_on(struct line_reader *reader, struct slice text)
{
    struct line line = { text, reader->n_lines, reader->column, reader->column > 1, { 0 }, { 0 } };

    reader->taker->line(reader->taker, &line);
}

static void open_line(struct line_reader *reader)
{
    if (reader->is_open)
        return;
    reader->is_open = true;
    reader->n_lines++;
    reader->column = 1;
}

/* Keeps memory bounded where a line has no end: what waits goes on as a part of its own. */
static void split(struct line_reader *reader)
{
    hand_on(reader, buffer_slice(&reader->pending));
    reader->column += utf8_count(buffer_slice(&reader->pending));
    reader->pending.len = 0;
}

/* Takes text without a line end in it. */
static void append(struct line_reader *reader, struct slice text)
{
    while (reader->pending.len + text.len > LINE_LEN_MAX) {
        size_t fits = utf8_cut(text, LINE_LEN_MAX - reader->pending.len);

        buffer_append(&reader->pending, text.ptr, fits);
        text = slice_from(text, fits);
        split(reader);
    }
    buffer_append_slice(&reader->pending, text);
}

static void end_line(struct line_reader *reader, struct slice text)
{
    open_line(reader);
    if (reader->pending.len == 0 && text.len <= LINE_LEN_MAX) {
        hand_on(reader, text);
    } else {
        append(reader, text);
        hand_on(reader, buffer_slice(&reader->pending));
    }
    reader->pending.len = 0;
    reader->is_open = false;
}

/* The first LF or CR. `cr` is the first CR at or behind the start of the text, NULL where there is none. */
static const char *find_end(struct slice text, const char *cr)
{
    const char *lf = memchr(text.ptr, '\n', cr ? (size_t)(cr - text.ptr) : text.len);

    return lf ? lf : cr;
}

void line_feed(struct line_reader *reader, struct slice text)
{
    const char *cr = text.ptr, *end; /* most texts hold no CR: one look at all of them tells */

    while (text.len > 0) {
        if (cr && cr <= text.ptr)
            cr = memchr(text.ptr, '\r', text.len);
        if (reader->after_cr && text.ptr[0] == '\n') {
            reader->after_cr = false;
            text = slice_from(text, 1);
            continue;
        }
        reader->after_cr = false;
        end = find_end(text, cr);
        if (!end) {
            open_line(reader);
            append(reader, text);
            return;
        }
        end_line(reader, slice_part(text, 0, (size_t)(end - text.ptr)));
        reader->after_cr = *end == '\r';
        text = slice_from(text, (size_t)(end - text.ptr) + 1);
    }
}

void line_finish(struct line_reader *reader)
{
    if (!reader->is_open)
        return;
    hand_on(reader, buffer_slice(&reader->pending));
    reader->pending.len = 0;
    reader->is_open = false;
}

void line_fini(struct line_reader *reader)
{
    buffer_fini(&reader->pending);
}

void line_place(const struct line_reader *reader, uint64_t *number, uint64_t *column)
{
    *number = reader->is_open ? reader->n_lines : reader->n_lines + 1;
    *column = reader->is_open ? reader->column + utf8_count(buffer_slice(&reader->pending)) : 1;
}
