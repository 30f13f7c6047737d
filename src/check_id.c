/* The rule on ids that no schema can state: see check_state.h. */
#include "check_state.h"

#include "value.h"

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
        buffer_append_text(&check->message, "must be a letter and a number, as it stands at the root");
        return;
    }
    buffer_append_text(&check->message, "must begin with \"");
    value_append_shown(&check->message, stem);
    buffer_append_text(&check->message, "-\", the id of what holds it");
}

static void say_last(struct check *check, uint64_t ordinal)
{
    buffer_append_text(&check->message, "must count upward: a number above ");
    buffer_append_number(&check->message, (long long)ordinal);
}

static struct slice id_of(const struct check *check, const struct frame *frame)
{
    return slice_part(buffer_slice(&check->ids), frame->id_start, frame->id_start + frame->id_len);
}

/* The top frame's own. */
static void keep_id(struct check *check, struct slice id)
{
    struct frame *top = check->top;

    if (top->id_len == 0)
        top->children = (struct child_ids){ { 0 }, NULL, 0 };
    top->id_len = id.len;
    buffer_append_slice(&check->ids, id);
}

void check_id(struct check *check, size_t reading, const struct schema_rule *rule, const struct event *event)
{
    size_t above = find_parent(check), start;
    struct frame *parent = &check->frames[above];
    uint64_t ordinal;
    size_t kind = read_id(event->text, &start, &ordinal);
    struct slice stem;

    keep_id(check, event->text);
    if (above == 0 || kind == ID_KINDS)
        return;
    stem = id_of(check, parent);
    if (start != stem.len + (stem.len > 0) || !slice_equal(slice_part(event->text, 0, stem.len), stem)) {
        say_stem(check, stem);
        check_report(check, &check->readings[reading], event);
    } else if (ordinal <= parent->children.last_ordinal[kind]) {
        say_last(check, parent->children.last_ordinal[kind]);
        check_report(check, &check->readings[reading], event);
    } else {
        parent->children.last_ordinal[kind] = ordinal;
        parent->children.pattern = rule->pattern;
        parent->children.state = rule->pattern ? pattern_step(rule->pattern, 0, stem) : 0;
    }
}

/*
 * Most ids follow a sister's, as s1-t2 follows s1-t1. Their first part is the id of what holds them, behind which the
 * pattern's state is known; only the rest is read.
 */
bool check_id_plainly(struct check *check, const struct schema_rule *rule, const struct event *event)
{
    size_t above = find_parent(check), start;
    struct frame *parent = &check->frames[above];
    struct slice stem = id_of(check, parent), id = event->text;
    uint64_t ordinal;
    size_t kind;

    if (above == 0 || !rule->pattern || rule->pattern != parent->children.pattern || rule->n_words > 0 ||
        !(rule->plain_forms >> event->form & 1) || id.len <= stem.len ||
        !slice_equal(slice_part(id, 0, stem.len), stem) ||
        !pattern_accepts(rule->pattern, pattern_step(rule->pattern, parent->children.state, slice_from(id, stem.len))))
        return false;
    kind = read_id(id, &start, &ordinal);
    if (start != stem.len + (stem.len > 0) || kind == ID_KINDS || ordinal <= parent->children.last_ordinal[kind])
        return false;
    parent->children.last_ordinal[kind] = ordinal;
    keep_id(check, id);
    return true;
}
