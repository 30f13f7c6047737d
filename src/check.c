/* Events that may be wrong, or read in several ways: what each rule says of them, and where. */
#include "check_state.h"

#include "value.h"
#include "vocabulary.h"

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
            point_to_index(&check->pointer, check->frames[i - 1].n_members - 1);
        else
            point_to_name(&check->pointer, vocabulary_name(frame->key));
    }
    if (!event || check->n_frames == 1)
        return;
    if (check->top->is_sequence)
        point_to_index(&check->pointer, check->top->n_members - 1);
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
void check_report(struct check *check, struct reading *reading, const struct event *event)
{
    const struct frame *frame = check->top;
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
        check_report(check, reading, NULL);
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
    check_report(check, &check->readings[reading], event);
    return false;
}

/* Blocks whose deciding key is still to come */

static bool is_candidate_of(const struct reading *reading, const struct schema_rule *rule)
{
    for (size_t i = 0; i < rule->n_branches; i++)
        if (reading->candidate == &rule->branches[i])
            return true;
    return false;
}

static void expand(struct check *check, size_t i)
{
    const struct schema_rule *rule = check->readings[i].rule;

    check->readings[i].is_expanded = true;
    for (size_t k = 0; k < rule->n_branches; k++)
        check_add_reading(check, rule->branches[k].rule)->candidate = &rule->branches[k];
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
void check_settle(struct check *check, size_t i, const struct event *event)
{
    struct reading *reading = &check->readings[i];
    const struct schema_rule *rule = reading->rule;
    const struct schema_branch *chosen = check_find_branch(rule, event);

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
            check_settle(check, i, event);
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

    if (check->top->is_sequence)
        return rule;
    reading->seen |= schema_key_bit(event->key);
    if (!rule && reading->rule->is_closed) {
        say(check, "is no key that may stand here; these may: ");
        say_keys(check, reading->rule->keys, ", ");
        check_report(check, reading, event);
    }
    return rule;
}

/* Reading `parent` of the top frame leads to a reading of the value that is being opened, of those from `first` on. */
static void lead_on(struct check *check, size_t parent, const struct schema_rule *rule, size_t first)
{
    uint64_t bit = (uint64_t)1 << (parent - check->top->first);
    struct reading *reading;

    for (size_t i = first; i < check->n_readings; i++) {
        if (check->readings[i].rule == rule) {
            check->readings[i].parents |= bit;
            return;
        }
    }
    reading = check_add_reading(check, rule);
    reading->parents = bit;
    reading->is_certain = check->readings[parent].is_certain;
}

static bool has_undecided(const struct check *check, size_t first)
{
    for (size_t i = first; i < check->n_readings; i++)
        if (check->readings[i].rule->decider != KEY_NONE)
            return true;
    return false;
}

/* A scalar, or the beginning of a mapping or sequence. */
static void take_value(struct check *check, const struct event *event)
{
    struct frame *frame = check->top;
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
            check_id(check, i, rule, event);
    }
    if (is_opening)
        check_push_frame(check, end, event)->is_undecided = has_undecided(check, end);
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
        check_report(check, reading, NULL);
    }
    if (!schema_has_alternative(reading->rule, reading->seen)) {
        say_alternatives(check, reading->rule);
        check_report(check, reading, NULL);
    }
}

static void finish_sequence(struct check *check, struct reading *reading)
{
    if (check->top->n_members >= reading->rule->min_items)
        return;
    say(check, "must have at least ");
    say_number(check, reading->rule->min_items);
    say(check, reading->rule->min_items == 1 ? " member" : " members");
    check_report(check, reading, NULL);
}

static void pop_frame(struct check *check)
{
    const struct frame *frame = check->top;

    while (check->n_readings > frame->first)
        free_waiting(&check->readings[--check->n_readings]);
    check->ids.len = frame->id_start;
    check->n_frames--;
    check->top = check->n_frames > 0 ? &check->frames[check->n_frames - 1] : NULL;
}

/* The end of a mapping or sequence: what it lacks. Candidates that were never chosen lack nothing but the choice. */
static void close_frame(struct check *check)
{
    const struct frame *frame = check->top;
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
    check_add_reading(check, &check->document)->is_certain = true;
    check_push_frame(check, 0, event);
    check->is_open = true;
    return 0;
}

static int close_document(struct check *check, const struct event *event)
{
    (void)event;
    close_all(check);
    return 0;
}

static int take_member(struct check *check, const struct event *event)
{
    if (check->n_frames == 0)
        return -1;
    take_value(check, event);
    return 0;
}

static int take_end(struct check *check, const struct event *event)
{
    (void)event;
    if (check->n_frames < 2)
        return -1;
    close_frame(check);
    return 0;
}

/* Negative when the event can not stand where it stands, which no reader of ours lets happen. */
static int (*const follow[])(struct check *check, const struct event *event) = {
    [EVENT_DOCUMENT_START] = open_document,
    [EVENT_DOCUMENT_END] = close_document,
    [EVENT_MAPPING_START] = take_member,
    [EVENT_MAPPING_END] = take_end,
    [EVENT_SEQUENCE_START] = take_member,
    [EVENT_SEQUENCE_END] = take_end,
    [EVENT_STRING] = take_member,
    [EVENT_INTEGER] = take_member,
    [EVENT_BOOLEAN] = take_member,
    [EVENT_NUMBER] = take_member,
    [EVENT_NULL] = take_member,
};
_Static_assert(LENGTH_OF(follow) == EVENT_TYPE_COUNT, "every event is followed");

static int check_events(struct sink *sink, const struct event *events, size_t n)
{
    struct check *check = (struct check *)sink;
    size_t i = check_plainly(check, events, n);

    while (i < n) {
        if (follow[events[i].type](check, &events[i]) < 0)
            return -1;
        i++;
        i += check_plainly(check, &events[i], n - i);
    }
    if (check->next && sink_take(check->next, events, n) < 0)
        return -1;
    if (check->n_frames == 0)
        check->is_open = false;
    return 0;
}

struct check *check_new(const struct schema_rule *root, struct sink *next, struct check_listener *listener)
{
    struct check *check = mem_alloc(sizeof *check);

    check->sink.take = check_events;
    check->next = next;
    check->listener = listener;
    check->document.types = 1u << SCHEMA_ARRAY;
    check->document.properties[KEY_NONE] = root;
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

bool check_is_open(const struct check *check)
{
    return check->is_open;
}

uint64_t check_violations(const struct check *check)
{
    return check->n_violations;
}
