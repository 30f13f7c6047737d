#include "outline_state.h"

#include "phrase.h"
#include "utf8.h"

#include <limits.h>

enum {
    NUMBERS_SKIPPED_MAX = 2,  /* by a list that lost lines, before its labels are suspect */
    LATIN_RUN_IN_CP_MAX = 30, /* code points of a title before text on its line */
};

/* How a family's labels open sections. */
enum section_rule {
    NEVER,   /* items, whatever they look like */
    TITLED,  /* where what follows the label reads as a title */
    ALONE,   /* where the title stands alone on its line, without a full stop, with text of its own below */
};

static const struct family_rule {
    enum section_rule rule;
    unsigned rank; /* the usual nesting, for a family that the report has not shown yet: a part holds chapters */
} family_rules[] = {
    [LABEL_NONE] = { NEVER, 0 },
    [LABEL_PART] = { TITLED, 1 },
    [LABEL_CHAPTER] = { TITLED, 2 },
    [LABEL_SECTION] = { TITLED, 3 },
    [LABEL_ARTICLE] = { NEVER, 0 },
    [LABEL_CJK] = { TITLED, 4 },
    [LABEL_CJK_PAREN] = { TITLED, 5 },
    [LABEL_DECIMAL] = { ALONE, 6 },
    [LABEL_DECIMAL_PAREN] = { ALONE, 8 },
    [LABEL_CIRCLED] = { NEVER, 0 },
    [LABEL_MULTILEVEL] = { TITLED, 7 },
    [LABEL_ROMAN] = { ALONE, 4 },
    [LABEL_ALPHA] = { ALONE, 5 },
    [LABEL_YISHI] = { NEVER, 0 },
    [LABEL_ORDINAL] = { ALONE, 9 },
    [LABEL_DASH] = { NEVER, 0 },
    [LABEL_ANNEX] = { NEVER, 1 },
    [LABEL_CJK_FORMAL] = { TITLED, 3 },
};
_Static_assert(sizeof family_rules / sizeof family_rules[0] == LABEL_FAMILY_COUNT, "one rule a family");

bool opens_titled_sections(enum label_family family)
{
    return family_rules[family].rule == TITLED;
}

void close_sections(struct outline *outline, size_t keep)
{
    while (outline->n_sections > keep) {
        build_leave_section(&outline->build);
        outline->n_sections--;
    }
}

static struct open_section *parent_at(struct outline *outline, size_t keep)
{
    return keep == 0 ? &outline->root : &outline->sections[keep - 1];
}

/* The open section of a kin; n_sections where there is none. */
static size_t find_open_section(const struct outline *outline, struct kin kin)
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

static struct group *find_group(struct open_section *parent, struct kin kin)
{
    for (size_t i = 0; i < parent->n_groups; i++)
        if (kin_equal(parent->groups[i].kin, kin))
            return &parent->groups[i];
    return NULL;
}

static struct group *add_group(struct open_section *parent, struct kin kin, bool is_section)
{
    struct group *group = &parent->groups[parent->n_groups < GROUPS_MAX ? parent->n_groups++ : GROUPS_MAX - 1];

    *group = (struct group){ .kin = kin, .is_section = is_section };
    return group;
}

static bool is_alone(const struct unit *unit)
{
    struct title_split split;

    classify_split(unit_rest(unit), &split);
    return split.title.len > 0 && split.rest.len == 0 && !split.has_stop && classify_is_title(&split) &&
           !phrase_is_mark(utf8_last(unit_rest(unit)), U"—–:：;；,，"); /* (1) In this Act, unless the context requires— */
}

/* 1.2 High streets account for a tenth of all jobs. But … is a paragraph; 1.2 Background. Since … has a title. */
static bool is_numbered_paragraph(const struct unit *unit, const struct title_split *split)
{
    return unit->label.family == LABEL_MULTILEVEL && split->rest.len > 0 && classify_is_latin(split->title) &&
           utf8_count(split->title) > LATIN_RUN_IN_CP_MAX;
}

