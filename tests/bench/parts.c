/*
 * parts FILE: where the time of a conversion goes. Runs the same text through more and more of the passes, each time
 * from the file's first byte, and prints user plus system time; what one pass costs is the difference to the row above.
 */
#define _DEFAULT_SOURCE /* getrusage gives times to the microsecond everywhere that has it */

#include "check.h"
#include "convert.h"
#include "decode.h"
#include "line.h"
#include "write.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, RUNS = 9 };

enum passes { READ, DECODE, LINES, RECOGNISE, CHECK, WRITE, DIGEST, WRITE_LIBYAML, PASSES_COUNT };

static const char *const names[] = {
    [READ] = "read",
    [DECODE] = "+ decode",
    [LINES] = "+ lines",
    [RECOGNISE] = "+ recognition",
    [CHECK] = "+ check",
    [WRITE] = "+ writer",
    [DIGEST] = "+ digest",
    [WRITE_LIBYAML] = "with libyaml",
};
_Static_assert(LENGTH_OF(names) == PASSES_COUNT, "every row has a name");

static int take_event(struct sink *sink, const struct event *events, size_t n)
{
    (void)sink;
    (void)events;
    (void)n;
    return 0;
}

static void take_line(struct line_taker *taker, const struct line *line)
{
    (void)taker;
    (void)line;
}

struct text_pass {
    struct decode_taker taker;
    struct line_reader lines;
    bool has_lines;
};

static void take_text(struct decode_taker *taker, struct slice text)
{
    struct text_pass *pass = (struct text_pass *)taker;

    if (pass->has_lines)
        line_feed(&pass->lines, text);
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    (void)taker;
    (void)remark;
    (void)offset;
}

static void fail(const char *why)
{
    fprintf(stderr, "parts: %s\n", why);
    exit(1);
}

static size_t read_some(int input, char *bytes)
{
    ssize_t len = read(input, bytes, READ_SIZE);

    if (len < 0)
        fail("cannot be read");
    return (size_t)len;
}

static void run_text(int input, enum passes passes)
{
    static char bytes[READ_SIZE];
    struct line_taker line_taker = { take_line };
    struct text_pass pass = { .taker = { take_text, take_remark }, .lines.taker = &line_taker };
    struct decode *decode = decode_new(NULL, &pass.taker);
    size_t len;

    pass.has_lines = passes == LINES;
    while ((len = read_some(input, bytes)) > 0)
        if (passes != READ)
            decode_feed(decode, bytes, len);
    decode_finish(decode);
    line_finish(&pass.lines);
    line_fini(&pass.lines);
    decode_free(decode);
}

static void run_convert(int input, enum passes passes)
{
    static char bytes[READ_SIZE];
    struct sink none = { take_event };
    struct out *out = out_to_descriptor(open("/dev/null", O_WRONLY), "/dev/null");
    const struct write_options write_options = { 0 };
    struct writer *writer = passes == WRITE_LIBYAML ? write_yaml_libyaml_open(out, &write_options)
                                                    : write_yaml_open(out, &write_options);
    struct check *check = check_new(schema_report(), passes >= WRITE ? &writer->sink : &none, NULL);
    const struct convert_options options = { .name = "-", .no_digest = passes < DIGEST };
    struct convert *convert = convert_new(&options, passes >= CHECK ? check_sink(check) : &none);
    size_t len;

    while ((len = read_some(input, bytes)) > 0)
        if (convert_feed(convert, bytes, len) != CONVERT_OK)
            fail("does not convert");
    if (convert_finish(convert, false) != CONVERT_OK || check_violations(check) > 0 || out_commit(out) != 0)
        fail("does not convert");
    convert_free(convert);
    check_free(check);
    writer->free(writer);
    out_free(out);
}

static double seconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double measure(const char *path, enum passes passes)
{
    int input = open(path, O_RDONLY);
    double start = seconds();

    if (input < 0)
        fail("cannot be opened");
    if (passes <= LINES)
        run_text(input, passes);
    else
        run_convert(input, passes);
    close(input);
    return seconds() - start;
}

/* The best of some runs: what disturbs a measurement only ever adds to it. The rows take turns, so that a machine that
   is slower for a while is slower for all of them. */
static void measure_rows(const char *path, double times[PASSES_COUNT])
{
    for (int run = 0; run < RUNS; run++)
        for (int passes = READ; passes < PASSES_COUNT; passes++) {
            double time = measure(path, (enum passes)passes);

            times[passes] = run == 0 || time < times[passes] ? time : times[passes];
        }
}

static double file_size(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = -1;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        fail("cannot be opened");
    fclose(file);
    return (double)size;
}

static void print_rows(const char *path)
{
    double times[PASSES_COUNT], whole, emitter, size = file_size(path);

    measure_rows(path, times);
    whole = times[DIGEST];
    for (int passes = READ; passes < PASSES_COUNT; passes++) {
        double before = passes == READ ? 0 : times[passes == WRITE_LIBYAML ? CHECK : passes - 1];
        double own = times[passes] - before;

        printf("%-14s %8.1f ms %7.1f MB/s   own part %5.2f ns/byte, %4.1f %%\n", names[passes], times[passes] * 1e3,
               size / times[passes] / 1e6, own / size * 1e9,
               own / (passes == WRITE_LIBYAML ? times[passes] : whole) * 100);
    }
    printf("decoding, lines and recognition: %.1f %% of a conversion with libyaml\n",
           times[RECOGNISE] / times[WRITE_LIBYAML] * 100);
    emitter = times[WRITE_LIBYAML] - times[CHECK] - (times[DIGEST] - times[WRITE]);
    printf("libyaml alone, for the same documents: %.2f times as long as a conversion, %.2f without the digest\n",
           emitter / times[DIGEST], emitter / times[WRITE]);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: parts FILE\n", stderr);
        return 2;
    }
    print_rows(argv[1]);
    return 0;
}
