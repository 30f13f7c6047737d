/* The sections that are open, and where further ones belong. */
#include "outline_state.h"

#include "phrase.h"
#include "utf8.h"

#include <limits.h>

const unsigned family_ranks[LABEL_FAMILY_COUNT] = {
    [LABEL_PART] = 1,
    [LABEL_ANNEX] = 1,
    [LABEL_CHAPTER] = 2,
    [LABEL_SECTION] = 3,
    [LABEL_CJK_FORMAL] = 3,
    [LABEL_CJK] = RANK_OF_CJK,
    [LABEL_ROMAN] = 4,
    [LABEL_CJK_PAREN] = 5,
    [LABEL_ALPHA] = 5,
    [LABEL_DECIMAL] = 6,
    [LABEL_MULTILEVEL] = 7,
    [LABEL_DECIMAL_PAREN] = 8,
    [LABEL_ORDINAL] = 9,
};

void close_sections(struct outline *outline, size_t keep)
{
    while (outline->n_sections > keep) {
        build_leave_section(&outline->build);
        outline->n_sections--;
    }
}

struct open_section *parent_at(struct outline *outline, size_t keep)
{
    return keep == 0 ? &outline->root : &outline->sections[keep - 1];
}

size_t find_open_section(const struct outline *outline, struct kin kin)
{
    for (size_t i = outline->n_sections; i > 0; i--)
        if (kin_equal(outline->sections[i - 1].kin, kin))
            return i - 1;
    return outline->n_sections;
}

bool is_kin_of_open_section(const struct outline *outline, struct kin kin)
{
    return find_open_section(outline, kin) < outline->n_sections;
}

struct group *find_group(struct open_section *parent, struct kin kin)
{
    for (size_t i = 0; i < parent->n_groups; i++)
        if (kin_equal(parent->groups[i].kin, kin))
            return &parent->groups[i];
    return NULL;
}

/* Chapter 1, and 1 Introduction: in English these begin a report's numbers, of which what precedes them holds none. */
static bool begins_numbers(const struct unit *unit)
{
    PHRASE_LIST(titles, "introduction");
    enum label_family family = unit->label.family;
    bool is_english = utf8_is_upper(utf8_first(unit->label.printed));

    return ((family == LABEL_PART || family == LABEL_CHAPTER || family == LABEL_SECTION) && is_english) ||
           (unit->label.number == 1 && phrase_list_is_english(&titles, unit_rest(unit)));
}

/* Overview / 1. Aims / 2. Scope / Methods / 1. Data: numbers that begin anew below the next heading are of this one. */
static bool counts_anew_below_heading(const struct outline *outline, struct kin kin)
{
    const struct unit *ahead;
    bool is_below = false;

    for (size_t place = 1; (ahead = window_text_from(&outline->window, place, &place)) != NULL; place++) {
        if (is_below && ahead->has_label && ahead->label.number == 1 && kin_equal(kin_of(&ahead->label), kin))
            return true;
        is_below = is_below || (!ahead->has_label && classify_is_bare_heading(ahead));
    }
    return false;
}

/*
 * Executive summary / … / Chapter 1: What precedes the first chapter holds none. In Chinese a document that a notice
 * encloses may have its title so, and text of its own above 第一章.
 */
static bool precedes_chapter(struct outline *outline, const struct open_section *section, const struct unit *unit)
{
    if (section->sums_up && label_is_division(unit->label.family))
        return true;
    if (section->kin.family != LABEL_NONE || find_kin(outline, kin_of(&unit->label))->n_sections > 0)
        return false;
    if (section->is_english_preface) /* 1.1 stands below Introduction */
        return unit->label.number == 1 && unit->label.family != LABEL_MULTILEVEL &&
               !counts_anew_below_heading(outline, kin_of(&unit->label));
    return section->n_paragraphs + section->n_groups > 0 && begins_numbers(unit);
}

/* The usual nesting: 第一编, 第一分编, 第一章 */
static unsigned rank_of(struct kin kin)
{
    return 2 * family_ranks[kin.family] + (label_is_division(kin.family) && kin.form == LABEL_FORM_SUBDIVISION);
}

/* 一、 stands above （一）, 1.1 above 1.1.1. */
static bool is_above(struct kin kin, const struct label *label)
{
    if (label->family == LABEL_MULTILEVEL && kin.family == LABEL_MULTILEVEL)
        return kin.form < label->depth;
    return rank_of(kin) < rank_of(kin_of(label));
}

