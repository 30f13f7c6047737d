#include "layout.h"

#include "line_scan.h"
#include "markup.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum { LINES_MIN = 8, WRAP_WIDTH_MAX = 130, WRAP_WIDTH_MIN = 24, SLACK_CJK = 7, WINDOW_MAX = 256,
       HEADING_WIDTH_MIN = 60, /* columns that a long heading takes, and a short paragraph */
       EVEN_WIDTH_MIN = 56, EVEN_SLACK = 4, NARROW_WIDTH_MAX = 40, /* columns */
       EVEN_LINES_MIN = 5, NARROW_LINES_MIN = 24, LIST_LINES_MAX = 40,
       FULL_RANK = 95, /* percent of the lines that are no wider than a full one */
       PAGE_NUMBER_LEN_MAX = 40 };

static bool ends_sentence(struct slice line)
{
    size_t at = line.len;
    uint32_t cp = utf8_last(line);

    if (cp == U'。') /* nearly every line of running text */
        return true;
    do
        cp = utf8_previous(line, &at);
    while (at > 0 && phrase_is_mark(cp, U"”’」』）)\"'*_"));
    return phrase_is_mark(cp, U"。！？；：.!?;:．…");
}

static unsigned cap(size_t columns)
{
    return columns < LAYOUT_WIDTH_MAX ? (unsigned)columns : LAYOUT_WIDTH_MAX;
}

/* Of the first word; in CJK, of the first character. */
static unsigned first_word_columns(struct slice text)
{
    size_t n_ascii = 0, columns;

    if (text.len >= 6 && utf8_is_ideograph_lead(text.ptr[0]) && utf8_is_ideograph_lead(text.ptr[3])) /* most lines */
        return 2;
    while (n_ascii < text.len && utf8_is_printed_ascii((unsigned char)text.ptr[n_ascii]))
        n_ascii++;
    columns = n_ascii;
    for (size_t at = n_ascii; at < text.len;) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_space(cp) || (utf8_is_cjk(cp) && columns > 0))
            break;
        columns += line_columns(cp);
    }
    return cap(columns);
}

/* The text between white space, or between markup too. */
static void measure_text(struct slice text, struct line_shape *shape)
{
    shape->is_long = text.len > PAGE_NUMBER_LEN_MAX;
    shape->width = cap(shape->scan.columns);
    shape->first_word = first_word_columns(text);
    shape->ends_sentence = ends_sentence(text);
}

/* <p>&nbsp;&nbsp;一、工作回顾</p>: what stands around the text counts for its indent alone. */
static struct slice pass_markup(struct slice text, struct line_shape *shape)
{
    struct markup_edges edges;

    if (!markup_find_edges(text, &edges))
        return text;
    shape->markup_cp = edges.n_cp;
    shape->has_tags = edges.has_tags;
    shape->is_markup = edges.from == edges.to;
    if (shape->is_markup)
        return text;
    shape->indent = cap(shape->indent + edges.indent);
    shape->from += edges.from;
    shape->to = shape->from + edges.to - edges.from;
    text = slice_part(text, edges.from, edges.to);
    line_scan(text, &shape->scan);
    return text;
}

/* All but the scan. One by one: a shape that is cleared as a whole is cleared by a loop. */
static void clear_shape(struct line_shape *shape)
{
    shape->from = shape->to = shape->printed_from = shape->printed_to = shape->markup_cp = 0;
    shape->has_tags = shape->is_markup = shape->is_long = shape->ends_sentence = false;
    shape->width = shape->indent = shape->blanks = shape->first_word = 0;
}

void layout_measure(struct slice line, struct line_shape *shape)
{
    struct slice text = utf8_trim(line);

    clear_shape(shape);
    if (text.len == 0) {
        shape->scan = (struct line_scan){ 0 };
        return;
    }
    shape->from = shape->printed_from = (size_t)(text.ptr - line.ptr);
    shape->to = shape->printed_to = shape->from + text.len;
    line_scan(text, &shape->scan);
    if (shape->from > 0)
        shape->indent = cap(utf8_blank_columns(slice_part(line, 0, shape->from)));
    if (!shape->scan.is_plain && markup_may_have_edges(text))
        text = pass_markup(text, shape);
    measure_text(text, shape);
}

/* How often each value occurs. Values are columns of a line with its indent, or blank lines. */
enum { VALUE_MAX = 2 * LAYOUT_WIDTH_MAX };

struct histogram {
    uint16_t counts[VALUE_MAX + 1];
    unsigned least, most;
    size_t n;
};

static void histogram_clear(struct histogram *histogram)
{
    memset(histogram, 0, sizeof *histogram);
    histogram->least = VALUE_MAX;
}

