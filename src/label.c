#include "label.h"

#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

#include <strings.h>

enum { LABEL_NUMBER_MAX = 999, MULTILEVEL_PART_MAX = 99, MULTILEVEL_DEPTH_MAX = 6, DROPPED_BITS = 64 };

/* The text under the reader, where blanks were dropped from it, and the number in figures or Chinese at its start. */
struct scan {
    struct slice text;
    uint64_t dropped; /* a bit for each of the first DROPPED_BITS bytes */
    struct numeral first; /* where its `len` is not 0 */
};

static const char *const family_names[] = {
    [LABEL_NONE] = "none",
    [LABEL_PART] = "part",
    [LABEL_CHAPTER] = "chapter",
    [LABEL_SECTION] = "section",
    [LABEL_ARTICLE] = "article",
    [LABEL_CJK] = "cjk",
    [LABEL_CJK_PAREN] = "cjk-paren",
    [LABEL_DECIMAL] = "decimal",
    [LABEL_DECIMAL_PAREN] = "decimal-paren",
    [LABEL_CIRCLED] = "circled",
    [LABEL_MULTILEVEL] = "multilevel",
    [LABEL_ROMAN] = "roman",
    [LABEL_ALPHA] = "alpha",
    [LABEL_YISHI] = "yishi",
    [LABEL_ORDINAL] = "ordinal",
    [LABEL_DASH] = "dash",
    [LABEL_ANNEX] = "annex",
    [LABEL_CJK_FORMAL] = "cjk",
};
_Static_assert(sizeof family_names / sizeof family_names[0] == LABEL_FAMILY_COUNT, "every family has a name");

const char *label_family_name(enum label_family family)
{
    return family_names[family];
}

/* The printed forms of labels with a number; equal numbers are siblings. */
enum form {
    FORM_STOP = LABEL_FORM_STOP,
    FORM_COMMA = LABEL_FORM_COMMA,
    FORM_BLANK = LABEL_FORM_BLANK,
    FORM_PARENS,
    FORM_HALF_PAREN,
    FORM_BRACKETS = LABEL_FORM_BRACKETS,
    FORM_SINGLE,
    FORM_WORD = LABEL_FORM_WORD,
};

static struct slice rest(const struct scan *scan, size_t at)
{
    return slice_from(scan->text, at);
}

static uint32_t cp_at(const struct scan *scan, size_t at)
{
    return utf8_at(scan->text, at);
}

static size_t skip_blanks(const struct scan *scan, size_t at)
{
    size_t next = at;

    if (at < scan->text.len && utf8_is_ideograph_lead(scan->text.ptr[at]))
        return at;
    while (utf8_is_space(utf8_next(scan->text, &next)))
        at = next;
    return at;
}

/* Nothing, or a blank, stands at `at`, be it that it was dropped. */
static bool is_break(const struct scan *scan, size_t at)
{
    return at >= scan->text.len || utf8_is_space(cp_at(scan, at)) || (at < DROPPED_BITS && (scan->dropped >> at & 1));
}

static void set_label(const struct scan *scan, struct label *label, enum label_family family, enum form form,
                      size_t len)
{
    label->family = family;
    label->form = form;
    label->len = len;
    label->depth = 1;
    label->printed = slice_part(scan->text, 0, len);
    label->text_offset = skip_blanks(scan, len);
}

static void set_numeral(const struct scan *scan, struct label *label, size_t at, const struct numeral *numeral)
{
    label->number = numeral->number;
    label->numeral = slice_part(scan->text, at, at + numeral->len);
    label->system = numeral->system;
}

/* A、 a) (b): one letter, not the start of a word. */
static bool read_letter(struct slice text, struct numeral *numeral)
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

/* (-)标准体系框架 and —、工作回顾: what a scan made of （一） and 一、 */
static bool read_stroke(struct slice text, struct numeral *numeral)
{
    static const char *const strokes[] = { "-", "—" };

    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++)
        if (slice_starts(text, slice_of(strokes[i]))) {
            *numeral = (struct numeral){ NUMERAL_CJK, strlen(strokes[i]), 1 };
            return true;
        }
    return false;
}

static bool read_number(struct slice text, struct numeral *numeral)
{
    return numeral_read_decimal(text, numeral) || numeral_read_cjk(text, numeral);
}

