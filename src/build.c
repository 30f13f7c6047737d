#include "build.h"

#include "utf8.h"

#include <utf8proc.h>

void build_init(struct build *build, struct sink *sink)
{
    *build = (struct build){ .sink = sink, .n_nodes = 1 };
}

void build_fini(struct build *build)
{
    buffer_fini(&build->id);
    buffer_fini(&build->texts);
    mem_free(build->run);
}

void build_hand_on(struct build *build)
{
    if (build->n_run > 0 && !build->failed && sink_take(build->sink, build->run, build->n_run) < 0)
        build->failed = true;
    build->n_run = 0;
    build->texts.len = 0;
}

SELDOM static void renew_run(struct build *build)
{
    build_hand_on(build);
    if (!build->run)
        build->run = mem_alloc(BUILD_RUN_MAX * sizeof *build->run);
}

/* Before events are added: room for BUILD_NODE_MAX of them. */
static inline void make_room(struct build *build)
{
    if (!build->run || build->n_run > BUILD_RUN_MAX - BUILD_NODE_MAX)
        renew_run(build);
}

SELDOM static void renew_texts(struct build *build)
{
    build_hand_on(build);
    buffer_reserve(&build->texts, BUILD_TEXT_MAX);
}

/* A copy of at most BUILD_TEXT_MAX bytes. */
static struct slice keep_text(struct build *build, struct slice text)
{
    struct buffer *texts = &build->texts;

    if (text.len > texts->cap - texts->len)
        renew_texts(build);
    buffer_append_slice(texts, text);
    return slice_from(buffer_slice(texts), texts->len - text.len);
}

static struct event *add(struct build *build, enum event_type type, enum key key)
{
    struct event *event = &build->run[build->n_run++];

    event->type = type;
    event->key = key;
    event->form = FORM_UNKNOWN;
    event->text = (struct slice){ 0 };
    event->integer = 0;
    return event;
}

/* Nothing where the text is empty. It has to stay until the event is handed on. */
static void add_borrowed(struct build *build, enum key key, struct slice text, enum event_form form)
{
    struct event *event;

    if (text.len == 0)
        return;
    event = add(build, EVENT_STRING, key);
    event->text = text;
    event->form = form;
}

/* A fixed word: it stays. */
static void add_word(struct build *build, enum key key, struct slice word)
{
    add_borrowed(build, key, word, FORM_WORD);
}

static void add_string(struct build *build, enum key key, struct slice text, enum event_form form)
{
    bool is_short = text.len <= BUILD_TEXT_MAX;

    add_borrowed(build, key, is_short ? keep_text(build, text) : text, form);
    if (!is_short)
        build_hand_on(build);
}

/* Text of a node, from its paragraph or from elsewhere. */
static void add_text(struct build *build, const struct origin *origin, enum key key, struct slice text)
{
    if (text.len > 0)
        add_string(build, key, text,
                   paragraph_is_literal(origin->paragraph, text) ? FORM_LITERAL : FORM_UNKNOWN);
}

static void add_count(struct build *build, enum key key, uint64_t count)
{
    struct event *event = add(build, EVENT_INTEGER, key);

    event->integer = (int64_t)count;
    event->form = count <= INT64_MAX ? FORM_COUNT : FORM_UNKNOWN;
}

static void add_truth(struct build *build, enum key key, bool truth)
{
    add(build, EVENT_BOOLEAN, key)->integer = truth;
}

void build_event(struct build *build, enum event_type type, enum key key)
{
    make_room(build);
    add(build, type, key);
}

void build_string(struct build *build, enum key key, struct slice text)
{
    make_room(build);
    add_string(build, key, text, FORM_UNKNOWN);
}

void build_integer(struct build *build, enum key key, uint64_t integer)
{
    make_room(build);
    add_count(build, key, integer);
}

void build_boolean(struct build *build, enum key key, bool value)
{
    make_room(build);
    add_truth(build, key, value);
}

static struct build_node *innermost(struct build *build)
{
    return &build->nodes[build->n_nodes - 1];
}

/* Opens a node whose id is the parent's, a hyphen, `letter` and `ordinal`. */
static void enter_node(struct build *build, char letter, unsigned ordinal)
{
    struct build_node *parent = innermost(build);

    build->id.len = parent->id_len;
    if (build->id.len > 0)
        buffer_put(&build->id, '-');
    buffer_put(&build->id, letter);
    buffer_append_number(&build->id, ordinal);
    if (build->n_nodes < BUILD_DEPTH_MAX)
        build->nodes[build->n_nodes++] = (struct build_node){ .id_len = build->id.len };
    add_string(build, KEY_ID, buffer_slice(&build->id), FORM_WORD);
}

