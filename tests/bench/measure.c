/*
 * measure RUNS COMMAND [ARGUMENT]...: runs the command so often, its output thrown away, and prints the least user plus
 * system time in seconds, the least wall time, and the most memory that it had in use, in KiB. What disturbs a run only
 * ever adds to its time. A program of its own, and small: what a process inherits from a larger parent would count as
 * its own peak.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct costs {
    double processor, wall; /* seconds */
    long peak;              /* KiB */
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double processor_time(struct rusage *usage)
{
    if (getrusage(RUSAGE_CHILDREN, usage) < 0)
        fail("measure");
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        _exit(126);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static struct costs run(char **command)
{
    struct rusage usage;
    struct costs costs = { .processor = -processor_time(&usage), .wall = -now() };
    pid_t child = fork();
    int status = 0;

    if (child == 0)
        become(command);
    if (child < 0 || waitpid(child, &status, 0) < 0)
        fail("measure");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "measure: %s failed\n", command[0]);
        exit(1);
    }
    costs.wall += now();
    costs.processor += processor_time(&usage);
    costs.peak = usage.ru_maxrss;
    return costs;
}

int main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    struct costs best = { 0 };

    if (runs < 1) {
        fputs("usage: measure RUNS COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    for (int i = 0; i < runs; i++) {
        struct costs costs = run(argv + 2);

        if (i == 0 || costs.processor < best.processor)
            best.processor = costs.processor;
        if (i == 0 || costs.wall < best.wall)
            best.wall = costs.wall;
        best.peak = costs.peak;
    }
    printf("%.4f %.4f %ld\n", best.processor, best.wall, best.peak);
    return 0;
}
