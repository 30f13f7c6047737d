/*
 * cut_driver FILE...: is the document the same however its bytes were cut into reads?
 * Converts each file fed as a whole, and again in pieces of every size in `cuts`, and compares the YAML byte for byte.
 */
#include "convert.h"
#include "out.h"
#include "write.h"

#include <stdio.h>
#include <stdlib.h>

static const size_t cuts[] = { 1, 2, 3, 7, 4096 };

struct result {
    enum convert_status status;
    struct out *out;
};

static enum convert_status feed(struct convert *convert, struct slice text, size_t cut)
{
    enum convert_status status = CONVERT_OK;

    for (size_t at = 0; at < text.len && status == CONVERT_OK; at += cut)
        status = convert_feed(convert, text.ptr + at, text.len - at < cut ? text.len - at : cut);
    return status == CONVERT_OK ? convert_finish(convert, false) : status;
}

/* The result's `out` belongs to the caller. */
static struct result convert_in_cuts(const char *name, struct slice text, size_t cut)
{
    const struct convert_options options = { .name = name };
    const struct write_options write_options = { 0 };
    struct result result = { .out = out_to_memory() };
    struct writer *writer = write_format_find("yaml")->open(result.out, &write_options);
    struct convert *convert = convert_new(&options, &writer->sink);

    if (!convert) {
        fprintf(stderr, "cut_driver: cannot start a conversion\n");
        exit(1);
    }
    result.status = feed(convert, text, cut);
    convert_free(convert);
    writer->free(writer);
    return result;
}

static bool is_same(const struct result *a, const struct result *b)
{
    return a->status == b->status && slice_equal(out_memory(a->out), out_memory(b->out));
}

/* True when every cut gives what the whole gave; says otherwise which does not. */
static bool is_cut_invariant(const char *name, struct slice text)
{
    struct result whole = convert_in_cuts(name, text, text.len ? text.len : 1);
    bool invariant = true;

    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        struct result in_pieces = convert_in_cuts(name, text, cuts[i]);

        if (!is_same(&whole, &in_pieces)) {
            printf("FAILED: %s: reads of %zu bytes give another document\n", name, cuts[i]);
            invariant = false;
        }
        out_free(in_pieces.out);
    }
    out_free(whole.out);
    return invariant;
}

static struct buffer read_whole(const char *name)
{
    struct buffer text = { 0 };
    FILE *file = fopen(name, "rb");
    char block[65536];
    size_t len;

    if (!file) {
        perror(name);
        exit(1);
    }
    while ((len = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(&text, block, len);
    if (ferror(file)) {
        perror(name);
        exit(1);
    }
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    int n_failed = 0;

    for (int i = 1; i < argc; i++) {
        struct buffer text = read_whole(argv[i]);

        n_failed += !is_cut_invariant(argv[i], buffer_slice(&text));
        buffer_fini(&text);
    }
    printf("%d passed, %d failed\n", argc - 1 - n_failed, n_failed);
    return n_failed > 0;
}
