#include "glossary.h"
#include "utf8.h"
#include "write_flow.h"

/*
 * A paragraph a line, a blank line between any two, the front's lines as printed. What the converter would read
 * differently without it stays: marks of Markdown before a heading, and the end of a page behind its bare number.
 */
struct text_writer {
    struct tree_writer base; /* first */
    struct flow flow;
    bool has_text;      /* in this document */
    bool has_documents;
    bool is_page_end;   /* the line at hand is a page's number */
    uint64_t front_line; /* the last one, 0 before the first */
};

static void put(struct text_writer *text, struct slice piece)
{
    if (piece.len == 0)
        return;
    if (flow_needs_blank(&text->flow, piece))
        out_write(text->base.out, " ", 1);
    out_write_slice(text->base.out, piece);
    flow_put(&text->flow, piece);
}

static void put_key(struct text_writer *text, const struct tree_node *node, enum key key)
{
    put(text, tree_text(&text->base, node, key));
}

static void put_separator(struct text_writer *text, const struct tree_node *node)
{
    struct slice separator = tree_text(&text->base, node, KEY_SEPARATOR);

    if (flow_is_dash(&text->flow, separator))
        out_write(text->base.out, " ", 1);
    out_write_slice(text->base.out, separator);
    flow_put(&text->flow, separator);
}

static void put_label(struct text_writer *text, const struct tree_node *node)
{
    struct slice label = tree_text(&text->base, node, KEY_LABEL);

    if (label.len == 0)
        return;
    if (flow_needs_blank(&text->flow, label))
        out_write(text->base.out, " ", 1);
    out_write_slice(text->base.out, label);
    flow_put_label(&text->flow, &text->base, node);
}

/* What stands between two paragraphs: a blank line, or one with a form feed behind a page's number. */
static void begin_paragraph(struct text_writer *text)
{
    if (text->has_text)
        out_write_slice(text->base.out, text->is_page_end ? SLICE("\n\f\n") : SLICE("\n\n"));
    text->has_text = true;
    text->is_page_end = false;
}

static void begin(struct text_writer *text, const struct tree_node *node)
{
    bool goes_on = flow_goes_on(&text->flow, node);

    flow_begin(&text->flow, node, goes_on);
    if (!goes_on)
        begin_paragraph(text);
}

/* Nothing but its marks tells the level of an unnumbered heading in Markdown. */
static void put_marks(struct text_writer *text, const struct tree_node *node)
{
    if (node->marks == 0)
        return;
    out_write(text->base.out, "######", node->marks);
    out_write(text->base.out, " ", 1);
}

static void put_front_line(struct text_writer *text, const struct tree_node *node)
{
    if (text->has_text)
        out_write_slice(text->base.out, node->line > text->front_line + 1 ? SLICE("\n\n") : SLICE("\n"));
    out_write_slice(text->base.out, tree_text(&text->base, node, KEY_TEXT));
    text->has_text = true;
    text->front_line = node->line;
}

static void put_heading(struct text_writer *text, const struct tree_node *node)
{
    if (!tree_has(node, KEY_LABEL) && !tree_has(node, KEY_TITLE))
        return;
    begin(text, node);
    put_marks(text, node);
    put_label(text, node);
    put_key(text, node, KEY_TITLE);
    put_separator(text, node);
}

static bool is_page_number(struct slice text)
{
    size_t at = 0;

    while (at < text.len)
        if (!utf8_is_digit(utf8_next(text, &at)))
            return false;
    return text.len > 0;
}

static void put_paragraph(struct text_writer *text, const struct tree_node *node)
{
    begin(text, node);
    put_key(text, node, KEY_LEAD);
    put_separator(text, node);
    put_key(text, node, KEY_TEXT);
    text->is_page_end = tree_is(&text->base, node, KEY_ROLE, "furniture") &&
                        is_page_number(tree_text(&text->base, node, KEY_TEXT));
}

static void put_entry(struct text_writer *text, const struct tree_node *node)
{
    begin(text, node);
    put_label(text, node);
    put_key(text, node, KEY_TITLE);
    put_separator(text, node);
}

/* A term without a separator stood on a line of its own, but 三区三线是指… goes on in the term's line. */
static void put_term(struct text_writer *text, const struct tree_node *node)
{
    begin(text, node);
    put_label(text, node);
    put_key(text, node, KEY_TERM);
    put_separator(text, node);
    if (!tree_has(node, KEY_SEPARATOR) && !glossary_opens_definition(tree_text(&text->base, node, KEY_DEFINITION))) {
        flow_begin(&text->flow, node, false);
        begin_paragraph(text);
    }
    put_key(text, node, KEY_DEFINITION);
}

static void begin_document(struct text_writer *text)
{
    if (text->has_documents)
        out_write(text->base.out, "\n", 1);
    text->has_documents = true;
    text->has_text = text->is_page_end = false;
    text->front_line = 0;
    text->flow = (struct flow){ 0 };
}

static void enter(struct tree_writer *self, const struct tree_node *node)
{
    struct text_writer *text = (struct text_writer *)self;

    switch (node->kind) {
    case TREE_ROOT:
        begin_document(text);
        break;
    case TREE_FRONT_LINE:
        put_front_line(text, node);
        break;
    case TREE_SECTION:
    case TREE_GLOSSARY:
        put_heading(text, node);
        break;
    case TREE_PARAGRAPH:
    case TREE_SIGNATURE:
        put_paragraph(text, node);
        break;
    case TREE_ENTRY:
        put_entry(text, node);
        break;
    case TREE_TERM:
        put_term(text, node);
        break;
    case TREE_LIST:
    case TREE_UNKNOWN:
        break;
    }
}

static void leave(struct tree_writer *self, const struct tree_node *node)
{
    (void)self;
    (void)node;
}

static void finish(struct tree_writer *self)
{
    struct text_writer *text = (struct text_writer *)self;

    if (text->has_text)
        out_write_slice(self->out, text->is_page_end ? SLICE("\n\f\n") : SLICE("\n"));
}

struct writer *write_text_open(struct out *out, const struct write_options *options)
{
    struct text_writer *text = tree_writer_new(sizeof *text, out);

    (void)options;
    text->base.enter = enter;
    text->base.leave = leave;
    text->base.finish = finish;
    return &text->base.writer;
}
