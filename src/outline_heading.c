/* Headings without a label, and annexes. */
#include "outline_state.h"

#include "phrase.h"
#include "utf8.h"

enum { LONG_TEXTS_MIN = 4 /* paragraphs of running text, from which on it tells how these end */ };

/*
 * 二、会议地点 / 县渡口管理站二楼会议室 / 三、参会人员: the label counts on from a section that a heading below the outermost
 * `keep` would stand in, so that nothing would stand under the heading.
 */
static bool passes_over(const struct outline *outline, const struct label *label, size_t keep)
{
    size_t open = find_open_section(outline, kin_of(label));

    return open < keep && label->number == outline->sections[open].number + 1;
}

/* Would this heading, taken as a section below the outermost `keep`, have something under it? */
static bool heads_something(struct outline *outline, size_t ahead, unsigned depth, size_t keep)
{
    static const char *const first_stages[] = { "第一阶段", "第一步", "第一批", "第一类", "第一轮" };
    const struct unit *next = window_text_from(&outline->window, ahead, &ahead);
    enum heading heading;

    if (!next || depth > 2)
        return false;
    if (next->has_label)
        return !(outline->after_heading && passes_over(outline, &next->label, keep)) &&
               (next->label.number <= 1 || find_kin(outline, kin_of(&next->label))->last_number == 0 ||
                next->label.number == find_kin(outline, kin_of(&next->label))->last_number + 1);
    if (PHRASE_STARTS(unit_text(next), first_stages)) /* 实施步骤 / 第一阶段（4月—6月）：宣传发动 */
        return true;
    heading = classify_heading(next);
    if (heading == HEADING_PLAIN || (heading == HEADING_OF_CLAUSES && stands_above_text(outline, ahead)))
        return heads_something(outline, ahead + 1, depth + 1, keep);
    return utf8_count(unit_text(next)) > BARE_HEADING_CP_MAX || classify_is_sentence(unit_text(next));
}

/* 5. Delivery, while 4. Priorities is open: the report goes on. */
static bool is_followed_by_section(struct outline *outline)
{
    for (size_t ahead = 1; ahead < outline->window.n; ahead++) {
        const struct unit *unit = window_at(&outline->window, ahead);

        if (unit->has_label && is_kin_of_open_section(outline, kin_of(&unit->label)))
            return true;
    }
    return false;
}

/*
 * A level for a heading without a label: where such headings stood, else just above the family that starts anew below
 * it: 全面加强政府自身建设 behind （七）, with a new （一） below it, stands where the parent of （七） stands.
 */
