#include "read_yaml.h"

#include "utf8.h"
#include "vocabulary.h"

#include <yaml.h>

/*
 * How many unknown keys of one mapping are told apart, and how many bytes those of all open mappings may have together;
 * each of them breaks the schema anyhow.
 */
enum { UNKNOWN_KEYS_MAX = 256, UNKNOWN_BYTES_MAX = 64 * 1024 };

enum { SHOWN_MAX = 80 };

/* The versions that are read: report/MAJOR.0 up to report/MAJOR.MINOR_MAX. */
enum { MAJOR = 1, MINOR_MAX = 0 };

#define CORE_TAG "tag:yaml.org,2002:"

/* An open mapping or sequence. */
struct level {
    bool is_mapping;
    bool has_key; /* the next event is the value of `key` */
    enum key key;
    uint64_t keys;        /* known keys that came, as bits */
    size_t unknown_start; /* of reader.unknown: the unknown keys that came */
    size_t n_unknown;
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_parser, has_event;
    struct read_yaml_input *input;
    bool has_input_failed, is_too_long;
    size_t n_taken; /* bytes that libyaml took since its last event */
    struct sink *sink;
    struct read_yaml_error *error;
    enum read_yaml_status status;
    bool is_exhausted, has_document;
    struct level *levels;
    size_t n_levels, levels_capacity;
    struct buffer unknown;  /* names, each behind its length */
    struct buffer key_text; /* of the unknown key whose value comes next */
};

static const char too_long[] = "longer than a scalar may be: 64 MiB";
static const char no_aliases[] = "anchors and aliases are not read: write out what they stand for";

typedef void handle(struct reader *reader);

/* Failing */

static void fail_at(struct reader *reader, size_t line, size_t column, const char *message)
{
    if (reader->status != READ_YAML_DONE)
        return;
    reader->status = READ_YAML_REFUSED;
    reader->error->line = line;
    reader->error->column = column;
    buffer_append_text(&reader->error->message, message);
}

static void refuse(struct reader *reader, const char *message)
{
    fail_at(reader, reader->event.start_mark.line + 1, reader->event.start_mark.column + 1, message);
}

/* Refuses, with a text of the document, at most SHOWN_MAX bytes of it, cut between code points. */
static void refuse_with(struct reader *reader, const char *before, struct slice text, const char *behind)
{
    size_t len = utf8_cut(text, SHOWN_MAX);

    if (reader->status != READ_YAML_DONE)
        return;
    refuse(reader, before);
    for (size_t i = 0; i < len; i++)
        buffer_put(&reader->error->message, (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
    buffer_append_text(&reader->error->message, behind);
}

/*
 * Where the text ends that libyaml could decode. It sets no mark for bytes that are no text, but what it has decoded
 * and not read yet stands in its buffer.
 */
static yaml_mark_t end_of_text(const yaml_parser_t *parser)
{
    const yaml_char_t *last = parser->buffer.last;
    yaml_mark_t mark = parser->mark;

    for (const yaml_char_t *at = parser->buffer.pointer; at < last; at++) {
        if (*at == '\n' || (*at == '\r' && (at + 1 == last || at[1] != '\n'))) {
            mark.line++;
            mark.column = 0;
        } else if (!utf8_is_continuation(*at)) {
            mark.column++;
        }
    }
    return mark;
}

/* "did not find expected key, while parsing a block mapping" */
static void refuse_syntax(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    yaml_mark_t mark = parser->error == YAML_READER_ERROR ? end_of_text(parser) : parser->problem_mark;

    if (parser->error == YAML_MEMORY_ERROR)
        mem_exhausted();
    if (reader->has_input_failed) {
        reader->status = READ_YAML_INPUT_FAILED;
        return;
    }
    if (reader->is_too_long) {
        fail_at(reader, parser->mark.line + 1, parser->mark.column + 1, too_long);
        return;
    }
    fail_at(reader, mark.line + 1, mark.column + 1, parser->problem ? parser->problem : "no YAML");
    if (!parser->context)
        return;
    buffer_append_text(&reader->error->message, ", ");
    buffer_append_text(&reader->error->message, parser->context);
}

/* Handing on */

static void emit(struct reader *reader, struct event event)
{
    struct level *level = reader->n_levels > 0 ? &reader->levels[reader->n_levels - 1] : NULL;

    if (level && level->is_mapping && level->has_key) {
        event.key = level->key;
        if (level->key == KEY_OTHER)
            event.key_text = buffer_slice(&reader->key_text);
        level->has_key = false;
    }
    event.line = reader->event.start_mark.line + 1;
    event.column = reader->event.start_mark.column + 1;
    if (sink_take(reader->sink, &event, 1) < 0)
        reader->status = READ_YAML_SINK_FAILED;
}

/* Plain scalars: YAML 1.2, section 10.3, the core schema */

/* Bytes at the start of `text` that stand between '0' and `last`. */
static size_t span_digits(struct slice text, char last)
{
    size_t n = 0;

    while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= last)
        n++;
    return n;
}

static size_t sign_len(struct slice text)
{
    return text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+') ? 1 : 0;
}

/* The value of a digit in any base; 16 for what is none. */
static unsigned digit_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return (unsigned)(byte - '0');
    if (byte >= 'a' && byte <= 'f')
        return (unsigned)(byte - 'a') + 10;
    if (byte >= 'A' && byte <= 'F')
        return (unsigned)(byte - 'A') + 10;
    return 16;
}