/* Does text of its own follow, and not the next label of its kin? */
static bool has_own_text(struct outline *outline, size_t ahead, struct kin kin)
{
    const struct unit *next = window_text_from(&outline->window, ahead + 1, &ahead);

    if (!next || classify_turns_back(unit_text(next)))
        return false;
    return !next->has_label ||
           (!kin_equal(kin_of(&next->label), kin) && !is_kin_of_open_section(outline, kin_of(&next->label)));
}

static bool is_before_sibling(struct outline *outline, size_t ahead, const struct unit *unit)
{
    const struct unit *next = window_text_from(&outline->window, ahead + 1, &ahead);

    return next && next->has_label && kin_equal(kin_of(&next->label), kin_of(&unit->label)) &&
           next->label.number == unit->label.number + 1;
}

static bool votes_for_section(struct outline *outline, const struct unit *unit, size_t ahead)
{
    struct title_split split;

    if (family_rules[unit->label.family].rule == ALONE)
        return is_alone(unit) && has_own_text(outline, ahead, kin_of(&unit->label));
    classify_split(unit_rest(unit), &split);
    if (split.has_stop && split.rest.len == 0) /* （一）久久为功推动大湾区建设。 with its text on the next line */
        return utf8_count(split.title) <= TITLE_CP_MAX && has_own_text(outline, ahead, kin_of(&unit->label));
    if (is_numbered_paragraph(unit, &split))
        return false;
    if (split.rest.len == 0 && family_rules[unit->label.family].rank >= 4 && is_before_sibling(outline, ahead, unit))
        return false; /* a heading has something under it */
    return split.title.len == 0 || classify_is_title(&split);
}

/* True where a unit ahead ends the row of siblings: a label that stands above them, or their own first number again. */
static bool ends_row(struct outline *outline, const struct unit *unit, struct kin kin, size_t keep)
{
    size_t open;

    if (kin_equal(kin_of(&unit->label), kin))
        return unit->label.number <= 1;
    open = find_open_section(outline, kin_of(&unit->label));
    return open < keep;
}

/*
 * Titles or plain sentences? The first of a row is decided with those of its siblings that the look-ahead holds, so
 * that one odd line does not tear a row apart.
 */
static bool is_row_of_sections(struct outline *outline, struct kin kin, size_t keep)
{
    int votes = 0;
    bool first = false;

    for (size_t ahead = 0; ahead < outline->window.n; ahead++) {
        const struct unit *unit = window_at(&outline->window, ahead);
        bool vote;

        if (!unit->has_label)
            continue;
        if (ahead > 0 && ends_row(outline, unit, kin, keep))
            break;
        if (!kin_equal(kin_of(&unit->label), kin))
            continue;
        vote = votes_for_section(outline, unit, ahead);
        first = ahead == 0 ? vote : first;
        votes += vote ? 1 : -1;
    }
    return votes > 0 || (votes == 0 && first);
}

/*
 * Executive summary / … / Chapter 1: What precedes the first chapter holds none. In Chinese a document that a notice
 * encloses may have its title so, and text of its own above 第一章.
 */
static bool precedes_chapter(struct outline *outline, const struct open_section *section, const struct label *label)
{
    return section->kin.family == LABEL_NONE && section->n_paragraphs > 0 && label->family <= LABEL_CHAPTER &&
           utf8_is_upper(utf8_first(label->printed)) && known_kin(outline, kin_of(label))->n_sections == 0;
}

/* How many open sections stay open around a section of a kin that is not open itself. */
static size_t place_by_rank(struct outline *outline, const struct label *label)
{
    unsigned rank = family_rules[label->family].rank;
    size_t keep = outline->n_sections;

    while (keep > 0) {
        const struct open_section *top = &outline->sections[keep - 1];
        unsigned top_rank = family_rules[top->kin.family].rank;

        if ((top->kin.family == LABEL_NONE && !top->is_preface && !precedes_chapter(outline, top, label)) ||
            top->kin.family == LABEL_ANNEX)
            break;
        if (top->kin.family == LABEL_NONE) {
            keep--;
            continue;
        }
        if (label->family == LABEL_MULTILEVEL && top->kin.family == LABEL_MULTILEVEL ? top->kin.form < label->depth
                                                                                     : top_rank < rank)
            break;
        if (label->number == 1 && top->n_paragraphs == 0 && keep == outline->n_sections) /* 一、主要任务 directly above 第一章 */
            break;
        keep--;
    }
    return keep;
}

