/*
 * token: what stands inside the sentences of a text and is no part of them. Tokens that a web site injected again and
 * again (某论坛_某策略:), and marks that refer to notes or the glossary ([12]), are counted and reported at the end; a
 * syllable in Latin letters (全市生产zong值) at once. All of it stays where it is. May be used by convert and tests.
 * Memory is bounded by TOKENS_MAX.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include "diag.h"
#include "paragraph.h"

#include <stdbool.h>
#include <stdint.h>

enum { TOKENS_MAX = 32, TOKEN_SIDE_LEN_MAX = 96, REFERENCE_MAX = 999 };

/* One suspected token: what stood on both sides of its underscore everywhere so far. */
struct token {
    char left[TOKEN_SIDE_LEN_MAX]; /* ends at the underscore; bytes */
    char right[TOKEN_SIDE_LEN_MAX];
    size_t left_len, right_len;
    uint64_t count, line, column;  /* place of the first one */
};

/* Marks such as [12] and ［２］ inside the text. */
struct reference_marks {
    uint64_t count, line, column;        /* place of the first one */
    uint8_t seen[REFERENCE_MAX / 8 + 1]; /* bit by number */
    long n_in_order;                     /* how far the marks have counted from [1] on */
    bool has_note;                       /* a paragraph behind a mark begins with its number: [12]… */
};

/* All zero is an empty one. */
struct token_list {
    struct token tokens[TOKENS_MAX];
    size_t n;
    struct reference_marks marks;
};

/* A paragraph whose may_hold_tokens is false need not be looked at. */
void token_scan(struct token_list *list, const struct paragraph *paragraph, struct diag_list *diags);
/* Reports every token that came at least three times, and the marks where there is something that they refer to. */
void token_report(const struct token_list *list, bool has_glossary, struct diag_list *diags);

#endif
