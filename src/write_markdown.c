#include "json_text.h"
#include "utf8.h"
#include "write_flow.h"
#include "write_markdown_text.h"

#include <stdio.h>

/*
 * A page: front matter in YAML with title, date, description and the rest of the tree under `report`; then the body.
 *
 * The front matter stands first and has the whole tree, diagnostics too, which come last. So tree and body are kept in
 * memory until the document ends: here memory grows with the document, and in no other format.
 *
 * A level-1 section is a heading of level 2, for the page's title is its heading of level 1. Anchors are HTML, which
 * every reader of Markdown knows, in the line that they are for. Page furniture stands in the front matter alone.
 */
enum { DESCRIPTION_CP_MAX = 160, HEADING_LEVEL_MAX = 6, LIST_NUMBER_MAX = 999999999 };

struct markdown_writer {
    struct tree_writer base; /* first */
    struct out *body;
    struct out *tree; /* where `yaml` writes to */
    struct writer *yaml;
    size_t depth;     /* of the event at hand */
    struct buffer title, date, description;
    struct flow flow;
    uint64_t level;   /* of the innermost section */
    unsigned indent;  /* of the lines of the list items that are open */
    struct {
        unsigned indent;
        long number; /* of the numbered item; 0: it has a bullet */
    } items[TREE_DEPTH_MAX];
    size_t n_items;
    bool has_text;   /* in the body */
    bool after_list; /* the last block at this depth was a list */
    bool has_description;
};

/* Text */

static void put_blanks(struct markdown_writer *page, unsigned n)
{
    while (n-- > 0)
        out_write(page->body, " ", 1);
}

static void put_blank(struct markdown_writer *page, struct slice next)
{
    if (flow_needs_blank(&page->flow, next))
        out_write(page->body, " ", 1);
}

static void put(struct markdown_writer *page, struct slice text)
{
    if (text.len == 0)
        return;
    put_blank(page, text);
    markdown_text_write(page->body, text, !page->flow.is_open);
    flow_put(&page->flow, text);
}

static void put_key(struct markdown_writer *page, const struct tree_node *node, enum key key)
{
    put(page, tree_text(&page->base, node, key));
}

static void put_label(struct markdown_writer *page, const struct tree_node *node)
{
    struct slice label = tree_text(&page->base, node, KEY_LABEL);

    if (label.len == 0)
        return;
    put_blank(page, label);
    markdown_text_write(page->body, label, !page->flow.is_open);
    flow_put_label(&page->flow, &page->base, node);
}

/* A title or lead with its separator. */
static void put_bold(struct markdown_writer *page, const struct tree_node *node, enum key key)
{
    struct slice text = tree_text(&page->base, node, key);
    struct slice separator = tree_text(&page->base, node, KEY_SEPARATOR);
    bool has_blank = flow_needs_blank(&page->flow, text);
    uint32_t before = has_blank || !page->flow.is_open ? 0 : page->flow.last;
    bool is_bold = markdown_text_can_be_bold(before, text, utf8_first(separator));

    if (text.len == 0)
        return;
    put_blank(page, text);
    out_write(page->body, "**", is_bold ? 2 : 0);
    markdown_text_write(page->body, text, !is_bold && !page->flow.is_open);
    out_write(page->body, "**", is_bold ? 2 : 0);
    flow_put(&page->flow, text);
    if (separator.len == 0)
        return;
    markdown_text_write(page->body, separator, false);
    flow_put(&page->flow, separator);
}

/* Counts as punctuation, as the bracket that it ends with is. */
static void put_anchor(struct markdown_writer *page, const struct tree_node *node)
{
    struct slice id = tree_text(&page->base, node, KEY_ID);

    if (id.len == 0)
        return;
    out_write_slice(page->body, SLICE("<a id=\""));
    out_write_slice(page->body, id);
    out_write_slice(page->body, SLICE("\"></a>"));
}

/* Blocks */

static void begin_block(struct markdown_writer *page, const struct tree_node *node)
{
    flow_begin(&page->flow, node, false);
    if (page->has_text)
        out_write_slice(page->body, SLICE("\n\n"));
    put_blanks(page, page->indent);
    page->has_text = true;
    page->after_list = false;
}

static void put_heading(struct markdown_writer *page, const struct tree_node *node, uint64_t level)
{
    begin_block(page, node);
    if (tree_has(node, KEY_LABEL) || tree_has(node, KEY_TITLE)) {
        out_write(page->body, "######", level < HEADING_LEVEL_MAX ? (size_t)level + 1 : HEADING_LEVEL_MAX);
        out_write(page->body, " ", 1);
    }
    put_anchor(page, node);
    put_label(page, node);
    put_key(page, node, KEY_TITLE);
    page->flow.is_open = false;
}

static bool is_furniture(const struct markdown_writer *page, const struct tree_node *node)
{
    return tree_is(&page->base, node, KEY_ROLE, "furniture");
}

