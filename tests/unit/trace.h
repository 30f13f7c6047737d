/*
 * trace: a sink that writes the events it takes down as one line of text. For the tests of what makes events.
 * {type=paragraph line=3 text=…} is a mapping, [ ] a sequence, each behind the key that it stands under.
 */
#ifndef TRACE_H
#define TRACE_H

#include "mem.h"
#include "vocabulary.h"

struct trace {
    struct sink sink;
    struct buffer text;
    size_t n_left; /* events that are still taken; SIZE_MAX: all */
};

static inline void trace_put_key(struct buffer *text, const struct event *event)
{
    if (text->len > 0 && text->ptr[text->len - 1] != '{' && text->ptr[text->len - 1] != '[')
        buffer_put(text, ' ');
    if (event->key == KEY_NONE)
        return;
    buffer_append_slice(text, vocabulary_event_name(event));
    buffer_put(text, '=');
}

static inline int trace_take_event(struct trace *trace, const struct event *event)
{
    struct buffer *text = &trace->text;

    if (trace->n_left == 0)
        return -1;
    trace->n_left--;
    if (event->type == EVENT_MAPPING_END || event->type == EVENT_SEQUENCE_END) {
        buffer_put(text, event->type == EVENT_MAPPING_END ? '}' : ']');
        return 0;
    }
    if (event->type == EVENT_DOCUMENT_START || event->type == EVENT_DOCUMENT_END)
        return 0;
    trace_put_key(text, event);
    if (event->type == EVENT_MAPPING_START || event->type == EVENT_SEQUENCE_START)
        buffer_put(text, event->type == EVENT_MAPPING_START ? '{' : '[');
    else if (event->type == EVENT_STRING)
        buffer_append_slice(text, event->text);
    else
        buffer_append_number(text, event->integer);
    return 0;
}

static inline int trace_take(struct sink *sink, const struct event *events, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (trace_take_event((struct trace *)sink, &events[i]) != 0)
            return -1;
    return 0;
}

static inline void trace_init(struct trace *trace)
{
    *trace = (struct trace){ .sink = { trace_take }, .n_left = SIZE_MAX };
}

/* What was taken so far, and forgets it. The text ends with a NUL and lives until the next event. */
static inline const char *trace_end(struct trace *trace)
{
    buffer_put(&trace->text, '\0');
    trace->text.len = 0;
    return trace->text.ptr;
}

#endif
