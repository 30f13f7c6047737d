#include "file_name.h"

#include <nettle/sha2.h>

#include <stdio.h>

enum { STEM_LEN_MAX = 100, EXTENSION_LEN_MAX = 8, DIGEST_LEN = 6 };

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

/* The last part of the path, without its extension. */
static struct slice stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct slice name = slice_of(slash ? slash + 1 : path);

    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 1] == '.')
            return is_extension(slice_from(name, i)) ? slice_part(name, 0, i - 1) : name;
    return name;
}

static bool is_kept_whole(struct slice stem)
{
    if (stem.len == 0 || stem.len > STEM_LEN_MAX || stem.ptr[0] == '-')
        return false;
    for (size_t i = 0; i < stem.len; i++)
        if (!is_kept(stem.ptr[i]))
            return false;
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

static void append_digest(struct buffer *to, const char *path)
{
    struct sha256_ctx context;
    uint8_t digest[DIGEST_LEN];
    char digits[3];

    sha256_init(&context);
    sha256_update(&context, strlen(path), (const uint8_t *)path);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        snprintf(digits, sizeof digits, "%02x", digest[i]);
        buffer_append_text(to, digits);
    }
}

void file_name_append(struct buffer *to, const char *path, const char *extension)
{
    struct slice stem = strcmp(path, "-") == 0 ? SLICE("stdin") : stem_of(path);

    if (is_kept_whole(stem)) {
        buffer_append_slice(to, stem);
    } else {
        append_what_is_left(to, stem);
        append_digest(to, path);
    }
    buffer_put(to, '.');
    buffer_append_text(to, extension);
}