static bool read_letters(struct slice text, struct numeral *numeral)
{
    return numeral_read_roman(text, numeral) || read_letter(text, numeral);
}

static bool is_cjk(enum numeral_system system)
{
    return system == NUMERAL_CJK || system == NUMERAL_CJK_FORMAL;
}

static bool is_decimal(const struct numeral *numeral)
{
    return numeral->len > 0 && !is_cjk(numeral->system);
}

struct family_of_numeral {
    enum label_family plain, enclosed;
};

static const struct family_of_numeral families_of_numerals[] = {
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
_Static_assert(sizeof families_of_numerals / sizeof families_of_numerals[0] == NUMERAL_SYSTEM_COUNT,
               "one row a system");

static void set_letter_text(struct label *label)
{
    if (label->family == LABEL_ALPHA)
        label->number_text = label->numeral;
}

static const struct bracket {
    uint32_t open, close[2];
    enum form form;
} brackets[] = {
    { '(', { ')', 0xFF09 }, FORM_PARENS },       { 0xFF08, { 0xFF09, ')' }, FORM_PARENS },
    { '[', { ']', 0xFF3D }, FORM_BRACKETS },     { 0xFF3B, { 0xFF3D, ']' }, FORM_BRACKETS },
    { 0x3010, { 0x3011, 0x3011 }, FORM_BRACKETS }, { 0x3014, { 0x3015, 0x3015 }, FORM_BRACKETS },
    { 0x3008, { 0xFF09, ')' }, FORM_PARENS }, /* 〈五）财政: what a scan made of （五） */
};

static const struct bracket *find_bracket(uint32_t open)
{
    for (size_t i = 0; i < sizeof brackets / sizeof brackets[0]; i++)
        if (brackets[i].open == open)
            return &brackets[i];
    return NULL;
}

/* （一）项规定的条件 and （一）至（三）项 refer to an item; （一）项目建设 is one. */
static bool is_reference_to_item(struct slice after)
{
    PHRASE_LIST(words, "项规定", "项所", "项、", "项和", "项至", "款规定", "至（", "至(", "、（", "、(", "和（");

    return phrase_list_starts(&words, after);
}

/* （一） (1) [1] （a） and （ 一 ）、 */
static bool read_enclosed(const struct scan *scan, struct label *label)
{
    size_t at = 0, inner;
    const struct bracket *bracket = find_bracket(utf8_next(scan->text, &at));
    struct numeral numeral;
    uint32_t close;

    if (!bracket)
        return false;
    inner = skip_blanks(scan, at);
    if (!read_number(rest(scan, inner), &numeral) && !read_letters(rest(scan, inner), &numeral) &&
        !read_stroke(rest(scan, inner), &numeral))
        return false;
    if (numeral.number > LABEL_NUMBER_MAX || numeral.number < 1)
        return false;
    at = skip_blanks(scan, inner + numeral.len);
    close = utf8_next(scan->text, &at);
    if ((close != bracket->close[0] && close != bracket->close[1]) || is_reference_to_item(rest(scan, at)))
        return false;
    if (phrase_is_mark(cp_at(scan, at), U"、．."))
        utf8_next(scan->text, &at);
    set_label(scan, label, families_of_numerals[numeral.system].enclosed, bracket->form, at);
    set_numeral(scan, label, inner, &numeral);
    set_letter_text(label);
    label->is_certain = label->family == LABEL_CJK_PAREN || label->family == LABEL_DECIMAL_PAREN;
    return true;
}

/* ① ⑴ ⒈ ㈠ Ⅱ、 */
static bool read_single(const struct scan *scan, struct label *label)
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
    if (phrase_is_mark(cp_at(scan, at), U"、．."))
        utf8_next(scan->text, &at);
    else if (kind == SINGLE_ROMAN && !is_break(scan, at)) /* Ⅲ类水体 is a class of water */
        return false;
    set_label(scan, label, families[kind], FORM_SINGLE, at);
    set_numeral(scan, label, 0, &numeral);
    label->is_certain = true;
    return true;
}

