#include "check.h"

#include "value.h"
#include "vocabulary.h"

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

/* An open mapping or sequence; frame 0 is the document, which holds the root. */
struct frame {
    size_t first; /* its readings go from here to the next frame's, or to the last */
    bool is_sequence;
    bool is_undecided; /* some reading waits for its deciding key */
    enum key key;      /* where it stands in the frame around it */
    uint64_t index;
    uint64_t n_members;
    uint64_t line, column;
    size_t id_start, id_len; /* of its id in check.ids; a length of 0 while there is none */
    uint64_t last_ordinal[ID_KINDS];
};

struct check {
    struct sink sink; /* first, so that a check is a sink */
    struct sink *next;
    struct check_listener *listener;
    uint64_t n_violations;
    struct schema_rule document; /* a sequence of one root */
    struct frame *frames;
    size_t n_frames, frames_capacity;
    struct reading *readings;
    size_t n_readings, readings_capacity;
    struct buffer ids; /* of the open nodes, one behind the other */
    struct buffer pointer, message;
};

static struct frame *top_frame(struct check *check)
{
    return &check->frames[check->n_frames - 1];
}

/* Messages */

static void say(struct check *check, const char *text)
{
    buffer_append_text(&check->message, text);
}

static void say_number(struct check *check, uint64_t number)
{
    buffer_append_number(&check->message, (long long)number);
}

/* "title, line and text" */
static void say_keys(struct check *check, schema_keys keys, const char *last)
{
    size_t n = 0, i = 0;

    for (schema_keys left = keys; left; left &= left - 1)
        n++;
    for (int key = 0; key < KEY_COUNT; key++) {
        if (!(keys & schema_key_bit((enum key)key)))
            continue;
        buffer_append_slice(&check->message, vocabulary_name((enum key)key));
        value_append_list_mark(&check->message, i++, n, last);
    }
}

/* Pointers */

static void point_to_name(struct buffer *pointer, struct slice name)
{
    buffer_put(pointer, '/');
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '~' || name.ptr[i] == '/')
            buffer_append_text(pointer, name.ptr[i] == '~' ? "~0" : "~1");
        else
            buffer_put(pointer, name.ptr[i]);
}

static void point_to_index(struct buffer *pointer, uint64_t index)
{
    buffer_put(pointer, '/');
    buffer_append_number(pointer, (long long)index);
}

/* Points to the top frame, or to a member of it when `event` is given. */
static void point(struct check *check, const struct event *event)
{
    const struct frame *frame;

    check->pointer.len = 0;
    for (size_t i = 2; i < check->n_frames; i++) {
        frame = &check->frames[i];
        if (check->frames[i - 1].is_sequence)
            point_to_index(&check->pointer, frame->index);
        else
            point_to_name(&check->pointer, vocabulary_name(frame->key));
    }
    if (!event || check->n_frames == 1)
        return;
    if (top_frame(check)->is_sequence)
        point_to_index(&check->pointer, top_frame(check)->n_members - 1);
    else
        point_to_name(&check->pointer, vocabulary_event_name(event));
}

/* Violations */

static void tell(struct check *check, const struct violation *violation)
{
    struct check_violation told = {
        .pointer = buffer_slice(&violation->pointer),
        .message = buffer_slice(&violation->message),
        .line = violation->line,
        .column = violation->column,
    };

    check->n_violations++;
    if (check->listener)
        check->listener->violation(check->listener, &told);
}

static void keep_waiting(struct reading *reading, const struct violation *violation)
{
    struct waiting *waiting = reading->waiting;
    struct violation *kept;

    if (!waiting)
        waiting = reading->waiting = mem_alloc(sizeof *waiting);
    if (waiting->n == WAITING_MAX) {
        waiting->n_dropped++;
        return;
    }
    waiting->violations = mem_grow(waiting->violations, &waiting->capacity, waiting->n + 1,
                                   sizeof *waiting->violations);
    kept = &waiting->violations[waiting->n++];
    kept->line = violation->line;
    kept->column = violation->column;
    buffer_append_slice(&kept->pointer, buffer_slice(&violation->pointer));
    buffer_append_slice(&kept->message, buffer_slice(&violation->message));
}

