#include "remake.h"

#include "write.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static long read_source(struct report2yaml_source *self, void *to, size_t room)
{
    const struct remake *remake = ((struct remake_source *)self)->remake;
    ssize_t len;

    do
        len = read(remake->descriptor, to, room);
    while (len < 0 && errno == EINTR);
    return (long)len;
}

static int take_bytes(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    struct remake *remake = (struct remake *)self;

    digest_add(&remake->digest, bytes, len);
    if (!remake->out)
        return 0;
    out_write(remake->out, bytes, len);
    return out_error(remake->out);
}

/* The library, made ready for the document's format. NULL where no format has its extension. */
static const struct report2yaml *maker_of(struct remake *remake, const char *document)
{
    const char *stop = strchr(document, '.');
    const struct write_format *format;

    for (size_t i = 0; stop && i < REMAKE_FORMATS_MAX && (format = write_format_at(i)); i++) {
        if (strcmp(stop + 1, format->extension ? format->extension : format->name) != 0)
            continue;
        remake->options.to = format->name;
        if (!remake->makers[i] && report2yaml_new(&remake->options, &remake->makers[i]) != REPORT2YAML_DONE)
            mem_exhausted();
        return remake->makers[i];
    }
    return NULL;
}

static bool convert(struct remake *remake, const struct report2yaml *maker, const char *name)
{
    enum report2yaml_status status;

    remake->sink = (struct report2yaml_sink){ .write = take_bytes };
    remake->source = (struct remake_source){ { read_source }, remake };
    digest_init(&remake->digest);
    remake->conversion = report2yaml_begin(maker, name, &remake->sink);
    if (!remake->conversion)
        mem_exhausted();
    status = report2yaml_read(remake->conversion, &remake->source.source);
    report2yaml_end(remake->conversion);
    remake->conversion = NULL;
    if (status == REPORT2YAML_OUT_OF_MEMORY)
        mem_exhausted();
    digest_hex(&remake->digest, remake->hex);
    return status == REPORT2YAML_DONE;
}

bool remake_compare(struct remake *remake, const struct remake_order *order)
{
    const struct report2yaml *maker = maker_of(remake, order->document);
    bool result;

    if (!maker)
        return false;
    remake->descriptor = open(order->source, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (remake->descriptor < 0)
        return false;
    result = convert(remake, maker, order->source_name);
    close(remake->descriptor);
    return result;
}

bool remake_restore(struct remake *remake, const struct remake_order *order, const char *path, const char *expected)
{
    bool result;

    remake->out = out_to_file(path);
    result = remake->out && remake_compare(remake, order) && strcmp(remake->hex, expected) == 0 &&
             out_commit(remake->out) == 0;
    out_free(remake->out);
    remake->out = NULL;
    return result;
}

void remake_fini(struct remake *remake)
{
    report2yaml_end(remake->conversion);
    out_free(remake->out);
    for (size_t i = 0; i < REMAKE_FORMATS_MAX; i++)
        report2yaml_free(remake->makers[i]);
}
