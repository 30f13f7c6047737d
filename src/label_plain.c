/* Labels of a number and what closes it: 一、 1. 1、 a) IV., 1.2.3, 1 总则, 01综合 */
#include "label_scan.h"

#include "phrase.h"

enum { MULTILEVEL_PART_MAX = 99, MULTILEVEL_DEPTH_MAX = 6 };

/* 1.1 项目概况, 2 分类管理: a word that begins as a unit does. */
static bool begins_noun(struct slice after)
{
    static const char *const nouns[] = {
        "人均", "户均", "年均", "月均", "日均", "项目", "人员", "人才", "人口", "人力", "人民", "人工", "人居", "人文", "人事", "人大", "人机", "人身",
        "人防", "人群", "人际", "人造", "人脸", "人社", "人道", "家庭", "家政", "家长", "家具", "家电", "家禽",
        "家畜", "家居", "家园", "家风", "家校", "家装", "个人", "个体", "个性", "个案", "个税", "分类", "分工",
        "分析", "分级", "分配", "分布", "分区", "分层", "分步", "分项", "分支", "分包", "分业", "分众", "分散",
        "分红", "分公司", "分行", "分期", "分解", "年度", "年报", "年检", "年轻", "年终", "年货", "月度", "月报",
        "月球", "日常", "日程", "日报", "日用", "日照", "日间", "度假", "度汛", "度夏", "条件", "条例", "条款",
        "条块", "次生", "次级", "台账", "台风", "台商", "台胞", "所属", "所有", "所得", "所在", "座谈", "座椅",
        "户籍", "户外", "户用", "百日", "百姓", "百年", "百强", "百货", "百花", "百业", "百校", "百企", "千方",
        "千兆", "千村", "千企", "万众", "万物", "万里", "万企", "十大", "十四五", "十五五", "十佳", "十字", "十四届",
        "十五届", "和谐", "和平", "和美", "和解", "亿万", "元旦", "元宇宙", "元素", "元件", "倍增", "吨位",
    };
    static const char *const counted[] = { "项目标", "个人文", "个人工" }; /* 3 项目标全部完成 */

    return PHRASE_STARTS(after, nouns) && !PHRASE_STARTS(after, counted);
}

/* 1.15亿斤, 3.2%, 1.2 万吨: what a number measures, or what goes on from it. */
static bool is_measure(struct slice after)
{
    static const char *const measures[] = {
        "亿", "万", "千", "百", "十", "个百分点", "倍", "元", "吨", "斤", "亩", "公里", "公顷", "米", "平方", "立方", "小时",
        "％", "%", "‰", "℃", "∶", ":", "：", "~", "～", "-", "—", "、", "和", "至", "/", "左右", "以上", "以下", "以内",
    };

    return PHRASE_STARTS(after, measures) && !begins_noun(after);
}

/* 3项, 12人: what is counted one by one. */
static bool is_counter(struct slice after)
{
    static const char *const counters[] = {
        "个", "分", "度", "岁", "周岁", "年", "月", "日", "人", "户", "家", "项", "条", "次", "件", "台", "所", "座", "张",
    };

    return PHRASE_STARTS(after, counters) && !begins_noun(after);
}

/* What stands behind a quantity's digits, or those of a document: 12号文. */
static bool is_unit(struct slice after)
{
    static const char *const ends_of_number[] = { "号）", "号文" };

    return is_measure(after) || is_counter(after) || PHRASE_STARTS(after, ends_of_number);
}

/* 1.2 户型设计, 1.3 年均增速, 3.2 分灾种响应 go on as words; 1.5 人， and 1.5 年左右 do not. */
static bool is_part_of_word(struct slice after)
{
    static const char *const counters[] = { "人", "户", "家", "年", "月", "日", "分", "次", "台", "所", "条", "座" };
    static const char *const behind[] = { "以上", "以下", "以内", "左右", "多", "半", "的", "内", "间", "前", "后",
                                          "钟" };
    struct slice rest = PHRASE_STARTS(after, counters) ? slice_from(after, strlen("人")) : (struct slice){ 0 };

    return utf8_is_ideograph(utf8_first(rest)) && !PHRASE_STARTS(rest, behind);
}

/* The same behind a fraction and a blank. */
static bool is_unit_of_fraction(struct slice after)
{
    return is_unit(after) && !is_part_of_word(after);
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == U'．';
}

/* Reads the further parts of 1.2.3; `at` stands behind the first. The number of parts, 0 where it is no such number. */
static unsigned read_parts(const struct scan *scan, size_t *at, struct numeral *last)
{
    unsigned depth = 1, n_zero = 0;

    while (is_stop(scan_cp_at(scan, *at)) && depth < MULTILEVEL_DEPTH_MAX) {
        size_t part = *at;
        struct numeral next;

        utf8_next(scan->text, &part);
        if (!numeral_read_decimal(scan_rest(scan, part), &next)) /* 1.1. 总则 ends with a point */
            break;
        *last = next;
        if (last->number > MULTILEVEL_PART_MAX)
            return 0;
        n_zero += last->number == 0;
        *at = part + last->len;
        depth++;
    }
    if (last->number < 1 || (n_zero > 0 && depth != 3)) /* 10.0.0.1 is an address */
        return 0;
    return depth; /* 1.0.2 numbers the articles of a standard's chapter that has no sections */
}

