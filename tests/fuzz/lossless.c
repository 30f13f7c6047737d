#include "lossless.h"

#include "utf8.h"

#include <stdio.h>
#include <utf8proc.h>

enum { DEPTH_MAX = 256 };

/* One string of the document, or one removal. */
struct piece {
    size_t from, to; /* bytes of `texts` */
    int64_t line;    /* a string's: 0 where it is not the first of its node */
    int64_t column;  /* a removal's */
};

struct pieces {
    struct piece *list;
    size_t n, capacity;
};

/* How a character counts. */
enum weight {
    WEIGHTLESS,  /* white space, controls, U+FFFD */
    PUNCTUATION, /* may be missing at the edge of a string */
    CONTENT,
};

/* A character of the text that has not been removed. */
struct left {
    uint32_t cp;
    enum weight weight;
    int64_t line;
};

struct lossless {
    struct sink sink;
    struct sink *next;
    enum key open[DEPTH_MAX]; /* keys of the mappings and sequences that are open; those of members are KEY_NONE */
    size_t depth;
    int64_t node_line;        /* of the node that is open, until one of its strings has taken it */
    struct piece removal;
    struct buffer texts;
    struct pieces strings, removals;
    struct left *left;
    size_t n_left, left_capacity;
    char fault[256];
};

static void add(struct pieces *pieces, struct piece piece)
{
    pieces->list = mem_grow(pieces->list, &pieces->capacity, pieces->n + 1, sizeof pieces->list[0]);
    pieces->list[pieces->n++] = piece;
}

static bool is_in(const struct lossless *lossless, size_t depth, enum key key)
{
    return lossless->depth > depth && lossless->open[depth] == key;
}

/* Innermost first: the mapping of the event, and the sequence that holds it. */
static bool is_removal(const struct lossless *lossless)
{
    return lossless->depth >= 2 && lossless->open[lossless->depth - 2] == KEY_REMOVED;
}

static bool is_in_node(const struct lossless *lossless)
{
    return (is_in(lossless, 1, KEY_FRONT) || is_in(lossless, 1, KEY_BODY)) && lossless->open[lossless->depth - 1] == KEY_NONE &&
           !is_removal(lossless);
}

static struct piece keep_text(struct lossless *lossless, struct slice text)
{
    size_t from = lossless->texts.len;

    buffer_append_slice(&lossless->texts, text);
    return (struct piece){ .from = from, .to = lossless->texts.len };
}

static void take_removal(struct lossless *lossless, const struct event *event)
{
    if (event->key == KEY_LINE)
        lossless->removal.line = event->integer;
    else if (event->key == KEY_COLUMN)
        lossless->removal.column = event->integer;
    else if (event->key == KEY_TEXT) {
        struct piece text = keep_text(lossless, event->text);

        lossless->removal.from = text.from;
        lossless->removal.to = text.to;
    }
}

static bool is_printed(enum key key)
{
    switch (key) {
    case KEY_LABEL:
    case KEY_TITLE:
    case KEY_LEAD:
    case KEY_TERM:
    case KEY_SEPARATOR:
    case KEY_TEXT:
    case KEY_DEFINITION:
        return true;
    default:
        return false;
    }
}

static void take_member(struct lossless *lossless, const struct event *event)
{
    if (event->key == KEY_LINE && event->type == EVENT_INTEGER) {
        lossless->node_line = event->integer;
    } else if (event->type == EVENT_STRING && is_printed(event->key)) {
        struct piece string = keep_text(lossless, event->text);

        string.line = lossless->node_line;
        lossless->node_line = 0;
        add(&lossless->strings, string);
    }
}

static void open_container(struct lossless *lossless, enum key key)
{
    if (lossless->depth < DEPTH_MAX)
        lossless->open[lossless->depth] = key;
    lossless->depth++;
    if (is_removal(lossless))
        lossless->removal = (struct piece){ 0 };
}

static void close_container(struct lossless *lossless)
{
    if (is_removal(lossless))
        add(&lossless->removals, lossless->removal);
    lossless->depth--;
}

static void take_event(struct lossless *lossless, const struct event *event)
{
    switch (event->type) {
    case EVENT_MAPPING_START:
    case EVENT_SEQUENCE_START:
        open_container(lossless, event->key);
        break;
    case EVENT_MAPPING_END:
    case EVENT_SEQUENCE_END:
        close_container(lossless);
        break;
    default:
        if (is_removal(lossless))
            take_removal(lossless, event);
        else if (lossless->depth > 1 && is_in_node(lossless))
            take_member(lossless, event);
        break;
    }
}

static int take(struct sink *self, const struct event *events, size_t n)
{
    struct lossless *lossless = (struct lossless *)self;

    for (size_t i = 0; i < n; i++)
        take_event(lossless, &events[i]);
    return lossless->next ? sink_take(lossless->next, events, n) : 0;
}

struct lossless *lossless_new(struct sink *next)
{
    struct lossless *lossless = mem_alloc(sizeof *lossless);

    lossless->sink.take = take;
    lossless->next = next;
    return lossless;
}

void lossless_free(struct lossless *lossless)
{
    buffer_fini(&lossless->texts);
    mem_free(lossless->strings.list);
    mem_free(lossless->removals.list);
    mem_free(lossless->left);
    mem_free(lossless);
}

struct sink *lossless_sink(struct lossless *lossless)
{
    return &lossless->sink;
}

static enum weight weigh(uint32_t cp)
{
    if (cp == 0xFFFD)
        return WEIGHTLESS;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return PUNCTUATION;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return WEIGHTLESS;
    default:
        return CONTENT;
    }
}

