#include "records.h"

#include "json_text.h"
#include "ndjson.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

enum { CHUNK_SIZE = 256 * 1024 };

struct stream;

struct record_sink {
    struct report2yaml_sink sink;
    struct stream *stream;
};

struct stream {
    const struct records_setting *setting;
    enum exit_status status;
    uint64_t n_records, n_failed;
    struct inputs *inputs;
    /* Of the input that is read. */
    struct input input;
    const char *name;
    int descriptor;
    uint64_t n_lines;
    struct buffer line;    /* its beginning, where it did not end in the chunk that it began in */
    bool is_line_begun;
    bool is_line_too_long; /* the rest of it is skipped */
    /* Of the record that is converted. */
    struct ndjson ndjson;
    struct record_sink sink;
    struct report2yaml_conversion *conversion;
    struct out *document; /* in memory, because what replaces it may be an error */
    bool is_document_too_long;
    struct buffer why;
    struct buffer place;
    char chunk[CHUNK_SIZE];
};

static void raise_status(struct stream *stream, enum exit_status status)
{
    if (stream->status < status)
        stream->status = status;
}

static int take_document(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    struct stream *stream = ((struct record_sink *)self)->stream;

    if (len > RECORDS_DOCUMENT_LEN_MAX - out_memory(stream->document).len)
        stream->is_document_too_long = true;
    else
        out_write(stream->document, bytes, len);
    return stream->is_document_too_long;
}

static void explain(struct stream *stream, struct slice text)
{
    if (stream->why.len == 0)
        buffer_append_slice(&stream->why, text);
}

/* Of several errors the first says why; notes and warnings stand in the document. */
static void take_message(struct report2yaml_sink *self, const struct report2yaml_message *message)
{
    if (message->level == REPORT2YAML_ERROR)
        explain(((struct record_sink *)self)->stream, (struct slice){ message->text.bytes, message->text.len });
}

static bool is_converted(struct stream *stream, enum report2yaml_status status)
{
    if (status == REPORT2YAML_OUT_OF_MEMORY)
        mem_exhausted();
    if (stream->is_document_too_long)
        explain(stream, SLICE("its document would be longer than 64 MiB"));
    else if (status != REPORT2YAML_DONE)
        explain(stream, SLICE("it cannot be converted"));
    else if (stream->setting->options->strict && report2yaml_count(stream->conversion, REPORT2YAML_WARNING) > 0)
        explain(stream, SLICE("there are warnings, and --strict makes them a failure"));
    return stream->why.len == 0;
}

static bool convert(struct stream *stream)
{
    const struct records_setting *setting = stream->setting;
    const struct ndjson *ndjson = &stream->ndjson;
    enum report2yaml_status status;

    stream->conversion = report2yaml_begin(ndjson->is_text ? setting->from_text : setting->from_bytes, ndjson->name,
                                           &stream->sink.sink);
    if (!stream->conversion)
        mem_exhausted();
    status = report2yaml_feed(stream->conversion, ndjson->bytes.ptr, ndjson->bytes.len);
    if (status == REPORT2YAML_DONE)
        status = report2yaml_finish(stream->conversion, false);
    return is_converted(stream, status);
}

/* True where stream->document is what becomes of the line, false where stream->why says why there is none. */
static bool take_record(struct stream *stream, struct slice line)
{
    if (stream->is_line_too_long)
        explain(stream, SLICE("the record is longer than 16 MiB"));
    else if (ndjson_read(&stream->ndjson, line) != 0)
        explain(stream, buffer_slice(&stream->ndjson.why));
    else
        return convert(stream);
    return false;
}

static bool try_record(struct stream *stream, struct slice line)
{
    struct mem_guard guard;
    volatile bool is_good = false;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        is_good = take_record(stream, line);
    } else {
        raise_status(stream, STATUS_SYSTEM_FAILED);
        stream->why.len = 0;
    }
    mem_guard_pop(&guard);
    return is_good;
}

static struct slice place_of(struct stream *stream)
{
    stream->place.len = 0;
    utf8_append_name(&stream->place, stream->name);
    buffer_put(&stream->place, ':');
    buffer_append_number(&stream->place, (long long)stream->n_lines);
    return buffer_slice(&stream->place);
}

static void write_error(struct stream *stream)
{
    const char *name = stream->is_line_too_long ? NULL : stream->ndjson.name;
    struct out *out = stream->setting->out;

    out_write_slice(out, SLICE("{\"name\":"));
    json_text_write(out, name ? slice_of(name) : place_of(stream));
    out_write_slice(out, SLICE(",\"error\":"));
    json_text_write(out, stream->why.len > 0 ? buffer_slice(&stream->why) : SLICE("out of memory"));
    out_write_slice(out, SLICE("}\n"));
}

static void take_line(struct stream *stream, struct slice line)
{
    stream->n_lines++;
    stream->n_records++;
    stream->why.len = 0;
    stream->is_document_too_long = false;
    out_discard(stream->document);
    if (try_record(stream, line)) {
        out_write_slice(stream->setting->out, out_memory(stream->document));
    } else {
        stream->n_failed++;
        write_error(stream);
    }
    report2yaml_end(stream->conversion);
    stream->conversion = NULL;
}

