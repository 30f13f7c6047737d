#include "classify.h"

#include "address.h"
#include "classify_text.h"
#include "lanes.h"
#include "phrase.h"
#include "utf8.h"

enum { SALUTATION_LEN_MAX = 120, SALUTATION_CP_MAX = 30, COUNTED_MAX = 240 };

/* Bytes that begin a character of Chinese, of COUNTED_MAX at most: their number is a byte, so that lanes count them. */
static unsigned char count_chinese(const char *bytes, size_t len)
{
    unsigned char n = 0;

    for (size_t i = 0; i < len; i++)
        n = (unsigned char)(n + ((unsigned char)bytes[i] >= 0xE3 && (unsigned char)bytes[i] <= 0xE9));
    return n;
}

bool classify_is_latin(struct slice text)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len && n * 10 < text.len; at += COUNTED_MAX)
        n += count_chinese(text.ptr + at, text.len - at < COUNTED_MAX ? text.len - at : COUNTED_MAX);
    return n * 10 < text.len;
}

/* A full stop of Latin text closes a sentence before a blank and a capital: not 3.3, not U.S. exports. */
static bool is_latin_stop(struct slice text, size_t at)
{
    size_t before = at, next = at + 1;

    if (!utf8_is_lower(utf8_previous(text, &before)) && !phrase_is_mark(utf8_at(text, before), U")”\""))
        return false;
    if (next >= text.len)
        return true;
    return text.ptr[next] == ' ' &&
           (utf8_is_upper(utf8_at(text, next + 1)) || phrase_is_mark(utf8_at(text, next + 1), U"“\"("));
}

