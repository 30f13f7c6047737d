#include "vocabulary.h"

#include "utf8.h"

#include <strings.h>

/* How the strings under a key are written. */
enum style {
    STYLE_TEXT,  /* from the source: quoted */
    STYLE_FIXED, /* fixed words and ids: plain */
    STYLE_ROLE,  /* a paragraph's role is a fixed word, a speaker's office is text */
};

struct word {
    struct slice name;
    enum style style;
};

#define TEXT(literal) { (literal), sizeof(literal) - 1 }
#define WORD(literal, style) { TEXT(literal), (style) }

static const struct word words[] = {
    [KEY_NONE] = WORD("", STYLE_TEXT),
    [KEY_SCHEMA] = WORD("schema", STYLE_FIXED),
    [KEY_TITLE] = WORD("title", STYLE_TEXT),
    [KEY_DATE] = WORD("date", STYLE_TEXT),
    [KEY_OCCASION] = WORD("occasion", STYLE_TEXT),
    [KEY_SPEAKER] = WORD("speaker", STYLE_TEXT),
    [KEY_NAME] = WORD("name", STYLE_TEXT),
    [KEY_ROLE] = WORD("role", STYLE_ROLE),
    [KEY_PUBLISHED] = WORD("published", STYLE_TEXT),
    [KEY_PUBLISHER] = WORD("publisher", STYLE_TEXT),
    [KEY_FRONT] = WORD("front", STYLE_TEXT),
    [KEY_BODY] = WORD("body", STYLE_TEXT),
    [KEY_TYPE] = WORD("type", STYLE_FIXED),
    [KEY_ID] = WORD("id", STYLE_FIXED),
    [KEY_LINE] = WORD("line", STYLE_TEXT),
    [KEY_LEVEL] = WORD("level", STYLE_FIXED),
    [KEY_LABEL] = WORD("label", STYLE_TEXT),
    [KEY_NUMBER] = WORD("number", STYLE_TEXT),
    [KEY_SEPARATOR] = WORD("separator", STYLE_TEXT),
    [KEY_PART] = WORD("part", STYLE_FIXED),
    [KEY_LEAD] = WORD("lead", STYLE_TEXT),
    [KEY_TEXT] = WORD("text", STYLE_TEXT),
    [KEY_KIND] = WORD("kind", STYLE_FIXED),
    [KEY_MARKER] = WORD("marker", STYLE_FIXED),
    [KEY_INLINE] = WORD("inline", STYLE_TEXT),
    [KEY_ENTRIES] = WORD("entries", STYLE_TEXT),
    [KEY_REMOVED] = WORD("removed", STYLE_TEXT),
    [KEY_COLUMN] = WORD("column", STYLE_TEXT),
    [KEY_CODE] = WORD("code", STYLE_FIXED),
    [KEY_TERM] = WORD("term", STYLE_TEXT),
    [KEY_ALIASES] = WORD("aliases", STYLE_TEXT),
    [KEY_DEFINITION] = WORD("definition", STYLE_TEXT),
    [KEY_CONTINUES] = WORD("continues", STYLE_TEXT),
    [KEY_SOURCE] = WORD("source", STYLE_TEXT),
    [KEY_ENCODING] = WORD("encoding", STYLE_FIXED),
    [KEY_BYTES] = WORD("bytes", STYLE_TEXT),
    [KEY_LINES] = WORD("lines", STYLE_TEXT),
    [KEY_SHA256] = WORD("sha256", STYLE_TEXT),
    [KEY_NORMALIZATION] = WORD("normalization", STYLE_FIXED),
    [KEY_TRUNCATED] = WORD("truncated", STYLE_TEXT),
    [KEY_GENERATOR] = WORD("generator", STYLE_FIXED),
    [KEY_DIAGNOSTICS] = WORD("diagnostics", STYLE_TEXT),
    [KEY_MESSAGE] = WORD("message", STYLE_TEXT),
    [KEY_COUNT_KEY] = WORD("count", STYLE_TEXT),
    [KEY_OFFSET] = WORD("offset", STYLE_TEXT),
    [KEY_EXPECTED] = WORD("expected", STYLE_TEXT),
    [KEY_FOUND] = WORD("found", STYLE_TEXT),
    [KEY_OTHER] = WORD("", STYLE_TEXT),
};
_Static_assert(LENGTH_OF(words) == KEY_COUNT, "every key has a word");

static const struct slice roles[ROLE_COUNT] = {
    [ROLE_NONE] = TEXT(""),
    [ROLE_SALUTATION] = TEXT("salutation"),
    [ROLE_TOC] = TEXT("toc"),
    [ROLE_TABLE] = TEXT("table"),
    [ROLE_NOTE] = TEXT("note"),
    [ROLE_CAPTION] = TEXT("caption"),
    [ROLE_FURNITURE] = TEXT("furniture"),
};

static const struct slice parts[PART_COUNT] = {
    [PART_NONE] = TEXT(""),
    [PART_REVIEW] = TEXT("review"),
    [PART_PLAN] = TEXT("plan"),
};

/* What YAML 1.1 or 1.2 takes for a boolean or for null, in any case of letters. */
static const struct slice reserved_words[] = {
    TEXT("yes"), TEXT("no"), TEXT("on"), TEXT("off"), TEXT("true"), TEXT("false"), TEXT("null"),
};

struct slice vocabulary_role(enum role role)
{
    return roles[role];
}

struct slice vocabulary_part(enum part part)
{
    return parts[part];
}

struct slice vocabulary_name(enum key key)
{
    return words[key].name;
}

enum key vocabulary_key(struct slice name)
{
    for (int key = KEY_NONE + 1; key < KEY_OTHER; key++)
        if (slice_equal(name, words[key].name))
            return (enum key)key;
    return KEY_OTHER;
}

static bool is_fixed_role(struct slice text)
{
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        if (slice_equal(text, roles[role]))
            return true;
    return false;
}

static bool is_reserved(struct slice text)
{
    if (text.len > strlen("false"))
        return false;
    for (size_t i = 0; i < LENGTH_OF(reserved_words); i++)
        if (text.len == reserved_words[i].len && strncasecmp(text.ptr, reserved_words[i].ptr, text.len) == 0)
            return true;
    return false;
}

/* The bytes of fixed words and ids: "cjk-paren", "s1-t4", "UTF-8", "report/1.0", "report2yaml 0.1.0". */
static const bool is_plain_byte[256] = {
    [' '] = true, ['-'] = true, ['.'] = true, ['/'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true,
    ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['_'] = true, ['A'] = true,
    ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true, ['G'] = true, ['H'] = true, ['I'] = true,
    ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true, ['O'] = true, ['P'] = true, ['Q'] = true,
    ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true, ['W'] = true, ['X'] = true, ['Y'] = true,
    ['Z'] = true, ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true, ['g'] = true,
    ['h'] = true, ['i'] = true, ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true,
    ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true, ['w'] = true,
    ['x'] = true, ['y'] = true, ['z'] = true,
};

/* Two letters or more, so that YAML 1.1's y and n stay out. */
static bool is_safe_plain(struct slice text)
{
    if (text.len < 2 || !utf8_is_ascii_letter((unsigned char)text.ptr[0]) || text.ptr[text.len - 1] == ' ')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_plain_byte[(unsigned char)text.ptr[i]])
            return false;
    return !is_reserved(text);
}

bool vocabulary_is_plain(enum key key, struct slice text)
{
    switch (words[key].style) {
    case STYLE_FIXED:
        return is_safe_plain(text);
    case STYLE_ROLE:
        return is_fixed_role(text);
    case STYLE_TEXT:
        break;
    }
    return false;
}
