#include "write_tree.h"

#include "vocabulary.h"

#include <stdio.h>

enum frame_kind {
    FRAME_NODE,
    FRAME_NODES,   /* a sequence of nodes: front, body, entries */
    FRAME_DETAIL,  /* a mapping that belongs to the node around it: speaker, source, a member of FRAME_DETAILS */
    FRAME_DETAILS, /* removed, diagnostics */
    FRAME_OTHER,   /* nothing that these writers show */
};

struct tree_frame {
    enum frame_kind kind;
    enum key key;
};

/* Where a node keeps which string; 0 is none. */
static const unsigned char slots[KEY_COUNT] = {
    [KEY_SCHEMA] = 1, [KEY_TITLE] = 2, [KEY_DATE] = 3, [KEY_OCCASION] = 4, [KEY_NAME] = 5, [KEY_ROLE] = 6,
    [KEY_PUBLISHED] = 7, [KEY_PUBLISHER] = 8, [KEY_TYPE] = 9, [KEY_ID] = 10, [KEY_LABEL] = 11, [KEY_NUMBER] = 12,
    [KEY_SEPARATOR] = 13, [KEY_PART] = 14, [KEY_LEAD] = 15, [KEY_TEXT] = 16, [KEY_KIND] = 17, [KEY_MARKER] = 18,
    [KEY_TERM] = 19, [KEY_DEFINITION] = 20,
};

static const struct {
    const char *word;
    enum tree_kind kind;
} types[] = {
    { "paragraph", TREE_PARAGRAPH }, { "section", TREE_SECTION },     { "list", TREE_LIST },
    { "glossary", TREE_GLOSSARY },   { "signature", TREE_SIGNATURE },
};

static struct tree_node *top_node(struct tree *tree)
{
    return &tree->nodes[tree->n_nodes - 1];
}

static struct tree_frame *top_frame(struct tree *tree)
{
    return tree->n_frames == 0 ? NULL : &tree->frames[tree->n_frames - 1];
}

/* The place of a key among those that hold nodes, in the contract's order; -1 for others. */
static int children_of(enum key key)
{
    return key == KEY_FRONT ? 0 : key == KEY_BODY ? 1 : key == KEY_ENTRIES ? 2 : -1;
}

struct slice tree_text(const struct tree_writer *writer, const struct tree_node *node, enum key key)
{
    size_t slot = slots[key];

    if (slot == 0 || node->texts[slot - 1].len == 0)
        return (struct slice){ 0 };
    return (struct slice){ writer->tree.strings.ptr + node->texts[slot - 1].at, node->texts[slot - 1].len };
}

bool tree_has(const struct tree_node *node, enum key key)
{
    return slots[key] > 0 && node->texts[slots[key] - 1].len > 0;
}

bool tree_is(const struct tree_writer *writer, const struct tree_node *node, enum key key, const char *word)
{
    return slice_equal(tree_text(writer, node, key), slice_of(word));
}

/* Events that are held: each as this record, with its text behind it. Of unknown keys nothing is kept but that. */
struct record {
    enum event_type type;
    enum key key;
    int64_t integer;
    size_t text_len;
};

static void record(struct tree *tree, const struct event *event)
{
    struct record head = { event->type, event->key, event->integer, event->text.len };

    buffer_append(tree->recording, &head, sizeof head);
    buffer_append_slice(tree->recording, event->text);
    if (event->type == EVENT_MAPPING_START || event->type == EVENT_SEQUENCE_START)
        tree->recorded_depth++;
    else if (event->type == EVENT_MAPPING_END || event->type == EVENT_SEQUENCE_END)
        tree->recorded_depth--;
    if (tree->recorded_depth == 0)
        tree->recording = NULL;
}

static int take_event(struct tree_writer *writer, const struct event *event);

/* The recorded events go the common way. The node stays the innermost one, but may move in memory. */
static int replay(struct tree_writer *writer, size_t node, int children)
{
    struct slice events = buffer_slice(&writer->tree.nodes[node].held[children]);
    struct record head;
    int result = 0;

    while (events.len > 0 && result == 0) {
        memcpy(&head, events.ptr, sizeof head);
        events = slice_from(events, sizeof head);
        result = take_event(writer, &(struct event){ .type = head.type, .key = head.key, .integer = head.integer,
                                                     .text = slice_part(events, 0, head.text_len) });
        events = slice_from(events, head.text_len);
    }
    buffer_fini(&writer->tree.nodes[node].held[children]);
    return result;
}

/* Nodes */

static enum tree_kind kind_in(const struct tree *tree, const struct tree_frame *frame)
{
    const struct tree_node *parent = &tree->nodes[tree->n_nodes - 1];

    if (frame->key == KEY_FRONT)
        return TREE_FRONT_LINE;
    if (frame->key != KEY_ENTRIES)
        return TREE_UNKNOWN; /* its type is still to come */
    return parent->kind == TREE_GLOSSARY ? TREE_TERM : TREE_ENTRY;
}