/* The first paragraph without a role, cut. */
static void describe(struct markdown_writer *page, const struct tree_node *node)
{
    static const enum key keys[] = { KEY_LEAD, KEY_SEPARATOR, KEY_TEXT };
    struct buffer *description = &page->description;

    if (page->has_description || tree_has(node, KEY_ROLE))
        return;
    for (size_t i = 0; i < LENGTH_OF(keys); i++)
        buffer_append_slice(description, tree_text(&page->base, node, keys[i]));
    description->len = utf8_prefix(buffer_slice(description), DESCRIPTION_CP_MAX);
    page->has_description = description->len > 0;
}

static void put_paragraph(struct markdown_writer *page, const struct tree_node *node)
{
    bool goes_on = flow_goes_on(&page->flow, node);

    describe(page, node);
    if (is_furniture(page, node))
        return;
    if (goes_on)
        flow_begin(&page->flow, node, true);
    else
        begin_block(page, node);
    put_bold(page, node, KEY_LEAD);
    put_key(page, node, KEY_TEXT);
}

/* Lists. Their marks are Markdown's where it shows the number as printed; else the label stands behind a bullet. */

/* The number of an entry that Markdown can count; 0 for others. */
static long list_number(const struct markdown_writer *page, const struct tree_node *entry)
{
    struct slice number = tree_text(&page->base, entry, KEY_NUMBER);
    long value = 0;

    if (!tree_is(&page->base, &entry[-1], KEY_MARKER, "decimal") &&
        !tree_is(&page->base, &entry[-1], KEY_MARKER, "decimal-paren"))
        return 0;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] < '0' || number.ptr[i] > '9' || value > LIST_NUMBER_MAX / 10)
            return 0;
        value = value * 10 + (number.ptr[i] - '0');
    }
    return value;
}

/* Two lists in a row would be one for Markdown, and it counts on whatever number an entry states. */
static void part_lists(struct markdown_writer *page, const struct tree_node *entry, long number)
{
    long last = page->items[page->n_items].number;
    bool is_first = entry->index == 0;

    if (is_first ? !page->after_list : (number > 0 ? last > 0 && number == last + 1 : last == 0))
        return;
    begin_block(page, entry);
    out_write_slice(page->body, SLICE("<!-- -->"));
}

static void put_item_mark(struct markdown_writer *page, const struct tree_node *entry)
{
    long number = list_number(page, entry);
    char end = tree_is(&page->base, &entry[-1], KEY_MARKER, "decimal") ? '.' : ')';
    char mark[32] = "- ";
    int len = 2;

    part_lists(page, entry, number);
    if (number > 0)
        len = snprintf(mark, sizeof mark, "%ld%c ", number, end);
    begin_block(page, entry);
    out_write(page->body, mark, (size_t)len);
    put_anchor(page, entry);
    page->items[page->n_items].number = number;
    page->items[page->n_items++].indent = page->indent;
    page->indent += (unsigned)len;
}

static void put_block_entry(struct markdown_writer *page, const struct tree_node *entry)
{
    put_item_mark(page, entry);
    if (list_number(page, entry) == 0 && !tree_is(&page->base, &entry[-1], KEY_MARKER, "dash"))
        put_label(page, entry);
    put_bold(page, entry, KEY_TITLE);
    page->flow.is_open = true; /* its first paragraph may go on behind the mark */
}

/* An entry inside a paragraph stays there. */
static void put_inline_entry(struct markdown_writer *page, const struct tree_node *entry, bool goes_on)
{
    if (goes_on)
        flow_begin(&page->flow, entry, true);
    else
        begin_block(page, entry);
    put_blank(page, tree_text(&page->base, entry, KEY_LABEL));
    put_anchor(page, entry);
    put_label(page, entry);
    put_bold(page, entry, KEY_TITLE);
}

static void leave_entry(struct markdown_writer *page)
{
    page->n_items--;
    page->indent = page->items[page->n_items].indent;
}

/* A definition list, as Hugo, kramdown and pandoc read it; for CommonMark it is a paragraph of two lines. */
static void put_term(struct markdown_writer *page, const struct tree_node *node)
{
    begin_block(page, node);
    put_anchor(page, node);
    put_label(page, node);
    put_key(page, node, KEY_TERM);
    out_write_slice(page->body, SLICE("\n"));
    put_blanks(page, page->indent);
    out_write_slice(page->body, SLICE(": "));
    flow_begin(&page->flow, node, false);
    put_key(page, node, KEY_DEFINITION);
}

static void enter(struct tree_writer *self, const struct tree_node *node)
{
    struct markdown_writer *page = (struct markdown_writer *)self;

    switch (node->kind) {
    case TREE_SECTION:
        page->level = node->level;
        put_heading(page, node, node->level);
        break;
    case TREE_GLOSSARY:
        put_heading(page, node, page->level + 1);
        break;
    case TREE_PARAGRAPH:
    case TREE_SIGNATURE:
        put_paragraph(page, node);
        break;
    case TREE_ENTRY:
        if (node[-1].is_inline)
            put_inline_entry(page, node, flow_goes_on(&page->flow, node));
        else
            put_block_entry(page, node);
        break;
    case TREE_TERM:
        put_term(page, node);
        break;
    default:
        break;
    }
}

