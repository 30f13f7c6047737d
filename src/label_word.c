/* Labels with a word in them: 第一章 第二条 第一， 一是 Chapter 3 附件1 */
#include "label_scan.h"

#include "phrase.h"

#include <strings.h>

static const struct unit {
    const char *word;
    enum label_family family;
    enum label_form form;
    bool needs_break; /* 第一部 counts ships and books too */
} units[] = {
    { "编", LABEL_PART, LABEL_FORM_WORD, false },
    { "編", LABEL_PART, LABEL_FORM_WORD, false },
    { "篇", LABEL_PART, LABEL_FORM_WORD, false },
    { "部分", LABEL_PART, LABEL_FORM_WORD, false },
    { "部", LABEL_PART, LABEL_FORM_WORD, true },
    { "卷", LABEL_PART, LABEL_FORM_WORD, false },
    { "分编", LABEL_PART, LABEL_FORM_SUBDIVISION, false },
    { "分編", LABEL_PART, LABEL_FORM_SUBDIVISION, false },
    { "分部", LABEL_PART, LABEL_FORM_SUBDIVISION, true },
    { "章", LABEL_CHAPTER, LABEL_FORM_WORD, false },
    { "节", LABEL_SECTION, LABEL_FORM_WORD, false },
    { "節", LABEL_SECTION, LABEL_FORM_WORD, false },
    { "款", LABEL_SECTION, LABEL_FORM_SUBDIVISION, true },
    { "条", LABEL_ARTICLE, LABEL_FORM_WORD, false },
    { "條", LABEL_ARTICLE, LABEL_FORM_WORD, false },
};

static const struct unit *find_unit(struct slice text)
{
    for (size_t i = 0; i < LENGTH_OF(units); i++)
        if (phrase_starts_with(text, units[i].word))
            return &units[i];
    return NULL;
}

/* 第三条第二款; 第十四章第一审程序 is a title. */
static bool is_part_of_unit(struct slice after)
{
    static const char *const parts[] = { "款", "项", "項", "目" };
    struct numeral numeral;
    struct slice unit;

    if (!slice_starts(after, SLICE("第")) || !scan_read_number(slice_from(after, strlen("第")), &numeral))
        return false;
    unit = slice_from(after, strlen("第") + numeral.len);
    return find_unit(unit) || PHRASE_STARTS(unit, parts);
}

/* 第三条规定的, 第二章所称, 第一条至第五条 */
static bool is_reference(struct slice after, enum label_family family)
{
    static const char *const words[] = { "规定", "規定", "所", "的", "至", "和",    "、",
                                         "及",   "或",   "，", ",",  "款", "项", "之规定" };
    static const char *const article_words[] = { "中", "以外", "以上", "以下", "以内", "以及",
                                                 "与", "到",   "～",   "-",    "除外" };
    /* 第一节所有制结构 第一条中华人民共和国… */
    static const char *const nouns[] = { "所有制", "项目", "和谐", "和平", "和美", "及时", "中华", "中国",
                                         "中央",   "中共", "中外", "中小", "中级", "中心", "中介", "中止" };

    return is_part_of_unit(after) ||
           ((PHRASE_STARTS(after, words) || (family == LABEL_ARTICLE && PHRASE_STARTS(after, article_words))) &&
            !PHRASE_STARTS(after, nouns));
}

/* 之一 of 第一百二十条之一 */
static size_t skip_inserted(const struct scan *scan, size_t at)
{
    struct numeral inserted;

    if (slice_starts(scan_rest(scan, at), SLICE("之")) && numeral_read_cjk(scan_rest(scan, at + 3), &inserted))
        return at + 3 + inserted.len;
    return at;
}

static bool read_unit_label(const struct scan *scan, struct label *label, size_t number_at,
                            const struct numeral *numeral, size_t at)
{
    const struct unit *unit = find_unit(scan_rest(scan, at));
    size_t end;
    bool is_closed;

    if (!unit)
        return false;
    end = skip_inserted(scan, at + strlen(unit->word));
    is_closed = scan_is_break(scan, end);
    if (!is_closed && is_reference(scan_rest(scan, end), unit->family))
        return false;
    if (slice_starts(scan_rest(scan, end), SLICE("——"))) { /* 第1分部——登記冊 */
        end += strlen("——");
        is_closed = true;
    } else if (phrase_is_mark(scan_cp_at(scan, end), U"：:．.")) {
        utf8_next(scan->text, &end);
        is_closed = true;
    }
    if (unit->needs_break && !is_closed)
        return false;
    scan_set_label(scan, label, unit->family, unit->form, end);
    scan_set_numeral(scan, label, number_at, numeral);
    label->is_certain = is_closed || unit->family != LABEL_ARTICLE;
    return true;
}

