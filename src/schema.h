/*
 * schema: the JSON Schema of report documents, read with libyaml (JSON is YAML) into tables.
 * May be used by check, read_yaml's callers and main. Supports exactly the keywords that schemas/report.schema.json
 * uses; any other keyword makes schema_load fail by name, so that no rule can pass silently.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "mem.h"

struct schema;

/* The text of schemas/report.schema.json, compiled in. */
struct slice schema_text(void);
/* NULL when the text is no schema that the check understands; then `why` holds a one-line reason. */
struct schema *schema_load(struct slice json, struct buffer *why);
void schema_free(struct schema *schema);

#endif
