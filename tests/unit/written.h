/* written: what a writer makes of a document, given as YAML. For tests of writers; include it behind <cmocka.h>. */
#ifndef WRITTEN_H
#define WRITTEN_H

#include "out.h"
#include "read_yaml.h"
#include "write.h"

typedef struct writer *write_open(struct out *out, const struct write_options *options);

struct written_input {
    struct read_yaml_input input;
    struct slice rest;
};

static long written_read(struct read_yaml_input *self, void *to, size_t room)
{
    struct written_input *input = (struct written_input *)self;
    size_t len = input->rest.len < room ? input->rest.len : room;

    if (len > 0)
        memcpy(to, input->rest.ptr, len);
    input->rest = slice_from(input->rest, len);
    return (long)len;
}

static enum read_yaml_status write_document(struct writer *writer, const char *yaml)
{
    struct written_input input = { { written_read }, slice_of(yaml) };
    struct read_yaml_error error = { 0 };
    enum read_yaml_status status = read_yaml(&input.input, &writer->sink, &error);

    buffer_fini(&error.message);
    return status;
}

/* What `open` writes for the document, with a NUL behind it. */
static inline struct buffer written_with(write_open *open, struct write_options options, const char *yaml)
{
    struct out *out = out_to_memory();
    struct writer *writer = open(out, &options);
    struct buffer written = { 0 };

    assert_int_equal(write_document(writer, yaml), READ_YAML_DONE);
    buffer_append_slice(&written, out_memory(out));
    buffer_put(&written, '\0');
    writer->free(writer);
    out_free(out);
    return written;
}

static inline void assert_written(write_open *open, const char *yaml, const char *expected)
{
    struct buffer written = written_with(open, (struct write_options){ 0 }, yaml);

    assert_string_equal(written.ptr, expected);
    buffer_fini(&written);
}

/* The writer says why it cannot write the document. */
static inline void assert_refused(write_open *open, const char *yaml)
{
    struct out *out = out_to_memory();
    struct writer *writer = open(out, &(struct write_options){ 0 });

    assert_int_equal(write_document(writer, yaml), READ_YAML_SINK_FAILED);
    assert_non_null(writer->reason);
    writer->free(writer);
    out_free(out);
}

#endif
