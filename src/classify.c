#include "classify.h"

#include "date.h"
#include "utf8.h"

#define LENGTH_OF(array) (sizeof(array) / sizeof(array)[0])

static bool is_one_of(uint32_t cp, const char *characters)
{
    struct slice set = slice_of(characters);
    size_t at = 0;

    while (at < set.len)
        if (utf8_next(set, &at) == cp)
            return cp != 0;
    return false;
}

static bool starts_with_any(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_starts(text, slice_of(words[i])))
            return true;
    return false;
}

static bool ends_with_any(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_ends(text, slice_of(words[i])))
            return true;
    return false;
}

static bool holds_any(struct slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_holds(text, slice_of(words[i])))
            return true;
    return false;
}

#define STARTS_WITH_ANY(text, words) starts_with_any((text), (words), LENGTH_OF(words))
#define ENDS_WITH_ANY(text, words) ends_with_any((text), (words), LENGTH_OF(words))
#define HOLDS_ANY(text, words) holds_any((text), (words), LENGTH_OF(words))

static bool is_latin_text(struct slice text)
{
    size_t n_cjk = 0;

    for (size_t i = 0; i < text.len; i++)
        n_cjk += (unsigned char)text.ptr[i] >= 0xE3 && (unsigned char)text.ptr[i] <= 0xE9;
    return n_cjk * 10 < text.len;
}

/* A full stop of Latin text closes a sentence before a blank and a capital: not 3.3, not U.S. exports. */
static bool is_latin_stop(struct slice text, size_t at)
{
    size_t before = at, next = at + 1;

    if (!utf8_is_lower(utf8_previous(text, &before)) && !is_one_of(utf8_at(text, before), ")”\""))
        return false;
    if (next >= text.len)
        return true;
    return text.ptr[next] == ' ' && (utf8_is_upper(utf8_at(text, next + 1)) || is_one_of(utf8_at(text, next + 1), "“\"("));
}

/* Bytes of the full stop at `at`, a closing quotation mark behind it included; 0 where there is none. */
static size_t stop_len(struct slice text, size_t at)
{
    size_t end = at;
    uint32_t cp = utf8_next(text, &end);

    if (cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61)
        return end - at;
    if (cp == '.' && is_latin_stop(text, at))
        return 1;
    return 0;
}

/* The first full stop, outside quotation marks and brackets. */
static size_t find_stop(struct slice text, size_t *len)
{
    int depth = 0;

    for (size_t at = 0, next = 0; at < text.len; at = next) {
        uint32_t cp = utf8_next(text, &next);

        if (is_one_of(cp, "“《（【"))
            depth++;
        else if (is_one_of(cp, "”》）】") && depth > 0)
            depth--;
        *len = stop_len(text, at);
        if (*len > 0 && (depth == 0 || cp == 0x3002))
            return at;
    }
    *len = 0;
    return text.len;
}

static size_t closing_start(struct slice text)
{
    size_t at = text.len, start = text.len;

    while (at > 0 && is_one_of(utf8_previous(text, &at), "。．：；，:;,.、！？!? "))
        start = at;
    return start;
}

void classify_split(struct slice text, struct title_split *split)
{
    size_t len, stop = find_stop(text, &len);
    size_t rest = stop + len;
    size_t title_end = closing_start(slice_part(text, 0, stop));

    while (rest < text.len && text.ptr[rest] == ' ')
        rest++;
    split->has_stop = len > 0;
    split->title = slice_part(text, 0, title_end);
    split->separator = slice_part(text, title_end, stop + len);
    split->rest = slice_from(text, rest);
}

/* Words of commands and rules: a clause that orders something is an item, no title. */
static const char *const rule_words[] = { "应当", "不得", "应能", "必须符合", "，应", "可以依法" };
static const char *const rule_starts[] = { "应", "不得", "未经" };