static void leave_node(struct build *build)
{
    if (build->n_nodes > 1)
        build->n_nodes--;
}

/* A letter, mark, digit or symbol: no punctuation, white space or control, and nothing that is no character at all. */
static bool is_content(uint32_t cp)
{
    static const bool is_other[] = {
        [UTF8PROC_CATEGORY_CN] = true, [UTF8PROC_CATEGORY_CC] = true, [UTF8PROC_CATEGORY_CF] = true,
        [UTF8PROC_CATEGORY_CS] = true, [UTF8PROC_CATEGORY_ZS] = true, [UTF8PROC_CATEGORY_ZL] = true,
        [UTF8PROC_CATEGORY_ZP] = true, [UTF8PROC_CATEGORY_PC] = true, [UTF8PROC_CATEGORY_PD] = true,
        [UTF8PROC_CATEGORY_PS] = true, [UTF8PROC_CATEGORY_PE] = true, [UTF8PROC_CATEGORY_PI] = true,
        [UTF8PROC_CATEGORY_PF] = true, [UTF8PROC_CATEGORY_PO] = true, [UTF8PROC_CATEGORY_CO] = false,
    };
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);

    return cp != 0xFFFD && !((size_t)category < LENGTH_OF(is_other) && is_other[category]);
}

/*
 * A node stands where its first word stands: a bracket or a bullet that a web page left on the line before does not
 * count.
 */
static size_t first_word(const struct origin *origin)
{
    struct slice text = paragraph_text(origin->paragraph);
    size_t at = origin->from, next = at;

    while (next < text.len && next < origin->to) {
        uint32_t cp = utf8_next(text, &next);

        if (is_content(cp))
            return at;
        at = next;
    }
    return origin->from;
}

static void put_line(struct build *build, const struct origin *origin)
{
    size_t at = origin->paragraph->n_lines > 1 ? first_word(origin) : origin->from;

    add_count(build, KEY_LINE, paragraph_line_at(origin->paragraph, at));
}

static bool is_inside(const struct origin *origin, const struct removal *removal)
{
    return removal->offset >= origin->from && removal->offset < origin->to;
}

SELDOM static void put_removals(struct build *build, const struct origin *origin)
{
    const struct paragraph *paragraph = origin->paragraph;
    bool is_open = false;

    for (size_t i = 0; i < paragraph->n_removals; i++) {
        const struct removal *removal = &paragraph->removals[i];
        struct slice text = slice_part(buffer_slice(&paragraph->removed_text), removal->text_offset,
                                       removal->text_offset + removal->text_len);

        if (!is_inside(origin, removal))
            continue;
        make_room(build);
        if (!is_open)
            add(build, EVENT_SEQUENCE_START, KEY_REMOVED);
        is_open = true;
        add(build, EVENT_MAPPING_START, KEY_NONE);
        add_count(build, KEY_LINE, removal->line);
        add_count(build, KEY_COLUMN, removal->column);
        add_word(build, KEY_CODE, diag_name(removal->code));
        add_text(build, origin, KEY_TEXT, text);
        add(build, EVENT_MAPPING_END, KEY_NONE);
    }
    if (is_open)
        add(build, EVENT_SEQUENCE_END, KEY_NONE);
}

static void put_removed(struct build *build, const struct origin *origin)
{
    if (origin->paragraph->n_removals > 0)
        put_removals(build, origin);
}

static void put_label(struct build *build, const struct origin *origin, const struct label *label)
{
    if (!label)
        return;
    add_text(build, origin, KEY_LABEL, label->printed);
    if (label->family == LABEL_ANNEX || label->family == LABEL_DASH)
        return;
    if (label->number_text.len > 0)
        add_text(build, origin, KEY_NUMBER, label->number_text);
    else
        add_count(build, KEY_NUMBER, (uint64_t)label->number);
}

static void begin(struct build *build, const char *type)
{
    make_room(build);
    add(build, EVENT_MAPPING_START, KEY_NONE);
    add_word(build, KEY_TYPE, slice_of(type));
}

void build_enter_section(struct build *build, const struct build_section *section)
{
    begin(build, "section");
    enter_node(build, 's', ++innermost(build)->sections);
    put_line(build, &section->origin);
    add_count(build, KEY_LEVEL, section->level);
    put_label(build, &section->origin, section->label);
    add_text(build, &section->origin, KEY_TITLE, section->title);
    add_text(build, &section->origin, KEY_SEPARATOR, section->separator);
    add_word(build, KEY_PART, vocabulary_part(section->part));
    put_removed(build, &section->origin);
    add(build, EVENT_SEQUENCE_START, KEY_BODY);
}

