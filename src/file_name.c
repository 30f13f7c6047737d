#include "file_name.h"

#include "digest.h"

enum { STEM_LEN_MAX = 100, EXTENSION_LEN_MAX = 8, DIGEST_LEN = 8 };

static bool is_small_letter(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_kept(char byte)
{
    return is_small_letter(byte) || is_digit(byte) || byte == '_' || byte == '-';
}

/* txt, md, yaml; not the 1 of report.1, and not the whole of .profile */
static bool is_extension(struct slice text)
{
    if (text.len == 0 || text.len > EXTENSION_LEN_MAX || is_digit(text.ptr[0]))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_small_letter(text.ptr[i]) && !is_capital(text.ptr[i]) && !is_digit(text.ptr[i]))
            return false;
    return true;
}

/* The last part of the name, without its extension. */
static struct slice stem_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct slice last = slice_of(slash ? slash + 1 : name);

    for (size_t i = last.len; i > 1; i--)
        if (last.ptr[i - 1] == '.')
            return is_extension(slice_from(last, i)) ? slice_part(last, 0, i - 1) : last;
    return last;
}

/* Hyphens at the ends or two in a row would blur where one part of a name ends and the next begins. */
static bool is_part_kept(struct slice part)
{
    if (part.len == 0 || part.ptr[0] == '-' || part.ptr[part.len - 1] == '-' || slice_holds(part, SLICE("--")))
        return false;
    for (size_t i = 0; i < part.len; i++)
        if (!is_kept(part.ptr[i]))
            return false;
    return true;
}

/* What a name that is not kept ends with; one that ends so by itself could be taken for it. */
static bool has_digest(struct slice stem)
{
    struct slice digits;

    if (stem.len < 2 * DIGEST_LEN)
        return false;
    digits = slice_from(stem, stem.len - 2 * DIGEST_LEN);
    for (size_t i = 0; i < digits.len; i++)
        if (!is_digit(digits.ptr[i]) && !(digits.ptr[i] >= 'a' && digits.ptr[i] <= 'f'))
            return false;
    return true;
}

/* The document of standard input; what else lies in an archive, and a name to which site generators give a meaning. */
static bool is_reserved(struct slice stem)
{
    return slice_equal(stem, SLICE("stdin")) || slice_equal(stem, SLICE("index"));
}

static bool is_kept_whole(struct slice stem)
{
    struct slice rest = stem;
    const char *slash;

    if (stem.len > STEM_LEN_MAX || has_digest(stem) || is_reserved(stem))
        return false;
    while ((slash = memchr(rest.ptr, '/', rest.len))) {
        size_t len = (size_t)(slash - rest.ptr);

        if (!is_part_kept(slice_part(rest, 0, len)))
            return false;
        rest = slice_from(rest, len + 1);
    }
    return is_part_kept(rest);
}

/* "2023/county.txt" becomes "2023--county". False where the name cannot be kept, and then nothing is appended. */
static bool append_kept(struct buffer *to, const char *name, const char *dropped)
{
    struct slice stem = slice_of(name);
    struct slice extension = slice_of(dropped);

    if (!slice_ends(stem, extension) || stem.len <= extension.len || stem.ptr[stem.len - extension.len - 1] != '.')
        return false;
    stem.len -= extension.len + 1;
    if (!is_kept_whole(stem))
        return false;
    for (size_t i = 0; i < stem.len; i++) {
        if (stem.ptr[i] == '/')
            buffer_append_text(to, "--");
        else
            buffer_put(to, stem.ptr[i]);
    }
    return true;
}

/* "County Report (final)" becomes "county-report-final-": words apart by one hyphen, and one at the end. */
static void append_what_is_left(struct buffer *to, struct slice stem)
{
    size_t start = to->len;

    for (size_t i = 0; i < stem.len && to->len - start < STEM_LEN_MAX; i++) {
        char byte = is_capital(stem.ptr[i]) ? (char)(stem.ptr[i] - 'A' + 'a') : stem.ptr[i];

        if (is_kept(byte) && byte != '-')
            buffer_put(to, byte);
        else if (to->len > start && to->ptr[to->len - 1] != '-')
            buffer_put(to, '-');
    }
    if (to->len > start && to->ptr[to->len - 1] != '-')
        buffer_put(to, '-');
}

static void append_digest(struct buffer *to, const char *name)
{
    char digits[2 * DIGEST_LEN + 1];

    digest_short(slice_of(name), DIGEST_LEN, digits);
    buffer_append_text(to, digits);
}

void file_name_append(struct buffer *to, const char *name, const char *dropped, const char *extension)
{
    while (name[0] == '.' && name[1] == '/')
        name += 2;
    if (strcmp(name, "-") == 0) {
        buffer_append_text(to, "stdin");
    } else if (!append_kept(to, name, dropped)) {
        append_what_is_left(to, stem_of(name));
        append_digest(to, name);
    }
    buffer_put(to, '.');
    buffer_append_text(to, extension);
}
