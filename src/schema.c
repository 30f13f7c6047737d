#include "schema.h"

#include "json.h"
#include "vocabulary.h"

/* Memory that goes with the schema, in one chain. */
struct block {
    struct block *next;
    max_align_t bytes[];
};

struct schema {
    struct json *json; /* holds the texts that the rules point to */
    struct block *blocks;
    struct pattern **patterns;
    size_t n_patterns, patterns_capacity;
    struct schema_rule **rules; /* all of them */
    size_t n_rules, rules_capacity;
    struct schema_rule *root;
};

/* A member of `definitions` and its rule, which others may refer to before it is filled in. */
struct definition {
    struct slice name;
    struct schema_rule *rule;
};

enum { DECIDED_MAX = 16 };

struct loader {
    struct schema *schema;
    struct slice text;
    struct buffer *why;
    const struct json_node *root;
    struct definition *definitions;
    size_t n_definitions;
    size_t n_readings; /* rules for objects and arrays, and branches */
    const struct schema_rule *decided[DECIDED_MAX]; /* those with branches */
    size_t n_decided;
    bool has_failed, is_exhausted;
};

static const char *const type_names[] = {
    [SCHEMA_STRING] = "string",
    [SCHEMA_INTEGER] = "integer",
    [SCHEMA_BOOLEAN] = "boolean",
    [SCHEMA_OBJECT] = "object",
    [SCHEMA_ARRAY] = "array",
};
_Static_assert(LENGTH_OF(type_names) == SCHEMA_TYPE_COUNT, "every type has a name");

static const struct schema_rule *compile_subschema(struct loader *loader, const struct json_node *node);
static void compile_keywords(struct loader *loader, struct schema_rule *rule, const struct json_node *node);

static unsigned type_bit(enum schema_type type)
{
    return 1u << type;
}

/* The first failure counts: "line 12: unknown keyword: maxProperties". */
static void fail(struct loader *loader, const struct json_node *node, const char *reason, struct slice detail)
{
    if (loader->has_failed)
        return;
    loader->has_failed = true;
    buffer_append_text(loader->why, "line ");
    buffer_append_number(loader->why, (long long)node->line);
    buffer_append_text(loader->why, ": ");
    buffer_append_text(loader->why, reason);
    if (detail.len == 0)
        return;
    buffer_append_text(loader->why, ": ");
    buffer_append_slice(loader->why, detail);
}

static void *allocate(struct loader *loader, size_t size)
{
    struct block *block = mem_alloc(sizeof *block + size);

    block->next = loader->schema->blocks;
    loader->schema->blocks = block;
    return block->bytes;
}

/* With a description at most. */
static bool is_alone(const struct json_node *keyword, const struct json_node *node)
{
    return keyword && node->n == (json_member(node, SLICE("description")) ? 2 : 1);
}

static bool is_text(const struct json_node *node, const char *text)
{
    return node && node->type == JSON_STRING && slice_equal(node->text, slice_of(text));
}

static const struct json_node *member(const struct json_node *object, const char *name)
{
    return object && object->type == JSON_OBJECT ? json_member(object, slice_of(name)) : NULL;
}

static void compile_nothing(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    (void)loader;
    (void)rule;
    (void)value;
}

static void compile_type(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    for (int type = 0; type < SCHEMA_TYPE_COUNT; type++)
        if (is_text(value, type_names[type]))
            rule->types = type_bit((enum schema_type)type);
    if (rule->types == 0)
        fail(loader, value, "unknown type", value->text);
}

static void compile_word(struct loader *loader, struct schema_word *word, const struct json_node *value)
{
    word->type = value->type == JSON_STRING ? SCHEMA_STRING : SCHEMA_BOOLEAN;
    word->text = value->text;
    word->truth = value->integer != 0;
    if (value->type != JSON_STRING && value->type != JSON_BOOLEAN)
        fail(loader, value, "a fixed value that is no string and no boolean", value->key);
}

static void compile_words(struct loader *loader, struct schema_rule *rule, const struct json_node *first, size_t n)
{
    struct schema_word *words = allocate(loader, n * sizeof *words);

    if (n == 0 || rule->words)
        fail(loader, first ? first : loader->root, "fixed values that are none or given twice", (struct slice){ 0 });
    rule->words = words;
    rule->n_words = n;
    for (size_t i = 0; i < n; i++, first = first->next)
        compile_word(loader, &words[i], first);
}

static void compile_const(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    compile_words(loader, rule, value, 1);
}