/* An integer; a number, as its text, where it is too long for one; false where `digits` are not all digits. */
static bool read_digits(struct slice digits, unsigned base, bool is_negative, struct event *event)
{
    uint64_t limit = (uint64_t)INT64_MAX + is_negative;
    uint64_t value = 0;
    bool is_long = false;
    unsigned digit;

    for (size_t i = 0; i < digits.len; i++) {
        digit = digit_value(digits.ptr[i]);
        if (digit >= base)
            return false;
        is_long = is_long || value > (limit - digit) / base;
        value = value * base + digit;
    }
    if (digits.len == 0)
        return false;
    event->type = is_long ? EVENT_NUMBER : EVENT_INTEGER;
    event->integer = is_long ? 0 : is_negative ? (int64_t)-value : (int64_t)value;
    return true;
}

static bool read_integer(struct slice text, struct event *event)
{
    size_t sign = sign_len(text);

    if (slice_starts(text, SLICE("0x")))
        return read_digits(slice_from(text, 2), 16, false, event);
    if (slice_starts(text, SLICE("0o")))
        return read_digits(slice_from(text, 2), 8, false, event);
    return read_digits(slice_from(text, sign), 10, sign > 0 && text.ptr[0] == '-', event);
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_float(struct slice text)
{
    size_t at = sign_len(text);
    size_t whole = span_digits(slice_from(text, at), '9');
    size_t fraction = 0, exponent;

    at += whole;
    if (at < text.len && text.ptr[at] == '.') {
        fraction = span_digits(slice_from(text, at + 1), '9');
        at += 1 + fraction;
    }
    if (whole + fraction == 0)
        return false;
    if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
        at++;
        at += sign_len(slice_from(text, at));
        exponent = span_digits(slice_from(text, at), '9');
        if (exponent == 0)
            return false;
        at += exponent;
    }
    return at == text.len;
}

/* What a plain scalar with just this text is. */
struct plain_word {
    struct slice text;
    enum event_type type;
    int64_t integer;
};

#define WORD(text, type, integer) { { text, sizeof(text) - 1 }, type, integer }
static const struct plain_word plain_words[] = {
    WORD("", EVENT_NULL, 0), WORD("~", EVENT_NULL, 0), WORD("null", EVENT_NULL, 0),
    WORD("Null", EVENT_NULL, 0), WORD("NULL", EVENT_NULL, 0), WORD("true", EVENT_BOOLEAN, 1),
    WORD("True", EVENT_BOOLEAN, 1), WORD("TRUE", EVENT_BOOLEAN, 1), WORD("false", EVENT_BOOLEAN, 0),
    WORD("False", EVENT_BOOLEAN, 0), WORD("FALSE", EVENT_BOOLEAN, 0), WORD(".inf", EVENT_NUMBER, 0),
    WORD(".Inf", EVENT_NUMBER, 0), WORD(".INF", EVENT_NUMBER, 0), WORD("+.inf", EVENT_NUMBER, 0),
    WORD("+.Inf", EVENT_NUMBER, 0), WORD("+.INF", EVENT_NUMBER, 0), WORD("-.inf", EVENT_NUMBER, 0),
    WORD("-.Inf", EVENT_NUMBER, 0), WORD("-.INF", EVENT_NUMBER, 0), WORD(".nan", EVENT_NUMBER, 0),
    WORD(".NaN", EVENT_NUMBER, 0), WORD(".NAN", EVENT_NUMBER, 0),
};
#undef WORD
enum { PLAIN_WORD_MAX = sizeof "false" - 1 }; /* bytes of the longest */

