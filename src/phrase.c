#include "phrase.h"

#include "utf8.h"

enum { ENCLOSED_MAX = 300 /* bytes; what is never closed is no pair */ };

bool phrase_starts(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n && text.len > 0; i++)
        if (words[i][0] == text.ptr[0] && phrase_starts_with(text, words[i])) /* most begin with another byte */
            return true;
    return false;
}

bool phrase_ends(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_ends(text, slice_of(words[i])))
            return true;
    return false;
}

bool phrase_equals(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (phrase_starts_with(text, words[i]) && strlen(words[i]) == text.len)
            return true;
    return false;
}

bool phrase_list_holds(struct phrase_list *list, struct slice text)
{
    if (!list->is_made)
        phrase_list_make(list);
    for (size_t at = 0; (at = phrase_find_start(list->first_bits, text, at)) < text.len; utf8_next(text, &at))
        if (phrase_list_starts(list, slice_from(text, at)))
            return true;
    return false;
}

bool phrase_list_is_english(struct phrase_list *list, struct slice word)
{
    char folded[32];

    if (word.len == 0 || word.len > sizeof folded ||
        !phrase_list_may_begin(list, (unsigned char)word.ptr[0] | 0x20))
        return false;
    for (size_t i = 0; i < word.len; i++)
        folded[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] | 0x20 : word.ptr[i]);
    return phrase_list_equals(list, (struct slice){ folded, word.len });
}

size_t phrase_list_len(struct phrase_list *list, struct slice text)
{
    if (phrase_list_may_start(list, text))
        for (size_t i = 0; i < list->n; i++)
            if (phrase_starts_with(text, list->words[i]))
                return strlen(list->words[i]);
    return 0;
}

static bool is_before_colon(struct slice text, size_t at)
{
    return phrase_is_colon(utf8_at(text, phrase_skip_blanks(text, at)));
}

bool phrase_list_before_colon(struct phrase_list *list, struct slice text)
{
    if (!phrase_list_may_start(list, text))
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (phrase_starts_with(text, list->words[i]) && is_before_colon(text, strlen(list->words[i])))
            return true;
    return false;
}

static void set_bit(uint64_t bits[16], uint32_t cp)
{
    bits[cp >> 6 & 15] |= (uint64_t)1 << (cp & 63);
}

void phrase_list_make(struct phrase_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct slice word = slice_of(list->words[i]);
        size_t second = 0;

        set_bit(list->first_bits, utf8_next(word, &second));
        set_bit(list->last_bits, utf8_last(word));
        if (second < word.len)
            set_bit(list->second_bits, utf8_at(word, second));
        else
            memset(list->second_bits, 0xFF, sizeof list->second_bits);
    }
    list->is_made = true;
}

const uint64_t *phrase_starts_of(struct phrase_starts *starts, struct phrase_list *const *lists)
{
    for (; *lists; lists++) {
        if (!(*lists)->is_made)
            phrase_list_make(*lists);
        for (size_t i = 0; i < LENGTH_OF(starts->bits); i++)
            starts->bits[i] |= (*lists)->first_bits[i];
    }
    starts->is_made = true;
    return starts->bits;
}