/* 第一是粮食增产。第二是… counts as 一是 does. */
static bool read_ordinal_is(const struct scan *scan, struct label *label, size_t number_at,
                            const struct numeral *numeral, size_t at)
{
    if (!slice_starts(scan_rest(scan, at), SLICE("是")) || slice_starts(scan_rest(scan, at), SLICE("是非")))
        return false;
    scan_set_label(scan, label, LABEL_YISHI, LABEL_FORM_WORD, at + strlen("是"));
    scan_set_numeral(scan, label, number_at, numeral);
    return true;
}

/* 第一章 第二部分 第三条, and 第一， */
bool label_read_ordinal(const struct scan *scan, struct label *label)
{
    struct numeral numeral;
    size_t number_at, at;

    if (!slice_starts(scan->text, SLICE("第")) && !slice_starts(scan->text, SLICE("其")))
        return false;
    number_at = scan_skip_blanks(scan, 3);
    if (!scan_read_number(scan_rest(scan, number_at), &numeral))
        return false;
    at = scan_skip_blanks(scan, number_at + numeral.len);
    if (numeral.number < 1)
        return false;
    if (slice_starts(scan->text, SLICE("第")) && read_unit_label(scan, label, number_at, &numeral, at))
        return true;
    if (read_ordinal_is(scan, label, number_at, &numeral, at))
        return true;
    if (!phrase_is_mark(utf8_next(scan->text, &at), U"，,、：:"))
        return false;
    if (slice_starts(scan_rest(scan, at), SLICE("第")) || /* 第一、第二产业 */
        scan_is_run_of_numbers(scan_rest(scan, at), numeral.number))
        return false;
    scan_set_label(scan, label, LABEL_ORDINAL, LABEL_FORM_COMMA, at);
    scan_set_numeral(scan, label, number_at, &numeral);
    return true;
}

/* 一是 二要; 三要素 is a noun. */
bool label_read_yishi(const struct scan *scan, struct label *label)
{
    static const char *const nouns[] = { "要素", "要件", "要点", "是非" };
    const struct numeral *numeral = &scan->first;
    struct slice after;
    bool is_statement;

    if (numeral->len == 0 || scan_is_decimal(numeral) || numeral->number < 1 || numeral->number > 30)
        return false;
    after = scan_rest(scan, numeral->len);
    is_statement = slice_starts(after, SLICE("是"));
    if ((!is_statement && !slice_starts(after, SLICE("要"))) || PHRASE_STARTS(after, nouns))
        return false;
    scan_set_label(scan, label, LABEL_YISHI, is_statement ? LABEL_FORM_IS : LABEL_FORM_MUST, numeral->len + 3);
    scan_set_numeral(scan, label, 0, numeral);
    return true;
}

static const struct english_word {
    const char *word;
    enum label_family family;
    enum label_form form;
} english_words[] = {
    { "Chapter ", LABEL_CHAPTER, LABEL_FORM_WORD },     { "Part ", LABEL_PART, LABEL_FORM_WORD },
    { "Division ", LABEL_PART, LABEL_FORM_SUBDIVISION }, { "Section ", LABEL_SECTION, LABEL_FORM_WORD },
    { "Article ", LABEL_ARTICLE, LABEL_FORM_WORD },     { "Appendix ", LABEL_ANNEX, LABEL_FORM_WORD },
    { "Annex ", LABEL_ANNEX, LABEL_FORM_WORD },         { "Attachment ", LABEL_ANNEX, LABEL_FORM_WORD },
    { "Enclosure ", LABEL_ANNEX, LABEL_FORM_WORD },     { "Schedule ", LABEL_ANNEX, LABEL_FORM_WORD },
};

static bool read_numeral_or_letters(struct slice text, struct numeral *numeral)
{
    return numeral_read_decimal(text, numeral) || scan_read_letters(text, numeral);
}

/* The word that the text, which goes on behind it, starts with: its capital, and then either case (CHAPTER 3). */
static const struct english_word *find_english_word(struct slice text)
{
    for (size_t i = 0; i < LENGTH_OF(english_words); i++) {
        const char *word = english_words[i].word;

        if (text.ptr[0] == word[0] && text.len > strlen(word) && strncasecmp(text.ptr, word, strlen(word)) == 0)
            return &english_words[i];
    }
    return NULL;
}