bool classify_is_title(const struct title_split *split)
{
    size_t length = utf8_count(split->title);
    bool is_latin = is_latin_text(split->title);

    if (split->title.len == 0 || slice_holds(split->title, SLICE("；")))
        return false;
    if (is_one_of(utf8_first(split->separator), "；;，,"))
        return false;
    if (split->rest.len == 0 && !split->has_stop)
        return true;
    if (split->rest.len == 0)
        return length <= LEAD_CP_MAX;
    if (HOLDS_ANY(split->title, rule_words) || STARTS_WITH_ANY(split->title, rule_starts) ||
        slice_ends(split->title, SLICE("进行")))
        return false;
    return length <= (is_latin ? TITLE_LATIN_MAX : TITLE_CP_MAX);
}

bool classify_is_sentence(struct slice text)
{
    return is_one_of(utf8_last(text), "。！？：:.!,，");
}

static const char *const addressees[] = {
    "各位代表", "各位委员", "同志们", "各位同志", "位代表", "朋友们", "女士们", "各位领导", "各位来宾", "各位人大代表",
};

bool classify_is_salutation(struct slice text)
{
    static const char *const latin[] = { "Mr President", "Mr. President", "Fellow Deputies", "Dear Deputies", "Esteemed Deputies",
                                         "Distinguished", "Ladies and Gentlemen", "Mr Speaker", "Mr. Speaker", "Comrades" };

    if (text.len > 120)
        return false;
    if (STARTS_WITH_ANY(text, latin))
        return is_one_of(utf8_last(text), ",:，：!");
    if (slice_find(text, SLICE("，"), 0) < text.len - 3) /* 各位代表，让我们…努力奋斗！ is a sentence */
        return false;
    return STARTS_WITH_ANY(text, addressees) && is_one_of(utf8_last(text), "：:！!，,") && utf8_count(text) <= 30;
}

bool classify_turns_back(struct slice text)
{
    static const char *const words[] = {
        "此外，", "此外,", "同时，我们", "同时,我们", "与此同时，", "总之，", "回顾", "在肯定成绩", "在看到成绩", "在总结成绩",
        "我们也清醒", "我们清醒", "我们深知", "成绩来之不易", "过去一年的成绩", "这些成绩", "以上成绩", "上述成绩",
        "让我们", "展望未来",
    };

    return STARTS_WITH_ANY(text, addressees) || STARTS_WITH_ANY(text, words);
}

static bool is_bare_word(struct slice text)
{
    return !is_one_of(utf8_last(text), "。．：；，:;,.、！？!?…》”）)—-》%％") || slice_ends(text, SLICE("”")) ||
           slice_ends(text, SLICE("）"));
}

/* Support Measures, and "Single Window" */
static bool is_latin_title_start(struct slice text)
{
    size_t at = 0;
    uint32_t cp = utf8_next(text, &at);

    return utf8_is_upper(is_one_of(cp, "\"“'‘") ? utf8_at(text, at) : cp);
}

/* Headings of two or three characters, which are too short for any other. */
static const char *const short_headings[] = { "结束语", "结语", "前言", "引言", "序言", "导言", "绪论", "总论", "后记", "序" };

/* 主要措施是 goes on in the next line. */
static const char *const open_ends[] = { "是", "的", "了", "为", "如下", "包括", "以下", "和", "与", "及" };
/* Brackets close a title only around the state of a document; 主营业务收入（万元） is a table's cell. */
static const char *const draft_marks[] = { "（试行）", "（草案）", "（征求意见稿）", "（修订）", "（审议稿）", "（暂行）", "（修订稿）" };

bool classify_is_bare_heading(const struct unit *unit)
{
    static const char *const marks[] = { "。", "；", "，", "：", "！", "？", "|", "_", "//", "www.", "@", "…" };
    struct slice text = unit_text(unit);
    size_t length = utf8_count(text);

    if (unit->paragraph.is_furniture || unit->paragraph.n_tabs > 0 || length < 2)
        return false;
    if (unit->paragraph.markdown_level > 0)
        return true;
    if (classify_is_preface(text))
        return true;
    if (is_latin_text(text))
        return length <= TITLE_LATIN_MAX && is_latin_title_start(text) && is_bare_word(text) && !slice_holds(text, SLICE(". "));
    if (length > BARE_HEADING_CP_MAX || !is_bare_word(text) || HOLDS_ANY(text, marks) || utf8_is_digit(utf8_last(text)))
        return false;
    return length >= 4 && !ENDS_WITH_ANY(text, open_ends) && (!slice_ends(text, SLICE("）")) || ENDS_WITH_ANY(text, draft_marks));
}

