/*
 * check_state: what a check knows of the open values. For check.c, which follows what may be wrong and says it, for
 * check_id.c, the rule on ids, and for check_plain.c, the quick way, alone.
 */
#ifndef CHECK_STATE_H
#define CHECK_STATE_H

#include "check.h"

/*
 * A reading is one rule that an open mapping or sequence may have to follow. Mostly there is one. Where the deciding
 * key of a block (`type`) stands behind other keys, as after sorting, there is a candidate for each branch until it
 * comes. What breaks a candidate's rules waits, and is reported when the candidate is chosen. So memory is bounded by
 * depth: readings by SCHEMA_READINGS_MAX in each open value, violations that wait by WAITING_MAX in each reading.
 *
 * One rule is no part of the JSON Schema, which cannot state it: an id begins with the id of what holds it, and the ids
 * of one kind count upward in it; hence none stands twice. It is checked where `type` and `id` stand before what they
 * govern, as in every document that we write.
 */
enum { WAITING_MAX = 100, ID_KINDS = 4 };

struct violation {
    struct buffer pointer, message;
    uint64_t line, column;
};

/* What waits for a candidate to be chosen. */
struct waiting {
    struct violation *violations;
    size_t n, capacity;
    uint64_t n_dropped; /* beyond WAITING_MAX */
};

struct reading {
    const struct schema_rule *rule;
    const struct schema_branch *candidate; /* not NULL while the deciding key has not come */
    schema_keys seen;
    uint64_t parents; /* the readings of the value around it, bit by bit, that led here */
    bool is_certain;  /* its violations are the document's */
    bool is_decided;  /* the deciding key came */
    bool is_expanded; /* its candidates are readings of the same frame */
    struct waiting *waiting;
};

/* What is known of the ids of the nodes in an open one. */
struct child_ids {
    uint64_t last_ordinal[ID_KINDS];
    const struct pattern *pattern; /* of the one before, whose form was right; NULL at first */
    unsigned state;                /* of the pattern, behind the id of the node that holds them */
};

/* An open mapping or sequence; frame 0 is the document, which holds the root. */
struct frame {
    size_t first; /* its readings go from here to the next frame's, or to the last */
    bool is_sequence;
    bool is_undecided; /* some reading waits for its deciding key */
    enum key key;      /* where it stands in the frame around it */
    uint64_t n_members;
    uint64_t line, column;
    size_t id_start, id_len;  /* of its id in check.ids; a length of 0 while there is none */
    struct child_ids children; /* set with the id; of the root, from the start */
};

struct check {
    struct sink sink; /* first, so that a check is a sink */
    struct sink *next;
    struct check_listener *listener;
    uint64_t n_violations;
    bool is_open; /* a document was begun, and its end not handed on */
    struct schema_rule document; /* a sequence of one root */
    struct frame *frames;
    size_t n_frames, frames_capacity;
    struct frame *top; /* the last frame; NULL where there is none */
    struct reading *readings;
    size_t n_readings, readings_capacity;
    struct buffer ids; /* of the open nodes, one behind the other */
    struct buffer pointer, message;
};

/* check.c */

/* The deciding key of reading `i` has come. Where no branch has its word, the rule itself stays, and says so. */
void check_settle(struct check *check, size_t i, const struct event *event);
/* Takes check.message; `event` is the member that it is about, or NULL for the top frame itself. */
void check_report(struct check *check, struct reading *reading, const struct event *event);

/* check_id.c */

/* The rule on ids, of one that follows `rule`: reports what is wrong in a reading of the top frame. */
void check_id(struct check *check, size_t reading, const struct schema_rule *rule, const struct event *event);
/* Takes an id that is right, and all that its rule wants; false: the id has to be looked at closely. */
bool check_id_plainly(struct check *check, const struct schema_rule *rule, const struct event *event);

/* check_plain.c */

/* Takes events that ask no question, as nearly all are: how many; 0 where the first of them has to be followed. */
size_t check_plainly(struct check *check, const struct event *events, size_t n);

static inline struct reading *check_add_reading(struct check *check, const struct schema_rule *rule)
{
    struct reading *reading;

    if (check->n_readings == check->readings_capacity)
        check->readings = mem_grow(check->readings, &check->readings_capacity, check->n_readings + 1,
                                   sizeof *check->readings);
    reading = &check->readings[check->n_readings++];
    *reading = (struct reading){ .rule = rule };
    return reading;
}

/* Its readings go from `first` on. */
static inline struct frame *check_push_frame(struct check *check, size_t first, const struct event *event)
{
    struct frame *frame;

    if (check->n_frames == check->frames_capacity)
        check->frames = mem_grow(check->frames, &check->frames_capacity, check->n_frames + 1, sizeof *check->frames);
    frame = check->top = &check->frames[check->n_frames++];
    frame->first = first; /* one by one: a whole frame is cleared by a loop */
    frame->is_sequence = event->type != EVENT_MAPPING_START;
    frame->is_undecided = false;
    frame->key = event->key;
    frame->n_members = 0;
    frame->line = event->line;
    frame->column = event->column;
    frame->id_start = check->ids.len;
    frame->id_len = 0;
    if (check->n_frames <= 2)
        frame->children = (struct child_ids){ { 0 }, NULL, 0 };
    return frame;
}

static inline const struct schema_branch *check_find_branch(const struct schema_rule *rule, const struct event *event)
{
    return event->type == EVENT_STRING ? schema_find_branch(rule, event->text) : NULL;
}

#endif
