/*
 * build: the nodes of a document as events, with their ids, lines and removals. Knows the contract's key order and
 * nothing of recognition. May be used by outline, convert and tests.
 */
#ifndef BUILD_H
#define BUILD_H

#include "event.h"
#include "label.h"
#include "paragraph.h"
#include "vocabulary.h"

/*
 * BUILD_RUN_MAX: events that are handed on at once, those of some fifty paragraphs: recognition, the check and the
 * writer each work on many in a row, since their code does not fit into a processor's first cache together.
 * BUILD_NODE_MAX: those of a node, but for its aliases and for what was removed from it.
 * BUILD_TEXT_MAX: bytes of their texts. What is longer is handed on at once.
 */
enum { BUILD_DEPTH_MAX = 96, BUILD_RUN_MAX = 800, BUILD_NODE_MAX = 12, BUILD_TEXT_MAX = 64 * 1024 };

/* Where a node comes from: bytes `from` up to `to` of a paragraph. Removals in that stretch are the node's. */
struct origin {
    const struct paragraph *paragraph;
    size_t from, to;
};

/* What the open nodes have counted so far, for the ids. */
struct build_node {
    size_t id_len;     /* bytes of build.id that are this node's */
    unsigned sections, tasks, glossaries, entries;
};

struct build {
    struct sink *sink;
    bool failed;       /* sticky: the sink refused an event */
    struct event *run; /* BUILD_RUN_MAX, or none yet; what build does not set in an event stays zero */
    size_t n_run;
    struct buffer texts; /* of the events: what they were taken from is gone earlier. Fixed words are not copied. */
    struct buffer id;  /* of the innermost open node */
    struct build_node nodes[BUILD_DEPTH_MAX];
    size_t n_nodes;
};

void build_init(struct build *build, struct sink *sink);
void build_fini(struct build *build);
/* Events wait for others. Here they go on: after the last one, and before a caller may want to see them. */
void build_hand_on(struct build *build);

void build_event(struct build *build, enum event_type type, enum key key);
void build_string(struct build *build, enum key key, struct slice text); /* nothing where the text is empty */
void build_integer(struct build *build, enum key key, uint64_t integer);
void build_boolean(struct build *build, enum key key, bool value);

struct build_section {
    struct origin origin;
    unsigned level;
    const struct label *label; /* NULL: none */
    struct slice title, separator;
    enum part part;
};
void build_enter_section(struct build *build, const struct build_section *section);
void build_leave_section(struct build *build);

/* `kind` and `marker` are fixed words, which are not copied. */
void build_enter_list(struct build *build, uint64_t line, const char *kind, const char *marker, bool is_inline);
void build_leave_list(struct build *build);
void build_enter_entry(struct build *build, const struct origin *origin, const struct label *label, struct slice title,
                       struct slice separator);
void build_leave_entry(struct build *build);

struct build_paragraph {
    struct origin origin;
    enum role role;
    struct slice lead, separator, text;
    bool continues;
};
void build_paragraph(struct build *build, const struct build_paragraph *paragraph);
void build_signature(struct build *build, const struct origin *origin, struct slice text, struct slice date);

void build_enter_glossary(struct build *build, const struct origin *origin, struct slice label, struct slice title);
/* The introduction is complete: entries follow. */
void build_enter_entries(struct build *build);
void build_leave_glossary(struct build *build);
/* What an entry of a glossary is made of. An alias that is empty is left out. */
struct build_term {
    struct origin origin;
    struct slice label, number_text, term, separator, definition;
    long number;
    const struct slice *aliases;
    size_t n_aliases;
};
void build_term(struct build *build, const struct build_term *term);

#endif
