/* The families of labels, and which readers are tried at which first character. */
#include "label.h"

#include "label_scan.h"

struct family {
    const char *name;
    enum label_heading heading;
    bool is_division;
};

static const struct family families[LABEL_FAMILY_COUNT] = {
    [LABEL_NONE] = { "none", LABEL_HEADS_NOTHING, false },
    [LABEL_PART] = { "part", LABEL_HEADS_TITLED, true },
    [LABEL_CHAPTER] = { "chapter", LABEL_HEADS_TITLED, true },
    [LABEL_SECTION] = { "section", LABEL_HEADS_TITLED, true },
    [LABEL_ARTICLE] = { "article", LABEL_HEADS_NOTHING, false },
    [LABEL_CJK] = { "cjk", LABEL_HEADS_TITLED, false },
    [LABEL_CJK_PAREN] = { "cjk-paren", LABEL_HEADS_TITLED, false },
    [LABEL_DECIMAL] = { "decimal", LABEL_HEADS_ALONE, false },
    [LABEL_DECIMAL_PAREN] = { "decimal-paren", LABEL_HEADS_ALONE, false },
    [LABEL_CIRCLED] = { "circled", LABEL_HEADS_NOTHING, false },
    [LABEL_MULTILEVEL] = { "multilevel", LABEL_HEADS_TITLED, false },
    [LABEL_ROMAN] = { "roman", LABEL_HEADS_ALONE, false },
    [LABEL_ALPHA] = { "alpha", LABEL_HEADS_ALONE, false },
    [LABEL_YISHI] = { "yishi", LABEL_HEADS_NOTHING, false },
    [LABEL_ORDINAL] = { "ordinal", LABEL_HEADS_ALONE, false },
    [LABEL_DASH] = { "dash", LABEL_HEADS_NOTHING, false },
    [LABEL_ANNEX] = { "annex", LABEL_HEADS_NOTHING, false },
    [LABEL_CJK_FORMAL] = { "cjk", LABEL_HEADS_TITLED, false },
};

const char *label_family_name(enum label_family family)
{
    return families[family].name;
}

enum label_heading label_heading(enum label_family family)
{
    return families[family].heading;
}

bool label_heads_sections(enum label_family family)
{
    return families[family].heading == LABEL_HEADS_TITLED;
}

bool label_is_division(enum label_family family)
{
    return families[family].is_division;
}

/* What a first character may be the start of; most are of nothing, and are left at once. */
enum start {
    AT_NOTHING,
    AT_NUMERAL, /* 一 */
    AT_DIGIT,
    AT_LETTER,
    AT_WORD,    /* 第 其 附 */
    AT_BRACKET, /* （ */
    AT_MARK,    /* ① — */
    AT_CIRCLE,  /* ○ is a numeral and a mark */
    START_COUNT
};

enum { READERS_MAX = 6 };

/* What is tried there, in this order, up to the first NULL. */
static bool (*const readers[START_COUNT][READERS_MAX + 1])(const struct scan *, struct label *) = {
    [AT_NUMERAL] = { label_read_dash_of_strokes, label_read_plain, label_read_yishi, label_read_before_blank },
    [AT_DIGIT] = { label_read_multilevel, label_read_plain, label_read_before_blank, label_read_before_text },
    [AT_LETTER] = { label_read_in_annex, label_read_plain, label_read_english, label_read_english_ordinal },
    [AT_WORD] = { label_read_ordinal, label_read_annex },
    [AT_BRACKET] = { label_read_enclosed },
    [AT_MARK] = { label_read_single, label_read_dash, label_read_plain },
    [AT_CIRCLE] = { label_read_single, label_read_plain, label_read_yishi, label_read_dash, label_read_before_blank },
};

static bool is_of_word(uint32_t ideograph)
{
    return ideograph == 0x7B2C || ideograph == 0x5176 || ideograph == 0x9644; /* 第 其 附 */
}

