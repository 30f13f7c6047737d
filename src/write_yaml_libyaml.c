#include "vocabulary.h"
#include "write.h"

#include <limits.h>
#include <stdio.h>
#include <yaml.h>

struct libyaml_writer {
    struct writer writer;
    struct out *out;
    bool has_modeline;
    yaml_emitter_t emitter;
};

static int write_bytes(void *data, unsigned char *bytes, size_t len)
{
    struct libyaml_writer *yaml = data;

    out_write(yaml->out, (const char *)bytes, len);
    return out_error(yaml->out) == 0;
}

/* `is_initialized`: what the event's initializer returned. The emitter owns the event, even when it fails. */
static int emit(struct libyaml_writer *yaml, yaml_event_t *event, int is_initialized)
{
    if (!is_initialized)
        mem_exhausted();
    if (yaml_emitter_emit(&yaml->emitter, event))
        return 0;
    if (yaml->emitter.error == YAML_MEMORY_ERROR)
        mem_exhausted();
    return -1;
}

static int emit_scalar(struct libyaml_writer *yaml, struct slice text, yaml_scalar_style_t style)
{
    const yaml_char_t *value = (const yaml_char_t *)(text.len > 0 ? text.ptr : "");
    yaml_event_t event;

    if (text.len > INT_MAX)
        return -1;
    return emit(yaml, &event, yaml_scalar_event_initialize(&event, NULL, NULL, value, (int)text.len, 1, 1, style));
}

static int emit_key(struct libyaml_writer *yaml, const struct event *event)
{
    if (event->key == KEY_NONE)
        return 0;
    return emit_scalar(yaml, vocabulary_event_name(event),
                       event->key == KEY_OTHER ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE);
}

static int emit_value(struct libyaml_writer *yaml, const struct event *event, struct slice text, bool is_plain)
{
    if (emit_key(yaml, event) != 0)
        return -1;
    return emit_scalar(yaml, text, is_plain ? YAML_PLAIN_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

static int emit_integer(struct libyaml_writer *yaml, const struct event *event)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)event->integer);

    return emit_value(yaml, event, (struct slice){ digits, (size_t)len }, true);
}

static int emit_start(struct libyaml_writer *yaml, const struct event *event)
{
    yaml_event_t start;

    if (emit_key(yaml, event) != 0)
        return -1;
    if (event->type == EVENT_MAPPING_START)
        return emit(yaml, &start, yaml_mapping_start_event_initialize(&start, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
    return emit(yaml, &start, yaml_sequence_start_event_initialize(&start, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE));
}

/* A comment, which the emitter knows nothing of: behind what it still holds of the document before. */
static int emit_modeline(struct libyaml_writer *yaml)
{
    if (!yaml->has_modeline)
        return 0;
    if (!yaml_emitter_flush(&yaml->emitter))
        return -1;
    out_write_slice(yaml->out, SLICE(WRITE_MODELINE));
    return 0;
}

static int emit_event(struct libyaml_writer *yaml, const struct event *event)
{
    yaml_event_t made;

    switch (event->type) {
    case EVENT_DOCUMENT_START:
        if (emit_modeline(yaml) != 0)
            return -1;
        return emit(yaml, &made, yaml_document_start_event_initialize(&made, NULL, NULL, NULL, 0));
    case EVENT_DOCUMENT_END:
        return emit(yaml, &made, yaml_document_end_event_initialize(&made, 1));
    case EVENT_MAPPING_START:
    case EVENT_SEQUENCE_START:
        return emit_start(yaml, event);
    case EVENT_MAPPING_END:
        return emit(yaml, &made, yaml_mapping_end_event_initialize(&made));
    case EVENT_SEQUENCE_END:
        return emit(yaml, &made, yaml_sequence_end_event_initialize(&made));
    case EVENT_STRING:
        return emit_value(yaml, event, event->text, vocabulary_is_plain(event->key, event->text));
    case EVENT_INTEGER:
        return emit_integer(yaml, event);
    case EVENT_BOOLEAN:
        return emit_value(yaml, event, event->integer ? SLICE("true") : SLICE("false"), true);
    case EVENT_NUMBER:
        return emit_value(yaml, event, event->text, true);
    case EVENT_NULL:
        return emit_value(yaml, event, SLICE("null"), true);
    case EVENT_TYPE_COUNT:
        break;
    }
    return -1;
}

static int take(struct sink *self, const struct event *events, size_t n)
{
    struct libyaml_writer *yaml = (struct libyaml_writer *)self;

    for (size_t i = 0; i < n; i++)
        if (emit_event(yaml, &events[i]) != 0 || out_error(yaml->out) != 0)
            return -1;
    return 0;
}

static void free_writer(struct writer *self)
{
    struct libyaml_writer *yaml = (struct libyaml_writer *)self;

    yaml_emitter_delete(&yaml->emitter);
    mem_free(yaml);
}

struct writer *write_yaml_libyaml_open(struct out *out, const struct write_options *options)
{
    struct libyaml_writer *yaml = mem_alloc(sizeof *yaml);
    yaml_event_t start;

    yaml->has_modeline = options->modeline;
    yaml->writer = (struct writer){ .sink.take = take, .free = free_writer };
    yaml->out = out;
    if (!yaml_emitter_initialize(&yaml->emitter)) {
        mem_free(yaml);
        mem_exhausted();
    }
    yaml_emitter_set_output(&yaml->emitter, write_bytes, yaml);
    yaml_emitter_set_unicode(&yaml->emitter, 1);
    yaml_emitter_set_width(&yaml->emitter, -1);
    if (!yaml_stream_start_event_initialize(&start, YAML_UTF8_ENCODING) || !yaml_emitter_emit(&yaml->emitter, &start)) {
        free_writer(&yaml->writer);
        mem_exhausted();
    }
    return &yaml->writer;
}
