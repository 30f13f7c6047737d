/*
 * phrase: questions about the words, the quotation marks and the brackets of a text. Pure.
 * May be used by all of the recognition, and tests. Lengths and offsets are bytes.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "mem.h"
#include "utf8.h"

#include <stdint.h>

/* Does the text start with, end with, or equal one of the words of an array of strings? */
#define PHRASE_STARTS(text, words) phrase_starts((text), (words), LENGTH_OF(words))
#define PHRASE_ENDS(text, words) phrase_ends((text), (words), LENGTH_OF(words))
#define PHRASE_EQUALS(text, words) phrase_equals((text), (words), LENGTH_OF(words))

/* Nearly always false at the first or second byte, so that no length is worth knowing. */
static inline bool phrase_starts_with(struct slice text, const char *word)
{
    for (size_t i = 0; word[i]; i++)
        if (i == text.len || text.ptr[i] != word[i])
            return false;
    return true;
}

bool phrase_starts(struct slice text, const char *const *words, size_t n);
bool phrase_ends(struct slice text, const char *const *words, size_t n);
bool phrase_equals(struct slice text, const char *const *words, size_t n);

/* Is the code point one of the string's, as in phrase_is_one_of(cp, U"，。")? Never for 0. */
static inline bool phrase_is_one_of(uint32_t cp, const uint32_t *characters)
{
    for (; *characters; characters++)
        if (*characters == cp)
            return true;
    return false;
}

/*
 * The same for a string literal of characters of which none is an ideograph, as most of a text are. How many there are
 * is known where it is compiled, so that each becomes a comparison of its own.
 */
#define phrase_is_mark(cp, marks) phrase_is_one_of_marks((cp), (marks), LENGTH_OF(marks) - 1)

static inline bool phrase_is_one_of_marks(uint32_t cp, const uint32_t *marks, size_t n)
{
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return false;
    for (size_t i = 0; i < n; i++)
        if (marks[i] == cp)
            return true;
    return false;
}

/* Those of running text; a string of more marks: PHRASE_DASHES U"（(". */
#define PHRASE_DASHES U"—–-―─－﹣"

static inline bool phrase_is_dash(uint32_t cp)
{
    return phrase_is_mark(cp, PHRASE_DASHES);
}

static inline bool phrase_is_colon(uint32_t cp)
{
    return phrase_is_mark(cp, U"：:﹕︰∶");
}

static inline bool phrase_ends_with_colon(struct slice text)
{
    return phrase_is_colon(utf8_last(text));
}

/*
 * Words with bits for the characters that they begin and end with, so that most texts that begin or end with none of
 * them are told by one look. The bits are made when they are first needed, once a thread, from the words themselves.
 * Define one with PHRASE_LIST.
 */
struct phrase_list {
    const char *const *words;
    size_t n;
    bool is_made;
    uint64_t first_bits[16], last_bits[16]; /* of the words' first and last characters */
    uint64_t second_bits[16];               /* of their second ones; all, where a word has but one */
};

