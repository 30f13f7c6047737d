#include "outline_state.h"

#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum {
    FOOTNOTES_SKIPPED_MAX = 1, /* that a page has lost */
    TOPIC_CP_MAX = 16,         /* code points of a title that its label stands above */
    SIGNED_TEXT_LEN_MIN = 90,  /* bytes of a text that may stand below a letter's signature, and not below the last */
    LONG_TEXT_LEN = 200,       /* bytes of a paragraph that must be one of running text */
};

/*
 * What a page's end brought among the paragraphs: in an open sentence, behind another footnote, or with a number that
 * no list has counted up to. Others are items: 1 The Department spent … / 2 It has …
 */
static bool take_footnote(struct outline *outline, struct unit *unit)
{
    long last = outline->last_footnote;
    bool is_next = last > 0 && unit->label.number > last && unit->label.number <= last + FOOTNOTES_SKIPPED_MAX + 1;
    bool is_first;

    if (!unit->has_label || !classify_is_footnote(unit, is_next) || outline->ended_with_colon ||
        is_item_of_open_list(outline, kin_of(&unit->label)))
        return false;
    is_first = unit->label.number > 1 && find_kin(outline, kin_of(&unit->label))->last_number == 0;
    if (outline->ended_sentence && !is_first && !is_next)
        return false;
    outline->last_footnote = unit->label.number;
    explain(outline, VERDICT_NOTE, RULE_FOOTNOTE);
    put_text(outline, unit, 0, ROLE_NOTE);
    return true;
}

/* 注：1.按先后顺序排列； begins a row of remarks. */
static void remember_remark(struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit);
    size_t colon = phrase_find_mark(text, 0, U"：:");
    struct label label;

    outline->last_remark.number = 0;
    if (colon == text.len)
        return;
    utf8_next(text, &colon);
    if (!label_read(slice_from(text, phrase_skip_blanks(text, colon)), &label) || label.number != 1)
        return;
    outline->last_remark.kin = kin_of(&label);
    outline->last_remark.number = 1;
    for (size_t at = colon; (at = phrase_find_mark(text, at, U"；。;")) < text.len;) { /* 注：1.…；2.… */
        utf8_next(text, &at);
        if (label_read(slice_from(text, phrase_skip_blanks(text, at)), &label) &&
            kin_equal(kin_of(&label), outline->last_remark.kin) && label.number == outline->last_remark.number + 1)
            outline->last_remark.number++;
    }
}

/* A section or a list of the kin is open: it is likelier to go on than the remark. */
static bool is_awaited(const struct outline *outline, struct kin kin)
{
    return find_open_list(outline, kin) < outline->n_lists || is_kin_of_open_section(outline, kin);
}

/* 2.数量不能超过上限 below 注：1.按先后顺序排列； */
static bool take_remark(struct outline *outline, struct unit *unit)
{
    if (outline->last_remark.number == 0 || !unit->has_label ||
        unit->label.number != outline->last_remark.number + 1 ||
        !kin_equal(kin_of(&unit->label), outline->last_remark.kin) || is_awaited(outline, outline->last_remark.kin))
        return false;
    outline->last_remark.number++;
    explain(outline, VERDICT_NOTE, RULE_FURTHER_REMARK);
    put_text(outline, unit, 0, ROLE_NOTE);
    return true;
}

static bool take_furniture(struct outline *outline, struct unit *unit)
{
    static const enum verdict verdicts[ROLE_COUNT] = {
        [ROLE_NOTE] = VERDICT_NOTE, [ROLE_CAPTION] = VERDICT_CAPTION, [ROLE_FURNITURE] = VERDICT_FURNITURE,
    };
    enum role role = classify_role(unit);

    if (role == ROLE_NONE || (unit->has_label && unit->label.is_certain))
        return false;
    explain(outline, verdicts[role], RULE_WORD_TABLE);
    paragraph_drop_tabs(&unit->paragraph);
    if (role != ROLE_FURNITURE) /* 资料来源： behind a list closes it, a page number inside does not */
        leave_lists(outline, unit);
    put_text(outline, unit, 0, role);
    if (role == ROLE_NOTE)
        remember_remark(outline, unit);
    return true;
}

static void put_row(struct outline *outline, struct unit *unit, enum rule rule)
{
    explain(outline, VERDICT_TABLE, rule);
    leave_lists(outline, unit);
    put_text(outline, unit, 0, ROLE_TABLE);
}

