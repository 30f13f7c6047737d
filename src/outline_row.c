/* Labelled paragraphs that are sections, decided with their siblings. */
#include "outline_state.h"

#include "phrase.h"
#include "utf8.h"

enum {
    UNMARKED_FIRST_MAX = 9,   /* the highest number that an excerpt begins with, for labels without a mark */
    NUMBERS_SKIPPED_MAX = 2,  /* by a list that lost lines, before its labels are suspect */
    LATIN_RUN_IN_CP_MAX = 30, /* code points of a title before text on its line */
};

/* 第二章 heads a section wherever it stands; 二、 and what usually stands below it may label an item. */
static bool may_label_item(enum label_family family)
{
    return family_ranks[family] >= RANK_OF_CJK;
}

static bool is_alone(struct unit *unit)
{
    const struct title_split *split = classify_split_rest(unit);

    return split->title.len > 0 && split->rest.len == 0 && !split->has_stop && classify_is_title(split) &&
           !phrase_is_mark(utf8_last(unit_rest(unit)), U"—–:：;；,，"); /* (1) In this Act, unless the context requires— */
}

/* 1.2 High streets account for a tenth of all jobs. But … is a paragraph; 1.2 Background. Since … has a title. */
static bool is_numbered_paragraph(const struct unit *unit, const struct title_split *split)
{
    bool is_sentence = split->has_stop || phrase_ends_with_colon(unit_rest(unit)); /* 2.4 The Board should: */

    return unit->label.family == LABEL_MULTILEVEL && is_sentence && classify_is_latin(split->title) &&
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

/* 3.1 We recommend that the Board: above (a): in a text in English a colon announces a list, and ends no title. */
static bool announces_items(struct outline *outline, const struct unit *unit, size_t ahead)
{
    const struct unit *next = window_text_from(&outline->window, ahead + 1, &ahead);

    return unit->label.family == LABEL_MULTILEVEL && phrase_ends_with_colon(unit_rest(unit)) && next &&
           next->has_label && next->label.number <= 1 && classify_is_latin(unit_rest(unit));
}

static bool votes_for_section(struct outline *outline, struct unit *unit, size_t ahead)
{
    const struct title_split *split;

    if (label_heading(unit->label.family) == LABEL_HEADS_ALONE)
        return is_alone(unit) && has_own_text(outline, ahead, kin_of(&unit->label));
    split = classify_split_rest(unit);
    if (is_numbered_paragraph(unit, split) || announces_items(outline, unit, ahead))
        return false;
    if (split->has_stop && split->rest.len == 0) /* （一）久久为功推动大湾区建设。 with its text on the next line */
        return utf8_count(split->title) <= TITLE_CP_MAX && has_own_text(outline, ahead, kin_of(&unit->label));
    if (split->rest.len == 0 && may_label_item(unit->label.family) && is_before_sibling(outline, ahead, unit))
        return false; /* a heading has something under it */
    return split->title.len == 0 || classify_is_title(split);
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
        struct unit *unit = window_at(&outline->window, ahead);
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

static struct group *add_group(struct open_section *parent, struct kin kin, bool is_section)
{
    struct group *group = &parent->groups[parent->n_groups < GROUPS_MAX ? parent->n_groups++ : GROUPS_MAX - 1];

    *group = (struct group){ .kin = kin, .is_section = is_section };
    return group;
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

/* 一一, and a dash that touches its word (—Li Ming, below what he said), are bullets among others alone. */
static bool needs_company(const struct label *label)
{
    bool is_dash = slice_equal(label->printed, SLICE("—")) || slice_equal(label->printed, SLICE("–"));

    return utf8_is_ideograph_lead(label->printed.ptr[0]) || (is_dash && label->text_offset == label->len);
}

/* 1 总则, 01综合: as many a row of a table begins, so that such numbers have to count from 1 on. */
static bool has_no_mark(const struct label *label)
{
    return label->form == LABEL_FORM_BLANK || label->form == LABEL_FORM_WORD;
}

static bool ends_in_figure(const struct unit *unit)
{
    struct slice text = unit_rest(unit);

    return unit->has_label && has_no_mark(&unit->label) && unit->label.family == LABEL_DECIMAL &&
           utf8_is_digit(utf8_last(text)) && !classify_is_latin(text) && !slice_holds(text, SLICE("。")) &&
           !slice_holds(text, SLICE(":"));
}

/*
 * 2 A基础共性 网络化制造技术 术语 GB/T25486-2010: a row of a table, where the next one is such a row too, or the one before
 * was. A heading may end in a figure by itself: 2 愿景2035.
 */
static bool is_numbered_row(const struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);

    return ends_in_figure(unit) && ((next && ends_in_figure(next)) || outline->last_row == unit->label.number - 1);
}

static bool take_numbered_row(struct outline *outline, const struct unit *unit)
{
    if (!is_numbered_row(outline, unit))
        return false;
    outline->last_row = unit->label.number;
    return true;
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

/* 2 Works above its text, where an excerpt begins; 24 would begin a row of a table, 7 Smith (2023): … a footnote. */
static bool may_begin_excerpt(const struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    struct slice title = unit_rest(unit);

    return unit->label.number <= UNMARKED_FIRST_MAX && next && !next->has_label && !classify_is_sentence(title) &&
           utf8_count(title) <= (classify_is_latin(title) ? TITLE_LATIN_MAX / 2 : BARE_HEADING_CP_MAX);
}

static bool is_english_ordinal(const struct label *label)
{
    return label->family == LABEL_ORDINAL && (unsigned char)label->printed.ptr[0] < 0x80;
}

/* First, let me thank the staff. begins a list where Second, comes before another First, does. */
static bool is_followed_by_next(const struct outline *outline, const struct unit *unit)
{
    for (size_t ahead = 1; ahead < outline->window.n; ahead++) {
        const struct unit *next = window_at(&outline->window, ahead);

        if (next->has_label && kin_equal(kin_of(&next->label), kin_of(&unit->label)))
            return next->label.number == unit->label.number + 1;
    }
    return false;
}

/* Numbers like 1. are labels only in a row: behind the one before, or with the next one ahead. */
static bool is_in_sequence(struct outline *outline, const struct unit *unit)
{
    if (unit->label.family == LABEL_DASH)
        return !needs_company(&unit->label) || is_among_dashes(outline);
    if (is_english_ordinal(&unit->label))
        return is_item_of_open_list(outline, kin_of(&unit->label)) || is_followed_by_next(outline, unit) ||
               has_inline_siblings(outline, unit);
    if (needs_no_row(unit) || holds_next_label(outline, unit) ||
        follows_in_row(find_kin(outline, kin_of(&unit->label)), unit->label.number))
        return true;
    if (unit->label.family == LABEL_DECIMAL && has_no_mark(&unit->label) && unit->label.number != 1 &&
        !may_begin_excerpt(outline, unit))
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
    return unit->label.number == 1 && label_heads_sections(unit->label.family) && unit->label.is_certain;
}

/* 三、与会人员应当准时到会，不得无故缺席。 / 第二章 会议的种类 / 四、县政府会议分为三种。: what the chapters number through is one row. */
static bool counts_on_with_items(struct outline *outline, const struct unit *unit)
{
    const struct known_kin *known = find_kin(outline, kin_of(&unit->label));

    return unit->label.family == LABEL_CJK && label_is_division(innermost_section(outline)->kin.family) &&
           unit->label.number > 1 && known->n_sections == 0 && known->n_items > 1 &&
           unit->label.number == known->last_number + 1 &&
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
    size_t list = find_open_list(outline, kin_of(&unit->label));

    return open < outline->n_sections && unit->label.number == outline->sections[open].number + 1 &&
           list < outline->n_lists && outline->lists[list].number + 1 != unit->label.number;
}

/*
 * • 第三章 水源: where no such label counted up to it, a list refers to what has that number; and where the section would
 * end one whose label has no bullet.
 */
static bool is_bulleted_reference(struct outline *outline, const struct unit *unit)
{
    if ((unit->label.form & LABEL_FORM_BULLET) == 0)
        return false;
    if (unit->label.number != 1 && find_kin(outline, kin_of(&unit->label))->n_sections == 0)
        return true;
    for (size_t i = place_section(outline, unit); i < outline->n_sections; i++)
        if (outline->sections[i].kin.family != LABEL_NONE && (outline->sections[i].kin.form & LABEL_FORM_BULLET) == 0)
            return true;
    return false;
}

/* The row of sections that the label belongs to at that depth; NULL where it is a row of items. */
static struct group *decide_group(struct outline *outline, const struct unit *unit, struct kin kin, size_t keep)
{
    struct open_section *parent = parent_at(outline, keep);
    struct group *group = find_group(parent, kin);

    if (!group)
        group = add_group(parent, kin, !counts_on_with_items(outline, unit) && is_row_of_sections(outline, kin, keep));
    else if (group->is_section && restarts_behind_colon(outline, unit, keep))
        return NULL;
    else if (!group->is_section && begins_row_anew(outline, unit))
        group->is_section = is_row_of_sections(outline, kin, keep);
    return group->is_section ? group : NULL;
}

/* Of a Markdown text whose headings number themselves, 1. without marks below ## 3. Tasks. */
static bool is_unmarked_list(const struct outline *outline, const struct unit *unit, size_t open)
{
    return open < outline->n_sections && outline->sections[open].markdown > 0 && unit->paragraph.markdown_level == 0 &&
           unit->label.number <= outline->sections[open].number &&
           label_heading(unit->label.family) == LABEL_HEADS_ALONE;
}

/* An item of a list that is open, where no row of sections begins anew or goes on. */
static bool stays_item(const struct outline *outline, const struct unit *unit, struct kin kin, size_t open)
{
    return may_label_item(kin.family) && is_item_of_open_list(outline, kin) &&
           !begins_row_anew(outline, unit) && !continues_section(outline, unit, open);
}

static void put_section(struct outline *outline, struct unit *unit, size_t keep)
{
    const struct title_split untitled = { .rest = unit_rest(unit) }, *split = classify_split_rest(unit);

    if (split->rest.len > 0 &&
        utf8_count(split->title) > 2 * TITLE_LATIN_MAX) /* a sibling of titles without one of its own */
        split = &untitled;
    put_titled(outline, unit, keep, kin_of(&unit->label), &unit->label, split);
}

bool take_section(struct outline *outline, struct unit *unit)
{
    struct kin kin = kin_of(&unit->label);
    size_t open = find_open_section(outline, kin), keep;
    struct group *group;

    if (take_numbered_row(outline, unit) || !is_in_sequence(outline, unit)) {
        unit->has_label = false;
        return false;
    }
    if (label_heading(kin.family) == LABEL_HEADS_NOTHING || is_bulleted_reference(outline, unit) ||
        stays_item(outline, unit, kin, open) || is_unmarked_list(outline, unit, open))
        return false;
    keep = place_section(outline, unit);
    group = decide_group(outline, unit, kin, keep);
    if (!group)
        return false;
    if (open < outline->n_sections)
        audit_number(outline, unit, 0, &unit->label, outline->sections[open].number);
    group->n++;
    explain(outline, VERDICT_SECTION, open < outline->n_sections ? RULE_CONTINUES_FAMILY : RULE_OPENS_FAMILY);
    put_section(outline, unit, keep);
    return true;
}
