/* Glossaries: their headings, and their entries put together from paragraphs. */
#include "outline_state.h"

#include "phrase.h"
#include "utf8.h"

/* 九、施行日期 behind 八、名词解释, whose entries are of another kind. */
static bool is_behind_glossary(const struct outline *outline, const struct unit *unit)
{
    return unit->has_label && outline->glossary_label.number > 0 &&
           unit->label.number == outline->glossary_label.number + 1 &&
           kin_equal(kin_of(&unit->label), outline->glossary_label.kin);
}

/* What tells whether a glossary begins here ends there. Below 3 术语和定义 the terms of a standard are sections: 3.1 渡口 */
static bool ends_look_ahead(const struct outline *outline, const struct unit *unit)
{
    return !outline->in_glossary && unit->label.family != LABEL_DECIMAL && unit->label.family != LABEL_MULTILEVEL &&
           is_behind_glossary(outline, unit);
}

static size_t look_ahead(const struct outline *outline, size_t from, struct slice texts[GLOSSARY_LOOK_AHEAD + 1])
{
    size_t n = 0;

    for (size_t ahead = from; n <= GLOSSARY_LOOK_AHEAD; ahead++) {
        const struct unit *unit = window_at(&outline->window, ahead);

        if (!unit || ends_look_ahead(outline, unit))
            break;
        if (!unit->paragraph.is_furniture)
            texts[n++] = unit_text(unit);
    }
    return n;
}

static void enter_entries(struct outline *outline)
{
    if (!outline->has_entries)
        build_enter_entries(&outline->build);
    outline->has_entries = true;
}

static void leave_glossary(struct outline *outline)
{
    enter_entries(outline);
    build_leave_glossary(&outline->build);
    outline->in_glossary = false;
}

static void put_term(struct outline *outline, struct slice text)
{
    struct pending_term *term = &outline->term;
    struct slice aliases[GLOSSARY_ALIASES_MAX];
    struct build_term node = { .origin = { &term->paragraph, 0, SIZE_MAX } };

    node.label = slice_part(text, term->label_at, term->label_at + term->entry.label.len);
    node.number = term->entry.number;
    node.number_text = slice_part(text, term->number_at, term->number_at + term->entry.number_text.len);
    node.term = slice_part(text, term->term_at, term->term_at + term->entry.term.len);
    node.separator = slice_part(text, term->separator_at, term->separator_at + term->entry.separator.len);
    node.definition = utf8_trim(slice_from(text, term->definition_at));
    node.n_aliases = glossary_aliases_read(node.term, node.definition, aliases);
    node.aliases = aliases;
    build_term(&outline->build, &node);
}

/* A term whose definition did not come after all is no entry: it ends the glossary, and stands behind it. */
static void put_lone_term(struct outline *outline, struct slice text)
{
    const struct build_paragraph paragraph = { .origin = { &outline->term.paragraph, 0, SIZE_MAX },
                                               .text = utf8_trim(text) };

    leave_glossary(outline);
    build_paragraph(&outline->build, &paragraph);
}

static bool has_definition(const struct pending_term *term)
{
    return utf8_trim(slice_from(paragraph_text(&term->paragraph), term->definition_at)).len > 0;
}

static void flush_term(struct outline *outline)
{
    struct pending_term *term = &outline->term;
    struct slice text = paragraph_text(&term->paragraph);

    if (!term->is_open)
        return;
    if (has_definition(term))
        put_term(outline, text);
    else
        put_lone_term(outline, text);
    paragraph_clear(&term->paragraph);
    term->is_open = false;
}

static size_t offset_of(struct slice text, struct slice part, size_t otherwise)
{
    return part.len > 0 ? (size_t)(part.ptr - text.ptr) : otherwise;
}

void close_glossary(struct outline *outline)
{
    if (!outline->in_glossary)
        return;
    flush_term(outline);
    if (outline->in_glossary)
        leave_glossary(outline);
}

static void enter_glossary(struct outline *outline, const struct origin *origin, struct slice label, struct slice title,
                           size_t keep)
{
    close_lists(outline, 0);
    close_glossary(outline);
    close_sections(outline, keep);
    build_enter_glossary(&outline->build, origin, label, title);
    outline->in_glossary = outline->has_glossary = true;
    outline->has_entries = false;
    outline->n_found++;
}

