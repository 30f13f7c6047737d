#include "vocabulary.h"

#include <strings.h>

struct word {
    const char *name;
    bool plain;
};

static const struct word words[] = {
    [KEY_NONE] = { "", false },
    [KEY_SCHEMA] = { "schema", true },
    [KEY_TITLE] = { "title", false },
    [KEY_DATE] = { "date", false },
    [KEY_OCCASION] = { "occasion", false },
    [KEY_SPEAKER] = { "speaker", false },
    [KEY_NAME] = { "name", false },
    [KEY_ROLE] = { "role", true }, /* a paragraph's; a speaker's office is text: see is_fixed_role */
    [KEY_PUBLISHED] = { "published", false },
    [KEY_PUBLISHER] = { "publisher", false },
    [KEY_FRONT] = { "front", false },
    [KEY_BODY] = { "body", false },
    [KEY_TYPE] = { "type", true },
    [KEY_ID] = { "id", true },
    [KEY_LINE] = { "line", false },
    [KEY_LEVEL] = { "level", true },
    [KEY_LABEL] = { "label", false },
    [KEY_NUMBER] = { "number", false },
    [KEY_SEPARATOR] = { "separator", false },
    [KEY_PART] = { "part", true },
    [KEY_LEAD] = { "lead", false },
    [KEY_TEXT] = { "text", false },
    [KEY_KIND] = { "kind", true },
    [KEY_MARKER] = { "marker", true },
    [KEY_INLINE] = { "inline", true },
    [KEY_ENTRIES] = { "entries", false },
    [KEY_REMOVED] = { "removed", false },
    [KEY_COLUMN] = { "column", false },
    [KEY_CODE] = { "code", true },
    [KEY_TERM] = { "term", false },
    [KEY_ALIASES] = { "aliases", false },
    [KEY_DEFINITION] = { "definition", false },
    [KEY_CONTINUES] = { "continues", false },
    [KEY_SOURCE] = { "source", false },
    [KEY_ENCODING] = { "encoding", true },
    [KEY_BYTES] = { "bytes", false },
    [KEY_LINES] = { "lines", false },
    [KEY_SHA256] = { "sha256", false },
    [KEY_NORMALIZATION] = { "normalization", true },
    [KEY_TRUNCATED] = { "truncated", false },
    [KEY_GENERATOR] = { "generator", true },
    [KEY_DIAGNOSTICS] = { "diagnostics", false },
    [KEY_MESSAGE] = { "message", false },
    [KEY_COUNT_KEY] = { "count", false },
    [KEY_OFFSET] = { "offset", false },
    [KEY_EXPECTED] = { "expected", false },
    [KEY_FOUND] = { "found", false },
    [KEY_OTHER] = { "", false },
};
_Static_assert(sizeof words / sizeof words[0] == KEY_COUNT, "every key has a word");

struct slice vocabulary_name(enum key key)
{
    return slice_of(words[key].name);
}

enum key vocabulary_key(struct slice name)
{
    for (int key = KEY_NONE + 1; key < KEY_OTHER; key++)
        if (slice_equal(name, slice_of(words[key].name)))
            return (enum key)key;
    return KEY_OTHER;
}

static bool is_fixed_role(struct slice text)
{
    static const char *const roles[] = { "salutation", "toc", "table", "note", "caption", "furniture" };

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (slice_equal(text, slice_of(roles[i])))
            return true;
    return false;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Two letters or more, so that YAML 1.1's y and n stay out; true, null and the like are no words of the vocabulary. */
static bool is_safe_plain(struct slice text)
{
    if (text.len < 2 || !is_letter(text.ptr[0]) || text.ptr[text.len - 1] == ' ')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_letter(text.ptr[i]) && !memchr("0123456789-_./ ", text.ptr[i], 15))
            return false;
    return true;
}

static bool is_reserved(struct slice text)
{
    static const char *const reserved[] = { "yes", "no", "on", "off", "true", "false", "null" };

    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (text.len == strlen(reserved[i]) && strncasecmp(text.ptr, reserved[i], text.len) == 0)
            return true;
    return false;
}

bool vocabulary_is_plain(enum key key, struct slice text)
{
    if (key == KEY_ROLE)
        return is_fixed_role(text);
    if (!words[key].plain)
        return false;
    return is_safe_plain(text) && !is_reserved(text);
}
