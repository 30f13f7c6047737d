/* realpath is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "out.h"

#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What comes in such pieces, as from another buffer of this size, is not copied into this one. */
enum { BUFFER_SIZE = 64 * 1024, WRITTEN_THROUGH_MIN = BUFFER_SIZE / 2 };
enum { TRIES_MAX = 10000 };
_Static_assert((int)OUT_ROOM_MAX <= (int)BUFFER_SIZE, "out_room can keep its promise");

struct out {
    int descriptor; /* -1: none */
    int (*take)(void *context, const char *bytes, size_t len); /* NULL: the descriptor takes */
    void *context;
    bool is_memory;
    bool is_ours; /* the descriptor was opened here and is closed here */
    bool has_temporary;
    int (*end)(struct out *out, bool is_wanted); /* of has_temporary: end_temporary */
    int error; /* errno of the first failure */
    const char *name;
    char *path;      /* of a file: the final name */
    char *temporary; /* of a file: the name until then */
    char *bytes;
    size_t len, cap;
    char names[]; /* path and temporary, each with its NUL */
};

struct out *out_to_descriptor(int descriptor, const char *name)
{
    struct out *out = mem_alloc(sizeof *out);

    out->descriptor = descriptor;
    out->name = name;
    return out;
}

struct out *out_to_function(int (*take)(void *context, const char *bytes, size_t len), void *context)
{
    struct out *out = mem_alloc(sizeof *out);

    out->descriptor = -1;
    out->take = take;
    out->context = context;
    out->name = "function";
    return out;
}

struct out *out_to_memory(void)
{
    struct out *out = mem_alloc(sizeof *out);

    out->descriptor = -1;
    out->is_memory = true;
    out->name = "memory";
    return out;
}

struct slice out_memory(const struct out *out)
{
    return (struct slice){ out->bytes, out->len };
}

/* A name may have 255 bytes on most systems; a report's may be that long already. */
static size_t kept_name_len(const char *name)
{
    size_t len = strlen(name);

    if (len <= 200)
        return len;
    len = 200;
    while (len > 0 && (name[len] & 0xC0) == 0x80)
        len--;
    return len;
}

