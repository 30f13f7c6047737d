#include "mem.h"

#include "lanes.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct mem_guard *innermost;

void mem_guard_push(struct mem_guard *guard)
{
    guard->outer = innermost;
    innermost = guard;
}

void mem_guard_pop(struct mem_guard *guard)
{
    innermost = guard->outer;
}

_Noreturn void mem_exhausted(void)
{
    if (innermost)
        longjmp(innermost->resume, 1);
    fputs("report2yaml: out of memory\n", stderr);
    exit(3);
}

void *mem_alloc(size_t size)
{
    void *block = calloc(1, size ? size : 1);

    if (!block)
        mem_exhausted();
    return block;
}

void *mem_alloc_head(size_t size, size_t head_len)
{
    void *block = malloc(size);

    if (!block)
        mem_exhausted();
    return memset(block, 0, head_len);
}

void *mem_resize(void *block, size_t size)
{
    void *moved = realloc(block, size ? size : 1);

    if (!moved)
        mem_exhausted();
    return moved;
}

void mem_free(void *block)
{
    free(block);
}

char *mem_copy_text(struct slice text)
{
    char *copy = mem_alloc(text.len + 1);

    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return copy;
}

void *mem_enlarge(void *array, size_t *capacity, size_t wanted, size_t element_size)
{
    size_t grown = *capacity;

    if (wanted > (size_t)-1 / 2 / element_size) /* so that twice as much is a number still */
        mem_exhausted();
    while (grown < wanted)
        grown = grown ? grown * 2 : 16;
    array = mem_resize(array, grown * element_size);
    memset((char *)array + *capacity * element_size, 0, (grown - *capacity) * element_size);
    *capacity = grown;
    return array;
}

void buffer_grow(struct buffer *buffer, size_t more)
{
    size_t wanted = buffer->len + more;
    size_t grown = buffer->cap ? buffer->cap : 64;

    if (wanted < more)
        mem_exhausted();
    while (grown < wanted) {
        if (grown > (size_t)-1 / 2)
            mem_exhausted();
        grown *= 2;
    }
    buffer->ptr = mem_resize(buffer->ptr, grown);
    buffer->cap = grown;
}

void buffer_append_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_number(struct buffer *buffer, long long number)
{
    char digits[24];
    char *start = digits + sizeof digits;
    unsigned long long rest = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;

    if (number >= 0 && number <= 9) {
        buffer_put(buffer, (char)('0' + number));
        return;
    }
    do {
        *--start = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--start = '-';
    buffer_append(buffer, start, (size_t)(digits + sizeof digits - start));
}

void buffer_fini(struct buffer *buffer)
{
    mem_free(buffer->ptr);
    *buffer = (struct buffer){ 0 };
}

enum { NEEDLE_LEN = 3 };

/*
 * Three bytes or more: the first and the third are compared at once. memchr would stop at every third byte of Chinese,
 * for the first bytes of its characters are few.
 */
#ifdef HAS_LANES
/* Of sixteen places at `at`, those where the first and third byte of `wanted` stand: a bit each. */
static inline unsigned block_places(const char *at, const char *wanted)
{
    return lanes_mask((lanes)((lanes_load(at) == (uint8_t)wanted[0]) & (lanes_load(at + 2) == (uint8_t)wanted[2])));
}

/* The first of the places behind `at` that have a bit where the whole needle stands; SLICE_NONE where none does. */
static inline size_t first_of(struct slice slice, struct slice needle, size_t at, unsigned places)
{
    for (; places != 0; places &= places - 1) {
        struct slice found = slice_from(slice, at + lanes_lowest(places));

        if (found.ptr[1] == needle.ptr[1] && (needle.len == NEEDLE_LEN || slice_starts(found, needle)))
            return (size_t)(found.ptr - slice.ptr);
    }
    return SLICE_NONE;
}

/* The last block shares bytes with the one before it. */
static inline size_t find_in_blocks(struct slice slice, struct slice needle, size_t from)
{
    size_t last = slice.len - LANES_LEN - NEEDLE_LEN + 1, at, found;
    unsigned places;

    for (at = from; at <= last; at += LANES_LEN) {
        places = block_places(slice.ptr + at, needle.ptr);
        if (places != 0 && (found = first_of(slice, needle, at, places)) != SLICE_NONE)
            return found;
    }
    if (at + needle.len > slice.len)
        return SLICE_NONE;
    return first_of(slice, needle, at, block_places(slice.ptr + last, needle.ptr) >> (at - last));
}
#endif

static size_t find_long(struct slice slice, struct slice needle, size_t from)
{
#ifdef HAS_LANES
    if (slice.len >= LANES_LEN + NEEDLE_LEN - 1)
        return find_in_blocks(slice, needle, from);
#endif
    for (size_t at = from; at + needle.len <= slice.len; at++)
        if (slice.ptr[at] == needle.ptr[0] && slice_starts(slice_from(slice, at), needle))
            return at;
    return SLICE_NONE;
}

size_t slice_find(struct slice slice, struct slice needle, size_t from)
{
    const char *at;

    if (needle.len == 0 || slice.len < needle.len || from > slice.len - needle.len)
        return SLICE_NONE;
    if (needle.len >= NEEDLE_LEN && (unsigned char)needle.ptr[0] >= 0x80)
        return find_long(slice, needle, from);
    while (from + needle.len <= slice.len) {
        at = memchr(slice.ptr + from, needle.ptr[0], slice.len - needle.len - from + 1);
        if (!at)
            return SLICE_NONE;
        if (memcmp(at, needle.ptr, needle.len) == 0)
            return (size_t)(at - slice.ptr);
        from = (size_t)(at - slice.ptr) + 1;
    }
    return SLICE_NONE;
}
