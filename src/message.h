/*
 * message: what the program tells people and other programs on stderr, as text or as one JSON object a line.
 * May be used by job and main.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "check.h"
#include "diag.h"
#include "out.h"

/* How messages are shown, and room to compose them in. */
struct message_form {
    FILE *to;
    bool is_json;
    bool is_quiet; /* errors only */
    struct out *line;
    struct buffer text;
};

void message_form_init(struct message_form *form, FILE *to);
void message_form_fini(struct message_form *form);

/* `name` is that of an input or output; NULL is the program itself. */

/* One diagnostic of a conversion. */
void message_diag(struct message_form *form, const char *name, const struct diag_record *record);
/* Where a document breaks the schema: an error. */
void message_violation(struct message_form *form, const char *name, const struct check_violation *violation);
/* Whatever else went wrong: an error. `line` and `column` may be 0; `text` is one line without a stop. */
void message_error(struct message_form *form, const char *name, uint64_t line, uint64_t column, struct slice text);
/* The same, of an errno: "cannot be read: Is a directory". */
void message_system(struct message_form *form, const char *name, const char *what, int error);

#endif
