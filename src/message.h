/*
 * message: what the program tells people and other programs on stderr, as text or as one JSON object a line.
 * May be used by job, batch, records and main.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "excerpt.h"
#include "out.h"
#include "progress.h"
#include "report2yaml.h"

/* How messages are shown. */
struct message_form {
    bool is_json;
    bool is_quiet;      /* errors only */
    bool has_colour;
    bool shows_excerpt; /* the line of the input, below a warning or an error with a place */
};

/* Where messages go, and room to compose them in. */
struct message_log {
    struct message_form form;
    FILE *to;
    struct out *line;
    struct buffer text;
    struct progress *progress; /* NULL, or what has to make room */
    struct excerpt *excerpt; /* of the input that messages are about; NULL: none */
};

void message_log_init(struct message_log *log, const struct message_form *form, FILE *to);
void message_log_fini(struct message_log *log);

/* From now on messages are about this input: NULL, none. `path` and `encoding` are borrowed until the next call. */
void message_about(struct message_log *log, const char *path, const char *encoding);

/* `name` is that of an input or output; NULL is the program itself. */

/* What the library says. */
void message_tell(struct message_log *log, const char *name, const struct report2yaml_message *message);
/* Whatever else went wrong: an error. `text` is one line without a stop. */
void message_error(struct message_log *log, const char *name, struct slice text);
/* The same, of an errno: "cannot be read: Is a directory". */
void message_system(struct message_log *log, const char *name, const char *what, int error);

#endif
