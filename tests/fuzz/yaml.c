/*
 * yaml: any bytes as a document in YAML. They are refused with a place and a reason, or they are read; what is read is
 * the same however the bytes were cut, and both writers of YAML write it alike. A valid document reads back as itself.
 */
#include "check.h"
#include "fuzz.h"
#include "read_yaml.h"
#include "write.h"

struct document {
    struct read_yaml_input input;
    struct slice rest;
    struct choice *cuts; /* NULL: as much as there is room for */
};

static long read_document(struct read_yaml_input *self, void *to, size_t room)
{
    struct document *document = (struct document *)self;
    size_t len = document->rest.len < room ? document->rest.len : room;

    if (len == 0)
        return 0;
    if (document->cuts)
        len = choice_cut(document->cuts, len);
    memcpy(to, document->rest.ptr, len);
    document->rest = slice_from(document->rest, len);
    return (long)len;
}

typedef struct writer *open_writer(struct out *out, const struct write_options *options);

struct result {
    enum read_yaml_status status;
    struct read_yaml_error error;
    struct out *out;
    uint64_t n_violations;
};

static void hear_violation(struct check_listener *self, const struct check_violation *violation)
{
    (void)self;
    HOLDS(violation->message.len > 0 && violation->line > 0 && violation->column > 0, "a violation has its place");
}

static struct result run(struct slice bytes, open_writer *open, struct choice *cuts)
{
    static struct check_listener listener = { hear_violation };
    const struct write_options options = { 0 };
    struct document document = { { read_document }, bytes, cuts };
    struct result result = { .out = out_to_memory() };
    struct writer *writer = open(result.out, &options);
    struct check *check = check_new(schema_report(), &writer->sink, &listener);

    result.status = read_yaml(&document.input, check_sink(check), &result.error);
    HOLDS(result.status != READ_YAML_INPUT_FAILED, "reading goes well");
    HOLDS(result.status != READ_YAML_REFUSED || (result.error.message.len > 0 && result.error.line > 0 && result.error.column > 0),
          "a refusal has its place and reason");
    result.n_violations = check_violations(check);
    check_free(check);
    writer->free(writer);
    return result;
}

static void result_fini(struct result *result)
{
    buffer_fini(&result->error.message);
    out_free(result->out);
}

/* `what` differs between the two runs. */
static void check_same(const struct result *a, const struct result *b, const char *what)
{
    HOLDS(a->status == b->status && a->n_violations == b->n_violations, "%s do not matter: %d with %llu, %d with %llu", what, a->status,
          (unsigned long long)a->n_violations, b->status, (unsigned long long)b->n_violations);
    HOLDS(slice_equal(buffer_slice(&a->error.message), buffer_slice(&b->error.message)) && a->error.line == b->error.line &&
              a->error.column == b->error.column,
          "%s do not matter: %.*s", what, (int)a->error.message.len, a->error.message.ptr);
    HOLDS(a->status != READ_YAML_DONE || slice_equal(out_memory(a->out), out_memory(b->out)), "%s do not matter", what);
}

static void try_bytes(struct slice bytes, struct choice *choice)
{
    struct result whole = run(bytes, write_yaml_open, NULL);
    struct result pieces = run(bytes, write_yaml_open, choice);
    struct result other = run(bytes, write_yaml_libyaml_open, NULL);
    struct result json = run(bytes, write_json_open, NULL);

    check_same(&whole, &pieces, "cuts");
    HOLDS(json.status == whole.status, "status %d in YAML, %d in JSON", whole.status, json.status);
    if (whole.status == READ_YAML_DONE && whole.n_violations == 0) {
        struct result again = run(out_memory(whole.out), write_yaml_open, NULL);

        check_same(&whole, &other, "writers");
        check_same(&whole, &again, "readings");
        result_fini(&again);
    }
    result_fini(&whole);
    result_fini(&pieces);
    result_fini(&other);
    result_fini(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct choice choice = choice_of(data, len);

    try_bytes((struct slice){ (const char *)data, len }, &choice);
    return 0;
}