/* Takes the message that was said; `event` is the member that it is about, or NULL for the top frame itself. */
static void report(struct check *check, struct reading *reading, const struct event *event)
{
    const struct frame *frame = top_frame(check);
    struct violation violation = {
        .line = event ? event->line : frame->line,
        .column = event ? event->column : frame->column,
    };

    if (reading->is_certain || !reading->waiting || reading->waiting->n < WAITING_MAX)
        point(check, event);
    violation.pointer = check->pointer;
    violation.message = check->message;
    if (reading->is_certain)
        tell(check, &violation);
    else
        keep_waiting(reading, &violation);
    check->message.len = 0;
}

static void free_waiting(struct reading *reading)
{
    struct waiting *waiting = reading->waiting;

    if (!waiting)
        return;
    for (size_t i = 0; i < waiting->n; i++) {
        buffer_fini(&waiting->violations[i].pointer);
        buffer_fini(&waiting->violations[i].message);
    }
    mem_free(waiting->violations);
    mem_free(waiting);
    reading->waiting = NULL;
}

/* A candidate was chosen, and its violations turn out to be the document's. */
static void tell_waiting(struct check *check, struct reading *reading)
{
    struct waiting *waiting = reading->waiting;

    if (!waiting)
        return;
    for (size_t i = 0; i < waiting->n; i++)
        tell(check, &waiting->violations[i]);
    if (waiting->n_dropped > 0) {
        say_number(check, waiting->n_dropped);
        say(check, " more violations inside; they are listed one by one when the type stands first");
        report(check, reading, NULL);
        check->n_violations += waiting->n_dropped - 1;
    }
    free_waiting(reading);
}

/* What waits in a reading that is being closed waits for the readings that led to it. */
static void hand_up(struct check *check, const struct frame *parent, const struct reading *reading)
{
    struct reading *above;

    if (!reading->waiting)
        return;
    for (size_t i = 0; i < SCHEMA_READINGS_MAX; i++) {
        if (!(reading->parents >> i & 1))
            continue;
        above = &check->readings[parent->first + i];
        for (size_t k = 0; k < reading->waiting->n; k++)
            keep_waiting(above, &reading->waiting->violations[k]);
        if (reading->waiting->n_dropped > 0)
            above->waiting->n_dropped += reading->waiting->n_dropped;
    }
}

/* Values */

/* True when the value as such is right. */
static bool check_value(struct check *check, size_t reading, const struct schema_rule *rule, const struct event *event)
{
    enum value_fault fault = value_find_fault(rule, event);

    if (fault == VALUE_RIGHT)
        return true;
    value_explain(&check->message, fault, rule, event);
    if (check->n_frames == 1 && event->type == EVENT_STRING)
        say(check, "; a text is read without --from yaml");
    report(check, &check->readings[reading], event);
    return false;
}

/* Ids */

/* The kind of the last part of an id, as an index; ID_KINDS when it is no id. The part begins at *start. */
static size_t read_id(struct slice id, size_t *start, uint64_t *ordinal)
{
    static const char kinds[ID_KINDS] = { 's', 't', 'g', 'e' };
    size_t kind = 0;

    for (*start = id.len; *start > 0 && id.ptr[*start - 1] != '-'; --*start)
        continue;
    if (*start == id.len)
        return ID_KINDS;
    while (kind < ID_KINDS && kinds[kind] != id.ptr[*start])
        kind++;
    *ordinal = 0;
    for (size_t i = *start + 1; i < id.len && *ordinal < UINT64_MAX / 10 - 1; i++)
        *ordinal = *ordinal * 10 + (uint64_t)(id.ptr[i] - '0');
    return kind;
}

static bool can_have_id(const struct check *check, size_t frame)
{
    return check->readings[check->frames[frame].first].rule->properties[KEY_ID] != NULL;
}

/* True when frame `i` can be read in one way only. */
static bool is_settled(const struct check *check, size_t i)
{
    size_t end = i + 1 < check->n_frames ? check->frames[i + 1].first : check->n_readings;

    return end - check->frames[i].first == 1 && check->readings[check->frames[i].first].is_certain &&
           !check->frames[i].is_undecided;
}

/* The frame of the node around the top frame, 1 for the root; 0 where it is not known yet which that is. */
static size_t find_parent(const struct check *check)
{
    size_t i = check->n_frames - 1;

    if (i < 2 || !is_settled(check, i))
        return 0;
    for (i--; i > 1; i--) {
        if (!is_settled(check, i))
            return 0;
        if (can_have_id(check, i))
            return check->frames[i].id_len > 0 ? i : 0;
    }
    return is_settled(check, i) ? i : 0;
}

