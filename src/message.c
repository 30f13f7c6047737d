#include "message.h"

#include "json_text.h"
#include "utf8.h"

/* What both forms are made from. */
struct message {
    const char *name;
    enum diag_level level;
    struct slice code;           /* empty: none */
    const struct slice *pointer; /* JSON pointer into a document; NULL: none */
    struct slice text;
    struct diag diag; /* place, count, offset, expected, found */
};

static const char program_name[] = "report2yaml";

void message_form_init(struct message_form *form, FILE *to)
{
    *form = (struct message_form){ .to = to };
    form->line = out_to_memory();
}

void message_form_fini(struct message_form *form)
{
    out_free(form->line);
    buffer_fini(&form->text);
    form->line = NULL;
}

static void put_member(struct out *line, const char *name, struct slice text)
{
    out_write_slice(line, out_memory(line).len > 1 ? SLICE(", ") : SLICE(""));
    json_text_write(line, slice_of(name));
    out_write_slice(line, SLICE(": "));
    json_text_write(line, text);
}

static void put_optional(struct out *line, const char *name, struct slice text)
{
    if (text.len > 0)
        put_member(line, name, text);
}

static void put_number(struct out *line, const char *name, uint64_t number)
{
    char member[48];
    int len = snprintf(member, sizeof member, ", \"%s\": %llu", name, (unsigned long long)number);

    if (number > 0)
        out_write(line, member, (size_t)len);
}

/* A file's name is bytes; those that are no UTF-8 become %XX, as in source.name. */
static void put_name(struct message_form *form, const char *name)
{
    struct slice rest = slice_of(name);
    char escape[4];

    form->text.len = 0;
    for (;;) {
        size_t len = utf8_valid_prefix(rest.ptr, rest.len);

        buffer_append(&form->text, rest.ptr, len);
        if (len == rest.len)
            break;
        snprintf(escape, sizeof escape, "%%%02X", (unsigned char)rest.ptr[len]);
        buffer_append_text(&form->text, escape);
        rest = slice_from(rest, len + 1);
    }
    put_member(form->line, "file", buffer_slice(&form->text));
}

static void print_json(struct message_form *form, const struct message *message)
{
    struct out *line = form->line;
    const struct diag *diag = &message->diag;

    out_discard(line);
    out_write_slice(line, SLICE("{"));
    if (message->name)
        put_name(form, message->name);
    put_number(line, "line", diag->line);
    put_number(line, "column", diag->line > 0 ? diag->column : 0);
    put_member(line, "level", diag_level_name(message->level));
    put_optional(line, "code", message->code);
    if (message->pointer)
        put_member(line, "pointer", *message->pointer);
    put_member(line, "message", message->text);
    put_number(line, "count", diag->count > 1 ? diag->count : 0);
    if (diag->offset_plus_one == 1)
        out_write_slice(line, SLICE(", \"offset\": 0"));
    else if (diag->offset_plus_one > 1)
        put_number(line, "offset", diag->offset_plus_one - 1);
    put_optional(line, "expected", diag->expected);
    put_optional(line, "found", diag->found);
    out_write_slice(line, SLICE("}\n"));
    fwrite(out_memory(line).ptr, 1, out_memory(line).len, form->to);
}

static void print_text(struct message_form *form, const struct message *message)
{
    diag_print_place(form->to, message->name ? message->name : program_name, message->diag.line, message->diag.column,
                     message->level);
    if (message->pointer && message->pointer->len > 0) {
        diag_print_text(form->to, *message->pointer);
        fputs(": ", form->to);
    }
    diag_print_text(form->to, message->text);
    if (message->code.len > 0)
        fprintf(form->to, " [%.*s]", (int)message->code.len, message->code.ptr);
    putc('\n', form->to);
}

static void print(struct message_form *form, const struct message *message)
{
    if (form->is_json)
        print_json(form, message);
    else
        print_text(form, message);
}

void message_diag(struct message_form *form, const char *name, const struct diag_record *record)
{
    enum diag_level level = diag_level(record->diag.code);
    struct message message = {
        .name = name,
        .level = level,
        .code = diag_name(record->diag.code),
        .text = record->message,
        .diag = record->diag,
    };

    if (form->is_quiet && level != DIAG_ERROR)
        return;
    if (form->is_json)
        print_json(form, &message);
    else
        diag_print(form->to, name, record);
}

void message_violation(struct message_form *form, const char *name, const struct check_violation *violation)
{
    struct message message = {
        .name = name,
        .level = DIAG_ERROR,
        .code = diag_name(DIAG_SCHEMA_VIOLATION),
        .pointer = &violation->pointer,
        .text = violation->message,
        .diag = { .line = violation->line, .column = violation->column },
    };

    print(form, &message);
}

void message_error(struct message_form *form, const char *name, uint64_t line, uint64_t column, struct slice text)
{
    struct message message = {
        .name = name,
        .level = DIAG_ERROR,
        .text = text,
        .diag = { .line = line, .column = column },
    };

    print(form, &message);
}

void message_system(struct message_form *form, const char *name, const char *what, int error)
{
    char text[256];
    int len = snprintf(text, sizeof text, "%s: %s", what, strerror(error));

    message_error(form, name, 0, 0, (struct slice){ text, len < (int)sizeof text ? (size_t)len : sizeof text - 1 });
}