/* 1.15亿斤, 3.2%, 2.5个百分点: what stands behind a quantity's digits. */
static bool is_unit(struct slice after)
{
    static const char *const units[] = {
        "亿", "万", "千", "百", "十", "个", "倍", "元", "吨", "斤", "亩", "公里", "公顷", "米", "平方", "立方", "小时", "分",
        "度", "岁", "年", "月", "日", "人", "户", "家", "项", "条", "次", "件", "台", "所", "座", "张", "％", "%", "‰", "℃", "∶",
        "号）", "号文",
        ":", "：", "~", "～", "-", "—", "、", "和", "至", "/", "左右", "以上", "以下", "以内",
    };

    return PHRASE_STARTS(after, units);
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == 0xFF0E;
}

/* Reads the further parts of 1.2.3; `at` stands behind the first. The number of parts, 0 where it is no such number. */
static unsigned read_parts(const struct scan *scan, size_t *at, struct numeral *last)
{
    unsigned depth = 1;

    while (is_stop(cp_at(scan, *at)) && depth < MULTILEVEL_DEPTH_MAX) {
        size_t part = *at;
        struct numeral next;

        utf8_next(scan->text, &part);
        if (!numeral_read_decimal(rest(scan, part), &next)) /* 1.1. 总则 ends with a point */
            break;
        *last = next;
        if (last->number < 1 || last->number > MULTILEVEL_PART_MAX)
            return 0;
        *at = part + last->len;
        depth++;
    }
    return depth;
}

/* 2.1版预约系统 counts versions, 1.1版权保护 may be a heading. */
static bool is_version(struct slice after)
{
    return slice_starts(after, SLICE("版")) && !slice_starts(after, SLICE("版权"));
}

/* 1.1 总体要求, 3.2.1总则; not 1.15亿斤, not 3.3 per cent. */
static bool read_multilevel(const struct scan *scan, struct label *label)
{
    struct numeral numeral = scan->first;
    size_t at, end;
    unsigned depth;
    uint32_t next;

    if (!is_decimal(&numeral) || numeral.number > MULTILEVEL_PART_MAX || numeral.number < 1)
        return false;
    at = numeral.len;
    depth = read_parts(scan, &at, &numeral);
    if (depth < 2)
        return false;
    end = at;
    if (phrase_is_mark(cp_at(scan, at), U".．、"))
        utf8_next(scan->text, &at);
    next = cp_at(scan, skip_blanks(scan, at));
    if (is_version(rest(scan, at)))
        return false;
    if (utf8_is_lower(next) || utf8_is_digit(next) || is_unit(rest(scan, skip_blanks(scan, at))))
        return false;
    if (at < scan->text.len && !utf8_is_cjk(next) && !utf8_is_upper(next) && !phrase_is_mark(next, U"“‘\"《〈（("))
        return false;
    set_label(scan, label, LABEL_MULTILEVEL, FORM_STOP, at);
    label->depth = depth;
    label->number = numeral.number;
    label->numeral = slice_part(scan->text, end - numeral.len, end);
    label->number_text = slice_part(scan->text, 0, end);
    label->system = numeral.system;
    label->is_certain = is_break(scan, at) || at > end;
    return true;
}

/* 一、二、三产业 and 三、四线城市: a run of numbers, no label. */
static bool is_run_of_numbers(struct slice after, long number)
{
    static const char *const nouns[] = { "、", "产", "产业", "线", "季度", "级", "类", "期", "批", "轮", "次产业", "月份", "号", "至" };
    struct numeral next;

    if (!numeral_read_cjk(after, &next) && !numeral_read_decimal(after, &next))
        return false;
    return next.number == number + 1 && PHRASE_STARTS(slice_from(after, next.len), nouns);
}

/* What closes a plain number, and whether that alone proves a label. */
static const struct closing {
    uint32_t cp;
    enum form form;
} closings[] = {
    { 0x3001, FORM_COMMA },   { '.', FORM_STOP },          { 0xFF0E, FORM_STOP },
    { ')', FORM_HALF_PAREN }, { 0xFF09, FORM_HALF_PAREN }, { 0x4E36, FORM_COMMA }, /* 一丶: typed by its shape */
};

static enum form find_closing(uint32_t cp)
{
    for (size_t i = 0; i < sizeof closings / sizeof closings[0]; i++)
        if (closings[i].cp == cp)
            return closings[i].form;
    return (enum form)0;
}

