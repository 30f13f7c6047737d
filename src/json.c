#include "json.h"

#include <errno.h>
#include <stdlib.h>
#include <yaml.h>

/* Nodes are kept in one chain, so that freeing needs no walk. */
struct link {
    struct json_node node;
    struct link *next;
};

struct json {
    struct link *links;
    const struct json_node *root;
    struct buffer text; /* of all strings and keys; has room for all from the start, so that slices of it stay valid */
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_parser, has_event;
    bool has_failed, is_exhausted;
    struct slice input;
    struct buffer *why;
    struct json *json;
    unsigned depth;
};

static const char *const type_names[] = {
    [JSON_OBJECT] = "an object",
    [JSON_ARRAY] = "an array",
    [JSON_STRING] = "a string",
    [JSON_INTEGER] = "an integer",
    [JSON_BOOLEAN] = "true or false",
};
_Static_assert(LENGTH_OF(type_names) == JSON_TYPE_COUNT, "every type has a name");

const char *json_type_name(enum json_type type)
{
    return type_names[type];
}

static struct json_node *read_value(struct reader *reader, struct slice key);

/* The first failure counts. */
static void fail(struct reader *reader, size_t line, const char *reason)
{
    if (reader->has_failed)
        return;
    reader->has_failed = true;
    buffer_append_text(reader->why, "line ");
    buffer_append_number(reader->why, (long long)line);
    buffer_append_text(reader->why, ": ");
    buffer_append_text(reader->why, reason);
}

static size_t event_line(const struct reader *reader)
{
    return reader->event.start_mark.line + 1;
}

static void next_event(struct reader *reader)
{
    if (reader->has_event)
        yaml_event_delete(&reader->event);
    reader->has_event = false;
    if (yaml_parser_parse(&reader->parser, &reader->event)) {
        reader->has_event = true;
        return;
    }
    if (reader->parser.error == YAML_MEMORY_ERROR)
        mem_exhausted();
    fail(reader, reader->parser.problem_mark.line + 1,
         reader->parser.problem ? reader->parser.problem : "cannot be read");
}

/* The event's type, or that of a stream's end where there is no event. */
static yaml_event_type_t event_type(const struct reader *reader)
{
    return reader->has_event ? reader->event.type : YAML_STREAM_END_EVENT;
}

/* A copy of the scalar's text. */
static struct slice keep_text(struct reader *reader)
{
    struct buffer *text = &reader->json->text;
    struct slice kept = { text->ptr + text->len, reader->event.data.scalar.length };

    buffer_append(text, reader->event.data.scalar.value, kept.len);
    return kept;
}

static struct json_node *new_node(struct reader *reader, enum json_type type, struct slice key)
{
    struct link *link = mem_alloc(sizeof *link);

    link->next = reader->json->links;
    reader->json->links = link;
    link->node = (struct json_node){ .type = type, .key = key, .line = event_line(reader) };
    return &link->node;
}

/* What is not quoted: true, false, an integer. */
static struct json_node *read_plain(struct reader *reader, struct slice key)
{
    const char *text = (const char *)reader->event.data.scalar.value;
    bool is_true = strcmp(text, "true") == 0;
    struct json_node *node;
    char *end;

    if (is_true || strcmp(text, "false") == 0) {
        node = new_node(reader, JSON_BOOLEAN, key);
        node->integer = is_true;
        return node;
    }
    node = new_node(reader, JSON_INTEGER, key);
    errno = 0;
    node->integer = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0')
        fail(reader, event_line(reader), "a value that is no string, integer, true or false");
    return node;
}

static struct json_node *read_scalar(struct reader *reader, struct slice key)
{
    struct json_node *node;

    if (reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
        return read_plain(reader, key);
    node = new_node(reader, JSON_STRING, key);
    node->text = keep_text(reader);
    return node;
}

/* The key of a member, with the parser moved on to its value. */
static struct slice read_key(struct reader *reader, const struct json_node *object)
{
    struct slice key = { 0 };