/* The place of a character of the text while it is walked along. */
struct place {
    size_t offset;
    int64_t line, column;
};

static uint32_t step(struct slice text, struct place *place)
{
    uint32_t cp = utf8_next(text, &place->offset);

    if (cp == '\r' && utf8_at(text, place->offset) == '\n')
        cp = utf8_next(text, &place->offset);
    if (cp == '\n' || cp == '\r') {
        place->line++;
        place->column = 1;
        return '\n';
    }
    place->column++;
    return cp;
}

static struct slice text_of(const struct lossless *lossless, const struct piece *piece)
{
    return slice_part(buffer_slice(&lossless->texts), piece->from, piece->to);
}

/* Passes the removal that stands at `place`. False where another text stands there. */
static bool pass_removal(struct lossless *lossless, struct slice text, const struct piece *removal, struct place *place)
{
    struct slice removed = text_of(lossless, removal);
    size_t at = 0;

    while (at < removed.len)
        if (place->offset >= text.len || step(text, place) != utf8_next(removed, &at))
            return false;
    return true;
}

static void add_left(struct lossless *lossless, uint32_t cp, int64_t line)
{
    struct left left = { cp, weigh(cp), line };

    if (left.weight == WEIGHTLESS)
        return;
    lossless->left = mem_grow(lossless->left, &lossless->left_capacity, lossless->n_left + 1, sizeof lossless->left[0]);
    lossless->left[lossless->n_left++] = left;
}

/* Removals are listed by node; nodes of a report that was cut at odd places may share a line. */
static void sort_removals(struct pieces *removals)
{
    for (size_t i = 1; i < removals->n; i++) {
        struct piece piece = removals->list[i];
        size_t to = i;

        for (; to > 0; to--) {
            const struct piece *before = &removals->list[to - 1];

            if (before->line < piece.line || (before->line == piece.line && before->column <= piece.column))
                break;
            removals->list[to] = *before;
        }
        removals->list[to] = piece;
    }
}

/* Fills `left`. False, with a fault, where a removal does not stand in the text. */
static bool blank_removals(struct lossless *lossless, struct slice text, size_t *n_text, size_t *n_removed)
{
    struct place place = { 0, 1, 1 };
    size_t next = 0;

    *n_text = *n_removed = 0;
    sort_removals(&lossless->removals);
    while (place.offset < text.len) {
        const struct piece *removal = next < lossless->removals.n ? &lossless->removals.list[next] : NULL;

        if (removal && removal->line == place.line && removal->column == place.column) {
            if (!pass_removal(lossless, text, removal, &place))
                break;
            *n_removed += utf8_count(text_of(lossless, removal));
            next++;
        } else {
            int64_t line = place.line;

            add_left(lossless, step(text, &place), line);
            ++*n_text;
        }
    }
    *n_text += *n_removed;
    if (next == lossless->removals.n)
        return true;
    snprintf(lossless->fault, sizeof lossless->fault, "a removal does not stand at %lld:%lld",
             (long long)lossless->removals.list[next].line, (long long)lossless->removals.list[next].column);
    return false;
}

/* Walks one string along what is left from *at on. False, with a fault, where they differ. */
static bool walk_string(struct lossless *lossless, const struct piece *string, size_t *at)
{
    struct slice text = text_of(lossless, string);
    const struct left *left = lossless->left;
    bool is_inside = false;

    for (size_t offset = 0; offset < text.len;) {
        uint32_t cp = utf8_next(text, &offset);
        enum weight weight = weigh(cp);

        if (weight == PUNCTUATION) {
            if (*at < lossless->n_left && left[*at].cp == cp)
                ++*at;
            else if (is_inside)
                return false;
        }
        if (weight != CONTENT)
            continue;
        while (*at < lossless->n_left && left[*at].weight == PUNCTUATION) {
            if (is_inside)
                return false;
            ++*at;
        }
        if (*at >= lossless->n_left || left[*at].cp != cp)
            return false;
        if (!is_inside && string->line != 0 && left[*at].line != string->line)
            return false;
        is_inside = true;
        ++*at;
    }
    return true;
}

const char *lossless_fault(struct lossless *lossless, struct slice text)
{
    size_t n_text, n_removed, at = 0;

    lossless->n_left = 0;
    if (!blank_removals(lossless, text, &n_text, &n_removed))
        return lossless->fault;
    for (size_t i = 0; i < lossless->strings.n; i++) {
        struct slice string = text_of(lossless, &lossless->strings.list[i]);
        long long line;

        if (walk_string(lossless, &lossless->strings.list[i], &at))
            continue;
        line = at < lossless->n_left ? (long long)lossless->left[at].line : -1;
        snprintf(lossless->fault, sizeof lossless->fault, "text of line %lld is not that of the string %.*s (stated line %lld)", line,
                 (int)utf8_prefix(string, 20), string.ptr, (long long)lossless->strings.list[i].line);
        return lossless->fault;
    }
    for (; at < lossless->n_left; at++) {
        if (lossless->left[at].weight == PUNCTUATION)
            continue;
        snprintf(lossless->fault, sizeof lossless->fault, "lost from line %lld on", (long long)lossless->left[at].line);
        return lossless->fault;
    }
    if (n_removed * 50 <= n_text + 2000)
        return NULL;
    snprintf(lossless->fault, sizeof lossless->fault, "%zu of %zu characters were removed", n_removed, n_text);
    return lossless->fault;
}
