/*
 * schema: the JSON Schema of report documents as tables.
 * May be used by check, value, report2yaml and tests. Reading it takes longer than converting a short report. So
 * schema_load runs while the program is built (src/generate/schema_tables.c), and what it makes is compiled in.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "event.h"
#include "mem.h"
#include "pattern.h"

struct schema;
struct schema_rule;

/* The text of schemas/report.schema.json, and what it says of a whole document. Both are compiled in. */
struct slice schema_text(void);
const struct schema_rule *schema_report(void);

/*
 * For the building of the program, and for tests. Supports exactly the keywords that schemas/report.schema.json uses;
 * any other keyword makes schema_load fail by name, so that no rule can pass silently. NULL when the text is no schema
 * that the check understands; then `why` holds a one-line reason.
 */
struct schema *schema_load(struct slice json, struct buffer *why);
void schema_free(struct schema *schema);
const struct schema_rule *schema_root(const struct schema *schema); /* lives as long as the schema */

/* The rest is for check. */

enum schema_type {
    SCHEMA_STRING,
    SCHEMA_INTEGER,
    SCHEMA_BOOLEAN,
    SCHEMA_OBJECT,
    SCHEMA_ARRAY,
    SCHEMA_TYPE_COUNT
};

/* Keys of a mapping as a bit set. */
typedef uint64_t schema_keys;
_Static_assert(KEY_COUNT <= 64, "a bit for every key");

static inline schema_keys schema_key_bit(enum key key)
{
    return (schema_keys)1 << key;
}

/* One value of `enum` or `const`. */
struct schema_word {
    enum schema_type type; /* SCHEMA_STRING or SCHEMA_BOOLEAN */
    struct slice text;
    bool truth;
};

/* What an object has to follow when its deciding key (`type`) holds `word`. It allows that. */
struct schema_branch {
    struct slice word;
    const struct schema_rule *rule;
};

/*
 * At most so many readings of one open value can be under way in a check: schema_load refuses a schema that has more
 * rules for objects and arrays, branches included.
 */
enum { SCHEMA_READINGS_MAX = 64, SCHEMA_ALTERNATIVES_MAX = 4 };

/*
 * What can be told of a member without a look at its rule: bits by enum event_form, of texts and words that are right
 * whatever they are, and of counts no lower than `minimum`.
 */
struct schema_member {
    unsigned plain_forms;
    int32_t minimum;
};

/* What one value has to follow. Members that say nothing are zero. */
struct schema_rule {
    unsigned types; /* bits by enum schema_type; 0: any */
    /*
     * Bits by enum event_form: such a text is right; a word that is one of `words` and matches `pattern`; a count no
     * lower than `minimum`.
     */
    unsigned plain_forms;
    const struct schema_word *words;
    size_t n_words;
    /* integers */
    bool has_minimum;
    int64_t minimum;
    /* strings */
    size_t min_length_cp;
    const struct pattern *pattern;
    struct slice pattern_text;
    struct slice forbidden; /* characters that it must not hold: some of \n, \r and \t */
    /* arrays */
    uint64_t min_items;
    /* objects; what the members of an array follow stands under KEY_NONE */
    const struct schema_rule *properties[KEY_COUNT];
    struct schema_member members[KEY_COUNT];
    schema_keys keys; /* those that have a property */
    bool is_closed; /* no other keys */
    schema_keys required;
    schema_keys alternatives[SCHEMA_ALTERNATIVES_MAX]; /* one of these sets is required */
    size_t n_alternatives;
    /*
     * An object that is told apart by one key has a property for that key, requires it, and is open: everything else
     * stands in the branches, one for each word that the key can hold.
     */
    enum key decider; /* KEY_NONE where there is none */
    const struct schema_branch *branches;
    size_t n_branches;
};

/* The branch that the word leads to; NULL where it leads nowhere. */
static inline const struct schema_branch *schema_find_branch(const struct schema_rule *rule, struct slice word)
{
    for (size_t i = 0; i < rule->n_branches; i++)
        if (slice_equal(rule->branches[i].word, word))
            return &rule->branches[i];
    return NULL;
}

/* True where the text is one of the rule's words. */
static inline bool schema_has_word(const struct schema_rule *rule, struct slice text)
{
    for (size_t i = 0; i < rule->n_words; i++)
        if (slice_equal(rule->words[i].text, text) && rule->words[i].type == SCHEMA_STRING)
            return true;
    return false;
}

/* True where one of the alternatives is among these keys, or there are none. */
static inline bool schema_has_alternative(const struct schema_rule *rule, schema_keys seen)
{
    for (size_t i = 0; i < rule->n_alternatives; i++)
        if ((rule->alternatives[i] & ~seen) == 0)
            return true;
    return rule->n_alternatives == 0;
}

static inline bool schema_allows(const struct schema_rule *rule, enum schema_type type)
{
    return rule->types == 0 || (rule->types >> type & 1);
}

#endif