static void say_stem(struct check *check, struct slice stem)
{
    if (stem.len == 0) {
        say(check, "must be a letter and a number, as it stands at the root");
        return;
    }
    say(check, "must begin with \"");
    value_append_shown(&check->message, stem);
    say(check, "-\", the id of what holds it");
}

/* The rule that is no part of the JSON Schema: see above. The form of `id` has been checked. */
static void check_id(struct check *check, size_t reading, const struct event *event)
{
    struct frame *top = top_frame(check);
    size_t above = find_parent(check);
    struct frame *parent = &check->frames[above];
    struct slice stem;
    size_t start, kind;
    uint64_t ordinal;

    top->id_len = event->text.len;
    buffer_append_slice(&check->ids, event->text);
    kind = read_id(event->text, &start, &ordinal);
    if (above == 0 || kind == ID_KINDS)
        return;
    stem = slice_part(buffer_slice(&check->ids), parent->id_start, parent->id_start + parent->id_len);
    if (start != stem.len + (stem.len > 0) || !slice_equal(slice_part(event->text, 0, stem.len), stem)) {
        say_stem(check, stem);
        report(check, &check->readings[reading], event);
    } else if (ordinal <= parent->last_ordinal[kind]) {
        say(check, "must count upward: a number above ");
        say_number(check, parent->last_ordinal[kind]);
        report(check, &check->readings[reading], event);
    } else {
        parent->last_ordinal[kind] = ordinal;
    }
}

/* Blocks whose deciding key is still to come */

static const struct schema_branch *find_branch(const struct schema_rule *rule, const struct event *event)
{
    if (event->type == EVENT_STRING)
        for (size_t i = 0; i < rule->n_branches; i++)
            if (slice_equal(rule->branches[i].word, event->text))
                return &rule->branches[i];
    return NULL;
}

static bool is_candidate_of(const struct reading *reading, const struct schema_rule *rule)
{
    for (size_t i = 0; i < rule->n_branches; i++)
        if (reading->candidate == &rule->branches[i])
            return true;
    return false;
}

static struct reading *add_reading(struct check *check, const struct schema_rule *rule)
{
    struct reading *reading;

    if (check->n_readings == check->readings_capacity)
        check->readings = mem_grow(check->readings, &check->readings_capacity, check->n_readings + 1,
                                   sizeof *check->readings);
    reading = &check->readings[check->n_readings++];
    *reading = (struct reading){ .rule = rule };
    return reading;
}

static void expand(struct check *check, size_t i)
{
    const struct schema_rule *rule = check->readings[i].rule;

    check->readings[i].is_expanded = true;
    for (size_t k = 0; k < rule->n_branches; k++)
        add_reading(check, rule->branches[k].rule)->candidate = &rule->branches[k];
}

/* Of the candidates of `rule`, in the top frame, keeps none; the chosen one lives on in reading `i`. */
static void drop_candidates(struct check *check, size_t i, const struct schema_rule *rule,
                            const struct schema_branch *chosen)
{
    struct reading *decided = &check->readings[i];
    struct reading *reading;
    size_t kept = i + 1;

    for (size_t k = i + 1; k < check->n_readings; k++) {
        reading = &check->readings[k];
        if (chosen && reading->candidate == chosen) {
            decided->seen = reading->seen;
            decided->waiting = reading->waiting;
        } else if (is_candidate_of(reading, rule)) {
            free_waiting(reading);
        } else {
            check->readings[kept++] = *reading;
        }
    }
    check->n_readings = kept;
}

/* The deciding key has come. Where no branch has its word, the rule itself stays, and says so. */
static void settle(struct check *check, size_t i, const struct event *event)
{
    struct reading *reading = &check->readings[i];
    const struct schema_rule *rule = reading->rule;
    const struct schema_branch *chosen = find_branch(rule, event);

    reading->is_decided = true;
    if (chosen)
        reading->rule = chosen->rule;
    if (!reading->is_expanded)
        return;
    drop_candidates(check, i, rule, chosen);
    if (reading->is_certain)
        tell_waiting(check, reading);
}