/* Does a mark begin with the byte? ， and 、 do too. */
static bool is_lead(unsigned char byte)
{
    return byte == '.' || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

#ifdef HAS_LANES
/*
 * The same of sixteen bytes: a bit each. Without those of ， and 、, which are most and end nothing, where two bytes more
 * may be looked at. Of is_stop's marks only ！ has one of their third bytes, that of 、, and begins with another first.
 */
static inline unsigned leads_in(const char *block, bool has_more)
{
    lanes a = lanes_load(block), c = has_more ? lanes_load(block + 2) : (lanes){ 0 };
    lanes commas = (lanes)(c == 0x8C) | (lanes)((a == 0xE3) & (c == 0x81));

    return lanes_mask((lanes)((a == '.') | (((a == 0xE2) | (a == 0xE3) | (a == 0xEF)) & ~commas)));
}
#endif

/* Does the mark at `at` end a sentence? One that opens or closes counts up or down how many are open. */
static bool is_stop(struct slice text, size_t at, int *n_open)
{
    switch (utf8_at(text, at)) {
    case U'。':
        return true;
    case U'！': case U'？': case U'｡':
        return *n_open == 0;
    case '.':
        return *n_open == 0 && is_latin_stop(text, at);
    case U'“': case U'《': case U'（': case U'【':
        ++*n_open;
        return false;
    case U'”': case U'》': case U'）': case U'】':
        *n_open -= *n_open > 0;
        return false;
    default:
        return false;
    }
}

static size_t find_stop(struct slice text)
{
    int n_open = 0;
    size_t at = 0;

#ifdef HAS_LANES
    for (size_t last = text.len - LANES_LEN; at < text.len && text.len >= LANES_LEN; at += LANES_LEN) {
        size_t block = at < last ? at : last; /* the last one shares bytes with the one before it */
        unsigned leads = leads_in(text.ptr + block, block + 2 <= last) >> (at - block);

        for (; leads != 0; leads &= leads - 1)
            if (is_stop(text, at + lanes_lowest(leads), &n_open))
                return at + lanes_lowest(leads);
    }
#endif
    for (; at < text.len; at++)
        if (is_lead((unsigned char)text.ptr[at]) && is_stop(text, at, &n_open))
            return at;
    return text.len;
}

size_t classify_find_stop(struct slice text, size_t *len)
{
    size_t stop = find_stop(text);

    *len = stop == text.len ? 0 : text.ptr[stop] == '.' ? strlen(".") : strlen("。");
    return stop;
}

static size_t closing_start(struct slice text)
{
    size_t at = text.len, start = text.len;

    while (at > 0 && phrase_is_mark(utf8_previous(text, &at), U"。．：；，:;,.、！？!? "))
        start = at;
    return start;
}

/* Marks of bold type that were not removed stay outside of a title, and of what follows it: **总则**, **修好水渠。**新修… */
static struct slice strip_bold(struct slice title)
{
    if (title.len > 0 && title.ptr[0] == '*' && slice_starts(title, SLICE("**")))
        title = slice_from(title, 2);
    if (title.len > 0 && title.ptr[title.len - 1] == '*' && slice_ends(title, SLICE("**")))
        title.len -= 2;
    return title;
}

void classify_split(struct slice text, struct title_split *split)
{
    size_t len, stop = classify_find_stop(text, &len);
    size_t rest = stop + len;
    size_t title_end = closing_start(slice_part(text, 0, stop));

    if (rest < text.len && text.ptr[rest] == '*' && slice_starts(slice_from(text, rest), SLICE("**")))
        rest += 2;
    while (rest < text.len && text.ptr[rest] == ' ')
        rest++;
    split->has_stop = len > 0;
    split->title = strip_bold(slice_part(text, 0, title_end));
    split->separator = slice_part(text, title_end, stop + len);
    split->rest = slice_from(text, rest);
}

static bool is_split_of(struct slice text, const struct title_split *split)
{
    return split->title.ptr == text.ptr && split->rest.ptr + split->rest.len == text.ptr + text.len;
}

const struct title_split *classify_split_rest(struct unit *unit)
{
    if (!is_split_of(unit_rest(unit), &unit->split))
        classify_split(unit_rest(unit), &unit->split);
    return &unit->split;
}

/* Words of commands and rules: a clause that orders something is an item, no title. */
PHRASE_LIST(rule_words, "应当", "不得", "必须符合", "可以依法");

/* 应当修好… and 应在渡口… order something; 应急管理能力 and 应用场景 name it. */
static bool begins_rule(struct slice text)
{
    static const char *const starts[] = { "应", "不得", "未经" };
    static const char *const nouns[] = {
        "应急", "应用", "应对", "应届", "应收", "应税", "应诉", "应征", "应保", "应享", "应知", "应付", "应邀", "应季",
        "应纳", "应救", "应考", "应聘", "应变", "应答", "应援",
    };

    return PHRASE_STARTS(text, starts) && !PHRASE_STARTS(text, nouns);
}

bool classify_clause_orders(struct slice text)
{
    PHRASE_LIST(clauses, "，应", ",应", "，未经", ",未经");

    if (!phrase_list_holds(&clauses, text))
        return false;
    for (size_t at = 0; (at = phrase_find_mark(text, at, U"，,")) < text.len;) {
        utf8_next(text, &at);
        if (begins_rule(slice_from(text, at)))
            return true;
    }
    return false;
}

bool classify_says(struct slice text, struct phrase_list *words)
{
    PHRASE_LIST(harmless, "特别是", "尤其是", "实事求是", "是非观", "明辨是非", "大是大非");

    if (!phrase_list_holds(words, text))
        return false;
    for (size_t at = 0; at < text.len;) {
        struct slice rest = slice_from(text, at);
        size_t len = phrase_list_len(&harmless, rest);

        if (len == 0 && phrase_list_starts(words, rest))
            return true;
        if (len == 0)
            utf8_next(text, &at);
        at += len;
    }
    return false;
}

/* A code point has one to four bytes, so that most of what is short or too long is told without counting. */
static bool has_length_of_title(struct slice text)
{
    size_t length;

    if (text.len <= TITLE_CP_MAX || text.len > 4 * TITLE_LATIN_MAX)
        return text.len <= TITLE_CP_MAX;
    length = utf8_count(text);
    return length <= TITLE_CP_MAX || (length <= TITLE_LATIN_MAX && classify_is_latin(text));
}

/*
 * 一、将条例第十四条第一款修改为：“泊位按到港先后分配…: what a colon and a quotation mark open, and the title does not close,
 * is the text itself.
 */
static bool opens_quotation(struct slice title)
{
    size_t quote = slice_find(title, SLICE("“"), 0);

    return quote != SLICE_NONE && phrase_is_colon(phrase_before(title, quote)) &&
           slice_find(title, SLICE("”"), quote) == SLICE_NONE;
}

/* What orders something, has parts or opens a quotation is text, no title in front of any. */
static bool reads_as_text(struct slice title)
{
    PHRASE_LIST(marks, "；", "“", "，", ",");
    static _Thread_local struct phrase_starts starts;
    const uint64_t *bits = PHRASE_STARTS_OF(&starts, &rule_words, &marks);

    if (begins_rule(title))
        return true;
    for (size_t at = 0; (at = phrase_find_start(bits, title, at)) < title.len;) {
        bool is_rule = phrase_list_starts(&rule_words, slice_from(title, at));
        uint32_t cp = utf8_next(title, &at);
        bool is_comma = cp == U'，' || cp == ',';

        if (is_rule || cp == U'；' || (cp == U'“' && opens_quotation(title)) ||
            (is_comma && begins_rule(slice_from(title, at))))
            return true;
    }
    return false;
}

bool classify_is_title(const struct title_split *split)
{
    if (split->title.len == 0 || phrase_is_mark(utf8_first(split->separator), U"；;，,"))
        return false;
    if (split->rest.len > 0)
        return has_length_of_title(split->title) && !slice_ends(split->title, SLICE("进行")) &&
               !reads_as_text(split->title);
    if (split->has_stop && utf8_count(split->title) > LEAD_CP_MAX)
        return false;
    return !slice_holds(split->title, SLICE("；")) && !opens_quotation(split->title);
}

bool classify_is_sentence(struct slice text)
{
    return phrase_is_mark(utf8_last(text), U"。！？：:.!,，");
}

/* 各位代表，让我们团结一心，努力奋斗！ and Mr Speaker, we have done it! say something; Mr Speaker, Premier, calls upon two. */
static bool holds_clause(struct slice behind, bool is_latin)
{
    size_t last = behind.len;
    bool ends_in_call = phrase_is_mark(utf8_previous(behind, &last), U"，,：:");

    return phrase_find_mark(behind, 0, U"，,") < last && !(ends_in_call && is_latin);
}

/* Of a text that ends as an address does. */
SELDOM static bool is_address(struct slice text)
{
    struct slice behind;
    size_t address;
    bool is_latin;

    address = address_len(text);
    if (address == 0 && !slice_holds(text, SLICE("、各位"))) /* 王主席、各位委员： */
        return false;
    behind = slice_from(text, address);
    is_latin = classify_is_latin(text);
    if (holds_clause(behind, is_latin) || (!is_latin && utf8_count(text) > SALUTATION_CP_MAX))
        return false;
    /* 各位代表、列席会议的同志：, 各位领导及来宾：; not 代表们提出以下建议： */
    return address == 0 || is_latin || phrase_is_one_of(utf8_first(behind), U"：:，,、！! （(及和并暨");
}

bool classify_is_salutation(struct slice text)
{
    return text.len <= SALUTATION_LEN_MAX && phrase_is_mark(utf8_last(text), U"：:！!，,") && is_address(text);
}

bool classify_turns_back(struct slice text)
{
    PHRASE_LIST(words,
        "此外，", "此外,", "同时，我们", "同时,我们", "与此同时，", "与此同时,", "总之，", "总之,", "回顾", "在肯定成绩", "在看到成绩", "在总结成绩",
        "我们也清醒", "我们清醒", "我们深知", "成绩来之不易", "过去一年的成绩", "这些成绩", "以上成绩", "上述成绩",
        "让我们", "展望未来");

    /* Mr Speaker, stands anywhere in a speech in English */
    return phrase_list_starts(&words, text) ||
           (text.len > 0 && utf8_is_ideograph_lead(text.ptr[0]) && address_calls(text));
}

static bool is_bare_word(struct slice text)
{
    return !phrase_is_mark(utf8_last(text), U"。．：；，:;,.、！？!?…》”）)—-》%％") || slice_ends(text, SLICE("”")) ||
           slice_ends(text, SLICE("）"));
}

/* Support Measures, and "Single Window" */
static bool is_latin_title_start(struct slice text)
{
    size_t at = 0;
    uint32_t cp = utf8_next(text, &at);

    return utf8_is_upper(phrase_is_mark(cp, U"\"“'‘") ? utf8_at(text, at) : cp);
}

static bool is_latin_heading(struct slice text)
{
    return is_latin_title_start(text) && !slice_holds(text, SLICE(". ")) && !classify_is_day_in_english(text) &&
           !classify_ends_in_note_mark(text);
}

/* Headings that are too short for any other. */
static const char *const short_headings[] = {
    "结束语", "結束語", "结语", "結語", "附则", "附則", "前言", "引言", "序言", "导言", "绪论", "緒論", "总论", "總論", "后记", "後記", "序",
};

enum { STATEMENT_CP_MIN = 12, CLAUSE_LEN_MIN = 12 /* bytes */ };

/* 序号 一级分类 标准名称: the head of a table; □原材料 □装备制造: boxes to tick. */
static bool is_of_form(struct slice text)
{
    return slice_starts(text, SLICE("序号")) || slice_holds(text, SLICE("□"));
}

/* GB/T 5750 and DB42/T 168 number standards, whose names a list holds; not GDP增长, PM 25 专项治理 or RCEP 15国. */
static bool begins_with_standard(struct slice text)
{
    size_t at = 0, n_upper = 0, n_digits = 0;
    bool is_set_off = false;

    while (at < text.len && text.ptr[at] >= 'A' && text.ptr[at] <= 'Z')
        at++;
    n_upper = at;
    while (at < text.len && utf8_is_digit((unsigned char)text.ptr[at])) /* of a province */
        at++;
    if (slice_starts(slice_from(text, at), SLICE("/T"))) {
        at += strlen("/T");
        is_set_off = true;
    }
    for (; at < text.len && text.ptr[at] == ' '; at++)
        is_set_off = true;
    for (; at < text.len && utf8_is_digit((unsigned char)text.ptr[at]); at++)
        n_digits++;
    return is_set_off && n_upper >= 2 && n_upper <= 3 && n_digits >= 3;
}

/* 主要措施是 goes on in the next line; 强化担当作为 and 扩大公众参与 do not. */
static bool is_open_at_end(struct slice text)
{
    PHRASE_LIST(ends, "是", "的", "了", "为", "如下", "包括", "以下", "和", "与", "及");
    PHRASE_LIST(nouns, "作为", "行为", "有为", "可为", "而为", "敢为", "善为", "参与", "普及", "可及", "求是", "目的", "人和", "中和",
        "共和", "温和", "缓和", "祥和", "总和", "饱和");

    if (slice_ends(text, SLICE("作为")) && (slice_holds(text, SLICE("把")) || slice_holds(text, SLICE("将"))))
        return true; /* 要把群众的利益作为 */
    return phrase_list_ends(&ends, text) && !phrase_list_ends(&nouns, text);
}

/* Brackets close a title only around the state of a document; 主营业务收入（万元） is a table's cell. */
static const char *const draft_marks[] = {
    "（试行）", "（草案）", "（征求意见稿）", "（修订）", "（审议稿）", "（暂行）", "（修订稿）", "（讨论稿）", "（送审稿）", "（报批稿）", "（节选）",
    "（摘要）", "（模板）", "（样式）", "（样表）", "（格式）", "（选填）", "（必填）",
};

/* “十一五”时期是极不平凡的五年 states, and lost its full stop. */
static bool is_statement(struct slice text, size_t length)
{
    PHRASE_LIST(words, "是");

    return length >= STATEMENT_CP_MIN && classify_says(text, &words);
}

/* 目的 and 背景 head the parts of a paper, short as they are. */
static bool is_short_topic(struct slice text)
{
    PHRASE_LIST(topics, "目的", "背景", "建議", "建议", "結論", "结论", "簡介", "简介", "諮詢", "總結", "总结", "概述");

    return phrase_list_equals(&topics, text);
}

static bool may_head_in_chinese(struct slice text, size_t length)
{
    PHRASE_LIST(marks, "。", "；", ";", "：", ":", "！", "!", "？", "?", "|", "_", "//", "www.", "@", "…");

    if (length < 4 || length > BARE_HEADING_CP_MAX || phrase_list_holds(&marks, text) ||
        utf8_is_digit(utf8_last(text)) || is_open_at_end(text))
        return false;
    if (is_statement(text, length) || is_of_form(text) || begins_rule(text) || begins_with_standard(text))
        return false;
    if (phrase_is_mark(utf8_first(text), U"（(")) /* （征求意见稿） alone */
        return false;
    return !slice_ends(text, SLICE("）")) || PHRASE_ENDS(text, draft_marks);
}

static bool holds_digit(struct slice text)
{
    for (size_t at = 0; at < text.len; at++)
        if (utf8_is_digit((unsigned char)text.ptr[at]))
            return true;
    return false;
}

/* 聚焦水上交通，渡口焕然一新; not 全年新修水渠12条，灌溉面积增加三成, which reports and lost its full stop. */
static bool is_of_clauses(struct slice text)
{
    size_t comma = slice_find(text, SLICE("，"), 0);

    return comma != SLICE_NONE && comma >= CLAUSE_LEN_MIN && !holds_digit(text) && address_len(text) == 0;
}

static enum heading heading_in_chinese(struct slice text, size_t length)
{
    if (is_short_topic(text))
        return HEADING_PLAIN;
    if (!may_head_in_chinese(text, length))
        return HEADING_NONE;
    if (!slice_holds(text, SLICE("，")) && !slice_holds(text, SLICE(",")))
        return HEADING_PLAIN;
    return is_of_clauses(text) ? HEADING_OF_CLAUSES : HEADING_NONE;
}

bool classify_names_period(struct slice title)
{
    PHRASE_LIST(openings, "过去", "今后", "未来", "下一步", "下一阶段", "下阶段", "“十");
    PHRASE_LIST(times, "年", "时期");

    return utf8_is_digit(utf8_first(title)) || phrase_list_starts(&openings, title) || phrase_list_holds(&times, title);
}

/* 总体要求和主要目标 */
static bool ends_as_division(struct slice title)
{
    PHRASE_LIST(names, "工作回顾", "工作安排", "工作打算", "工作重点", "重点工作", "主要工作", "总体要求", "总体思路", "主要目标",
        "预期目标", "奋斗目标", "发展目标", "总体目标", "目标任务", "主要任务", "重点任务", "主要措施", "保障措施", "面临形势");

    return phrase_list_ends(&names, title);
}

bool classify_heads_division(struct slice title)
{
    PHRASE_LIST(works, "工作", "任务", "目标", "回顾", "安排", "打算", "建议", "要求", "部署");

    return slice_ends(title, SLICE("自身建设")) || ends_as_division(title) ||
           (classify_names_period(title) && phrase_list_holds(&works, title));
}

enum { NOTE_MARK_LEN_MAX = 2 /* digits of it */ };

bool classify_ends_in_note_mark(struct slice text)
{
    struct slice bare = text;

    while (bare.len > 0 && text.len - bare.len < NOTE_MARK_LEN_MAX &&
           utf8_is_digit((unsigned char)bare.ptr[bare.len - 1]))
        bare.len--;
    while (bare.len > 0 && phrase_is_mark((unsigned char)bare.ptr[bare.len - 1], U"\"'"))
        bare.len--;
    return bare.len > 1 && bare.len < text.len && phrase_is_mark((unsigned char)bare.ptr[bare.len - 1], U".!?") &&
           utf8_is_lower((unsigned char)bare.ptr[bare.len - 2]);
}

enum heading classify_heading(const struct unit *unit)
{
    struct slice text = unit_text(unit);
    size_t length;

    if (unit->paragraph.is_furniture || unit->paragraph.n_tabs > 0)
        return HEADING_NONE;
    if (unit->paragraph.markdown_level == 0 && (text.len > 4 * TITLE_LATIN_MAX || !is_bare_word(text)))
        return HEADING_NONE;
    if (classify_is_preface(text))
        return HEADING_PLAIN;
    length = utf8_count(text);
    if (length < 2)
        return HEADING_NONE;
    if (unit->paragraph.markdown_level > 0)
        return HEADING_PLAIN;
    if (length > TITLE_LATIN_MAX)
        return HEADING_NONE;
    if (!classify_is_latin(text))
        return heading_in_chinese(text, length);
    return is_latin_heading(text) ? HEADING_PLAIN : HEADING_NONE;
}

bool classify_is_bare_heading(const struct unit *unit)
{
    return classify_heading(unit) == HEADING_PLAIN;
}

bool classify_is_preface(struct slice title)
{
    return title.len <= strlen("结束语") && PHRASE_EQUALS(title, short_headings);
}

bool classify_is_english_preface(struct slice title)
{
    PHRASE_LIST(titles, "foreword", "preface", "preamble", "summary", "executive summary", "abstract", "highlights",
        "overview", "introduction", "acknowledgements", "acknowledgments");
    PHRASE_LIST(last_words, "foreword", "preface");
    size_t last = title.len;

    if (title.len == 0 || !utf8_is_upper((unsigned char)title.ptr[0]))
        return false;
    while (last > 0 && title.ptr[last - 1] != ' ')
        last--;
    return phrase_list_is_english(&titles, title) || phrase_list_is_english(&last_words, slice_from(title, last));
}

bool classify_is_english_end(struct slice title)
{
    PHRASE_LIST(titles, "schedule", "the schedule", "schedules", "bibliography", "endnotes", "explanatory note",
        "formal minutes", "appendices", "annexes");

    return title.len > 0 && (unsigned char)title.ptr[0] < 0x80 && phrase_list_is_english(&titles, title);
}

bool classify_concludes(struct slice title)
{
    PHRASE_LIST(titles,
        "conclusion", "conclusions", "concluding remarks", "closing remarks", "afterword", "postscript");

    return title.len > 0 && utf8_is_upper((unsigned char)title.ptr[0]) && phrase_list_is_english(&titles, title);
}

bool classify_sums_up(struct slice title)
{
    PHRASE_LIST(titles, "conclusions and recommendations", "list of recommendations", "summary of recommendations");

    return title.len > 0 && (unsigned char)title.ptr[0] < 0x80 && phrase_list_is_english(&titles, title);
}
