#include "utf8.h"
#include "write_flow.h"

#include <stdio.h>

/*
 * A line for each heading, lead, entry and term, indented by depth, with the line of the source before it; of other
 * paragraphs their number, behind the heading that they follow or in a line of its own; what there is of each at the
 * end. One line waits to be ended: a heading's for the number of its paragraphs, an untitled entry's for its opening.
 */
enum { OPENING_COLUMNS_MAX = 60, INDENT = 2 };

enum style { STYLE_PLAIN, STYLE_TITLE, STYLE_DIM, STYLE_LABEL, STYLE_PLAN, STYLE_REVIEW, STYLE_WARNING };

static const char *const styles[] = {
    [STYLE_PLAIN] = "",          [STYLE_TITLE] = "\x1B[1m",    [STYLE_DIM] = "\x1B[2m", [STYLE_LABEL] = "\x1B[36m",
    [STYLE_PLAN] = "\x1B[32m",   [STYLE_REVIEW] = "\x1B[34m",  [STYLE_WARNING] = "\x1B[33m",
};

/* What is counted; the words of the last line. */
enum count { COUNT_SECTIONS, COUNT_TASKS, COUNT_POINTS, COUNT_LEADS, COUNT_TERMS, COUNT_PARAGRAPHS, COUNT_COUNT };

static const struct {
    const char *one, *many;
} count_words[] = {
    [COUNT_SECTIONS] = { "section", "sections" }, [COUNT_TASKS] = { "task", "tasks" },
    [COUNT_POINTS] = { "point", "points" },       [COUNT_LEADS] = { "lead", "leads" },
    [COUNT_TERMS] = { "term", "terms" },          [COUNT_PARAGRAPHS] = { "paragraph", "paragraphs" },
};
_Static_assert(LENGTH_OF(count_words) == COUNT_COUNT, "words for every count");

struct outline_writer {
    struct tree_writer base; /* first */
    bool has_colour;
    bool has_documents;
    struct flow flow;  /* of the line at hand */
    bool is_open;      /* the line at hand may be continued */
    bool is_untitled;  /* it is that of an entry that its first paragraph will open */
    size_t run_depth;  /* of paragraphs that are not shown one by one */
    uint64_t run_line, n_run;
    uint64_t counts[COUNT_COUNT];
};

static void put(struct outline_writer *outline, enum style style, struct slice text)
{
    if (text.len == 0)
        return;
    if (!outline->has_colour || style == STYLE_PLAIN) {
        out_write_slice(outline->base.out, text);
        return;
    }
    out_write_slice(outline->base.out, slice_of(styles[style]));
    out_write_slice(outline->base.out, text);
    out_write_slice(outline->base.out, SLICE("\x1B[0m"));
}

static void put_count(struct outline_writer *outline, enum style style, uint64_t n, const char *one, const char *many)
{
    char text[64];
    int len = snprintf(text, sizeof text, "%llu %s", (unsigned long long)n, n == 1 ? one : many);

    put(outline, style, (struct slice){ text, (size_t)len });
}

/* The source's line, and blanks up to the depth. */
static void begin_line(struct outline_writer *outline, uint64_t line, size_t depth)
{
    char number[32];
    int len = line > 0 ? snprintf(number, sizeof number, "%6llu  ", (unsigned long long)line)
                       : snprintf(number, sizeof number, "%6s  ", "");

    put(outline, STYLE_DIM, (struct slice){ number, (size_t)len });
    for (size_t i = 0; i < depth * INDENT; i++)
        out_write(outline->base.out, " ", 1);
}

static void end_line(struct outline_writer *outline)
{
    out_write(outline->base.out, "\n", 1);
}

/* Ends the line at hand, and shows the paragraphs that were not shown one by one. */
static void put_run(struct outline_writer *outline)
{
    if (outline->n_run > 0) {
        if (outline->is_open)
            out_write_slice(outline->base.out, SLICE("  "));
        else
            begin_line(outline, outline->run_line, outline->run_depth);
        put_count(outline, STYLE_DIM, outline->n_run, "paragraph", "paragraphs");
        outline->is_open = true;
    }
    if (outline->is_open)
        end_line(outline);
    outline->is_open = outline->is_untitled = false;
    outline->n_run = 0;
}