size_t phrase_find_start(const uint64_t bits[16], struct slice text, size_t at)
{
    while ((at += phrase_skip_triples(bits, text, at, SIZE_MAX)) < text.len) {
        size_t next = at;

        if (phrase_has_bit(bits, utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

bool phrase_is_word(uint32_t cp)
{
    bool is_kana = cp >= 0x3041 && cp <= 0x30FA;

    return utf8_is_ideograph(cp) || utf8_is_latin(cp) || utf8_is_digit(cp) || is_kana;
}

bool phrase_holds_word(struct slice text)
{
    size_t at = 0;

    while (at < text.len)
        if (phrase_is_word(utf8_next(text, &at)))
            return true;
    return false;
}

uint32_t phrase_before(struct slice text, size_t at)
{
    return utf8_previous(text, &at);
}

size_t phrase_skip_blanks(struct slice text, size_t at)
{
    size_t next = at;

    while (next < text.len && utf8_is_space(utf8_next(text, &next)))
        at = next;
    return at;
}

struct slice phrase_take_word(struct slice text, size_t *at)
{
    size_t from = *at, end = slice_find(text, SLICE(" "), from);

    end = end == SLICE_NONE ? text.len : end;
    *at = end + 1;
    return slice_part(text, from, end);
}

size_t phrase_find_any(struct slice text, size_t from, const uint32_t *characters)
{
    size_t at = from;

    while (from < text.len) {
        if (phrase_is_one_of(utf8_next(text, &at), characters))
            return from;
        from = at;
    }
    return text.len;
}

size_t phrase_find_mark(struct slice text, size_t from, const uint32_t *marks)
{
    while ((from = utf8_skip_ideographs(text, from)) < text.len) {
        size_t at = from;

        if (phrase_is_one_of(utf8_next(text, &at), marks))
            return from;
        from = at;
    }
    return text.len;
}

struct slice phrase_trim_end(struct slice text, const uint32_t *characters)
{
    size_t at = text.len;
    uint32_t cp = utf8_previous(text, &at);

    while (cp != 0 && (utf8_is_space(cp) || phrase_is_one_of(cp, characters))) {
        text.len = at;
        cp = utf8_previous(text, &at);
    }
    return text;
}

static const struct pair pairs[] = {
    { U'“', U'”', true, true },
    { U'‘', U'’', true, true },
    { '"', '"', true, true },
    { U'＂', U'＂', true, true },
    { U'「', U'」', true, true },
    { U'『', U'』', true, true },
    { U'《', U'》', false, false },
    { U'〈', U'〉', false, false },
    { U'（', U'）', false, true },
    { '(', ')', false, true },
    { U'【', U'】', false, true },
    { U'〔', U'〕', false, true },
    { U'［', U'］', false, true },
    { '[', ']', false, true },
};

/* Letters, digits, ideographs and kana, with what stands among them in Unicode: no pair is made of them. */
static bool is_never_paired(uint32_t cp)
{
    return (cp > ')' && cp < '[') || (cp > ']' && cp < 0x2018) || (cp > 0x3020 && cp < 0xFF00);
}

const struct pair *phrase_pair(uint32_t cp)
{
    if (is_never_paired(cp))
        return NULL;
    for (size_t i = 0; i < LENGTH_OF(pairs); i++)
        if (pairs[i].open == cp)
            return &pairs[i];
    return NULL;
}

bool phrase_is_closing_quote(uint32_t cp)
{
    for (size_t i = 0; i < LENGTH_OF(pairs); i++)
        if (pairs[i].is_quote && pairs[i].close == cp)
            return true;
    return false;
}

/* Of ） and ) either closes what （ or ( opened. “四尘“ is meant to be “四尘”: a mark does not open again inside itself. */
static bool is_closed_by(const struct pair *pair, uint32_t cp)
{
    return utf8_fold_width(pair->close) == utf8_fold_width(cp) || (pair->is_quote && pair->open == cp);
}

void phrase_nest(struct nesting *nesting, uint32_t cp)
{
    const struct pair *opened;

    if (is_never_paired(cp))
        return;
    opened = phrase_pair(cp);

    for (size_t i = nesting->depth; i > 0; i--)
        if (is_closed_by(nesting->open[i - 1], cp)) {
            nesting->depth = i - 1;
            return;
        }
    if (opened && nesting->depth < NESTING_MAX)
        nesting->open[nesting->depth++] = opened;
}

size_t phrase_enclosed(struct slice text, const uint32_t *opens)
{
    struct nesting nesting = { .depth = 0 };
    size_t at = 0;

    if (!phrase_is_one_of(utf8_first(text), opens))
        return 0;
    while (at < text.len && at < ENCLOSED_MAX) {
        phrase_nest(&nesting, utf8_next(text, &at));
        if (nesting.depth == 0)
            return at;
    }
    return 0;
}

struct slice phrase_strip(struct slice text)
{
    struct nesting nesting = { .depth = 0 };
    const struct pair *pair = phrase_pair(utf8_first(text));
    size_t at = 0, inner = 0, end;

    if (!pair || !pair->is_stripped)
        return text;
    while (at < text.len) {
        end = at;
        phrase_nest(&nesting, utf8_next(text, &at));
        if (inner == 0)
            inner = at;
        else if (nesting.depth == 0)
            return at == text.len ? utf8_trim(slice_part(text, inner, end)) : text;
    }
    return text;
}
