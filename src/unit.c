#include "unit.h"

#include "row.h"

/* A place of the ring; the modulo of a number that is no power of two takes longer. */
static size_t turn(size_t place)
{
    return place < WINDOW_RING ? place : place - WINDOW_RING;
}

void window_fini(struct window *window)
{
    for (size_t i = 0; i < WINDOW_RING; i++)
        paragraph_fini(&window->units[i].paragraph);
}

bool window_push(struct window *window, struct paragraph *paragraph)
{
    size_t place = turn(window->first + window->n + window->n_waiting);

    window->n_waiting++;
    window->n_furniture += paragraph->is_furniture;
    window->n_waiting_bytes += paragraph->text.len;
    paragraph_move(&window->units[place].paragraph, paragraph);
    return window->n_furniture == 0 && window->n_waiting < WINDOW_WAITING_MAX &&
           window->n_waiting_bytes < WINDOW_WAITING_BYTES_MAX;
}

static void read_unit(struct unit *unit)
{
    unit->is_taken = false;
    unit->split.title.ptr = NULL;
    unit->has_label = !unit->paragraph.is_furniture &&
                      label_read_cleaned(unit_text(unit), unit->paragraph.dropped, &unit->label);
    unit->is_row = !unit->paragraph.is_furniture && row_is(unit_text(unit)) &&
                   (!unit->has_label || row_holds_figure(unit_text(unit)));
    unit->has_label = unit->has_label && !unit->is_row;
}

void window_read(struct window *window)
{
    for (size_t i = 0; i < window->n_waiting; i++)
        read_unit(&window->units[turn(window->first + window->n + i)]);
}

bool window_admit(struct window *window)
{
    size_t place = turn(window->first + window->n);
    struct unit *unit = &window->units[place];

    if (window->n_waiting == 0)
        return false;
    window->n_waiting--;
    window->n_waiting_bytes -= unit->paragraph.text.len;
    window->ring[place] = window->ring[place + WINDOW_RING] = unit;
    window->n_bytes += unit->paragraph.text.len;
    window->n++;
    return true;
}

void window_pop(struct window *window)
{
    struct paragraph *paragraph = &window->units[window->first].paragraph;

    window->n_bytes -= paragraph->text.len;
    window->n_furniture -= paragraph->is_furniture;
    paragraph_clear(paragraph);
    window->first = turn(window->first + 1);
    window->n--;
}

bool window_is_full(const struct window *window)
{
    return window->n > WINDOW_UNITS_MAX || window->n_bytes > WINDOW_BYTES_MAX;
}

static void rebase(struct slice *slice, const char *from, const char *to)
{
    if (slice->len > 0)
        slice->ptr = to + (slice->ptr - from);
}

size_t window_merge(struct window *window, size_t ahead)
{
    struct unit *unit = window_at(window, 0), *next = window_at(window, ahead);
    struct slice before = unit_text(unit);
    size_t start;

    paragraph_append(&unit->paragraph, &next->paragraph, 0, unit_text(next).len);
    start = unit_text(unit).len - unit_text(next).len;
    window->n_bytes += unit_text(unit).len - before.len;
    rebase(&unit->label.printed, before.ptr, unit_text(unit).ptr);
    rebase(&unit->label.numeral, before.ptr, unit_text(unit).ptr);
    rebase(&unit->label.number_text, before.ptr, unit_text(unit).ptr);
    next->is_taken = true;
    return start;
}