static bool take_table_row(struct outline *outline, struct unit *unit)
{
    const struct unit *next;
    unsigned n_tabs = unit->paragraph.n_tabs;

    if (unit->is_row && !outline->in_toc) {
        put_row(outline, unit, RULE_BARS);
        return true;
    }
    if (n_tabs == 0)
        return false;
    next = window_next_text(&outline->window);
    if (!outline->in_toc && (n_tabs >= 2 || (!unit->has_label && next && next->paragraph.n_tabs > 0))) {
        put_row(outline, unit, RULE_TABS);
        return true;
    }
    paragraph_drop_tabs(&unit->paragraph);
    unit->split.title.ptr = NULL; /* in front of a blank that was a TAB a Latin full stop is one */
    unit->has_label = label_read_cleaned(unit_text(unit), unit->paragraph.dropped, &unit->label);
    return false;
}

/* 各位代表，让我们…努力奋斗！ closes a report: a glossary without a heading may follow it. */
static void note_last_words(struct outline *outline, const struct unit *unit)
{
    if (outline->n_sections == 1 && classify_turns_back(unit_text(unit)))
        outline->in_last_words = true;
}

static bool take_salutation(struct outline *outline, struct unit *unit)
{
    if (!classify_is_salutation(unit_text(unit)))
        return false;
    explain(outline, VERDICT_PARAGRAPH, RULE_SALUTATION);
    leave_lists(outline, unit);
    turn_back(outline, unit);
    put_text(outline, unit, 0, ROLE_SALUTATION);
    return true;
}

static bool is_before_date(struct outline *outline)
{
    const struct unit *next = window_next_text(&outline->window);
    char day[DATE_PRINTED_SIZE];

    return next && classify_is_signature(unit_text(next), day);
}

/* 市长 王明 above 2031年1月9日, where a decree ends above its statute, or a report: elsewhere it may be a heading. */
static bool is_signing_person(const struct outline *outline, const struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);

    return next && (outline->n_sections_seen == 0 || outline->in_last_words) && unit->paragraph.markdown_level == 0 &&
           !phrase_is_mark(utf8_first(unit_text(next)), U"（(") && classify_is_signing_person(unit_text(unit));
}

/* Behind the last words, above a glossary, or at the end. */
static bool ends_report(const struct outline *outline)
{
    const struct unit *next = window_next_text(&outline->window);
    struct glossary_heading heading;

    return !next || outline->in_last_words || glossary_is_heading(unit_text(next), &heading);
}

/* 临江市人民政府 or 市长 王明 above 2031年1月9日, …会议秘书处 without it. */
static bool signs_here(struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit);

    if (text.len > SIGNER_LEN_MAX)
        return false;
    if (classify_is_secretariat(text) && unit->paragraph.markdown_level == 0 && ends_report(outline))
        return true;
    return (classify_is_signer(text) || is_signing_person(outline, unit)) && is_before_date(outline);
}

static bool take_signature(struct outline *outline, struct unit *unit)
{
    struct origin origin = { &unit->paragraph, 0, SIZE_MAX };
    char day[DATE_PRINTED_SIZE] = "";

    if (unit->has_label)
        return false;
    if (!classify_is_signature(unit_text(unit), day) && !signs_here(outline, unit))
        return false;
    explain(outline, VERDICT_SIGNATURE, day[0] ? RULE_DATE : RULE_SIGNER);
    close_lists(outline, 0);
    close_sections(outline, 0);
    build_signature(&outline->build, &origin, unit_text(unit), slice_of(day));
    outline->after_signature = outline->in_last_words = true;
    return true;
}

/* 大力发展农业: a title, be it that its label and its text stand around it. */
static bool is_short_topic(struct slice title)
{
    return utf8_count(title) <= TOPIC_CP_MAX && classify_names_topic(title);
}

/*
 * 第四、 alone on its line, because a web page set the label in a block of its own. （四） above 全会听取了报告。 is no
 * such label: it numbers a division that has no title.
 */
