#include "write_flow.h"

#include "phrase.h"
#include "utf8.h"

/* Lines as wide as this, in columns, come from no page: the source has a paragraph a line. */
enum { WRAPPED_WIDTH_MAX = 130, WRAPPED_SLACK = 8 };

/* Families whose labels are part of the sentence, or set off by their own form. */
static const char *const close_markers[] = { "yishi", "ordinal", "circled" };

static bool is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return utf8_is_latin(cp);
    return !utf8_is_space(cp) && !utf8_is_punctuation(cp) && !utf8_is_digit(cp);
}

/* The last letter of `text`, or 0. */
static uint32_t find_last_letter(struct slice text)
{
    size_t at = text.len;
    uint32_t cp;

    while ((cp = utf8_previous(text, &at)) != 0)
        if (is_letter(cp))
            return cp;
    return 0;
}

static uint32_t find_first_letter(struct slice text)
{
    size_t at = 0;
    uint32_t cp;

    while ((cp = utf8_next(text, &at)) != 0)
        if (is_letter(cp))
            return cp;
    return 0;
}

/* As a screen shows them, told from the first byte of each character: from U+3000 up it takes two columns. */
static uint64_t count_columns(struct slice text)
{
    uint64_t columns = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        columns += (uint64_t)!utf8_is_continuation(byte) + (uint64_t)(byte >= 0xE3);
    }
    return columns;
}

static bool is_wrapped(const struct flow *flow)
{
    return flow->width <= WRAPPED_WIDTH_MAX;
}

/* True where what was put last, in a source of wrapped lines, fills those up to `line`: what comes there goes on. */
static bool fills_lines(const struct flow *flow, uint64_t line)
{
    return is_wrapped(flow) && flow->width > 0 && line > flow->line &&
           flow->columns + WRAPPED_SLACK > flow->width * (line - flow->line);
}

/* 一、工作回顾。过去五年，… and 1.发展农业。…: does what comes first in a section or entry stand on its label's line? */
static bool follows_head(const struct flow *flow, const struct tree_node *node, const struct tree_node *head)
{
    if (node->kind == TREE_PARAGRAPH && (tree_has(node, KEY_LEAD) || tree_has(node, KEY_ROLE)))
        return false; /* a lead begins a paragraph, and a page number is one of its own */
    if (head->kind == TREE_ENTRY && node->kind == TREE_PARAGRAPH)
        return !tree_has(head, KEY_TITLE) || tree_has(head, KEY_SEPARATOR);
    if (head->kind == TREE_ENTRY || head->kind == TREE_SECTION)
        return (node->line == flow->line || fills_lines(flow, node->line)) &&
               (!tree_has(head, KEY_TITLE) || tree_has(head, KEY_SEPARATOR));
    return false;
}

/* An entry of an enumeration in a paragraph. Where lines are wrapped, another line need not be another paragraph. */
static bool is_inside_paragraph(const struct flow *flow, const struct tree_node *entry)
{
    const struct tree_node *list = &entry[-1];

    if (!list->is_inline)
        return entry->index == 0 && list->index == 0 && !tree_has(&list[-1], KEY_TITLE) &&
               follows_head(flow, list, &list[-1]);
    if (entry->index == 0 && list->index == 0 && list[-1].kind == TREE_ENTRY)
        return !tree_has(&list[-1], KEY_TITLE) || tree_has(&list[-1], KEY_SEPARATOR);
    if (entry->index == 0 && list->index == 0)
        return follows_head(flow, list, &list[-1]);
    if (entry->line != flow->line && entry->index > 0 && !utf8_is_punctuation(flow->last))
        return false;
    return entry->line == flow->line || is_wrapped(flow);
}

bool flow_goes_on(const struct flow *flow, const struct tree_node *node)
{
    if (!flow->is_open)
        return false;
    if (node->kind == TREE_PARAGRAPH)
        return node->continues || (node->index == 0 && follows_head(flow, node, &node[-1]));
    return node->kind == TREE_ENTRY && is_inside_paragraph(flow, node);
}

/* Text may have begun late in its line and ended early in this one, and blank lines may stand between any two. */
static void measure_width(struct flow *flow, uint64_t line)
{
    uint64_t width = flow->columns / (line - flow->line + 2);

    if (flow->line > 0 && width > flow->width)
        flow->width = width;
}

void flow_begin(struct flow *flow, const struct tree_node *node, bool goes_on)
{
    if (node->line > flow->line) {
        measure_width(flow, node->line);
        flow->line = node->line;
        flow->columns = 0;
    }
    if (goes_on)
        return;
    flow->is_open = flow->is_behind_label = false;
    flow->last = flow->last_letter = 0;
}

/* "1." before 8亿亩 would read as 1.8, "-" before another one as a dash, 第一条 without a blank as a reference to it. */
static bool needs_blank_behind_label(const struct flow *flow, uint32_t first)
{
    if (flow->wants_blank || flow->last == first)
        return true;
    return utf8_is_digit(first) && !utf8_is_cjk(flow->last);
}

bool flow_needs_blank(const struct flow *flow, struct slice text)
{
    uint32_t first = utf8_first(text), letter;

    if (!flow->is_open || flow->last == 0 || text.len == 0)
        return false;
    if (flow->is_behind_label && needs_blank_behind_label(flow, first))
        return true;
    if (utf8_is_cjk(flow->last) || utf8_is_cjk(first) || utf8_is_cjk(flow->last_letter))
        return false;
    letter = find_first_letter(text);
    return !utf8_is_cjk(letter);
}

bool flow_is_dash(const struct flow *flow, struct slice separator)
{
    uint32_t first = utf8_first(separator);

    return (first == '-' || first == U'–') && !utf8_is_cjk(flow->last_letter);
}

void flow_put(struct flow *flow, struct slice text)
{
    uint32_t letter = find_last_letter(text);

    if (text.len == 0)
        return;
    flow->is_open = true;
    flow->is_behind_label = false;
    flow->last = utf8_last(text);
    if (letter != 0)
        flow->last_letter = letter;
    flow->columns += count_columns(text);
}

static bool wants_blank(const struct tree_writer *writer, const struct tree_node *node, uint32_t last)
{
    if (node->kind == TREE_ENTRY)
        for (size_t i = 0; i < LENGTH_OF(close_markers); i++)
            if (tree_is(writer, &node[-1], KEY_MARKER, close_markers[i]))
                return false;
    if (node->kind == TREE_ENTRY && tree_is(writer, &node[-1], KEY_MARKER, "dash"))
        return !phrase_is_mark(last, U"—―─－"); /* ——加强, but • 加强 */
    return utf8_is_digit(last) || utf8_is_ideograph(last) || utf8_is_latin(last);
}

void flow_put_label(struct flow *flow, const struct tree_writer *writer, const struct tree_node *node)
{
    struct slice label = tree_text(writer, node, KEY_LABEL);

    if (label.len == 0)
        return;
    flow_put(flow, label);
    flow->is_behind_label = true;
    flow->wants_blank = wants_blank(writer, node, flow->last);
}
