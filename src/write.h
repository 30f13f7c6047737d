/*
 * write: the table of output formats. May be used by main and tests.
 * Each writer is a sink of its own file; write_yaml is the only one that knows YAML's syntax for output.
 */
#ifndef WRITE_H
#define WRITE_H

#include "event.h"
#include "out.h"

/* What a writer may depend on besides the events. Zero is the default. */
struct write_options {
    bool colour;   /* outline on a terminal */
    bool modeline; /* yaml: a first comment for editors */
};

struct writer {
    struct sink sink; /* first, so that a writer is a sink */
    void (*free)(struct writer *self);
};

struct write_format {
    const char *name; /* "yaml", as --to takes it */
    const char *help;
    struct writer *(*open)(struct out *out, const struct write_options *options);
};

/* NULL when no format has that name. */
const struct write_format *write_format_find(const char *name);
/* The index-th format, or NULL past the last. */
const struct write_format *write_format_at(size_t index);

#endif