/* Chapter 3: Growth, and Chapter 3 — Growth. Where what closes the number ends; `at` where nothing does. */
static size_t skip_english_closing(const struct scan *scan, size_t at)
{
    size_t dash = scan_skip_blanks(scan, at), end = dash;
    uint32_t cp = utf8_next(scan->text, &end);

    if (dash == at && (cp == '.' || cp == ':'))
        return end;
    if (cp == U'—') /* a shorter dash without blanks stands between two numbers: Section 3–5 */
        return utf8_is_digit(scan_cp_at(scan, end)) ? at : end;
    return dash > at && (cp == '-' || cp == U'–') && scan_is_break(scan, end) ? end : at;
}

/* Chapter 3: Growth; Section 3 of the Act is a reference. */
bool label_read_english(const struct scan *scan, struct label *label)
{
    const struct english_word *found = find_english_word(scan->text);
    struct numeral numeral;
    size_t at, number_at, number_end;
    uint32_t next;

    if (!found)
        return false;
    number_at = strlen(found->word);
    if (!read_numeral_or_letters(scan_rest(scan, number_at), &numeral))
        return false;
    number_end = number_at + numeral.len;
    at = skip_english_closing(scan, number_end);
    if (at == number_end && !scan_is_break(scan, at))
        return false;
    next = scan_cp_at(scan, scan_skip_blanks(scan, at));
    if (utf8_is_lower(next) || phrase_is_mark(next, U",;)"))
        return false;
    scan_set_label(scan, label, found->family, found->form, at);
    scan_set_numeral(scan, label, number_at, &numeral);
    label->is_certain = true;
    return true;
}

enum { ORDINAL_LEN_MIN = 5, ORDINAL_LEN_MAX = 9 }; /* First, Seventhly */

/* First, we will build faster. Second, … ; not First, Second and Third Districts. */
bool label_read_english_ordinal(const struct scan *scan, struct label *label)
{
    static const char *const words[] = {
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    };
    struct slice word, after;
    long number = 0;
    size_t comma = ORDINAL_LEN_MIN;

    while (comma <= ORDINAL_LEN_MAX && comma < scan->text.len && scan->text.ptr[comma] != ',')
        comma++;
    if (comma > ORDINAL_LEN_MAX || comma + strlen(", ") >= scan->text.len || scan->text.ptr[comma + 1] != ' ')
        return false;
    word = slice_part(scan->text, 0, comma);
    after = scan_rest(scan, comma + strlen(", "));
    if (slice_ends(word, SLICE("ly")))
        word.len -= strlen("ly");
    for (size_t i = 0; i < LENGTH_OF(words) && number == 0; i++)
        if (slice_equal(word, slice_of(words[i])))
            number = (long)i + 1;
    if (number == 0 || PHRASE_STARTS(after, words))
        return false;
    scan_set_label(scan, label, LABEL_ORDINAL, LABEL_FORM_COMMA, comma + strlen(","));
    label->number = number;
    return true;
}

/* 附件1 附件： 附表二; 附　则 is a heading whose characters stand apart. */
bool label_read_annex(const struct scan *scan, struct label *label)
{
    static const char *const words[] = { "附件", "附表", "附录", "附錄", "附" };
    struct numeral numeral = { NUMERAL_DECIMAL, 0, 0 };
    size_t at = 0, number_at;
    bool is_closed;

    for (size_t i = 0; i < LENGTH_OF(words) && at == 0; i++)
        if (phrase_starts_with(scan->text, words[i]))
            at = strlen(words[i]);
    if (at == 0)
        return false;
    number_at = scan_skip_blanks(scan, at);
    if (scan_read_number(scan_rest(scan, number_at), &numeral))
        at = number_at + numeral.len;
    is_closed = scan_is_break(scan, at) && (numeral.len > 0 || at > strlen("附") || at >= scan->text.len);
    if (phrase_is_mark(scan_cp_at(scan, at), U"：:．.、")) {
        utf8_next(scan->text, &at);
        is_closed = true;
    }
    if (!is_closed)
        return false;
    scan_set_label(scan, label, LABEL_ANNEX, LABEL_FORM_WORD, at);
    if (numeral.len > 0)
        scan_set_numeral(scan, label, number_at, &numeral);
    label->is_certain = true;
    return true;
}
