#include "front_text.h"

#include "markup.h"
#include "utf8.h"

enum { MARKUP_LEN_MAX = 400 };

/* Walks over a raw line and gives what stays of it. */
struct cleaner {
    struct slice raw;
    size_t at;          /* byte that is read next */
    size_t start;       /* byte at which the character given last begins */
    bool has_blank;     /* white space was passed since */
    unsigned n_alone;   /* ideographs read since the last white space; 2 means two or more, or another character */
};

static bool is_invisible(uint32_t cp)
{
    return cp == 0xFEFF || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xAD || cp < ' ';
}

/* Bytes up to and including `end`, where it stands near; 0 otherwise. */
static size_t reach(struct slice text, const char *end)
{
    struct slice near = { text.ptr, text.len < MARKUP_LEN_MAX ? text.len : MARKUP_LEN_MAX };
    size_t at = slice_find(near, slice_of(end), 0);

    return at == SLICE_NONE ? 0 : at + strlen(end);
}

static bool is_letter_or_digit(unsigned char byte)
{
    return utf8_is_ascii_letter(byte) || utf8_is_digit(byte);
}

/* <td class="title">, </a>, <h1>, <o:p>, a comment; not <AI+>, which is a word. */
static bool is_tag_start(struct slice rest)
{
    size_t at = 1;

    if (rest.len < 3 || rest.ptr[0] != '<' || utf8_is_digit((unsigned char)rest.ptr[1]))
        return false;
    if (rest.ptr[1] == '/' || rest.ptr[1] == '!')
        return true;
    while (at < rest.len && (is_letter_or_digit((unsigned char)rest.ptr[at]) || (at > 1 && rest.ptr[at] == ':')))
        at++;
    return at > 1 && at < rest.len && memchr(" \t/>", rest.ptr[at], 4);
}

/* [text](address): the opening bracket goes here, the address where ]( stands. */
static bool opens_link(struct slice rest)
{
    size_t len = reach(rest, "](");

    return len > 0 && slice_find(slice_part(rest, 1, len), SLICE("["), 0) == SLICE_NONE;
}

/* Bytes of markup at the start of `rest`: **bold**, <br>, ![](picture), [bookmark: _GoBack]. */
static size_t markup_len(struct slice rest)
{
    switch (rest.ptr[0]) {
    case '<':
        if (!is_tag_start(rest))
            return 0;
        return slice_starts(rest, SLICE("<!--")) ? reach(rest, "-->") : reach(rest, ">");
    case '*':
        return slice_starts(rest, SLICE("**")) ? 2 : 0;
    case '!':
        return slice_starts(rest, SLICE("![")) ? reach(rest, ")") : 0;
    case '[':
        if (slice_starts(rest, SLICE("[bookmark:")))
            return reach(rest, "]");
        return opens_link(rest) ? 1 : 0;
    case ']':
        return slice_starts(rest, SLICE("](")) ? reach(rest, ")") : 0;
    default:
        return 0;
    }
}

/* Bytes of Markdown's marks in front of a line: "# ", "> ", ">- ", "- [". A line of nothing else keeps them. */
static size_t prefix_len(struct slice raw)
{
    size_t at = 0;

    while (at < raw.len && (raw.ptr[at] == '#' || raw.ptr[at] == '>' || raw.ptr[at] == ' '))
        at++;
    if (at + 2 < raw.len && raw.ptr[at] == '-' && raw.ptr[at + 1] == ' ' && (at > 0 || raw.ptr[at + 2] == '['))
        at += 2;
    if (at == raw.len || (raw.ptr[0] != '>' && at > 0 && raw.ptr[at - 1] != ' '))
        return 0;
    return at;
}

unsigned front_heading_level(struct slice raw)
{
    unsigned level = 0;

    while (level < raw.len && raw.ptr[level] == '#')
        level++;
    return level > 0 && level < raw.len && raw.ptr[level] == ' ' ? level : 0;
}

