/*
 * check: a sink that validates a document's events against the schema as they pass, and hands each on unchanged.
 * May be used by report2yaml and tests. Memory is bounded by the document's depth. What is valid is what the schema
 * says, and one rule on ids that no schema can state: see check_state.h.
 */
#ifndef CHECK_H
#define CHECK_H

#include "event.h"
#include "schema.h"

/* One violation. Slices are borrowed until the function returns. */
struct check_violation {
    struct slice pointer; /* JSON pointer of the value, "/body/0/title" */
    struct slice message; /* what is wrong, "must not be empty" */
    uint64_t line, column; /* in a YAML input; 0 when the document was recognised in a text */
};

struct check_listener {
    void (*violation)(struct check_listener *self, const struct check_violation *violation);
};

struct check;

/* `root` is what a document has to follow. It, next and listener must outlive the check; the last two may be NULL. */
struct check *check_new(const struct schema_rule *root, struct sink *next, struct check_listener *listener);
void check_free(struct check *check);
struct sink *check_sink(struct check *check);
/* True where a document was begun whose end has not been handed on. */
bool check_is_open(const struct check *check);
/* Violations of all documents so far. */
uint64_t check_violations(const struct check *check);

#endif
