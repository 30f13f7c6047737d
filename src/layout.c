#include "layout.h"

#include "lanes.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum { LINES_MIN = 8, WRAP_WIDTH_MAX = 130, WRAP_WIDTH_MIN = 24, SLACK_CJK = 7, WINDOW_MAX = 256 };

static unsigned column_width(uint32_t cp)
{
    if (utf8_is_cjk(cp) || (cp >= 0x2014 && cp <= 0x2026)) /* “—…” are set full width */
        return 2;
    return cp == '\t' ? 4 : 1;
}

static bool ends_sentence(struct slice line)
{
    size_t at = line.len;
    uint32_t cp;

    do
        cp = utf8_previous(line, &at);
    while (at > 0 && phrase_is_one_of(cp, U"”’」』）)\"'"));
    return phrase_is_one_of(cp, U"。！？；：.!?;:．…");
}

#ifdef HAS_LANES
/*
 * True where sixteen bytes, and the ends of their characters, are ASCII without TAB, ideographs and the punctuation
 * that is set full width: ，。 and “”—…. Two bytes behind them are looked at too.
 */
static bool is_plain_block(const char *at)
{
    lanes a = lanes_load(at), b = lanes_load(at + 1), c = lanes_load(at + 2);
    lanes others = (lanes)((a == '\t') | ((a >= 0xC0) & ((a - 0xE2) > 0xE9 - 0xE2) & (a != 0xEF)) |
                           ((a == 0xE2) & ((b != 0x80) | ((c - 0x94) > 0xA6 - 0x94))) |
                           ((a == 0xE3) & ((b > 0x83) | ((b == 0x80) & (c == 0x80)))) |
                           ((a == 0xEF) & ((b & 0xFE) != 0xBC)));

    return !lanes_any(others);
}

/* Of a plain block: one for each character that begins in it, and one more for each that is no ASCII. */
static unsigned block_columns(const char *at)
{
    lanes a = lanes_load(at);
    lanes columns = ((lanes)((a & 0xC0) != 0x80) & 1) + ((lanes)(a >= 0xE2) & 1);

    return lanes_sum(columns);
}
#else
static bool is_plain_block(const char *at)
{
    (void)at;
    return false;
}

static unsigned block_columns(const char *at)
{
    (void)at;
    return 0;
}
#endif

/* Columns of the characters that begin in the `len` bytes from `from` on. */
static unsigned characters_columns(struct slice text, size_t from, size_t len)
{
    unsigned columns = 0;
    size_t at = from;

    while (at < from + len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at++;
    while (at < from + len)
        columns += column_width(utf8_next(text, &at));
    return columns;
}

/* At most LAYOUT_WIDTH_MAX. */
static unsigned count_columns(struct slice text)
{
    unsigned columns = 0;

    for (size_t at = 0, len; at < text.len && columns < LAYOUT_WIDTH_MAX; at += len) {
        len = text.len - at < LANES_LEN ? text.len - at : LANES_LEN;
        if (text.len - at >= LANES_LEN + 2 && is_plain_block(text.ptr + at))
            columns += block_columns(text.ptr + at);
        else
            columns += characters_columns(text, at, len);
    }
    return columns < LAYOUT_WIDTH_MAX ? columns : LAYOUT_WIDTH_MAX;
}

/* Bytes of the first word; in CJK, of the first character. */
static size_t first_word_len(struct slice text)
{
    size_t at = 0, end = 0;

    while (end < text.len) {
        uint32_t cp = utf8_next(text, &end);

        if (utf8_is_space(cp) || (utf8_is_cjk(cp) && at > 0))
            break;
        at = end;
    }
    return at;
}

struct line_shape layout_measure(struct slice line, unsigned blanks)
{
    struct slice trimmed = utf8_trim(line);
    struct line_shape shape = { .blanks = blanks };

    if (trimmed.len == 0)
        return shape;
    shape.indent = count_columns(slice_part(line, 0, (size_t)(trimmed.ptr - line.ptr)));
    shape.width = count_columns(trimmed);
    shape.first_word = count_columns(slice_part(trimmed, 0, first_word_len(trimmed)));
    shape.ends_sentence = ends_sentence(trimmed);
    return shape;
}

/* By insertion: the values of neighbours are alike, and few. */
static void sort(unsigned *values, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        unsigned value = values[i];
        size_t at = i;

        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

/* The value below which `percent` of the sorted values lie. */
static unsigned rank(const unsigned *sorted, size_t n, unsigned percent)
{
    return sorted[(n - 1) * percent / 100];
}

static unsigned room(const struct line_shape *next)
{
    return next->first_word > 2 ? next->first_word + 1 : SLACK_CJK;
}

bool layout_is_full(const struct layout *layout, const struct line_shape *line, const struct line_shape *next)
{
    return line->indent + line->width + room(next) > layout->indent + layout->width;
}

/*
 * Lines of equal width that end anywhere in a sentence: 刚刚过去的一年，是全面贯彻…的开局之年，是
 * Where a blank line stands before each line, it may part short paragraphs, unless most lines are full.
 */
static bool is_wrapped(const struct layout *layout, const struct line_shape *const *shapes, size_t n, bool is_spaced)
{
    size_t n_full = 0, n_inside = 0;

    if (layout->width > WRAP_WIDTH_MAX || layout->width < WRAP_WIDTH_MIN)
        return false;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!layout_is_full(layout, shapes[i], shapes[i + 1]))
            continue;
        n_full++;
        n_inside += !shapes[i]->ends_sentence;
    }
    if (is_spaced && n_full * 2 < n)
        return false;
    return n_inside * 6 >= n && n_inside * 2 >= n_full && n_inside >= 3;
}