/* What may follow 1. directly: 1.2 is a decimal, but 1.2023年 and 1.2024春节庙会 open with a year. */
static bool is_decimal_fraction(const struct scan *scan, size_t at)
{
    struct numeral fraction;

    if (!numeral_read_decimal(rest(scan, at), &fraction))
        return false;
    if (fraction.len < 4)
        return true;
    return !slice_starts(rest(scan, at + fraction.len), SLICE("年")) &&
           !(fraction.number >= 1900 && fraction.number < 2100 && utf8_is_ideograph(cp_at(scan, at + fraction.len)) &&
             !is_unit(rest(scan, at + fraction.len)));
}

/* 五一、端午、中秋国庆期间…: days that are called by their numbers. 五十一、 is a label, 十一、 may be. */
static bool is_festival(const struct numeral *numeral)
{
    static const long days[] = { 38, 51, 54, 61, 71, 81 };

    for (size_t i = 0; numeral->len == strlen("五一") && i < sizeof days / sizeof days[0]; i++)
        if (numeral->number == days[i])
            return true;
    return false;
}

static bool is_plain_allowed(const struct scan *scan, const struct numeral *numeral, enum form form, size_t at)
{
    uint32_t next = cp_at(scan, at);

    switch (numeral->system) {
    case NUMERAL_CJK:
    case NUMERAL_CJK_FORMAL:
        return numeral->number < 100 && !is_festival(numeral) &&
               !is_run_of_numbers(rest(scan, at), numeral->number);
    case NUMERAL_ROMAN_UPPER:
    case NUMERAL_ROMAN_LOWER:
    case NUMERAL_ALPHA_UPPER:
    case NUMERAL_ALPHA_LOWER: /* U.S. and e.g. are no labels */
        return (is_break(scan, at) && at < scan->text.len) || utf8_is_ideograph(next);
    default:
        if (form == FORM_COMMA)
            return !is_run_of_numbers(rest(scan, at), numeral->number);
        return form != FORM_STOP || !is_decimal_fraction(scan, at);
    }
}

/* 一、 1. 1、 a) IV. */
static bool read_plain(const struct scan *scan, struct label *label)
{
    struct numeral numeral = scan->first;
    enum form form;
    size_t at;

    bool is_stroke = numeral.len == 0 && read_stroke(scan->text, &numeral);

    if ((numeral.len == 0 && !read_letters(scan->text, &numeral)) || numeral.number > LABEL_NUMBER_MAX ||
        numeral.number < 1)
        return false;
    at = skip_blanks(scan, numeral.len);
    form = find_closing(utf8_next(scan->text, &at));
    if (!form || (is_stroke && form != FORM_COMMA) || !is_plain_allowed(scan, &numeral, form, at))
        return false;
    if (is_cjk(numeral.system) && form == FORM_STOP) /* 一． is another hand's 一、 */
        form = FORM_COMMA;
    set_label(scan, label, families_of_numerals[numeral.system].plain, form, at);
    set_numeral(scan, label, 0, &numeral);
    set_letter_text(label);
    if (form == FORM_HALF_PAREN && label->family == LABEL_DECIMAL)
        label->family = LABEL_DECIMAL_PAREN;
    if (form == FORM_HALF_PAREN && label->family == LABEL_CJK)
        label->family = LABEL_CJK_PAREN;
    label->is_certain = label->family == LABEL_CJK || label->family == LABEL_CJK_PAREN; /* 陸、 may open 陸、空 */
    return true;
}

/* 一　2023年工作回顾, 二　“十五五”时期主要目标: headings of reports, which need no sequence to be told. */
static bool begins_with_period(struct slice text)
{
    return slice_starts(text, SLICE("“十")) || numeral_begins_year(text);
}

/* 一　总论, 1 总则: a number and a blank; good only where it continues a sequence. */
static bool read_before_blank(const struct scan *scan, struct label *label)
{
    struct numeral numeral = scan->first;
    bool has_period;
    size_t text;

    if (numeral.len == 0 || numeral.number < 1 || numeral.number > 99 || !is_break(scan, numeral.len))
        return false;
    text = skip_blanks(scan, numeral.len);
    has_period = is_cjk(numeral.system) && begins_with_period(rest(scan, text));
    if (!utf8_is_ideograph(cp_at(scan, text)) && !(utf8_is_upper(cp_at(scan, text)) && numeral.number <= 30) &&
        !has_period)
        return false;
    if (is_unit(rest(scan, text)))
        return false;
    set_label(scan, label, families_of_numerals[numeral.system].plain, FORM_BLANK, numeral.len);
    set_numeral(scan, label, 0, &numeral);
    label->is_certain = has_period;
    return true;
}

