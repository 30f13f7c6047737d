/* What a page prints around a report: sources and days, numbers of documents, organs; and what a title looks like. */
#include "front_facts.h"

#include "front_text.h"
#include "utf8.h"

enum { ENTRY_LINE_CP_MAX = 160, LABEL_CP_MAX = 8, ORGAN_CP_MAX = 60, NUMBER_CP_MAX = 45, ENGLISH_TITLE_CP_MAX = 200,
       FURNITURE_CP_MAX = 40, SITE_CP_MAX = 12 };

struct field_word {
    const char *word;
    enum front_field field;
};

/* Labels that state a fact, and labels that a page's data have. The longest one in front of a colon counts. */
static const struct field_word field_words[] = {
    { "来源", FIELD_PUBLISHER },     { "稿源", FIELD_PUBLISHER },     { "發布機構", FIELD_PUBLISHER },
    { "來源", FIELD_PUBLISHER },     { "发布机构", FIELD_PUBLISHER }, { "发布单位", FIELD_PUBLISHER },
    { "发布部门", FIELD_PUBLISHER }, { "发布机关", FIELD_PUBLISHER }, { "公布机构", FIELD_PUBLISHER },
    { "Source", FIELD_PUBLISHER },   { "SOURCE", FIELD_PUBLISHER },   { "source", FIELD_PUBLISHER },
    { "Publisher", FIELD_PUBLISHER }, { "Published by", FIELD_PUBLISHER },
    { "时间", FIELD_PUBLISHED },     { "日期", FIELD_PUBLISHED },     { "時間", FIELD_PUBLISHED },
    { "发布", FIELD_PUBLISHED },     { "发布于", FIELD_PUBLISHED },   { "发表于", FIELD_PUBLISHED },
    { "Date", FIELD_PUBLISHED },     { "DATE", FIELD_PUBLISHED },     { "date", FIELD_PUBLISHED },
    { "Published", FIELD_PUBLISHED }, { "Published on", FIELD_PUBLISHED }, { "Posted", FIELD_PUBLISHED },
    { "发布时间", FIELD_PUBLISHED }, { "发布日期", FIELD_PUBLISHED }, { "发表时间", FIELD_PUBLISHED },
    { "发表日期", FIELD_PUBLISHED }, { "公布日期", FIELD_PUBLISHED }, { "公布时间", FIELD_PUBLISHED },
    { "发文日期", FIELD_PUBLISHED }, { "生成日期", FIELD_PUBLISHED }, { "录入时间", FIELD_PUBLISHED },
    { "公开日期", FIELD_PUBLISHED }, { "公开时间", FIELD_PUBLISHED }, { "上传时间", FIELD_PUBLISHED },
    { "發布時間", FIELD_PUBLISHED }, { "發佈日期", FIELD_PUBLISHED }, { "信息时间", FIELD_PUBLISHED },
    { "更新时间", FIELD_UPDATED },   { "更新日期", FIELD_UPDATED },   { "Updated", FIELD_UPDATED },
    { "成文日期", FIELD_DATE },      { "成文时间", FIELD_DATE },      { "签发日期", FIELD_DATE },
    { "通过日期", FIELD_DATE },      { "通过时间", FIELD_DATE },      { "会议时间", FIELD_DATE },
    { "会议日期", FIELD_DATE },      { "标题", FIELD_TITLE },         { "名称", FIELD_TITLE },
    { "title", FIELD_TITLE },        { "Title", FIELD_TITLE },
    { "施行日期", FIELD_NONE },      { "生效日期", FIELD_NONE },      { "实施日期", FIELD_NONE },
    { "有效期", FIELD_NONE },        { "失效日期", FIELD_NONE },      { "截止日期", FIELD_NONE },
    { "施行时间", FIELD_NONE },      { "生效时间", FIELD_NONE },      { "废止日期", FIELD_NONE },
    { "采访时间", FIELD_NONE },      { "访问时间", FIELD_NONE },      { "打印时间", FIELD_NONE },
    { "索引号", FIELD_NONE },        { "方式", FIELD_NONE },          { "时限", FIELD_NONE },
    { "范围", FIELD_NONE },          { "部门", FIELD_NONE },          { "机关", FIELD_NONE },
    { "机构", FIELD_NONE },          { "单位", FIELD_NONE },          { "分类", FIELD_NONE },
    { "类别", FIELD_NONE },          { "类型", FIELD_NONE },          { "效力级别", FIELD_NONE },
    { "时效性", FIELD_NONE },        { "有效性", FIELD_NONE },        { "主题词", FIELD_NONE },
    { "关键词", FIELD_NONE },        { "文号", FIELD_NONE },          { "字号", FIELD_NONE },
    { "编号", FIELD_NONE },          { "分类号", FIELD_NONE },        { "栏目", FIELD_NONE },
    { "概述", FIELD_NONE },          { "公开形式", FIELD_NONE },      { "公开属性", FIELD_NONE },
    { "访问量", FIELD_NONE },        { "浏览次数", FIELD_NONE },      { "浏览量", FIELD_NONE },
    { "点击数", FIELD_NONE },        { "点击量", FIELD_NONE },        { "点击率", FIELD_NONE },
    { "阅读次数", FIELD_NONE },      { "阅读量", FIELD_NONE },        { "字体", FIELD_NONE },
    { "责任编辑", FIELD_NONE },      { "编辑", FIELD_NONE },          { "责编", FIELD_NONE },
    { "审核", FIELD_NONE },          { "作者", FIELD_NONE },          { "记者", FIELD_NONE },
    { "校对", FIELD_NONE },          { "浏览", FIELD_NONE },          { "点击", FIELD_NONE },
    { "体裁", FIELD_NONE },          { "公文种类", FIELD_NONE },      { "状态", FIELD_NONE },
    { "Report", FIELD_NONE },        { "Views", FIELD_NONE },         { "Author", FIELD_NONE },
    { "Editor", FIELD_NONE },        { "Font size", FIELD_NONE },
};

