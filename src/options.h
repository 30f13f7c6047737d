/*
 * options: the command line, from one table: parsing, --help and the tests of the manual all read it.
 * May be used by job, main and tests.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "inputs.h"
#include "out.h"
#include "write.h"

enum options_task { TASK_CONVERT, TASK_VERIFY, TASK_SCHEMA, TASK_HELP, TASK_VERSION };
enum options_input { INPUT_TEXT, INPUT_YAML, INPUT_NDJSON };
enum options_progress { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };
enum { OPTIONS_JOBS_MAX = 256 };

/* What the command line asks for. Texts are borrowed from it. */
struct options {
    enum options_task task;
    enum options_input from;
    const struct write_format *to;
    const char *encoding; /* NULL: detect */
    const char *output;   /* NULL: standard output */
    const char *output_dir; /* NULL: all documents on one output */
    size_t jobs;          /* from 1 to OPTIONS_JOBS_MAX */
    enum options_progress progress;
    bool check;
    bool strict;
    bool explain;
    bool normalize_nfc;
    bool no_digest;
    bool modeline;
    bool quiet;
    bool json_messages;
    bool bag;               /* make the archive one */
    const char *verify;     /* of TASK_VERIFY: the folder */
    bool rederive;
    bool index;             /* write one of the archive at the end */
    const char *files_from; /* NULL: none; "-": standard input */
    bool ends_with_null;    /* paths in it */
    bool recursive;
    const char **inputs;    /* the arguments: "-" is standard input; at least one where there is no other source */
    size_t n_inputs;
    size_t inputs_capacity;
};

/* One option, for those who describe the command line. */
struct options_entry {
    char short_name;       /* 0: none */
    const char *long_name; /* without "--" */
    const char *argument;  /* its name in the help, "FILE"; NULL where the option takes none */
    const char *help;      /* NULL: known to the contract, but not to this version, which refuses it by name */
};

/* The index-th option, or NULL past the last. */
const struct options_entry *options_at(size_t index);

/* 0; or -1 where the command line is wrong, and then `why` holds one line that says what to do. */
int options_parse(struct options *options, int argc, char **argv, struct buffer *why);
void options_fini(struct options *options);
/* The inputs that are asked for. */
struct inputs_setting options_inputs(const struct options *options);

void options_print_help(struct out *to);

#endif
