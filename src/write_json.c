#include "json_text.h"
#include "vocabulary.h"
#include "write.h"

#include <stdio.h>

/*
 * A line for each member, two blanks a level; or the whole document on one line, without blanks. A line end behind each
 * document.
 */
enum { DEPTH_MAX = 1024, INDENT = 2 };

struct json_writer {
    struct writer writer;
    struct out *out;
    bool is_one_line;
    size_t depth;
    struct {
        bool is_sequence;
        bool has_members;
    } frames[DEPTH_MAX];
};

static void write_line_end(struct json_writer *json)
{
    size_t blanks = json->depth * INDENT;
    size_t room;
    char *to;

    if (json->is_one_line)
        return;
    to = out_room(json->out, 1 + DEPTH_MAX * INDENT, &room);
    to[0] = '\n';
    memset(to + 1, ' ', blanks);
    out_advance(json->out, 1 + blanks);
}

/* What stands in front of a member's value: comma, line end, and the key of a mapping's member. */
static void begin_member(struct json_writer *json, const struct event *event)
{
    if (json->depth == 0)
        return;
    if (json->frames[json->depth - 1].has_members)
        out_write(json->out, ",", 1);
    json->frames[json->depth - 1].has_members = true;
    write_line_end(json);
    if (json->frames[json->depth - 1].is_sequence)
        return;
    json_text_write(json->out, vocabulary_event_name(event));
    out_write(json->out, ": ", json->is_one_line ? 1 : 2);
}

static int open_collection(struct json_writer *json, const struct event *event)
{
    bool is_sequence = event->type == EVENT_SEQUENCE_START;

    if (json->depth == DEPTH_MAX)
        return -1;
    begin_member(json, event);
    out_write(json->out, is_sequence ? "[" : "{", 1);
    json->frames[json->depth].is_sequence = is_sequence;
    json->frames[json->depth].has_members = false;
    json->depth++;
    return 0;
}

static int close_collection(struct json_writer *json, const struct event *event)
{
    bool is_sequence = event->type == EVENT_SEQUENCE_END;

    if (json->depth == 0)
        return -1;
    json->depth--;
    if (json->frames[json->depth].is_sequence != is_sequence)
        return -1;
    if (json->frames[json->depth].has_members)
        write_line_end(json);
    out_write(json->out, is_sequence ? "]" : "}", 1);
    return 0;
}

static int write_word(struct json_writer *json, const struct event *event, struct slice word)
{
    begin_member(json, event);
    out_write_slice(json->out, word);
    return 0;
}

static int write_string(struct json_writer *json, const struct event *event)
{
    begin_member(json, event);
    json_text_write(json->out, event->text);
    return 0;
}

static int write_integer(struct json_writer *json, const struct event *event)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)event->integer);

    return write_word(json, event, (struct slice){ digits, (size_t)len });
}

static int write_event(struct json_writer *json, const struct event *event)
{
    switch (event->type) {
    case EVENT_DOCUMENT_START:
        return json->depth == 0 ? 0 : -1;
    case EVENT_DOCUMENT_END:
        out_write(json->out, "\n", 1);
        return json->depth == 0 ? 0 : -1;
    case EVENT_MAPPING_START:
    case EVENT_SEQUENCE_START:
        return open_collection(json, event);
    case EVENT_MAPPING_END:
    case EVENT_SEQUENCE_END:
        return close_collection(json, event);
    case EVENT_STRING:
        return write_string(json, event);
    case EVENT_INTEGER:
        return write_integer(json, event);
    case EVENT_BOOLEAN:
        return write_word(json, event, event->integer ? SLICE("true") : SLICE("false"));
    case EVENT_NUMBER:
        return json_text_is_number(event->text) ? write_word(json, event, event->text) : write_string(json, event);
    case EVENT_NULL:
        return write_word(json, event, SLICE("null"));
    case EVENT_TYPE_COUNT:
        break;
    }
    return -1;
}

static int take(struct sink *self, const struct event *events, size_t n)
{
    struct json_writer *json = (struct json_writer *)self;

    for (size_t i = 0; i < n; i++)
        if (write_event(json, &events[i]) != 0 || out_error(json->out) != 0)
            return -1;
    return 0;
}

static void free_writer(struct writer *self)
{
    mem_free(self);
}

static struct json_writer *new_writer(struct out *out)
{
    struct json_writer *json = mem_alloc(sizeof *json);

    json->writer = (struct writer){ .sink.take = take, .free = free_writer };
    json->out = out;
    return json;
}

struct writer *write_json_open(struct out *out, const struct write_options *options)
{
    (void)options;
    return &new_writer(out)->writer;
}

struct writer *write_ndjson_open(struct out *out, const struct write_options *options)
{
    struct json_writer *json = new_writer(out);

    (void)options;
    json->is_one_line = true;
    return &json->writer;
}