/* Begins an entry with bytes `from` up to `to` of the unit. */
static void begin_term(struct outline *outline, const struct unit *unit, size_t from, size_t to,
                       const struct glossary_entry *entry)
{
    struct pending_term *term = &outline->term;
    struct slice text = slice_part(unit_text(unit), from, to);

    flush_term(outline);
    if (!outline->in_glossary)
        enter_glossary(outline, &(struct origin){ &unit->paragraph, from, from }, (struct slice){ 0 },
                       (struct slice){ 0 }, 0);
    enter_entries(outline);
    paragraph_append(&term->paragraph, &unit->paragraph, from, to);
    term->entry = *entry;
    term->is_open = true;
    term->label_at = offset_of(text, entry->label, 0);
    term->number_at = offset_of(text, entry->number_text, 0);
    term->term_at = offset_of(text, entry->term, 0);
    term->separator_at = offset_of(text, entry->separator, 0);
    term->definition_at = offset_of(text, entry->definition, text.len);
}

static void add_definition(struct outline *outline, const struct unit *unit, size_t from, size_t to,
                           const struct glossary_entry *entry)
{
    struct pending_term *term = &outline->term;
    struct slice text = slice_part(unit_text(unit), from, to);
    bool is_begun = has_definition(term); /* by — 6 —, which was not removed: see put_furniture */
    size_t base;

    paragraph_append(&term->paragraph, &unit->paragraph, from, to);
    if (is_begun)
        return;
    base = term->paragraph.text.len - text.len;
    if (entry->separator.len > 0) {
        term->entry.separator = entry->separator;
        term->separator_at = base + offset_of(text, entry->separator, 0);
    }
    term->definition_at = base + offset_of(text, entry->definition, 0);
}

static void put_introduction(struct outline *outline, const struct unit *unit, size_t from)
{
    struct build_paragraph paragraph = { .origin = { &unit->paragraph, from, SIZE_MAX } };

    paragraph.text = utf8_trim(slice_from(unit_text(unit), from));
    build_paragraph(&outline->build, &paragraph);
}

/*
 * Page furniture between two entries is taken out of the entry before it: a paragraph of its own would move. What may
 * not be taken out any more stays in that entry.
 */
static void put_furniture(struct outline *outline, struct unit *unit)
{
    uint64_t n_cp = paragraph_printed_cp(&unit->paragraph);
    struct diag diag = { .code = unit->paragraph.furniture_code };

    if (!outline->term.is_open) {
        if (!outline->has_entries)
            put_text(outline, unit, 0, ROLE_FURNITURE);
        return;
    }
    paragraph_place(&unit->paragraph, 0, &diag.line, &diag.column);
    if (clean_may_remove(outline->tally, n_cp)) {
        paragraph_remove_line(&outline->term.paragraph, &unit->paragraph, diag.code);
        outline->tally->n_removed += n_cp;
    } else {
        paragraph_append(&outline->term.paragraph, &unit->paragraph, 0, unit_text(unit).len);
        diag.kept = DIAG_KEPT_OVER_LIMIT;
    }
    if (!unit->paragraph.is_reported || diag.kept != DIAG_NOT_KEPT)
        diag_list_add(outline->diags, &diag);
}

/* More of the entry under way; where none is, the glossary ends before it. */
static void continue_term(struct outline *outline, const struct unit *unit, size_t from, size_t to)
{
    if (outline->term.is_open) {
        paragraph_append(&outline->term.paragraph, &unit->paragraph, from, to);
    } else {
        close_glossary(outline);
        put_text(outline, unit, from, ROLE_NONE);
    }
}

/* Bytes of the unit's text up to where the part that begins at `from` ends: an entry may, others go up to its end. */
static size_t end_of_part(const struct unit *unit, size_t from, enum glossary_verdict verdict,
                          const struct glossary_entry *entry)
{
    size_t len = unit_text(unit).len;

    if (verdict != GLOSSARY_ENTRY && verdict != GLOSSARY_TERM && verdict != GLOSSARY_DEFINITION)
        return len;
    return entry->len > 0 && from + entry->len <= len ? from + entry->len : len;
}

static void put_part(struct outline *outline, struct unit *unit, size_t from, size_t to, enum glossary_verdict verdict,
                     const struct glossary_entry *entry)
{
    struct origin origin = { &unit->paragraph, from, SIZE_MAX };

    switch (verdict) {
    case GLOSSARY_INTRODUCTION:
        put_introduction(outline, unit, from);
        break;
    case GLOSSARY_ENTRY:
    case GLOSSARY_TERM:
        begin_term(outline, unit, from, to, entry);
        break;
    case GLOSSARY_DEFINITION:
        add_definition(outline, unit, from, to, entry);
        break;
    case GLOSSARY_CONTINUATION:
    case GLOSSARY_END: /* the end of a line goes with its start */
        continue_term(outline, unit, from, to);
        break;
    case GLOSSARY_GROUP:
        enter_glossary(outline, &origin, entry->label, entry->term, outline->n_sections);
        break;
    }
}

