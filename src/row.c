#include "row.h"

#include "utf8.h"

enum { BARS_MIN = 2 };

/* An edge of the text, a blank, another bar, or the dashes below a table's head. */
static bool is_loose(struct slice text, size_t at)
{
    uint32_t cp = at < text.len ? utf8_at(text, at) : 0;

    return cp == 0 || utf8_is_space(cp) || cp == '|' || cp == '-' || cp == ':';
}

/* Bytes `from` to `to` are a figure and nothing else: 18320, -0.4, 1.2%. */
static bool is_figure(struct slice cell)
{
    cell = utf8_trim(cell);
    for (size_t at = 0; at < cell.len; at++)
        if (!utf8_is_digit((unsigned char)cell.ptr[at]) && !memchr("-+.,%", cell.ptr[at], 5))
            return false;
    return cell.len > 0;
}

bool row_holds_figure(struct slice text)
{
    size_t start = 0;

    for (size_t at = 0; at <= text.len; at++) {
        if (at < text.len && text.ptr[at] != '|')
            continue;
        if (start > 0 && is_figure(slice_part(text, start, at)))
            return true;
        start = at + 1;
    }
    return false;
}

bool row_is_seldom(struct slice text)
{
    size_t n_bars = 0;
    bool is_set_loose = true;

    if (text.ptr[0] == '-' && text.ptr[text.len - 1] != '|' && !slice_starts(text, SLICE("---")))
        return false;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '|')
            continue;
        n_bars++;
        is_set_loose = is_set_loose && is_loose(text, at + 1) && (at == 0 || is_loose(text, at - 1));
    }
    return n_bars >= BARS_MIN && (is_set_loose || row_holds_figure(text));
}
