#include "options.h"

#include "decode.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>

/* Takes the option's argument (NULL where it has none) into `options`: 0, or -1 with a line in `why`. */
typedef int setter(struct options *options, const char *argument, struct buffer *why);

struct option {
    struct options_entry entry;
    setter *set;
};

static int refuse(struct buffer *why, const char *first, const char *second, const char *third)
{
    buffer_append_text(why, first);
    buffer_append_text(why, second);
    buffer_append_text(why, third);
    return -1;
}

/* The index of `given` among `words`, or -1 with a line in `why` that lists them. */
static int choose(const char *option, const char *given, const char *const *words, struct buffer *why)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(given, words[i]) == 0)
            return i;
    buffer_append_text(why, option);
    refuse(why, " knows no '", given, "', but ");
    for (int i = 0; words[i]; i++)
        refuse(why, i == 0 ? "" : words[i + 1] ? ", " : " and ", words[i], "");
    return -1;
}

static int set_from(struct options *options, const char *argument, struct buffer *why)
{
    static const char *const words[] = {
        [INPUT_TEXT] = "text", [INPUT_YAML] = "yaml", [INPUT_NDJSON] = "ndjson", NULL,
    };
    int chosen = choose("--from", argument, words, why);

    if (chosen < 0)
        return -1;
    options->from = (enum options_input)chosen;
    return 0;
}

static int set_to(struct options *options, const char *argument, struct buffer *why)
{
    const char *words[32] = { 0 };
    size_t n = 0;
    int chosen;

    while (n + 1 < LENGTH_OF(words) && write_format_at(n)) {
        words[n] = write_format_at(n)->name;
        n++;
    }
    chosen = choose("--to", argument, words, why);
    if (chosen < 0)
        return -1;
    options->to = write_format_at((size_t)chosen);
    return 0;
}

static int set_encoding(struct options *options, const char *argument, struct buffer *why)
{
    if (!decode_is_known(argument)) {
        refuse(why, "unknown encoding '", argument, "'; known are ");
        return refuse(why, decode_known_names(), "", "");
    }
    options->encoding = argument;
    return 0;
}

static int set_output(struct options *options, const char *argument, struct buffer *why)
{
    if (argument[0] == '\0')
        return refuse(why, "--output needs the name of a file", "", "");
    options->output = strcmp(argument, "-") == 0 ? NULL : argument;
    return 0;
}

static int set_output_dir(struct options *options, const char *argument, struct buffer *why)
{
    if (argument[0] == '\0')
        return refuse(why, "--output-dir needs the name of a folder", "", "");
    options->output_dir = argument;
    return 0;
}

static int set_files_from(struct options *options, const char *argument, struct buffer *why)
{
    if (argument[0] == '\0')
        return refuse(why, "--files-from needs the name of a file", "", "");
    options->files_from = argument;
    return 0;
}

static int set_verify(struct options *options, const char *argument, struct buffer *why)
{
    if (argument[0] == '\0')
        return refuse(why, "--verify needs the name of a folder", "", "");
    options->verify = argument;
    options->task = TASK_VERIFY;
    return 0;
}

static int set_jobs(struct options *options, const char *argument, struct buffer *why)
{
    char *end;
    long jobs = strtol(argument, &end, 10);

    if (end == argument || *end != '\0' || jobs < 1 || jobs > OPTIONS_JOBS_MAX)
        return refuse(why, "--jobs needs a number from 1 to 256, not '", argument, "'");
    options->jobs = (size_t)jobs;
    return 0;
}

static int set_progress(struct options *options, const char *argument, struct buffer *why)
{
    static const char *const words[] = {
        [PROGRESS_AUTO] = "auto", [PROGRESS_ALWAYS] = "always", [PROGRESS_NEVER] = "never", NULL,
    };
    int chosen = choose("--progress", argument, words, why);

    if (chosen < 0)
        return -1;
    options->progress = (enum options_progress)chosen;
    return 0;
}

static int set_diagnostics(struct options *options, const char *argument, struct buffer *why)
{
    static const char *const words[] = { "text", "json", NULL };
    int chosen = choose("--diagnostics", argument, words, why);

    options->json_messages = chosen == 1;
    return chosen < 0 ? -1 : 0;
}

