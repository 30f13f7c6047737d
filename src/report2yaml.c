#include "report2yaml.h"

#include "check.h"
#include "convert.h"
#include "decode.h"
#include "read_yaml.h"
#include "version.h"
#include "vocabulary.h"
#include "write.h"

#include <errno.h>
#include <stdlib.h>

_Static_assert((int)REPORT2YAML_NOTE == (int)DIAG_NOTE && (int)REPORT2YAML_WARNING == (int)DIAG_WARNING &&
               (int)REPORT2YAML_ERROR == (int)DIAG_ERROR, "levels have the same numbers inside and outside");
_Static_assert((int)REPORT2YAML_DOCUMENT_START == (int)EVENT_DOCUMENT_START &&
               (int)REPORT2YAML_SEQUENCE_END == (int)EVENT_SEQUENCE_END &&
               (int)REPORT2YAML_NULL == (int)EVENT_NULL, "events have the same numbers inside and outside");

enum { READ_SIZE = 64 * 1024 };

struct report2yaml {
    struct report2yaml_options options;
    const struct write_format *format;
    char *encoding;
};

/* Behind the check: to the writer, and to the caller's event(). */
struct tail {
    struct sink sink;
    struct report2yaml_conversion *conversion;
};

struct listener {
    struct check_listener listener;
    struct report2yaml_conversion *conversion;
};

struct source {
    struct read_yaml_input input;
    struct report2yaml_source *source;
};

struct report2yaml_conversion {
    const struct report2yaml *report2yaml;
    struct report2yaml_sink *sink;
    char *name;
    struct tail tail;
    struct listener listener;
    struct check *check;
    struct out *out; /* NULL where nothing is written */
    struct writer *writer;
    struct convert *convert; /* NULL for YAML */
    struct read_yaml_error refusal;
    enum report2yaml_status status;
    bool has_refused_event;
    uint64_t n_refusals;
    char bytes[READ_SIZE];
};

static struct report2yaml_text text_of(struct slice slice)
{
    return (struct report2yaml_text){ slice.ptr, slice.len };
}

static void tell(struct report2yaml_conversion *conversion, const struct report2yaml_message *message)
{
    if (conversion->sink->message)
        conversion->sink->message(conversion->sink, message);
}

/* What is no diagnostic of a document, but the reason why there is none. */
static void tell_refusal(struct report2yaml_conversion *conversion, uint64_t line, uint64_t column, struct slice text)
{
    const struct report2yaml_message message = {
        .level = REPORT2YAML_ERROR, .text = text_of(text), .line = line, .column = column, .count = 1,
    };

    conversion->n_refusals++;
    tell(conversion, &message);
}

static void hear_violation(struct check_listener *self, const struct check_violation *violation)
{
    struct report2yaml_conversion *conversion = ((struct listener *)self)->conversion;
    const struct report2yaml_message message = {
        .level = REPORT2YAML_ERROR,
        .code = diag_name(DIAG_SCHEMA_VIOLATION).ptr,
        .text = text_of(violation->message),
        .line = violation->line,
        .column = violation->column,
        .count = 1,
        .has_pointer = true,
        .pointer = text_of(violation->pointer),
    };

    tell(conversion, &message);
}

static void tell_diagnostic(struct report2yaml_conversion *conversion, const struct diag_record *record)
{
    const struct diag *diag = &record->diag;
    const struct report2yaml_message message = {
        .level = (enum report2yaml_level)diag_level(diag->code),
        .code = diag_name(diag->code).ptr,
        .text = text_of(record->message),
        .line = diag->line,
        .column = diag->column,
        .count = diag->count,
        .has_offset = diag->offset_plus_one > 0,
        .offset = diag->offset_plus_one > 0 ? diag->offset_plus_one - 1 : 0,
        .expected = text_of(diag->expected),
        .found = text_of(diag->found),
    };

    tell(conversion, &message);
}