/* Words that open a plain sentence or a date, never a lead. */
static const char *const no_lead_starts[] = {
    "各位代表", "同志们", "此外", "同时", "因此", "所以", "但是", "但", "然而", "总之", "为此", "当前", "现在", "目前",
    "过去一年", "一年来", "五年来", "这一年", "这五年", "我们", "我", "这", "那", "让我们", "只要", "如果", "今年", "去年",
    "在肯定", "在看到", "在总结", "刚刚过去", "过去的", "预计", "全年", "新征程", "新使命", "要", "全会", "大会", "会议", "本次",
};

/* A sentence that says what something is, has or needs argues; a lead names. 市场是最稀缺的资源。 */
static const char *const no_lead_words[] = { "是", "了", "我们", "，应", "应当", "必须", "离不开", "提出了", "也", "没有" };

/* 政贵在行，功成于实。 */
bool classify_is_balanced(struct slice sentence)
{
    size_t comma = slice_find(sentence, SLICE("，"), 0), left, right;

    if (comma == SLICE_NONE)
        return false;
    left = utf8_count(slice_part(sentence, 0, comma));
    right = utf8_count(slice_from(sentence, comma + 3));
    return left == right && left <= LEAD_CP_MAX / 2 && !slice_holds(sentence, SLICE("“"));
}

static bool holds_digit(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* Code points without the marks around and between names: “一主一副、两翼联动” counts eight. */
static size_t count_words(struct slice text)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;)
        n += !is_one_of(utf8_next(text, &at), "“”、‘’");
    return n;
}

bool classify_opening(struct slice text, size_t *opening_len, size_t *separator_len)
{
    struct slice head = text.len > 300 ? slice_part(text, 0, 300) : text;
    size_t len, stop;

    head.len = utf8_valid_prefix(head.ptr, head.len);
    stop = find_stop(head, &len);
    if (len == 0 || utf8_at(head, stop) != 0x3002 || stop + len >= text.len)
        return false;
    if (count_words(slice_part(text, 0, stop)) > LEAD_CP_MAX || count_words(slice_part(text, 0, stop)) < 4)
        return false;
    *opening_len = stop;
    *separator_len = len;
    return true;
}

bool classify_names_topic(struct slice opening)
{
    size_t comma = slice_find(opening, SLICE("，"), 0);

    if (comma != SLICE_NONE && slice_find(opening, SLICE("，"), comma + 3) != SLICE_NONE) /* three clauses tell a story */
        return false;
    if (comma != SLICE_NONE && !classify_is_intention(opening)) /* 受疫情影响，部分项目推迟开工。 */
        return false;
    return !STARTS_WITH_ANY(opening, no_lead_starts) && !HOLDS_ANY(opening, no_lead_words) && !holds_digit(opening) &&
           !classify_is_balanced(opening);
}

const char *classify_part(struct slice title)
{
    static const char *const plan_words[] = {
        "工作安排", "重点工作", "主要任务", "重点任务", "目标", "下一步", "打算", "计划", "部署", "工作重点", "总体要求", "工作任务",
        "今后", "未来", "建议", "要求", "规划", "展望", "工作思路", "预期", "政策取向", "任务", "programme of work", "plan", "Plan",
        "Outlook", "outlook", "工作总体", "工作的总体", "民生实事", "重點", "未來", "計劃", "規劃", "目標", "安排", "任務", "Programme",
    };
    static const char *const review_words[] = {
        "回顾", "成绩", "主要工作", "问题", "成就", "总结", "完成情况", "工作情况", "执行情况", "困难", "不足", "进展", "取得",
        "Review", "review", "Performance", "achievement", "历史性转变", "经验", "体会", "回顧", "成績", "施政成果", "工作成果", "總結", "問題",
    };
    bool plans = HOLDS_ANY(title, plan_words), reviews = HOLDS_ANY(title, review_words);

    if (plans != reviews)
        return plans ? "plan" : "review";
    return NULL;
}