static void join_lone_label(struct outline *outline, struct unit *unit)
{
    const struct unit *next = window_next_text(&outline->window);
    struct title_split split;

    if (unit_rest(unit).len > 0 || unit->label.family == LABEL_MULTILEVEL || unit->label.family == LABEL_DECIMAL ||
        !next || next->has_label || classify_role(next) || !may_merge_next(outline))
        return;
    classify_split(unit_text(next), &split);
    if (split.has_stop && label_heads_sections(unit->label.family) && !is_short_topic(split.title))
        return;
    unit->label.text_offset = merge_next(outline);
    paragraph_drop_tabs(&unit->paragraph);
}

/* 第一章 below 第一编: its own chapters begin anew, as they do not below a running head. */
static bool is_above_first(const struct outline *outline)
{
    const struct unit *next = window_next_text(&outline->window);

    return next && next->has_label && next->label.number == 1 &&
           find_kin(outline, kin_of(&next->label))->n_sections > 0;
}

/* 第三章　航道建设 at the head of a further page, in the midst of that chapter; its title may stand below 第三章. */
static bool is_running_head(const struct outline *outline, const struct unit *unit)
{
    const struct known_kin *known = find_kin(outline, kin_of(&unit->label));
    bool is_open = known->kin.family == LABEL_PART || is_kin_of_open_section(outline, known->kin); /* 第一节 begins anew */
    struct slice title = buffer_slice(&outline->division_titles[unit->label.family]);

    return known->n_sections > 0 && is_open && known->last_number == unit->label.number &&
           unit->paragraph.markdown_level == 0 && (unit_rest(unit).len == 0 || slice_equal(unit_rest(unit), title));
}

static bool take_running_head(struct outline *outline, struct unit *unit)
{
    if (!label_is_division(unit->label.family) || !is_running_head(outline, unit) || is_above_first(outline))
        return false;
    explain(outline, VERDICT_FURNITURE, RULE_REPEATED_HEADING);
    put_text(outline, unit, 0, ROLE_FURNITURE);
    return true;
}

static bool take_labelled(struct outline *outline, struct unit *unit)
{
    if (!unit->has_label)
        return false;
    if (take_running_head(outline, unit))
        return true;
    if (unit->label.family == LABEL_ANNEX)
        return take_annex(outline, unit);
    join_lone_label(outline, unit);
    read_as_letter(outline, unit);
    read_as_sibling(outline, unit);
    if (take_section(outline, unit)) {
        outline->after_signature = false;
        return true;
    }
    outline->has_text = true;
    return unit->has_label && take_item(outline, unit);
}

/* What signed a letter did not end the text; but a remark on it or its copies may stand behind the last signature. */
static bool is_text_below_letter(struct slice text)
{
    static const char *const remarks[] = { "附注", "备注", "注", "联系", "抄送", "（" };

    return text.len >= SIGNED_TEXT_LEN_MIN && utf8_last(text) == U'。' && !PHRASE_STARTS(text, remarks);
}

static void take_paragraph(struct outline *outline, struct unit *unit)
{
    explain(outline, VERDICT_PARAGRAPH, RULE_TEXT);
    leave_lists(outline, unit);
    if (outline->n_lists == 0)
        turn_back(outline, unit);
    note_last_words(outline, unit);
    outline->has_text = true;
    if (outline->after_signature && is_text_below_letter(unit_text(unit)))
        outline->after_signature = false;
    put_text(outline, unit, 0, ROLE_NONE);
}

/* What a paragraph may be, in the order in which it is asked. The first that takes it ends the row. */
static bool take_as_more_than_text(struct outline *outline, struct unit *unit)
{
    return (outline->in_glossary && take_glossary(outline, unit)) || take_table_row(outline, unit) ||
           take_toc(outline, unit) || take_furniture(outline, unit) || take_footnote(outline, unit) ||
           take_remark(outline, unit) || take_glossary_heading(outline, unit) || take_salutation(outline, unit) ||
           take_labelled(outline, unit) || take_signature(outline, unit) || take_bare_heading(outline, unit);
}

static bool ends_sentence(struct slice text)
{
    return phrase_is_mark(utf8_last(text), U"。！？；.!?”）)…") || slice_ends(text, SLICE("。\"")) ||
           classify_ends_in_note_mark(text);
}

/* A text whose lines lost their full stops cannot tell a heading from a short paragraph. */
static void count_stops(struct outline *outline, const struct unit *unit)
{
    if (unit_text(unit).len < LONG_TEXT_LEN || !utf8_is_cjk(utf8_last(unit_text(unit))))
        return;
    outline->n_long++;
    outline->n_long_stopped += ends_sentence(unit_text(unit));
}

