#include "paragraph.h"

#include "utf8.h"

#include <stddef.h>

/* What stands behind the buffers. */
static inline void clear_rest(struct paragraph *paragraph)
{
    memset((char *)paragraph + offsetof(struct paragraph, printed_column), 0,
           sizeof *paragraph - offsetof(struct paragraph, printed_column));
}

void paragraph_clear(struct paragraph *paragraph)
{
    buffer_clear(&paragraph->text);
    buffer_clear(&paragraph->removed_text);
    buffer_clear(&paragraph->printed);
    paragraph->n_anchors = paragraph->n_removals = 0;
    clear_rest(paragraph);
}

/* What paragraph_clear leaves as it is: buffers, and arrays with their room. */
void paragraph_move(struct paragraph *to, struct paragraph *from)
{
    struct paragraph kept;

    memcpy(&kept, to, offsetof(struct paragraph, printed_column));
    *to = *from;
    memcpy(from, &kept, offsetof(struct paragraph, printed_column));
    clear_rest(from);
}

void paragraph_fini(struct paragraph *paragraph)
{
    buffer_fini(&paragraph->text);
    buffer_fini(&paragraph->removed_text);
    buffer_fini(&paragraph->printed);
    mem_free(paragraph->anchors);
    mem_free(paragraph->removals);
    *paragraph = (struct paragraph){ 0 };
}

uint64_t paragraph_line(const struct paragraph *paragraph)
{
    return paragraph->n_anchors > 0 ? paragraph->anchors[0].line : 0;
}