static int hand_on_event(struct report2yaml_conversion *conversion, const struct event *event)
{
    const struct report2yaml_event handed = {
        .type = (enum report2yaml_event_type)event->type,
        .key = text_of(vocabulary_event_name(event)),
        .text = text_of(event->text),
        .integer = event->integer,
    };

    conversion->has_refused_event = conversion->sink->event(conversion->sink, &handed) != 0;
    return conversion->has_refused_event ? -1 : 0;
}

/* Where the caller wants events: one by one, so that nothing is written behind the one that it refuses. */
static int take_events(struct sink *self, const struct event *events, size_t n)
{
    struct report2yaml_conversion *conversion = ((struct tail *)self)->conversion;

    for (size_t i = 0; i < n; i++)
        if ((conversion->writer && sink_take(&conversion->writer->sink, &events[i], 1) != 0) ||
            hand_on_event(conversion, &events[i]) != 0)
            return -1;
    return 0;
}

/* What stands behind the check, or NULL. */
static struct sink *behind_check(struct report2yaml_conversion *conversion)
{
    if (conversion->sink->event)
        return &conversion->tail.sink;
    return conversion->writer ? &conversion->writer->sink : NULL;
}

static int hand_on_bytes(void *context, const char *bytes, size_t len)
{
    struct report2yaml_sink *sink = context;

    return sink->write(sink, bytes, len) == 0 ? 0 : ECANCELED;
}

static enum report2yaml_status load(struct report2yaml *report2yaml, const struct report2yaml_options *options)
{
    report2yaml->options = *options;
    report2yaml->format = write_format_find(options->to ? options->to : "yaml");
    if (!report2yaml->format || (options->encoding && !decode_is_known(options->encoding)))
        return REPORT2YAML_UNKNOWN_NAME;
    if (options->encoding)
        report2yaml->options.encoding = report2yaml->encoding = mem_copy_text(slice_of(options->encoding));
    return REPORT2YAML_DONE;
}

static enum report2yaml_status try_to_load(struct report2yaml *report2yaml, const struct report2yaml_options *options)
{
    struct mem_guard guard;
    enum report2yaml_status status;

    mem_guard_push(&guard);
    status = setjmp(guard.resume) == 0 ? load(report2yaml, options) : REPORT2YAML_OUT_OF_MEMORY;
    mem_guard_pop(&guard);
    return status;
}

enum report2yaml_status report2yaml_new(const struct report2yaml_options *options, struct report2yaml **made)
{
    struct report2yaml *report2yaml = calloc(1, sizeof *report2yaml);
    enum report2yaml_status status;

    *made = NULL;
    if (!report2yaml)
        return REPORT2YAML_OUT_OF_MEMORY;
    status = try_to_load(report2yaml, options);
    if (status == REPORT2YAML_DONE)
        *made = report2yaml;
    else
        report2yaml_free(report2yaml);
    return status;
}

void report2yaml_free(struct report2yaml *report2yaml)
{
    if (!report2yaml)
        return;
    mem_free(report2yaml->encoding);
    free(report2yaml);
}

static void open_writer(struct report2yaml_conversion *conversion)
{
    const struct write_options options = {
        .colour = conversion->report2yaml->options.colour,
        .modeline = conversion->report2yaml->options.modeline,
    };

    conversion->out = out_to_function(hand_on_bytes, conversion->sink);
    conversion->writer = conversion->report2yaml->format->open(conversion->out, &options);
}

static void open_converter(struct report2yaml_conversion *conversion)
{
    const struct report2yaml_options *options = &conversion->report2yaml->options;
    const struct convert_options convert_options = {
        .name = conversion->name,
        .encoding = options->encoding,
        .no_digest = options->no_digest,
        .normalize_nfc = options->normalize_nfc,
        .explain = options->explain,
    };

    conversion->convert = convert_new(&convert_options, check_sink(conversion->check));
    if (!conversion->convert)
        mem_exhausted();
}

static void open_passes(struct report2yaml_conversion *conversion, const char *name)
{
    conversion->name = mem_copy_text(slice_of(name));
    if (conversion->sink->write)
        open_writer(conversion);
    conversion->check = check_new(schema_report(), behind_check(conversion), &conversion->listener.listener);
    if (conversion->report2yaml->options.from == REPORT2YAML_TEXT)
        open_converter(conversion);
}