static int set_normalize(struct options *options, const char *argument, struct buffer *why)
{
    static const char *const words[] = { "none", "nfc", NULL };
    int chosen = choose("--normalize", argument, words, why);

    options->normalize_nfc = chosen == 1;
    return chosen < 0 ? -1 : 0;
}

#define FLAG_SETTER(name, statement)                                                                        \
    static int name(struct options *options, const char *argument, struct buffer *why)                      \
    {                                                                                                       \
        (void)argument;                                                                                     \
        (void)why;                                                                                          \
        statement;                                                                                          \
        return 0;                                                                                           \
    }

FLAG_SETTER(set_check, options->check = true)
FLAG_SETTER(set_strict, options->strict = true)
FLAG_SETTER(set_explain, options->explain = true)
FLAG_SETTER(set_no_digest, options->no_digest = true)
FLAG_SETTER(set_modeline, options->modeline = true)
FLAG_SETTER(set_quiet, options->quiet = true)
FLAG_SETTER(set_null, options->ends_with_null = true)
FLAG_SETTER(set_recursive, options->recursive = true)
FLAG_SETTER(set_index, options->index = true)
FLAG_SETTER(set_bag, options->bag = true)
FLAG_SETTER(set_rederive, options->rederive = true)
FLAG_SETTER(set_schema, options->task = TASK_SCHEMA)
FLAG_SETTER(set_help, options->task = TASK_HELP)
FLAG_SETTER(set_version, options->task = TASK_VERSION)

static const struct option table[] = {
    { { 'f', "from", "FORMAT", "what the input is: text (default), yaml, ndjson" }, set_from },
    { { 't', "to", "FORMAT", "to: yaml, json, ndjson, markdown, text, outline, tasks" }, set_to },
    { { 'e', "encoding", "NAME", "do not detect the encoding of the text" }, set_encoding },
    { { 'o', "output", "FILE", "write FILE, whole or not at all" }, set_output },
    { { 'd', "output-dir", "DIR", "write a file for each input into DIR" }, set_output_dir },
    { { 0, "files-from", "FILE", "read the files whose paths FILE lists, a line each" }, set_files_from },
    { { '0', "null", NULL, "paths in that FILE end with NUL" }, set_null },
    { { 'r', "recursive", NULL, "read all files in folders, and below" }, set_recursive },
    { { 0, "index", NULL, "write index.tsv and index.ndjson into DIR, and totals" }, set_index },
    { { 0, "bag", NULL, "make DIR a BagIt bag, with the sources" }, set_bag },
    { { 0, "verify", "DIR", "say what in an archive or bag is not as it was" }, set_verify },
    { { 0, "rederive", NULL, "with --verify: make documents again, restore them" }, set_rederive },
    { { 'j', "jobs", "N", "convert N files at a time (with -d or -c)" }, set_jobs },
    { { 'c', "check", NULL, "convert, or validate YAML, and write nothing" }, set_check },
    { { 's', "strict", NULL, "a warning is a failure" }, set_strict },
    { { 0, "schema", NULL, "print the JSON Schema of the documents" }, set_schema },
    { { 0, "explain", NULL, "say for each line how it was read, on stderr" }, set_explain },
    { { 0, "diagnostics", "FORM", "messages on stderr: text (default), json" }, set_diagnostics },
    { { 0, "normalize", "FORM", "form of the characters: none (default), nfc" }, set_normalize },
    { { 0, "no-digest", NULL, "leave out source.sha256" }, set_no_digest },
    { { 0, "modeline", NULL, "begin with a comment that tells editors the schema" }, set_modeline },
    { { 0, "progress", "WHEN", "how far many files are: auto (default), always, never" }, set_progress },
    { { 'q', "quiet", NULL, "no messages but errors" }, set_quiet },
    { { 'h', "help", NULL, "print this" }, set_help },
    { { 'V', "version", NULL, "print the version" }, set_version },
};

enum { OPTION_COUNT = LENGTH_OF(table) };

const struct options_entry *options_at(size_t index)
{
    return index < OPTION_COUNT ? &table[index].entry : NULL;
}

static const struct option *find_long(struct slice name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (slice_equal(name, slice_of(table[i].entry.long_name)))
            return &table[i];
    return NULL;
}

static const struct option *find_short(char name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (name != '\0' && table[i].entry.short_name == name)
            return &table[i];
    return NULL;
}

/* The words of the command line that are left. */
struct words {
    char **next;
    char **end;
};