/* reports/a.yaml: reports/.a.yaml.report2yaml-4711-0.tmp, so that users can tell what a killed run left behind. */
static int open_temporary(struct out *out, size_t room)
{
    const char *slash = strrchr(out->path, '/');
    const char *name = slash ? slash + 1 : out->path;
    int directory_len = (int)(name - out->path);
    int name_len = (int)kept_name_len(name);

    for (int try = 0; try < TRIES_MAX; try++) {
        snprintf(out->temporary, room, "%.*s.%.*s.report2yaml-%ld-%d.tmp", directory_len, out->path, name_len, name,
                 (long)getpid(), try);
        out->descriptor = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (out->descriptor >= 0)
            return 0;
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static int make_temporary(struct out *out, size_t room)
{
    interrupt_hold();
    out->has_temporary = open_temporary(out, room) == 0;
    if (out->has_temporary)
        interrupt_guard(out->temporary);
    interrupt_resume();
    return out->has_temporary ? 0 : -1;
}

/*
 * The temporary file ends under its final name or not at all. 0, or -1 with errno set. Called through a pointer, so
 * that a program that writes no files, as the library, is not linked with the process's list of them.
 */
static int end_temporary(struct out *out, bool is_wanted)
{
    int result;

    interrupt_hold();
    result = is_wanted ? rename(out->temporary, out->path) : unlink(out->temporary);
    if (!is_wanted || result == 0) {
        interrupt_release(out->temporary);
        out->has_temporary = false;
    }
    interrupt_resume();
    return result;
}

static int open_file(struct out *out, const struct stat *status, size_t room)
{
    if (!status || S_ISREG(status->st_mode)) {
        if (status && access(out->path, W_OK) != 0)
            return -1;
        return make_temporary(out, room);
    }
    out->descriptor = open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return out->descriptor >= 0 ? 0 : -1;
}

/* `out`, or NULL with errno set where its file could not be opened. */
static struct out *keep_opened(struct out *out, int result)
{
    int error = errno;

    if (result == 0) {
        out->is_ours = true;
        return out;
    }
    mem_free(out);
    errno = error;
    return NULL;
}

struct out *out_to_file(const char *path)
{
    char resolved[PATH_MAX];
    struct stat status;
    bool is_there = stat(path, &status) == 0;
    const char *target = is_there && S_ISREG(status.st_mode) && realpath(path, resolved) ? resolved : path;
    size_t path_size = strlen(target) + 1;
    size_t temporary_size = path_size + 80;
    struct out *out = mem_alloc(sizeof *out + path_size + temporary_size);

    out->name = path;
    out->end = end_temporary;
    out->path = out->names;
    out->temporary = out->names + path_size;
    memcpy(out->path, target, path_size);
    return keep_opened(out, open_file(out, is_there ? &status : NULL, temporary_size));
}

static int open_temporary_as_named(struct out *out)
{
    interrupt_hold();
    out->descriptor = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    out->has_temporary = out->descriptor >= 0;
    if (out->has_temporary)
        interrupt_guard(out->temporary);
    interrupt_resume();
    return out->has_temporary ? 0 : -1;
}

struct out *out_to_file_by(const char *path, const char *temporary)
{
    size_t path_size = strlen(path) + 1;
    size_t temporary_size = strlen(temporary) + 1;
    struct out *out = mem_alloc(sizeof *out + path_size + temporary_size);

    out->path = out->names;
    out->temporary = out->names + path_size;
    memcpy(out->path, path, path_size);
    memcpy(out->temporary, temporary, temporary_size);
    out->name = out->path;
    out->end = end_temporary;
    return keep_opened(out, open_temporary_as_named(out));
}

/* A descriptor that another program has set to not block is waited for. */
static int wait_until_writable(int descriptor)
{
    struct pollfd wanted = { .fd = descriptor, .events = POLLOUT };
    int ready = poll(&wanted, 1, -1);

    return ready >= 0 || errno == EINTR ? 0 : -1;
}

/* 0, or an errno. */
static int write_all(int descriptor, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(descriptor, bytes, len);

        if (written > 0) {
            bytes += written;
            len -= (size_t)written;
        } else if (written == 0) {
            return EIO;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (wait_until_writable(descriptor) != 0)
                return errno;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static void hand_on(struct out *out, const char *bytes, size_t len)
{
    if (out->error == 0)
        out->error = out->take ? out->take(out->context, bytes, len) : write_all(out->descriptor, bytes, len);
}

static void drain(struct out *out)
{
    hand_on(out, out->bytes, out->len);
    out->len = 0;
}

static void make_room(struct out *out, size_t least)
{
    size_t cap = out->cap > 0 ? out->cap : BUFFER_SIZE;

    if (out->len > 0 && !out->is_memory)
        drain(out);
    if (least > (size_t)-1 - out->len)
        mem_exhausted();
    while (cap < out->len + least)
        cap = cap <= (size_t)-1 / 2 ? cap * 2 : (size_t)-1;
    if (cap == out->cap)
        return;
    out->bytes = mem_resize(out->bytes, cap);
    out->cap = cap;
}

char *out_room(struct out *out, size_t least, size_t *room)
{
    if (out->cap - out->len < least)
        make_room(out, least);
    *room = out->cap - out->len;
    return out->bytes + out->len;
}

void out_advance(struct out *out, size_t len)
{
    out->len += len;
}

void out_write(struct out *out, const char *bytes, size_t len)
{
    if (len == 0)
        return;
    if (out->cap - out->len < len && len >= WRITTEN_THROUGH_MIN && !out->is_memory) {
        if (out->len > 0)
            drain(out);
        hand_on(out, bytes, len);
        return;
    }
    if (out->cap - out->len < len)
        make_room(out, len);
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

const char *out_name(const struct out *out)
{
    return out->name;
}

bool out_replaces(const struct out *out, const char *path)
{
    struct stat own, other;

    return stat(out_name(out), &own) == 0 && stat(path, &other) == 0 && own.st_dev == other.st_dev &&
           own.st_ino == other.st_ino;
}

const char *out_temporary(const struct out *out)
{
    return out->has_temporary ? out->temporary : NULL;
}

int out_error(const struct out *out)
{
    return out->error;
}

int out_flush(struct out *out)
{
    if (!out->is_memory && out->len > 0)
        drain(out);
    errno = out->error;
    return out->error == 0 ? 0 : -1;
}

static void close_ours(struct out *out)
{
    if (!out->is_ours || out->descriptor < 0)
        return;
    /* A close that a signal interrupts has closed all the same; repeating it could hit another thread's descriptor. */
    if (close(out->descriptor) != 0 && errno != EINTR && out->error == 0)
        out->error = errno;
    out->descriptor = -1;
}

int out_settle(struct out *out)
{
    out_flush(out);
    close_ours(out);
    mem_free(out->bytes);
    out->bytes = NULL;
    out->len = out->cap = 0;
    errno = out->error;
    return out->error == 0 ? 0 : -1;
}

int out_commit(struct out *out)
{
    out_flush(out);
    close_ours(out);
    if (out->has_temporary && out->error == 0 && out->end(out, true) != 0)
        out->error = errno;
    if (out->error != 0)
        out_discard(out);
    errno = out->error;
    return out->error == 0 ? 0 : -1;
}

void out_discard(struct out *out)
{
    out->len = 0;
    close_ours(out);
    if (out->has_temporary)
        out->end(out, false);
}

void out_free(struct out *out)
{
    if (!out)
        return;
    if (out->is_ours)
        out_discard(out);
    mem_free(out->bytes);
    mem_free(out);
}