/* Among Markdown headings the marks say the level: as many sections stay open as have fewer of them. */
static size_t place_by_markdown(const struct outline *outline, unsigned markdown)
{
    size_t keep = 0;

    while (keep < outline->n_sections && outline->sections[keep].markdown > 0 &&
           outline->sections[keep].markdown < markdown)
        keep++;
    return keep;
}

static size_t place_section(struct outline *outline, const struct unit *unit)
{
    const struct label *label = &unit->label;
    const struct known_kin *known = known_kin(outline, kin_of(label));
    size_t keep = find_open_section(outline, kin_of(label));

    if (unit->paragraph.markdown_level > 0)
        return place_by_markdown(outline, unit->paragraph.markdown_level);
    if (keep < outline->n_sections)
        return keep;
    if (known->n_sections > 0 && known->parent.form != UINT_MAX) {
        size_t parent = find_open_section(outline, known->parent);

        if (parent < outline->n_sections)
            return label->number == 1 && innermost_section(outline)->kin.family != LABEL_NONE &&
                           place_by_rank(outline, label) > parent + 1
                       ? place_by_rank(outline, label) /* 第一节 stands between 第三章 and this （一）, as it did not before */
                       : parent + 1;
    }
    return place_by_rank(outline, label);
}

static const char *part_of(const struct open_section *parent, struct slice title, unsigned level)
{
    const char *own;

    if (parent->part)
        return parent->part;
    own = classify_part(title);
    if (own)
        return own;
    if (level == 1 && parent->last_part && strcmp(parent->last_part, "plan") == 0 && classify_is_intention(title))
        return "plan";
    return NULL;
}

/* True where something stands around the innermost section that is a document of its own, or counts anew. */
static bool is_set_apart(const struct outline *outline)
{
    for (size_t i = 0; i < outline->n_sections; i++)
        if (outline->sections[i].kin.family == LABEL_ANNEX || outline->sections[i].kin.family == LABEL_NONE)
            return true;
    return false;
}

/*
 * （一） and （二） stood outermost, because nothing stood above them; now 一、 has come, which was not there before, and holds
 * another （一）: the first ones may have lost their heading.
 */
static void audit_level(struct outline *outline, struct known_kin *known, struct kin parent)
{
    struct diag diag = { .code = DIAG_LEVEL_DOUBTFUL, .line = known->line, .column = known->column };
    bool was_there = known_kin(outline, parent)->first_section < known->first_section;

    if (known->is_doubtful || known->parent.form != UINT_MAX || was_there || is_set_apart(outline))
        return;
    known->is_doubtful = true;
    diag_list_add(outline->diags, &diag);
}

/* The section at hand is among the open ones already. */
static void count_kin(struct outline *outline, const struct open_section *section, const struct open_section *parent,
                      const struct origin *origin)
{
    struct known_kin *known = known_kin(outline, section->kin);

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
    known->last_number = section->number;
}

static void enter_section(struct outline *outline, size_t keep, struct kin kin, const struct build_section *wanted)
{
    struct build_section section = *wanted;
    unsigned markdown = section.origin.paragraph->markdown_level;
    struct open_section *parent;

    close_lists(outline, 0);
    if (keep >= DEPTH_MAX) {
        struct diag diag = { .code = DIAG_NESTING_TOO_DEEP };

        paragraph_place(section.origin.paragraph, section.origin.from, &diag.line, &diag.column);
        diag_list_add(outline->diags, &diag);
        keep = DEPTH_MAX - 1;
    }
    close_sections(outline, keep);
    parent = parent_at(outline, keep);
    section.level = (unsigned)keep + 1;
    section.part = part_of(parent, section.title, section.level);
    parent->last_part = section.part;
    build_enter_section(&outline->build, &section);
    outline->sections[outline->n_sections++] = (struct open_section){
        .kin = kin, .number = section.label ? section.label->number : 0, .level = section.level, .part = section.part,
        .is_preface = !section.label && classify_is_preface(section.title), .markdown = markdown,
    };
    count_kin(outline, &outline->sections[keep], parent, &section.origin);
    outline->n_found++;
    outline->in_last_words = false;
}

