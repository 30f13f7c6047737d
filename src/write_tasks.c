#include "utf8.h"
#include "write_flow.h"

#include <stdio.h>

/*
 * What is planned, a row each: an entry of a `tasks` list; a paragraph with a lead inside a `plan` part; a section of
 * such a part in which nothing else makes a row. The text of a row is what stands in its paragraphs, enumerations in
 * them included, whose entries have rows of their own as well; entries that begin a line have theirs alone.
 *
 * A row stands before those inside it and may end behind them. So rows wait until the first that is open is complete:
 * memory is bounded by the longest task, or section that has no rows in it, with all that it says.
 */
enum row_kind { ROW_ENTRY, ROW_LEAD, ROW_SECTION };

static const char *const kind_names[] = { [ROW_ENTRY] = "entry", [ROW_LEAD] = "lead", [ROW_SECTION] = "section" };

struct row {
    enum row_kind kind;
    bool is_open;    /* there is more to come */
    bool is_dropped; /* of a section in which something else makes a row */
    size_t holder;   /* the depth of the node that it ends with: the entry, the section, what holds the paragraph */
    uint64_t line;
    struct buffer path, number, title, text;
    struct flow flow; /* of its text */
};

struct tasks_writer {
    struct tree_writer base; /* first */
    struct row *rows;        /* those that wait, in order */
    size_t n_rows, capacity;
    uint64_t n_done;         /* rows before them */
    uint64_t *open;          /* the open ones, counted from the first row of all */
    size_t n_open, open_capacity;
    bool has_header;
};

static size_t depth_of(const struct tasks_writer *tasks, const struct tree_node *node)
{
    return (size_t)(node - tasks->base.tree.nodes);
}

static struct row *open_row(struct tasks_writer *tasks, size_t i)
{
    return &tasks->rows[tasks->open[i] - tasks->n_done];
}

/* Cells hold neither TABs nor line ends. */
static void put_cell(struct out *to, struct slice text, const char *end)
{
    size_t written = 0;

    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '\t' && text.ptr[at] != '\n' && text.ptr[at] != '\r')
            continue;
        out_write_slice(to, slice_part(text, written, at));
        out_write(to, " ", 1);
        written = at + 1;
    }
    out_write_slice(to, slice_from(text, written));
    out_write_slice(to, slice_of(end));
}

static void put_row(struct tasks_writer *tasks, const struct row *row)
{
    struct out *to = tasks->base.out;
    char line[24];
    int len = snprintf(line, sizeof line, "%llu", (unsigned long long)row->line);

    put_cell(to, buffer_slice(&row->path), "\t");
    put_cell(to, buffer_slice(&row->number), "\t");
    put_cell(to, buffer_slice(&row->title), "\t");
    put_cell(to, buffer_slice(&row->text), "\t");
    put_cell(to, (struct slice){ line, (size_t)len }, "\t");
    put_cell(to, slice_of(kind_names[row->kind]), "\n");
}

static void free_row(struct row *row)
{
    buffer_fini(&row->path);
    buffer_fini(&row->number);
    buffer_fini(&row->title);
    buffer_fini(&row->text);
}

/* Writes those at the front that are complete. */
static void put_rows(struct tasks_writer *tasks)
{
    size_t n = 0, n_open = 0;

    for (size_t i = 0; i < tasks->n_open; i++)
        if (open_row(tasks, i)->is_open)
            tasks->open[n_open++] = tasks->open[i];
    tasks->n_open = n_open;
    while (n < tasks->n_rows && !tasks->rows[n].is_open) {
        if (!tasks->rows[n].is_dropped)
            put_row(tasks, &tasks->rows[n]);
        free_row(&tasks->rows[n++]);
    }
    if (n == 0)
        return;
    tasks->n_done += n;
    tasks->n_rows -= n;
    memmove(tasks->rows, tasks->rows + n, tasks->n_rows * sizeof tasks->rows[0]);
    memset(tasks->rows + tasks->n_rows, 0, n * sizeof tasks->rows[0]);
}

