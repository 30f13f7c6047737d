#include "write.h"

#ifdef PURE_LIBYAML
#define YAML_OPEN write_yaml_libyaml_open
#else
#define YAML_OPEN write_yaml_open
#endif

static const struct write_format formats[] = {
    { .name = "yaml", .help = "a YAML document", .open = YAML_OPEN },
    { .name = "json", .help = "the same tree as JSON", .open = write_json_open },
    { .name = "ndjson", .help = "the same tree as JSON on one line", .open = write_ndjson_open },
    { .name = "markdown", .help = "a page with the tree in its front matter", .extension = "md",
      .open = write_markdown_open },
    { .name = "text", .help = "clean text, a paragraph a line", .extension = "txt",
      .open = write_text_open },
    { .name = "outline", .help = "headings, tasks and terms, for the eye", .extension = "outline.txt",
      .open = write_outline_open },
    { .name = "tasks", .help = "what is planned, as a table (TSV)", .extension = "tsv",
      .open = write_tasks_open },
};

enum { FORMAT_COUNT = LENGTH_OF(formats) };

const struct write_format *write_format_find(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const struct write_format *write_format_at(size_t index)
{
    return index < FORMAT_COUNT ? &formats[index] : NULL;
}
