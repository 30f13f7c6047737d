/*
 * json: a short JSON text as a tree, read with libyaml (JSON is YAML).
 * May be used by schema and tests; for a text that is held in memory whole. Reports never pass through it: the program
 * itself does without it, see schema.h.
 */
#ifndef JSON_H
#define JSON_H

#include "mem.h"

#include <stdint.h>

struct json;

/* What the text of a schema is made of: no null, no fractions. */
enum json_type { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_INTEGER, JSON_BOOLEAN, JSON_TYPE_COUNT };

enum { JSON_DEPTH_MAX = 64 };

/* A value and where it stands. Lives as long as the tree. */
struct json_node {
    enum json_type type;
    struct slice key;  /* of a member of an object */
    struct slice text; /* of a string */
    int64_t integer;   /* of an integer; of a boolean 0 or 1 */
    size_t line;       /* from 1 */
    size_t n;          /* members */
    struct json_node *first; /* member */
    struct json_node *next;  /* in the object or array around it */
};

/* NULL when the text is not of that kind; then a line in `why` says where and why. Duplicate keys are refused. */
struct json *json_read(struct slice text, struct buffer *why);
void json_free(struct json *json);
const struct json_node *json_root(const struct json *json);
/* The member of an object with that name, or NULL. */
const struct json_node *json_member(const struct json_node *object, struct slice name);
const char *json_type_name(enum json_type type); /* "a string" */

#endif