/* Does the innermost of the outermost `keep` sections hold a new one of a kin that is not open itself? */
static bool holds_section(struct outline *outline, size_t keep, const struct unit *unit)
{
    const struct open_section *section = &outline->sections[keep - 1];

    if (section->kin.family == LABEL_ANNEX)
        return true;
    if (section->kin.family == LABEL_NONE)
        return !section->is_preface && !precedes_chapter(outline, section, unit);
    return is_above(section->kin, &unit->label) || /* or 一、主要任务 directly above 第一章 */
           (unit->label.number == 1 && section->n_paragraphs == 0 && keep == outline->n_sections);
}

/* How many open sections stay open around it. */
static size_t place_by_rank(struct outline *outline, const struct unit *unit)
{
    size_t keep = outline->n_sections;

    while (keep > 0 && !holds_section(outline, keep, unit))
        keep--;
    return keep;
}

/* Among Markdown headings the marks say the level: as many sections stay open as have fewer of them. */
size_t place_by_markdown(const struct outline *outline, unsigned markdown)
{
    size_t keep = 0;

    while (keep < outline->n_sections && outline->sections[keep].markdown > 0 &&
           outline->sections[keep].markdown < markdown)
        keep++;
    return keep;
}

size_t place_section(struct outline *outline, const struct unit *unit)
{
    const struct label *label = &unit->label;
    const struct known_kin *known = find_kin(outline, kin_of(label));
    size_t open = find_open_section(outline, kin_of(label)), parent = outline->n_sections, by_rank;

    if (unit->paragraph.markdown_level > 0)
        return place_by_markdown(outline, unit->paragraph.markdown_level);
    if (open < outline->n_sections)
        return open;
    if (known->n_sections > 0)
        parent = find_open_section(outline, known->parent);
    by_rank = place_by_rank(outline, unit);
    if (parent == outline->n_sections)
        return by_rank;
    if ((label->number == 1 || outline->after_heading) &&
        innermost_section(outline)->kin.family != LABEL_NONE && by_rank > parent + 1)
        return by_rank; /* 第一节 stands between 第三章 and this （一）, as it did not before */
    return parent + 1;
}

static enum part part_of(const struct open_section *parent, struct slice title, unsigned level)
{
    enum part own;

    if (parent->part != PART_NONE)
        return parent->part;
    own = classify_part(title);
    if (own == PART_NONE && level == 1 && parent->last_part == PART_PLAN && classify_is_intention(title))
        return PART_PLAN;
    return own;
}

/* True where something stands around the innermost section that is a document of its own, or counts anew. */
static bool is_set_apart(const struct outline *outline)
{
    for (size_t i = 0; i < outline->n_sections; i++)
        if (outline->sections[i].kin.family == LABEL_ANNEX || outline->sections[i].kin.family == LABEL_NONE)
            return true;
    return false;
}

SELDOM static void report_doubtful_level(struct outline *outline, struct known_kin *known)
{
    struct diag diag = { .code = DIAG_LEVEL_DOUBTFUL, .line = known->line, .column = known->column };

    known->is_doubtful = true;
    diag_list_add(outline->diags, &diag);
}

/*
 * （一） and （二） stood outermost, because nothing stood above them; now 一、 has come, which was not there before, and holds
 * another （一）: the first ones may have lost their heading.
 */
static void audit_level(struct outline *outline, struct known_kin *known, struct kin parent)
{
    bool was_there;

    if (known->is_doubtful || known->parent.form != UINT_MAX)
        return;
    was_there = find_kin(outline, parent)->first_section < known->first_section;
    if (!was_there && !is_set_apart(outline))
        report_doubtful_level(outline, known);
}

/* The section at hand, of the kin, is among the open ones already. */
static void count_kin(struct outline *outline, struct kin kin, const struct open_section *parent,
                      const struct build_section *section)
{
    const struct origin *origin = &section->origin;
    struct known_kin *known = enter_kin(outline, kin);

    if (known->n_sections++ == 0) {
        known->parent = parent->kin;
        known->first_section = outline->n_sections_seen;
        paragraph_place(origin->paragraph, origin->from, &known->line, &known->column);
        if (parent == &outline->root)
            known->parent.form = UINT_MAX;
    } else if (parent != &outline->root) {
        audit_level(outline, known, parent->kin);
    }
    outline->n_sections_seen++;
    known->last_number = section->label ? section->label->number : 0;
}

