/*
 * write: the table of output formats. May be used by report2yaml, options, remake and tests.
 * Each writer is a sink of its own file; write_yaml is the only one that knows YAML's syntax for output.
 *
 * write_yaml_libyaml is the same writer on libyaml's emitter: what write_yaml is measured and tested against, byte for
 * byte. A build with PURE_LIBYAML=1 puts it in the table in the other's place.
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

/*
 * What the language servers of editors look for. The schema stands beside the document, by the name that it has in
 * schemas/; where it really is depends on the machine, and a document must not.
 */
#define WRITE_MODELINE "# yaml-language-server: $schema=report.schema.json\n"

struct writer {
    struct sink sink; /* first, so that a writer is a sink */
    void (*free)(struct writer *self);
    void (*flush)(struct writer *self); /* hands all that was written to the out; NULL: nothing waits */
    const char *reason; /* why the sink refused an event where no write failed; NULL: nothing more is known */
};

struct write_format {
    const char *name; /* "yaml", as --to takes it */
    const char *help;
    const char *extension; /* of files with --output-dir; NULL: the name */
    struct writer *(*open)(struct out *out, const struct write_options *options);
};

/* The formats' own functions: for the table, and for tests that compare the two writers of YAML. */
struct writer *write_yaml_open(struct out *out, const struct write_options *options);
struct writer *write_yaml_libyaml_open(struct out *out, const struct write_options *options);
struct writer *write_json_open(struct out *out, const struct write_options *options);
struct writer *write_ndjson_open(struct out *out, const struct write_options *options);
struct writer *write_markdown_open(struct out *out, const struct write_options *options);
struct writer *write_text_open(struct out *out, const struct write_options *options);
struct writer *write_outline_open(struct out *out, const struct write_options *options);
struct writer *write_tasks_open(struct out *out, const struct write_options *options);

/* NULL when no format has that name. */
const struct write_format *write_format_find(const char *name);
/* The index-th format, or NULL past the last. */
const struct write_format *write_format_at(size_t index);

#endif