/* 01综合 … 10财政: numbers printed in front of a heading without a mark; good only where they continue a sequence. */
static bool read_before_text(const struct scan *scan, struct label *label)
{
    struct numeral numeral = scan->first;

    if (!is_decimal(&numeral) || numeral.len != 2 || numeral.number < 1)
        return false;
    if (!utf8_is_ideograph(cp_at(scan, numeral.len)) || is_unit(rest(scan, numeral.len)))
        return false;
    set_label(scan, label, LABEL_DECIMAL, FORM_WORD, numeral.len);
    set_numeral(scan, label, 0, &numeral);
    return true;
}

static const struct unit {
    const char *word;
    enum label_family family;
} units[] = {
    { "编", LABEL_PART },    { "編", LABEL_PART },    { "篇", LABEL_PART },    { "部分", LABEL_PART },
    { "卷", LABEL_PART },    { "章", LABEL_CHAPTER }, { "节", LABEL_SECTION }, { "節", LABEL_SECTION },
    { "条", LABEL_ARTICLE }, { "條", LABEL_ARTICLE },
};

static const struct unit *find_unit(struct slice text)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (phrase_starts_with(text, units[i].word))
            return &units[i];
    return NULL;
}

/* 第三条规定的, 第二章所称, 第一条至第五条 */
static bool is_reference(struct slice after, enum label_family family)
{
    static const char *const words[] = { "规定", "規定", "所", "的", "至", "和", "、",    "及",
                                         "或",   "，",   ",",  "第", "款", "项", "之规定" };
    static const char *const article_words[] = { "中", "以", "与", "到", "～", "-", "除" };

    return PHRASE_STARTS(after, words) || (family == LABEL_ARTICLE && PHRASE_STARTS(after, article_words));
}

/* 之一 of 第一百二十条之一 */
static size_t skip_inserted(const struct scan *scan, size_t at)
{
    struct numeral inserted;

    if (slice_starts(rest(scan, at), SLICE("之")) && numeral_read_cjk(rest(scan, at + 3), &inserted))
        return at + 3 + inserted.len;
    return at;
}

static bool read_unit_label(const struct scan *scan, struct label *label, size_t number_at,
                            const struct numeral *numeral, size_t at)
{
    const struct unit *unit = find_unit(rest(scan, at));
    size_t end;
    bool is_closed;

    if (!unit)
        return false;
    end = skip_inserted(scan, at + strlen(unit->word));
    is_closed = is_break(scan, end);
    if (!is_closed && is_reference(rest(scan, end), unit->family))
        return false;
    if (phrase_is_mark(cp_at(scan, end), U"：:．.")) {
        utf8_next(scan->text, &end);
        is_closed = true;
    }
    set_label(scan, label, unit->family, FORM_WORD, end);
    set_numeral(scan, label, number_at, numeral);
    label->is_certain = is_closed || unit->family != LABEL_ARTICLE;
    return true;
}

/* 第一是粮食增产。第二是… counts as 一是 does. */
static bool read_ordinal_is(const struct scan *scan, struct label *label, size_t number_at,
                            const struct numeral *numeral, size_t at)
{
    if (!slice_starts(rest(scan, at), SLICE("是")) || slice_starts(rest(scan, at), SLICE("是非")))
        return false;
    set_label(scan, label, LABEL_YISHI, FORM_WORD, at + strlen("是"));
    set_numeral(scan, label, number_at, numeral);
    return true;
}

/* 第一章 第二部分 第三条, and 第一， */
static bool read_ordinal(const struct scan *scan, struct label *label)
{
    struct numeral numeral;
    size_t number_at, at;

    if (!slice_starts(scan->text, SLICE("第")) && !slice_starts(scan->text, SLICE("其")))
        return false;
    number_at = skip_blanks(scan, 3);
    if (!numeral_read_cjk(rest(scan, number_at), &numeral) && !numeral_read_decimal(rest(scan, number_at), &numeral))
        return false;
    at = skip_blanks(scan, number_at + numeral.len);
    if (numeral.number < 1)
        return false;
    if (slice_starts(scan->text, SLICE("第")) && read_unit_label(scan, label, number_at, &numeral, at))
        return true;
    if (read_ordinal_is(scan, label, number_at, &numeral, at))
        return true;
    if (!phrase_is_mark(utf8_next(scan->text, &at), U"，,、：:"))
        return false;
    if (slice_starts(rest(scan, at), SLICE("第")) || is_run_of_numbers(rest(scan, at), numeral.number)) /* 第一、第二产业 */
        return false;
    set_label(scan, label, LABEL_ORDINAL, FORM_COMMA, at);
    set_numeral(scan, label, number_at, &numeral);
    return true;
}

