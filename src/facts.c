#include "facts.h"

#include <stdio.h>

/* An open mapping or sequence. */
struct facts_node {
    bool is_entries;     /* a sequence whose members count for the mapping around it */
    bool is_source;      /* the mapping `source` of the root */
    bool is_diagnostics; /* the sequence `diagnostics` of the root */
    bool is_tasks, is_glossary; /* a mapping, by its kind and type */
    uint64_t n_entries;
};

void facts_begin(struct facts *facts, bool is_source_told)
{
    facts_fini(facts);
    digest_init(&facts->source);
    digest_init(&facts->document);
    facts->is_source_told = is_source_told;
}

void facts_fini(struct facts *facts)
{
    buffer_fini(&facts->title);
    buffer_fini(&facts->date);
    buffer_fini(&facts->occasion);
    buffer_fini(&facts->codes_text);
    mem_free(facts->nodes);
    *facts = (struct facts){ 0 };
}

void facts_read(struct facts *facts, const void *bytes, size_t len)
{
    if (!facts->is_source_told)
        digest_add(&facts->source, bytes, len);
    facts->source_len += len;
}

void facts_write(struct facts *facts, const void *bytes, size_t len)
{
    digest_add(&facts->document, bytes, len);
    facts->document_len += len;
}

static bool is(struct report2yaml_text text, struct slice word)
{
    return slice_equal((struct slice){ text.bytes, text.len }, word);
}

static struct facts_node *innermost(struct facts *facts)
{
    return facts->n_nodes > 0 ? &facts->nodes[facts->n_nodes - 1] : NULL;
}

static bool is_in_diagnostic(const struct facts *facts)
{
    return facts->n_nodes == 3 && facts->nodes[1].is_diagnostics;
}

static void enter(struct facts *facts, const struct report2yaml_event *event)
{
    bool is_mapping = event->type == REPORT2YAML_MAPPING_START;
    struct facts_node node = { .is_entries = !is_mapping && is(event->key, SLICE("entries")) };
    struct facts_node *parent = innermost(facts);

    if (parent && parent->is_entries)
        parent[-1].n_entries++;
    node.is_source = is_mapping && facts->n_nodes == 1 && is(event->key, SLICE("source"));
    node.is_diagnostics = !is_mapping && facts->n_nodes == 1 && is(event->key, SLICE("diagnostics"));
    facts->nodes = mem_grow(facts->nodes, &facts->capacity, facts->n_nodes + 1, sizeof facts->nodes[0]);
    facts->nodes[facts->n_nodes++] = node;
    if (!is_in_diagnostic(facts))
        return;
    facts->count = 1;
    facts->is_warning = false;
    facts->code = DIAG_CODE_COUNT;
}

static void leave(struct facts *facts)
{
    const struct facts_node *node = innermost(facts);

    if (!node)
        return;
    if (node->is_tasks)
        facts->tasks += node->n_entries;
    if (node->is_glossary)
        facts->terms += node->n_entries;
    if (is_in_diagnostic(facts)) {
        facts->warnings += facts->is_warning ? facts->count : 0;
        if (facts->code < DIAG_CODE_COUNT)
            facts->codes[facts->code] += facts->count;
    }
    facts->n_nodes--;
}

static size_t find_code(struct report2yaml_text name)
{
    size_t code = 0;

    while (code < DIAG_CODE_COUNT && !is(name, diag_name((enum diag_code)code)))
        code++;
    return code;
}

static void take_of_root(struct facts *facts, const struct report2yaml_event *event)
{
    struct buffer *to = is(event->key, SLICE("title"))      ? &facts->title
                        : is(event->key, SLICE("date"))     ? &facts->date
                        : is(event->key, SLICE("occasion")) ? &facts->occasion
                                                            : NULL;

    if (to)
        buffer_append(to, event->text.bytes, event->text.len);
}

static void take_string(struct facts *facts, const struct report2yaml_event *event)
{
    struct facts_node *node = innermost(facts);

    if (!node)
        return;
    if (is(event->key, SLICE("type"))) {
        facts->sections += is(event->text, SLICE("section"));
        node->is_glossary = is(event->text, SLICE("glossary"));
    } else if (is(event->key, SLICE("kind"))) {
        node->is_tasks = is(event->text, SLICE("tasks"));
    } else if (facts->n_nodes == 1) {
        take_of_root(facts, event);
    } else if (node->is_source && is(event->key, SLICE("sha256")) && event->text.len == DIGEST_HEX_LEN) {
        if (facts->is_source_told)
            memcpy(facts->source_hex, event->text.bytes, DIGEST_HEX_LEN);
    } else if (is_in_diagnostic(facts) && is(event->key, SLICE("level"))) {
        facts->is_warning = is(event->text, SLICE("warning"));
    } else if (is_in_diagnostic(facts) && is(event->key, SLICE("code"))) {
        facts->code = find_code(event->text);
    }
}

void facts_take(struct facts *facts, const struct report2yaml_event *event)
{
    switch (event->type) {
    case REPORT2YAML_MAPPING_START:
    case REPORT2YAML_SEQUENCE_START:
        enter(facts, event);
        break;
    case REPORT2YAML_MAPPING_END:
    case REPORT2YAML_SEQUENCE_END:
        leave(facts);
        break;
    case REPORT2YAML_STRING:
        take_string(facts, event);
        break;
    case REPORT2YAML_INTEGER:
        if (is_in_diagnostic(facts) && is(event->key, SLICE("count")) && event->integer > 0)
            facts->count = (uint64_t)event->integer;
        break;
    default:
        break;
    }
}

static void append_codes(struct buffer *to, const uint64_t *codes)
{
    for (size_t i = 0; i < DIAG_CODE_COUNT; i++) {
        if (codes[i] == 0)
            continue;
        buffer_append_text(to, to->len > 0 ? " " : "");
        buffer_append_slice(to, diag_name((enum diag_code)i));
        buffer_put(to, '=');
        buffer_append_number(to, (long long)codes[i]);
    }
}

void facts_tell(struct facts *facts, struct record *record)
{
    const struct {
        enum record_field field;
        uint64_t number;
    } numbers[] = {
        { RECORD_SOURCE_BYTES, facts->source_len }, { RECORD_DOCUMENT_BYTES, facts->document_len },
        { RECORD_SECTIONS, facts->sections },       { RECORD_TASKS, facts->tasks },
        { RECORD_TERMS, facts->terms },             { RECORD_WARNINGS, facts->warnings },
    };
    _Static_assert(LENGTH_OF(numbers) == LENGTH_OF(facts->numbers), "every number has room");

    if (!facts->is_source_told)
        digest_hex(&facts->source, facts->source_hex);
    digest_hex(&facts->document, facts->document_hex);
    facts->codes_text.len = 0;
    append_codes(&facts->codes_text, facts->codes);
    record->fields[RECORD_SOURCE_SHA256] = slice_of(facts->source_hex);
    record->fields[RECORD_DOCUMENT_SHA256] = slice_of(facts->document_hex);
    record->fields[RECORD_TITLE] = buffer_slice(&facts->title);
    record->fields[RECORD_DATE] = buffer_slice(&facts->date);
    record->fields[RECORD_OCCASION] = buffer_slice(&facts->occasion);
    record->fields[RECORD_CODES] = buffer_slice(&facts->codes_text);
    for (size_t i = 0; i < LENGTH_OF(numbers); i++) {
        snprintf(facts->numbers[i], sizeof facts->numbers[i], "%llu", (unsigned long long)numbers[i].number);
        record->fields[numbers[i].field] = slice_of(facts->numbers[i]);
    }
}
