#include "record.h"

#include "digest.h"

enum { CHECK_LEN = 8 };

void record_append_field(struct buffer *to, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        if (byte == '\t' || byte == '\n' || byte == '\\')
            buffer_put(to, '\\');
        buffer_put(to, byte == '\t' ? 't' : byte == '\n' ? 'n' : byte);
    }
}

void record_append(struct buffer *to, const struct record *record)
{
    char digits[CHECK_LEN + 1];
    size_t start = to->len;

    buffer_append_text(to, "01234567");
    for (size_t i = 0; i < RECORD_FIELD_COUNT; i++) {
        buffer_put(to, '\t');
        record_append_field(to, record->fields[i]);
    }
    digest_short(slice_from(buffer_slice(to), start + CHECK_LEN), CHECK_LEN / 2, digits);
    memcpy(to->ptr + start, digits, CHECK_LEN);
    buffer_put(to, '\n');
}

/* False where a backslash stands before nothing that it could. */
static bool append_unescaped(struct buffer *to, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];

        if (byte == '\\') {
            i++;
            if (i == text.len || (text.ptr[i] != 't' && text.ptr[i] != 'n' && text.ptr[i] != '\\'))
                return false;
            byte = text.ptr[i] == 't' ? '\t' : text.ptr[i] == 'n' ? '\n' : '\\';
        }
        buffer_put(to, byte);
    }
    return true;
}

/* Takes what stands before the next TAB from the line. */
static struct slice take_field(struct slice *rest)
{
    const char *tab = rest->len > 0 ? memchr(rest->ptr, '\t', rest->len) : NULL;
    size_t len = tab ? (size_t)(tab - rest->ptr) : rest->len;
    struct slice field = slice_part(*rest, 0, len);

    *rest = slice_from(*rest, len + (tab != NULL));
    return field;
}

/* Whoever reads a record that others have made takes its documents for files of one folder, and restores them there. */
static bool is_file_name(struct slice document)
{
    return !slice_starts(document, SLICE(".")) && (document.len == 0 || !memchr(document.ptr, '/', document.len));
}

bool record_parse(struct slice line, struct record *record, struct buffer *room)
{
    char digits[CHECK_LEN + 1];
    struct slice rest;
    size_t n_tabs = 0;

    for (size_t i = 0; i < line.len; i++)
        n_tabs += line.ptr[i] == '\t';
    if (n_tabs != RECORD_FIELD_COUNT || line.ptr[line.len < CHECK_LEN ? 0 : CHECK_LEN] != '\t')
        return false;
    digest_short(slice_from(line, CHECK_LEN), CHECK_LEN / 2, digits);
    if (memcmp(line.ptr, digits, CHECK_LEN) != 0)
        return false;
    room->len = 0;
    buffer_reserve(room, line.len);
    rest = slice_from(line, CHECK_LEN + 1);
    for (size_t i = 0; i < RECORD_FIELD_COUNT; i++) {
        size_t start = room->len;

        if (!append_unescaped(room, take_field(&rest)))
            return false;
        record->fields[i] = slice_from(buffer_slice(room), start);
    }
    return is_file_name(record->fields[RECORD_DOCUMENT]);
}

struct slice record_document(struct slice line)
{
    struct slice rest = line;

    take_field(&rest);
    take_field(&rest);
    return take_field(&rest);
}

bool record_is(const struct record *record, enum record_field field, const char *text)
{
    return slice_equal(record->fields[field], slice_of(text));
}

uint64_t record_number(const struct record *record, enum record_field field)
{
    struct slice digits = record->fields[field];
    uint64_t number = 0;

    for (size_t i = 0; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
        number = number * 10 + (uint64_t)(digits.ptr[i] - '0');
    return number;
}
