/* The command line. */
#include "options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WORDS_MAX = 16 };

/* Parses "report2yaml" and the words given, up to NULL; `why` gets the message. */
static int parse(struct options *options, struct buffer *why, const char *const *words)
{
    static char program[] = "report2yaml";
    static char copies[WORDS_MAX][64];
    char *argv[WORDS_MAX + 1] = { program };
    int argc = 1;

    for (; words[argc - 1]; argc++) {
        assert_true(strlen(words[argc - 1]) < sizeof copies[0]);
        strcpy(copies[argc], words[argc - 1]);
        argv[argc] = copies[argc];
    }
    return options_parse(options, argc, argv, why);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static struct options parsed(const char *const *words)
{
    struct options options;
    struct buffer why = { 0 };

    if (parse(&options, &why, words) != 0)
        fail_msg("%.*s", (int)why.len, why.ptr);
    assert_int_equal(why.len, 0);
    return options;
}

static void assert_refused(const char *const *words, const char *message)
{
    struct options options;
    struct buffer why = { 0 };

    assert_int_equal(parse(&options, &why, words), -1);
    buffer_put(&why, '\0');
    assert_string_equal(why.ptr, message);
    buffer_fini(&why);
    options_fini(&options);
}

static void has_defaults(void **state)
{
    struct options options = parsed((const char *const[]){ NULL });

    (void)state;
    assert_int_equal(options.task, TASK_CONVERT);
    assert_int_equal(options.from, INPUT_TEXT);
    assert_string_equal(options.to->name, "yaml");
    assert_null(options.encoding);
    assert_null(options.output);
    assert_false(options.check || options.strict || options.explain || options.normalize_nfc || options.no_digest
                 || options.quiet || options.json_messages);
    assert_null(options.output_dir);
    assert_int_equal(options.jobs, 1);
    assert_int_equal(options.progress, PROGRESS_AUTO);
    assert_false(options.modeline);
    assert_int_equal(options.n_inputs, 1);
    assert_string_equal(options.inputs[0], "-");
    options_fini(&options);
}

static void reads_every_way_to_give_an_argument(void **state)
{
    static const char *const ways[][4] = {
        { "-o", "out", NULL }, { "-oout", NULL }, { "--output", "out", NULL }, { "--output=out", NULL },
        { "-qo", "out", NULL }, { "-qoout", NULL },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(ways); i++) {
        struct options options = parsed(ways[i]);

        assert_string_equal(options.output, "out");
        assert_int_equal(options.n_inputs, 1);
        options_fini(&options);
    }
}

static void reads_every_option(void **state)
{
    struct options options = parsed(WORDS("--from", "text", "-t", "json", "--encoding=UTF-8", "--strict", "--explain",
                                          "--diagnostics", "json", "--normalize=nfc", "--no-digest", "-q"));

    (void)state;
    assert_string_equal(options.to->name, "json");
    assert_string_equal(options.encoding, "UTF-8");
    assert_true(options.strict && options.explain && options.json_messages && options.normalize_nfc && options.no_digest
                && options.quiet);
    options_fini(&options);
    options = parsed(WORDS("-cs", "-fyaml", "--diagnostics=text"));
    assert_int_equal(options.from, INPUT_YAML);
    assert_true(options.check && options.strict);
    assert_false(options.json_messages);
    options_fini(&options);
    options = parsed(WORDS("--schema"));
    assert_int_equal(options.task, TASK_SCHEMA);
    options_fini(&options);
    options = parsed(WORDS("-j", "256", "-d", "x", "--progress=always", "--modeline"));
    assert_int_equal(options.jobs, 256);
    assert_string_equal(options.output_dir, "x");
    assert_int_equal(options.progress, PROGRESS_ALWAYS);
    assert_true(options.modeline);
    options_fini(&options);
    options = parsed(WORDS("-o", "-"));
    assert_null(options.output);
    options_fini(&options);
}

/* --help and --version are answered even where something wrong stands behind them. */
static void help_and_version_come_first(void **state)
{
    struct options options = parsed(WORDS("-h", "--no-such-option"));

    (void)state;
    assert_int_equal(options.task, TASK_HELP);
    options_fini(&options);
    options = parsed(WORDS("--version", "--no-such-option"));
    assert_int_equal(options.task, TASK_VERSION);
    options_fini(&options);
}

static void collects_inputs(void **state)
{
    struct options options = parsed(WORDS("a.txt", "-q", "-", "b.txt", "--", "-c", "--"));

    (void)state;
    assert_int_equal(options.n_inputs, 5);
    assert_string_equal(options.inputs[0], "a.txt");
    assert_string_equal(options.inputs[1], "-");
    assert_string_equal(options.inputs[2], "b.txt");
    assert_string_equal(options.inputs[3], "-c");
    assert_string_equal(options.inputs[4], "--");
    assert_true(options.quiet);
    assert_false(options.check);
    options_fini(&options);
}

static void says_what_is_wrong_and_what_to_do(void **state)
{
    (void)state;
    assert_refused(WORDS("--ouput", "x"), "unknown option --ouput; report2yaml --help lists the options");
    assert_refused(WORDS("-x"), "unknown option -x; report2yaml --help lists the options");
    assert_refused(WORDS("--output"), "--output needs an argument: FILE");
    assert_refused(WORDS("-o"), "--output needs an argument: FILE");
    assert_refused(WORDS("--output="), "--output needs the name of a file");
    assert_refused(WORDS("--check=yes"), "--check takes no argument");
    assert_refused(WORDS("--from=xml"), "--from knows no 'xml', but text, yaml and ndjson");
    assert_refused(WORDS("--diagnostics=xml"), "--diagnostics knows no 'xml', but text and json");
    assert_refused(WORDS("-c", "-o", "x"), "--check writes nothing, so that --output cannot go with it");
    assert_refused(WORDS("-c", "-d", "x"), "--check writes nothing, so that --output-dir cannot go with it");
    assert_refused(WORDS("-o", "x", "-d", "y"),
                   "documents go to one --output or into one --output-dir: leave one out");
    assert_refused(WORDS("-d", ""), "--output-dir needs the name of a folder");
    assert_refused(WORDS("-d", "x", "-j", "0"), "--jobs needs a number from 1 to 256, not '0'");
    assert_refused(WORDS("-d", "x", "-j", "257"), "--jobs needs a number from 1 to 256, not '257'");
    assert_refused(WORDS("-d", "x", "-j", "4x"), "--jobs needs a number from 1 to 256, not '4x'");
    assert_refused(WORDS("-j", "2"),
                   "--jobs needs --output-dir or --check: on one output, documents come one by one");
    assert_refused(WORDS("-f", "ndjson"), "--from ndjson needs --to ndjson: of each record comes one line");
    assert_refused(WORDS("-f", "ndjson", "-t", "ndjson", "-c"),
                   "--from ndjson writes one stream: leave out --check");
    assert_refused(WORDS("-f", "ndjson", "-t", "ndjson", "-d", "x"),
                   "--from ndjson writes one stream: leave out --output-dir");
    assert_refused(WORDS("-f", "ndjson", "-t", "ndjson", "--explain"),
                   "--explain is for texts, not for --from ndjson");
    assert_refused(WORDS("-f", "ndjson", "-t", "ndjson", "--progress", "always"),
                   "--progress counts files, not the records of --from ndjson");
    assert_refused(WORDS("-c", "-j", "2", "--explain"), "--explain tells of one report at a time: leave out --jobs");
    assert_refused(WORDS("--progress", "often"), "--progress knows no 'often', but auto, always and never");
    assert_refused(WORDS("--progress", "always", "--diagnostics", "json"),
                   "--progress always is for people: leave out --diagnostics json");
    assert_refused(WORDS("--modeline", "-t", "json"), "--modeline is for YAML: leave out --to json");
    assert_refused(WORDS("-f", "yaml", "-e", "UTF-8"),
                   "--encoding is for texts: a YAML document says its encoding itself");
}

static void names_the_encodings_that_it_knows(void **state)
{
    struct options options;
    struct buffer why = { 0 };

    (void)state;
    assert_int_equal(parse(&options, &why, WORDS("--encoding", "klingon")), -1);
    assert_true(slice_holds(buffer_slice(&why), SLICE("unknown encoding 'klingon'")));
    assert_true(slice_holds(buffer_slice(&why), SLICE("GB18030")));
    buffer_fini(&why);
    options_fini(&options);
}

/* What the contract has for later is refused by its name, not as unknown. */
static void refuses_what_is_not_there_yet(void **state)
{
    const struct options_entry *entry;

    (void)state;
    for (size_t i = 0; (entry = options_at(i)) != NULL; i++) {
        struct options options;
        struct buffer why = { 0 };
        char word[64] = "--";

        if (entry->help)
            continue;
        strcat(word, entry->long_name);
        assert_int_equal(parse(&options, &why, WORDS(word, "x")), -1);
        assert_true(slice_holds(buffer_slice(&why), slice_of(word)));
        assert_true(slice_holds(buffer_slice(&why), SLICE("is not in version")));
        buffer_fini(&why);
        options_fini(&options);
    }
}

static void has_one_option_of_each_name(void **state)
{
    const struct options_entry *entry, *other;

    (void)state;
    for (size_t i = 0; (entry = options_at(i)) != NULL; i++) {
        for (size_t j = 0; j < i; j++) {
            other = options_at(j);
            assert_string_not_equal(entry->long_name, other->long_name);
            assert_true(entry->short_name == 0 || entry->short_name != other->short_name);
        }
    }
}

static void says_where_inputs_come_from(void **state)
{
    struct options options = parsed(WORDS("--files-from", "list", "-0r", "folder"));
    struct inputs_setting inputs = options_inputs(&options);

    (void)state;
    assert_string_equal(inputs.files_from, "list");
    assert_true(inputs.ends_with_null && inputs.is_recursive);
    assert_int_equal(inputs.n_arguments, 1);
    assert_null(inputs.left_out);
    options_fini(&options);
    options = parsed(WORDS("--files-from=-", "-d", "out", "--index"));
    assert_int_equal(options_inputs(&options).n_arguments, 0);
    assert_string_equal(options_inputs(&options).left_out, "out");
    assert_true(options.index);
    options_fini(&options);
    options = parsed(WORDS("-d", "out", "--index"));
    assert_int_equal(options.n_inputs, 0);
    options_fini(&options);
    assert_refused(WORDS("-0", "x"), "--null is about the paths of --files-from, which is missing");
    assert_refused(WORDS("-r"), "--recursive needs the name of a folder");
    assert_refused(WORDS("--files-from", "-", "-"),
                   "standard input is a report or the list of --files-from, but not both");
    assert_refused(WORDS("--files-from", ""), "--files-from needs the name of a file");
    assert_refused(WORDS("--index", "x"), "--index is of an --output-dir, which is missing");
}

static void help_shows_every_option_on_one_screen(void **state)
{
    struct out *out = out_to_memory();
    const struct options_entry *entry;
    struct slice help;
    size_t n_lines = 0, line_len = 0;

    (void)state;
    options_print_help(out);
    help = out_memory(out);
    for (size_t i = 0; (entry = options_at(i)) != NULL; i++) {
        char word[64] = " --";

        strcat(word, entry->long_name);
        strcat(word, " ");
        assert_int_equal(slice_holds(help, slice_of(word)), entry->help != NULL);
        if (strcmp(entry->long_name, "to") == 0)
            for (size_t format = 0; write_format_at(format); format++)
                assert_non_null(strstr(entry->help, write_format_at(format)->name));
    }
    for (size_t i = 0; i < help.len; i++) {
        line_len = help.ptr[i] == '\n' ? 0 : line_len + 1;
        n_lines += help.ptr[i] == '\n';
        assert_true(line_len < 80);
    }
    assert_in_range(n_lines, 10, 31); /* the shell's prompt is the 32nd */
    out_free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_defaults),
        cmocka_unit_test(reads_every_way_to_give_an_argument),
        cmocka_unit_test(reads_every_option),
        cmocka_unit_test(help_and_version_come_first),
        cmocka_unit_test(collects_inputs),
        cmocka_unit_test(says_what_is_wrong_and_what_to_do),
        cmocka_unit_test(names_the_encodings_that_it_knows),
        cmocka_unit_test(refuses_what_is_not_there_yet),
        cmocka_unit_test(has_one_option_of_each_name),
        cmocka_unit_test(says_where_inputs_come_from),
        cmocka_unit_test(help_shows_every_option_on_one_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