/* How deep a node stands for the eye: lists add nothing, for their entries do. */
static size_t depth_of(const struct outline_writer *outline, const struct tree_node *node)
{
    const struct tree_node *nodes = outline->base.tree.nodes;
    size_t depth = 0;

    for (const struct tree_node *around = node - 1; around > nodes; around--)
        depth += around->kind != TREE_LIST;
    return depth;
}

static void put_behind_label(struct outline_writer *outline, enum style style, struct slice text)
{
    if (flow_needs_blank(&outline->flow, text))
        out_write(outline->base.out, " ", 1);
    put(outline, style, text);
}

/* Bytes of the start of a text that is shown in one line. */
static size_t opening_len(struct slice text)
{
    size_t at = 0, len = 0, columns = 0;

    while (at < text.len) {
        columns += utf8_is_cjk(utf8_next(text, &at)) ? 2 : 1;
        if (columns > OPENING_COLUMNS_MAX)
            return len;
        len = at;
    }
    return text.len;
}

static void put_opening(struct outline_writer *outline, const struct tree_node *paragraph)
{
    struct slice text = tree_text(&outline->base, paragraph, tree_has(paragraph, KEY_LEAD) ? KEY_LEAD : KEY_TEXT);
    size_t len = opening_len(text);

    put_behind_label(outline, STYLE_PLAIN, slice_part(text, 0, len));
    if (len < text.len)
        put(outline, STYLE_PLAIN, SLICE("…"));
    outline->is_untitled = false;
}

/* Begins the node's line, which put_run ends. */
static void put_head(struct outline_writer *outline, const struct tree_node *node, enum style style, enum key title)
{
    put_run(outline);
    begin_line(outline, node->line, depth_of(outline, node));
    put(outline, STYLE_LABEL, tree_text(&outline->base, node, KEY_LABEL));
    outline->flow = (struct flow){ 0 };
    flow_put_label(&outline->flow, &outline->base, node);
    put_behind_label(outline, style, tree_text(&outline->base, node, title));
    outline->is_open = true;
}

static void put_section(struct outline_writer *outline, const struct tree_node *node)
{
    struct slice part = tree_text(&outline->base, node, KEY_PART);

    put_head(outline, node, STYLE_TITLE, KEY_TITLE);
    if (part.len > 0) {
        out_write(outline->base.out, "  ", 2);
        put(outline, slice_equal(part, SLICE("plan")) ? STYLE_PLAN : STYLE_REVIEW, part);
    }
    outline->counts[COUNT_SECTIONS]++;
}

static void put_entry(struct outline_writer *outline, const struct tree_node *node)
{
    put_head(outline, node, STYLE_PLAIN, KEY_TITLE);
    outline->is_untitled = !tree_has(node, KEY_TITLE);
    outline->counts[tree_is(&outline->base, &node[-1], KEY_KIND, "tasks") ? COUNT_TASKS : COUNT_POINTS]++;
}

static void put_term(struct outline_writer *outline, const struct tree_node *node)
{
    put_head(outline, node, STYLE_PLAIN, KEY_TERM);
    outline->counts[COUNT_TERMS]++;
}

static void count_in_run(struct outline_writer *outline, const struct tree_node *node)
{
    size_t depth = depth_of(outline, node);

    if (outline->n_run > 0 && outline->run_depth != depth)
        put_run(outline);
    if (outline->n_run++ > 0)
        return;
    outline->run_depth = depth;
    outline->run_line = node->line;
}

static void put_paragraph(struct outline_writer *outline, const struct tree_node *node)
{
    outline->counts[COUNT_PARAGRAPHS]++;
    outline->counts[COUNT_LEADS] += tree_has(node, KEY_LEAD);
    if (outline->is_untitled && node->index == 0 && node[-1].kind == TREE_ENTRY)
        put_opening(outline, node);
    else if (tree_has(node, KEY_LEAD))
        put_head(outline, node, STYLE_PLAIN, KEY_LEAD);
    else if (node[-1].kind != TREE_ENTRY)
        count_in_run(outline, node);
}

/* Behind a heading's line its paragraphs are counted; behind others they get a line of their own. */
static void end_leaf(struct outline_writer *outline)
{
    if (outline->n_run == 0)
        put_run(outline);
}