static void push_frame(struct tree *tree, enum frame_kind kind, enum key key)
{
    if (tree->n_frames == tree->frames_capacity)
        tree->frames = mem_grow(tree->frames, &tree->frames_capacity, tree->n_frames + 1, sizeof tree->frames[0]);
    tree->frames[tree->n_frames++] = (struct tree_frame){ kind, key };
}

static void push_node(struct tree *tree, enum tree_kind kind)
{
    size_t index = tree->n_nodes > 0 ? top_node(tree)->n_children++ : 0;

    if (tree->n_nodes == tree->nodes_capacity)
        tree->nodes = mem_grow(tree->nodes, &tree->nodes_capacity, tree->n_nodes + 1, sizeof tree->nodes[0]);
    tree->nodes[tree->n_nodes++] = (struct tree_node){ .kind = kind, .index = index, .strings_len = tree->strings.len };
    push_frame(tree, FRAME_NODE, KEY_NONE);
}

static void enter_node(struct tree_writer *writer)
{
    struct tree_node *node = top_node(&writer->tree);

    for (size_t i = 0; i < LENGTH_OF(types) && node->kind == TREE_UNKNOWN; i++)
        if (tree_is(writer, node, KEY_TYPE, types[i].word))
            node->kind = types[i].kind;
    node->is_entered = true;
    writer->enter(writer, node);
}

static int refuse_late(struct tree_writer *writer)
{
    writer->writer.reason = "a key stands behind the body or entries that it belongs before: put the keys into the "
                            "order of report/1.0, or sort them all";
    return -1;
}

/* True where what stands in front of the children came: the last key that every such node has is `line`. */
static bool is_ready(const struct tree_node *node)
{
    return node->is_complete || (node->kind == TREE_ROOT ? tree_has(node, KEY_SCHEMA) : node->line > 0);
}

static int open_children(struct tree_writer *writer, const struct event *event, int children)
{
    struct tree *tree = &writer->tree;
    struct tree_node *node = top_node(tree);

    if (!is_ready(node)) {
        tree->recording = &node->held[children];
        record(tree, event);
        return 0;
    }
    if (children < node->next_children)
        return refuse_late(writer);
    if (!node->is_entered)
        enter_node(writer);
    node->next_children = children + 1;
    node->n_children = 0;
    push_frame(tree, FRAME_NODES, event->key);
    return 0;
}

static int close_node(struct tree_writer *writer)
{
    struct tree *tree = &writer->tree;
    size_t node = tree->n_nodes - 1;

    tree->nodes[node].is_complete = true;
    if (!tree->nodes[node].is_entered)
        enter_node(writer);
    for (int children = 0; children < TREE_CHILDREN; children++)
        if (replay(writer, node, children) != 0)
            return -1;
    writer->leave(writer, &tree->nodes[node]);
    tree->strings.len = tree->nodes[node].strings_len;
    tree->n_nodes--;
    return 0;
}

/* Members */

static void keep_text(struct tree *tree, struct tree_node *node, enum key key, struct slice text)
{
    size_t slot = slots[key];

    if (slot == 0 || text.len == 0)
        return;
    node->texts[slot - 1].at = tree->strings.len;
    node->texts[slot - 1].len = text.len;
    buffer_append_slice(&tree->strings, text);
}

static void keep_integer(struct tree *tree, struct tree_node *node, const struct event *event)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)event->integer);

    if (event->key == KEY_NUMBER)
        keep_text(tree, node, KEY_NUMBER, (struct slice){ digits, (size_t)len });
    else if (event->key == KEY_LINE && event->integer > 0)
        node->line = (uint64_t)event->integer;
    else if (event->key == KEY_LEVEL && event->integer > 0)
        node->level = (uint64_t)event->integer;
}

static int take_member(struct tree_writer *writer, const struct event *event)
{
    struct tree_node *node = top_node(&writer->tree);

    if (node->is_entered && slots[event->key] > 0)
        return refuse_late(writer);
    if (event->type == EVENT_STRING || event->type == EVENT_NUMBER)
        keep_text(&writer->tree, node, event->key, event->text);
    else if (event->type == EVENT_INTEGER)
        keep_integer(&writer->tree, node, event);
    else if (event->type == EVENT_BOOLEAN && event->key == KEY_INLINE)
        node->is_inline = event->integer != 0;
    else if (event->type == EVENT_BOOLEAN && event->key == KEY_CONTINUES)
        node->continues = event->integer != 0;
    return 0;
}

/* ### is 3; other text is 0. */
static unsigned heading_marks(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '#')
            return 0;
    return text.len <= 6 ? (unsigned)text.len : 0;
}

static void take_removal_member(struct tree *tree, const struct event *event)
{
    if (event->key == KEY_CODE)
        tree->is_mark = slice_equal(event->text, SLICE("markdown-mark"));
    else if (event->key == KEY_TEXT)
        tree->mark_len = heading_marks(event->text);
}

static void count_diagnostic(struct tree *tree, struct slice level)
{
    tree->n_notes += slice_equal(level, SLICE("note"));
    tree->n_warnings += slice_equal(level, SLICE("warning"));
    tree->n_errors += slice_equal(level, SLICE("error"));
}

