#include "write_markdown_text.h"

#include "utf8.h"

enum { LIST_DIGITS_MAX = 9, ENTITY_LEN_MAX = 32 };

/* What stands for a character that is markup anywhere in a line. */
static const char *const escapes[128] = {
    ['\t'] = "&emsp;", ['\\'] = "\\\\", ['`'] = "\\`", ['*'] = "\\*", ['_'] = "\\_", ['['] = "\\[", [']'] = "\\]",
    ['<'] = "\\<",     ['|'] = "\\|",   ['~'] = "\\~", ['$'] = "\\$", ['#'] = "\\#", ['{'] = "&#123;",
};

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* &nbsp; and &#160; would be read as what they stand for. */
static bool is_entity(struct slice text)
{
    size_t len = 1;

    while (len < text.len && len < ENTITY_LEN_MAX && (is_alphanumeric(text.ptr[len]) || text.ptr[len] == '#'))
        len++;
    return len > 1 && len < text.len && text.ptr[len] == ';';
}

/* Bytes at the start of a line that a backslash has to follow, or SLICE_NONE: "2023. " would begin a list, "+ " too. */
static size_t mark_of_line(struct slice text)
{
    size_t digits = 0;

    if (text.len > 0 && memchr("+-=:>", text.ptr[0], 5))
        return 0;
    while (digits < text.len && digits <= LIST_DIGITS_MAX && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    if (digits == 0 || digits > LIST_DIGITS_MAX || digits == text.len ||
        (text.ptr[digits] != '.' && text.ptr[digits] != ')'))
        return SLICE_NONE;
    return digits + 1 == text.len || utf8_is_space(utf8_at(text, digits + 1)) ? digits : SLICE_NONE;
}

void markdown_text_write(struct out *to, struct slice text, bool at_line_start)
{
    size_t mark = at_line_start ? mark_of_line(text) : SLICE_NONE;
    size_t written = 0;

    for (size_t at = 0; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.ptr[at];
        const char *escape = byte < 128 ? escapes[byte] : NULL;

        if (byte == '&' && is_entity(slice_from(text, at)))
            escape = "&amp;";
        if (at == mark && !escape) {
            out_write_slice(to, slice_part(text, written, at));
            out_write(to, "\\", 1);
            written = at;
        }
        if (!escape)
            continue;
        out_write_slice(to, slice_part(text, written, at));
        out_write_slice(to, slice_of(escape));
        written = at + 1;
    }
    out_write_slice(to, slice_from(text, written));
}

/* A letter or digit for all readers. Symbols (℃) are punctuation for some and not for others. */
static bool is_word(uint32_t cp)
{
    return utf8_is_ideograph(cp) || utf8_is_latin(cp) || utf8_is_digit(cp);
}

static bool is_edge(uint32_t cp)
{
    return cp == 0 || utf8_is_space(cp) || utf8_is_punctuation(cp);
}

bool markdown_text_can_be_bold(uint32_t before, struct slice text, uint32_t after)
{
    if (text.len == 0)
        return false;
    return (is_word(utf8_first(text)) || is_edge(before)) && (is_word(utf8_last(text)) || is_edge(after));
}