static void append(struct buffer *to, struct flow *flow, struct slice text)
{
    if (flow_needs_blank(flow, text))
        buffer_put(to, ' ');
    buffer_append_slice(to, text);
    flow_put(flow, text);
}

/* "二、2024年工作安排 > （一）强链条": the sections around a node, and the entries. */
static void append_path(const struct tasks_writer *tasks, struct buffer *path, const struct tree_node *node)
{
    const struct tree_node *nodes = tasks->base.tree.nodes;

    for (size_t i = 1; i < depth_of(tasks, node); i++) {
        struct flow flow = { 0 };

        if (nodes[i].kind != TREE_SECTION && nodes[i].kind != TREE_ENTRY)
            continue;
        if (path->len > 0)
            buffer_append_text(path, " > ");
        buffer_append_slice(path, tree_text(&tasks->base, &nodes[i], KEY_LABEL));
        flow_put_label(&flow, &tasks->base, &nodes[i]);
        append(path, &flow, tree_text(&tasks->base, &nodes[i], KEY_TITLE));
    }
}

/* Sections make a row only where nothing in them does. */
static void drop_sections(struct tasks_writer *tasks)
{
    for (size_t i = 0; i < tasks->n_open; i++) {
        struct row *row = open_row(tasks, i);

        if (row->kind != ROW_SECTION)
            continue;
        row->is_open = false;
        row->is_dropped = true;
        buffer_fini(&row->text);
    }
}

static struct row *add_row(struct tasks_writer *tasks, const struct tree_node *node, enum row_kind kind, enum key title)
{
    struct row *row;

    drop_sections(tasks);
    put_rows(tasks);
    if (tasks->n_rows == tasks->capacity)
        tasks->rows = mem_grow(tasks->rows, &tasks->capacity, tasks->n_rows + 1, sizeof tasks->rows[0]);
    if (tasks->n_open == tasks->open_capacity)
        tasks->open = mem_grow(tasks->open, &tasks->open_capacity, tasks->n_open + 1, sizeof tasks->open[0]);
    tasks->open[tasks->n_open++] = tasks->n_done + tasks->n_rows;
    row = &tasks->rows[tasks->n_rows++];
    row->kind = kind;
    row->is_open = true;
    row->holder = depth_of(tasks, node) - (kind == ROW_LEAD);
    row->line = node->line;
    append_path(tasks, &row->path, node);
    buffer_append_slice(&row->number, tree_text(&tasks->base, node, KEY_NUMBER));
    buffer_append_slice(&row->title, tree_text(&tasks->base, node, title));
    return row;
}

static bool is_planned(const struct tasks_writer *tasks, const struct tree_node *node)
{
    for (size_t i = depth_of(tasks, node); i > 0; i--)
        if (tree_has(&tasks->base.tree.nodes[i], KEY_PART))
            return tree_is(&tasks->base, &tasks->base.tree.nodes[i], KEY_PART, "plan");
    return false;
}

/* What parts the words of a node from those around it. */
static bool is_boundary(const struct tree_node *node)
{
    return node->kind == TREE_SECTION || node->kind == TREE_GLOSSARY || (node->kind == TREE_LIST && !node->is_inline);
}

/* Is the node inside the row's, with nothing but enumerations in a paragraph between them? */
static bool is_part_of(const struct tasks_writer *tasks, const struct tree_node *node, const struct row *row)
{
    const struct tree_node *nodes = tasks->base.tree.nodes;

    if (!row->is_open || depth_of(tasks, node) <= row->holder) /* closed rows are still listed until put_rows */
        return false;
    for (size_t i = row->holder + 1; i < depth_of(tasks, node); i++)
        if (is_boundary(&nodes[i]))
            return false;
    return true;
}

