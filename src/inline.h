/*
 * inline: the enumeration inside one paragraph: 一是…二是…；（1）…（2）…；1.…；2.… Pure.
 * May be used by outline and tests.
 */
#ifndef INLINE_H
#define INLINE_H

#include "label.h"

struct inline_item {
    struct label label; /* borrowed from the text */
    size_t start;       /* byte of the text where the label begins */
    size_t end;         /* byte behind the item, its closing mark included */
};

/* A label that was looked for in vain: it does not stand at `from` or behind it. */
struct inline_miss {
    const char *from;
    enum label_family family;
    unsigned form, system;
    char first_byte;
    long number;
};

/*
 * All zero at first. To be used for one text alone, or for the parts of one text up to its end, each behind the last;
 * inline_reset makes it fit for another one.
 */
struct inline_list {
    struct inline_item *items;
    size_t n, cap;
    struct inline_miss *misses; /* so that no text is gone through to its end once for each label in it */
    size_t n_misses, misses_cap;
};

/*
 * The first enumeration in `text`: at least two labels of one family and form in sequence, from the first number on;
 * one label where `goes_on` (the next paragraph begins with the second). False where there is none.
 */
bool inline_find(struct slice text, bool goes_on, struct inline_list *list);
/* The same, and First, … Second, …: words that a text in English alone can hold. */
bool inline_find_in_english(struct slice text, bool goes_on, struct inline_list *list);
/* The items from `first` on, a label at the start of `text` with any number: at least two, all of `text`. */
bool inline_continue(struct slice text, const struct label *first, struct inline_list *list);
void inline_reset(struct inline_list *list); /* keeps its memory */
void inline_fini(struct inline_list *list);

#endif
