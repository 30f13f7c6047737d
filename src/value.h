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
/* True where that finds nothing. Of text of the source and of counts, which most values are, a few looks tell. */
static inline bool value_is_right(const struct schema_rule *rule, const struct event *event)
{
    bool is_text = event->type == EVENT_STRING && event->text_is == EVENT_TEXT_LITERAL;

    if (is_text && (rule->types & 1u << SCHEMA_STRING) && rule->n_words == 0 && !rule->pattern &&
        rule->min_length_cp <= 1 && event->text.len > 0)
        return true;
    if (event->type == EVENT_INTEGER && (rule->types & 1u << SCHEMA_INTEGER) && rule->n_words == 0 &&
        rule->has_minimum && event->integer >= rule->minimum)
        return true;
    return value_find_fault(rule, event) == VALUE_RIGHT;
}
/* Appends what the value has to be: "must not be empty". One line. Nothing for VALUE_RIGHT. */
void value_explain(struct buffer *to, enum value_fault fault, const struct schema_rule *rule,
                   const struct event *event);
/* Appends text with spaces in place of control characters, which would break a message's line. */
void value_append_shown(struct buffer *to, struct slice text);
/* Appends what stands behind the i-th of n things: a comma, `last` before the last one, nothing at the end. */
void value_append_list_mark(struct buffer *to, size_t i, size_t n, const char *last);

#endif