/* A section with its title; what stands behind the title's stop is its first text. */
static void put_titled(struct outline *outline, const struct unit *unit, size_t keep, struct kin kin,
                       const struct label *label, const struct title_split *split)
{
    size_t text_at = split->rest.len > 0 ? (size_t)(split->rest.ptr - unit_text(unit).ptr) : unit_text(unit).len;
    const struct build_section section = {
        .label = label, .title = split->title, .separator = split->separator,
        .origin = { &unit->paragraph, 0, split->rest.len > 0 ? text_at : SIZE_MAX },
    };

    enter_section(outline, keep, kin, &section);
    if (split->rest.len == 0)
        return;
    innermost_section(outline)->is_run_in = true;
    innermost_section(outline)->n_paragraphs++;
    put_text(outline, unit, text_at, NULL);
}

static void put_section(struct outline *outline, struct unit *unit, size_t keep)
{
    struct slice rest = unit_rest(unit);
    struct title_split split;

    classify_split(rest, &split);
    if (split.rest.len > 0 &&
        utf8_count(split.title) > 2 * TITLE_LATIN_MAX) /* a sibling of titles without one of its own */
        split = (struct title_split){ .rest = rest };
    put_titled(outline, unit, keep, kin_of(&unit->label), &unit->label, &split);
}

/* "1 Review of the Year" above "1.1 Trade and Traffic" */
static bool holds_next_label(struct outline *outline, const struct unit *unit)
{
    size_t found;
    const struct unit *next = next_labelled(outline, 1, &found);

    return next && next->label.family == LABEL_MULTILEVEL &&
           slice_starts(next->label.number_text, unit->label.numeral) &&
           next->label.number_text.ptr[unit->label.numeral.len] == '.';
}

bool is_item_of_open_list(const struct outline *outline, struct kin kin)
{
    for (size_t i = 0; i < outline->n_lists; i++)
        if (kin_equal(outline->lists[i].kin, kin) || outline->lists[i].kin.family == LABEL_ARTICLE)
            return true;
    return false;
}

/* 一一坚定不移地推进改革 was printed with a dash where others are; 一一登记 is a word. */
static bool is_among_dashes(struct outline *outline)
{
    size_t found;
    const struct unit *next;

    for (size_t i = 0; i < outline->n_lists; i++)
        if (outline->lists[i].kin.family == LABEL_DASH)
            return true;
    next = next_labelled(outline, 1, &found);
    return next && next->label.family == LABEL_DASH;
}

/* 1 总则, 01综合: as many a row of a table begins, so that such numbers have to count from 1 on. */
static bool has_no_mark(const struct label *label)
{
    return label->form == LABEL_FORM_BLANK || label->form == LABEL_FORM_WORD;
}

/* 2 A基础共性 网络化制造技术 术语 GB/T25486-2010: a table's row; no heading in Chinese ends in a figure. */
static bool is_numbered_row(const struct unit *unit)
{
    struct slice text = unit_rest(unit);

    return has_no_mark(&unit->label) && unit->label.family == LABEL_DECIMAL && utf8_is_digit(utf8_last(text)) &&
           !classify_is_latin(text) && !slice_holds(text, SLICE("。"));
}

/* A label that is one wherever it stands. */
static bool needs_no_row(const struct unit *unit)
{
    if (unit->label.is_certain && unit->label.family != LABEL_MULTILEVEL)
        return true;
    return unit->label.family == LABEL_ANNEX || unit->paragraph.markdown_level > 0 || /* ## 2 Introduction */
           (unit->label.number == 1 && !has_no_mark(&unit->label));
}

/* Behind the one before, or behind the one that a box with numbers of its own interrupted. */
static bool follows_in_row(const struct known_kin *known, long number)
{
    if (known->interrupted > 0 && number == known->interrupted + 1)
        return true;
    return known->last_number > 0 && number > known->last_number &&
           number <= known->last_number + NUMBERS_SKIPPED_MAX + 1;
}

