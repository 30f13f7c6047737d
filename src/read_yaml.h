/*
 * read_yaml: a YAML document to report events. The only file that knows libyaml's parser for reports.
 * May be used by report2yaml and tests.
 *
 * Refuses, in one line with line and column: aliases and anchors, tags other than the core schema's, several documents,
 * duplicate keys, keys that are no strings, more than 256 unknown keys in a mapping, depth over READ_YAML_DEPTH_MAX,
 * scalars over READ_YAML_SCALAR_MAX, and documents whose `schema` is not report/1.N with N up to ours.
 */
#ifndef READ_YAML_H
#define READ_YAML_H

#include "event.h"

enum { READ_YAML_DEPTH_MAX = 256, READ_YAML_SCALAR_MAX = 64 * 1024 * 1024 };

/* Bytes read into `to`, up to `room`; 0 at the end; -1 with errno set. */
struct read_yaml_input {
    long (*read)(struct read_yaml_input *self, void *to, size_t room);
};

enum read_yaml_status { READ_YAML_DONE, READ_YAML_REFUSED, READ_YAML_INPUT_FAILED, READ_YAML_SINK_FAILED };

/* Where a document was refused, and why. `message` belongs to the caller: buffer_fini it. */
struct read_yaml_error {
    uint64_t line, column; /* from 1 */
    struct buffer message;
};

enum read_yaml_status read_yaml(struct read_yaml_input *input, struct sink *sink, struct read_yaml_error *error);

#endif
