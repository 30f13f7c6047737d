/*
 * allocations FILE: a conversion inside one process in which the N-th allocation fails, N counting upward until it gets
 * through. Each one ends with CONVERT_OUT_OF_MEMORY (or no converter at all), and leaves nothing allocated. Linked with
 * --wrap, so that the library's own allocations fail; what other libraries do is the business of shim.c.
 */
#include "convert.h"
#include "out.h"
#include "write.h"

#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static size_t n_calls, failing;
static long n_live;
static bool is_armed;

static bool is_due(void)
{
    return is_armed && n_calls++ == failing;
}

void *__wrap_malloc(size_t size)
{
    void *block = is_due() ? NULL : __real_malloc(size);

    n_live += block != NULL;
    return block;
}

void *__wrap_calloc(size_t n, size_t size)
{
    void *block = is_due() ? NULL : __real_calloc(n, size);

    n_live += block != NULL;
    return block;
}

void *__wrap_realloc(void *block, size_t size)
{
    void *moved = is_due() ? NULL : __real_realloc(block, size);

    n_live += !block && moved;
    return moved;
}

void __wrap_free(void *block)
{
    n_live -= block != NULL;
    __real_free(block);
}

static char text[1 << 20];

static enum convert_status feed(struct convert *convert, size_t len)
{
    enum convert_status status = CONVERT_OK;

    for (size_t at = 0; at < len && status == CONVERT_OK; at += 100)
        status = convert_feed(convert, text + at, len - at < 100 ? len - at : 100);
    return status == CONVERT_OK ? convert_finish(convert, false) : status;
}

/* The output is there already, and has its room: what fails is the converter's. */
static enum convert_status convert_once(size_t len, struct sink *sink)
{
    const struct convert_options options = { .name = "report", .normalize_nfc = true };
    enum convert_status status = CONVERT_OUT_OF_MEMORY;
    struct convert *convert;

    is_armed = true;
    n_calls = 0;
    convert = convert_new(&options, sink);
    if (convert)
        status = feed(convert, len);
    is_armed = false;
    convert_free(convert);
    return status;
}

static int take_nothing(struct sink *self, const struct event *events, size_t n)
{
    (void)self;
    (void)events;
    (void)n;
    return 0;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t len = file ? fread(text, 1, sizeof text, file) : 0;
    struct sink sink = { take_nothing };
    enum convert_status status = CONVERT_OUT_OF_MEMORY;
    unsigned n_failed = 0;

    if (len == 0) {
        fprintf(stderr, "usage: allocations FILE\n");
        return 2;
    }
    for (failing = 0; status != CONVERT_OK && n_failed < 20; failing++) {
        long before = n_live;

        status = convert_once(len, &sink);
        if (n_live != before)
            printf("FAILED: allocation %zu leaves %ld blocks behind\n", failing, n_live - before);
        if (status != CONVERT_OK && status != CONVERT_OUT_OF_MEMORY)
            printf("FAILED: allocation %zu ends with status %d\n", failing, (int)status);
        n_failed += n_live != before || (status != CONVERT_OK && status != CONVERT_OUT_OF_MEMORY);
    }
    fclose(file);
    printf("%zu passed, %u failed\n", failing - n_failed, n_failed);
    return n_failed > 0;
}