static bool is_followed_in_row(const struct outline *outline, const struct unit *unit)
{
    for (size_t ahead = 1; ahead < outline->window.n; ahead++) {
        const struct unit *next = window_at(&outline->window, ahead);

        if (next->has_label && next->label.number == unit->label.number + 1 &&
            kin_equal(kin_of(&next->label), kin_of(&unit->label)))
            return true;
    }
    return false;
}

/* Numbers like 1. are labels only in a row: behind the one before, or with the next one ahead. */
static bool is_in_sequence(struct outline *outline, const struct unit *unit)
{
    if (is_numbered_row(unit))
        return false;
    if (unit->label.family == LABEL_DASH)
        return !utf8_is_ideograph_lead(unit->label.printed.ptr[0]) || is_among_dashes(outline);
    if (needs_no_row(unit) || holds_next_label(outline, unit) ||
        follows_in_row(known_kin(outline, kin_of(&unit->label)), unit->label.number))
        return true;
    if (unit->label.number != 1 && has_no_mark(&unit->label))
        return false;
    return is_followed_in_row(outline, unit) || has_inline_siblings(outline, unit);
}

/*
 * 一、…如实填报。 / 二、…加盖公章。 / 一、项目基本信息: where a row of items is followed by another 一、, the two rows are decided
 * apart.
 */
static bool begins_row_anew(const struct outline *outline, const struct unit *unit)
{
    for (size_t i = 0; i < outline->n_lists; i++)
        if (outline->lists[i].kin.family == LABEL_ARTICLE)
            return false;
    return unit->label.number == 1 && opens_titled_sections(unit->label.family) && unit->label.is_certain;
}

/* 三、与会人员应当准时到会，不得无故缺席。 / 第二章 会议的种类 / 四、县政府会议分为三种。: what the chapters number through is one row. */
static bool counts_on_with_items(struct outline *outline, const struct unit *unit)
{
    const struct known_kin *known = known_kin(outline, kin_of(&unit->label));

    return unit->label.family == LABEL_CJK && innermost_section(outline)->kin.family <= LABEL_SECTION &&
           innermost_section(outline)->kin.family != LABEL_NONE && unit->label.number > 1 && known->n_sections == 0 &&
           known->n_items > 1 && unit->label.number == known->last_number + 1 &&
           phrase_is_mark(utf8_last(unit_text(unit)), U"。：；:;");
}

/*
 * （五）便捷出行 / 今年要办三件事： / （一）在三处渡口加装座椅；: what counts anew behind a colon, as no title does, is a list, though
 * its kin were sections before.
 */
static bool restarts_behind_colon(struct outline *outline, const struct unit *unit, size_t keep)
{
    return unit->label.number == 1 && unit->label.is_certain && outline->ended_with_colon &&
           !is_row_of_sections(outline, kin_of(&unit->label), keep);
}

/* （六）清洁江面 behind （五）便捷出行, though that one holds a list of （一） to （三）. */
static bool continues_section(const struct outline *outline, const struct unit *unit, size_t open)
{
    if (open == outline->n_sections || unit->label.number != outline->sections[open].number + 1)
        return false;
    for (size_t i = 0; i < outline->n_lists; i++)
        if (kin_equal(outline->lists[i].kin, kin_of(&unit->label)))
            return outline->lists[i].number + 1 != unit->label.number;
    return false;
}

/*
 * • 第三章 水源: where no such label counted up to it, a list refers to what has that number; and where the section would
 * end one whose label has no bullet.
 */
static bool is_bulleted_reference(struct outline *outline, const struct unit *unit)
{
    if ((unit->label.form & LABEL_FORM_BULLET) == 0)
        return false;
    if (unit->label.number != 1 && known_kin(outline, kin_of(&unit->label))->n_sections == 0)
        return true;
    for (size_t i = place_section(outline, unit); i < outline->n_sections; i++)
        if (outline->sections[i].kin.family != LABEL_NONE && (outline->sections[i].kin.form & LABEL_FORM_BULLET) == 0)
            return true;
    return false;
}

/* The row of siblings that the label belongs to at that depth: of sections, or of items. */
static struct group *decide_group(struct outline *outline, const struct unit *unit, struct kin kin, size_t keep)
{
    struct open_section *parent = parent_at(outline, keep);
    struct group *group = find_group(parent, kin);