/* Sets type and value of an event that has a text. */
static void resolve(struct event *event)
{
    struct slice text = event->text;

    event->type = EVENT_STRING;
    for (size_t i = 0; text.len <= PLAIN_WORD_MAX && i < LENGTH_OF(plain_words); i++) {
        if (slice_equal(text, plain_words[i].text)) {
            event->type = plain_words[i].type;
            event->integer = plain_words[i].integer;
            return;
        }
    }
    if (!read_integer(text, event) && is_float(text))
        event->type = EVENT_NUMBER;
}

/* Tags and anchors */

static bool is_tag(const yaml_char_t *tag, const char *name)
{
    return strcmp((const char *)tag, name) == 0;
}

/* True where an anchor, or a tag other than `!` and the one given, was refused. */
static bool refuses_properties(struct reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag,
                               const char *allowed)
{
    if (anchor)
        refuse(reader, no_aliases);
    else if (tag && !is_tag(tag, "!") && !is_tag(tag, allowed))
        refuse_with(reader, "a tag that is not read here: ", slice_of((const char *)tag), "");
    return reader->status != READ_YAML_DONE;
}

/* A tag of the core schema and what it makes of a scalar. */
struct scalar_tag {
    const char *tag;
    enum event_type type;
};

static const struct scalar_tag scalar_tags[] = {
    { "!", EVENT_STRING },
    { CORE_TAG "str", EVENT_STRING },
    { CORE_TAG "int", EVENT_INTEGER },
    { CORE_TAG "bool", EVENT_BOOLEAN },
    { CORE_TAG "float", EVENT_NUMBER },
    { CORE_TAG "null", EVENT_NULL },
};

/* The event resolved by its tag; its text has to be such as a plain scalar of that type has. */
static void resolve_tagged(struct reader *reader, const char *tag, struct event *event)
{
    for (size_t i = 0; i < LENGTH_OF(scalar_tags); i++) {
        if (strcmp(tag, scalar_tags[i].tag) != 0)
            continue;
        if (scalar_tags[i].type == EVENT_STRING) {
            event->type = EVENT_STRING;
            return;
        }
        resolve(event);
        if (event->type == scalar_tags[i].type)
            return;
        if (scalar_tags[i].type == EVENT_NUMBER && event->type == EVENT_INTEGER)
            return;
        if (scalar_tags[i].type == EVENT_INTEGER && read_integer(event->text, event))
            return;
        refuse_with(reader, "a value that its tag does not fit: ", slice_of(tag), "");
        return;
    }
    refuse_with(reader, "a tag that is not read here: ", slice_of(tag), "");
}

static struct slice scalar_text(const struct reader *reader)
{
    return (struct slice){ (const char *)reader->event.data.scalar.value, reader->event.data.scalar.length };
}

/* The scalar that libyaml has read, as an event. */
static struct event read_scalar(struct reader *reader)
{
    const yaml_char_t *tag = reader->event.data.scalar.tag;
    struct event event = { .type = EVENT_STRING, .text = scalar_text(reader) };

