#include "diag.h"

#include <stdlib.h>

struct entry {
    const char *name;
    enum diag_level level;
    const char *text;
    bool is_summed; /* comes by the hundred: kept once, at its first place, with a count */
};

static const struct entry catalogue[] = {
    [DIAG_INVALID_BYTES] = { "invalid-bytes", DIAG_WARNING, "replaced bytes that are no text of the encoding", false },
    [DIAG_MIXED_ENCODING] = { "mixed-encoding", DIAG_WARNING, "a stretch of text is in another encoding", false },
    [DIAG_ENCODING_GUESSED] = { "encoding-guessed", DIAG_NOTE, "guessed the encoding from little evidence", false },
    [DIAG_PRIVATE_USE] = { "private-use", DIAG_WARNING, "kept a character for private use", true },
    [DIAG_CONTROL_CHARACTER] = { "control-character", DIAG_WARNING, "removed a control character", true },
    [DIAG_BIDI_CONTROL] = { "bidi-control", DIAG_WARNING, "kept a control of the writing direction", true },
    [DIAG_NONCHARACTER] = { "noncharacter", DIAG_WARNING, "kept a code point that is no character", true },
    [DIAG_NORMALIZED] = { "normalized", DIAG_NOTE, "rewrote a character to its NFC form", true },
    [DIAG_LONG_LINE] = { "long-line", DIAG_WARNING, "split a line longer than 16 MiB", false },
    [DIAG_EDITOR_RESIDUE] = { "editor-residue", DIAG_WARNING, "removed an editor's bookmark", false },
    [DIAG_FIELD_CODE] = { "field-code", DIAG_WARNING, "removed a field code", false },
    [DIAG_ZERO_WIDTH] = { "zero-width", DIAG_WARNING, "removed a character without width", true },
    [DIAG_LOST_CHARACTERS] = { "lost-characters", DIAG_WARNING, "question marks stand for lost characters", false },
    [DIAG_FOREIGN_TOKEN] = { "foreign-token", DIAG_WARNING, "kept a foreign token that comes again and again", false },
    [DIAG_INJECTED_LATIN] = { "injected-latin", DIAG_WARNING, "kept a syllable in Latin letters between characters",
                              false },
    [DIAG_HTML_ENTITY] = { "html-entity", DIAG_WARNING, "replaced an HTML entity", true },
    [DIAG_UNKNOWN_ENTITY] = { "unknown-entity", DIAG_WARNING, "kept an unknown HTML entity", false },
    [DIAG_HTML_TAG] = { "html-tag", DIAG_WARNING, "removed a tag of HTML", true },
    [DIAG_MARKDOWN_MARK] = { "markdown-mark", DIAG_WARNING, "removed a Markdown mark", true },
    [DIAG_PAGE_FURNITURE] = { "page-furniture", DIAG_NOTE, "set apart a page number or running head", true },
    [DIAG_HYPHENATION] = { "hyphenation", DIAG_NOTE, "joined a word broken at a line's end", true },
    [DIAG_NO_STRUCTURE] = { "no-structure", DIAG_NOTE, "found no section, list or glossary", false },
    [DIAG_NUMBER_GAP] = { "number-gap", DIAG_WARNING, "the numbering skips a number", false },
    [DIAG_NUMBER_REPEATED] = { "number-repeated", DIAG_WARNING, "the numbering repeats a number", false },
    [DIAG_NUMBER_RESTARTED] = { "number-restarted", DIAG_WARNING, "the numbering starts again", false },
    [DIAG_NESTING_TOO_DEEP] = { "nesting-too-deep", DIAG_WARNING, "flattened what is nested deeper than 32", false },
    [DIAG_LEVEL_DOUBTFUL] = { "level-doubtful", DIAG_WARNING, "later text shows that a level was wrong", false },
    [DIAG_REFERENCE_MARK] = { "reference-mark", DIAG_NOTE, "kept a mark that refers to a note or to the glossary",
                              true },
    [DIAG_SCHEMA_VIOLATION] = { "schema-violation", DIAG_ERROR, "the document breaks the schema", false },
    [DIAG_TOO_MANY] = { "too-many", DIAG_NOTE, "further diagnostics of one kind are not listed", false },
};
_Static_assert(LENGTH_OF(catalogue) == DIAG_CODE_COUNT, "every code is in the catalogue");

static const char *const level_names[] = {
    [DIAG_NOTE] = "note",
    [DIAG_WARNING] = "warning",
    [DIAG_ERROR] = "error",
};
_Static_assert(LENGTH_OF(level_names) == DIAG_LEVEL_COUNT, "every level has a name");