#define PHRASE_LIST(name, ...)                                    \
    static const char *const name##_words[] = { __VA_ARGS__ };    \
    static _Thread_local struct phrase_list name = { name##_words, LENGTH_OF(name##_words), false, { 0 }, { 0 }, { 0 } }

void phrase_list_make(struct phrase_list *list);

static inline bool phrase_has_bit(const uint64_t bits[16], uint32_t cp)
{
    return bits[cp >> 6 & 15] >> (cp & 63) & 1;
}

/* The same for a character of three bytes, without making a code point of them. */
static inline bool phrase_triple_has_bit(const uint64_t bits[16], const char *at)
{
    return bits[at[1] & 15] >> (at[2] & 63) & 1;
}

/*
 * Bytes of the characters of three bytes at `at`, at most `n_max` of them, up to the first one that has its bit: of all
 * of Chinese, so that a mark between ideographs ends no loop that is not to end there.
 */
static inline size_t phrase_skip_triples(const uint64_t bits[16], struct slice text, size_t at, size_t n_max)
{
    size_t n_left = (text.len - at) / 3, end = at;

    for (n_left = n_left < n_max ? n_left : n_max; n_left > 0; n_left--, end += 3)
        if ((text.ptr[end] & 0xF0) != 0xE0 || phrase_triple_has_bit(bits, text.ptr + end))
            break;
    return end - at;
}

/* Bits of the characters that the words of several lists begin with, which are asked at one place. Zero it. */
struct phrase_starts {
    bool is_made;
    uint64_t bits[16];
};

/* The bits, made when they are first needed: static _Thread_local struct phrase_starts starts, as the lists are. */
#define PHRASE_STARTS_OF(starts, ...) \
    ((starts)->is_made ? (starts)->bits                           \
                       : phrase_starts_of((starts), (struct phrase_list *const[]){ __VA_ARGS__, NULL }))
const uint64_t *phrase_starts_of(struct phrase_starts *starts, struct phrase_list *const *lists); /* up to a NULL */
/* The first place at or behind `at`, the start of a character, where one stands that has its bit; text.len: none. */
size_t phrase_find_start(const uint64_t bits[16], struct slice text, size_t at);

/* False where none of the words begins with the character; true: one may. */
static inline bool phrase_list_may_begin(struct phrase_list *list, uint32_t first)
{
    if (!list->is_made)
        phrase_list_make(list);
    return phrase_has_bit(list->first_bits, first);
}

/* False where `text` starts with none of the words; true: it may. */
static inline bool phrase_list_may_start(struct phrase_list *list, struct slice text)
{
    size_t second = 0;

    return phrase_list_may_begin(list, utf8_next(text, &second)) &&
           phrase_has_bit(list->second_bits, utf8_at(text, second));
}

/* Bytes of the first of the words that `text` starts with; 0 where it starts with none. */
size_t phrase_list_len(struct phrase_list *list, struct slice text);

static inline bool phrase_list_starts(struct phrase_list *list, struct slice text)
{
    return phrase_list_may_start(list, text) && phrase_starts(text, list->words, list->n);
}

/* Does `text` start with one of the words and a colon? Blanks may stand between them. */
bool phrase_list_before_colon(struct phrase_list *list, struct slice text);

/* The same for a text that ends in `last`. */
static inline bool phrase_list_may_end(struct phrase_list *list, uint32_t last)
{
    if (!list->is_made)
        phrase_list_make(list);
    return phrase_has_bit(list->last_bits, last);
}

static inline bool phrase_list_ends(struct phrase_list *list, struct slice text)
{
    return phrase_list_may_end(list, utf8_last(text)) && phrase_ends(text, list->words, list->n);
}

static inline bool phrase_list_equals(struct phrase_list *list, struct slice text)
{
    return phrase_list_may_start(list, text) && phrase_equals(text, list->words, list->n);
}

/* Is `word` one of the words, which are of ASCII in lower case, whatever the case of its letters? */
bool phrase_list_is_english(struct phrase_list *list, struct slice word);

/* Does one of the words stand anywhere in the text? */
bool phrase_list_holds(struct phrase_list *list, struct slice text);

/* A Latin letter, an ideograph, kana or a digit. */
bool phrase_is_word(uint32_t cp);
bool phrase_holds_word(struct slice text);
/* The code point before `at`; 0 at the start. */
uint32_t phrase_before(struct slice text, size_t at);
/* The first place at or behind `at` where no white space stands. */
size_t phrase_skip_blanks(struct slice text, size_t at);
/* The word from byte `*at` up to a blank or the end. `*at` moves behind that blank; beyond the end, behind the last. */
struct slice phrase_take_word(struct slice text, size_t *at);
/* The place of the first of `characters` (a string U"…") at or behind `from`; text.len where there is none. */
size_t phrase_find_any(struct slice text, size_t from, const uint32_t *characters);
/* The same for marks, of which none is an ideograph. */
size_t phrase_find_mark(struct slice text, size_t from, const uint32_t *marks);
/* Without white space and `characters` at its end. */
struct slice phrase_trim_end(struct slice text, const uint32_t *characters);

/* Quotation marks and brackets that belong together. */
struct pair {
    uint32_t open, close;
    bool is_quote;
    bool is_stripped; /* 《》 belong to the name that they enclose */
};

enum { NESTING_MAX = 8 };

/* The pairs that are open at a place. All zero: none. */
struct nesting {
    const struct pair *open[NESTING_MAX];
    size_t depth;
};

/* The pair that `cp` opens, or NULL. ASCII " opens one. */
const struct pair *phrase_pair(uint32_t cp);
bool phrase_is_closing_quote(uint32_t cp);
/* Takes the next code point of a text. */
void phrase_nest(struct nesting *nesting, uint32_t cp);
/* Bytes of the pair, and of what it encloses, that one of `opens` begins at the start of `text`; 0 where none does. */
size_t phrase_enclosed(struct slice text, const uint32_t *opens);
/* Without one pair that encloses all of it: “四上” loses it, “两重”“两新” does not. */
struct slice phrase_strip(struct slice text);

#endif