/* A letter's address, no label: 各有关单位： */
static const char *const addressed[] = { "各", "有关", "相关", "直属", "所属", NULL };

/* The word in front of byte `end`, the longest one; NULL where none stands there. */
static const struct field_word *field_before(struct slice text, size_t end)
{
    struct slice before = front_strip_end(slice_part(text, 0, end), "");
    const struct field_word *best = NULL;

    for (size_t i = 0; i < sizeof field_words / sizeof field_words[0]; i++)
        if (slice_ends(before, slice_of(field_words[i].word)) &&
            (!best || strlen(field_words[i].word) > strlen(best->word)))
            best = &field_words[i];
    return best;
}

/* 来源：, 【发布日期】 and, at the start of a line, 来源丨 */
static bool ends_label(struct slice text, size_t at, uint32_t cp)
{
    const struct field_word *word = front_is_one_of(cp, "：:︰丨｜|】") ? field_before(text, at) : NULL;

    if (!word)
        return false;
    if (front_is_one_of(cp, "：:︰"))
        return true;
    if (front_is_one_of(cp, "丨｜|"))
        return word->field == FIELD_PUBLISHER && utf8_trim(slice_part(text, 0, at)).len == strlen(word->word);
    return cp == 0x3011 && slice_starts(text, SLICE("【"));
}

/* The byte of the next mark that ends a label, or SLICE_NONE; *behind: the byte behind it. */
static size_t next_colon(struct slice text, size_t from, size_t *behind)
{
    size_t at = from;

    while (at < text.len) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);

        *behind = at;
        if (ends_label(text, start, cp))
            return start;
    }
    return SLICE_NONE;
}

/* Where the label that ends at `colon` begins: its word, and what is printed with it (文章来源). */
static size_t label_start(struct slice text, size_t from, size_t colon)
{
    size_t end = front_strip_end(slice_part(text, 0, colon), "").len;
    size_t at = end - strlen(field_before(text, colon)->word);
    size_t n = 0;

    while (at > from && n++ < LABEL_CP_MAX) {
        size_t before = at;
        uint32_t cp = utf8_previous(text, &before);

        if (!utf8_is_ideograph(cp) && !utf8_is_latin(cp))
            return at;
        if (before == 0)
            return 0;
        if (before == from)
            break;
        at = before;
    }
    return end - strlen(field_before(text, colon)->word);
}

/* Nothing, or what pages print in front of the first label: a bracket, a day, 字号 … */
static bool is_lead_in(struct slice text)
{
    struct front_day day;

    text = front_strip_end(front_strip_start(text, "（(【[|·"), "|·");
    return text.len == 0 || front_read_day(text, &day);
}