/* Before a member of a mapping is looked at: is it the one that decides? */
static void decide(struct check *check, struct frame *frame, const struct event *event)
{
    const struct reading *reading;

    frame->is_undecided = false;
    for (size_t i = frame->first; i < check->n_readings; i++) {
        reading = &check->readings[i];
        if (reading->rule->decider == KEY_NONE || reading->is_decided)
            continue;
        if (reading->rule->decider == event->key) {
            settle(check, i, event);
            continue;
        }
        frame->is_undecided = true;
        if (!reading->is_expanded)
            expand(check, i);
    }
}

/* Mappings and sequences */

/* The rule for a member, or NULL where there is none to follow. */
static const struct schema_rule *member_rule(struct check *check, size_t i, const struct event *event)
{
    struct reading *reading = &check->readings[i];
    const struct schema_rule *rule = reading->rule->properties[event->key];

    if (top_frame(check)->is_sequence)
        return reading->rule->items;
    reading->seen |= schema_key_bit(event->key);
    if (!rule && reading->rule->is_closed) {
        say(check, "is no key that may stand here; these may: ");
        say_keys(check, reading->rule->keys, ", ");
        report(check, reading, event);
    }
    return rule;
}

/* Reading `parent` of the top frame leads to a reading of the value that is being opened, of those from `first` on. */
static void lead_on(struct check *check, size_t parent, const struct schema_rule *rule, size_t first)
{
    uint64_t bit = (uint64_t)1 << (parent - top_frame(check)->first);
    struct reading *reading;

    for (size_t i = first; i < check->n_readings; i++) {
        if (check->readings[i].rule == rule) {
            check->readings[i].parents |= bit;
            return;
        }
    }
    reading = add_reading(check, rule);
    reading->parents = bit;
    reading->is_certain = check->readings[parent].is_certain;
}

/* Its readings go from `first` on. */
static inline struct frame *push_frame(struct check *check, size_t first, const struct event *event)
{
    uint64_t index = check->n_frames > 0 ? top_frame(check)->n_members - 1 : 0;
    struct frame *frame;

    if (check->n_frames == check->frames_capacity)
        check->frames = mem_grow(check->frames, &check->frames_capacity, check->n_frames + 1, sizeof *check->frames);
    frame = &check->frames[check->n_frames++];
    frame->first = first; /* one by one: a whole frame is cleared by a loop */
    frame->is_sequence = event->type != EVENT_MAPPING_START;
    frame->is_undecided = false;
    frame->key = event->key;
    frame->index = index;
    frame->n_members = 0;
    frame->line = event->line;
    frame->column = event->column;
    frame->id_start = check->ids.len;
    frame->id_len = 0;
    memset(frame->last_ordinal, 0, sizeof frame->last_ordinal);
    return frame;
}

static bool has_undecided(const struct check *check, size_t first)
{
    for (size_t i = first; i < check->n_readings; i++)
        if (check->readings[i].rule->decider != KEY_NONE)
            return true;
    return false;
}

static bool is_scalar(const struct event *event)
{
    return event->type >= EVENT_STRING;
}

/* The only reading of the top frame, or NULL where there are several, or may be: the deciding key has to come first. */
static inline struct reading *find_only_reading(struct check *check, const struct event *event)
{
    struct frame *frame;
    struct reading *reading;

    if (check->n_frames == 0)
        return NULL;
    frame = top_frame(check);
    reading = &check->readings[frame->first];
    if (check->n_readings - frame->first != 1)
        return NULL;
    if (frame->is_undecided && event->key == reading->rule->decider) {
        settle(check, frame->first, event);
        frame->is_undecided = false;
    }
    return frame->is_undecided ? NULL : reading;
}

/* The rule for a member of the top frame, where the member follows it; else NULL. */
static const struct schema_rule *followed_rule(const struct frame *frame, const struct reading *reading,
                                               const struct event *event)
{
    const struct schema_rule *rule = frame->is_sequence ? reading->rule->items : reading->rule->properties[event->key];

    return rule && value_is_right(rule, event) ? rule : NULL;
}

