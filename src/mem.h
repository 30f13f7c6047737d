/*
 * mem: memory that is either there or ends the conversion, growing buffers, borrowed slices.
 * May be used by every file. Lowest layer; includes no header of ours.
 *
 * No function here returns NULL. Where memory runs out, the innermost mem_guard of the calling thread is
 * resumed (as by longjmp); without one the program ends with status 3. So a caller between a guard and an
 * allocation must keep everything that it owns reachable from a structure that the guard's owner frees.
 */
#ifndef MEM_H
#define MEM_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Of a function that is seldom called: compilers set it apart, and the code that calls it. */
#ifdef __GNUC__
#define SELDOM __attribute__((cold, noinline))
#else
#define SELDOM
#endif

#define LENGTH_OF(array) (sizeof(array) / sizeof(array)[0])

/* Bytes that belong to somebody else; not terminated by a NUL. `ptr` may be NULL only when `len` is 0. */
struct slice {
    const char *ptr;
    size_t len; /* bytes */
};

/* Bytes that belong to the holder of the buffer. All zero is an empty buffer. */
struct buffer {
    char *ptr;
    size_t len; /* bytes in use */
    size_t cap; /* bytes allocated */
};

struct mem_guard {
    jmp_buf resume;
    struct mem_guard *outer;
};

/* Usage: mem_guard_push(&guard); if (setjmp(guard.resume) == 0) { work } else { out of memory } mem_guard_pop(&guard);
 */
void mem_guard_push(struct mem_guard *guard);
void mem_guard_pop(struct mem_guard *guard);
/* What an allocation that failed does: for wrappers of libraries that report NULL. */
SELDOM _Noreturn void mem_exhausted(void);

void *mem_alloc(size_t size); /* zeroed */
/* Zeroed in its first `head_len` bytes; for a struct that ends with much room, seldom used whole. */
void *mem_alloc_head(size_t size, size_t head_len);
void *mem_resize(void *block, size_t size);
void mem_free(void *block);
char *mem_copy_text(struct slice text); /* NUL-terminated copy; free with mem_free */
SELDOM void *mem_enlarge(void *array, size_t *capacity, size_t wanted, size_t element_size); /* for mem_grow alone */
/* Room for `wanted` elements in an array of `*capacity`; returns the array, moved or not, new elements zeroed. */
static inline void *mem_grow(void *array, size_t *capacity, size_t wanted, size_t element_size)
{
    return wanted <= *capacity ? array : mem_enlarge(array, capacity, wanted, element_size);
}

SELDOM void buffer_grow(struct buffer *buffer, size_t more); /* for buffer_reserve alone */
static inline void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (more > buffer->cap - buffer->len)
        buffer_grow(buffer, more);
}

static inline void buffer_append(struct buffer *buffer, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    buffer_reserve(buffer, len);
    memcpy(buffer->ptr + buffer->len, bytes, len);
    buffer->len += len;
}

static inline void buffer_append_slice(struct buffer *buffer, struct slice slice)
{
    buffer_append(buffer, slice.ptr, slice.len);
}

static inline void buffer_put(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->ptr[buffer->len++] = byte;
}

void buffer_append_text(struct buffer *buffer, const char *text);
void buffer_append_number(struct buffer *buffer, long long number);
void buffer_fini(struct buffer *buffer); /* frees; the buffer is empty and usable afterwards */
enum { BUFFER_KEPT_MAX = 16 * 1024 }; /* bytes that an emptied buffer holds on to */
/* Empties the buffer for what comes next. Much room goes back: of a ring's buffers, few are long at a time. */
static inline void buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    if (buffer->cap > BUFFER_KEPT_MAX)
        buffer_fini(buffer);
}

static inline struct slice buffer_slice(const struct buffer *buffer)
{
    return (struct slice){ buffer->ptr, buffer->len };
}

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

static inline struct slice slice_of(const char *text)
{
    return (struct slice){ text, strlen(text) };
}

/* Bytes from `from` up to, not including, `to`. Of an empty slice, too, whose pointer may not be counted from. */
static inline struct slice slice_part(struct slice slice, size_t from, size_t to)
{
    return (struct slice){ from > 0 ? slice.ptr + from : slice.ptr, to - from };
}

static inline struct slice slice_from(struct slice slice, size_t from)
{
    return slice_part(slice, from, slice.len);
}

/* The first `n` of eight bytes or fewer, as one number. */
static inline uint64_t mem_number(const char *at, size_t n)
{
    uint64_t number = 0;

    memcpy(&number, at, n);
    return number;
}

/* memcmp == 0, of words: up to sixteen bytes are two numbers, which share some of them. */
static inline bool mem_equal(const char *a, const char *b, size_t len)
{
    if (len > 16)
        return memcmp(a, b, len) == 0;
    if (len >= 8)
        return mem_number(a, 8) == mem_number(b, 8) && mem_number(a + len - 8, 8) == mem_number(b + len - 8, 8);
    if (len >= 4)
        return mem_number(a, 4) == mem_number(b, 4) && mem_number(a + len - 4, 4) == mem_number(b + len - 4, 4);
    for (size_t i = 0; i < len; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && mem_equal(a.ptr, b.ptr, a.len);
}

static inline bool slice_starts(struct slice slice, struct slice start)
{
    return slice.len >= start.len && (start.len == 0 || memcmp(slice.ptr, start.ptr, start.len) == 0);
}

static inline bool slice_ends(struct slice slice, struct slice end)
{
    return slice.len >= end.len && (end.len == 0 || memcmp(slice.ptr + slice.len - end.len, end.ptr, end.len) == 0);
}

#define SLICE_NONE ((size_t)-1)
/* Byte offset of the first `needle` at or behind `from`, or SLICE_NONE. */
size_t slice_find(struct slice slice, struct slice needle, size_t from);

static inline bool slice_holds(struct slice slice, struct slice needle)
{
    return slice_find(slice, needle, 0) != SLICE_NONE;
}

#endif