/* In a function of its own, because what setjmp's caller keeps in automatic variables may be lost. */
static bool try_to_open(struct report2yaml_conversion *conversion, const char *name)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        open_passes(conversion, name);
        mem_guard_pop(&guard);
        return true;
    }
    mem_guard_pop(&guard);
    return false;
}

struct report2yaml_conversion *report2yaml_begin(const struct report2yaml *report2yaml, const char *name,
                                                 struct report2yaml_sink *sink)
{
    struct report2yaml_conversion *conversion = malloc(sizeof *conversion);

    if (!conversion)
        return NULL;
    /* The room for bytes stays as it is: clearing it would take longer than some reports. */
    memset(conversion, 0, offsetof(struct report2yaml_conversion, bytes));
    conversion->report2yaml = report2yaml;
    conversion->sink = sink;
    conversion->tail = (struct tail){ { take_events }, conversion };
    conversion->listener = (struct listener){ { hear_violation }, conversion };
    if (try_to_open(conversion, name))
        return conversion;
    report2yaml_end(conversion);
    return NULL;
}

/* A sink that refuses is the caller's; a writer that does on its own cannot write this document. */
static enum report2yaml_status explain_refusal(struct report2yaml_conversion *conversion)
{
    if (conversion->has_refused_event || (conversion->out && out_error(conversion->out) != 0))
        return REPORT2YAML_SINK_FAILED;
    if (conversion->writer && conversion->writer->reason)
        tell_refusal(conversion, 0, 0, slice_of(conversion->writer->reason));
    else
        tell_refusal(conversion, 0, 0, SLICE("the document cannot be written in this format"));
    return REPORT2YAML_REFUSED;
}

static enum report2yaml_status explain_status(struct report2yaml_conversion *conversion, enum convert_status status)
{
    switch (status) {
    case CONVERT_OK:
        return REPORT2YAML_DONE;
    case CONVERT_NOTHING:
    case CONVERT_FOREIGN:
        tell_refusal(conversion, 0, 0, slice_of(convert_reason(conversion->convert)));
        return REPORT2YAML_REFUSED;
    case CONVERT_SINK_FAILED:
        return explain_refusal(conversion);
    case CONVERT_OUT_OF_MEMORY:
        break;
    }
    return REPORT2YAML_OUT_OF_MEMORY;
}

enum report2yaml_status report2yaml_feed(struct report2yaml_conversion *conversion, const void *bytes, size_t len)
{
    if (conversion->status != REPORT2YAML_DONE)
        return conversion->status;
    if (!conversion->convert)
        conversion->status = REPORT2YAML_REFUSED;
    else
        conversion->status = explain_status(conversion, convert_feed(conversion->convert, bytes, len));
    return conversion->status;
}

static void tell_diagnostics(struct report2yaml_conversion *conversion)
{
    const struct diag_list *list = convert_diagnostics(conversion->convert);

    for (size_t i = 0; i < diag_list_count(list); i++)
        tell_diagnostic(conversion, diag_list_get(list, i));
    if (check_violations(conversion->check) > 0)
        tell_refusal(conversion, 0, 0, SLICE("this is a fault of report2yaml, not of the text: please report it"));
}

/* What waits in the writer's room goes to the sink, whole documents and the beginnings of others. */
static void flush(struct report2yaml_conversion *conversion)
{
    if (!conversion->out || conversion->status == REPORT2YAML_OUT_OF_MEMORY)
        return;
    if (conversion->writer->flush)
        conversion->writer->flush(conversion->writer);
    if (out_flush(conversion->out) != 0)
        conversion->status = REPORT2YAML_SINK_FAILED;
}

/* A document that breaks the schema was written as it is, and is not valid. */
static void judge(struct report2yaml_conversion *conversion)
{
    flush(conversion);
    if (conversion->status == REPORT2YAML_DONE && report2yaml_count(conversion, REPORT2YAML_ERROR) > 0)
        conversion->status = REPORT2YAML_REFUSED;
}

