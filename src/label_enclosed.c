/* Labels in brackets, and those of one character: （一） (1) [1] （a）, ① ⑴ ⒈ ㈠ Ⅱ、 */
#include "label_scan.h"

#include "phrase.h"

static const struct bracket {
    uint32_t open, close[2];
    enum label_form form;
} brackets[] = {
    { '(', { ')', U'）' }, LABEL_FORM_PARENS },       { U'（', { U'）', ')' }, LABEL_FORM_PARENS },
    { '[', { ']', U'］' }, LABEL_FORM_BRACKETS },     { U'［', { U'］', ']' }, LABEL_FORM_BRACKETS },
    { U'【', { U'】', U'】' }, LABEL_FORM_BRACKETS }, { U'〔', { U'〕', U'〕' }, LABEL_FORM_BRACKETS },
    { U'〈', { U'）', ')' }, LABEL_FORM_PARENS }, /* 〈五）财政: what a scan made of （五） */
};

static const struct bracket *find_bracket(uint32_t open)
{
    for (size_t i = 0; i < LENGTH_OF(brackets); i++)
        if (brackets[i].open == open)
            return &brackets[i];
    return NULL;
}

bool label_is_bracket(uint32_t cp)
{
    return find_bracket(cp) != NULL;
}

/* （一）项规定的条件 and （一）至（三）项 refer to an item; （一）项目建设 is one. */
static bool is_reference_to_item(struct slice after)
{
    PHRASE_LIST(words, "项规定", "项所", "项、", "项和", "项至", "款规定", "至（", "至(", "、（", "、(", "和（");

    return phrase_list_starts(&words, after);
}

/* (202) 555-0100: a telephone's number */
static bool is_area_code(const struct numeral *numeral, struct slice after)
{
    return numeral->number > 99 && utf8_is_digit(utf8_first(utf8_trim(after)));
}

/* （一） (1) [1] （a） and （ 一 ）、 */
bool label_read_enclosed(const struct scan *scan, struct label *label)
{
    size_t at = 0, inner;
    const struct bracket *bracket = find_bracket(utf8_next(scan->text, &at));
    struct numeral numeral;
    uint32_t close;

    if (!bracket)
        return false;
    inner = scan_skip_blanks(scan, at);
    if (!scan_read_number(scan_rest(scan, inner), &numeral) && !scan_read_letters(scan_rest(scan, inner), &numeral) &&
        !scan_read_stroke(scan_rest(scan, inner), &numeral))
        return false;
    if (numeral.number > LABEL_NUMBER_MAX || numeral.number < 1)
        return false;
    at = scan_skip_blanks(scan, inner + numeral.len);
    close = utf8_next(scan->text, &at);
    if ((close != bracket->close[0] && close != bracket->close[1]) || is_reference_to_item(scan_rest(scan, at)) ||
        is_area_code(&numeral, scan_rest(scan, at)))
        return false;
    if (phrase_is_mark(scan_cp_at(scan, at), U"、．."))
        utf8_next(scan->text, &at);
    scan_set_label(scan, label, scan_families[numeral.system].enclosed, bracket->form, at);
    scan_set_numeral(scan, label, inner, &numeral);
    scan_set_letter_text(label);
    label->is_certain = label->family == LABEL_CJK_PAREN || label->family == LABEL_DECIMAL_PAREN;
    return true;
}

/* ① ⑴ ⒈ ㈠ Ⅱ、 */
bool label_read_single(const struct scan *scan, struct label *label)
{
    static const enum label_family families[] = {
        [SINGLE_CIRCLED] = LABEL_CIRCLED,
        [SINGLE_PAREN] = LABEL_DECIMAL_PAREN,
        [SINGLE_STOP] = LABEL_DECIMAL,
        [SINGLE_CJK_PAREN] = LABEL_CJK_PAREN,
        [SINGLE_ROMAN] = LABEL_ROMAN,
    };
    struct numeral numeral;
    enum numeral_single kind;
    size_t at;

    if (!numeral_read_single(scan->text, &numeral, &kind))
        return false;
    at = numeral.len;
    if (phrase_is_mark(scan_cp_at(scan, at), U"、．."))
        utf8_next(scan->text, &at);
    else if (kind == SINGLE_ROMAN && !scan_is_break(scan, at)) /* Ⅲ类水体 is a class of water */
        return false;
    scan_set_label(scan, label, families[kind], LABEL_FORM_SINGLE, at);
    scan_set_numeral(scan, label, 0, &numeral);
    label->is_certain = true;
    return true;
}