size_t front_read_entries(struct slice text, struct front_entry entries[FRONT_ENTRIES_MAX])
{
    size_t n = 0, from = 0, behind;
    size_t colon = next_colon(text, 0, &behind);

    if (colon == SLICE_NONE || utf8_count(text) > ENTRY_LINE_CP_MAX || front_holds_one_of(text, "。；") ||
        !is_lead_in(slice_part(text, 0, label_start(text, 0, colon))) ||
        front_holds_word(slice_part(text, 0, colon), addressed))
        return 0;
    while (colon != SLICE_NONE && n < FRONT_ENTRIES_MAX) {
        enum front_field field = field_before(text, colon)->field;
        size_t end = text.len;
        struct slice value;

        from = behind;
        colon = next_colon(text, from, &behind);
        if (colon != SLICE_NONE)
            end = label_start(text, from, colon);
        value = front_strip_end(front_strip_start(slice_part(text, from, end), "|"), "|【");
        entries[n++] = (struct front_entry){ field, value };
    }
    return n;
}

struct slice front_publisher(struct slice value)
{
    static const char *const ends[] = { "【", "[", "（", "(", " | ", "|", "字体", "字号", "〖", NULL };
    size_t len, end;

    value = front_strip_start(value, "【[（(");
    end = front_find_word(value, 0, ends, &len);
    value = end == SLICE_NONE ? value : slice_part(value, 0, end);
    end = slice_find(value, SLICE(" "), 0);
    if (end != SLICE_NONE && !front_is_latin(value))
        value = slice_part(value, 0, end);
    return front_strip_end(value, "】]）)，,；;。.");
}

/* What may stand beside a day on its line: 星期三, 09:45, 上午, Wednesday. */
static const char *const day_words[] = {
    "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "上午", "下午", "今天是",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", NULL,
};

/* Digits, marks and the words above, nothing else. */
static bool is_beside_day(struct slice text, bool *has_weekday)
{
    size_t at = 0;

    while (at < text.len) {
        size_t len = front_start_word(slice_from(text, at), day_words);
        uint32_t cp;

        *has_weekday = *has_weekday || len > 0;
        if (len > 0) {
            at += len;
            continue;
        }
        cp = utf8_next(text, &at);
        if (utf8_is_ideograph(cp) || utf8_is_latin(cp))
            return false;
    }
    return true;
}

/* (Xinhua) 09:45, March 12, 2031 */
static struct slice strip_agency(struct slice text)
{
    size_t close = slice_find(text, SLICE(")"), 0);
    struct slice agency;

    if (close == SLICE_NONE)
        return text;
    agency = slice_part(text, 0, close + 1);
    if (utf8_first(agency) != '(' || !front_is_latin(agency) || front_holds_one_of(agency, "0123456789 "))
        return text;
    return front_strip_start(slice_from(text, agency.len), "");
}

bool front_read_day(struct slice text, struct front_day *day)
{
    struct slice printed, before, after;

    *day = (struct front_day){ .has_time = false };
    text = strip_agency(text);
    if (text.len > 120 || !date_find(text, 0, &day->date))
        return false;
    printed = slice_part(text, day->date.start, day->date.end);
    day->is_numeric = !slice_holds(printed, SLICE("年")) && !front_is_latin(printed);
    before = slice_part(text, 0, day->date.start);
    after = slice_from(text, day->date.end);
    day->has_time = front_holds_one_of(before, ":：") || front_holds_one_of(after, ":：");
    return is_beside_day(before, &day->has_weekday) && is_beside_day(after, &day->has_weekday);
}

static const char *const documents[] = {
    "报告", "规划", "纲要", "计划", "方案", "办法", "意见", "通知", "公报", "条例", "法", "规定", "决定", "决议",
    "指南", "规范", "细则", "章程", "白皮书", "蓝皮书", "要点", "讲话", "致辞", "通告", "公告", "通报", "批复",
    "建议", "标准", "规则", "制度", "措施", "倡议书", "宣言", "公约", "协定", "演讲", "预算案", "说明", "答复",
    "战略", "清单", "草案", "報告", "規劃", "綱要", "計劃", "辦法", "意見", "公報", "條例", "規定", "決定", "決議",
    "講話", "通報", "憲法", "建議", "預算案", "演辭", "施政報告", "白書", "大纲", "政策", NULL,
};