/* Gives the words of a paragraph, or of an entry inside one, to the rows that they are part of. */
static void give_words(struct tasks_writer *tasks, const struct tree_node *node)
{
    static const enum key keys[] = { KEY_TITLE, KEY_LEAD, KEY_SEPARATOR, KEY_TEXT };

    for (size_t i = 0; i < tasks->n_open; i++) {
        struct row *row = open_row(tasks, i);
        struct slice label = tree_text(&tasks->base, node, KEY_LABEL);

        if (!is_part_of(tasks, node, row))
            continue;
        if (flow_needs_blank(&row->flow, label))
            buffer_put(&row->text, ' ');
        buffer_append_slice(&row->text, label);
        flow_put_label(&row->flow, &tasks->base, node);
        for (size_t k = 0; k < LENGTH_OF(keys); k++)
            append(&row->text, &row->flow, tree_text(&tasks->base, node, keys[k]));
    }
}

/* A paragraph with a lead ends where the next begins, but not at the enumeration in it, nor at what closes that. */
static void close_lead(struct tasks_writer *tasks, const struct tree_node *node)
{
    size_t depth = depth_of(tasks, node);

    if (node->kind == TREE_LIST ? node->is_inline : node->continues)
        return;
    for (size_t i = 0; i < tasks->n_open; i++)
        if (open_row(tasks, i)->kind == ROW_LEAD && open_row(tasks, i)->holder + 1 == depth)
            open_row(tasks, i)->is_open = false;
}

static void enter_paragraph(struct tasks_writer *tasks, const struct tree_node *node)
{
    struct row *row;

    give_words(tasks, node);
    if (!tree_has(node, KEY_LEAD) || !is_planned(tasks, node))
        return;
    row = add_row(tasks, node, ROW_LEAD, KEY_LEAD);
    append(&row->text, &row->flow, tree_text(&tasks->base, node, KEY_TEXT));
}

static void begin_document(struct tasks_writer *tasks)
{
    if (!tasks->has_header)
        out_write_slice(tasks->base.out, SLICE("path\tnumber\ttitle\ttext\tline\tkind\n"));
    tasks->has_header = true;
}

static void enter(struct tree_writer *self, const struct tree_node *node)
{
    struct tasks_writer *tasks = (struct tasks_writer *)self;

    if (node->kind == TREE_ROOT)
        begin_document(tasks);
    else
        close_lead(tasks, node);
    if (node->kind == TREE_SECTION && is_planned(tasks, node))
        add_row(tasks, node, ROW_SECTION, KEY_TITLE);
    else if (node->kind == TREE_PARAGRAPH && !tree_is(self, node, KEY_ROLE, "furniture"))
        enter_paragraph(tasks, node);
    else if (node->kind == TREE_ENTRY) {
        give_words(tasks, node);
        if (tree_is(self, &node[-1], KEY_KIND, "tasks"))
            add_row(tasks, node, ROW_ENTRY, KEY_TITLE);
    }
    put_rows(tasks);
}

/* The rows that end with a node. */
static void leave(struct tree_writer *self, const struct tree_node *node)
{
    struct tasks_writer *tasks = (struct tasks_writer *)self;
    size_t depth = depth_of(tasks, node);

    for (size_t i = 0; i < tasks->n_open; i++)
        if (open_row(tasks, i)->holder >= depth)
            open_row(tasks, i)->is_open = false;
    put_rows(tasks);
}

static void finish(struct tree_writer *self)
{
    (void)self;
}

static void fini(struct tree_writer *self)
{
    struct tasks_writer *tasks = (struct tasks_writer *)self;

    for (size_t i = 0; i < tasks->n_rows; i++)
        free_row(&tasks->rows[i]);
    mem_free(tasks->rows);
    mem_free(tasks->open);
}

struct writer *write_tasks_open(struct out *out, const struct write_options *options)
{
    struct tasks_writer *tasks = tree_writer_new(sizeof *tasks, out);

    (void)options;
    tasks->base.enter = enter;
    tasks->base.leave = leave;
    tasks->base.finish = finish;
    tasks->base.fini = fini;
    return &tasks->base.writer;
}