/* Most scalars: their frame can be read in one way, and they are what its rule wants. How many of the events. */
static inline size_t take_plain_scalars(struct check *check, const struct event *events, size_t n)
{
    struct reading *reading = find_only_reading(check, events);
    struct frame *frame;
    size_t i = 0;

    if (!reading)
        return 0;
    frame = top_frame(check);
    for (; i < n && is_scalar(&events[i]) && followed_rule(frame, reading, &events[i]); i++) {
        reading->seen |= schema_key_bit(events[i].key);
        frame->n_members++;
        if (events[i].key == KEY_ID && reading->is_certain)
            check_id(check, frame->first, &events[i]);
    }
    return i;
}

/* The same of a mapping or sequence that begins. */
static inline bool open_plainly(struct check *check, const struct event *event)
{
    struct reading *reading = find_only_reading(check, event);
    const struct schema_rule *rule = reading ? followed_rule(top_frame(check), reading, event) : NULL;
    struct reading *opened;
    bool is_certain;

    if (!rule)
        return false;
    reading->seen |= schema_key_bit(event->key);
    top_frame(check)->n_members++;
    is_certain = reading->is_certain;
    opened = add_reading(check, rule);
    opened->parents = 1;
    opened->is_certain = is_certain;
    push_frame(check, check->n_readings - 1, event)->is_undecided = rule->decider != KEY_NONE;
    return true;
}

/* A scalar, or the beginning of a mapping or sequence. */
static void take_value(struct check *check, const struct event *event)
{
    struct frame *frame = top_frame(check);
    bool is_opening = event->type == EVENT_MAPPING_START || event->type == EVENT_SEQUENCE_START;
    const struct schema_rule *rule;
    size_t end;

    frame->n_members++;
    if (frame->is_undecided)
        decide(check, frame, event);
    end = check->n_readings;
    for (size_t i = frame->first; i < end; i++) {
        rule = member_rule(check, i, event);
        if (!rule || !check_value(check, i, rule, event))
            continue;
        if (is_opening)
            lead_on(check, i, rule, end);
        else if (event->key == KEY_ID && check->readings[i].is_certain)
            check_id(check, i, event);
    }
    if (is_opening)
        push_frame(check, end, event)->is_undecided = has_undecided(check, end);
}

static bool has_alternative(const struct reading *reading)
{
    const struct schema_rule *rule = reading->rule;

    for (size_t i = 0; i < rule->n_alternatives; i++)
        if ((rule->alternatives[i] & ~reading->seen) == 0)
            return true;
    return rule->n_alternatives == 0;
}

static void say_alternatives(struct check *check, const struct schema_rule *rule)
{
    schema_keys keys = 0;

    for (size_t i = 0; i < rule->n_alternatives; i++)
        keys |= rule->alternatives[i];
    say(check, "lacks a key: ");
    say_keys(check, keys, " or ");
}

static void finish_mapping(struct check *check, struct reading *reading)
{
    schema_keys missing = reading->rule->required & ~reading->seen;

    for (int key = 0; missing != 0; key++) {
        if (!(missing & schema_key_bit((enum key)key)))
            continue;
        missing &= ~schema_key_bit((enum key)key);
        say(check, "lacks the key ");
        buffer_append_slice(&check->message, vocabulary_name((enum key)key));
        report(check, reading, NULL);
    }
    if (!has_alternative(reading)) {
        say_alternatives(check, reading->rule);
        report(check, reading, NULL);
    }
}

static void finish_sequence(struct check *check, struct reading *reading)
{
    if (top_frame(check)->n_members >= reading->rule->min_items)
        return;
    say(check, "must have at least ");
    say_number(check, reading->rule->min_items);
    say(check, reading->rule->min_items == 1 ? " member" : " members");
    report(check, reading, NULL);
}

static void pop_frame(struct check *check)
{
    const struct frame *frame = top_frame(check);

    while (check->n_readings > frame->first)
        free_waiting(&check->readings[--check->n_readings]);
    check->ids.len = frame->id_start;
    check->n_frames--;
}

/* The end of a mapping or sequence: what it lacks. Candidates that were never chosen lack nothing but the choice. */
static void close_frame(struct check *check)
{
    const struct frame *frame = top_frame(check);
    struct reading *reading;

    for (size_t i = frame->first; i < check->n_readings; i++) {
        reading = &check->readings[i];
        if (reading->candidate)
            continue;
        if (frame->is_sequence)
            finish_sequence(check, reading);
        else
            finish_mapping(check, reading);
        hand_up(check, frame - 1, reading);
    }
    pop_frame(check);
}