/*
 * How many records wait for a place in the list before the later half of them is only counted. So the list holds the
 * first DIAG_LISTED_MAX by place whatever the order in which they came, in bounded memory.
 */
enum { WAITING_MAX = DIAG_LISTED_MAX + DIAG_LISTED_MAX / 8, RECORDS_STEP = DIAG_LISTED_MAX / 8 };

/* What is no longer listed of one code. */
struct unlisted {
    uint64_t count;
    uint64_t line, column; /* of the first */
};

struct diag_list {
    struct diag_record *records;
    size_t n;
    size_t capacity;
    struct diag_record summed[DIAG_KEPT_COUNT * DIAG_CODE_COUNT]; /* count 0: none yet */
    struct unlisted unlisted[DIAG_CODE_COUNT];
    uint64_t totals[DIAG_LEVEL_COUNT];
    bool is_closed;
};

struct slice diag_name(enum diag_code code)
{
    return slice_of(catalogue[code].name);
}

struct slice diag_text(enum diag_code code)
{
    return slice_of(catalogue[code].text);
}

enum diag_level diag_level(enum diag_code code)
{
    return catalogue[code].level;
}

struct slice diag_level_name(enum diag_level level)
{
    return slice_of(level_names[level]);
}

struct diag_list *diag_list_new(void)
{
    return mem_alloc(sizeof(struct diag_list));
}

/* A record's text is one block, which its message begins. */
static void record_fini(struct diag_record *record)
{
    mem_free((void *)(uintptr_t)record->message.ptr);
    *record = (struct diag_record){ 0 };
}

void diag_list_free(struct diag_list *list)
{
    if (!list)
        return;
    for (size_t i = 0; i < list->n; i++)
        record_fini(&list->records[i]);
    for (int i = 0; i < DIAG_KEPT_COUNT * DIAG_CODE_COUNT; i++)
        record_fini(&list->summed[i]);
    mem_free(list->records);
    mem_free(list);
}

static struct slice put_slice(char **to, struct slice text)
{
    struct slice placed = { *to, text.len };

    if (text.len > 0)
        memcpy(*to, text.ptr, text.len);
    *to += text.len;
    return placed;
}

static const struct kept_words {
    const char *verb, *place;
} kept_words[] = {
    [DIAG_NOT_KEPT] = { "", "" },
    [DIAG_KEPT_ABOVE_BODY] = { "kept", " in a line above the body" },
    [DIAG_KEPT_OVER_LIMIT] = { "kept", ", since no more than 2% may be removed" },
    [DIAG_KEPT_ALONE] = { "set apart", " on a line of its own" },
    [DIAG_KEPT_AT_EDGE] = { "set apart", " at the edge of a line" },
};
_Static_assert(LENGTH_OF(kept_words) == DIAG_KEPT_COUNT, "every reason has its words");

/*
 * Bytes of the words that say what is done: "removed" an editor's bookmark. 0 where that is the same anywhere: "kept" a
 * character for private use.
 */
static size_t verb_len(struct slice text)
{
    static const char *const verbs[] = { "removed", "replaced", "set apart" };

    for (size_t i = 0; i < LENGTH_OF(verbs); i++)
        if (slice_starts(text, slice_of(verbs[i])))
            return strlen(verbs[i]);
    return 0;
}

static enum diag_kept find_kept(const struct diag *diag)
{
    return verb_len(diag_text(diag->code)) > 0 ? diag->kept : DIAG_NOT_KEPT;
}