/* `attached`: what follows the option in its own word, or NULL. */
static int apply(const struct option *option, const char *attached, struct options *options, struct words *words,
                 struct buffer *why)
{
    const char *name = option->entry.long_name;
    const char *argument = attached;

    if (!option->set)
        return refuse(why, "--", name, " is not in version " REPORT2YAML_VERSION);
    if (option->entry.argument && !argument && words->next < words->end)
        argument = *words->next++;
    if (option->entry.argument && !argument) {
        refuse(why, "--", name, " needs an argument: ");
        return refuse(why, option->entry.argument, "", "");
    }
    return option->set(options, argument, why);
}

static int parse_long(const char *word, struct options *options, struct words *words, struct buffer *why)
{
    const char *equals = strchr(word, '=');
    struct slice name = { word, equals ? (size_t)(equals - word) : strlen(word) };
    const struct option *option = find_long(name);

    if (!option)
        return refuse(why, "unknown option --", word, "; report2yaml --help lists the options");
    if (equals && !option->entry.argument)
        return refuse(why, "--", option->entry.long_name, " takes no argument");
    return apply(option, equals ? equals + 1 : NULL, options, words, why);
}

/* -qs is -q -s; -oFILE is -o FILE. */
static int parse_short(const char *letters, struct options *options, struct words *words, struct buffer *why)
{
    while (*letters) {
        const struct option *option = find_short(*letters++);
        const char *attached = NULL;

        if (!option)
            return refuse(why, "unknown option -", letters - 1, "; report2yaml --help lists the options");
        if (option->entry.argument && *letters) {
            attached = letters;
            letters += strlen(letters);
        }
        if (apply(option, attached, options, words, why) != 0)
            return -1;
    }
    return 0;
}

static void add_input(struct options *options, const char *name)
{
    options->inputs = mem_grow(options->inputs, &options->inputs_capacity, options->n_inputs + 1,
                               sizeof options->inputs[0]);
    options->inputs[options->n_inputs++] = name;
}

/* A record in is a line out, and what there is to say of it stands in that line. */
static int check_records(const struct options *options, struct buffer *why)
{
    if (strcmp(options->to->name, "ndjson") != 0)
        return refuse(why, "--from ndjson needs --to ndjson: of each record comes one line", "", "");
    if (options->check || options->output_dir)
        return refuse(why, "--from ndjson writes one stream: leave out --", options->check ? "check" : "output-dir",
                      "");
    if (options->files_from || options->recursive)
        return refuse(why, "--from ndjson reads the files that are named: leave out --",
                      options->files_from ? "files-from" : "recursive", "");
    if (options->explain)
        return refuse(why, "--explain is for texts, not for --from ndjson", "", "");
    if (options->progress == PROGRESS_ALWAYS)
        return refuse(why, "--progress counts files, not the records of --from ndjson", "", "");
    return 0;
}

static bool reads_standard_input(const struct options *options)
{
    for (size_t i = 0; i < options->n_inputs; i++)
        if (strcmp(options->inputs[i], "-") == 0)
            return true;
    return false;
}

static int check_inputs(const struct options *options, struct buffer *why)
{
    bool is_list_piped = options->files_from && strcmp(options->files_from, "-") == 0;

    if (options->ends_with_null && !options->files_from)
        return refuse(why, "--null is about the paths of --files-from, which is missing", "", "");
    if (options->recursive && options->n_inputs == 0 && !options->files_from)
        return refuse(why, "--recursive needs the name of a folder", "", "");
    if (is_list_piped && reads_standard_input(options))
        return refuse(why, "standard input is a report or the list of --files-from, but not both", "", "");
    return 0;
}

static int check_archive(const struct options *options, struct buffer *why)
{
    if (options->bag && !options->output_dir)
        return refuse(why, "--bag is of an --output-dir, which is missing", "", "");
    if (options->bag && options->from != INPUT_TEXT)
        return refuse(why, "--bag keeps texts as the sources of documents: leave out --from", "", "");
    if (options->rederive && !options->verify)
        return refuse(why, "--rederive goes with --verify, which is missing", "", "");
    if (options->verify && (options->output_dir || options->output || options->check || options->n_inputs > 0 ||
                            options->files_from))
        return refuse(why, "--verify looks at a folder alone: leave out files and outputs", "", "");
    return 0;
}

