/*
 * shim: preloaded into the program, makes what it asks of the system fail at one place. FAULT says what:
 *   alloc:N    the N-th allocation (from 0) fails, and none after it
 *   alloc+:N   the N-th and all after it
 *   write:N    N bytes can be written, stderr aside; the disk is full then
 *   read:N     N bytes can be read; the next read fails
 *   close:N    the N-th close fails, as a file system does that writes late
 *   rename:N   the N-th rename fails
 * For glibc, whose own names of the allocator's functions are used.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);

enum kind { NONE, ALLOC, ALLOC_ALL, WRITE, READ, CLOSE, RENAME };

static const char *const kind_names[] = {
    [NONE] = "none:", [ALLOC] = "alloc:", [ALLOC_ALL] = "alloc+:", [WRITE] = "write:", [READ] = "read:", [CLOSE] = "close:",
    [RENAME] = "rename:",
};

static enum kind kind;
static size_t number;  /* from FAULT */
static size_t counted; /* calls or bytes so far */

__attribute__((constructor)) static void read_fault(void)
{
    const char *fault = getenv("FAULT");

    for (enum kind k = ALLOC; fault && k <= RENAME; k++) {
        if (strncmp(fault, kind_names[k], strlen(kind_names[k])) != 0)
            continue;
        kind = k;
        number = strtoul(fault + strlen(kind_names[k]), NULL, 10);
    }
}

/* Whether this call, one of its kind, is the one to fail. */
static bool is_due(enum kind asked)
{
    return kind == asked && counted++ == number;
}

static bool is_out_of_memory(void)
{
    if (is_due(ALLOC) || (kind == ALLOC_ALL && counted++ >= number)) {
        errno = ENOMEM;
        return true;
    }
    return false;
}

void *malloc(size_t size)
{
    return is_out_of_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *block, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_realloc(block, size);
}

/* Bytes of `len` that may still pass; -1 with errno set where none may. */
static ssize_t allowance(size_t len, int error)
{
    size_t left = number - counted;

    if (left == 0 && len > 0) {
        errno = error;
        return -1;
    }
    return (ssize_t)(len < left ? len : left);
}

ssize_t write(int descriptor, const void *bytes, size_t len)
{
    ssize_t (*next)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    ssize_t allowed = (ssize_t)len;

    if (kind == WRITE && descriptor != STDERR_FILENO) {
        allowed = allowance(len, ENOSPC);
        if (allowed > 0)
            counted += (size_t)allowed;
    }
    return allowed < 0 ? -1 : next(descriptor, bytes, (size_t)allowed);
}

ssize_t read(int descriptor, void *to, size_t room)
{
    ssize_t (*next)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    ssize_t allowed = (ssize_t)room, len;

    if (kind == READ)
        allowed = allowance(room, EIO);
    if (allowed < 0)
        return -1;
    len = next(descriptor, to, (size_t)allowed);
    if (kind == READ && len > 0)
        counted += (size_t)len;
    return len;
}

int close(int descriptor)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");

    if (!is_due(CLOSE))
        return next(descriptor);
    next(descriptor);
    errno = EIO;
    return -1;
}

int rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");

    if (!is_due(RENAME))
        return next(from, to);
    errno = EACCES;
    return -1;
}
