/*
 * schema_tables FILE: writes what a JSON Schema says as C, for the program to point at: see schema.h.
 * Runs while the program is built, on the machine that builds it. The same schema gives the same bytes.
 */
#include "schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* All rules that can be reached, in the order of the numbers that they get. */
struct tables {
    const struct schema_rule **rules;
    size_t n_rules, capacity;
};

static _Noreturn void fail(const char *path, struct slice reason)
{
    fprintf(stderr, "schema_tables: %s: %.*s\n", path, (int)reason.len, reason.ptr);
    exit(1);
}

static bool read_file(const char *path, struct buffer *text)
{
    char bytes[4096];
    bool is_read;
    size_t n;
    FILE *file = fopen(path, "rb");

    if (!file)
        return false;
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append(text, bytes, n);
    is_read = !ferror(file);
    fclose(file);
    return is_read;
}

/* A rule that has no number yet gets the next. */
static size_t number_of(struct tables *tables, const struct schema_rule *rule)
{
    size_t number = 0;

    while (number < tables->n_rules && tables->rules[number] != rule)
        number++;
    if (number == tables->n_rules) {
        tables->rules = mem_grow(tables->rules, &tables->capacity, number + 1, sizeof *tables->rules);
        tables->rules[tables->n_rules++] = rule;
    }
    return number;
}

static void number_all(struct tables *tables, const struct schema_rule *root)
{
    number_of(tables, root);
    for (size_t i = 0; i < tables->n_rules; i++) {
        const struct schema_rule *rule = tables->rules[i];

        for (int key = 0; key < KEY_COUNT; key++)
            if (rule->properties[key])
                number_of(tables, rule->properties[key]);
        for (size_t k = 0; k < rule->n_branches; k++)
            number_of(tables, rule->branches[k].rule);
    }
}

static bool is_harmless(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
}

static void print_slice(struct slice text)
{
    printf("{ \"");
    for (size_t i = 0; i < text.len; i++)
        printf(is_harmless(text.ptr[i]) ? "%c" : "\\%03o", (unsigned char)text.ptr[i]);
    printf("\", %zu }", text.len);
}

static void print_pattern(size_t number, const struct pattern *pattern)
{
    printf("static const struct pattern_state states_%zu[] = {\n", number);
    for (size_t state = 0; state < pattern->n_states; state++) {
        printf("{ %d, {", pattern->states[state].accepts);
        for (size_t byte = 0; byte < PATTERN_ASCII_COUNT; byte++)
            printf(" %d,", pattern->states[state].next[byte]);
        printf(" } },\n");
    }
    printf("};\nstatic const struct pattern pattern_%zu = { %zu, states_%zu };\n", number, pattern->n_states, number);
}

static void print_words(size_t number, const struct schema_rule *rule)
{
    printf("static const struct schema_word words_%zu[] = {\n", number);
    for (size_t i = 0; i < rule->n_words; i++) {
        printf("{ .type = %d, .text = ", (int)rule->words[i].type);
        print_slice(rule->words[i].text);
        printf(", .truth = %d },\n", rule->words[i].truth);
    }
    printf("};\n");
}

static void print_branches(struct tables *tables, size_t number, const struct schema_rule *rule)
{
    printf("static const struct schema_branch branches_%zu[] = {\n", number);
    for (size_t i = 0; i < rule->n_branches; i++) {
        printf("{ ");
        print_slice(rule->branches[i].word);
        printf(", &rules[%zu] },\n", number_of(tables, rule->branches[i].rule));
    }
    printf("};\n");
}

static void print_strings_and_numbers(size_t number, const struct schema_rule *rule)
{
    printf(".types = %u, .plain_forms = %u, .n_words = %zu, ", rule->types, rule->plain_forms, rule->n_words);
    if (rule->n_words > 0)
        printf(".words = words_%zu, ", number);
    printf(".has_minimum = %d, .minimum = %" PRId64 ", ", rule->has_minimum, rule->minimum);
    printf(".min_length_cp = %zu, ", rule->min_length_cp);
    if (rule->pattern) {
        printf(".pattern = &pattern_%zu, .pattern_text = ", number);
        print_slice(rule->pattern_text);
        printf(", ");
    }
    if (rule->forbidden.len > 0) {
        printf(".forbidden = ");
        print_slice(rule->forbidden);
        printf(", ");
    }
}

static void print_arrays_and_objects(struct tables *tables, size_t number, const struct schema_rule *rule)
{
    printf(".min_items = %" PRIu64 ", ", rule->min_items);
    for (int key = 0; key < KEY_COUNT; key++)
        if (rule->properties[key])
            printf(".properties[%d] = &rules[%zu], ", key, number_of(tables, rule->properties[key]));
    for (int key = 0; key < KEY_COUNT; key++)
        if (rule->members[key].plain_forms)
            printf(".members[%d] = { %u, %" PRId32 " }, ", key, rule->members[key].plain_forms,
                   rule->members[key].minimum);
    printf(".keys = %" PRIu64 "u, .is_closed = %d, .required = %" PRIu64 "u, ", rule->keys, rule->is_closed,
           rule->required);
    for (size_t i = 0; i < rule->n_alternatives; i++)
        printf(".alternatives[%zu] = %" PRIu64 "u, ", i, rule->alternatives[i]);
    printf(".n_alternatives = %zu, .decider = %d, ", rule->n_alternatives, (int)rule->decider);
    if (rule->n_branches > 0)
        printf(".branches = branches_%zu, .n_branches = %zu, ", number, rule->n_branches);
}

/* The root has number 0. */
static void print_tables(struct tables *tables)
{
    printf("#include \"schema.h\"\nstatic const struct schema_rule rules[%zu];\n", tables->n_rules);
    for (size_t i = 0; i < tables->n_rules; i++) {
        const struct schema_rule *rule = tables->rules[i];

        if (rule->pattern)
            print_pattern(i, rule->pattern);
        if (rule->n_words > 0)
            print_words(i, rule);
        if (rule->n_branches > 0)
            print_branches(tables, i, rule);
    }
    printf("static const struct schema_rule rules[%zu] = {\n", tables->n_rules);
    for (size_t i = 0; i < tables->n_rules; i++) {
        printf("{ ");
        print_strings_and_numbers(i, tables->rules[i]);
        print_arrays_and_objects(tables, i, tables->rules[i]);
        printf("},\n");
    }
    printf("};\nconst struct schema_rule *schema_report(void)\n{ return rules; }\n");
}

int main(int argc, char **argv)
{
    struct buffer text = { 0 }, why = { 0 };
    struct tables tables = { 0 };
    struct schema *schema;

    if (argc != 2)
        fail("FILE", SLICE("the schema has to be named"));
    if (!read_file(argv[1], &text))
        fail(argv[1], SLICE("cannot be read"));
    schema = schema_load(buffer_slice(&text), &why);
    if (!schema)
        fail(argv[1], buffer_slice(&why));
    number_all(&tables, schema_root(schema));
    print_tables(&tables);
    mem_free(tables.rules);
    schema_free(schema);
    buffer_fini(&why);
    buffer_fini(&text);
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output", SLICE("cannot be written"));
    return 0;
}