/* 12 alone on its line: a page's number, though nothing else tells of pages. */
static bool is_bare_number(struct slice text)
{
    struct numeral numeral;

    return text.len <= strlen("999") && numeral_read_decimal(text, &numeral) && numeral.len == text.len;
}

/* What stands around it goes on as if it were not there. */
static bool is_aside(const struct outline *outline, const struct unit *unit)
{
    return unit->paragraph.is_furniture || outline->verdict == VERDICT_FURNITURE || outline->rule == RULE_FOOTNOTE ||
           is_bare_number(unit_text(unit));
}

/* A row of remarks, or of a table's rows, ends with the first paragraph that is none of them. */
static void end_rows(struct outline *outline, long row_before)
{
    if (outline->verdict != VERDICT_NOTE)
        outline->last_remark.number = 0;
    if (outline->last_row == row_before)
        outline->last_row = 0;
}

/* • answer requests from the public, • cut costs by 28%: in English an item may end without a mark. */
static bool ends_item(const struct outline *outline, struct slice text)
{
    uint32_t last = utf8_last(text);
    bool is_bullet = outline->n_lists > 0 && outline->lists[outline->n_lists - 1].kin.family == LABEL_DASH;

    return outline->verdict == VERDICT_ITEM && classify_is_latin(text) &&
           (utf8_is_lower(last) || (is_bullet && (utf8_is_digit(last) || last == '%')));
}

/* Whether a heading, a footnote, a list or a row of contents may come next is judged by how this paragraph ended. */
static void remember_ending(struct outline *outline, const struct unit *unit)
{
    struct slice text = unit_text(unit);
    bool is_salutation = outline->rule == RULE_SALUTATION;

    outline->after_toc = outline->verdict == VERDICT_TOC;
    outline->after_heading = outline->verdict == VERDICT_SECTION;
    outline->ended_with_colon = !is_salutation && phrase_ends_with_colon(text);
    outline->ended_sentence =
        outline->verdict == VERDICT_SECTION || is_salutation || outline->after_toc || ends_sentence(text);
    outline->ended_item = !outline->ended_sentence && ends_item(outline, text);
}

/* What the next paragraphs are judged by. */
static void remember(struct outline *outline, const struct unit *unit, long row_before)
{
    if (!unit->paragraph.is_furniture)
        remember_opening(outline, unit);
    if (outline->rule == RULE_REPEATED_HEADING)
        outline->ended_sentence = true;
    if (is_aside(outline, unit))
        return;
    count_stops(outline, unit);
    end_rows(outline, row_before);
    remember_ending(outline, unit);
}

static void process(struct outline *outline)
{
    struct unit *unit = current(outline);
    long row_before = outline->last_row;

    if (unit->is_taken)
        return;
    outline->opening.is_known = false;
    if (!take_as_more_than_text(outline, unit))
        take_paragraph(outline, unit);
    print_explanation(outline, unit);
    remember(outline, unit, row_before);
}

static void put_speaker(struct build *build, const struct front_matter *front)
{
    if (front->speaker.len == 0 && front->role.len == 0)
        return;
    build_event(build, EVENT_MAPPING_START, KEY_SPEAKER);
    build_string(build, KEY_NAME, buffer_slice(&front->speaker));
    build_string(build, KEY_ROLE, buffer_slice(&front->role));
    build_event(build, EVENT_MAPPING_END, KEY_NONE);
}

static void put_front_line(struct build *build, const struct front_line *line, size_t len)
{
    build_event(build, EVENT_MAPPING_START, KEY_NONE);
    build_integer(build, KEY_LINE, line->number);
    build_string(build, KEY_TEXT, utf8_trim(slice_part(line->text, 0, len)));
    build_event(build, EVENT_MAPPING_END, KEY_NONE);
}