/* 2.1版预约系统 counts versions, 1.1版权保护 may be a heading. */
static bool is_version(struct slice after)
{
    return slice_starts(after, SLICE("版")) && !slice_starts(after, SLICE("版权"));
}

static bool begins_measure(const struct scan *scan, size_t at)
{
    return scan_is_break(scan, at) ? is_unit_of_fraction(scan_rest(scan, scan_skip_blanks(scan, at)))
                                   : is_unit(scan_rest(scan, at));
}

/* 1.1 总体要求, 3.2.1总则, 4.1.1 Ⅰ级响应; not 1.15亿斤, not 3.3 per cent, nor 46.4，三次产业…, the last of a ratio. */
static bool may_go_on(const struct scan *scan, size_t at)
{
    uint32_t next = scan_cp_at(scan, scan_skip_blanks(scan, at));

    if (is_version(scan_rest(scan, at)) || phrase_is_one_of(next, U"，；"))
        return false;
    if (utf8_is_lower(next) || utf8_is_digit(next) || begins_measure(scan, at))
        return false;
    return at >= scan->text.len || utf8_is_cjk(next) || utf8_is_upper(next) ||
           phrase_is_mark(next, U"“‘\"《〈（(ⅠⅡⅢⅣⅤ");
}

/* The parts from `at` on, behind the first one. */
static bool read_behind_first_part(const struct scan *scan, struct label *label, size_t at)
{
    struct numeral numeral;
    unsigned depth;
    size_t end;

    if (!is_stop(scan_cp_at(scan, at)))
        return false;
    numeral = scan->first;
    depth = read_parts(scan, &at, &numeral);
    end = at;
    if (depth < 2)
        return false;
    if (phrase_is_mark(scan_cp_at(scan, at), U".．、"))
        utf8_next(scan->text, &at);
    if (!may_go_on(scan, at))
        return false;
    scan_set_label(scan, label, LABEL_MULTILEVEL, LABEL_FORM_STOP, at);
    label->depth = depth;
    label->number = numeral.number;
    label->numeral = slice_part(scan->text, end - numeral.len, end);
    label->number_text = slice_part(scan->text, 0, end);
    label->system = numeral.system;
    label->is_certain = scan_is_break(scan, at) || at > end;
    return true;
}

bool label_read_multilevel(const struct scan *scan, struct label *label)
{
    if (!scan_is_decimal(&scan->first) || scan->first.number > MULTILEVEL_PART_MAX || scan->first.number < 1)
        return false;
    return read_behind_first_part(scan, label, scan->first.len);
}

/* A.1 General, A.2.3 Depth of water: below Annex A. */
bool label_read_in_annex(const struct scan *scan, struct label *label)
{
    bool is_numbered = scan->text.len > 2 && scan->text.ptr[0] >= 'A' && scan->text.ptr[0] <= 'Z' &&
                       scan->text.ptr[1] == '.' && utf8_is_digit((unsigned char)scan->text.ptr[2]);
    struct label read;

    if (!is_numbered)
        return false;
    read = *label;
    if (!read_behind_first_part(scan, &read, 1) || !read.is_certain)
        return false; /* I.1）: another reader may take the I. */
    *label = read;
    return true;
}

/* What closes a plain number, and whether that alone proves a label. */
static const struct closing {
    uint32_t cp;
    enum label_form form;
} closings[] = {
    { U'、', LABEL_FORM_COMMA },
    { U'丶', LABEL_FORM_COMMA }, /* 一丶: typed by its shape */
    { U'､', LABEL_FORM_COMMA },  /* 一､ of half the width */
    { '.', LABEL_FORM_STOP },
    { U'．', LABEL_FORM_STOP },
    { ')', LABEL_FORM_HALF_PAREN },
    { U'）', LABEL_FORM_HALF_PAREN },
};

static enum label_form find_closing(uint32_t cp)
{
    for (size_t i = 0; i < LENGTH_OF(closings); i++)
        if (closings[i].cp == cp)
            return closings[i].form;
    return (enum label_form)0;
}

/* What may follow 1. directly: 1.2 is a decimal, but 1.2023年 and 1.2024春节庙会 open with a year, 2.18周岁以上 with an age. */
static bool is_decimal_fraction(const struct scan *scan, size_t at)
{
    struct numeral fraction;
    struct slice behind;

    if (!numeral_read_decimal(scan_rest(scan, at), &fraction))
        return false;
    behind = scan_rest(scan, at + fraction.len);
    if (fraction.len < 4)
        return !slice_starts(behind, SLICE("周岁"));
    return !slice_starts(behind, SLICE("年")) &&
           !(fraction.number >= 1900 && fraction.number < 2100 && utf8_is_ideograph(utf8_first(behind)) &&
             !is_unit(behind));
}

