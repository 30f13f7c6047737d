#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_ROOM = 64 * 1024 };

/* The file with paths. */
struct list {
    int descriptor; /* -1: none, or at its end */
    bool is_begun;
    bool is_looked_at; /* its first bytes have told what paths end with */
    char separator;
    size_t at, len; /* what is left of the bytes */
    char bytes[LIST_ROOM];
};

/* A folder that is open: what is in it, in order. */
struct folder {
    size_t path_len; /* of its path, with the slash */
    struct buffer names; /* each with its NUL */
    const char **order;
    size_t n, next;
};

struct inputs {
    struct inputs_setting setting;
    size_t next_argument;
    struct buffer path; /* of the innermost folder, with the slash */
    struct folder *folders;
    size_t n_folders, capacity;
    bool has_left_out;
    dev_t left_out_device;
    ino_t left_out_node;
    struct list list; /* last, because of its room */
};

struct inputs *inputs_new(const struct inputs_setting *setting)
{
    struct inputs *inputs = mem_alloc_head(sizeof *inputs, offsetof(struct inputs, list.bytes));
    struct stat status;

    inputs->setting = *setting;
    inputs->list.descriptor = -1;
    if (setting->left_out && stat(setting->left_out, &status) == 0) {
        inputs->has_left_out = true;
        inputs->left_out_device = status.st_dev;
        inputs->left_out_node = status.st_ino;
    }
    return inputs;
}

static void close_folder(struct inputs *inputs)
{
    struct folder *folder = &inputs->folders[--inputs->n_folders];

    buffer_fini(&folder->names);
    mem_free(folder->order);
    *folder = (struct folder){ 0 };
}

static void close_list(struct list *list)
{
    if (list->descriptor > STDIN_FILENO)
        close(list->descriptor);
    list->descriptor = -1;
}

void inputs_free(struct inputs *inputs)
{
    if (!inputs)
        return;
    while (inputs->n_folders > 0)
        close_folder(inputs);
    close_list(&inputs->list);
    mem_free(inputs->folders);
    buffer_fini(&inputs->path);
    mem_free(inputs);
}

void input_fini(struct input *input)
{
    buffer_fini(&input->path);
    *input = (struct input){ 0 };
}

bool inputs_is_one(const struct inputs_setting *setting)
{
    return !setting->files_from && !setting->is_recursive && setting->n_arguments <= 1;
}

const char *inputs_name_of(const char *path)
{
    const char *root = strstr(path, "/./");

    return root && root[3] != '\0' ? root + 3 : path;
}

static void set_path(struct input *input, struct slice path)
{
    input->path.len = 0;
    buffer_append_slice(&input->path, path);
    buffer_put(&input->path, '\0');
    input->path.len--;
    input->name = inputs_name_of(input->path.ptr);
    input->problem = NULL;
    input->is_list = false;
    input->error = 0;
}

static void set_problem(struct input *input, const char *problem, int error)
{
    input->problem = problem;
    input->error = error;
}

static bool is_left_out(const struct inputs *inputs, const struct stat *status)
{
    return inputs->has_left_out && status->st_dev == inputs->left_out_device && status->st_ino == inputs->left_out_node;
}

/* 0, or an errno. */
static int read_names(struct folder *folder, DIR *directory)
{
    const struct dirent *entry;

    for (;;) {
        errno = 0;
        entry = readdir(directory);
        if (!entry)
            return errno;
        if (entry->d_name[0] == '.')
            continue;
        buffer_append(&folder->names, entry->d_name, strlen(entry->d_name) + 1);
        folder->n++;
    }
}

/* Guarded, since the system's handle must be closed where memory runs out. */
static int read_folder(struct folder *folder, const char *path)
{
    DIR *directory = opendir(path);
    struct mem_guard guard;
    volatile bool is_exhausted = false;
    volatile int error = 0;

    if (!directory)
        return errno;
    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        error = read_names(folder, directory);
    else
        is_exhausted = true;
    mem_guard_pop(&guard);
    closedir(directory);
    if (is_exhausted)
        mem_exhausted();
    return error;
}

static int compare_names(const void *first, const void *second)
{
    const char *const *a = first, *const *b = second;

    return strcmp(*a, *b);
}

static void sort_names(struct folder *folder)
{
    const char *name = folder->names.ptr;

    folder->order = mem_alloc((folder->n + 1) * sizeof folder->order[0]);
    for (size_t i = 0; i < folder->n; i++) {
        folder->order[i] = name;
        name += strlen(name) + 1;
    }
    qsort(folder->order, folder->n, sizeof folder->order[0], compare_names);
}

/* reports/. is as rsync has it: what is below is named from there on. */
static bool has_root(struct slice path)
{
    return slice_holds(path, SLICE("/./")) || slice_ends(path, SLICE("/."));
}

/* Opens the folder of input->path. False where it is a problem, which stands in `input`. */
static bool open_folder(struct inputs *inputs, struct input *input)
{
    struct folder *folder;
    int error;

    if (inputs->n_folders == inputs->capacity)
        inputs->folders = mem_grow(inputs->folders, &inputs->capacity, inputs->n_folders + 1,
                                   sizeof inputs->folders[0]);
    folder = &inputs->folders[inputs->n_folders++];
    error = read_folder(folder, input->path.ptr);
    if (error != 0) {
        close_folder(inputs);
        set_problem(input, "cannot be read", error);
        return false;
    }
    sort_names(folder);
    inputs->path.len = 0;
    buffer_append_slice(&inputs->path, buffer_slice(&input->path));
    if (inputs->path.ptr[inputs->path.len - 1] != '/')
        buffer_put(&inputs->path, '/');
    if (!has_root(buffer_slice(&input->path)))
        buffer_append_text(&inputs->path, "./");
    folder->path_len = inputs->path.len;
    return true;
}

