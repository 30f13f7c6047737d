/* Labels that are marks: —— · • ■ */
#include "label_scan.h"

#include "phrase.h"

/* A mark is one character, or a run of one. By code point, longer runs first. */
static const struct mark {
    uint32_t cp;
    unsigned times;
    bool needs_blank; /* - and * stand in running text too */
} marks[] = {
    { '*', 1, true },
    { '+', 1, true },
    { '-', 2, false },
    { '-', 1, true },
    { U'·', 1, false },
    { 0x2013, 1, true },  /* – */
    { 0x2014, 3, false }, /* ——— */
    { 0x2014, 2, false }, /* —— */
    { 0x2014, 1, true },  /* — */
    { 0x2015, 2, false }, /* ―― */
    { U'•', 1, false },
    { U'※', 1, true },
    { 0x2500, 2, false }, /* ── */
    { 0x2501, 2, false }, /* ━━ */
    { U'■', 1, false },
    { U'□', 1, false },
    { U'▪', 1, false },
    { U'▲', 1, false },
    { U'►', 1, false },
    { U'◆', 1, false },
    { U'◇', 1, false },
    { U'○', 1, true },
    { U'●', 1, false },
    { U'★', 1, false },
    { U'✓', 1, false },
    { U'➢', 1, false },
    { U'➤', 1, false },
    { U'・', 1, false },  /* ・便数が少ない */
    { 0x4E00, 2, false }, /* 一一: what a scan made of —— */
    { 0xF06C, 1, false }, /* bullets of the fonts Wingdings and Symbol, as Word hands them out */
    { 0xF0B7, 1, false },
    { 0xFF0D, 2, false }, /* －－ */
    { 0xFF65, 1, false }, /* ･ */
};

/* The length of `mark` at the start of `text`, in bytes; 0 where it does not stand there. */
static size_t mark_len(const struct mark *mark, struct slice text)
{
    size_t at = 0;

    for (unsigned i = 0; i < mark->times; i++) {
        if (i > 0 && mark->cp == 0x2014 && utf8_is_space(utf8_at(text, at))) /* — —坚持开放: out of a PDF */
            utf8_next(text, &at);
        if (at >= text.len || utf8_next(text, &at) != mark->cp)
            return 0;
    }
    return at;
}

/* • 第一章 总则: a page's list around headings that count by themselves. The bullet is printed with the label. */
static bool read_behind_bullet(const struct scan *scan, size_t bullet_len, struct label *label)
{
    size_t at = scan_skip_blanks(scan, bullet_len);
    uint32_t first = scan_cp_at(scan, at);
    struct label behind;

    if (!utf8_is_ideograph(first) && utf8_fold_width(first) != '(')
        return false;
    if (!label_read_cleaned(scan_rest(scan, at), at < SCAN_DROPPED_BITS ? scan->dropped >> at : 0, &behind) ||
        !(label_heads_sections(behind.family) || behind.family == LABEL_ARTICLE) || !behind.is_certain)
        return false;
    *label = behind;
    label->form |= LABEL_FORM_BULLET;
    label->len += at;
    label->text_offset += at;
    label->printed = slice_part(scan->text, 0, label->len);
    return true;
}

/* —The city's ports grew. —growth in income; –使用隔泥网；: a dash that was set before an item without a blank. */
static bool touches_word(const struct scan *scan, uint32_t mark, size_t len)
{
    uint32_t next = scan_cp_at(scan, len);

    return mark == U'—' ? utf8_is_upper(next) || utf8_is_lower(next) : mark == U'–' && utf8_is_ideograph(next);
}

/* —— · • ■ ; a longer line of dashes is a rule, no bullet. */
bool label_read_dash(const struct scan *scan, struct label *label)
{
    uint32_t first = utf8_first(scan->text);

    for (size_t i = 0; i < LENGTH_OF(marks) && marks[i].cp <= first; i++) {
        size_t len = marks[i].cp == first ? mark_len(&marks[i], scan->text) : 0;

        if (len == 0 || (marks[i].needs_blank && !scan_is_break(scan, len) && !touches_word(scan, first, len)))
            continue;
        if (scan_skip_blanks(scan, len) >= scan->text.len || scan_cp_at(scan, len) == first)
            return false;
        if (first == U'·' && utf8_is_digit(scan_cp_at(scan, len))) /* “23·7” broken at a line's end */
            return false;
        if (first == 0x25A1 && slice_find(scan->text, SLICE("□"), len) != SLICE_NONE) /* □是 □否: boxes to tick */
            return false;
        if (marks[i].times == 1 && read_behind_bullet(scan, len, label))
            return true;
        scan_set_label(scan, label, LABEL_DASH, LABEL_FORM_WORD + (enum label_form)i, len);
        return true;
    }
    return false;
}

/* 一一坚定不移地推进改革: no other mark is a numeral too. 一一对应 is a word, 一一〇 a number. */
bool label_read_dash_of_strokes(const struct scan *scan, struct label *label)
{
    PHRASE_LIST(words,
        "、", "．", ".", "对应", "对照", "落实", "核对", "核实", "回应", "列出", "列举", "作", "见面", "介绍", "解答", "说明", "答复", "走访");
    struct slice strokes = SLICE("一一"), after;

    if (!slice_starts(scan->text, strokes))
        return false;
    after = slice_from(scan->text, strokes.len);
    return !numeral_is_cjk(utf8_first(after)) && !phrase_list_starts(&words, after) && label_read_dash(scan, label);
}