static enum start find_start(uint32_t cp)
{
    uint32_t folded = utf8_fold_width(cp) | 0x20;

    if (utf8_is_ideograph(cp)) {
        if (is_of_word(cp))
            return AT_WORD;
        return numeral_is_cjk(cp) ? AT_NUMERAL : AT_NOTHING;
    }
    if (utf8_is_digit(cp))
        return AT_DIGIT;
    if (folded >= 'a' && folded <= 'z')
        return AT_LETTER;
    if ((cp >= 0x2018 && cp <= 0x201F) || (cp >= 0x300A && cp <= 0x300F)) /* “ 《 */
        return AT_NOTHING;
    if (label_is_bracket(cp))
        return AT_BRACKET;
    return numeral_is_cjk(cp) ? AT_CIRCLE : AT_MARK;
}

/*
 * **第一条** 中华…: Markdown's marks of bold type around a label stay outside of it, as that in front of it does where its
 * title is bold too: **一、总则**
 */
static bool read_bold(struct slice text, struct label *label)
{
    size_t close = slice_find(text, SLICE("**"), 3);
    size_t behind = close + 2;

    if (slice_starts(slice_from(text, 2), SLICE("*")) || !label_read_cleaned(slice_from(text, 2), 0, label))
        return false;
    label->len += 2;
    label->text_offset += 2;
    if (label->len != close)
        return close > label->len; /* or nowhere */
    while (behind < text.len && text.ptr[behind] == ' ')
        behind++;
    label->len = behind;
    label->text_offset = behind;
    label->is_certain = true;
    return behind < text.len;
}

bool label_may_begin(struct slice text)
{
    uint32_t cp;

    if (text.len < 3 || !utf8_is_ideograph_lead(text.ptr[0]))
        return text.len > 0;
    cp = utf8_triple((const unsigned char *)text.ptr);
    return numeral_is_cjk(cp) || is_of_word(cp);
}

/* The text is not empty. */
static bool read_by_start(struct slice text, uint64_t dropped, struct label *label)
{
    struct scan scan = { .text = text, .dropped = dropped };
    enum start start;

    if (slice_starts(text, SLICE("**")))
        return read_bold(text, label);
    start = find_start(utf8_first(text));
    if (start == AT_NOTHING)
        return false;
    if (start == AT_CIRCLE)
        numeral_read_cjk(text, &scan.first); /* which a mark need not be */
    if ((start == AT_NUMERAL && !numeral_read_cjk(text, &scan.first)) ||
        (start == AT_DIGIT && !numeral_read_decimal(text, &scan.first)))
        return false;
    for (size_t i = 0; readers[start][i]; i++)
        if (readers[start][i](&scan, label))
            return true;
    return false;
}

bool label_read_cleaned(struct slice text, uint64_t dropped, struct label *label)
{
    return label_may_begin(text) && read_by_start(text, dropped, label);
}

bool label_read(struct slice text, struct label *label)
{
    return label_read_cleaned(text, 0, label);
}

bool label_as_letter(const struct label *roman, struct label *letter)
{
    struct numeral numeral;

    if (roman->family != LABEL_ROMAN || roman->numeral.len != 1 || !scan_read_letter(roman->numeral, &numeral))
        return false;
    *letter = *roman;
    letter->family = LABEL_ALPHA;
    letter->number = numeral.number;
    letter->system = numeral.system;
    scan_set_letter_text(letter);
    return true;
}

bool label_expected(const struct label *like, long number, struct buffer *to)
{
    size_t before, after;

    if (like->numeral.len == 0)
        return false;
    before = (size_t)(like->numeral.ptr - like->printed.ptr);
    after = before + like->numeral.len;
    buffer_append_slice(to, slice_part(like->printed, 0, before));
    if (!numeral_print((enum numeral_system)like->system, like->numeral, number, to))
        return false;
    buffer_append_slice(to, slice_from(like->printed, after));
    return true;
}