/* The next bytes of a line that does not lie in one chunk. */
static void add_to_line(struct stream *stream, struct slice bytes)
{
    stream->is_line_begun = true;
    if (bytes.len > RECORDS_LINE_LEN_MAX - stream->line.len)
        stream->is_line_too_long = true;
    else if (!stream->is_line_too_long)
        buffer_append_slice(&stream->line, bytes);
}

static void end_line(struct stream *stream)
{
    take_line(stream, buffer_slice(&stream->line));
    stream->line.len = 0;
    stream->is_line_begun = stream->is_line_too_long = false;
}

static void take_chunk(struct stream *stream, struct slice chunk)
{
    while (chunk.len > 0 && out_error(stream->setting->out) == 0) {
        const char *end = memchr(chunk.ptr, '\n', chunk.len);
        size_t len = end ? (size_t)(end - chunk.ptr) : chunk.len;

        if (end && !stream->is_line_begun) {
            take_line(stream, slice_part(chunk, 0, len));
        } else {
            add_to_line(stream, slice_part(chunk, 0, len));
            if (end)
                end_line(stream);
        }
        chunk = slice_from(chunk, end ? len + 1 : len);
    }
}

/*
 * Whoever writes a record and waits for its document gets it, and a pipe that is always full is written in large
 * pieces: what is there is handed on when there is nothing to be read yet.
 */
static void flush_where_input_waits(struct stream *stream)
{
    struct pollfd input = { .fd = stream->descriptor, .events = POLLIN };

    if (poll(&input, 1, 0) == 0)
        out_flush(stream->setting->out);
}

static void read_lines(struct stream *stream)
{
    ssize_t len;

    do {
        flush_where_input_waits(stream);
        len = read(stream->descriptor, stream->chunk, sizeof stream->chunk);
        if (len > 0)
            take_chunk(stream, (struct slice){ stream->chunk, (size_t)len });
    } while ((len > 0 && out_error(stream->setting->out) == 0) || (len < 0 && errno == EINTR));
    if (len < 0) {
        message_system(stream->setting->messages, stream->name, "cannot be read", errno);
        raise_status(stream, STATUS_SYSTEM_FAILED);
    }
    if (stream->is_line_begun)
        end_line(stream);
}

static void read_input(struct stream *stream, const char *name)
{
    bool is_standard = strcmp(name, "-") == 0;

    stream->name = name;
    stream->n_lines = 0;
    stream->descriptor = is_standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (stream->descriptor < 0) {
        message_system(stream->setting->messages, name, "cannot be opened", errno);
        raise_status(stream, STATUS_SYSTEM_FAILED);
        return;
    }
    read_lines(stream);
    if (!is_standard)
        close(stream->descriptor);
    stream->descriptor = -1;
}

static void sum_up(struct stream *stream)
{
    const bool is_strict = stream->setting->options->strict;
    char text[128];
    int len = snprintf(text, sizeof text, "%llu of %llu records failed: \"error\" in their lines says why",
                       (unsigned long long)stream->n_failed, (unsigned long long)stream->n_records);
    const struct report2yaml_message message = {
        .level = is_strict ? REPORT2YAML_ERROR : REPORT2YAML_WARNING, .text = { text, (size_t)len }, .count = 1,
    };

    if (stream->n_failed == 0)
        return;
    message_tell(stream->setting->messages, NULL, &message);
    if (is_strict)
        raise_status(stream, STATUS_BAD_INPUT);
}

static void run(struct stream *stream)
{
    const struct records_setting *setting = stream->setting;
    const struct inputs_setting inputs = options_inputs(setting->options);

    stream->inputs = inputs_new(&inputs);
    stream->document = out_to_memory();
    stream->sink = (struct record_sink){ { .write = take_document, .message = take_message }, stream };
    while (out_error(setting->out) == 0 && inputs_next(stream->inputs, &stream->input)) {
        if (stream->input.problem)
            raise_status(stream, job_report_problem(setting->options, setting->messages, &stream->input));
        else
            read_input(stream, stream->input.path.ptr);
    }
    sum_up(stream);
}

static void guard_memory(struct stream *stream)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        run(stream);
        mem_guard_pop(&guard);
    } else {
        mem_guard_pop(&guard);
        message_error(stream->setting->messages, stream->name, SLICE("out of memory"));
        raise_status(stream, STATUS_SYSTEM_FAILED);
    }
}

static void stream_free(struct stream *stream)
{
    report2yaml_end(stream->conversion);
    ndjson_fini(&stream->ndjson);
    out_free(stream->document);
    inputs_free(stream->inputs);
    input_fini(&stream->input);
    buffer_fini(&stream->line);
    buffer_fini(&stream->why);
    buffer_fini(&stream->place);
    mem_free(stream);
}

enum exit_status records_run(const struct records_setting *setting)
{
    struct stream *stream = mem_alloc(sizeof *stream);
    enum exit_status status;

    stream->setting = setting;
    guard_memory(stream);
    status = stream->status;
    stream_free(stream);
    return status;
}
