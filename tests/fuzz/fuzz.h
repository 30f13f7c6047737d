/*
 * fuzz: what the fuzz targets of this folder share. Each NAME.c is a target of its own, NAME.dict its dictionary,
 * NAME/ its seeds: small texts of ours, what covers more of the program, and what once was a finding.
 * tests/run-fuzz builds and runs them; standalone.c makes a program of one that reads files or standard input.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Numbers that the data choose: for cuts and options. Never 0 inside. */
struct choice {
    uint64_t state;
};

static inline struct choice choice_of(const uint8_t *data, size_t len)
{
    struct choice choice = { 0xCBF29CE484222325u };

    for (size_t i = 0; i < len; i++)
        choice.state = (choice.state ^ data[i]) * 0x100000001B3u;
    choice.state |= 1;
    return choice;
}

/* A number below `limit`, which must not be 0. */
static inline size_t choice_next(struct choice *choice, size_t limit)
{
    choice->state ^= choice->state << 13;
    choice->state ^= choice->state >> 7;
    choice->state ^= choice->state << 17;
    return (size_t)(choice->state >> 11) % limit;
}

/* The length of the next piece of `left` bytes: mostly short, so that cuts fall into characters and labels. */
static inline size_t choice_cut(struct choice *choice, size_t left)
{
    static const size_t most[] = { 1, 2, 3, 8, 64, 1024 };
    size_t len = 1 + choice_next(choice, most[choice_next(choice, LENGTH_OF(most))]);

    return len < left ? len : left;
}

/* An invariant that does not hold is a finding. */
#define HOLDS(condition, ...)                                     \
    do {                                                          \
        if (!(condition)) {                                       \
            fprintf(stderr, "does not hold: %s: ", #condition);   \
            fprintf(stderr, __VA_ARGS__);                         \
            fputc('\n', stderr);                                  \
            abort();                                              \
        }                                                         \
    } while (0)

#endif