/* Words that end as a document's name does, and are none. */
static const char *const no_documents[] = {
    "用法", "方法", "说法", "执法", "看法", "立法", "司法", "想法", "手法", "普法", "合法", "违法", "依法", "守法",
    "书法", "做法", NULL,
};

static const char *const english_documents[] = {
    "report", "plan", "act", "budget", "strategy", "guidelines", "address", "speech", "statement", "law",
    "regulations", "rules", "outline", "programme", "program", "communique", "communiqué", "constitution",
    "decision", "resolution", "measures", "policy", "review", "assessment", "framework", "agenda", "charter",
    "bulletin", "memorandum", "guide", NULL,
};

/* `word`, whatever the case of its letters, is one of `words`. */
static bool is_english_word(struct slice word, front_words words)
{
    char folded[24];

    if (word.len >= sizeof folded)
        return false;
    for (size_t i = 0; i < word.len; i++)
        folded[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] | 0x20 : word.ptr[i]);
    return front_is_word((struct slice){ folded, word.len }, words);
}

/* REPORT ON THE WORK OF THE CITY, Water Quality Guidelines, The 2031 Budget: capitals, and a document's word. */
static bool is_english_document(struct slice text)
{
    size_t at = 0, n_words = 0, n_small = 0;
    bool is_document = false;

    if (utf8_count(text) > ENGLISH_TITLE_CP_MAX || front_holds_one_of(text, ".;:?!"))
        return false;
    if (utf8_is_lower(utf8_first(text)))
        return false;
    while (at < text.len) {
        size_t end = slice_find(text, SLICE(" "), at);
        struct slice word;

        end = end == SLICE_NONE ? text.len : end;
        word = slice_part(text, at, end);
        n_words += word.len > 0;
        n_small += utf8_is_lower(utf8_first(word));
        is_document = is_document || is_english_word(word, english_documents);
        at = end + 1;
    }
    return is_document && n_small * 3 <= n_words * 2;
}

bool front_is_document(struct slice text)
{
    struct slice bare = front_strip_end(text, "·•*＊①②③。.：: ");

    for (struct slice before = bare;; before = bare) {
        bare = front_strip_end(front_strip_tail_group(bare), "·•*＊ 》”\"");
        if (slice_ends(bare, SLICE("全文")))
            bare.len -= strlen("全文");
        if (bare.len == before.len)
            break;
    }
    if (front_is_latin(bare))
        return is_english_document(bare);
    return utf8_count(bare) >= 3 && front_end_word(bare, documents) > front_end_word(bare, no_documents);
}

/* 中华人民共和国临江法主席令第55号: the order's number is no part of the title. */
struct slice front_strip_order(struct slice text)
{
    static const char *const orders[] = { "中华人民共和国主席令第", "主席令第", "国务院令第", "令第", NULL };
    size_t len, at = front_find_word(text, 0, orders, &len);

    return at == SLICE_NONE || at == 0 ? text : utf8_trim(slice_part(text, 0, at));
}

bool front_split_title(struct slice text, struct slice *title, struct slice *rest)
{
    struct front_speaker speaker;
    size_t at = 0;

    if (front_is_latin(text))
        return false;
    while ((at = slice_find(text, SLICE(" "), at)) != SLICE_NONE) {
        *title = slice_part(text, 0, at);
        *rest = slice_from(text, ++at);
        if (front_is_document(*title) && (front_read_speaker(*rest, &speaker) || front_is_person(*rest)))
            return true;
    }
    return false;
}

bool front_is_organ(struct slice text)
{
    static const char *const organs[] = {
        "人民政府", "办公厅", "办公室", "委员会", "局", "厅", "部", "委", "调查队", "调查总队", "法院", "检察院",
        "中心", "总署", "国务院", "管委会", "工委", "市委", "省委", "区委", "县委", "秘书处", "秘书组", "主席团",
        "政府", "研究院", "研究所", NULL,
    };

    text = front_strip_brackets(text);
    return utf8_count(text) >= 3 && utf8_count(text) <= ORGAN_CP_MAX && front_end_word(text, organs) > 0 &&
           !front_holds_one_of(text, "。，；：:《");
}

