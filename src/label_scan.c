/* What the readers of labels ask of the text, and how they fill a label in. */
#include "label_scan.h"

#include "phrase.h"

void scan_set_label(const struct scan *scan, struct label *label, enum label_family family, enum label_form form,
                    size_t len)
{
    label->family = family;
    label->form = form;
    label->len = len;
    label->text_offset = scan_skip_blanks(scan, len);
    label->number = 0;
    label->number_text = (struct slice){ 0 };
    label->depth = 1;
    label->printed = slice_part(scan->text, 0, len);
    label->numeral = (struct slice){ 0 };
    label->system = 0;
    label->is_certain = false;
}

void scan_set_numeral(const struct scan *scan, struct label *label, size_t at, const struct numeral *numeral)
{
    label->number = numeral->number;
    label->numeral = slice_part(scan->text, at, at + numeral->len);
    label->system = numeral->system;
}

bool scan_read_letter(struct slice text, struct numeral *numeral)
{
    size_t at = 0;
    uint32_t cp = utf8_fold_width(utf8_next(text, &at));
    bool is_lower = cp >= 'a' && cp <= 'z';

    if (!is_lower && !(cp >= 'A' && cp <= 'Z'))
        return false;
    *numeral = (struct numeral){ is_lower ? NUMERAL_ALPHA_LOWER : NUMERAL_ALPHA_UPPER, at,
                                 (long)(cp - (is_lower ? 'a' : 'A')) + 1 };
    return true;
}

bool scan_read_stroke(struct slice text, struct numeral *numeral)
{
    static const char *const strokes[] = { "-", "—" };

    for (size_t i = 0; i < LENGTH_OF(strokes); i++)
        if (slice_starts(text, slice_of(strokes[i]))) {
            *numeral = (struct numeral){ NUMERAL_CJK, strlen(strokes[i]), 1 };
            return true;
        }
    return false;
}

bool scan_read_number(struct slice text, struct numeral *numeral)
{
    return numeral_read_decimal(text, numeral) || numeral_read_cjk(text, numeral);
}

bool scan_read_letters(struct slice text, struct numeral *numeral)
{
    return numeral_read_roman(text, numeral) || scan_read_letter(text, numeral);
}

const struct family_of_numeral scan_families[] = {
    [NUMERAL_CJK] = { LABEL_CJK, LABEL_CJK_PAREN },
    [NUMERAL_CJK_FORMAL] = { LABEL_CJK_FORMAL, LABEL_CJK_PAREN },
    [NUMERAL_DECIMAL] = { LABEL_DECIMAL, LABEL_DECIMAL_PAREN },
    [NUMERAL_WIDE] = { LABEL_DECIMAL, LABEL_DECIMAL_PAREN },
    [NUMERAL_ROMAN_UPPER] = { LABEL_ROMAN, LABEL_ROMAN },
    [NUMERAL_ROMAN_LOWER] = { LABEL_ROMAN, LABEL_ROMAN },
    [NUMERAL_ALPHA_UPPER] = { LABEL_ALPHA, LABEL_ALPHA },
    [NUMERAL_ALPHA_LOWER] = { LABEL_ALPHA, LABEL_ALPHA },
    [NUMERAL_SINGLE] = { LABEL_NONE, LABEL_NONE },
};
_Static_assert(LENGTH_OF(scan_families) == NUMERAL_SYSTEM_COUNT, "one row a system");

void scan_set_letter_text(struct label *label)
{
    if (label->family == LABEL_ALPHA)
        label->number_text = label->numeral;
}

bool scan_is_run_of_numbers(struct slice after, long number)
{
    static const char *const nouns[] = { "、", "产", "线", "季度", "级", "类", "期", "批", "轮", "次产业", "月份", "号", "至" };
    struct numeral next;

    if (!numeral_read_cjk(after, &next) && !numeral_read_decimal(after, &next))
        return false;
    return next.number == number + 1 && PHRASE_STARTS(slice_from(after, next.len), nouns);
}