static void compile_enum(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    compile_words(loader, rule, value->first, value->n);
}

static void compile_minimum(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    (void)loader;
    rule->has_minimum = true;
    rule->minimum = value->integer;
}

static uint64_t size_of(struct loader *loader, const struct json_node *value)
{
    if (value->integer < 0)
        fail(loader, value, "a negative size", value->key);
    return (uint64_t)value->integer;
}

static void compile_min_length(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    rule->min_length_cp = (size_t)size_of(loader, value);
}

static void compile_min_items(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    rule->min_items = size_of(loader, value);
}

static void compile_pattern(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    struct schema *schema = loader->schema;
    struct pattern *pattern;

    schema->patterns = mem_grow(schema->patterns, &schema->patterns_capacity, schema->n_patterns + 1,
                                sizeof *schema->patterns);
    pattern = pattern_new(value->text);
    if (!pattern) {
        fail(loader, value, "a pattern of an unknown kind", value->text);
        return;
    }
    schema->patterns[schema->n_patterns++] = pattern;
    rule->pattern = pattern;
    rule->pattern_text = value->text;
}

/* The character that a class names at *at, moved behind it; NUL where it is none of those that end lines or cells. */
static char class_character(struct slice class, size_t *at)
{
    char byte = class.ptr[(*at)++];

    if (byte != '\\' || *at == class.len)
        return '\0';
    byte = class.ptr[(*at)++];
    return byte == 'n' ? '\n' : byte == 'r' ? '\r' : byte == 't' ? '\t' : '\0';
}

/* {"pattern": "[\n\r]"}: characters that a string must not hold. */
static void compile_not(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    const struct json_node *pattern = member(value, "pattern");
    struct slice class;
    char *forbidden;
    size_t n = 0;

    if (value->n != 1 || !pattern || pattern->type != JSON_STRING || pattern->text.len < 3 ||
        pattern->text.ptr[0] != '[' || pattern->text.ptr[pattern->text.len - 1] != ']') {
        fail(loader, value, "not of another kind than a pattern of one class", value->key);
        return;
    }
    class = slice_part(pattern->text, 1, pattern->text.len - 1);
    forbidden = allocate(loader, class.len);
    for (size_t at = 0; at < class.len; n++) {
        forbidden[n] = class_character(class, &at);
        if (forbidden[n] == '\0')
            fail(loader, pattern, "a class of an unknown kind", pattern->text);
    }
    rule->forbidden = (struct slice){ forbidden, n };
}

static schema_keys compile_keys(struct loader *loader, const struct json_node *names)
{
    schema_keys keys = 0;
    enum key key;

    for (const struct json_node *name = names->first; name; name = name->next) {
        key = name->type == JSON_STRING ? vocabulary_key(name->text) : KEY_OTHER;
        if (key == KEY_OTHER)
            fail(loader, name, "unknown key", name->text);
        keys |= schema_key_bit(key);
    }
    return keys;
}

static void compile_required(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    rule->required = compile_keys(loader, value);
}

static void compile_properties(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    enum key key;

    for (const struct json_node *one = value->first; one; one = one->next) {
        key = vocabulary_key(one->key);
        if (key == KEY_OTHER)
            fail(loader, one, "unknown key", one->key);
        else
            rule->properties[key] = compile_subschema(loader, one);
        rule->keys |= schema_key_bit(key);
    }
}

static void compile_closed(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    rule->is_closed = true;
    if (value->integer != 0)
        fail(loader, value, "only false is known", value->key);
}

static void compile_items(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    rule->properties[KEY_NONE] = compile_subschema(loader, value);
}

/* [{"required": ["lead"]}, {"required": ["text"]}] */
static void compile_alternatives(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    const struct json_node *required;

    for (const struct json_node *one = value->first; one; one = one->next) {
        required = member(one, "required");
        if (!required || required->type != JSON_ARRAY || one->n != 1 ||
            rule->n_alternatives == SCHEMA_ALTERNATIVES_MAX) {
            fail(loader, one, "alternatives of an unknown kind", value->key);
            return;
        }
        rule->alternatives[rule->n_alternatives++] = compile_keys(loader, required);
    }
}

/*
 * [{"type": "integer", "minimum": 0}, {"type": "string", "minLength": 1}]: types that exclude each other, so that what
 * each says can stand in one rule.
 */
