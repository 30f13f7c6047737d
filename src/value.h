/*
 * value: what is wrong with one value as such: a scalar, or a mapping or sequence of which only the kind is known yet.
 * Pure. May be used by check and tests.
 */
#ifndef VALUE_H
#define VALUE_H

#include "event.h"
#include "schema.h"

enum value_fault {
    VALUE_RIGHT,
    VALUE_TYPE,      /* of another type */
    VALUE_WORD,      /* none of the fixed words */
    VALUE_SHORT,     /* a string that is too short */
    VALUE_FORBIDDEN, /* a string with a character that it must not hold */
    VALUE_PATTERN,   /* a string of another form */
    VALUE_MINIMUM,   /* an integer that is too small */
    VALUE_FAULT_COUNT
};

/* The first thing that is wrong with the value that `event` begins. */
enum value_fault value_find_fault(const struct schema_rule *rule, const struct event *event);
/* True where that finds nothing. */
static inline bool value_is_right(const struct schema_rule *rule, const struct event *event)
{
    if (!(rule->plain_forms >> event->form & 1))
        return value_find_fault(rule, event) == VALUE_RIGHT;
    if (event->form == FORM_COUNT)
        return event->integer >= rule->minimum;
    return (rule->n_words == 0 || schema_has_word(rule, event->text)) &&
           (!rule->pattern || pattern_matches(rule->pattern, event->text));
}
/* The same of a mapping or sequence. */
static inline bool value_is_right_opening(const struct schema_rule *rule, enum schema_type type)
{
    return schema_allows(rule, type) && rule->n_words == 0;
}
/* Appends what the value has to be: "must not be empty". One line. Nothing for VALUE_RIGHT. */
void value_explain(struct buffer *to, enum value_fault fault, const struct schema_rule *rule,
                   const struct event *event);
/* Appends text with spaces in place of control characters, which would break a message's line. */
void value_append_shown(struct buffer *to, struct slice text);
/* Appends what stands behind the i-th of n things: a comma, `last` before the last one, nothing at the end. */
void value_append_list_mark(struct buffer *to, size_t i, size_t n, const char *last);

#endif