/* The next character that stays, white space included; 0 at the end. */
static uint32_t next_kept(struct cleaner *cleaner)
{
    while (cleaner->at < cleaner->raw.len) {
        size_t len = markup_len(slice_from(cleaner->raw, cleaner->at));
        uint32_t cp;

        if (len > 0) {
            cleaner->at += len;
            continue;
        }
        cleaner->start = cleaner->at;
        len = markup_blank_len(slice_from(cleaner->raw, cleaner->at), NULL);
        if (len > 0) {
            cleaner->at += len;
            return ' ';
        }
        cp = utf8_next(cleaner->raw, &cleaner->at);
        if (utf8_is_space(cp) || !is_invisible(cp))
            return cp;
    }
    cleaner->start = cleaner->at;
    return 0;
}

/* The ideograph `cp` was given, and no other stands right behind it. */
static bool is_alone_ahead(const struct cleaner *cleaner, uint32_t cp)
{
    return utf8_is_ideograph(cp) && !utf8_is_ideograph(utf8_at(cleaner->raw, cleaner->at));
}

/* The next character of the cleaned text, and in *blank whether a space stands in front of it; 0 at the end. */
static uint32_t next_clean(struct cleaner *cleaner, bool *blank)
{
    uint32_t cp = next_kept(cleaner);
    bool was_alone = cleaner->n_alone == 1;

    *blank = false;
    while (utf8_is_space(cp)) {
        *blank = true;
        cp = next_kept(cleaner);
    }
    if (*blank)
        cleaner->n_alone = 0;
    if (*blank && was_alone && is_alone_ahead(cleaner, cp))
        *blank = false;
    cleaner->n_alone = utf8_is_ideograph(cp) && cleaner->n_alone == 0 ? 1 : 2;
    return cp;
}

/*
 * Appends the ideographs behind a character that was given, as far as they lie in front of byte `max_len`: none of
 * them is markup, white space, or alone.
 */
static void take_ideographs(struct cleaner *cleaner, size_t max_len, struct buffer *to)
{
    size_t len = utf8_skip_ideographs(cleaner->raw, cleaner->at) - cleaner->at;

    if (len > max_len - cleaner->at)
        len = (max_len - cleaner->at) / 3 * 3;
    if (len == 0)
        return;
    buffer_append(to, cleaner->raw.ptr + cleaner->at, len);
    cleaner->at += len;
    cleaner->n_alone = 2;
}

void front_clean(struct slice raw, size_t max_len, struct buffer *to)
{
    struct cleaner cleaner = { .raw = raw, .at = prefix_len(raw) };
    size_t start = to->len;
    uint32_t cp;
    bool blank;

    while ((cp = next_clean(&cleaner, &blank)) != 0 && cleaner.at <= max_len) {
        if (blank && to->len > start)
            buffer_put(to, ' ');
        utf8_append(to, cp);
        take_ideographs(&cleaner, max_len, to);
    }
}

size_t front_source_offset(struct slice raw, size_t offset)
{
    struct cleaner cleaner = { .raw = raw, .at = prefix_len(raw) };
    size_t len = 0;
    uint32_t cp;
    bool blank;

    if (offset == 0)
        return 0;
    while ((cp = next_clean(&cleaner, &blank)) != 0) {
        char bytes[4];

        len += blank && len > 0;
        if (len >= offset)
            break;
        len += utf8_encode(cp, bytes);
    }
    return cleaner.start;
}

bool front_is_word(struct slice text, struct phrase_list *words)
{
    return phrase_list_equals(words, text);
}

size_t front_longest_start(struct slice text, const struct phrase_list *words)
{
    size_t len = 0;

    for (size_t i = 0; i < words->n; i++)
        if (phrase_starts_with(text, words->words[i]) && strlen(words->words[i]) > len)
            len = strlen(words->words[i]);
    return len;
}

/* Most words of a list differ from a text in the last byte: no more need be compared. No word is empty. */
static bool ends_alike(struct slice text, struct slice word)
{
    return text.len >= word.len && text.ptr[text.len - 1] == word.ptr[word.len - 1];
}

size_t front_longest_end(struct slice text, const struct phrase_list *words)
{
    size_t len = 0;

    for (size_t i = 0; i < words->n; i++) {
        struct slice word = slice_of(words->words[i]);

        if (word.len > len && ends_alike(text, word) && slice_ends(text, word))
            len = word.len;
    }
    return len;
}

