#include "manifest.h"

#include <stdlib.h>

enum { PATH_AT = DIGEST_HEX_LEN + 2 };

static const struct {
    char byte;
    const char *escape;
} escapes[] = { { '\r', "%0D" }, { '\n', "%0A" }, { '%', "%25" } };

enum { ESCAPE_COUNT = LENGTH_OF(escapes), ESCAPE_LEN = 3 };

void manifest_append(struct buffer *to, const char *hex, struct slice path)
{
    buffer_append(to, hex, DIGEST_HEX_LEN);
    buffer_append_text(to, "  ");
    for (size_t i = 0; i < path.len; i++) {
        size_t k = 0;

        while (k < ESCAPE_COUNT && escapes[k].byte != path.ptr[i])
            k++;
        if (k < ESCAPE_COUNT)
            buffer_append(to, escapes[k].escape, ESCAPE_LEN);
        else
            buffer_put(to, path.ptr[i]);
    }
    buffer_put(to, '\n');
}

/* In place, with a NUL at the end; a percent sign that begins no escape is an error. */
static bool decode_path(char *path, size_t len)
{
    size_t to = 0;

    for (size_t from = 0; from < len; from++) {
        size_t k = 0;

        path[to++] = path[from];
        if (path[from] != '%')
            continue;
        while (k < ESCAPE_COUNT && (len - from < ESCAPE_LEN || memcmp(path + from, escapes[k].escape, ESCAPE_LEN) != 0))
            k++;
        if (k == ESCAPE_COUNT)
            return false;
        path[to - 1] = escapes[k].byte;
        from += ESCAPE_LEN - 1;
    }
    path[to] = '\0';
    return true;
}

/* A path that somebody else has written must not lead to files outside the bag. */
static bool is_inside(const char *path)
{
    if (path[0] == '\0' || path[0] == '/')
        return false;
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += part[0] == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

static bool has_digits(const char *line)
{
    for (size_t i = 0; i < DIGEST_HEX_LEN; i++)
        if (line[i] == '\0' || !strchr("0123456789abcdef", line[i]))
            return false;
    return true;
}

/* `end` is at its line feed. */
static bool read_entry(struct manifest *manifest, char *line, char *end)
{
    size_t len = (size_t)(end - line);

    if (len <= PATH_AT || !has_digits(line) || memcmp(line + DIGEST_HEX_LEN, "  ", 2) != 0 || memchr(line, '\0', len) ||
        memchr(line, '\r', len))
        return false;
    if (!decode_path(line + PATH_AT, len - PATH_AT) || !is_inside(line + PATH_AT))
        return false;
    line[DIGEST_HEX_LEN] = '\0';
    manifest->entries = mem_grow(manifest->entries, &manifest->capacity, manifest->n + 1, sizeof manifest->entries[0]);
    manifest->entries[manifest->n++] = (struct manifest_entry){ .path = line + PATH_AT, .hex = line };
    return true;
}

static int compare_entries(const void *first, const void *second)
{
    const struct manifest_entry *a = first, *b = second;

    return strcmp(a->path, b->path);
}

static void sort_entries(struct manifest *manifest)
{
    if (manifest->n > 1)
        qsort(manifest->entries, manifest->n, sizeof manifest->entries[0], compare_entries);
    for (size_t i = 1; i < manifest->n; i++)
        if (manifest->wrong_line == 0 && compare_entries(&manifest->entries[i - 1], &manifest->entries[i]) == 0)
            manifest->wrong_line = i + 1;
}

void manifest_read(struct manifest *manifest, struct buffer *text)
{
    char *at, *end;

    *manifest = (struct manifest){ .text = *text };
    *text = (struct buffer){ 0 };
    at = manifest->text.ptr;
    end = at ? at + manifest->text.len : at;
    for (size_t line = 1; at < end; line++) {
        char *line_end = memchr(at, '\n', (size_t)(end - at));

        if ((!line_end || !read_entry(manifest, at, line_end)) && manifest->wrong_line == 0)
            manifest->wrong_line = line;
        at = line_end ? line_end + 1 : end;
    }
    sort_entries(manifest);
}

struct manifest_entry *manifest_find(const struct manifest *manifest, const char *path)
{
    const struct manifest_entry wanted = { .path = path };

    return manifest->n == 0 ? NULL : bsearch(&wanted, manifest->entries, manifest->n, sizeof wanted, compare_entries);
}

void manifest_fini(struct manifest *manifest)
{
    mem_free(manifest->entries);
    buffer_fini(&manifest->text);
    *manifest = (struct manifest){ 0 };
}
