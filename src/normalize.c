#include "normalize.h"

#include "utf8.h"

#include <utf8proc.h>

_Static_assert(sizeof(utf8proc_int32_t) == sizeof(int32_t), "a part can be handed to utf8proc");

/* Whether `cp` may combine with what stands before it. */
static bool is_attached(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    if (cp >= 0x1160 && cp <= 0x11FF)
        return true;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return true;
    default:
        return false;
    }
}

/* Bytes of the part that begins at `from`: a character and what is attached to it. */
static size_t part_end(struct slice line, size_t from)
{
    size_t end = from, next;

    utf8_next(line, &end);
    for (next = end; next < line.len && is_attached(utf8_next(line, &next)); end = next)
        ;
    return end;
}

/* ASCII and the common ideographs are as they are in every form: no more than their marks have to be looked for. */
static bool is_stable(struct slice part)
{
    uint32_t cp = utf8_first(part);

    return (cp < 0xC0 && part.len <= 2) || (cp >= 0x3400 && cp <= 0x9FFF && part.len == 3);
}

/* Its code points in form C, in `part`; returns how many. */
static size_t compose(struct normalizer *normalizer, struct slice part)
{
    utf8proc_ssize_t n = 0;
    utf8proc_ssize_t room;

    for (;;) {
        room = (utf8proc_ssize_t)normalizer->part_capacity;
        n = utf8proc_decompose((const utf8proc_uint8_t *)part.ptr, (utf8proc_ssize_t)part.len, normalizer->part, room,
                               UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        if (n <= room)
            break;
        normalizer->part =
            mem_grow(normalizer->part, &normalizer->part_capacity, (size_t)n, sizeof normalizer->part[0]);
    }
    n = n < 0 ? n : utf8proc_normalize_utf32(normalizer->part, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return n < 0 ? 0 : (size_t)n;
}

static bool is_same(struct slice part, const int32_t *composed, size_t n)
{
    size_t at = 0, i = 0;

    while (at < part.len && i < n && utf8_next(part, &at) == (uint32_t)composed[i])
        i++;
    return at == part.len && i == n;
}

/* Where the first part changes, what stands before it is copied. */
static void begin_copy(struct normalizer *normalizer, struct normalized *result, struct slice before)
{
    if (result->n_changed++ > 0)
        return;
    result->first_cp = utf8_count(before);
    normalizer->line.len = 0;
    buffer_append_slice(&normalizer->line, before);
}

struct normalized normalize_line(struct normalizer *normalizer, struct slice line)
{
    struct normalized result = { .text = line };

    for (size_t at = 0, end; at < line.len; at = end) {
        struct slice part;
        size_t n;

        end = part_end(line, at);
        part = slice_part(line, at, end);
        n = is_stable(part) ? 0 : compose(normalizer, part);
        if (n > 0 && !is_same(part, normalizer->part, n)) {
            begin_copy(normalizer, &result, slice_part(line, 0, at));
            for (size_t i = 0; i < n; i++)
                utf8_append(&normalizer->line, (uint32_t)normalizer->part[i]);
        } else if (result.n_changed > 0) {
            buffer_append_slice(&normalizer->line, part);
        }
    }
    if (result.n_changed > 0)
        result.text = buffer_slice(&normalizer->line);
    return result;
}

void normalize_fini(struct normalizer *normalizer)
{
    buffer_fini(&normalizer->line);
    mem_free(normalizer->part);
    *normalizer = (struct normalizer){ 0 };
}
