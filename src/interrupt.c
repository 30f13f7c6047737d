#include "interrupt.h"

#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* More files than one process writes at a time; what finds no place here is left behind under its telling name. */
enum { GUARDED_MAX = 256 };

static const int fatal_signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU };
enum { SIGNAL_COUNT = sizeof fatal_signals / sizeof fatal_signals[0] };

/* Looked through by the handler, which may interrupt anything: hence atomic, and without a lock. */
static _Atomic(const char *) guarded[GUARDED_MAX];

/* Threads between interrupt_hold and interrupt_resume; and whether a signal has come, after which none may begin. */
static atomic_int n_holding;
static atomic_bool is_ending;

/* This thread holds nothing, or the signal would wait: so what is waited for are others, for a few system calls. */
static void remove_and_die(int signal_number)
{
    atomic_store(&is_ending, true);
    while (atomic_load(&n_holding) > 0)
        poll(NULL, 0, 1);
    for (size_t i = 0; i < GUARDED_MAX; i++) {
        const char *path = atomic_load(&guarded[i]);

        if (path)
            unlink(path);
    }
    /* The handler was reset and the signal is not held back: this ends the program. */
    raise(signal_number);
}

void interrupt_install(void)
{
    struct sigaction action = { .sa_handler = remove_and_die, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) };
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct sigaction old;

    sigemptyset(&action.sa_mask);
    sigemptyset(&ignore.sa_mask);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        if (sigaction(fatal_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(fatal_signals[i], &action, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

static void mask(int how)
{
    sigset_t signals;

    sigemptyset(&signals);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        sigaddset(&signals, fatal_signals[i]);
    pthread_sigmask(how, &signals, NULL);
}

void interrupt_hold(void)
{
    mask(SIG_BLOCK);
    atomic_fetch_add(&n_holding, 1);
    if (!atomic_load(&is_ending))
        return;
    atomic_fetch_sub(&n_holding, 1);
    for (;;)
        pause();
}

void interrupt_resume(void)
{
    atomic_fetch_sub(&n_holding, 1);
    mask(SIG_UNBLOCK);
}

void interrupt_guard(const char *path)
{
    for (size_t i = 0; i < GUARDED_MAX; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&guarded[i], &none, path))
            return;
    }
}

void interrupt_release(const char *path)
{
    for (size_t i = 0; i < GUARDED_MAX; i++) {
        const char *entry = path;

        if (atomic_compare_exchange_strong(&guarded[i], &entry, NULL))
            return;
    }
}
