/*
 * driver SHIM FOLDER KIND PROGRAM ARGUMENT...: every failure of input (memory and reading), of output (writing, renaming,
 * closing, signals at many moments), at every place, until the program gets through. KIND says which: input or output.
 * The program is run as PROGRAM ARGUMENT... -o FOLDER/out, and with its output on a pipe. Each time it must either do
 * all of its work and say so, or end with status 3, and then nothing stands under the final name, and no other file.
 * The last line is "N passed, N failed".
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 16, TRIES_MAX = 200000, STATUS_SYSTEM_FAILED = 3, SIGNAL_ROUNDS = 60 };

struct test {
    const char *shim, *folder;
    char out[4096];
    char *arguments[ARGUMENTS_MAX + 3]; /* with -o FOLDER/out at the end */
    size_t n_arguments;                 /* without it */
    char *expected;                     /* what the program writes when nothing fails */
    size_t expected_len;
    unsigned passed, failed;
};

static char *read_whole(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    *len = 0;
    if (!file)
        return NULL;
    for (size_t got = 1; got > 0; *len += got) {
        bytes = realloc(bytes, *len + 65536);
        if (!bytes)
            abort();
        got = fread(bytes + *len, 1, 65536, file);
    }
    fclose(file);
    return bytes;
}

/* Files in the folder other than `out`. */
static unsigned count_strays(const struct test *test)
{
    DIR *folder = opendir(test->folder);
    unsigned n = 0;

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && strcmp(entry->d_name, "out") != 0;
    if (folder)
        closedir(folder);
    return n;
}

static bool is_output_whole(const struct test *test)
{
    size_t len;
    char *bytes = read_whole(test->out, &len);
    bool is_whole = bytes && len == test->expected_len && memcmp(bytes, test->expected, len) == 0;

    free(bytes);
    return is_whole;
}