static void histogram_add(struct histogram *histogram, unsigned value)
{
    if (value > VALUE_MAX)
        value = VALUE_MAX;
    histogram->counts[value]++;
    histogram->n++;
    histogram->least = value < histogram->least ? value : histogram->least;
    histogram->most = value > histogram->most ? value : histogram->most;
}

/* The value below which `percent` of the values lie. */
static unsigned rank(const struct histogram *histogram, unsigned percent)
{
    size_t below = (histogram->n - 1) * percent / 100, above = histogram->n - 1 - below;
    unsigned value = above < below ? histogram->most : histogram->least;

    if (above < below)
        for (size_t n = 0; (n += histogram->counts[value]) <= above; value--)
            ;
    else
        for (size_t n = 0; (n += histogram->counts[value]) <= below; value++)
            ;
    return value;
}

static unsigned room(const struct line_shape *next)
{
    return next->first_word > 2 ? next->first_word + 1 : SLACK_CJK;
}

bool layout_is_full(const struct layout *layout, const struct line_shape *line, const struct line_shape *next)
{
    unsigned end = line->indent + line->width;

    if (line->ends_sentence && next->first_word <= 2 && end + next->first_word <= layout->least) /* it found room */
        return false;
    return end + room(next) > layout->indent + layout->width;
}

/* The lines that are learned from. */
struct window {
    const struct line_shape *const *shapes;
    size_t n;
    bool is_spaced; /* a blank line stands before nearly all of them */
    bool has_wider; /* in a short text: see has_wider_line */
};

/* How even the right edge is. Too few lines tell nothing. */
static unsigned least_full(const struct layout *layout, const struct window *window)
{
    unsigned least = VALUE_MAX;
    size_t n_inside = 0;

    for (size_t i = 0; i + 1 < window->n; i++) {
        const struct line_shape *line = window->shapes[i];
        unsigned end = line->indent + line->width;

        if (line->ends_sentence || !layout_is_full(layout, line, window->shapes[i + 1]))
            continue;
        n_inside++;
        least = end < least ? end : least;
    }
    return n_inside >= LINES_MIN ? least : 0;
}

/* What the lines of a window tell: how many are full, are so inside a sentence, and where these end. */
struct fullness {
    size_t n_full, n_inside, n_in_a_row, n_at_edge;
    size_t n_closed; /* of those inside, how many the next line ends a sentence behind */
    unsigned least, most; /* columns at which a line ends inside a sentence */
};

static struct fullness count_full(const struct layout *layout, const struct window *window)
{
    struct fullness count = { .least = VALUE_MAX };
    bool was_inside = false;

    for (size_t i = 0; i + 1 < window->n; i++) {
        const struct line_shape *line = window->shapes[i], *next = window->shapes[i + 1];
        bool is_full = layout_is_full(layout, line, next);
        bool is_inside = is_full && !line->ends_sentence;
        unsigned end = line->indent + line->width;

        count.n_full += is_full;
        count.n_inside += is_inside;
        count.n_in_a_row += is_inside && was_inside;
        count.n_at_edge += is_inside && (end + 2 >= layout->indent + layout->width || next->first_word > 2);
        count.least = is_inside && end < count.least ? end : count.least;
        count.most = is_inside && end > count.most ? end : count.most;
        count.n_closed += is_inside && next->ends_sentence;
        was_inside = is_inside;
    }
    return count;
}

/* Headings, and paragraphs of two lines: few lines are full, but these end within two characters of one edge. */
static bool is_even(const struct layout *layout, const struct fullness *count, size_t n)
{
    return layout->width >= EVEN_WIDTH_MIN && count->n_inside >= EVEN_LINES_MIN && count->n_inside * 12 >= n &&
           count->most <= count->least + EVEN_SLACK &&
           (count->n_in_a_row > 0 || count->n_closed * 2 >= count->n_inside);
}

/*
 * Lines of equal width that end anywhere in a sentence: 刚刚过去的一年，是全面贯彻…的开局之年，是
 * In a short text one wider line shows that no page's edge has cut the others, unless two of them in a row end inside a
 * sentence. Where a blank line stands before each line, it may part short paragraphs, unless most lines are full.
 */
static bool is_wrapped(const struct layout *layout, const struct window *window, const struct layout *before)
{
    struct fullness count;
    size_t n = window->n;

    if (layout->width > WRAP_WIDTH_MAX || layout->width < WRAP_WIDTH_MIN)
        return false;
    count = count_full(layout, window);
    if ((window->is_spaced && count.n_full * 2 < n) || (window->has_wider && count.n_in_a_row == 0))
        return false;
    if (!before->is_wrapped && is_even(layout, &count, n))
        return count.n_inside * 2 >= count.n_full;
    if (!before->is_wrapped && layout->width < NARROW_WIDTH_MAX &&
        (count.n_at_edge * 2 < count.n_inside || (before->width > 0 && n < NARROW_LINES_MIN)))
        return false; /* 责任单位：县渔业局 and 完成时限：2031年8月 are of about one width, by chance */
    if (layout->width >= HEADING_WIDTH_MIN && count.n_in_a_row == 0 && count.n_inside * 4 < count.n_full * 3)
        return false; /* long headings, each above a paragraph that fills its line */
    return count.n_inside * 6 >= n && count.n_inside * 2 >= count.n_full && count.n_inside >= 3;
}