bool classify_is_intention(struct slice title)
{
    static const char *const words[] = {
        "全面", "切实", "加强", "努力", "奋力", "着力", "坚持", "坚定", "扎实", "大力", "加快", "推进", "深入", "持续", "建设", "做好",
        "深化", "提升", "统筹", "打造", "强化", "更好", "牢牢", "落实", "促进", "推动", "不断", "进一步", "以", "在", "聚焦", "突出",
        "确保", "大兴", "加大", "严格", "完善", "健全", "优化", "发展", "培育", "巩固", "扩大", "拓展", "创新", "构建", "保障", "提高",
        "增强", "实施", "支持", "筑牢", "守牢", "弘扬", "激发", "稳定", "锐意", "恪守", "把", "让", "用", "抓",
    };

    return STARTS_WITH_ANY(title, words);
}

bool classify_is_preface(struct slice title)
{
    for (size_t i = 0; i < LENGTH_OF(short_headings); i++)
        if (slice_equal(title, slice_of(short_headings[i])))
            return true;
    return false;
}

bool classify_is_toc_heading(struct slice text)
{
    static const char *const words[] = { "目录", "目次", "目錄", "CONTENTS", "Contents", "Table of Contents", "TABLE OF CONTENTS" };

    for (size_t i = 0; i < LENGTH_OF(words); i++)
        if (slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

/* 第一章 总则第二章 仲裁协议第三章 … on one line */
static bool is_row_of_chapters(struct slice text)
{
    static const char *const rows[][3] = { { "第一章", "第二章", "第三章" }, { "第一节", "第二节", "第三节" }, { "第一编", "第二编", "第三编" } };

    for (size_t i = 0; i < LENGTH_OF(rows); i++)
        if (slice_starts(text, slice_of(rows[i][0])) && !slice_holds(text, SLICE("。")) &&
            slice_holds(text, slice_of(rows[i][1])) && slice_holds(text, slice_of(rows[i][2])))
            return true;
    return false;
}

/* - [第一章 总纲](#第一章-总纲) */
static bool is_anchor_link(struct slice text)
{
    return slice_ends(text, SLICE(")")) && slice_holds(text, SLICE("](#")) && slice_find(text, SLICE("["), 0) <= 3;
}

/* A page number at the end behind a row of dots. */
long classify_page_at_end(struct slice text)
{
    struct slice title = text;
    long page = 0, power = 1;

    if (text.len > TITLE_LATIN_MAX || !utf8_is_upper(utf8_first(text)) || !is_latin_text(text))
        return 0;
    while (title.len > 0 && title.ptr[title.len - 1] >= '0' && title.ptr[title.len - 1] <= '9' && power < 1000) {
        page += (title.ptr[--title.len] - '0') * power;
        power *= 10;
    }
    return power > 1 && title.len > 4 && title.ptr[title.len - 1] == ' ' ? page : 0;
}

struct slice classify_toc_title(struct slice text)
{
    size_t end = text.len;

    while (end > 0 && text.ptr[end - 1] >= '0' && text.ptr[end - 1] <= '9')
        end--;
    for (size_t before = end; before > 0; end = before)
        if (!is_one_of(utf8_previous(text, &before), ".…·．‥ (（—-"))
            break;
    return slice_part(text, 0, end);
}

bool classify_is_toc_line(struct slice text)
{
    size_t end = text.len, dots = 0, before;

    if (is_row_of_chapters(text) || is_anchor_link(text))
        return true;
    while (end > 0 && text.ptr[end - 1] >= '0' && text.ptr[end - 1] <= '9')
        end--;
    if (end == text.len || text.len - end > 4)
        return false;
    for (before = end; before > 0;) {
        uint32_t cp = utf8_previous(text, &before);

        if (!is_one_of(cp, ".…·．‥ (（—-"))
            break;
        dots += cp == 0x2026 ? 3 : cp != ' ';
    }
    return dots >= 4;
}

static bool is_web_furniture(struct slice text)
{
    static const char *const whole[] = {
        "打印", "下载", "收藏", "全屏", "关闭", "关闭窗口", "打印本页", "返回顶部", "分享", "分享到", "上一篇", "下一篇", "大", "中",
        "小", "】", "【", "<br>", "<br/>", "<br />", "加大", "还原", "减小", "扫一扫在手机打开当前页", "TOP", "首页", "附件下载",
    };
    static const char *const starts[] = {
        "【字号", "【字体", "字号：", "字体：", "扫一扫", "责任编辑", "相关报道", "相关链接", "相关阅读", "相关新闻", "相关稿件", "关联稿件", "上一篇：",
        "下一篇：", "浏览次数", "阅读次数", "访问量", "版权所有", "网站地图", "主办单位", "承办单位", "ICP备", "来源：", "编辑：", "【打印", "【关闭",
        "[打印", "[关闭", "（责任编辑", "(责任编辑", "责编：", "初审：", "复审：", "终审：", "审核：", "打印本页", "网站标识码", "当前位置", "您当前",
        "您的位置",
    };

    for (size_t i = 0; i < LENGTH_OF(whole); i++)
        if (slice_equal(text, slice_of(whole[i])))
            return true;
    return text.len < 200 && STARTS_WITH_ANY(text, starts);
}

static bool is_caption(struct slice text)
{
    static const char *const words[] = { "图", "表", "Figure ", "Table ", "专栏", "資料來源", "资料来源", "图表" };

    if (text.len > 150 || !STARTS_WITH_ANY(text, words))
        return false;
    for (size_t i = 0; i < LENGTH_OF(words); i++) {
        struct slice after;

        if (!slice_starts(text, slice_of(words[i])))
            continue;
        after = slice_from(text, strlen(words[i]));
        if (utf8_is_digit(utf8_first(utf8_trim(after))) || slice_starts(after, SLICE("：")))
            return true;
    }
    return slice_ends(text, SLICE(" 摄"));
}

const char *classify_role(const struct unit *unit)
{
    static const char *const notes[] = { "注：", "注:", "备注：", "备注:", "Note:", "Source:" };
    struct slice text = unit_text(unit);

    if (unit->paragraph.is_furniture || is_web_furniture(text))
        return "furniture";
    if (STARTS_WITH_ANY(text, notes))
        return "note";
    if (is_caption(text))
        return "caption";
    return NULL;
}

static const char *const offices[] = {
    "秘书处", "人民政府", "政府", "办公室", "办公厅", "委员会", "局", "厅", "部", "小组", "国务院", "中心", "领导小组", "法院", "检察院",
    "主席团", "协会", "调查队", "统计局", "代表大会",
};

bool classify_is_signer(struct slice text)
{
    return utf8_count(text) <= 45 && utf8_count(text) >= 3 && ENDS_WITH_ANY(text, offices) && !slice_holds(text, SLICE("，")) &&
           !slice_holds(text, SLICE("。")) && !slice_holds(text, SLICE("、"));
}

bool classify_is_signature(struct slice text, char day[11])
{
    struct slice signer;
    struct date date;

    if (utf8_count(text) > 60 || !date_find(text, 0, &date))
        return false;
    signer = utf8_trim(slice_part(text, 0, date.start));
    if (slice_from(text, date.end).len > 0 && !is_one_of(utf8_first(slice_from(text, date.end)), "）)印"))
        return false;
    if (slice_from(text, date.end).len > 6)
        return false;
    if (is_one_of(utf8_last(signer), "(（"))
        signer = utf8_trim(slice_part(signer, 0, signer.len - (utf8_last(signer) == '(' ? 1 : 3)));
    date_print(&date, day);
    return signer.len == 0 || classify_is_signer(signer);
}