/* 五一、端午、中秋国庆期间…: days that are called by their numbers. 五十一、 is a label, 十一、 may be. */
static bool is_festival(const struct numeral *numeral)
{
    static const long days[] = { 38, 51, 54, 61, 71, 81 };

    for (size_t i = 0; numeral->len == strlen("五一") && i < LENGTH_OF(days); i++)
        if (numeral->number == days[i])
            return true;
    return false;
}

static bool is_cjk(enum numeral_system system)
{
    return system == NUMERAL_CJK || system == NUMERAL_CJK_FORMAL;
}

static bool is_plain_allowed(const struct scan *scan, const struct numeral *numeral, enum label_form form, size_t at)
{
    uint32_t next = scan_cp_at(scan, at);

    switch (numeral->system) {
    case NUMERAL_CJK:
    case NUMERAL_CJK_FORMAL:
        return numeral->number < 100 && !is_festival(numeral) &&
               !scan_is_run_of_numbers(scan_rest(scan, at), numeral->number);
    case NUMERAL_ROMAN_UPPER:
    case NUMERAL_ROMAN_LOWER:
    case NUMERAL_ALPHA_UPPER:
    case NUMERAL_ALPHA_LOWER: /* U.S. and e.g. are no labels */
        return (scan_is_break(scan, at) && at < scan->text.len) || utf8_is_ideograph(next);
    default:
        if (form == LABEL_FORM_COMMA)
            return !scan_is_run_of_numbers(scan_rest(scan, at), numeral->number);
        return form != LABEL_FORM_STOP || !is_decimal_fraction(scan, at);
    }
}

/* 3.—(1) No person may keep a stall…: the dash is printed with the label, and a list of its own begins behind it. */
static size_t skip_dash_of_statutes(const struct scan *scan, size_t at)
{
    struct slice rest = scan_rest(scan, at);

    return slice_starts(rest, SLICE("—(1)")) || slice_starts(rest, SLICE("— (1)")) ? at + strlen("—") : at;
}

/* 一、 1. 1、 a) IV. */
bool label_read_plain(const struct scan *scan, struct label *label)
{
    const struct numeral *numeral = &scan->first;
    struct numeral other;
    bool is_stroke = false;
    enum label_form form;
    size_t at;

    if (numeral->len == 0) {
        is_stroke = scan_read_stroke(scan->text, &other);
        if (!is_stroke && !scan_read_letters(scan->text, &other))
            return false;
        numeral = &other;
    }
    if (numeral->number > LABEL_NUMBER_MAX || numeral->number < 1)
        return false;
    at = scan_skip_blanks(scan, numeral->len);
    form = find_closing(utf8_next(scan->text, &at));
    if (!form || (is_stroke && form != LABEL_FORM_COMMA) || !is_plain_allowed(scan, numeral, form, at))
        return false;
    if (form == LABEL_FORM_STOP && is_cjk(numeral->system)) /* 一． is another hand's 一、 */
        form = LABEL_FORM_COMMA;
    else if (form == LABEL_FORM_STOP)
        at = skip_dash_of_statutes(scan, at);
    scan_set_label(scan, label, scan_families[numeral->system].plain, form, at);
    scan_set_numeral(scan, label, 0, numeral);
    scan_set_letter_text(label);
    if (form == LABEL_FORM_HALF_PAREN && label->family == LABEL_DECIMAL)
        label->family = LABEL_DECIMAL_PAREN;
    if (form == LABEL_FORM_HALF_PAREN && label->family == LABEL_CJK)
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
bool label_read_before_blank(const struct scan *scan, struct label *label)
{
    const struct numeral *numeral = &scan->first;
    struct slice text;
    uint32_t first;
    bool has_period;

    if (numeral->len == 0 || numeral->number < 1 || numeral->number > 99 || !scan_is_break(scan, numeral->len))
        return false;
    text = scan_rest(scan, scan_skip_blanks(scan, numeral->len));
    first = utf8_first(text);
    has_period = is_cjk(numeral->system) && begins_with_period(text);
    if (!utf8_is_ideograph(first) && !(utf8_is_upper(first) && numeral->number <= 30) && !has_period)
        return false;
    if (is_unit(text))
        return false;
    scan_set_label(scan, label, scan_families[numeral->system].plain, LABEL_FORM_BLANK, numeral->len);
    scan_set_numeral(scan, label, 0, numeral);
    label->is_certain = has_period;
    return true;
}

/* 01综合 … 10财政: numbers printed in front of a heading without a mark; good only where they continue a sequence. */
bool label_read_before_text(const struct scan *scan, struct label *label)
{
    const struct numeral *numeral = &scan->first;

    if (!scan_is_decimal(numeral) || numeral->len != 2 || numeral->number < 1)
        return false;
    if (!utf8_is_ideograph(scan_cp_at(scan, numeral->len)) || is_unit(scan_rest(scan, numeral->len)))
        return false;
    scan_set_label(scan, label, LABEL_DECIMAL, LABEL_FORM_WORD, numeral->len);
    scan_set_numeral(scan, label, 0, numeral);
    return true;
}