/* `input` and `output` are descriptors that become the child's standard ones; -1: /dev/null. */
static pid_t start(struct test *test, const char *fault, bool to_file, int input)
{
    pid_t child = fork();
    int null;

    if (child != 0)
        return child;
    null = open("/dev/null", O_RDWR);
    dup2(input >= 0 ? input : null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (fault) {
        setenv("LD_PRELOAD", test->shim, 1);
        setenv("FAULT", fault, 1);
    }
    if (!to_file)
        test->arguments[test->n_arguments] = NULL;
    execv(test->arguments[0], test->arguments);
    _exit(127);
}

static int finish(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static void judge(struct test *test, bool is_good, const char *what)
{
    if (is_good)
        test->passed++;
    else
        test->failed++;
    if (!is_good)
        printf("FAILED: %s\n", what);
}

/* One failure. Whether the program got through it. */
static bool try_fault(struct test *test, const char *fault, bool to_file)
{
    char what[256];
    int status;
    bool is_through, is_tidy;

    unlink(test->out);
    status = finish(start(test, fault, to_file, -1));
    is_through = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    is_tidy = count_strays(test) == 0 && (!to_file || (is_through ? is_output_whole(test) : access(test->out, F_OK) != 0));
    snprintf(what, sizeof what, "%s%s: wait status %#x, %s", fault, to_file ? "" : ", to standard output", (unsigned)status,
             is_tidy ? "files as they should be" : "a partial or stray file");
    judge(test, is_tidy && (is_through || (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_SYSTEM_FAILED)), what);
    return is_through;
}

/* Counts upward until the program gets through. */
static void try_everywhere(struct test *test, const char *kind, bool to_file)
{
    char fault[64];
    size_t n = 0;

    for (; n < TRIES_MAX && test->failed < 20; n++) {
        snprintf(fault, sizeof fault, "%s:%zu", kind, n);
        if (try_fault(test, fault, to_file))
            break;
    }
    printf("%s%s: %zu failures survived\n", kind, to_file ? "" : ", to standard output", n);
    if (n == 0 || n == TRIES_MAX)
        judge(test, false, "the shim has no effect, or no end");
}

/* One call fails alone, which the program may live with: a few libraries try something else then. */
static void try_each_alone(struct test *test, const char *kind, size_t n_places)
{
    char fault[64];
    size_t n_through = 0;

    for (size_t n = 0; n < n_places && test->failed < 20; n++) {
        snprintf(fault, sizeof fault, "%s:%zu", kind, n);
        n_through += try_fault(test, fault, true);
    }
    printf("%s: %zu places, %zu of them got over\n", kind, n_places, n_through);
}

/* How many calls there are: what fails from one on that lies behind the program's end changes nothing. */
static size_t count_places(struct test *test, const char *kind)
{
    size_t low = 0, high = 1;
    char fault[64];

    for (;; low = high, high *= 2) {
        snprintf(fault, sizeof fault, "%s:%zu", kind, high);
        if (try_fault(test, fault, true) || high > TRIES_MAX)
            break;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        snprintf(fault, sizeof fault, "%s:%zu", kind, middle);
        if (try_fault(test, fault, true))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void sleep_us(long us)
{
    struct timespec wanted = { us / 1000000, us % 1000000 * 1000 };

    nanosleep(&wanted, NULL);
}

/* The signal comes later and later, from before the program's first step until behind its last. */
static void try_signals(struct test *test)
{
    static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
    unsigned n_killed = 0;

    for (int round = 0; round < SIGNAL_ROUNDS; round++) {
        int signal_number = signals[round % 3], status;
        char what[128];
        bool is_through, is_killed;
        pid_t child;

        unlink(test->out);
        child = start(test, NULL, true, -1);
        sleep_us(round * 150);
        kill(child, signal_number);
        status = finish(child);
        is_through = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        is_killed = WIFSIGNALED(status) && WTERMSIG(status) == signal_number;
        n_killed += is_killed;
        snprintf(what, sizeof what, "signal %d in round %d: wait status %#x", signal_number, round, (unsigned)status);
        /* Killed behind its last rename it leaves the whole file: partial ones alone are wrong. */
        judge(test, count_strays(test) == 0 && (is_through || is_killed) &&
                        (is_output_whole(test) || (is_killed && access(test->out, F_OK) != 0)), what);
    }
    printf("signals: %d, %u of them before the end\n", SIGNAL_ROUNDS, n_killed);
}

static bool prepare(struct test *test, int argc, char **argv)
{
    static char output_option[] = "-o";

    test->shim = argv[1];
    test->folder = argv[2];
    snprintf(test->out, sizeof test->out, "%s/out", argv[2]);
    for (int i = 4; i < argc && i - 4 < ARGUMENTS_MAX; i++)
        test->arguments[test->n_arguments++] = argv[i];
    test->arguments[test->n_arguments] = output_option;
    test->arguments[test->n_arguments + 1] = test->out;
    if (finish(start(test, NULL, true, -1)) != 0)
        return false;
    test->expected = read_whole(test->out, &test->expected_len);
    return test->expected && test->expected_len > 0;
}

static void try_input(struct test *test)
{
    try_each_alone(test, "alloc", count_places(test, "alloc+"));
    try_everywhere(test, "read", true);
}

static void try_output(struct test *test)
{
    try_everywhere(test, "write", true);
    try_everywhere(test, "write", false);
    try_everywhere(test, "rename", true);
    try_fault(test, "close:0", true);
    try_fault(test, "close:1", true);
    try_signals(test);
}

int main(int argc, char **argv)
{
    static struct test test;

    if (argc < 6 || !prepare(&test, argc, argv)) {
        fprintf(stderr, "driver: the program does not work without any fault\n");
        return 2;
    }
    if (strcmp(argv[3], "input") == 0)
        try_input(&test);
    else
        try_output(&test);
    unlink(test.out);
    free(test.expected);
    printf("%u passed, %u failed\n", test.passed, test.failed);
    return test.failed > 0;
}