static void compile_types(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    struct schema_rule other;

    for (const struct json_node *one = value->first; one && !loader->has_failed; one = one->next) {
        other = (struct schema_rule){ 0 };
        compile_keywords(loader, &other, one);
        if (other.types == type_bit(SCHEMA_INTEGER) && !other.words && !(rule->types & other.types)) {
            rule->has_minimum = other.has_minimum;
            rule->minimum = other.minimum;
        } else if (other.types == type_bit(SCHEMA_STRING) && !other.words && !(rule->types & other.types)) {
            rule->min_length_cp = other.min_length_cp;
            rule->pattern = other.pattern;
            rule->pattern_text = other.pattern_text;
            rule->forbidden = other.forbidden;
        } else {
            fail(loader, one, "alternatives of an unknown kind", value->key);
        }
        rule->types |= other.types;
    }
}

static void compile_any_of(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    if (value->n == 0)
        fail(loader, value, "alternatives of an unknown kind", value->key);
    else if (member(value->first, "required"))
        compile_alternatives(loader, rule, value);
    else
        compile_types(loader, rule, value);
}

/*
 * {"if": {"type": "object", "properties": {"type": {"const": "list"}}, "required": ["type"]}, "then": …}
 * Without the first "type" every branch would hold for what is no object; without "required", for an object without it.
 */
static bool compile_branch(struct loader *loader, struct schema_rule *rule, struct schema_branch *branch,
                           const struct json_node *node)
{
    const struct json_node *condition = member(node, "if");
    const struct json_node *properties = member(condition, "properties");
    const struct json_node *required = member(condition, "required");
    const struct json_node *property = properties && properties->n == 1 ? properties->first : NULL;
    const struct json_node *word = member(property, "const");
    const struct json_node *then = member(node, "then");

    if (!word || !then || node->n != 2 || condition->n != 3 || property->n != 1 || word->type != JSON_STRING ||
        !is_text(member(condition, "type"), "object") || !required || required->n != 1 ||
        required->type != JSON_ARRAY || required->first->type != JSON_STRING ||
        !slice_equal(required->first->text, property->key))
        return false;
    if (rule->decider != KEY_NONE && rule->decider != vocabulary_key(property->key))
        return false;
    rule->decider = vocabulary_key(property->key);
    branch->word = word->text;
    branch->rule = compile_subschema(loader, then);
    return true;
}

static void compile_all_of(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    struct schema_branch *branches = allocate(loader, value->n * sizeof *branches);

    rule->branches = branches;
    for (const struct json_node *one = value->first; one; one = one->next)
        if (!compile_branch(loader, rule, &branches[rule->n_branches++], one))
            fail(loader, one, "allOf of another kind than if a key has a value, then …", value->key);
    loader->n_readings += rule->n_branches;
    if (loader->n_decided == DECIDED_MAX)
        fail(loader, value, "more objects with branches than can be looked at", value->key);
    else
        loader->decided[loader->n_decided++] = rule;
}

/* What a keyword's value has to be, and what it puts into the rule. */
struct keyword {
    const char *name;
    void (*compile)(struct loader *loader, struct schema_rule *rule, const struct json_node *value);
    enum json_type type;
    bool is_any_type;
    bool is_for_root;
};

static const struct keyword keywords[] = {
    { "$schema", compile_nothing, JSON_STRING, false, true },
    { "$id", compile_nothing, JSON_STRING, false, true },
    { "definitions", compile_nothing, JSON_OBJECT, false, true },
    { "title", compile_nothing, JSON_STRING, false, false },
    { "description", compile_nothing, JSON_STRING, false, false },
    { "type", compile_type, JSON_STRING, false, false },
    { "const", compile_const, JSON_STRING, true, false },
    { "enum", compile_enum, JSON_ARRAY, false, false },
    { "minimum", compile_minimum, JSON_INTEGER, false, false },
    { "minLength", compile_min_length, JSON_INTEGER, false, false },
    { "pattern", compile_pattern, JSON_STRING, false, false },
    { "not", compile_not, JSON_OBJECT, false, false },
    { "items", compile_items, JSON_OBJECT, false, false },
    { "minItems", compile_min_items, JSON_INTEGER, false, false },
    { "properties", compile_properties, JSON_OBJECT, false, false },
    { "additionalProperties", compile_closed, JSON_BOOLEAN, false, false },
    { "required", compile_required, JSON_ARRAY, false, false },
    { "anyOf", compile_any_of, JSON_ARRAY, false, false },
    { "allOf", compile_all_of, JSON_ARRAY, false, false },
};

static const struct keyword *find_keyword(struct slice name)
{
    for (size_t i = 0; i < LENGTH_OF(keywords); i++)
        if (slice_equal(name, slice_of(keywords[i].name)))
            return &keywords[i];
    return NULL;
}