/* Reads one entry, or what else stands, from byte `*from` of the unit. False where the glossary ends here. */
static bool take_part(struct outline *outline, struct unit *unit, size_t *from)
{
    struct slice texts[GLOSSARY_LOOK_AHEAD + 1];
    size_t n = look_ahead(outline, 0, texts), to;
    struct glossary_entry entry = { 0 };
    enum glossary_verdict verdict;

    texts[0] = slice_from(unit_text(unit), *from);
    verdict = glossary_next(&outline->glossary, texts, n, &entry);
    if (verdict == GLOSSARY_END && *from == 0)
        return false;
    to = end_of_part(unit, *from, verdict, &entry);
    put_part(outline, unit, *from, to, verdict, &entry);
    *from = to;
    return true;
}

/* The blanks behind an entry are in none; what was removed among them goes with it. */
static size_t skip_blanks(struct outline *outline, const struct unit *unit, size_t from)
{
    size_t next = phrase_skip_blanks(unit_text(unit), from);

    if (outline->term.is_open && next > from)
        paragraph_append_removals(&outline->term.paragraph, &unit->paragraph, from, next);
    return next;
}

/* Does a label look like those of the entries? 2.4 is none of 2.3.1 and 2.3.2, which stand below 2.3. */
static bool is_kin_of_entries(const struct outline *outline, const struct label *label)
{
    return label->family == outline->glossary.family &&
           (label->family != LABEL_MULTILEVEL || !kin_equal(kin_of(label), outline->glossary_label.kin));
}

/* 九、施行日期 behind the entries of 八、名词解释, which have other labels: the row of sections goes on. */
static bool is_next_section(const struct outline *outline, const struct unit *unit)
{
    size_t open;

    if (!unit->has_label || outline->glossary_label.number == 0 || is_kin_of_entries(outline, &unit->label))
        return false;
    if (is_behind_glossary(outline, unit))
        return true;
    open = find_open_section(outline, kin_of(&unit->label));
    return open < outline->n_sections && unit->label.number == outline->sections[open].number + 1;
}

bool take_glossary(struct outline *outline, struct unit *unit)
{
    size_t from = 0;
    char day[DATE_PRINTED_SIZE];

    explain(outline, VERDICT_GLOSSARY, RULE_GLOSSARY_ENTRY);
    if (unit->paragraph.is_furniture) {
        put_furniture(outline, unit);
        return true;
    }
    if (classify_role(unit) || classify_is_signature(unit_text(unit), day) || is_next_section(outline, unit)) {
        close_glossary(outline);
        return false;
    }
    while (from < unit_text(unit).len) {
        if (!take_part(outline, unit, &from)) {
            close_glossary(outline);
            return false;
        }
        from = skip_blanks(outline, unit, from);
    }
    return true;
}

static bool begins(struct outline *outline, size_t ahead, struct slice first_line, enum glossary_evidence evidence)
{
    struct slice texts[GLOSSARY_LOOK_AHEAD + 2];
    size_t n = 0;

    if (first_line.len > 0)
        texts[n++] = first_line;
    n += look_ahead(outline, ahead, texts + n);
    return n > 0 && glossary_begins(texts, n, evidence, &outline->glossary);
}

/* 八、名词解释 behind 七、…, 8.1 名词解释 below 8 附则: no heading of an annex, nor the first label of a text. */
static bool counts_as_section(struct outline *outline, const struct unit *unit)
{
    const struct known_kin *known;

    if (!unit->has_label || label_heading(unit->label.family) == LABEL_HEADS_NOTHING)
        return false;
    known = find_kin(outline, kin_of(&unit->label));
    if (unit->label.number > 1)
        return known->n_sections > 0 && known->last_number + 1 == unit->label.number;
    return outline->n_sections > 0 && label_heads_sections(unit->label.family);
}

static void learn_glossary_label(struct outline *outline, const struct unit *unit)
{
    bool counts = counts_as_section(outline, unit);

    outline->glossary_label.kin = kin_of(&unit->label);
    outline->glossary_label.number = counts ? unit->label.number : 0;
}

/* How many open sections hold the glossary: those of a section with its label; the others go on behind it. */
static size_t place_glossary(struct outline *outline, const struct unit *unit)
{
    if (outline->glossary_label.number == 0)
        return 0;
    enter_kin(outline, outline->glossary_label.kin)->last_number = unit->label.number;
    return place_section(outline, unit);
}