static void leave(struct tree_writer *self, const struct tree_node *node)
{
    struct markdown_writer *page = (struct markdown_writer *)self;

    if (node->kind == TREE_SECTION)
        page->level = node->level - 1;
    else if (node->kind == TREE_ENTRY && !node[-1].is_inline)
        leave_entry(page);
    else if (node->kind == TREE_LIST)
        page->after_list = !node->is_inline;
}

/* The page */

static void put_front_string(struct out *to, const char *key, const struct buffer *text)
{
    if (text->len == 0)
        return;
    out_write_slice(to, slice_of(key));
    out_write_slice(to, SLICE(": "));
    json_text_write(to, buffer_slice(text));
    out_write(to, "\n", 1);
}

/* The document as a member of a mapping: what the writer of YAML wrote behind "---", two blanks further in. */
static void put_tree(struct out *to, struct slice yaml)
{
    bool is_first = true;

    out_write_slice(to, SLICE("report:"));
    yaml = slice_from(yaml, slice_starts(yaml, SLICE("---")) ? 3 : 0);
    while (yaml.len > 0) {
        size_t line_end = slice_find(yaml, SLICE("\n"), 0);
        size_t len = line_end == SLICE_NONE ? yaml.len : line_end + 1;

        out_write(to, "  ", is_first ? 0 : 2);
        out_write_slice(to, slice_part(yaml, 0, len));
        yaml = slice_from(yaml, len);
        is_first = false;
    }
}

static void free_document(struct markdown_writer *page)
{
    if (page->yaml)
        page->yaml->free(page->yaml);
    out_free(page->tree);
    out_free(page->body);
    page->yaml = NULL;
    page->tree = page->body = NULL;
}

static void finish(struct tree_writer *self)
{
    struct markdown_writer *page = (struct markdown_writer *)self;
    struct out *to = self->out;

    out_write_slice(to, SLICE("---\n"));
    put_front_string(to, "title", &page->title);
    put_front_string(to, "date", &page->date);
    put_front_string(to, "description", &page->description);
    put_tree(to, out_memory(page->tree));
    out_write_slice(to, SLICE("---\n"));
    if (page->has_text)
        out_write(to, "\n", 1);
    out_write_slice(to, out_memory(page->body));
    if (page->has_text)
        out_write(to, "\n", 1);
    free_document(page);
}

static void begin_document(struct markdown_writer *page)
{
    static const struct write_options options = { 0 };

    free_document(page);
    page->body = out_to_memory();
    page->tree = out_to_memory();
    page->yaml = write_yaml_open(page->tree, &options);
    page->title.len = page->date.len = page->description.len = 0;
    page->flow = (struct flow){ 0 };
    page->depth = page->n_items = 0;
    page->level = 0;
    page->indent = 0;
    page->has_text = page->after_list = page->has_description = false;
}

/* Title and date are the page's own: they stand in front of the tree, and not in it. */
static bool take_page_key(struct markdown_writer *page, const struct event *event)
{
    struct buffer *value = event->key == KEY_TITLE ? &page->title : &page->date;

    if (page->depth != 1 || event->type != EVENT_STRING || (event->key != KEY_TITLE && event->key != KEY_DATE))
        return false;
    value->len = 0;
    buffer_append_slice(value, event->text);
    return true;
}

static int take_event(struct markdown_writer *page, const struct event *event)
{
    if (event->type == EVENT_DOCUMENT_START)
        begin_document(page);
    else if (!page->yaml)
        return -1;
    if (event->type == EVENT_MAPPING_END || event->type == EVENT_SEQUENCE_END)
        page->depth--;
    if (!take_page_key(page, event) && sink_take(&page->yaml->sink, event, 1) != 0)
        return -1;
    if (event->type == EVENT_MAPPING_START || event->type == EVENT_SEQUENCE_START)
        page->depth++;
    return tree_writer_take(&page->base.writer.sink, event, 1);
}

static int take(struct sink *self, const struct event *events, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (take_event((struct markdown_writer *)self, &events[i]) != 0)
            return -1;
    return 0;
}

static void fini(struct tree_writer *self)
{
    struct markdown_writer *page = (struct markdown_writer *)self;

    free_document(page);
    buffer_fini(&page->title);
    buffer_fini(&page->date);
    buffer_fini(&page->description);
}

struct writer *write_markdown_open(struct out *out, const struct write_options *options)
{
    struct markdown_writer *page = tree_writer_new(sizeof *page, out);

    (void)options;
    page->base.writer.sink.take = take;
    page->base.enter = enter;
    page->base.leave = leave;
    page->base.finish = finish;
    page->base.fini = fini;
    return &page->base.writer;
}
