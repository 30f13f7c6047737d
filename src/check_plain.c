/*
 * Events that ask no question, as nearly all are: the value that is open can be read in one way, and they are what its
 * rule wants. What is not plain is left to check.c, which says what is wrong; nothing is reported here.
 */
#include "check_state.h"

#include "value.h"

static bool is_scalar(const struct event *event)
{
    return event->type >= EVENT_STRING;
}

/* The only reading of the top frame, or NULL where there are several, or may be: the deciding key has to come first. */
static inline struct reading *find_only_reading(struct check *check, const struct event *event)
{
    struct frame *frame = check->top;
    struct reading *reading;

    if (!frame || frame->first + 1 != check->n_readings)
        return NULL;
    reading = &check->readings[frame->first];
    if (!frame->is_undecided)
        return reading;
    if (event->key != reading->rule->decider)
        return NULL;
    check_settle(check, frame->first, event);
    frame->is_undecided = false;
    return reading;
}

/* True where the member is what its rule wants. */
static inline bool is_followed(const struct schema_rule *rule, const struct event *event)
{
    const struct schema_member *member = &rule->members[event->key];
    const struct schema_rule *own;

    if (member->plain_forms >> event->form & 1)
        return event->form != FORM_COUNT || event->integer >= member->minimum;
    own = rule->properties[event->key];
    return own && value_is_right(own, event);
}

/* An id is more than a value where its reading is certain. */
static inline bool take_id(struct check *check, const struct reading *reading, const struct event *event)
{
    const struct schema_rule *rule = reading->rule->properties[KEY_ID];

    if (!rule || (reading->is_certain && check_id_plainly(check, rule, event)))
        return rule;
    if (!value_is_right(rule, event))
        return false;
    if (reading->is_certain)
        check_id(check, check->top->first, rule, event);
    return true;
}

/* How many of the events. */
static inline size_t take_scalars(struct check *check, const struct event *events, size_t n)
{
    struct reading *reading = find_only_reading(check, events);
    schema_keys seen = 0;
    size_t i = 0;

    if (!reading)
        return 0;
    for (; i < n && is_scalar(&events[i]); i++) {
        if (events[i].key == KEY_ID ? !take_id(check, reading, &events[i]) : !is_followed(reading->rule, &events[i]))
            break;
        seen |= schema_key_bit(events[i].key);
    }
    reading->seen |= seen;
    check->top->n_members += i;
    return i;
}

static inline bool lacks_nothing(const struct schema_rule *rule, schema_keys seen)
{
    return (rule->required & ~seen) == 0 && schema_has_alternative(rule, seen);
}

/*
 * A mapping of scalars without an id that ends among the events, as a paragraph: how many they are; 0 for another one.
 * The first of them, and the word that decides where there is one, are `n_known`.
 */
static inline size_t leaf_len(const struct schema_rule *rule, const struct event *events, size_t n, size_t n_known)
{
    schema_keys seen = n_known > 1 ? schema_key_bit(events[1].key) : 0;
    size_t i = n_known;

    if (rule->properties[KEY_ID])
        return 0;
    for (; i < n && is_scalar(&events[i]); i++) {
        if (!is_followed(rule, &events[i]))
            return 0;
        seen |= schema_key_bit(events[i].key);
    }
    return i < n && events[i].type == EVENT_MAPPING_END && lacks_nothing(rule, seen) ? i + 1 : 0;
}

static inline struct reading *push(struct check *check, bool is_certain, const struct schema_rule *rule,
                                   const struct event *event)
{
    struct reading *opened = check_add_reading(check, rule);

    opened->parents = 1;
    opened->is_certain = is_certain;
    check_push_frame(check, check->n_readings - 1, event);
    return opened;
}

/* The only reading of the top frame, where it allows what begins with the event, of `type`. NULL where it does not. */
static inline struct reading *find_holder(struct check *check, const struct event *event, enum schema_type type)
{
    struct reading *reading = find_only_reading(check, event);
    const struct schema_rule *rule = reading ? reading->rule->properties[event->key] : NULL;

    return rule && value_is_right_opening(rule, type) ? reading : NULL;
}

static inline void note_member(struct check *check, struct reading *holder, const struct event *event)
{
    holder->seen |= schema_key_bit(event->key);
    check->top->n_members++;
}

static inline size_t open_sequence(struct check *check, const struct event *event)
{
    struct reading *holder = find_holder(check, event, SCHEMA_ARRAY);

    if (!holder)
        return 0;
    note_member(check, holder, event);
    push(check, holder->is_certain, holder->rule->properties[event->key], event);
    return 1;
}

/* All of it, where it is a leaf; else its beginning, with the word that decides where there is one. */
static inline size_t open_mapping(struct check *check, const struct event *events, size_t n)
{
    struct reading *holder = find_holder(check, events, SCHEMA_OBJECT), *opened;
    const struct schema_rule *rule = holder ? holder->rule->properties[events->key] : NULL;
    const struct schema_branch *branch = NULL;
    size_t n_known = 1, len;

    if (!rule)
        return 0;
    if (rule->decider != KEY_NONE) {
        branch = n > 1 && events[1].key == rule->decider ? check_find_branch(rule, &events[1]) : NULL;
        if (!branch)
            return 0;
        rule = branch->rule;
        n_known = 2;
    }
    note_member(check, holder, events);
    len = leaf_len(rule, events, n, n_known);
    if (len > 0)
        return len;
    opened = push(check, holder->is_certain, rule, events);
    opened->seen = branch ? schema_key_bit(events[1].key) : 0;
    check->top->n_members = n_known - 1;
    return n_known;
}

static inline bool is_complete(const struct frame *frame, const struct reading *reading)
{
    return frame->is_sequence ? frame->n_members >= reading->rule->min_items
                              : lacks_nothing(reading->rule, reading->seen);
}

static inline size_t close_value(struct check *check)
{
    const struct frame *frame = check->top;
    const struct reading *reading;

    if (check->n_frames < 2)
        return 0;
    reading = &check->readings[frame->first];
    if (frame->first + 1 != check->n_readings || reading->candidate || reading->waiting ||
        !is_complete(frame, reading))
        return 0;
    check->n_readings--;
    check->ids.len = frame->id_start;
    check->n_frames--;
    check->top--;
    return 1;
}

static inline size_t take(struct check *check, const struct event *events, size_t n)
{
    switch (events->type) {
    case EVENT_MAPPING_START:
        return open_mapping(check, events, n);
    case EVENT_SEQUENCE_START:
        return open_sequence(check, events);
    case EVENT_MAPPING_END:
    case EVENT_SEQUENCE_END:
        return close_value(check);
    case EVENT_DOCUMENT_START:
    case EVENT_DOCUMENT_END:
        return 0;
    default:
        return take_scalars(check, events, n);
    }
}

size_t check_plainly(struct check *check, const struct event *events, size_t n)
{
    size_t n_taken = 0, len;

    while (n_taken < n && (len = take(check, &events[n_taken], n - n_taken)) > 0)
        n_taken += len;
    return n_taken;
}