/* Capital letters, digits and dashes, both of the former among them. */
static bool is_code(struct slice text)
{
    size_t at = 0, n_blanks = 0;
    bool has_digit = false, has_letter = false;

    while (at < text.len) {
        uint32_t cp = utf8_fold_width(utf8_next(text, &at));

        n_blanks += cp == ' ';
        if (!utf8_is_digit(cp) && !(cp >= 'A' && cp <= 'Z') && !front_is_one_of(cp, "-—–_/. "))
            return false;
        has_digit = has_digit || utf8_is_digit(cp);
        has_letter = has_letter || utf8_is_latin(cp);
    }
    return has_digit && has_letter && n_blanks <= 1;
}

bool front_is_document_number(struct slice text)
{
    static const char *const orders[] = { "令", "主席令", "国务院令", NULL };
    struct slice bare = front_strip_brackets(text);

    if (bare.len == 0 || utf8_count(bare) > NUMBER_CP_MAX)
        return false;
    if (is_code(bare))
        return true;
    if (!slice_ends(bare, SLICE("号")) && !slice_ends(bare, SLICE("號")))
        return false;
    if (slice_starts(bare, SLICE("第")) || slice_holds(bare, SLICE("年第")))
        return true;
    return front_holds_one_of(bare, "〔［[（(【") || front_holds_word(bare, orders);
}

/* Whole lines of web pages. */
static const char *const furniture[] = {
    "下载", "打印", "全屏", "收藏", "分享", "加大", "还原", "减小", "大", "中", "小", "首页", "网站首页", "关闭",
    "返回", "返回顶部", "关闭窗口", "打印本页", "扫一扫", "导航", "登录", "注册", "搜索", "繁体", "简体", "繁體",
    "English", "关怀版", "长者版", "文件", "正文", "新闻中心", "政务公开", "政务服务", "政民互动", "信息公开",
    "数据开放", "要闻", "头条", "专题", "视频", "图片", "听全文", "字号", "字体", "默认", "超大", "较大", "标准",
    "朗读", "复制链接", "微信", "微博", "QQ空间", "新浪微博", "当前位置", "语音播报", "政府信息公开", "公开指南",
    "公开制度", "县政府", "市政府", "省政府", "区政府", "法规文件", "政策文件", "无障碍", "统计数据", "Home",
    "Print", "Share", "Search", "Menu", "Back to top", "Skip to main content", "Download", "PDF", "false", "true",
    NULL,
};
static const char *const furniture_starts[] = {
    "【字", "字号：", "字号:", "字体：", "字体:", "您的位置", "您当前", "您现在", "当前位置", "当前的位置", "首页",
    "网站首页", "浏览次", "浏览：", "点击：", "阅读：", "阅读量", "分享：", "分享:", "分享到", "打印", "收藏",
    "责任编辑", "扫一扫", "相关链接", "相关报道", "相关阅读", "相关新闻", "相关稿件", "相关文档", "相关附件",
    "关联稿件", "关联文件", "图文解读", "政策解读", "主办单位", "主办：", "承办单位", "承办：", "版权所有",
    "版权声明", "保护视力", "今天是", "欢迎您", "欢迎访问", "上一篇", "下一篇", "微信扫", "原文链接", "http",
    "www.", "【法宝", "分类号", "附件下载", "【打印", "【大", "当前栏目", "视频：", "【我要", "信息公开目录",
    "Font size", "Text size", "Share this", NULL,
};
static const char *const furniture_parts[] = {
    "网站无障碍", "浏览次数", "访问量", "点击数", "阅读次数", "关怀版", "http://", "https://", "www.", "扫码",
    "二维码", "客户端", "公众号", "当前位置", "关闭窗口", "打印本页", "所在位置", NULL,
};
static const char *const furniture_ends[] = {
    "网", "网站", "频道", "栏目", "要闻", "门户", "信箱", "热线", "专栏", "平台", NULL,
};

bool front_is_furniture(struct slice text)
{
    size_t n_cp = utf8_count(text);

    if (front_is_word(text, furniture))
        return true;
    if (n_cp <= FURNITURE_CP_MAX && (front_start_word(text, furniture_starts) > 0))
        return true;
    if (n_cp <= SITE_CP_MAX && front_end_word(text, furniture_ends) > 0)
        return true;
    return n_cp <= 4 * FURNITURE_CP_MAX && front_holds_word(text, furniture_parts);
}