/* 一是 二要; 三要素 is a noun. */
static bool read_yishi(const struct scan *scan, struct label *label)
{
    static const char *const nouns[] = { "要素", "要件", "要点", "是非" };
    struct numeral numeral = scan->first;
    struct slice after;

    if (numeral.len == 0 || is_decimal(&numeral) || numeral.number < 1 || numeral.number > 30)
        return false;
    after = rest(scan, numeral.len);
    if ((!slice_starts(after, SLICE("是")) && !slice_starts(after, SLICE("要"))) || PHRASE_STARTS(after, nouns))
        return false;
    set_label(scan, label, LABEL_YISHI, slice_starts(after, SLICE("是")) ? FORM_COMMA : FORM_STOP, numeral.len + 3);
    set_numeral(scan, label, 0, &numeral);
    return true;
}

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
    { 0x00B7, 1, false }, /* · */
    { 0x2013, 1, true },  /* – */
    { 0x2014, 3, false }, /* ——— */
    { 0x2014, 2, false }, /* —— */
    { 0x2014, 1, true },  /* — */
    { 0x2015, 2, false }, /* ―― */
    { 0x2022, 1, false }, /* • */
    { 0x203B, 1, true },  /* ※ */
    { 0x2500, 2, false }, /* ── */
    { 0x2501, 2, false }, /* ━━ */
    { 0x25A0, 1, false }, /* ■ */
    { 0x25A1, 1, false }, /* □ */
    { 0x25AA, 1, false }, /* ▪ */
    { 0x25B2, 1, false }, /* ▲ */
    { 0x25BA, 1, false }, /* ► */
    { 0x25C6, 1, false }, /* ◆ */
    { 0x25C7, 1, false }, /* ◇ */
    { 0x25CB, 1, true },  /* ○ */
    { 0x25CF, 1, false }, /* ● */
    { 0x2605, 1, false }, /* ★ */
    { 0x2713, 1, false }, /* ✓ */
    { 0x27A2, 1, false }, /* ➢ */
    { 0x27A4, 1, false }, /* ➤ */
    { 0x4E00, 2, false }, /* 一一: what a scan made of —— */
    { 0xF06C, 1, false }, /* bullets of the fonts Wingdings and Symbol, as Word hands them out */
    { 0xF0B7, 1, false },
    { 0xFF0D, 2, false }, /* －－ */
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
    static const bool is_heading[LABEL_FAMILY_COUNT] = {
        [LABEL_PART] = true,    [LABEL_CHAPTER] = true, [LABEL_SECTION] = true,
        [LABEL_ARTICLE] = true, [LABEL_CJK] = true,     [LABEL_CJK_PAREN] = true,
    };
    size_t at = skip_blanks(scan, bullet_len);
    uint32_t first = cp_at(scan, at);
    struct label behind;

    if (!utf8_is_ideograph(first) && utf8_fold_width(first) != '(')
        return false;
    if (!label_read_cleaned(rest(scan, at), at < DROPPED_BITS ? scan->dropped >> at : 0, &behind) ||
        !is_heading[behind.family] || !behind.is_certain)
        return false;
    *label = behind;
    label->form |= LABEL_FORM_BULLET;
    label->len += at;
    label->text_offset += at;
    label->printed = slice_part(scan->text, 0, label->len);
    return true;
}

/* —— · • ■ ; a longer line of dashes is a rule, no bullet. */
static bool read_dash(const struct scan *scan, struct label *label)
{
    uint32_t first = utf8_first(scan->text);

    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && marks[i].cp <= first; i++) {
        size_t len = marks[i].cp == first ? mark_len(&marks[i], scan->text) : 0;

        if (len == 0 || (marks[i].needs_blank && !is_break(scan, len)))
            continue;
        if (skip_blanks(scan, len) >= scan->text.len || cp_at(scan, len) == first)
            return false;
        if (first == 0x00B7 && utf8_is_digit(cp_at(scan, len))) /* “23·7” broken at a line's end */
            return false;
        if (first == 0x25A1 && slice_find(scan->text, SLICE("□"), len) != SLICE_NONE) /* □是 □否: boxes to tick */
            return false;
        if (marks[i].times == 1 && read_behind_bullet(scan, len, label))
            return true;
        set_label(scan, label, LABEL_DASH, FORM_WORD + (enum form)i, len);
        return true;
    }
    return false;
}

