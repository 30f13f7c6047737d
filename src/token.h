/*
 * token: tokens that a web site injected again and again into the sentences of a text (某论坛_某策略:). They stay where they
 * are and are reported once, with their count. May be used by convert and tests. Memory is bounded by TOKENS_MAX.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include "diag.h"
#include "paragraph.h"

enum { TOKENS_MAX = 32, TOKEN_SIDE_LEN_MAX = 96 };

/* One suspected token: what stood on both sides of its foreign character everywhere so far. */
struct token {
    uint32_t mark;                 /* the character that has no place in a sentence */
    char left[TOKEN_SIDE_LEN_MAX]; /* ends at the mark; bytes */
    char right[TOKEN_SIDE_LEN_MAX];
    size_t left_len, right_len;
    uint64_t count, line, column;  /* place of the first one */
};

/* All zero is an empty one. */
struct token_list {
    struct token tokens[TOKENS_MAX];
    size_t n;
};

void token_scan(struct token_list *list, const struct paragraph *paragraph);
/* Reports every token that came at least three times. */
void token_report(const struct token_list *list, struct diag_list *diags);

#endif