static size_t place_bare_heading(struct outline *outline, struct kin kin)
{
    struct slice title = unit_text(current(outline));
    size_t found, open = find_open_section(outline, kin);
    const struct unit *next = next_labelled(outline, 1, &found);

    if (kin.form == FORM_BELOW_DIVISION)
        return open;
    if (kin.form > 0)
        return place_by_markdown(outline, kin.form);
    /* 附则, 结束语 stand beside the outermost sections */
    if (classify_is_preface(title) || classify_is_english_end(title) ||
        (classify_concludes(title) && !is_followed_by_section(outline)) ||
        (next && next->label.number == 1 && classify_sums_up(title)))
        return 0;
    if (next && next->label.number == 1 && label_heading(next->label.family) != LABEL_HEADS_NOTHING) {
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

    return next && !next->has_label && unit->paragraph.markdown_level == 0 &&
           utf8_is_lower(utf8_first(unit_text(next))) && PHRASE_ENDS(unit_text(unit), ends);
}

/* 4．单机吊机 / 第二类 限制类 / 一、渡船: what counts anew stands below something, whatever the line before ends with. */
static bool is_above_restart(const struct outline *outline, const struct unit *next)
{
    return next && next->has_label && next->label.number == 1 && label_heads_sections(next->label.family) &&
           is_kin_of_open_section(outline, kin_of(&next->label));
}

/* What you must keep; not Total, nor Jane Doe above Chief Harbour Master, nor a sentence that goes on below. */
static bool is_heading_behind_item(const struct unit *unit, const struct unit *next)
{
    static const char *const sums[] = { "Total", "Subtotal", "Grand total" };
    struct slice text = unit_text(unit);

    return classify_is_latin(text) && utf8_is_lower(utf8_last(text)) && !PHRASE_STARTS(text, sums) &&
           !(next && (utf8_is_lower(utf8_first(unit_text(next))) || classify_signs_in_english(text, unit_text(next))));
}

/*
 * A heading may follow what ended as a sentence, a heading or an item does, or who signed. Where a text's lines lost
 * their full stops, none is told from a short paragraph.
 */
static bool may_follow(const struct outline *outline, const struct unit *unit, const struct unit *next)
{
    bool ended_item = outline->ended_item && is_heading_behind_item(unit, next);

    if (outline->after_signature ||
        (outline->n_long >= LONG_TEXTS_MIN && outline->n_long_stopped * 2 < outline->n_long))
        return false;
    return outline->ended_sentence || ended_item || outline->signing == SIGNING_ENDED ||
           is_above_restart(outline, next) || is_first_behind_colon(outline);
}

/* Behind a foreword's last sentence, Margaret Moss / Chair of the Board, above the next heading: who wrote it. */
static bool is_signed_in_english(struct outline *outline, const struct unit *unit, const struct unit *next)
{
    size_t place;
    const struct unit *after;

    window_text_from(&outline->window, 1, &place);
    if (!next || next->has_label || outline->verdict != VERDICT_PARAGRAPH || unit->paragraph.markdown_level > 0 ||
        next->paragraph.markdown_level > 0 || classify_is_english_preface(unit_text(next)) ||
        !classify_signs_in_english(unit_text(unit), unit_text(next)))
        return false;
    after = window_text_from(&outline->window, place + 1, &place);
    return !after || after->has_label || classify_is_bare_heading(after);
}

/* The name, or the office below it, which was told by the name. */
static bool take_signing_line(struct outline *outline, const struct unit *unit, const struct unit *next)
{
    if (outline->signing == SIGNING_NAME)
        outline->signing = SIGNING_OFFICE;
    else if (is_signed_in_english(outline, unit, next))
        outline->signing = SIGNING_NAME;
    else
        outline->signing = outline->signing == SIGNING_OFFICE ? SIGNING_ENDED : SIGNING_NONE;
    return outline->signing == SIGNING_NAME || outline->signing == SIGNING_OFFICE;
}

bool take_bare_heading(struct outline *outline, struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    enum heading heading = classify_heading(unit);
    struct title_split split;
    struct kin kin;

    if (heading == HEADING_NONE || (heading == HEADING_OF_CLAUSES && !is_heading_of_series(outline, unit)) ||
        is_maker_of_statute(outline, unit, next) || is_torn_by_blank_line(unit, next) ||
        take_signing_line(outline, unit, next))
        return false;
    if (next && slice_equal(unit_text(next), unit_text(unit))) { /* a web page's title above the text's own */
        explain(outline, VERDICT_FURNITURE, RULE_REPEATED_HEADING);
        put_text(outline, unit, 0, ROLE_FURNITURE);
        return true;
    }
    kin = kin_of_bare_heading(outline, unit, heading);
    if (unit->paragraph.markdown_level == 0 &&
        (!may_follow(outline, unit, next) || !heads_something(outline, 1, 0, place_bare_heading(outline, kin))))
        return false;
    classify_split(unit_text(unit), &split);
    if (split.title.len == 0) /* ## 。 */
        return false;
    explain(outline, VERDICT_SECTION, RULE_BARE_HEADING);
    put_titled(outline, unit, place_bare_heading(outline, kin), kin, NULL, &split);
    innermost_section(outline)->has_clauses = heading == HEADING_OF_CLAUSES;
    return true;
}

/* Behind an annex's title, the text at `ahead`, and （征求意见稿） below it; NULL: nothing, or another annex. */
static const struct unit *behind_title_of_annex(const struct outline *outline, size_t ahead)
{
    const struct unit *first = window_text_from(&outline->window, ahead + 1, &ahead);

    if (first && !first->has_label && phrase_is_mark(utf8_first(unit_text(first)), U"（("))
        first = window_text_from(&outline->window, ahead + 1, &ahead);
    return first && first->has_label && first->label.family == LABEL_ANNEX ? NULL : first;
}

/* 特此通知，请各乡镇…。 stands behind the names of what is attached. */
static bool ends_letter(struct slice text)
{
    static const char *const openings[] = { "特此", "以上", "请", "抄送", "联系", "此件" };

    return PHRASE_STARTS(text, openings);
}

/*
 * 附件1： / 柳溪县渡口管理方案 / 一、工作目标: the colon stands above the annex's title. Where another label of an annex or
 * the signature comes next, the lines name what is attached.
 */
static bool is_above_annex(const struct outline *outline, const struct unit *unit, const struct unit *title)
{
    size_t ahead;
    const struct unit *first;

    if (title->has_label || !classify_is_bare_heading(title))
        return false;
    window_text_from(&outline->window, 1, &ahead);
    first = behind_title_of_annex(outline, ahead);
    if (first && first->has_label)
        return first->label.number == 1;
    return first && unit->label.number > 0 && classify_is_sentence(unit_text(first)) && !ends_letter(unit_text(first));
}

/* 附件：县政府民生实事项目 / 1.新增学位3000个。…: text, which the names of what is attached are not. */
static bool names_annex_below(const struct outline *outline)
{
    const struct unit *first = behind_title_of_annex(outline, 0);

    return first && first->has_label &&
           (first->label.is_certain || (first->label.number == 1 && slice_holds(unit_rest(first), SLICE("。"))));
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
    if (phrase_is_colon(last) && (last != ':' || (unsigned char)unit_text(unit).ptr[0] >= 0x80))
        return rest.len > 0 ? names_annex_below(outline) : is_above_annex(outline, unit, next);
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
    explain(outline, VERDICT_SECTION, RULE_ANNEX);
    outline->after_signature = false;
    put_titled(outline, unit, 0, (struct kin){ LABEL_ANNEX, 0 }, &unit->label, &split);
    return true;
}