    if (!group)
        return add_group(parent, kin, !counts_on_with_items(outline, unit) && is_row_of_sections(outline, kin, keep));
    if (!group->is_section && begins_row_anew(outline, unit))
        group->is_section = is_row_of_sections(outline, kin, keep);
    return group;
}

/* An item of a list that is open, where no row of sections begins anew or goes on. */
static bool stays_item(const struct outline *outline, const struct unit *unit, struct kin kin, size_t open)
{
    return family_rules[kin.family].rank >= 4 && is_item_of_open_list(outline, kin) &&
           !begins_row_anew(outline, unit) && !continues_section(outline, unit, open);
}

bool take_section(struct outline *outline, struct unit *unit)
{
    struct kin kin = kin_of(&unit->label);
    size_t open = find_open_section(outline, kin), keep;
    struct group *group;

    if (!is_in_sequence(outline, unit)) {
        unit->has_label = false;
        return false;
    }
    if (family_rules[kin.family].rule == NEVER || is_bulleted_reference(outline, unit) ||
        stays_item(outline, unit, kin, open))
        return false;
    keep = place_section(outline, unit);
    group = decide_group(outline, unit, kin, keep);
    if (!group->is_section || restarts_behind_colon(outline, unit, keep))
        return false;
    if (open < outline->n_sections)
        audit_number(outline, unit, 0, &unit->label, outline->sections[open].number);
    group->n++;
    explain(outline, "section", open < outline->n_sections ? "continues-family" : "opens-family");
    put_section(outline, unit, keep);
    return true;
}

/* Would this heading, taken as a section, have something under it? */
static bool heads_something(struct outline *outline, size_t ahead, unsigned depth)
{
    const struct unit *next = window_text_from(&outline->window, ahead, &ahead);

    if (!next || depth > 2)
        return false;
    if (next->has_label)
        return next->label.number <= 1 || known_kin(outline, kin_of(&next->label))->last_number == 0 ||
               next->label.number == known_kin(outline, kin_of(&next->label))->last_number + 1;
    if (classify_is_bare_heading(next))
        return heads_something(outline, ahead + 1, depth + 1);
    return utf8_count(unit_text(next)) > BARE_HEADING_CP_MAX || classify_is_sentence(unit_text(next));
}

/*
 * A level for a heading without a label: where such headings stood, else just above the family that starts anew below
 * it: 全面加强政府自身建设 behind （七）, with a new （一） below it, stands where the parent of （七） stands.
 */
static size_t place_bare_heading(struct outline *outline, struct kin kin)
{
    size_t found, open = find_open_section(outline, kin);
    const struct unit *next = next_labelled(outline, 1, &found);

    if (kin.form > 0)
        return place_by_markdown(outline, kin.form);
    if (classify_is_preface(unit_text(current(outline)))) /* 附则, 结束语 stand beside the outermost sections */
        return 0;
    if (next && next->label.number == 1 && family_rules[next->label.family].rule != NEVER) {
        size_t restarted = find_open_section(outline, kin_of(&next->label));

        if (restarted < outline->n_sections && (open == outline->n_sections || open > restarted))
            return restarted > 0 ? restarted - 1 : 0;
    }
    return open < outline->n_sections ? open : outline->n_sections;
}

/* …字第12号函备案: the number of a document. */
static bool holds_document_number(struct slice text)
{
    return slice_holds(text, SLICE("字第")) && (slice_holds(text, SLICE("号")) || slice_holds(text, SLICE("號")));
}

/* 市公用局 between the name of a statute and its 第一章: who made it, or approved of it, and no part of it. */
static bool is_maker_of_statute(const struct outline *outline, const struct unit *unit, const struct unit *next)
{
    bool is_first = next && next->has_label && next->label.number == 1 && outline->n_found == 0 &&
                    (next->label.family == LABEL_CHAPTER || next->label.family == LABEL_ARTICLE);

    return is_first && unit->paragraph.markdown_level == 0 &&
           (classify_is_signer(unit_text(unit)) || holds_document_number(unit_text(unit)));
}

