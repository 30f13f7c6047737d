/*
 * write_tree: events gathered into nodes, for the writers that print a report for people: markdown, text, outline and
 * tasks. For src/write_*.c alone.
 *
 * A node is entered when what stands before its children is known, and left behind the last of them. In a document
 * whose keys stand in the contract's order nothing is held but the open nodes, so memory is bounded by depth and by the
 * longest node. Where a tool has sorted the keys of a YAML document, children come before what belongs in front of
 * them: they are held until their node ends. Where a key comes late although the required ones came in time, the
 * document is refused.
 */
#ifndef WRITE_TREE_H
#define WRITE_TREE_H

#include "write.h"

enum tree_kind {
    TREE_UNKNOWN, /* of a later version, or of no valid document: its children count as its own */
    TREE_ROOT,
    TREE_FRONT_LINE,
    TREE_PARAGRAPH,
    TREE_SECTION,
    TREE_LIST,
    TREE_ENTRY, /* of a list */
    TREE_GLOSSARY,
    TREE_TERM, /* an entry of a glossary */
    TREE_SIGNATURE,
};

enum {
    TREE_TEXTS_MAX = 20,
    TREE_CHILDREN = 3,     /* front, body, entries */
    TREE_DEPTH_MAX = 1024, /* of mappings and sequences */
};

/* Nodes stand in an array, so that node[-1] is the node around one that is not the root. */
struct tree_node {
    enum tree_kind kind;
    uint64_t line;   /* 0 where it has none */
    uint64_t level;  /* of a section */
    size_t index;    /* among its siblings in one body, or one list of entries; from 0 */
    unsigned marks;  /* of a heading in Markdown, as `removed` tells: ## is 2; else 0 */
    bool is_inline;  /* a list */
    bool continues;  /* a paragraph */
    /* The rest is write_tree's own. */
    struct {
        size_t at, len; /* in tree.strings */
    } texts[TREE_TEXTS_MAX];
    size_t strings_len; /* of tree.strings before this node */
    size_t n_children;
    int next_children; /* those that may still come */
    bool is_entered, is_complete;
    struct buffer held[TREE_CHILDREN]; /* events that came too early */
};

struct tree_frame;

struct tree {
    struct tree_node *nodes;
    size_t n_nodes, nodes_capacity;
    struct tree_frame *frames; /* the mappings and sequences that are open */
    size_t n_frames, frames_capacity;
    struct buffer strings; /* of the open nodes */
    struct buffer *recording;  /* what is held at present, or NULL */
    size_t recorded_depth;
    bool is_mark; /* of the member of `removed` that is open: it is a mark of Markdown */
    unsigned mark_len;
    uint64_t n_lines;                /* of the source; known when the root is left */
    uint64_t n_notes, n_warnings, n_errors; /* the same of its diagnostics */
};

/* What these writers begin with: the functions are called with it, and nodes are good until they return. */
struct tree_writer {
    struct writer writer; /* first, so that it is a writer */
    struct out *out;
    void (*enter)(struct tree_writer *self, const struct tree_node *node);
    void (*leave)(struct tree_writer *self, const struct tree_node *node);
    void (*finish)(struct tree_writer *self); /* behind each document */
    void (*fini)(struct tree_writer *self);   /* frees what the writer holds of its own; may be NULL */
    struct tree tree;
};

/* A zeroed writer of `size` bytes that begins with a tree_writer; the functions are still to be set. */
void *tree_writer_new(size_t size, struct out *out);
/* What the sink of such a writer does. */
int tree_writer_take(struct sink *self, const struct event *events, size_t n);

/* The node's string under `key`, empty where it has none; of a number its digits. The root has its speaker's, too. */
struct slice tree_text(const struct tree_writer *writer, const struct tree_node *node, enum key key);
bool tree_has(const struct tree_node *node, enum key key);
/* True where the node's string under `key` is `word`. */
bool tree_is(const struct tree_writer *writer, const struct tree_node *node, enum key key, const char *word);

#endif