static void compile_keyword(struct loader *loader, struct schema_rule *rule, const struct json_node *value)
{
    const struct keyword *keyword = find_keyword(value->key);

    if (!keyword)
        fail(loader, value, "unknown keyword", value->key);
    else if (keyword->is_for_root && rule != loader->schema->root)
        fail(loader, value, "a keyword for the root alone", value->key);
    else if (!keyword->is_any_type && value->type != keyword->type)
        fail(loader, value, "a keyword whose value has another type than it should have", value->key);
    else
        keyword->compile(loader, rule, value);
}

/* What the check relies on where an object is told apart by one key: see schema_rule. */
static bool is_decided_well(const struct schema_rule *rule)
{
    const struct schema_rule *decider = rule->properties[rule->decider];

    if (rule->is_closed || rule->n_alternatives > 0 || rule->required != schema_key_bit(rule->decider))
        return false;
    if (rule->keys != rule->required || decider->n_words != rule->n_branches)
        return false;
    for (size_t i = 0; i < decider->n_words; i++)
        if (decider->words[i].type != SCHEMA_STRING || !schema_find_branch(rule, decider->words[i].text))
            return false;
    return true;
}

static bool is_object_well(const struct schema_rule *rule)
{
    schema_keys named = rule->required;

    if (rule->types != type_bit(SCHEMA_OBJECT))
        return false;
    if (rule->decider != KEY_NONE)
        return is_decided_well(rule);
    for (size_t i = 0; i < rule->n_alternatives; i++)
        named |= rule->alternatives[i];
    return rule->is_closed && (named & ~rule->keys) == 0;
}

/* What can be told of a scalar without a look at its text: see schema.h. */
static unsigned find_plain_forms(const struct schema_rule *rule)
{
    bool takes_words = schema_allows(rule, SCHEMA_STRING) && rule->min_length_cp <= 1;
    bool takes_text = takes_words && rule->n_words == 0 && !rule->pattern;
    bool takes_counts = schema_allows(rule, SCHEMA_INTEGER) && rule->n_words == 0;

    return (takes_words ? 1u << FORM_WORD : 0) | (takes_text ? 1u << FORM_LITERAL : 0) |
           (takes_counts ? 1u << FORM_COUNT : 0);
}

static void compile_keywords(struct loader *loader, struct schema_rule *rule, const struct json_node *node)
{
    const struct json_node *any_of = json_member(node, SLICE("anyOf"));

    if (node->type != JSON_OBJECT)
        fail(loader, node, "a schema that is no object", node->key);
    if (any_of && !member(any_of->first, "required") && !is_alone(any_of, node))
        fail(loader, any_of, "keywords beside alternative types", any_of->key);
    for (const struct json_node *value = node->first; value; value = value->next)
        compile_keyword(loader, rule, value);
    rule->plain_forms = find_plain_forms(rule);
    if (rule->types & (type_bit(SCHEMA_OBJECT) | type_bit(SCHEMA_ARRAY)))
        loader->n_readings++;
    if (loader->has_failed)
        return;
    if ((rule->types & type_bit(SCHEMA_OBJECT) || rule->is_closed || rule->decider || rule->required ||
         rule->n_alternatives || rule->keys) && !is_object_well(rule))
        fail(loader, node, "an object that is neither closed nor told apart by one key", node->key);
    if ((rule->properties[KEY_NONE] || rule->min_items) && rule->types != type_bit(SCHEMA_ARRAY))
        fail(loader, node, "items of what is no array", node->key);
}

/* {"$ref": "#/definitions/text"}, with a description at most: before 2020-12 everything beside $ref is ignored. */
static const struct schema_rule *find_reference(struct loader *loader, const struct json_node *node,
                                                const struct json_node *reference)
{
    struct slice start = SLICE("#/definitions/");
    struct slice name;

    if (!is_alone(reference, node))
        fail(loader, node, "keywords beside $ref", node->key);
    if (reference->type == JSON_STRING && slice_starts(reference->text, start)) {
        name = slice_from(reference->text, start.len);
        for (size_t i = 0; i < loader->n_definitions; i++)
            if (slice_equal(loader->definitions[i].name, name))
                return loader->definitions[i].rule;
    }
    fail(loader, reference, "$ref to what is no definition", reference->text);
    return loader->schema->root;
}

static struct schema_rule *new_rule(struct loader *loader)
{
    struct schema *schema = loader->schema;