    if (event.text.len > READ_YAML_SCALAR_MAX)
        refuse(reader, too_long);
    else if (reader->event.data.scalar.anchor)
        refuse(reader, no_aliases);
    else if (tag)
        resolve_tagged(reader, (const char *)tag, &event);
    else if (reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
        resolve(&event);
    if (event.type != EVENT_STRING && event.type != EVENT_NUMBER)
        event.text = (struct slice){ 0 };
    return event;
}

/* Keys */

static bool is_known_twice(struct level *level, enum key key)
{
    uint64_t bit = (uint64_t)1 << key;
    bool is_twice = (level->keys & bit) != 0;

    _Static_assert(KEY_COUNT <= 64, "a bit for every key");
    level->keys |= bit;
    return is_twice;
}

/* Remembers the name while its mapping is open. */
static bool is_unknown_twice(struct reader *reader, struct level *level, struct slice name)
{
    struct slice names = buffer_slice(&reader->unknown);
    struct slice one;

    for (size_t at = level->unknown_start; at < names.len; at += sizeof one.len + one.len) {
        memcpy(&one.len, names.ptr + at, sizeof one.len);
        one.ptr = names.ptr + at + sizeof one.len;
        if (slice_equal(one, name))
            return true;
    }
    buffer_append(&reader->unknown, &name.len, sizeof name.len);
    buffer_append_slice(&reader->unknown, name);
    return false;
}

static void take_key(struct reader *reader, struct level *level)
{
    struct event key = read_scalar(reader);
    bool is_twice;

    if (reader->status != READ_YAML_DONE)
        return;
    if (key.type != EVENT_STRING) {
        refuse(reader, "a key that is no string: put it in quotes");
        return;
    }
    level->key = vocabulary_key(key.text);
    level->has_key = true;
    if (level->key != KEY_OTHER) {
        is_twice = is_known_twice(level, level->key);
    } else {
        is_twice = is_unknown_twice(reader, level, key.text);
        reader->key_text.len = 0;
        buffer_append_slice(&reader->key_text, key.text);
        if (++level->n_unknown > UNKNOWN_KEYS_MAX || reader->unknown.len > UNKNOWN_BYTES_MAX)
            refuse(reader, "too many or too long unknown keys");
    }
    if (is_twice)
        refuse_with(reader, "the key \"", key.text, "\" stands twice in one mapping");
}

/* Versions */

/* The number at *at, moved behind it; -1 where there is none, or a leading zero. */
static long read_version_part(struct slice text, size_t *at)
{
    size_t n = span_digits(slice_from(text, *at), '9');
    long number = 0;

    if (n == 0 || n > 9 || (n > 1 && text.ptr[*at] == '0'))
        return -1;
    for (size_t end = *at + n; *at < end; ++*at)
        number = number * 10 + (text.ptr[*at] - '0');
    return number;
}

/* Refuses what another version of the format governs. What names no version at all is for the check. */
static void look_at_version(struct reader *reader, struct slice text)
{
    struct slice start = SLICE("report/");
    size_t at = start.len;
    long major, minor;

    if (!slice_starts(text, start))
        return;
    major = read_version_part(text, &at);
    if (major < 0 || at == text.len || text.ptr[at++] != '.')
        return;
    minor = read_version_part(text, &at);
    if (minor < 0 || at < text.len || (major == MAJOR && minor <= MINOR_MAX))
        return;
    refuse_with(reader, "the document is of ", text, ", which this program does not know: it reads report/1.0");
}

/* One function for each of libyaml's events */

static void take_nothing(struct reader *reader)
{
    (void)reader;
}

static void take_document_start(struct reader *reader)
{
    if (reader->has_document) {
        refuse(reader, "a second document: one file holds one");
        return;
    }
    reader->has_document = true;
    emit(reader, (struct event){ .type = EVENT_DOCUMENT_START });
}

/* Only here is it known that no further document comes. */
static void take_stream_end(struct reader *reader)
{
    if (reader->has_document)
        emit(reader, (struct event){ .type = EVENT_DOCUMENT_END });
    else
        refuse(reader, "there is no document");
}

static void take_alias(struct reader *reader)
{
    refuse(reader, no_aliases);
}

static struct level *top_level(const struct reader *reader)
{
    return reader->n_levels > 0 ? &reader->levels[reader->n_levels - 1] : NULL;
}

static bool is_at_key(const struct reader *reader)
{
    const struct level *level = top_level(reader);

    return level && level->is_mapping && !level->has_key;
}

static void take_scalar(struct reader *reader)
{
    struct event event;

    if (is_at_key(reader)) {
        take_key(reader, top_level(reader));
        return;
    }
    event = read_scalar(reader);
    if (reader->n_levels == 1 && top_level(reader)->has_key && top_level(reader)->key == KEY_SCHEMA &&
        event.type == EVENT_STRING)
        look_at_version(reader, event.text);
    if (reader->status == READ_YAML_DONE)
        emit(reader, event);
}

static void open_level(struct reader *reader, bool is_mapping)
{
    struct level level = { .is_mapping = is_mapping, .unknown_start = reader->unknown.len };

    if (is_at_key(reader))
        refuse(reader, "a key that is no string");
    else if (reader->n_levels == READ_YAML_DEPTH_MAX)
        refuse(reader, "nested too deep");
    if (reader->status != READ_YAML_DONE)
        return;
    emit(reader, (struct event){ .type = is_mapping ? EVENT_MAPPING_START : EVENT_SEQUENCE_START });
    reader->levels = mem_grow(reader->levels, &reader->levels_capacity, reader->n_levels + 1, sizeof *reader->levels);
    reader->levels[reader->n_levels++] = level;
}

static void take_mapping_start(struct reader *reader)
{
    if (!refuses_properties(reader, reader->event.data.mapping_start.anchor, reader->event.data.mapping_start.tag,
                            CORE_TAG "map"))
        open_level(reader, true);
}

static void take_sequence_start(struct reader *reader)
{
    if (!refuses_properties(reader, reader->event.data.sequence_start.anchor, reader->event.data.sequence_start.tag,
                            CORE_TAG "seq"))
        open_level(reader, false);
}

static void take_end(struct reader *reader)
{
    struct level level = reader->levels[--reader->n_levels];

    reader->unknown.len = level.unknown_start;
    emit(reader, (struct event){ .type = level.is_mapping ? EVENT_MAPPING_END : EVENT_SEQUENCE_END });
}

static handle *const handlers[] = {
    [YAML_NO_EVENT] = take_nothing,
    [YAML_STREAM_START_EVENT] = take_nothing,
    [YAML_STREAM_END_EVENT] = take_stream_end,
    [YAML_DOCUMENT_START_EVENT] = take_document_start,
    [YAML_DOCUMENT_END_EVENT] = take_nothing,
    [YAML_ALIAS_EVENT] = take_alias,
    [YAML_SCALAR_EVENT] = take_scalar,
    [YAML_SEQUENCE_START_EVENT] = take_sequence_start,
    [YAML_SEQUENCE_END_EVENT] = take_end,
    [YAML_MAPPING_START_EVENT] = take_mapping_start,
    [YAML_MAPPING_END_EVENT] = take_end,
};
_Static_assert(LENGTH_OF(handlers) == YAML_MAPPING_END_EVENT + 1, "every event is handled");

/*
 * libyaml wants bytes. It grows a scalar for as long as it gets some, so that the bound stands here. It looks for bytes
 * that are no text as far ahead as it got some, so it gets all that it asks for, however the input is cut into reads.
 */
static int feed(void *data, unsigned char *to, size_t room, size_t *n_read)
{
    struct reader *reader = data;
    long n;

    *n_read = 0;
    /* The bytes that wait in libyaml's buffers belong to what comes next. */
    if (reader->n_taken > READ_YAML_SCALAR_MAX + 1024 * 1024) {
        reader->is_too_long = true;
        return 0;
    }
    do {
        n = reader->input->read(reader->input, to + *n_read, room - *n_read);
        if (n < 0) {
            reader->has_input_failed = true;
            return 0;
        }
        *n_read += (size_t)n;
    } while (n > 0 && *n_read < room);
    reader->n_taken += *n_read;
    return 1;
}

static void read_events(struct reader *reader)
{
    bool is_at_end = false;

    reader->has_parser = yaml_parser_initialize(&reader->parser);
    if (!reader->has_parser)
        mem_exhausted();
    yaml_parser_set_input(&reader->parser, feed, reader);
    while (!is_at_end && reader->status == READ_YAML_DONE) {
        reader->n_taken = 0;
        if (!yaml_parser_parse(&reader->parser, &reader->event)) {
            refuse_syntax(reader);
            return;
        }
        reader->has_event = true;
        is_at_end = reader->event.type == YAML_STREAM_END_EVENT;
        handlers[reader->event.type](reader);
        reader->has_event = false;
        yaml_event_delete(&reader->event);
    }
}

/* In a function of its own, because what setjmp's caller keeps in automatic variables may be lost. */
static void read_guarded(struct reader *reader)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        read_events(reader);
    else
        reader->is_exhausted = true;
    mem_guard_pop(&guard);
}

enum read_yaml_status read_yaml(struct read_yaml_input *input, struct sink *sink, struct read_yaml_error *error)
{
    struct reader reader = { .input = input, .sink = sink, .error = error };

    read_guarded(&reader);
    if (reader.has_event)
        yaml_event_delete(&reader.event);
    if (reader.has_parser)
        yaml_parser_delete(&reader.parser);
    mem_free(reader.levels);
    buffer_fini(&reader.unknown);
    buffer_fini(&reader.key_text);
    if (reader.is_exhausted)
        mem_exhausted();
    return reader.status;
}