/* What goes with what. */
static int check_together(const struct options *options, struct buffer *why)
{
    if (check_archive(options, why) != 0)
        return -1;
    if (options->check && (options->output || options->output_dir))
        return refuse(why, "--check writes nothing, so that --output", options->output ? "" : "-dir",
                      " cannot go with it");
    if (options->output && options->output_dir)
        return refuse(why, "documents go to one --output or into one --output-dir: leave one out", "", "");
    if (options->jobs > 1 && !options->output_dir && !options->check)
        return refuse(why, "--jobs needs --output-dir or --check: on one output, documents come one by one", "", "");
    if (options->index && !options->output_dir)
        return refuse(why, "--index is of an --output-dir, which is missing", "", "");
    if (options->jobs > 1 && options->explain)
        return refuse(why, "--explain tells of one report at a time: leave out --jobs", "", "");
    if (options->progress == PROGRESS_ALWAYS && options->json_messages)
        return refuse(why, "--progress always is for people: leave out --diagnostics json", "", "");
    if (options->modeline && strcmp(options->to->name, "yaml") != 0)
        return refuse(why, "--modeline is for YAML: leave out --to ", options->to->name, "");
    if (options->from == INPUT_NDJSON)
        return check_records(options, why);
    if (options->from == INPUT_TEXT)
        return 0;
    if (options->encoding)
        return refuse(why, "--encoding is for texts: a YAML document says its encoding itself", "", "");
    if (options->normalize_nfc)
        return refuse(why, "--normalize is for texts, not for --from yaml", "", "");
    if (options->explain)
        return refuse(why, "--explain is for texts, not for --from yaml", "", "");
    return 0;
}

int options_parse(struct options *options, int argc, char **argv, struct buffer *why)
{
    struct words words = { argv + (argc > 0), argv + argc };
    bool is_ended = false; /* by "--": what follows are files */

    *options = (struct options){ .to = write_format_at(0), .jobs = 1 };
    while (words.next < words.end) {
        const char *word = *words.next++;
        int result = 0;

        if (is_ended || word[0] != '-' || word[1] == '\0')
            add_input(options, word);
        else if (word[1] != '-')
            result = parse_short(word + 1, options, &words, why);
        else if (word[2] == '\0')
            is_ended = true;
        else
            result = parse_long(word + 2, options, &words, why);
        if (result != 0)
            return -1;
        if (options->task == TASK_HELP || options->task == TASK_VERSION)
            return 0;
    }
    if (check_inputs(options, why) != 0)
        return -1;
    if (options->n_inputs == 0 && !options->files_from && !options->index && !options->bag && !options->verify)
        add_input(options, "-");
    return check_together(options, why);
}

void options_fini(struct options *options)
{
    mem_free(options->inputs);
    options->inputs = NULL;
    options->n_inputs = options->inputs_capacity = 0;
}

struct inputs_setting options_inputs(const struct options *options)
{
    return (struct inputs_setting){
        .arguments = options->inputs,
        .n_arguments = options->n_inputs,
        .files_from = options->files_from,
        .ends_with_null = options->ends_with_null,
        .is_recursive = options->recursive,
        .left_out = options->output_dir,
    };
}

static void print_option(struct out *to, const struct options_entry *entry)
{
    char line[160];
    char name[40];
    int len;

    snprintf(name, sizeof name, "--%s%s%s", entry->long_name, entry->argument ? " " : "",
             entry->argument ? entry->argument : "");
    len = snprintf(line, sizeof line, "  %c%c%c %-18s %s\n", entry->short_name ? '-' : ' ',
                   entry->short_name ? entry->short_name : ' ', entry->short_name ? ',' : ' ', name, entry->help);
    out_write(to, line, len < (int)sizeof line ? (size_t)len : sizeof line - 1);
}

void options_print_help(struct out *to)
{
    out_write_slice(to, SLICE("Usage: report2yaml [OPTION]... [FILE]...     (no FILE, or -: standard input)\n"));
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (table[i].entry.help)
            print_option(to, &table[i].entry);
    out_write_slice(to, SLICE("Examples:\n"
                              "  report2yaml -o report.yaml report.txt\n"
                              "  report2yaml --output-dir archive --jobs 4 --strict reports/*.txt\n"
                              "  report2yaml --check --from yaml report.yaml\n"));
}
