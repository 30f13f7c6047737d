/*
 * inputs: what a run reads, one after the other: arguments, a list of paths in a file, all files of a folder.
 * May be used by batch, main and whatever else goes through many inputs. Not safe for several threads at once.
 *
 * The order is that of the arguments, then of the list; inside a folder that of the names' bytes, so that it does not
 * depend on the file system. Nothing is kept of what has been given: memory is that of the longest path, 64 KiB of the
 * list, and the names in the folders that are open.
 *
 * An input that is named is opened as it is, whatever it is. What --recursive finds is given where it is a regular file
 * and its name does not begin with a stop, as with ls(1). Other things that it finds (symbolic links, devices, folders
 * that cannot be read) are given as problems, for a line in the report.
 *
 * The name of an input, which becomes source.name and the name of its document, is its path as given; or, where the
 * path has a part "/./", what stands behind it, as with rsync --relative. --recursive gives reports/./2023/county.txt
 * for what it finds in reports: so a path alone, in a list of failures, say, tells how the input was named.
 */
#ifndef INPUTS_H
#define INPUTS_H

#include "mem.h"

struct inputs_setting {
    const char *const *arguments; /* borrowed, as all here */
    size_t n_arguments;
    const char *files_from; /* a file with paths, a line each; "-": standard input; NULL: none */
    bool ends_with_null;    /* paths in it end with NUL; known by itself where one stands in its first bytes */
    bool is_recursive;      /* a folder stands for the files in it and below */
    const char *left_out;   /* a folder that is not entered: where documents go; NULL: none */
};

struct input {
    struct buffer path;  /* with a NUL; "-" is standard input */
    const char *name;    /* in it, see above */
    const char *problem; /* NULL: an input. Else why it is none: "is a symbolic link, which is not followed" */
    bool is_list;        /* the problem is the list's own */
    int error;           /* of a problem: its errno; 0: something was left out, but nothing has failed */
};

struct inputs;

struct inputs *inputs_new(const struct inputs_setting *setting); /* the setting is copied */
void inputs_free(struct inputs *inputs); /* NULL is allowed */
/* The next one, into what the caller has zeroed once and frees at last. False where there is none. */
bool inputs_next(struct inputs *inputs, struct input *input);
void input_fini(struct input *input);

/* Whether it has an input at most, as far as can be told without looking at files. */
bool inputs_is_one(const struct inputs_setting *setting);
/* The part of a path that is the input's name. */
const char *inputs_name_of(const char *path);

#endif
