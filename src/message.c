#include "message.h"

#include "diag.h"
#include "json_text.h"
#include "utf8.h"

static const char program_name[] = "report2yaml";

/* As compilers do: what to look at in bold, red what is wrong, magenta what may be. */
static const char *const level_colours[] = {
    [REPORT2YAML_NOTE] = "\033[1;36m",
    [REPORT2YAML_WARNING] = "\033[1;35m",
    [REPORT2YAML_ERROR] = "\033[1;31m",
};
_Static_assert(LENGTH_OF(level_colours) == REPORT2YAML_LEVELS, "every level has a colour");
static const char bold[] = "\033[1m", plain[] = "\033[0m";

void message_log_init(struct message_log *log, const struct message_form *form, FILE *to)
{
    *log = (struct message_log){ .form = *form, .to = to };
    log->line = out_to_memory();
}

void message_log_fini(struct message_log *log)
{
    out_free(log->line);
    buffer_fini(&log->text);
    excerpt_free(log->excerpt);
    *log = (struct message_log){ 0 };
}

void message_about(struct message_log *log, const char *path, const char *encoding)
{
    excerpt_free(log->excerpt);
    log->excerpt = NULL;
    if (path && log->form.shows_excerpt)
        log->excerpt = excerpt_new(path, encoding);
}

static struct slice slice_from_text(struct report2yaml_text text)
{
    return (struct slice){ text.bytes, text.len };
}

static void put_member(struct out *line, const char *name, struct slice text)
{
    out_write_slice(line, out_memory(line).len > 1 ? SLICE(", ") : SLICE(""));
    json_text_write(line, slice_of(name));
    out_write_slice(line, SLICE(": "));
    json_text_write(line, text);
}

static void put_optional(struct out *line, const char *name, struct report2yaml_text text)
{
    if (text.len > 0)
        put_member(line, name, slice_from_text(text));
}

static void put_number(struct out *line, const char *name, uint64_t number)
{
    char member[48];
    int len = snprintf(member, sizeof member, ", \"%s\": %llu", name, (unsigned long long)number);

    out_write(line, member, (size_t)len);
}

static void put_name(struct message_log *log, const char *name)
{
    log->text.len = 0;
    utf8_append_name(&log->text, name);
    put_member(log->line, "file", buffer_slice(&log->text));
}

static void print_json(struct message_log *log, const char *name, const struct report2yaml_message *message)
{
    struct out *line = log->line;

    out_discard(line);
    out_write_slice(line, SLICE("{"));
    if (name)
        put_name(log, name);
    if (message->line > 0)
        put_number(line, "line", message->line);
    if (message->line > 0 && message->column > 0)
        put_number(line, "column", message->column);
    put_member(line, "level", slice_of(report2yaml_level_name(message->level)));
    if (message->code)
        put_member(line, "code", slice_of(message->code));
    if (message->has_pointer)
        put_member(line, "pointer", slice_from_text(message->pointer));
    put_member(line, "message", slice_from_text(message->text));
    if (message->count > 1)
        put_number(line, "count", message->count);
    if (message->has_offset)
        put_number(line, "offset", message->offset);
    put_optional(line, "expected", message->expected);
    put_optional(line, "found", message->found);
    out_write_slice(line, SLICE("}\n"));
    fwrite(out_memory(line).ptr, 1, out_memory(line).len, log->to);
}

/* "NAME:LINE:COLUMN: LEVEL: ", without what is 0. */
static void print_place(struct message_log *log, const char *name, const struct report2yaml_message *message)
{
    FILE *to = log->to;
    bool has_colour = log->form.has_colour;

    fputs(has_colour ? bold : "", to);
    diag_print_text(to, slice_of(name ? name : program_name));
    if (message->line > 0)
        fprintf(to, ":%llu", (unsigned long long)message->line);
    if (message->line > 0 && message->column > 0)
        fprintf(to, ":%llu", (unsigned long long)message->column);
    fputs(": ", to);
    fputs(has_colour ? level_colours[message->level] : "", to);
    fprintf(to, "%s: ", report2yaml_level_name(message->level));
    fputs(has_colour ? plain : "", to);
}

static void print_labelled(FILE *to, const char *label, struct report2yaml_text text)
{
    if (text.len == 0)
        return;
    fputs(label, to);
    diag_print_text(to, slice_from_text(text));
}

static void print_excerpt(struct message_log *log, const struct report2yaml_message *message)
{
    struct slice line;

    if (!log->excerpt || message->level == REPORT2YAML_NOTE || message->line == 0 || message->column == 0)
        return;
    if (excerpt_find(log->excerpt, message->line, &line))
        excerpt_print(log->to, message->line, line, message->column);
}

static void print_text(struct message_log *log, const char *name, const struct report2yaml_message *message)
{
    FILE *to = log->to;

    print_place(log, name, message);
    if (message->pointer.len > 0) {
        diag_print_text(to, slice_from_text(message->pointer));
        fputs(": ", to);
    }
    diag_print_text(to, slice_from_text(message->text));
    print_labelled(to, ", expected ", message->expected);
    print_labelled(to, ", found ", message->found);
    if (message->has_offset)
        fprintf(to, ", at byte %llu", (unsigned long long)message->offset);
    if (message->count > 1)
        fprintf(to, " (%llu times)", (unsigned long long)message->count);
    if (message->code)
        fprintf(to, " [%s]", message->code);
    putc('\n', to);
    print_excerpt(log, message);
}

void message_tell(struct message_log *log, const char *name, const struct report2yaml_message *message)
{
    if (log->form.is_quiet && message->level != REPORT2YAML_ERROR)
        return;
    if (log->progress)
        progress_clear(log->progress);
    if (log->form.is_json)
        print_json(log, name, message);
    else
        print_text(log, name, message);
}

void message_error(struct message_log *log, const char *name, struct slice text)
{
    const struct report2yaml_message message = {
        .level = REPORT2YAML_ERROR, .text = { text.ptr, text.len },
    };

    message_tell(log, name, &message);
}

void message_system(struct message_log *log, const char *name, const char *what, int error)
{
    char reason[128], text[256];
    int len;

    if (strerror_r(error, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", error);
    len = snprintf(text, sizeof text, "%s: %s", what, reason);
    message_error(log, name, (struct slice){ text, len < (int)sizeof text ? (size_t)len : sizeof text - 1 });
}