    schema->rules = mem_grow(schema->rules, &schema->rules_capacity, schema->n_rules + 1, sizeof *schema->rules);
    return schema->rules[schema->n_rules++] = allocate(loader, sizeof(struct schema_rule));
}

static const struct schema_rule *compile_subschema(struct loader *loader, const struct json_node *node)
{
    const struct json_node *reference = member(node, "$ref");
    struct schema_rule *rule;

    if (reference)
        return find_reference(loader, node, reference);
    rule = new_rule(loader);
    compile_keywords(loader, rule, node);
    return rule;
}

static void compile_definitions(struct loader *loader, const struct json_node *definitions)
{
    size_t i = 0;

    loader->definitions = allocate(loader, definitions->n * sizeof *loader->definitions);
    for (const struct json_node *one = definitions->first; one; one = one->next) {
        loader->definitions[i].name = one->key;
        loader->definitions[i++].rule = new_rule(loader);
    }
    loader->n_definitions = i;
    i = 0;
    for (const struct json_node *one = definitions->first; one; one = one->next)
        compile_keywords(loader, loader->definitions[i++].rule, one);
}

/* Once all rules are filled in: a branch allows the word that leads to it, which nobody asks again. */
static bool are_branches_well(const struct loader *loader)
{
    const struct schema_rule *rule, *own;

    for (size_t i = 0; i < loader->n_decided; i++) {
        rule = loader->decided[i];
        for (size_t k = 0; k < rule->n_branches; k++) {
            own = rule->branches[k].rule->properties[rule->decider];
            if (!own || !(own->plain_forms >> FORM_WORD & 1) || own->pattern || own->forbidden.len > 0 ||
                !schema_has_word(own, rule->branches[k].word))
                return false;
        }
    }
    return true;
}

static struct schema_member find_member(const struct schema_rule *rule)
{
    struct schema_member member = { rule->plain_forms, (int32_t)rule->minimum };

    if (rule->n_words > 0 || rule->pattern)
        member.plain_forms &= ~(1u << FORM_WORD);
    if (rule->minimum != member.minimum)
        member.plain_forms &= ~(1u << FORM_COUNT);
    return member;
}

/* Once all rules are filled in. */
static void fill_members(struct schema *schema)
{
    for (size_t i = 0; i < schema->n_rules; i++)
        for (int key = 0; key < KEY_COUNT; key++)
            if (schema->rules[i]->properties[key])
                schema->rules[i]->members[key] = find_member(schema->rules[i]->properties[key]);
}

static void load(struct loader *loader)
{
    struct schema *schema = loader->schema;
    const struct json_node *definitions;

    schema->json = json_read(loader->text, loader->why);
    if (!schema->json) {
        loader->has_failed = true;
        return;
    }
    loader->root = json_root(schema->json);
    schema->root = new_rule(loader);
    definitions = member(loader->root, "definitions");
    if (definitions)
        compile_definitions(loader, definitions);
    compile_keywords(loader, schema->root, loader->root);
    if (!loader->has_failed && !are_branches_well(loader))
        fail(loader, loader->root, "a branch that refuses the word that leads to it", loader->root->key);
    if (!loader->has_failed)
        fill_members(schema);
    if (loader->n_readings > SCHEMA_READINGS_MAX)
        fail(loader, loader->root, "more rules for objects and arrays than a check can follow", loader->root->key);
}

/* In a function of its own, because what setjmp's caller keeps in automatic variables may be lost. */
static void load_guarded(struct loader *loader)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        load(loader);
    else
        loader->is_exhausted = true;
    mem_guard_pop(&guard);
}

struct schema *schema_load(struct slice json, struct buffer *why)
{
    struct loader loader = { .text = json, .why = why };

    loader.schema = mem_alloc(sizeof *loader.schema);
    load_guarded(&loader);
    if (loader.has_failed || loader.is_exhausted) {
        schema_free(loader.schema);
        loader.schema = NULL;
    }
    if (loader.is_exhausted)
        mem_exhausted();
    return loader.schema;
}

void schema_free(struct schema *schema)
{
    struct block *block;

    if (!schema)
        return;
    while ((block = schema->blocks)) {
        schema->blocks = block->next;
        mem_free(block);
    }
    for (size_t i = 0; i < schema->n_patterns; i++)
        pattern_free(schema->patterns[i]);
    mem_free(schema->patterns);
    mem_free(schema->rules);
    json_free(schema->json);
    mem_free(schema);
}

const struct schema_rule *schema_root(const struct schema *schema)
{
    return schema->root;
}