/* 一一坚定不移地推进改革: no other mark is a numeral too. 一一对应 is a word, 一一〇 a number. */
static bool read_dash_of_strokes(const struct scan *scan, struct label *label)
{
    PHRASE_LIST(words,
        "、", "．", ".", "对应", "对照", "落实", "核对", "核实", "回应", "列出", "列举", "作", "见面", "介绍", "解答", "说明", "答复", "走访");
    struct slice strokes = SLICE("一一"), after;

    if (!slice_starts(scan->text, strokes))
        return false;
    after = slice_from(scan->text, strokes.len);
    return !numeral_is_cjk(utf8_first(after)) && !phrase_list_starts(&words, after) && read_dash(scan, label);
}

static const struct english_word {
    const char *word;
    enum label_family family;
} english_words[] = {
    { "Chapter ", LABEL_CHAPTER },  { "Part ", LABEL_PART },       { "Section ", LABEL_SECTION },
    { "Article ", LABEL_ARTICLE },  { "Appendix ", LABEL_ANNEX },  { "Annex ", LABEL_ANNEX },
    { "Attachment ", LABEL_ANNEX }, { "Enclosure ", LABEL_ANNEX },
};

static bool read_upper_numeral(struct slice text, struct numeral *numeral)
{
    return numeral_read_decimal(text, numeral) || read_letters(text, numeral);
}

/* The word that the text, which goes on behind it, starts with: its capital, and then either case (CHAPTER 3). */
static const struct english_word *find_english_word(struct slice text)
{
    for (size_t i = 0; i < sizeof english_words / sizeof english_words[0]; i++) {
        const char *word = english_words[i].word;

        if (text.ptr[0] == word[0] && text.len > strlen(word) && strncasecmp(text.ptr, word, strlen(word)) == 0)
            return &english_words[i];
    }
    return NULL;
}

/* Chapter 3: Growth, and Chapter 3 — Growth. Where what closes the number ends; `at` where nothing does. */
static size_t skip_english_closing(const struct scan *scan, size_t at)
{
    size_t dash = skip_blanks(scan, at), end = dash;
    uint32_t cp = utf8_next(scan->text, &end);

    if (dash == at && (cp == '.' || cp == ':'))
        return end;
    if (cp == 0x2014) /* a shorter dash without blanks stands between two numbers: Section 3–5 */
        return utf8_is_digit(cp_at(scan, end)) ? at : end;
    return dash > at && (cp == '-' || cp == 0x2013) && is_break(scan, end) ? end : at;
}

/* Chapter 3: Growth; Section 3 of the Act is a reference. */
static bool read_english(const struct scan *scan, struct label *label)
{
    const struct english_word *found = find_english_word(scan->text);
    struct numeral numeral;
    size_t at, number_at, number_end;
    uint32_t next;

    if (!found)
        return false;
    number_at = strlen(found->word);
    if (!read_upper_numeral(rest(scan, number_at), &numeral))
        return false;
    number_end = number_at + numeral.len;
    at = skip_english_closing(scan, number_end);
    if (at == number_end && !is_break(scan, at))
        return false;
    next = cp_at(scan, skip_blanks(scan, at));
    if (utf8_is_lower(next) || phrase_is_mark(next, U",;)"))
        return false;
    set_label(scan, label, found->family, FORM_WORD, at);
    set_numeral(scan, label, number_at, &numeral);
    label->is_certain = true;
    return true;
}

