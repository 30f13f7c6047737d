/*
 * sandbox: gives up what a conversion to standard output never needs: to make, change, remove or execute files. So a
 * report that finds a hole in a library cannot be used to leave anything behind. May be used by main.
 *
 * Reading stays allowed: further inputs are opened later, and iconv loads its tables when it needs them. Done with
 * Linux's Landlock (5.13 and later), in four calls of the system; elsewhere nothing happens. An extra wall, on which
 * nothing else relies. In builds with WITH_SANDBOX alone: valgrind before 3.23 does not know these calls and says so
 * for each run, and sanitizers start programs of their own.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

/* For the rest of the process, from the calling thread on. False where the system cannot do it. */
bool sandbox_enter(void);

#endif