enum report2yaml_status report2yaml_finish(struct report2yaml_conversion *conversion, bool truncated)
{
    if (conversion->status != REPORT2YAML_DONE || !conversion->convert)
        return conversion->status;
    conversion->status = explain_status(conversion, convert_finish(conversion->convert, truncated));
    if (conversion->status == REPORT2YAML_DONE)
        tell_diagnostics(conversion);
    judge(conversion);
    return conversion->status;
}

static enum report2yaml_status read_text(struct report2yaml_conversion *conversion, struct report2yaml_source *source)
{
    bool is_fed = false;
    long len;

    while ((len = source->read(source, conversion->bytes, sizeof conversion->bytes)) > 0) {
        is_fed = true;
        if (report2yaml_feed(conversion, conversion->bytes, (size_t)len) != REPORT2YAML_DONE) {
            flush(conversion);
            return conversion->status;
        }
    }
    if (len < 0 && !is_fed)
        return conversion->status = REPORT2YAML_READ_FAILED;
    report2yaml_finish(conversion, len < 0);
    if (len < 0 && conversion->status == REPORT2YAML_DONE)
        conversion->status = REPORT2YAML_READ_FAILED;
    return conversion->status;
}

static long read_source(struct read_yaml_input *self, void *to, size_t room)
{
    struct report2yaml_source *source = ((struct source *)self)->source;

    return source->read(source, to, room);
}

static enum report2yaml_status parse_document(struct report2yaml_conversion *conversion, struct source *source)
{
    struct read_yaml_error *refusal = &conversion->refusal;

    switch (read_yaml(&source->input, check_sink(conversion->check), refusal)) {
    case READ_YAML_DONE:
        return REPORT2YAML_DONE;
    case READ_YAML_REFUSED:
        tell_refusal(conversion, refusal->line, refusal->column, buffer_slice(&refusal->message));
        return REPORT2YAML_REFUSED;
    case READ_YAML_INPUT_FAILED:
        return REPORT2YAML_READ_FAILED;
    case READ_YAML_SINK_FAILED:
        break;
    }
    return explain_refusal(conversion);
}

static void read_document(struct report2yaml_conversion *conversion, struct source *source)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        conversion->status = parse_document(conversion, source);
        judge(conversion);
    } else {
        conversion->status = REPORT2YAML_OUT_OF_MEMORY;
    }
    mem_guard_pop(&guard);
}

enum report2yaml_status report2yaml_read(struct report2yaml_conversion *conversion, struct report2yaml_source *source)
{
    struct source adapted = { { read_source }, source };

    if (conversion->status != REPORT2YAML_DONE)
        return conversion->status;
    if (conversion->convert)
        return read_text(conversion, source);
    read_document(conversion, &adapted);
    return conversion->status;
}

uint64_t report2yaml_count(const struct report2yaml_conversion *conversion, enum report2yaml_level level)
{
    uint64_t n = 0;

    if (conversion->convert)
        n = diag_list_total(convert_diagnostics(conversion->convert), (enum diag_level)level);
    if (level == REPORT2YAML_ERROR)
        n += check_violations(conversion->check) + conversion->n_refusals;
    return n;
}

bool report2yaml_is_broken_off(const struct report2yaml_conversion *conversion)
{
    return conversion->check && check_is_open(conversion->check);
}

void report2yaml_end(struct report2yaml_conversion *conversion)
{
    if (!conversion)
        return;
    convert_free(conversion->convert);
    check_free(conversion->check);
    if (conversion->writer)
        conversion->writer->free(conversion->writer);
    out_free(conversion->out);
    buffer_fini(&conversion->refusal.message);
    mem_free(conversion->name);
    free(conversion);
}

const char *report2yaml_version(void)
{
    return REPORT2YAML_VERSION;
}

struct report2yaml_text report2yaml_schema(void)
{
    return text_of(schema_text());
}

const char *report2yaml_format(size_t index)
{
    const struct write_format *format = write_format_at(index);

    return format ? format->name : NULL;
}

const char *report2yaml_level_name(enum report2yaml_level level)
{
    return diag_level_name((enum diag_level)level).ptr;
}