/* 附件1 附件： 附表二; 附　则 is a heading whose characters stand apart. */
static bool read_annex(const struct scan *scan, struct label *label)
{
    static const char *const words[] = { "附件", "附表", "附录", "附錄", "附" };
    struct numeral numeral = { NUMERAL_DECIMAL, 0, 0 };
    size_t at = 0, number_at;
    bool is_closed;

    for (size_t i = 0; i < sizeof words / sizeof words[0] && at == 0; i++)
        if (phrase_starts_with(scan->text, words[i]))
            at = strlen(words[i]);
    if (at == 0)
        return false;
    number_at = skip_blanks(scan, at);
    if (numeral_read_decimal(rest(scan, number_at), &numeral) || numeral_read_cjk(rest(scan, number_at), &numeral))
        at = number_at + numeral.len;
    is_closed = is_break(scan, at) && (numeral.len > 0 || at > strlen("附") || at >= scan->text.len);
    if (phrase_is_mark(cp_at(scan, at), U"：:．.、")) {
        utf8_next(scan->text, &at);
        is_closed = true;
    }
    if (!is_closed)
        return false;
    set_label(scan, label, LABEL_ANNEX, FORM_WORD, at);
    if (numeral.len > 0)
        set_numeral(scan, label, number_at, &numeral);
    label->is_certain = true;
    return true;
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
    [AT_NUMERAL] = { read_dash_of_strokes, read_plain, read_yishi, read_before_blank },
    [AT_DIGIT] = { read_multilevel, read_plain, read_before_blank, read_before_text },
    [AT_LETTER] = { read_plain, read_english },
    [AT_WORD] = { read_ordinal, read_annex },
    [AT_BRACKET] = { read_enclosed },
    [AT_MARK] = { read_single, read_dash, read_plain },
    [AT_CIRCLE] = { read_single, read_plain, read_yishi, read_dash, read_before_blank },
};

static enum start find_start(uint32_t cp)
{
    uint32_t folded = utf8_fold_width(cp) | 0x20;

    if (utf8_is_ideograph(cp)) {
        if (cp == 0x7B2C || cp == 0x5176 || cp == 0x9644) /* 第 其 附 */
            return AT_WORD;
        return numeral_is_cjk(cp) ? AT_NUMERAL : AT_NOTHING;
    }
    if (utf8_is_digit(cp))
        return AT_DIGIT;
    if (folded >= 'a' && folded <= 'z')
        return AT_LETTER;
    if ((cp >= 0x2018 && cp <= 0x201F) || (cp >= 0x300A && cp <= 0x300F)) /* “ 《 */
        return AT_NOTHING;
    if (find_bracket(cp))
        return AT_BRACKET;
    return numeral_is_cjk(cp) ? AT_CIRCLE : AT_MARK;
}

/* **第一条** 中华…: Markdown's marks of bold type around a label stay outside of it. */
static bool read_bold(struct slice text, struct label *label)
{
    size_t close = slice_find(text, SLICE("**"), 3);
    size_t behind = close + 2;

    if (close == SLICE_NONE || close > 64 || !label_read_cleaned(slice_part(text, 2, close), 0, label))
        return false;
    while (behind < text.len && text.ptr[behind] == ' ')
        behind++;
    if (label->len != close - 2 || behind >= text.len)
        return false;
    label->len = behind;
    label->text_offset = behind;
    label->is_certain = true;
    return true;
}

bool label_read_cleaned(struct slice text, uint64_t dropped, struct label *label)
{
    struct scan scan = { .text = text, .dropped = dropped };
    enum start start;

    if (slice_starts(text, SLICE("**")))
        return read_bold(text, label);
    if (text.len == 0)
        return false;
    start = find_start(utf8_first(text));
    if (start == AT_NOTHING)
        return false;
    if (start == AT_CIRCLE)
        numeral_read_cjk(text, &scan.first); /* which a mark need not be */
    if ((start == AT_NUMERAL && !numeral_read_cjk(text, &scan.first)) ||
        (start == AT_DIGIT && !numeral_read_decimal(text, &scan.first)))
        return false;
    memset(label, 0, sizeof *label);
    for (size_t i = 0; readers[start][i]; i++)
        if (readers[start][i](&scan, label))
            return true;
    return false;
}

bool label_read(struct slice text, struct label *label)
{
    return label_read_cleaned(text, 0, label);
}

bool label_as_letter(const struct label *roman, struct label *letter)
{
    struct numeral numeral;

    if (roman->family != LABEL_ROMAN || roman->numeral.len != 1 || !read_letter(roman->numeral, &numeral))
        return false;
    *letter = *roman;
    letter->family = LABEL_ALPHA;
    letter->number = numeral.number;
    letter->system = numeral.system;
    set_letter_text(letter);
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