static void put_front(struct build *build, const struct front_matter *front, const struct front_line *lines, size_t n)
{
    build_event(build, EVENT_DOCUMENT_START, KEY_NONE);
    build_event(build, EVENT_MAPPING_START, KEY_NONE);
    build_string(build, KEY_SCHEMA, SLICE("report/1.0"));
    build_string(build, KEY_TITLE, buffer_slice(&front->title));
    build_string(build, KEY_DATE, buffer_slice(&front->date));
    build_string(build, KEY_OCCASION, buffer_slice(&front->occasion));
    put_speaker(build, front);
    build_string(build, KEY_PUBLISHED, buffer_slice(&front->published));
    build_string(build, KEY_PUBLISHER, buffer_slice(&front->publisher));
    build_event(build, EVENT_SEQUENCE_START, KEY_FRONT);
    for (size_t i = 0; i < front->body_line && i < n; i++)
        put_front_line(build, &lines[i], lines[i].text.len);
    if (front->body_offset > 0 && front->body_line < n)
        put_front_line(build, &lines[front->body_line], front->body_offset);
    build_event(build, EVENT_SEQUENCE_END, KEY_NONE);
    build_event(build, EVENT_SEQUENCE_START, KEY_BODY);
}

/* 清河区人民政府区长?? ?王俊平: front lines stay as printed, but what damage they have is said. */
static void look_at_front(struct outline *outline, const struct front_line *lines, size_t n)
{
    for (size_t i = 0; i <= outline->front.body_line && i < n; i++) {
        struct line line = { .text = lines[i].text, .number = lines[i].number, .column = lines[i].column };

        if (i == outline->front.body_line)
            line.text.len = outline->front.body_offset;
        clean_look(&line, &outline->front_scratch, outline->diags);
    }
}

static void take_front(struct join_taker *taker, const struct front_line *lines, size_t n, size_t *body_line,
                       size_t *body_offset)
{
    struct outline *outline = (struct outline *)taker;

    front_read(lines, n, &outline->front);
    look_at_front(outline, lines, n);
    print_front_explanation(outline, lines, outline->front.body_line < n ? outline->front.body_line : n);
    put_front(&outline->build, &outline->front, lines, n);
    *body_line = outline->front.body_line;
    *body_offset = outline->front.body_offset;
}

/* Of what waits, all that the look-ahead lets go. */
static void recognise(struct outline *outline)
{
    window_read(&outline->window);
    while (window_admit(&outline->window))
        while (window_is_full(&outline->window)) {
            process(outline);
            window_pop(&outline->window);
        }
}

static void take_unit(struct join_taker *taker, struct paragraph *paragraph)
{
    struct outline *outline = (struct outline *)taker;

    if (!window_push(&outline->window, paragraph))
        recognise(outline);
}

struct outline *outline_new(struct sink *sink, struct diag_list *diags, struct clean_tally *tally, FILE *explain_to)
{
    struct outline *outline = mem_alloc(sizeof *outline);

    outline->taker = (struct join_taker){ take_front, take_unit };
    outline->diags = diags;
    outline->tally = tally;
    outline->explain = explain_to;
    outline->ended_sentence = true;
    build_init(&outline->build, sink);
    return outline;
}

void outline_free(struct outline *outline)
{
    if (!outline)
        return;
    window_fini(&outline->window);
    build_fini(&outline->build);
    front_fini(&outline->front);
    paragraph_fini(&outline->front_scratch);
    paragraph_fini(&outline->term.paragraph);
    for (size_t i = 0; i < TOC_ROWS_MAX; i++)
        buffer_fini(&outline->toc_rows[i]);
    for (size_t i = 0; i < DIVISIONS_MAX; i++)
        buffer_fini(&outline->division_titles[i]);
    buffer_fini(&outline->last_opening);
    buffer_fini(&outline->expected);
    for (size_t i = 0; i < LENGTH_OF(outline->enumerations); i++)
        inline_fini(&outline->enumerations[i]);
    mem_free(outline);
}

struct join_taker *outline_taker(struct outline *outline)
{
    return &outline->taker;
}

void outline_hand_on(struct outline *outline)
{
    recognise(outline);
    build_hand_on(&outline->build);
}

void outline_finish(struct outline *outline)
{
    recognise(outline);
    while (outline->window.n > 0) {
        process(outline);
        window_pop(&outline->window);
    }
    close_glossary(outline);
    close_lists(outline, 0);
    close_sections(outline, 0);
    build_event(&outline->build, EVENT_SEQUENCE_END, KEY_NONE);
    build_hand_on(&outline->build);
}

struct build *outline_build(struct outline *outline)
{
    return &outline->build;
}

size_t outline_count(const struct outline *outline)
{
    return outline->n_found;
}

bool outline_has_glossary(const struct outline *outline)
{
    return outline->has_glossary;
}