static void record_init(struct diag_record *record, const struct diag *diag)
{
    struct slice text = diag_text(diag->code);
    enum diag_kept kept = find_kept(diag);
    struct slice verb = slice_of(kept_words[kept].verb), place = slice_of(kept_words[kept].place);
    struct slice colon = diag->detail.len > 0 ? SLICE(": ") : SLICE("");
    char *block, *to;

    if (kept != DIAG_NOT_KEPT)
        text = slice_from(text, verb_len(text));
    block = mem_alloc(verb.len + text.len + place.len + colon.len + diag->detail.len + diag->expected.len +
                      diag->found.len);
    to = block;
    record->diag = *diag;
    if (record->diag.count == 0)
        record->diag.count = 1;
    put_slice(&to, verb);
    put_slice(&to, text);
    put_slice(&to, place);
    put_slice(&to, colon);
    record->diag.detail = put_slice(&to, diag->detail);
    record->message = (struct slice){ block, (size_t)(to - block) };
    record->diag.expected = put_slice(&to, diag->expected);
    record->diag.found = put_slice(&to, diag->found);
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_slices(struct slice a, struct slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;

    return order != 0 ? order : compare_numbers(a.len, b.len);
}

/* A total order, so that the list does not depend on the order in which its members came. */
static int compare_diags(const struct diag *a, const struct diag *b)
{
    int order = compare_numbers(a->line, b->line);

    if (order == 0)
        order = compare_numbers(a->column, b->column);
    if (order == 0)
        order = compare_numbers(a->offset_plus_one, b->offset_plus_one);
    if (order == 0)
        order = compare_numbers(a->code, b->code);
    if (order == 0)
        order = compare_slices(a->detail, b->detail);
    if (order == 0)
        order = compare_slices(a->expected, b->expected);
    if (order == 0)
        order = compare_slices(a->found, b->found);
    return order != 0 ? order : compare_numbers(a->count, b->count);
}

static int compare_records(const void *a, const void *b)
{
    return compare_diags(&((const struct diag_record *)a)->diag, &((const struct diag_record *)b)->diag);
}

static void sort_records(struct diag_list *list)
{
    if (list->n > 1)
        qsort(list->records, list->n, sizeof list->records[0], compare_records);
}

static void count_unlisted(struct diag_list *list, const struct diag *diag)
{
    struct unlisted *unlisted = &list->unlisted[diag->code];
    bool is_earlier = diag->line < unlisted->line || (diag->line == unlisted->line && diag->column < unlisted->column);

    if (unlisted->count == 0 || is_earlier) {
        unlisted->line = diag->line;
        unlisted->column = diag->column;
    }
    unlisted->count += diag->count;
}

/* Sorts, and only counts what stands behind the DIAG_LISTED_MAX-th. */
static void cut_records(struct diag_list *list)
{
    sort_records(list);
    while (list->n > DIAG_LISTED_MAX) {
        struct diag_record *last = &list->records[--list->n];

        count_unlisted(list, &last->diag);
        record_fini(last);
    }
}

static void sum(struct diag_record *record, const struct diag *diag)
{
    uint64_t count = record->diag.count + (diag->count > 0 ? diag->count : 1);

    if (record->diag.count == 0 || compare_diags(diag, &record->diag) < 0) {
        struct diag_record first = { 0 };

        record_init(&first, diag);
        record_fini(record);
        *record = first;
    }
    record->diag.count = count;
}

/* Room by steps, not by doubling: a long report must not cost much more memory than a short one. */
static void reserve_record(struct diag_list *list)
{
    if (list->n < list->capacity)
        return;
    list->records = mem_resize(list->records, (list->capacity + RECORDS_STEP) * sizeof list->records[0]);
    list->capacity += RECORDS_STEP;
}

void diag_list_add(struct diag_list *list, const struct diag *diag)
{
    list->totals[diag_level(diag->code)] += diag->count > 0 ? diag->count : 1;
    if (catalogue[diag->code].is_summed) {
        sum(&list->summed[find_kept(diag) * DIAG_CODE_COUNT + diag->code], diag);
        return;
    }
    if (list->n == WAITING_MAX)
        cut_records(list);
    reserve_record(list);
    record_init(&list->records[list->n], diag);
    list->n++;
}

static void list_summed(struct diag_list *list)
{
    for (int i = 0; i < DIAG_KEPT_COUNT * DIAG_CODE_COUNT; i++) {
        if (list->summed[i].diag.count == 0)
            continue;
        reserve_record(list);
        list->records[list->n++] = list->summed[i];
        list->summed[i] = (struct diag_record){ 0 };
    }
}

static void list_unlisted(struct diag_list *list)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const struct unlisted *unlisted = &list->unlisted[code];
        struct diag diag = {
            .code = DIAG_TOO_MANY,
            .line = unlisted->line,
            .column = unlisted->column,
            .count = unlisted->count,
            .detail = diag_name((enum diag_code)code),
        };

        if (unlisted->count == 0)
            continue;
        reserve_record(list);
        record_init(&list->records[list->n], &diag);
        list->n++;
    }
}

void diag_list_close(struct diag_list *list)
{
    if (list->is_closed)
        return;
    list_summed(list);
    cut_records(list);
    list_unlisted(list);
    list->is_closed = true;
}

size_t diag_list_count(const struct diag_list *list)
{
    return list->n;
}

const struct diag_record *diag_list_get(const struct diag_list *list, size_t index)
{
    return &list->records[index];
}

uint64_t diag_list_total(const struct diag_list *list, enum diag_level level)
{
    return list->totals[level];
}

void diag_print_text(FILE *to, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        unsigned char next = i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;

        if (byte < 0x20 || byte == 0x7F)
            fprintf(to, "\\x%02X", byte);
        else if (byte == 0xC2 && next >= 0x80 && next < 0xA0)
            fprintf(to, "\\x%02X", text.ptr[++i] & 0xFF);
        else
            putc(byte, to);
    }
}