enum found { FOUND_INPUT, FOUND_NOTHING };

static enum found look_at(struct inputs *inputs, struct input *input)
{
    struct stat status;

    if (lstat(input->path.ptr, &status) != 0)
        set_problem(input, "cannot be opened", errno);
    else if (S_ISLNK(status.st_mode))
        set_problem(input, "is a symbolic link, which is not followed", 0);
    else if (S_ISDIR(status.st_mode))
        return is_left_out(inputs, &status) || open_folder(inputs, input) ? FOUND_NOTHING : FOUND_INPUT;
    else if (!S_ISREG(status.st_mode))
        set_problem(input, "is no regular file, and left out", 0);
    return FOUND_INPUT;
}

static enum found next_of_folder(struct inputs *inputs, struct input *input)
{
    struct folder *folder = &inputs->folders[inputs->n_folders - 1];

    if (folder->next == folder->n) {
        close_folder(inputs);
        return FOUND_NOTHING;
    }
    inputs->path.len = folder->path_len;
    buffer_append_text(&inputs->path, folder->order[folder->next++]);
    set_path(input, buffer_slice(&inputs->path));
    return look_at(inputs, input);
}

/* What is named: a folder is entered, also through a link; all else is what it is. */
static enum found take_named(struct inputs *inputs, struct input *input, struct slice path)
{
    struct stat status;

    set_path(input, path);
    if (!inputs->setting.is_recursive || stat(input->path.ptr, &status) != 0 || !S_ISDIR(status.st_mode))
        return FOUND_INPUT;
    return open_folder(inputs, input) ? FOUND_NOTHING : FOUND_INPUT;
}

static int open_list(struct list *list, const struct inputs_setting *setting)
{
    list->is_begun = true;
    list->separator = setting->ends_with_null ? '\0' : '\n';
    list->descriptor = STDIN_FILENO;
    if (strcmp(setting->files_from, "-") != 0)
        list->descriptor = open(setting->files_from, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    return list->descriptor >= 0 ? 0 : errno;
}

/* Reads on behind what is left, which goes to the start. 0, or an errno; at the end the list is closed. */
static int read_list(struct list *list)
{
    ssize_t len;

    memmove(list->bytes, list->bytes + list->at, list->len - list->at);
    list->len -= list->at;
    list->at = 0;
    do
        len = read(list->descriptor, list->bytes + list->len, sizeof list->bytes - list->len);
    while (len < 0 && errno == EINTR);
    if (len < 0)
        return errno;
    if (len == 0)
        close_list(list);
    if (!list->is_looked_at && memchr(list->bytes, '\0', (size_t)len))
        list->separator = '\0';
    list->is_looked_at = true;
    list->len += (size_t)len;
    return 0;
}

static enum found fail_list(struct inputs *inputs, struct input *input, const char *problem, int error)
{
    set_path(input, slice_of(inputs->setting.files_from));
    set_problem(input, problem, error);
    input->is_list = true;
    close_list(&inputs->list);
    inputs->list.at = inputs->list.len = 0;
    return FOUND_INPUT;
}

/* The next line or what it is; an empty one at the end of the list. */
static enum found next_of_list(struct inputs *inputs, struct input *input)
{
    struct list *list = &inputs->list;
    const char *end;
    struct slice path;
    int error;

    while (!(end = memchr(list->bytes + list->at, list->separator, list->len - list->at)) && list->descriptor >= 0) {
        if (list->at == 0 && list->len == sizeof list->bytes)
            return fail_list(inputs, input, "is no list of paths", ENAMETOOLONG);
        error = read_list(list);
        if (error != 0)
            return fail_list(inputs, input, "cannot be read", error);
    }
    path = (struct slice){ list->bytes + list->at, list->len - list->at };
    if (end)
        path.len = (size_t)(end - path.ptr);
    list->at += path.len + (end != NULL);
    if (list->separator == '\n' && slice_ends(path, SLICE("\r"))) /* a list made on Windows */
        path.len--;
    if (path.len == 0)
        return FOUND_NOTHING;
    if (memchr(path.ptr, '\0', path.len))
        return fail_list(inputs, input, "is no list of paths: some end with NUL, some do not", EINVAL);
    return take_named(inputs, input, path);
}

bool inputs_next(struct inputs *inputs, struct input *input)
{
    for (;;) {
        enum found found;
        int error;

        if (inputs->n_folders > 0) {
            found = next_of_folder(inputs, input);
        } else if (inputs->next_argument < inputs->setting.n_arguments) {
            found = take_named(inputs, input, slice_of(inputs->setting.arguments[inputs->next_argument++]));
        } else if (inputs->setting.files_from && !inputs->list.is_begun) {
            error = open_list(&inputs->list, &inputs->setting);
            found = error == 0 ? FOUND_NOTHING : fail_list(inputs, input, "cannot be opened", error);
        } else if (inputs->list.descriptor >= 0 || inputs->list.at < inputs->list.len) {
            found = next_of_list(inputs, input);
        } else {
            return false;
        }
        if (found == FOUND_INPUT)
            return true;
    }
}