static void close_all(struct check *check)
{
    while (check->n_frames > 0)
        pop_frame(check);
    check->message.len = 0;
}

static int open_document(struct check *check, const struct event *event)
{
    close_all(check);
    add_reading(check, &check->document)->is_certain = true;
    push_frame(check, 0, event);
    return 0;
}

static int close_document(struct check *check, const struct event *event)
{
    (void)event;
    close_all(check);
    return 0;
}

static int take_opening(struct check *check, const struct event *event)
{
    if (check->n_frames == 0)
        return -1;
    take_value(check, event);
    return 0;
}

static bool is_complete(const struct frame *frame, const struct reading *reading)
{
    if (frame->is_sequence)
        return frame->n_members >= reading->rule->min_items;
    return (reading->rule->required & ~reading->seen) == 0 && has_alternative(reading);
}

/* Most: they can be read in one way, and lack nothing. */
static inline bool close_plainly(struct check *check)
{
    const struct frame *frame;
    const struct reading *reading;

    if (check->n_frames < 2)
        return false;
    frame = top_frame(check);
    reading = &check->readings[frame->first];
    if (check->n_readings - frame->first != 1 || reading->candidate || reading->waiting ||
        !is_complete(frame, reading))
        return false;
    check->n_readings--;
    check->ids.len = frame->id_start;
    check->n_frames--;
    return true;
}

static int take_end(struct check *check, const struct event *event)
{
    (void)event;
    if (check->n_frames < 2)
        return -1;
    close_frame(check);
    return 0;
}

static int take_scalar(struct check *check, const struct event *event)
{
    if (check->n_frames == 0)
        return -1;
    take_value(check, event);
    return 0;
}

/* Negative when the event can not stand where it stands, which no reader of ours lets happen. */
static int (*const follow[])(struct check *check, const struct event *event) = {
    [EVENT_DOCUMENT_START] = open_document,
    [EVENT_DOCUMENT_END] = close_document,
    [EVENT_MAPPING_START] = take_opening,
    [EVENT_MAPPING_END] = take_end,
    [EVENT_SEQUENCE_START] = take_opening,
    [EVENT_SEQUENCE_END] = take_end,
    [EVENT_STRING] = take_scalar,
    [EVENT_INTEGER] = take_scalar,
    [EVENT_BOOLEAN] = take_scalar,
    [EVENT_NUMBER] = take_scalar,
    [EVENT_NULL] = take_scalar,
};
_Static_assert(LENGTH_OF(follow) == EVENT_TYPE_COUNT, "every event is followed");

/* Events that ask no question, as nearly all are: how many of them. */
static inline size_t take_plainly(struct check *check, const struct event *events, size_t n)
{
    switch (events[0].type) {
    case EVENT_MAPPING_START:
    case EVENT_SEQUENCE_START:
        return open_plainly(check, events);
    case EVENT_MAPPING_END:
    case EVENT_SEQUENCE_END:
        return close_plainly(check);
    case EVENT_DOCUMENT_START:
    case EVENT_DOCUMENT_END:
        return 0;
    default:
        return take_plain_scalars(check, events, n);
    }
}

static int check_events(struct sink *sink, const struct event *events, size_t n)
{
    struct check *check = (struct check *)sink;

    for (size_t i = 0, n_plain; i < n; i += n_plain > 0 ? n_plain : 1) {
        n_plain = take_plainly(check, &events[i], n - i);
        if (n_plain == 0 && follow[events[i].type](check, &events[i]) < 0)
            return -1;
    }
    return check->next ? sink_take(check->next, events, n) : 0;
}

struct check *check_new(const struct schema_rule *root, struct sink *next, struct check_listener *listener)
{
    struct check *check = mem_alloc(sizeof *check);

    check->sink.take = check_events;
    check->next = next;
    check->listener = listener;
    check->document.types = 1u << SCHEMA_ARRAY;
    check->document.items = root;
    return check;
}

void check_free(struct check *check)
{
    if (!check)
        return;
    close_all(check);
    mem_free(check->frames);
    mem_free(check->readings);
    buffer_fini(&check->ids);
    buffer_fini(&check->pointer);
    buffer_fini(&check->message);
    mem_free(check);
}

struct sink *check_sink(struct check *check)
{
    return &check->sink;
}

uint64_t check_violations(const struct check *check)
{
    return check->n_violations;
}