/* One of the lines above the tree, of what there is of two strings. */
static void put_top_line(struct outline_writer *outline, enum style style, struct slice first, struct slice second)
{
    if (first.len == 0 && second.len == 0)
        return;
    put(outline, style, first);
    if (first.len > 0 && second.len > 0)
        out_write_slice(outline->base.out, SLICE("  "));
    put(outline, style == STYLE_TITLE ? STYLE_PLAIN : style, second);
    end_line(outline);
}

static void put_top(struct outline_writer *outline, const struct tree_node *root)
{
    const struct tree_writer *base = &outline->base;
    bool has_top = tree_has(root, KEY_TITLE) || tree_has(root, KEY_DATE) || tree_has(root, KEY_OCCASION) ||
                   tree_has(root, KEY_ROLE) || tree_has(root, KEY_NAME);

    if (outline->has_documents)
        end_line(outline);
    outline->has_documents = true;
    outline->is_open = outline->is_untitled = false;
    outline->n_run = 0;
    memset(outline->counts, 0, sizeof outline->counts);
    put_top_line(outline, STYLE_TITLE, tree_text(base, root, KEY_TITLE), tree_text(base, root, KEY_DATE));
    put_top_line(outline, STYLE_PLAIN, tree_text(base, root, KEY_OCCASION), (struct slice){ 0 });
    put_top_line(outline, STYLE_PLAIN, tree_text(base, root, KEY_ROLE), tree_text(base, root, KEY_NAME));
    if (has_top)
        end_line(outline);
}

static void enter(struct tree_writer *self, const struct tree_node *node)
{
    struct outline_writer *outline = (struct outline_writer *)self;

    switch (node->kind) {
    case TREE_ROOT:
        put_top(outline, node);
        break;
    case TREE_SECTION:
        put_section(outline, node);
        break;
    case TREE_GLOSSARY:
        put_head(outline, node, STYLE_TITLE, KEY_TITLE);
        break;
    case TREE_ENTRY:
        put_entry(outline, node);
        break;
    case TREE_TERM:
        put_term(outline, node);
        break;
    case TREE_PARAGRAPH:
        put_paragraph(outline, node);
        break;
    case TREE_SIGNATURE:
        put_head(outline, node, STYLE_DIM, KEY_TEXT);
        break;
    default:
        break;
    }
}

static void leave(struct tree_writer *self, const struct tree_node *node)
{
    bool is_leaf = node->kind == TREE_ENTRY || node->kind == TREE_TERM || node->kind == TREE_PARAGRAPH ||
                   node->kind == TREE_SIGNATURE;

    if (is_leaf)
        end_leaf((struct outline_writer *)self);
}

/* What there is none of is not mentioned. */
static void put_total(struct outline_writer *outline, enum style style, uint64_t n, const char *one, const char *many)
{
    if (n == 0)
        return;
    put(outline, STYLE_DIM, SLICE(" · "));
    put_count(outline, style, n, one, many);
}

/* "70 lines · 9 sections · 12 tasks · 2 warnings" */
static void put_totals(struct outline_writer *outline)
{
    const struct tree *tree = &outline->base.tree;

    end_line(outline);
    put_count(outline, STYLE_DIM, tree->n_lines, "line", "lines");
    for (int i = 0; i < COUNT_COUNT; i++)
        put_total(outline, STYLE_DIM, outline->counts[i], count_words[i].one, count_words[i].many);
    put_total(outline, STYLE_WARNING, tree->n_errors, "error", "errors");
    put_total(outline, STYLE_WARNING, tree->n_warnings, "warning", "warnings");
    put_total(outline, STYLE_DIM, tree->n_notes, "note", "notes");
    end_line(outline);
}

static void finish(struct tree_writer *self)
{
    struct outline_writer *outline = (struct outline_writer *)self;

    put_run(outline);
    put_totals(outline);
}

struct writer *write_outline_open(struct out *out, const struct write_options *options)
{
    struct outline_writer *outline = tree_writer_new(sizeof *outline, out);

    outline->has_colour = options->colour;
    outline->base.enter = enter;
    outline->base.leave = leave;
    outline->base.finish = finish;
    return &outline->base.writer;
}