/* By which a running head is told. */
static void remember_division(struct outline *outline, const struct build_section *section)
{
    struct buffer *title;

    if (!section->label || !label_is_division(section->label->family))
        return;
    title = &outline->division_titles[section->label->family];
    buffer_clear(title);
    buffer_append_slice(title, section->title);
}

/* What a heading without a label tells of its section. */
static void read_bare_title(struct open_section *opened, const struct build_section *section)
{
    struct slice title = section->title;

    opened->is_preface = classify_is_preface(title) || classify_is_english_end(title);
    opened->is_division = section->part != PART_NONE && classify_names_period(title);
    opened->sums_up = classify_sums_up(title);
    opened->is_english_preface = section->level == 1 && classify_is_english_preface(title);
}

static void push_section(struct outline *outline, struct kin kin, const struct build_section *section)
{
    struct open_section *opened = &outline->sections[outline->n_sections++];

    memset(opened, 0, offsetof(struct open_section, groups));
    opened->kin = kin;
    opened->part = section->part;
    opened->markdown = section->origin.paragraph->markdown_level;
    if (section->label)
        opened->number = section->label->number;
    else
        read_bare_title(opened, section);
}

/* Its level and part are set here. */
static void enter_section(struct outline *outline, size_t keep, struct kin kin, struct build_section *section)
{
    struct open_section *parent;

    close_lists(outline, 0);
    if (keep >= DEPTH_MAX) {
        report_too_deep(outline, section->origin.paragraph, section->origin.from);
        keep = DEPTH_MAX - 1;
    }
    close_sections(outline, keep);
    parent = parent_at(outline, keep);
    section->level = (unsigned)keep + 1;
    section->part = part_of(parent, section->title, section->level);
    parent->last_part = section->part;
    build_enter_section(&outline->build, section);
    push_section(outline, kin, section);
    count_kin(outline, kin, parent, section);
    remember_division(outline, section);
    outline->n_found++;
    outline->in_last_words = false;
}

void put_titled(struct outline *outline, const struct unit *unit, size_t keep, struct kin kin,
                const struct label *label, const struct title_split *split)
{
    size_t text_at = split->rest.len > 0 ? (size_t)(split->rest.ptr - unit_text(unit).ptr) : unit_text(unit).len;
    struct build_section section = {
        .label = label, .title = split->title, .separator = split->separator,
        .origin = { &unit->paragraph, 0, split->rest.len > 0 ? text_at : SIZE_MAX },
    };

    enter_section(outline, keep, kin, &section);
    if (split->rest.len == 0)
        return;
    innermost_section(outline)->is_run_in = true;
    innermost_section(outline)->n_paragraphs++;
    put_text(outline, unit, text_at, ROLE_NONE);
}

/* The open section that the next label ahead is a sibling of: text that turns back belongs to it, or to the outermost.
 */
static size_t section_to_turn_to(struct outline *outline)
{
    for (size_t ahead = 1; ahead < outline->window.n; ahead++) {
        const struct unit *next = window_at(&outline->window, ahead);
        size_t open;

        if (!next->has_label)
            continue;
        open = find_open_section(outline, kin_of(&next->label));
        if (open < outline->n_sections && next->label.number == outline->sections[open].number + 1)
            return open + 1;
    }
    return 1;
}

/* Its text stands on its heading's line, as that of its siblings, of which none had more behind it. */
static bool is_complete_on_its_line(const struct open_section *section, const struct group *group)
{
    return section->is_run_in && group && group->n >= 2 && !group->has_more_text;
}

void turn_back(struct outline *outline, const struct unit *unit)
{
    struct open_section *section = innermost_section(outline);
    struct group *group;
    size_t keep;

    section->n_paragraphs++;
    if (outline->n_sections < 2)
        return;
    group = find_group(parent_at(outline, outline->n_sections - 1), section->kin);
    keep = section_to_turn_to(outline);
    if (keep >= outline->n_sections) {
        if (group && section->n_paragraphs > 1)
            group->has_more_text = true;
    } else if (classify_turns_back(unit_text(unit)) || is_complete_on_its_line(section, group)) {
        close_lists(outline, 0);
        close_sections(outline, keep);
    }
}