void layout_learn(struct layout *layout, const struct line_shape *const *shapes, size_t n)
{
    struct layout learned = { 0 };
    unsigned widths[WINDOW_MAX], indents[WINDOW_MAX], blanks[WINDOW_MAX];

    if (n < LINES_MIN)
        return;
    if (n > WINDOW_MAX)
        n = WINDOW_MAX;
    for (size_t i = 0; i < n; i++) {
        widths[i] = shapes[i]->indent + shapes[i]->width;
        indents[i] = shapes[i]->indent;
        blanks[i] = shapes[i]->blanks;
    }
    sort(widths, n);
    sort(indents, n);
    sort(blanks, n);
    learned.indent = rank(indents, n, 25);
    learned.width = rank(widths, n, 95) - learned.indent;
    learned.has_indents = rank(indents, n, 98) >= learned.indent + 2;
    learned.is_wrapped = is_wrapped(&learned, shapes, n, rank(blanks, n, 10) > 0);
    if (layout->is_wrapped && !learned.is_wrapped && rank(widths, n, 98) <= layout->indent + layout->width + SLACK_CJK)
        return; /* a page of headings and short lists is set like the pages before it */
    *layout = learned;
    layout->blanks = layout->is_wrapped ? rank(blanks, n, 50) : 0;
}

/* Reads "3" or "三" or "iv" between marks; the number of bytes, 0 where there is none. */
static size_t page_digits(struct slice text)
{
    struct numeral numeral;

    if (numeral_read_decimal(text, &numeral) || numeral_read_roman(text, &numeral))
        return numeral.len;
    return 0;
}

static struct slice strip(struct slice text, const uint32_t *characters)
{
    size_t start = 0, end = text.len, next;

    for (next = 0; start < text.len; start = next)
        if (!phrase_is_one_of(utf8_next(text, &next), characters))
            break;
    for (next = end; end > start; end = next)
        if (!phrase_is_one_of(utf8_previous(text, &next), characters))
            break;
    return slice_part(text, start, end);
}

/* 第 3 页, 第3页共20页, Page 3 of 10, 3/10 */
static bool is_counted_page(struct slice text)
{
    static const char *const words[] = { "第", "页", "頁", "共", "Page", "PAGE", "page", "of", "，", "," };
    bool has_word = false, has_digit = false;

    while (text.len > 0) {
        size_t step = page_digits(text);

        has_digit = has_digit || step > 0;
        for (size_t i = 0; i < sizeof words / sizeof words[0] && step == 0; i++)
            if (slice_starts(text, slice_of(words[i]))) {
                step = strlen(words[i]);
                has_word = true;
            }
        if (step == 0 && (text.ptr[0] == ' ' || text.ptr[0] == '/'))
            step = 1;
        if (step == 0)
            return false;
        text = slice_from(text, step);
    }
    return has_word && has_digit;
}

bool layout_is_page_number(const struct layout *layout, struct slice line)
{
    struct slice text = utf8_trim(line);
    struct slice inner;

    if (text.len == 0 || text.len > 40)
        return false;
    inner = strip(text, U"—-－–─·•~～ \t\f　");
    if (inner.len == 0)
        return false;
    if (page_digits(inner) == inner.len)
        return (inner.ptr > text.ptr && inner.ptr + inner.len < text.ptr + text.len) ||
               (inner.len == text.len && layout->is_wrapped && inner.len <= 3 && inner.ptr[0] >= '1' &&
                inner.ptr[0] <= '9');
    return is_counted_page(inner);
}
