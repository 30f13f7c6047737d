#include "json_text.h"

#include "escape.h"
#include "utf8.h"

enum { ESCAPE_LEN_MAX = 6 };

static char escape_letter(uint32_t cp)
{
    static const char letters[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\',
    };

    return cp < sizeof letters ? letters[cp] : 0;
}

/* Bytes written to `to`, which has room for ESCAPE_LEN_MAX. */
static size_t put_escape(char *to, uint32_t cp)
{
    char letter = escape_letter(cp);

    if (cp >= 0x10000)
        return utf8_encode(cp, to);
    to[0] = '\\';
    to[1] = letter ? letter : 'u';
    if (letter)
        return 2;
    for (int i = 0; i < 4; i++)
        to[2 + i] = "0123456789abcdef"[(cp >> (12 - 4 * i)) & 0xF];
    return 6;
}

void json_text_write(struct out *to, struct slice text)
{
    out_write(to, "\"", 1);
    while (text.len > 0) {
        size_t room;
        char *start = out_room(to, OUT_ROOM_MAX, &room);
        size_t len = escape_copy(start, room - ESCAPE_LEN_MAX, text);

        text = slice_from(text, len);
        if (text.len > 0 && escape_is_needed(text)) {
            size_t offset = 0;

            len += put_escape(start + len, utf8_next(text, &offset));
            text = slice_from(text, offset);
        }
        out_advance(to, len);
    }
    out_write(to, "\"", 1);
}

static bool is_at(struct slice text, size_t at, const char *bytes)
{
    return at < text.len && text.ptr[at] != '\0' && strchr(bytes, text.ptr[at]);
}

/* Moves *at behind the digits there; false where there are none. */
static bool skip_digits(struct slice text, size_t *at)
{
    size_t start = *at;

    while (is_at(text, *at, "0123456789"))
        ++*at;
    return *at > start;
}

bool json_text_is_number(struct slice text)
{
    size_t at = is_at(text, 0, "-") ? 1 : 0;

    if (is_at(text, at, "0"))
        at++;
    else if (!skip_digits(text, &at))
        return false;
    if (is_at(text, at, ".")) {
        at++;
        if (!skip_digits(text, &at))
            return false;
    }
    if (is_at(text, at, "eE")) {
        at += is_at(text, at + 1, "+-") ? 2 : 1;
        if (!skip_digits(text, &at))
            return false;
    }
    return at == text.len;
}