static void leave_body(struct build *build)
{
    make_room(build);
    add(build, EVENT_SEQUENCE_END, KEY_NONE);
    add(build, EVENT_MAPPING_END, KEY_NONE);
}

void build_leave_section(struct build *build)
{
    leave_body(build);
    leave_node(build);
}

void build_enter_list(struct build *build, uint64_t line, const char *kind, const char *marker, bool is_inline)
{
    begin(build, "list");
    add_count(build, KEY_LINE, line);
    add_word(build, KEY_KIND, slice_of(kind));
    add_word(build, KEY_MARKER, slice_of(marker));
    add_truth(build, KEY_INLINE, is_inline);
    add(build, EVENT_SEQUENCE_START, KEY_ENTRIES);
}

void build_leave_list(struct build *build)
{
    leave_body(build);
}

void build_enter_entry(struct build *build, const struct origin *origin, const struct label *label, struct slice title,
                       struct slice separator)
{
    make_room(build);
    add(build, EVENT_MAPPING_START, KEY_NONE);
    enter_node(build, 't', ++innermost(build)->tasks);
    put_line(build, origin);
    put_label(build, origin, label);
    add_text(build, origin, KEY_TITLE, title);
    add_text(build, origin, KEY_SEPARATOR, separator);
    put_removed(build, origin);
    add(build, EVENT_SEQUENCE_START, KEY_BODY);
}

void build_leave_entry(struct build *build)
{
    leave_body(build);
    leave_node(build);
}

void build_paragraph(struct build *build, const struct build_paragraph *paragraph)
{
    begin(build, "paragraph");
    put_line(build, &paragraph->origin);
    add_word(build, KEY_ROLE, vocabulary_role(paragraph->role));
    if (paragraph->continues)
        add_truth(build, KEY_CONTINUES, true);
    add_text(build, &paragraph->origin, KEY_LEAD, paragraph->lead);
    add_text(build, &paragraph->origin, KEY_SEPARATOR, paragraph->separator);
    add_text(build, &paragraph->origin, KEY_TEXT, paragraph->text);
    put_removed(build, &paragraph->origin);
    add(build, EVENT_MAPPING_END, KEY_NONE);
}

void build_signature(struct build *build, const struct origin *origin, struct slice text, struct slice date)
{
    begin(build, "signature");
    put_line(build, origin);
    add_text(build, origin, KEY_TEXT, text);
    add_text(build, origin, KEY_DATE, date);
    put_removed(build, origin);
    add(build, EVENT_MAPPING_END, KEY_NONE);
}

void build_enter_glossary(struct build *build, const struct origin *origin, struct slice label, struct slice title)
{
    begin(build, "glossary");
    enter_node(build, 'g', ++innermost(build)->glossaries);
    put_line(build, origin);
    add_text(build, origin, KEY_LABEL, label);
    add_text(build, origin, KEY_TITLE, title);
    put_removed(build, origin);
    add(build, EVENT_SEQUENCE_START, KEY_BODY);
}

void build_enter_entries(struct build *build)
{
    make_room(build);
    add(build, EVENT_SEQUENCE_END, KEY_NONE);
    add(build, EVENT_SEQUENCE_START, KEY_ENTRIES);
}

void build_leave_glossary(struct build *build)
{
    leave_body(build);
    leave_node(build);
}

static void put_aliases(struct build *build, const struct build_term *term)
{
    if (term->n_aliases == 0)
        return;
    add(build, EVENT_SEQUENCE_START, KEY_ALIASES);
    for (size_t i = 0; i < term->n_aliases; i++) {
        make_room(build);
        add_text(build, &term->origin, KEY_NONE, term->aliases[i]);
    }
    add(build, EVENT_SEQUENCE_END, KEY_NONE);
}

void build_term(struct build *build, const struct build_term *term)
{
    make_room(build);
    add(build, EVENT_MAPPING_START, KEY_NONE);
    enter_node(build, 'e', ++innermost(build)->entries);
    put_line(build, &term->origin);
    add_text(build, &term->origin, KEY_LABEL, term->label);
    if (term->number_text.len > 0)
        add_text(build, &term->origin, KEY_NUMBER, term->number_text);
    else if (term->number > 0)
        add_count(build, KEY_NUMBER, (uint64_t)term->number);
    add_text(build, &term->origin, KEY_TERM, term->term);
    add_text(build, &term->origin, KEY_SEPARATOR, term->separator);
    put_aliases(build, term);
    add_text(build, &term->origin, KEY_DEFINITION, term->definition);
    put_removed(build, &term->origin);
    add(build, EVENT_MAPPING_END, KEY_NONE);
    leave_node(build);
}