/* The last anchor at or before `offset`; there is one at least. */
static const struct anchor *find_anchor(const struct paragraph *paragraph, size_t offset)
{
    size_t low = 0, high = paragraph->n_anchors;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (paragraph->anchors[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return &paragraph->anchors[low];
}

uint64_t paragraph_line_at(const struct paragraph *paragraph, size_t offset)
{
    return paragraph->n_anchors > 0 ? find_anchor(paragraph, offset)->line : 1;
}

void paragraph_place(const struct paragraph *paragraph, size_t offset, uint64_t *line, uint64_t *column)
{
    const struct anchor *anchor;

    if (paragraph->n_anchors == 0) {
        *line = *column = 1;
        return;
    }
    anchor = find_anchor(paragraph, offset);
    *line = anchor->line;
    *column = anchor->column;
    if (offset > anchor->offset)
        *column += utf8_count(slice_part(paragraph_text(paragraph), anchor->offset, offset));
}

void paragraph_add_anchor(struct paragraph *paragraph, uint64_t line, uint64_t column)
{
    struct anchor anchor = { paragraph->text.len, line, column };

    if (paragraph->n_anchors > 0 && paragraph->anchors[paragraph->n_anchors - 1].offset == anchor.offset) {
        paragraph->anchors[paragraph->n_anchors - 1] = anchor;
        return;
    }
    paragraph->anchors =
        mem_grow(paragraph->anchors, &paragraph->anchors_cap, paragraph->n_anchors + 1, sizeof anchor);
    paragraph->anchors[paragraph->n_anchors++] = anchor;
}

void paragraph_add_removal(struct paragraph *paragraph, enum diag_code code, uint64_t line, uint64_t column,
                           struct slice text)
{
    struct removal removal = { paragraph->text.len, line, column, code, paragraph->removed_text.len, text.len };

    paragraph->removals =
        mem_grow(paragraph->removals, &paragraph->removals_cap, paragraph->n_removals + 1, sizeof removal);
    buffer_append_slice(&paragraph->removed_text, text);
    paragraph->removals[paragraph->n_removals++] = removal;
}

void paragraph_set_printed(struct paragraph *paragraph, struct slice line, uint64_t column)
{
    struct slice printed = utf8_trim(line);

    paragraph->printed.len = 0;
    buffer_append_slice(&paragraph->printed, printed);
    paragraph->printed_column = column + utf8_count(slice_part(line, 0, (size_t)(printed.ptr - line.ptr)));
}

/* Residue that was kept for furniture is its own text. */
static struct slice printed_text(const struct paragraph *paragraph)
{
    return buffer_slice(paragraph->printed.len > 0 ? &paragraph->printed : &paragraph->text);
}

uint64_t paragraph_printed_cp(const struct paragraph *paragraph)
{
    return utf8_count(printed_text(paragraph));
}

void paragraph_remove_line(struct paragraph *paragraph, const struct paragraph *removed, enum diag_code code)
{
    uint64_t line = paragraph_line(removed);

    if (removed->printed.len > 0) {
        paragraph_add_removal(paragraph, code, line, removed->printed_column, buffer_slice(&removed->printed));
        return;
    }
    for (size_t i = 0; i < removed->n_anchors; i++) {
        size_t to = i + 1 < removed->n_anchors ? removed->anchors[i + 1].offset : removed->text.len;
        struct slice text = utf8_trim(slice_part(paragraph_text(removed), removed->anchors[i].offset, to));

        paragraph_add_removal(paragraph, code, removed->anchors[i].line, removed->anchors[i].column, text);
    }
}

/* Takes out the byte at `at`: everything behind it moves, and what stood before it keeps its place. */
static void drop_byte(struct paragraph *paragraph, size_t at)
{
    uint64_t line, column;
    size_t i = 0;

    paragraph_place(paragraph, at + 1, &line, &column);
    memmove(paragraph->text.ptr + at, paragraph->text.ptr + at + 1, paragraph->text.len - at - 1);
    paragraph->text.len--;
    if (at < 64)
        paragraph->dropped =
            (paragraph->dropped & ((1ull << at) - 1)) | 1ull << at | (paragraph->dropped >> 1 & ~((2ull << at) - 1));
    while (i < paragraph->n_anchors && paragraph->anchors[i].offset <= at)
        i++;
    if (i == paragraph->n_anchors || paragraph->anchors[i].offset != at + 1) {
        paragraph->anchors =
            mem_grow(paragraph->anchors, &paragraph->anchors_cap, paragraph->n_anchors + 1, sizeof(struct anchor));
        memmove(paragraph->anchors + i + 1, paragraph->anchors + i, (paragraph->n_anchors - i) * sizeof(struct anchor));
        paragraph->anchors[i] = (struct anchor){ at + 1, line, column };
        paragraph->n_anchors++;
    }
    for (; i < paragraph->n_anchors; i++)
        paragraph->anchors[i].offset--;
    for (i = 0; i < paragraph->n_removals; i++)
        if (paragraph->removals[i].offset > at)
            paragraph->removals[i].offset--;
}

void paragraph_drop_tabs(struct paragraph *paragraph)
{
    size_t at = 0;

    while (paragraph->n_tabs > 0 && at < paragraph->text.len) {
        const char *tab = memchr(paragraph->text.ptr + at, '\t', paragraph->text.len - at);
        size_t before;

        if (!tab)
            break;
        at = before = (size_t)(tab - paragraph->text.ptr);
        if (utf8_is_cjk(utf8_previous(paragraph_text(paragraph), &before)) &&
            utf8_is_cjk(utf8_at(paragraph_text(paragraph), at + 1)))
            drop_byte(paragraph, at);
        else
            paragraph->text.ptr[at] = ' ';
    }
    paragraph->n_tabs = 0;
}

static void append_places(struct paragraph *paragraph, const struct paragraph *more, size_t from, size_t to)
{
    size_t base = paragraph->text.len;
    uint64_t line, column;

    paragraph_place(more, from, &line, &column);
    paragraph_add_anchor(paragraph, line, column);
    for (size_t i = 0; i < more->n_anchors; i++) {
        const struct anchor *anchor = &more->anchors[i];

        if (anchor->offset <= from || anchor->offset >= to)
            continue;
        paragraph->text.len = base + (anchor->offset - from);
        paragraph_add_anchor(paragraph, anchor->line, anchor->column);
    }
    paragraph->text.len = base;
}

void paragraph_append_removals(struct paragraph *paragraph, const struct paragraph *more, size_t from, size_t to)
{
    size_t base = paragraph->text.len;

    for (size_t i = 0; i < more->n_removals; i++) {
        const struct removal *removal = &more->removals[i];
        struct slice text = slice_part(buffer_slice(&more->removed_text), removal->text_offset,
                                       removal->text_offset + removal->text_len);

        if (removal->offset < from || (removal->offset >= to && to < more->text.len))
            continue;
        paragraph->text.len = base + (removal->offset - from);
        paragraph_add_removal(paragraph, removal->code, removal->line, removal->column, text);
    }
    paragraph->text.len = base;
}

/* "## 三、要求" went on a definition: what may be missing at the edge of a string may not inside of one. */
static void append_marks(struct paragraph *paragraph, const struct paragraph *more)
{
    if (!utf8_is_cjk(utf8_last(paragraph_text(paragraph))))
        buffer_put(&paragraph->text, ' ');
    paragraph_add_anchor(paragraph, paragraph_line(more), more->marks_column);
    for (unsigned i = 0; i < more->markdown_level; i++)
        buffer_put(&paragraph->text, '#');
}

void paragraph_append(struct paragraph *paragraph, const struct paragraph *more, size_t from, size_t to)
{
    struct slice added = slice_part(paragraph_text(more), from, to);

    if (paragraph->text.len > 0 && from == 0 && more->marks_column > 0)
        append_marks(paragraph, more);

    if (paragraph->text.len > 0 && !utf8_is_cjk(utf8_last(paragraph_text(paragraph))) &&
        !utf8_is_cjk(utf8_first(added)))
        buffer_put(&paragraph->text, ' ');
    buffer_reserve(&paragraph->text, added.len);
    append_places(paragraph, more, from, to);
    paragraph_append_removals(paragraph, more, from, to);
    buffer_append_slice(&paragraph->text, added);
    paragraph->n_lines += more->n_lines;
    paragraph->n_tabs += more->n_tabs;
    paragraph->may_hold_tokens = paragraph->may_hold_tokens || more->may_hold_tokens;
    paragraph->may_need_escapes = paragraph->may_need_escapes || more->may_need_escapes;
}