/* Our Thanks to the Board and / to its two officers: a sentence that a blank line tore. */
static bool is_torn_by_blank_line(const struct unit *unit, const struct unit *next)
{
    static const char *const ends[] = {
        " and", " or", " of", " the", " a", " who", " which", " that", " in", " for", " to", " by", " with", " at",
    };

    return next && !next->has_label && unit->paragraph.markdown_level == 0 && PHRASE_ENDS(unit_text(unit), ends) &&
           utf8_is_lower(utf8_first(unit_text(next)));
}

bool take_bare_heading(struct outline *outline, struct unit *unit)
{
    struct kin kin = { LABEL_NONE, unit->paragraph.markdown_level };
    const struct unit *next = window_next_text(&outline->window);
    struct title_split split;

    if (!classify_is_bare_heading(unit) || is_maker_of_statute(outline, unit, next) ||
        is_torn_by_blank_line(unit, next))
        return false;
    if (next && slice_equal(unit_text(next), unit_text(unit))) { /* a web page's title above the text's own */
        explain(outline, "furniture", "repeated-heading");
        put_text(outline, unit, 0, "furniture");
        return true;
    }
    if (unit->paragraph.markdown_level == 0 &&
        (!outline->ended_sentence || outline->after_signature ||
         (outline->n_long >= 4 && outline->n_long_stopped * 2 < outline->n_long)))
        return false;
    if (unit->paragraph.markdown_level == 0 && !heads_something(outline, 1, 0))
        return false;
    classify_split(unit_text(unit), &split);
    if (split.title.len == 0) /* ## 。 */
        return false;
    explain(outline, "section", "bare-heading");
    put_titled(outline, unit, place_bare_heading(outline, kin), kin, NULL, &split);
    return true;
}

/* 附件：1.… 2.… names what is attached; 附件1 alone heads an annex. */
static bool heads_annex(struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    struct slice rest = unit_rest(unit);
    uint32_t last = utf8_last(unit->label.printed);
    struct label inner;

    if (!next || (next->has_label && next->label.family == LABEL_ANNEX))
        return false;
    if (rest.len > 0 && (label_read(rest, &inner) || utf8_count(rest) > TITLE_CP_MAX || slice_holds(rest, SLICE("。"))))
        return false;
    if (last == 0xFF1A || (last == ':' && (unsigned char)unit_text(unit).ptr[0] >= 0x80))
        return rest.len > 0 && next->has_label && next->label.is_certain;
    return true;
}

bool take_annex(struct outline *outline, struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    struct slice title;
    struct title_split split;

    if (unit->label.family != LABEL_ANNEX || !heads_annex(outline, unit))
        return false;
    title = unit_rest(unit);
    if (title.len == 0 && !next->has_label && classify_is_bare_heading(next) && may_merge_next(outline)) {
        unsigned markdown = next->paragraph.markdown_level; /* 附件2 / ## 等级评定工作方案 / ### 一、工作目标 */
        size_t start = merge_next(outline);

        if (unit->paragraph.markdown_level == 0)
            unit->paragraph.markdown_level = markdown;
        title = slice_from(unit_text(unit), start);
    }
    classify_split(title, &split);
    explain(outline, "section", "annex");
    outline->after_signature = false;
    put_titled(outline, unit, 0, (struct kin){ LABEL_ANNEX, 0 }, &unit->label, &split);
    return true;
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

void turn_back(struct outline *outline, const struct unit *unit)
{
    struct open_section *section = innermost_section(outline);
    size_t keep;

    section->n_paragraphs++;
    if (outline->n_sections < 2)
        return;
    keep = section_to_turn_to(outline);
    if (keep >= outline->n_sections) {
        struct group *group = find_group(parent_at(outline, outline->n_sections - 1), section->kin);

        if (group && section->n_paragraphs > 1)
            group->has_more_text = true;
        return;
    }
    if (!classify_turns_back(unit_text(unit))) {
        struct group *group = find_group(parent_at(outline, outline->n_sections - 1), section->kin);

        if (!section->is_run_in || !group || group->has_more_text || group->n < 2)
            return;
    }
    close_lists(outline, 0);
    close_sections(outline, keep);
}
