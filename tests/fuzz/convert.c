/*
 * convert: the whole converter. Any bytes give a valid document that keeps all of their text, the same one however they
 * were cut, and one that reads back as itself; or a refusal with its reason.
 */
#include "check.h"
#include "convert.h"
#include "decode.h"
#include "fuzz.h"
#include "lossless.h"
#include "read_yaml.h"
#include "write.h"

#include <utf8proc.h>

static const char *const encodings[] = { NULL, NULL, NULL, NULL, "UTF-8", "GB18030", "UTF-16", "Big5" };

static void hear_violation(struct check_listener *self, const struct check_violation *violation)
{
    (void)self;
    HOLDS(false, "valid: %.*s: %.*s", (int)violation->pointer.len, violation->pointer.ptr, (int)violation->message.len,
          violation->message.ptr);
}

struct run {
    enum convert_status status;
    struct out *out;
    struct lossless *lossless;
};

static void run_fini(struct run *run)
{
    out_free(run->out);
    lossless_free(run->lossless);
}

static enum convert_status feed(struct convert *convert, struct slice bytes, struct choice *cuts)
{
    enum convert_status status = CONVERT_OK;

    for (size_t at = 0, len; at < bytes.len && status == CONVERT_OK; at += len) {
        len = cuts ? choice_cut(cuts, bytes.len - at) : bytes.len - at;
        status = convert_feed(convert, bytes.ptr + at, len);
    }
    return status == CONVERT_OK ? convert_finish(convert, false) : status;
}

/* Without `cuts` the bytes are fed as a whole. */
static struct run run(struct slice bytes, const struct convert_options *options, struct choice *cuts)
{
    static struct check_listener listener = { hear_violation };
    const struct write_options write_options = { 0 };
    struct out *out = out_to_memory();
    struct writer *writer = write_yaml_open(out, &write_options);
    struct check *check = check_new(schema_report(), &writer->sink, &listener);
    struct run run = { .out = out, .lossless = lossless_new(check_sink(check)) };
    struct convert *convert = convert_new(options, lossless_sink(run.lossless));

    HOLDS(convert != NULL, "the encoding is known");
    run.status = feed(convert, bytes, cuts);
    HOLDS(run.status != CONVERT_SINK_FAILED && run.status != CONVERT_OUT_OF_MEMORY, "status %d", run.status);
    HOLDS(run.status == CONVERT_OK || convert_reason(convert) != NULL, "a refusal has its reason");
    convert_free(convert);
    check_free(check);
    writer->free(writer);
    return run;
}

struct collector {
    struct decode_taker taker;
    struct buffer text;
};

static void take_text(struct decode_taker *taker, struct slice text)
{
    buffer_append_slice(&((struct collector *)taker)->text, text);
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    (void)taker;
    (void)remark;
    (void)offset;
}

static void normalize(struct buffer *text)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text->ptr, (utf8proc_ssize_t)text->len, &normal,
                                        UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    HOLDS(len >= 0, "valid UTF-8 can be normalised");
    text->len = 0;
    buffer_append(text, normal, (size_t)len);
    free(normal);
}

static void check_lossless(struct slice bytes, const struct convert_options *options, struct lossless *lossless)
{
    struct collector collector = { .taker = { take_text, take_remark } };
    struct decode *decode = decode_new(options->encoding, &collector.taker);
    const char *fault;

    decode_feed(decode, bytes.ptr, bytes.len);
    decode_finish(decode);
    decode_free(decode);
    if (options->normalize_nfc)
        normalize(&collector.text);
    fault = lossless_fault(lossless, buffer_slice(&collector.text));
    HOLDS(!fault, "lossless: %s", fault);
    buffer_fini(&collector.text);
}

struct document {
    struct read_yaml_input input;
    struct slice rest;
};

static long read_document(struct read_yaml_input *self, void *to, size_t room)
{
    struct document *document = (struct document *)self;
    size_t len = document->rest.len < room ? document->rest.len : room;

    memcpy(to, document->rest.ptr, len);
    document->rest = slice_from(document->rest, len);
    return (long)len;
}

/* What was written is read and written again, by the other writer of YAML. */
static void check_reading_back(struct slice yaml)
{
    const struct write_options write_options = { 0 };
    struct document document = { { read_document }, yaml };
    struct read_yaml_error error = { 0 };
    struct out *out = out_to_memory();
    struct writer *writer = write_yaml_libyaml_open(out, &write_options);
    enum read_yaml_status status = read_yaml(&document.input, &writer->sink, &error);

    HOLDS(status == READ_YAML_DONE, "reads back: %.*s", (int)error.message.len, error.message.ptr);
    HOLDS(slice_equal(out_memory(out), yaml), "both writers of YAML agree");
    writer->free(writer);
    out_free(out);
    buffer_fini(&error.message);
}

static void try_bytes(struct slice bytes)
{
    struct choice choice = choice_of((const uint8_t *)bytes.ptr, bytes.len);
    const struct convert_options options = {
        .name = "fuzz",
        .encoding = encodings[choice_next(&choice, LENGTH_OF(encodings))],
        .normalize_nfc = choice_next(&choice, 8) == 0,
    };
    struct run whole = run(bytes, &options, NULL);
    struct run pieces = run(bytes, &options, &choice);

    HOLDS(whole.status == pieces.status, "status %d as a whole, %d in pieces", whole.status, pieces.status);
    if (whole.status == CONVERT_OK) {
        HOLDS(slice_equal(out_memory(whole.out), out_memory(pieces.out)), "cuts do not matter");
        check_lossless(bytes, &options, whole.lossless);
        check_reading_back(out_memory(whole.out));
    }
    run_fini(&whole);
    run_fini(&pieces);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    try_bytes((struct slice){ (const char *)data, len });
    return 0;
}