size_t front_find_word(struct slice text, size_t from, struct phrase_list *words, size_t *len)
{
    size_t at = from;

    *len = 0;
    while (at < text.len) {
        *len = front_start_word(slice_from(text, at), words);
        if (*len > 0)
            return at;
        utf8_next(text, &at);
        at += phrase_skip_triples(words->first_bits, text, at, text.len);
    }
    return SLICE_NONE;
}

bool front_holds_word(struct slice text, struct phrase_list *words)
{
    size_t len;

    return front_find_word(text, 0, words, &len) != SLICE_NONE;
}

bool front_holds_one_of(struct slice text, const uint32_t *set)
{
    size_t at = utf8_skip_ideographs(text, 0);

    while (at < text.len) {
        if (phrase_is_one_of(utf8_next(text, &at), set))
            return true;
        at = utf8_skip_ideographs(text, at);
    }
    return false;
}

bool front_ends_with(struct slice text, const uint32_t *set)
{
    return text.len > 0 && phrase_is_one_of(utf8_last(text), set);
}

struct slice front_strip_start(struct slice text, const uint32_t *set)
{
    size_t at = 0, next = 0;

    while (next < text.len) {
        uint32_t cp = utf8_next(text, &next);

        if (!utf8_is_space(cp) && !phrase_is_one_of(cp, set))
            break;
        at = next;
    }
    return slice_from(text, at);
}

struct slice front_strip_end(struct slice text, const uint32_t *set)
{
    size_t end = text.len, next = text.len;

    while (next > 0) {
        uint32_t cp = utf8_previous(text, &next);

        if (!utf8_is_space(cp) && !phrase_is_one_of(cp, set))
            break;
        end = next;
    }
    return slice_part(text, 0, end);
}

static const struct {
    uint32_t open, close;
} brackets[] = {
    { '(', ')' }, { '[', ']' }, { U'（', U'）' }, { U'【', U'】' }, { U'〔', U'〕' }, { U'［', U'］' },
};

/* （ may be closed by ). */
static bool is_bracket(uint32_t cp, bool is_open)
{
    for (size_t i = 0; i < LENGTH_OF(brackets); i++)
        if (cp == (is_open ? brackets[i].open : brackets[i].close))
            return true;
    return false;
}

/* The byte at which the group that ends the text opens; SLICE_NONE where no group ends it. */
static size_t group_start(struct slice text)
{
    size_t at = text.len;
    int depth = 0;

    if (!is_bracket(utf8_last(text), false))
        return SLICE_NONE;
    while (at > 0) {
        uint32_t cp = utf8_previous(text, &at);

        depth += is_bracket(cp, false) ? 1 : is_bracket(cp, true) ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return SLICE_NONE;
}

struct slice front_strip_brackets(struct slice text)
{
    size_t inner = 0, end = text.len;

    if (text.len == 0 || group_start(text) != 0)
        return text;
    utf8_next(text, &inner);
    utf8_previous(text, &end);
    return utf8_trim(slice_part(text, inner, end));
}

struct slice front_strip_tail_group(struct slice text)
{
    size_t start = text.len > 0 ? group_start(text) : SLICE_NONE;

    return start == SLICE_NONE || start == 0 ? text : utf8_trim(slice_part(text, 0, start));
}

bool front_is_latin(struct slice text)
{
    bool has_letter = false;
    size_t at = 0;

    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_ideograph(cp))
            return false;
        has_letter = has_letter || utf8_is_latin(cp);
    }
    return has_letter;
}

void front_append_value(struct buffer *to, struct slice text)
{
    uint32_t before = 0;
    bool has_blank = false;
    size_t at = 0;

    text = utf8_trim(text);
    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_space(cp)) {
            has_blank = true;
            continue;
        }
        if (has_blank && !(utf8_is_cjk(before) && utf8_is_cjk(cp)))
            buffer_put(to, ' ');
        utf8_append(to, cp);
        has_blank = false;
        before = cp;
    }
}