/* The rest of a heading's line, where the first entry stands on it. */
static void take_rest_of_line(struct outline *outline, struct unit *unit, size_t from)
{
    while (from < unit_text(unit).len && take_part(outline, unit, &from))
        from = skip_blanks(outline, unit, from);
}

/*
 * 一、 begins a glossary without a heading only where 二、 comes next. Not asked of 1. and 1.1, nor before ^[2]: there a
 * glossary reads labels that a unit does not have (注1, 1“四尘”, 21.5).
 */
static bool lacks_second(struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);

    if (!unit->has_label || !unit->label.is_certain || unit->label.number != 1 || unit->label.family == LABEL_DECIMAL ||
        unit->label.family == LABEL_MULTILEVEL)
        return false;
    if (next && slice_starts(unit_text(next), SLICE("^")))
        return false;
    return !next || !next->has_label || next->label.family != unit->label.family || next->label.number != 2;
}

static bool take_untitled(struct outline *outline, struct unit *unit)
{
    struct origin origin = { &unit->paragraph, 0, 0 };
    struct slice none = { 0 };
    bool is_note =
        unit->has_label && unit->label.family == LABEL_DECIMAL_PAREN && unit->label.form == LABEL_FORM_BRACKETS;
    bool is_later = unit->has_label && unit->label.number > 1 && unit->label.family != LABEL_MULTILEVEL;

    if ((!outline->in_last_words && !is_note) || is_later || lacks_second(outline, unit) ||
        !glossary_may_be_untitled(unit_text(unit)))
        return false;
    outline->glossary_label.number = 0;
    if (!begins(outline, 0, none, GLOSSARY_UNTITLED))
        return false;
    explain(outline, VERDICT_GLOSSARY, RULE_GLOSSARY_UNTITLED);
    enter_glossary(outline, &origin, none, none, 0);
    return take_glossary(outline, unit);
}

/* Two parts of one text, and what stands between them. */
static struct slice join_slices(struct slice first, struct slice second)
{
    return (struct slice){ first.ptr, (size_t)(second.ptr - first.ptr) + second.len };
}

/* 附件4 alone, and 名词解释 on the next line: the two become one, whose title is what the second line says. */
static struct slice merge_heading(struct outline *outline, struct unit *unit, struct glossary_heading *heading)
{
    size_t start = merge_next(outline);
    struct slice title = slice_from(unit_text(unit), start);

    glossary_is_heading(title, heading);
    if (heading->label.len > 0) /* 附件名词解释 below 附件4 */
        heading->title = join_slices(heading->label, heading->title);
    heading->label = unit->label.printed;
    return title;
}

/* 附件4 alone: what the next line says may head a glossary. */
static bool is_lone_annex(const struct outline *outline, const struct unit *unit)
{
    return unit->has_label && unit->label.family == LABEL_ANNEX && unit_rest(unit).len == 0 &&
           may_merge_next(outline) && !window_next_text(&outline->window)->has_label;
}

/* Where entries follow. `is_split`: the heading stands on the next line. */
SELDOM static bool take_headed(struct outline *outline, struct unit *unit, struct glossary_heading *heading,
                               bool is_split)
{
    size_t ahead;
    const struct unit *next = window_text_from(&outline->window, 1, &ahead);
    struct slice title = unit_text(is_split ? next : unit), rest = utf8_trim(slice_from(title, heading->len));
    struct origin origin = { &unit->paragraph, 0, SIZE_MAX };

    learn_glossary_label(outline, unit);
    if (!begins(outline, is_split ? ahead + 1 : 1, rest, heading->needs_entries ? GLOSSARY_DOUBTFUL : GLOSSARY_NAMED))
        return false;
    explain(outline, VERDICT_GLOSSARY, RULE_GLOSSARY_HEADING);
    if (is_split)
        title = merge_heading(outline, unit, heading);
    if (rest.len > 0)
        origin.to = phrase_skip_blanks(unit_text(unit), (size_t)(title.ptr - unit_text(unit).ptr) + heading->len);
    enter_glossary(outline, &origin, heading->label, heading->title, place_glossary(outline, unit));
    if (rest.len > 0)
        take_rest_of_line(outline, unit, origin.to);
    return true;
}

bool take_glossary_heading(struct outline *outline, struct unit *unit)
{
    struct glossary_heading heading;
    bool is_split = is_lone_annex(outline, unit);

    if (!glossary_is_heading(unit_text(is_split ? window_next_text(&outline->window) : unit), &heading))
        return !is_split && take_untitled(outline, unit);
    return take_headed(outline, unit, &heading, is_split);
}