static int take_detail(struct tree_writer *writer, enum key around, const struct event *event)
{
    struct tree *tree = &writer->tree;

    if (around == KEY_SPEAKER && (event->key == KEY_NAME || event->key == KEY_ROLE))
        return take_member(writer, event);
    if (around == KEY_SOURCE && event->key == KEY_LINES && event->type == EVENT_INTEGER && event->integer > 0)
        tree->n_lines = (uint64_t)event->integer;
    else if (around == KEY_REMOVED && event->type == EVENT_STRING)
        take_removal_member(tree, event);
    else if (around == KEY_DIAGNOSTICS && event->key == KEY_LEVEL && event->type == EVENT_STRING)
        count_diagnostic(tree, event->text);
    return 0;
}

/* Events */

static int open_mapping(struct tree *tree, const struct event *event)
{
    const struct tree_frame *frame = top_frame(tree);

    if (!frame)
        push_node(tree, TREE_ROOT);
    else if (frame->kind == FRAME_NODES)
        push_node(tree, kind_in(tree, frame));
    else if (frame->kind == FRAME_NODE && (event->key == KEY_SPEAKER || event->key == KEY_SOURCE))
        push_frame(tree, FRAME_DETAIL, event->key);
    else if (frame->kind == FRAME_DETAILS)
        push_frame(tree, FRAME_DETAIL, frame->key);
    else
        push_frame(tree, FRAME_OTHER, KEY_NONE);
    tree->is_mark = false;
    tree->mark_len = 0;
    return 0;
}

static int open_sequence(struct tree_writer *writer, const struct event *event)
{
    struct tree *tree = &writer->tree;
    bool is_member = top_frame(tree) && top_frame(tree)->kind == FRAME_NODE;

    if (is_member && children_of(event->key) >= 0)
        return open_children(writer, event, children_of(event->key));
    if (is_member && (event->key == KEY_REMOVED || event->key == KEY_DIAGNOSTICS))
        push_frame(tree, FRAME_DETAILS, event->key);
    else
        push_frame(tree, FRAME_OTHER, KEY_NONE);
    return 0;
}

static int close_frame(struct tree_writer *writer)
{
    struct tree *tree = &writer->tree;

    if (tree->n_frames == 0)
        return -1;
    if (top_frame(tree)->kind == FRAME_NODE && close_node(writer) != 0)
        return -1;
    if (top_frame(tree)->kind == FRAME_DETAIL && tree->is_mark && top_node(tree)->marks == 0)
        top_node(tree)->marks = tree->mark_len;
    tree->is_mark = false;
    tree->n_frames--;
    return 0;
}

static int take_scalar(struct tree_writer *writer, const struct event *event)
{
    const struct tree_frame *frame = top_frame(&writer->tree);

    if (!frame)
        return -1;
    if (frame->kind == FRAME_NODE)
        return take_member(writer, event);
    return frame->kind == FRAME_DETAIL ? take_detail(writer, frame->key, event) : 0;
}

static int take_event(struct tree_writer *writer, const struct event *event)
{
    struct tree *tree = &writer->tree;

    if (tree->recording) {
        record(tree, event);
        return 0;
    }
    switch (event->type) {
    case EVENT_DOCUMENT_START:
        tree->n_lines = tree->n_notes = tree->n_warnings = tree->n_errors = 0;
        return tree->n_frames == 0 ? 0 : -1;
    case EVENT_DOCUMENT_END:
        writer->finish(writer);
        return tree->n_frames == 0 ? 0 : -1;
    case EVENT_MAPPING_START:
        return tree->n_frames < TREE_DEPTH_MAX ? open_mapping(tree, event) : -1;
    case EVENT_SEQUENCE_START:
        return tree->n_frames < TREE_DEPTH_MAX ? open_sequence(writer, event) : -1;
    case EVENT_MAPPING_END:
    case EVENT_SEQUENCE_END:
        return close_frame(writer);
    default:
        return take_scalar(writer, event);
    }
}

int tree_writer_take(struct sink *self, const struct event *events, size_t n)
{
    struct tree_writer *writer = (struct tree_writer *)self;

    for (size_t i = 0; i < n; i++)
        if (take_event(writer, &events[i]) != 0 || out_error(writer->out) != 0)
            return -1;
    return 0;
}

static void free_writer(struct writer *self)
{
    struct tree_writer *writer = (struct tree_writer *)self;
    struct tree *tree = &writer->tree;

    if (writer->fini)
        writer->fini(writer);
    for (size_t i = 0; i < tree->n_nodes; i++)
        for (int children = 0; children < TREE_CHILDREN; children++)
            buffer_fini(&tree->nodes[i].held[children]);
    buffer_fini(&tree->strings);
    mem_free(tree->nodes);
    mem_free(tree->frames);
    mem_free(writer);
}

void *tree_writer_new(size_t size, struct out *out)
{
    struct tree_writer *writer = mem_alloc(size);

    writer->writer = (struct writer){ .sink.take = tree_writer_take, .free = free_writer };
    writer->out = out;
    return writer;
}
