/*
 * unit: one paragraph with what was read at its start, and the window of those that a look-ahead sees.
 * May be used by classify, outline and tests.
 */
#ifndef UNIT_H
#define UNIT_H

#include "label.h"
#include "paragraph.h"

/* A text cut at its first full stop. Slices of the text given. */
struct title_split {
    struct slice title;     /* without closing punctuation */
    struct slice separator; /* the punctuation behind it; empty where there is none */
    struct slice rest;      /* what follows on the same line; empty where the title stands alone */
    bool has_stop;          /* a full stop closes the title (not a colon, not the mere end) */
};

struct unit {
    struct paragraph paragraph;
    struct label label; /* valid when has_label; borrows from the paragraph's text */
    bool has_label;
    bool is_row;        /* of a table whose cells are parted by bars; it has no label */
    bool is_taken;      /* an earlier unit used it up (the title below 附件1) */
    struct title_split split; /* of the text behind the label, once classify_split_rest was asked */
};

/* The look-ahead in paragraphs, in lines and in bytes (contract, head: 64 lines or 32 KiB with what join holds). */
enum { WINDOW_UNITS_MAX = 40, WINDOW_BYTES_MAX = 20 * 1024 };
/*
 * Behind the window more units wait, so that many are recognised in a row: so many, and bytes of them. None waits where
 * there is furniture: it may be taken out, which the joiner has to know before it cleans the next line (clean_tally).
 */
enum { WINDOW_WAITING_MAX = 64, WINDOW_WAITING_BYTES_MAX = 32 * 1024 };
enum { WINDOW_RING = WINDOW_UNITS_MAX + 1 + WINDOW_WAITING_MAX };

/* All zero: an empty one. */
struct window {
    struct unit units[WINDOW_RING];
    struct unit *ring[2 * WINDOW_RING]; /* to those that are seen, twice over: no look ahead has to turn */
    size_t first, n;
    size_t n_bytes;
    size_t n_waiting, n_waiting_bytes; /* of the units behind those */
    size_t n_furniture; /* among both */
};

void window_fini(struct window *window);
/* Takes the paragraph's contents, leaving an empty one behind. False: all that wait have to be admitted now. */
bool window_push(struct window *window, struct paragraph *paragraph);
/* What stands at the start of each unit that waits. */
void window_read(struct window *window);
/* The first one that waits, which was read, is seen from now on. False where none waits. */
bool window_admit(struct window *window);
void window_pop(struct window *window);
bool window_is_full(const struct window *window);
/* The `ahead`-th unit from the front (0: the current one), or NULL where none is seen that far. Furniture counts. */
static inline struct unit *window_at(const struct window *window, size_t ahead)
{
    return ahead < window->n ? window->ring[window->first + ahead] : NULL;
}

/* The first unit from the `ahead`-th on that is no furniture, or NULL where none is seen that far; sets its place. */
static inline struct unit *window_text_from(const struct window *window, size_t ahead, size_t *place)
{
    struct unit *unit;

    for (*place = ahead; (unit = window_at(window, *place)) != NULL && unit->paragraph.is_furniture;)
        ++*place;
    return unit;
}

/* The next unit behind the current one that is no furniture, or NULL. */
static inline struct unit *window_next_text(const struct window *window)
{
    size_t place;

    return window_text_from(window, 1, &place);
}

/*
 * Joins the `ahead`-th unit's text to the current one's, whose label stays as it was read; that one is marked as taken.
 * The byte of the text at which it begins.
 */
size_t window_merge(struct window *window, size_t ahead);

static inline struct slice unit_text(const struct unit *unit)
{
    return paragraph_text(&unit->paragraph);
}

/* The text behind the label, or the whole text. */
static inline struct slice unit_rest(const struct unit *unit)
{
    return slice_from(unit_text(unit), unit->has_label ? unit->label.text_offset : 0);
}

#endif