/* In a list of names, or a table's cells, no sentence ends, and not all of many are of one width. */
static bool is_running_text(const struct layout *layout, const struct window *window)
{
    size_t n_full = 0;

    for (size_t i = 0; i < window->n; i++) {
        if (window->shapes[i]->ends_sentence)
            return true;
        n_full += i + 1 < window->n && layout_is_full(layout, window->shapes[i], window->shapes[i + 1]);
    }
    return window->n > LIST_LINES_MAX && n_full + 1 == window->n;
}

/* A paragraph a line, as most texts are set: too many lines are wider than any page. */
static bool is_plainly_unwrapped(const struct window *window)
{
    unsigned most_indent = 0;
    size_t n_wide = 0;

    for (size_t i = 0; i < window->n; i++)
        most_indent = window->shapes[i]->indent > most_indent ? window->shapes[i]->indent : most_indent;
    for (size_t i = 0; i < window->n; i++)
        n_wide += window->shapes[i]->width > WRAP_WIDTH_MAX + most_indent;
    return n_wide * 100 >= window->n * (100 - FULL_RANK) + 200;
}

struct measures {
    struct histogram widths, indents, blanks;
};

static void measure(struct measures *measures, const struct window *window)
{
    histogram_clear(&measures->widths);
    histogram_clear(&measures->indents);
    histogram_clear(&measures->blanks);
    for (size_t i = 0; i < window->n; i++) {
        const struct line_shape *line = window->shapes[i];

        histogram_add(&measures->widths, line->indent + line->width);
        histogram_add(&measures->indents, line->indent);
        histogram_add(&measures->blanks, line->blanks);
    }
}

/*
 * Of fewer lines than make out the rank of a full one, one goes beyond the others:
 * 现在，我代表市人民政府向大会报告工作，请予审议。 among the lines of a title and 一、2030年工作回顾
 */
static bool has_wider_line(const struct layout *layout, const struct histogram *widths)
{
    return widths->n * (100 - FULL_RANK) < 100 && widths->most > layout->indent + layout->width + SLACK_CJK;
}

void layout_learn(struct layout *layout, const struct line_shape *const *shapes, size_t n)
{
    struct window window = { .shapes = shapes, .n = n < WINDOW_MAX ? n : WINDOW_MAX };
    struct layout learned = { 0 };
    struct measures measures;

    if (n < LINES_MIN || (!layout->is_wrapped && is_plainly_unwrapped(&window)))
        return;
    measure(&measures, &window);
    learned.indent = rank(&measures.indents, 25);
    learned.width = rank(&measures.widths, FULL_RANK) - learned.indent;
    learned.has_indents = rank(&measures.indents, 98) >= learned.indent + 2;
    window.is_spaced = rank(&measures.blanks, 10) > 0;
    window.has_wider = !layout->is_wrapped && has_wider_line(&learned, &measures.widths);
    learned.has_pages = is_wrapped(&learned, &window, layout);
    learned.is_wrapped = learned.has_pages && is_running_text(&learned, &window);
    if (layout->is_wrapped && !learned.is_wrapped &&
        rank(&measures.widths, 98) <= layout->indent + layout->width + SLACK_CJK)
        return; /* a page of headings and short lists is set like the pages before it */
    learned.least = learned.is_wrapped ? least_full(&learned, &window) : 0;
    if (layout->least > 0 && (learned.least == 0 || layout->least < learned.least))
        learned.least = layout->least;
    learned.blanks = learned.is_wrapped ? rank(&measures.blanks, 50) : 0;
    learned.is_double_spaced = learned.blanks > 0 && window.is_spaced;
    *layout = learned;
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
        for (size_t i = 0; i < LENGTH_OF(words) && step == 0; i++)
            if (phrase_starts_with(text, words[i])) {
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

    if (text.len == 0 || text.len > PAGE_NUMBER_LEN_MAX)
        return false;
    inner = strip(text, PHRASE_DASHES U"·•~～ \t\f　");
    if (inner.len == 0)
        return false;
    if (page_digits(inner) == inner.len)
        return (inner.ptr > text.ptr && inner.ptr + inner.len < text.ptr + text.len) ||
               (inner.len == text.len && layout->has_pages && inner.len <= 3 && inner.ptr[0] >= '1' &&
                inner.ptr[0] <= '9');
    return is_counted_page(inner);
}