    if (event_type(reader) != YAML_SCALAR_EVENT) {
        fail(reader, reader->has_event ? event_line(reader) : object->line, "a key that is no string");
        return key;
    }
    key = keep_text(reader);
    if (json_member(object, key))
        fail(reader, event_line(reader), "a key that stands twice in an object");
    next_event(reader);
    return key;
}

static struct json_node *read_members(struct reader *reader, enum json_type type, struct slice key)
{
    yaml_event_type_t end = type == JSON_OBJECT ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    struct json_node *node = new_node(reader, type, key);
    struct json_node **place = &node->first;
    struct slice name = { 0 };

    if (++reader->depth > JSON_DEPTH_MAX)
        fail(reader, node->line, "nested too deep");
    next_event(reader);
    while (!reader->has_failed && event_type(reader) != end) {
        if (type == JSON_OBJECT)
            name = read_key(reader, node);
        if (reader->has_failed)
            break;
        *place = read_value(reader, name);
        if (reader->has_failed)
            break;
        place = &(*place)->next;
        node->n++;
        next_event(reader);
    }
    reader->depth--;
    return node;
}

static struct json_node *read_value(struct reader *reader, struct slice key)
{
    switch (event_type(reader)) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader, key);
    case YAML_MAPPING_START_EVENT:
        return read_members(reader, JSON_OBJECT, key);
    case YAML_SEQUENCE_START_EVENT:
        return read_members(reader, JSON_ARRAY, key);
    default:
        fail(reader, reader->has_event ? event_line(reader) : 1, "no JSON value");
        return NULL;
    }
}

static void expect(struct reader *reader, yaml_event_type_t type)
{
    if (reader->has_failed)
        return;
    next_event(reader);
    if (!reader->has_failed && event_type(reader) != type)
        fail(reader, event_line(reader), type == YAML_DOCUMENT_START_EVENT ? "no value" : "text behind the value");
}

static void read_document(struct reader *reader)
{
    /* No escape of YAML is shorter than half of what it stands for. */
    buffer_reserve(&reader->json->text, 2 * reader->input.len + 1);
    reader->has_parser = yaml_parser_initialize(&reader->parser);
    if (!reader->has_parser)
        mem_exhausted();
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->input.ptr, reader->input.len);
    expect(reader, YAML_STREAM_START_EVENT);
    expect(reader, YAML_DOCUMENT_START_EVENT);
    if (!reader->has_failed)
        next_event(reader);
    if (!reader->has_failed)
        reader->json->root = read_value(reader, (struct slice){ 0 });
    expect(reader, YAML_DOCUMENT_END_EVENT);
    expect(reader, YAML_STREAM_END_EVENT);
}

/* In a function of its own, because what setjmp's caller keeps in automatic variables may be lost. */
static void read_guarded(struct reader *reader)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        read_document(reader);
    else
        reader->is_exhausted = true;
    mem_guard_pop(&guard);
}

struct json *json_read(struct slice text, struct buffer *why)
{
    struct reader reader = { .input = text, .why = why };

    reader.json = mem_alloc(sizeof *reader.json);
    read_guarded(&reader);
    if (reader.has_event)
        yaml_event_delete(&reader.event);
    if (reader.has_parser)
        yaml_parser_delete(&reader.parser);
    if (reader.has_failed || reader.is_exhausted) {
        json_free(reader.json);
        reader.json = NULL;
    }
    if (reader.is_exhausted)
        mem_exhausted();
    return reader.json;
}

void json_free(struct json *json)
{
    struct link *link;

    if (!json)
        return;
    while ((link = json->links)) {
        json->links = link->next;
        mem_free(link);
    }
    buffer_fini(&json->text);
    mem_free(json);
}

const struct json_node *json_root(const struct json *json)
{
    return json->root;
}

const struct json_node *json_member(const struct json_node *object, struct slice name)
{
    for (const struct json_node *member = object->first; member; member = member->next)
        if (slice_equal(member->key, name))
            return member;
    return NULL;
}
