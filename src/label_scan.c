#include "label_scan.h"

#include "phrase.h"

void scan_set_label(const struct scan *scan, struct label *label, enum label_family family, enum form form, size_t len)
{
    label->family = family;
    label->form = form;
    label->len = len;
    label->depth = 1;
    label->printed = slice_part(scan->text, 0, len);
    label->text_offset = scan_skip_blanks(scan, len);
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

    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++)
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
_Static_assert(sizeof scan_families / sizeof scan_families[0] == NUMERAL_SYSTEM_COUNT, "one row a system");

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

bool scan_begins_noun(struct slice after)
{
    static const char *const nouns[] = {
        "项目", "人员", "人才", "人口", "人力", "人民", "人工", "人居", "人文", "人事", "人大", "人机", "人身",
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
