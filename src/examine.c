#include "examine.h"

#include <errno.h>
#include <unistd.h>

static long read_document(struct report2yaml_source *self, void *to, size_t room)
{
    struct examine *examine = ((struct examine_source *)self)->examine;
    ssize_t len;

    do
        len = read(examine->descriptor, to, room);
    while (len < 0 && errno == EINTR);
    if (len < 0)
        examine->error = errno;
    else
        digest_add(&examine->digest, to, (size_t)len);
    return (long)len;
}

static bool is_key(const struct report2yaml_event *event, struct slice key)
{
    return slice_equal((struct slice){ event->key.bytes, event->key.len }, key);
}

static int take_event(struct report2yaml_sink *self, const struct report2yaml_event *event)
{
    struct examine *examine = (struct examine *)self;

    switch (event->type) {
    case REPORT2YAML_MAPPING_START:
    case REPORT2YAML_SEQUENCE_START:
        examine->depth++;
        if (examine->depth == 2)
            examine->is_in_source = is_key(event, SLICE("source"));
        break;
    case REPORT2YAML_MAPPING_END:
    case REPORT2YAML_SEQUENCE_END:
        examine->depth--;
        break;
    case REPORT2YAML_STRING:
        if (examine->depth == 2 && examine->is_in_source && is_key(event, SLICE("sha256")) &&
            event->text.len == DIGEST_HEX_LEN)
            memcpy(examine->source_hex, event->text.bytes, DIGEST_HEX_LEN);
        break;
    default:
        break;
    }
    return 0;
}

/* The first violation is enough for a line. */
static void take_message(struct report2yaml_sink *self, const struct report2yaml_message *message)
{
    struct buffer *violation = &((struct examine *)self)->violation;

    if (message->level != REPORT2YAML_ERROR || violation->len > 0)
        return;
    if (message->line > 0) {
        buffer_append_text(violation, "line ");
        buffer_append_number(violation, (long long)message->line);
        buffer_append_text(violation, ": ");
    }
    buffer_append(violation, message->pointer.bytes, message->pointer.len);
    buffer_append_text(violation, message->pointer.len > 0 ? ": " : "");
    buffer_append(violation, message->text.bytes, message->text.len);
}

/* JSON is YAML. The other formats are for people and other programs, and no schema tells what they hold. */
static bool has_schema(struct slice name)
{
    return slice_ends(name, SLICE(".yaml")) || slice_ends(name, SLICE(".json")) || slice_ends(name, SLICE(".ndjson"));
}

static void follow_schema(struct examine *examine, const char *name)
{
    enum report2yaml_status status;

    examine->conversion = report2yaml_begin(examine->reader, name, &examine->sink);
    if (!examine->conversion)
        mem_exhausted();
    status = report2yaml_read(examine->conversion, &examine->source.source);
    report2yaml_end(examine->conversion);
    examine->conversion = NULL;
    if (status == REPORT2YAML_OUT_OF_MEMORY)
        mem_exhausted();
    if (status != REPORT2YAML_DONE && examine->violation.len == 0)
        buffer_append_text(&examine->violation, "cannot be read to its end");
}

void examine_document(struct examine *examine, const char *name, int descriptor)
{
    char bytes[16 * 1024];

    examine->sink = (struct report2yaml_sink){ .event = take_event, .message = take_message };
    examine->source = (struct examine_source){ { read_document }, examine };
    examine->descriptor = descriptor;
    examine->depth = 0;
    examine->is_in_source = false;
    examine->error = 0;
    examine->source_hex[0] = '\0';
    examine->violation.len = 0;
    digest_init(&examine->digest);
    if (has_schema(slice_of(name)))
        follow_schema(examine, name);
    /* What a reader that has refused the document left is part of the digest, too. */
    while (examine->error == 0 && read_document(&examine->source.source, bytes, sizeof bytes) > 0)
        continue;
    digest_hex(&examine->digest, examine->hex);
}

void examine_fini(struct examine *examine)
{
    report2yaml_end(examine->conversion);
    examine->conversion = NULL;
    buffer_fini(&examine->violation);
}
