/* What a page prints around a report: sources and days, numbers of documents, organs; and what a title looks like. */
#include "front_facts.h"

#include "front_text.h"
#include "label.h"
#include "office.h"
#include "row.h"
#include "utf8.h"

enum {
    ENTRY_LINE_CP_MAX = 160,
    ENTRY_LINE_LEN_MAX = 4 * ENTRY_LINE_CP_MAX, /* a longer one has more characters */
    LABEL_CP_MAX = 8,
    ORGAN_CP_MAX = 60,
    NUMBER_CP_MAX = 45,
    ENGLISH_TITLE_CP_MAX = 200,
    SITE_CP_MAX = 12,
};

/* Labels that state a fact, and, the last of these lists, those that only a page's data have. */
PHRASE_LIST(publisher_labels,
    "来源", "稿源", "發布機構", "來源", "发布机构", "发布单位", "发布部门", "发布机关", "公布机构", "Source",
    "SOURCE", "source", "Publisher", "Published by");
PHRASE_LIST(published_labels,
    "时间", "日期", "時間", "发布", "发布于", "发表于", "Date", "DATE", "date", "Published", "Published on",
    "Posted", "发布时间", "发布日期", "发表时间", "发表日期", "公布日期", "公布时间", "发文日期", "生成日期",
    "录入时间", "公开日期", "公开时间", "上传时间", "發布時間", "發佈日期", "信息时间");
PHRASE_LIST(updated_labels, "更新时间", "更新日期", "Updated");
PHRASE_LIST(date_labels, "通过日期", "通过时间", "会议时间", "会议日期");
PHRASE_LIST(composed_labels, "成文日期", "成文时间", "签发日期");
PHRASE_LIST(title_labels, "标题", "名称", "title", "Title");
PHRASE_LIST(other_labels,
    "施行日期", "生效日期", "实施日期", "有效期", "失效日期", "截止日期", "施行时间", "生效时间", "废止日期",
    "采访时间", "访问时间", "打印时间", "索引号", "方式", "时限", "范围", "部门", "机关", "机构", "单位", "分类",
    "类别", "类型", "效力级别", "时效性", "有效性", "主题词", "关键词", "文号", "字号", "编号", "分类号", "栏目",
    "概述", "公开形式", "公开属性", "访问量", "浏览次数", "浏览量", "点击数", "点击量", "点击率", "阅读次数",
    "阅读量", "字体", "责任编辑", "编辑", "责编", "审核", "作者", "记者", "校对", "浏览", "点击", "体裁",
    "公文种类", "状态", "Report", "Views", "Author", "Editor", "Font size");

/* A letter's address, no label: 各有关单位： */
PHRASE_LIST(addressed, "各", "有关", "相关", "直属", "所属");

/* A label on a line. Bytes of the text. */
struct page_label {
    enum front_field field;
    size_t word_len;    /* of the word that ends it */
    size_t start, end;  /* the words printed with it included: 文章来源 */
    size_t behind;      /* the mark, where its value begins */
};

/* The longest label that ends `text`: sets its field and the bytes of its word. */
static bool read_word(struct slice text, struct page_label *label)
{
    struct phrase_list *const lists[] = {
        [FIELD_NONE] = &other_labels,          [FIELD_PUBLISHER] = &publisher_labels,
        [FIELD_PUBLISHED] = &published_labels, [FIELD_UPDATED] = &updated_labels,
        [FIELD_DATE] = &date_labels,           [FIELD_COMPOSED] = &composed_labels,
        [FIELD_TITLE] = &title_labels,
    };

    label->word_len = 0;
    for (size_t i = 0; i < LENGTH_OF(lists); i++) {
        size_t len = front_end_word(text, lists[i]);

        if (len > label->word_len) {
            label->word_len = len;
            label->field = (enum front_field)i;
        }
    }
    return label->word_len > 0;
}

/* 文件名称 | 临江市政府工作报告 | ||: of a row of a table, the cell that ends at `at` is as short as a label. */
static bool is_label_cell(struct slice text, size_t at)
{
    size_t start = at;

    if (!row_is(text))
        return false;
    while (start > 0 && text.ptr[start - 1] != '|')
        start--;
    return utf8_count(utf8_trim(slice_part(text, start, at))) <= LABEL_CP_MAX;
}

/* 来源：, 【发布日期】 and, at the start of a line, 来源丨 */
static bool ends_label(struct slice text, size_t at, uint32_t mark, struct page_label *label)
{
    struct slice before;

    if (!phrase_is_one_of(mark, U"：:︰丨｜|】")) /* 丨 is an ideograph */
        return false;
    before = front_strip_end(slice_part(text, 0, at), U"");
    label->end = before.len;
    if (!read_word(before, label))
        return false;
    if (phrase_is_one_of(mark, U"丨｜|"))
        return (label->field == FIELD_PUBLISHER && utf8_trim(before).len == label->word_len) ||
               is_label_cell(text, at);
    return mark != U'】' || slice_starts(text, SLICE("【"));
}

/* Where the label begins: its word, and what is printed with it (文章来源). */
static size_t label_start(struct slice text, size_t from, const struct page_label *label)
{
    size_t at = label->end - label->word_len;
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
    return label->end - label->word_len;
}

/* The first label whose mark stands at or behind `from`. */
static bool find_label(struct slice text, size_t from, struct page_label *label)
{
    size_t at = from;

    while (at < text.len) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);

        if (!ends_label(text, start, cp, label))
            continue;
        label->start = label_start(text, from, label);
        label->behind = at;
        return true;
    }
    return false;
}

/* Nothing, or what pages print in front of the first label: a bracket, a day, 字号 … */
static bool is_lead_in(struct slice text)
{
    struct front_day day;

    text = front_strip_end(front_strip_start(text, U"（(【[|·"), U"|·");
    return text.len == 0 || front_read_day(text, &day);
}

size_t front_read_entries(struct slice text, struct front_entry entries[FRONT_ENTRIES_MAX])
{
    struct page_label label;
    bool has_label = text.len <= ENTRY_LINE_LEN_MAX && find_label(text, 0, &label);
    size_t n = 0;

    if (!has_label || utf8_count(text) > ENTRY_LINE_CP_MAX || front_holds_one_of(text, U"。；") ||
        !is_lead_in(slice_part(text, 0, label.start)) || front_holds_word(slice_part(text, 0, label.end), &addressed))
        return 0;
    while (has_label && n < FRONT_ENTRIES_MAX) {
        enum front_field field = label.field;
        size_t from = label.behind;
        struct slice value;

        has_label = find_label(text, from, &label);
        value = slice_part(text, from, has_label ? label.start : text.len);
        entries[n++] = (struct front_entry){ field, front_strip_end(front_strip_start(value, U"|"), U"|【") };
    }
    return n;
}

struct slice front_publisher(struct slice value)
{
    PHRASE_LIST(ends, "【", "[", "（", "(", " | ", "|", "字体", "字号", "〖");
    size_t len, end;

    value = front_strip_start(value, U"【[（(");
    end = front_find_word(value, 0, &ends, &len);
    value = end == SLICE_NONE ? value : slice_part(value, 0, end);
    end = slice_find(value, SLICE(" "), 0);
    if (end != SLICE_NONE && !front_is_latin(value))
        value = slice_part(value, 0, end);
    return front_strip_end(value, U"】]）)，,；;。.");
}

/* What may stand beside a day on its line: 星期三, 09:45, 上午, Wednesday. */
PHRASE_LIST(day_words,
    "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "上午", "下午", "今天是",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

/* Digits, marks and the words above, nothing else. */
static bool is_beside_day(struct slice text, bool *has_weekday)
{
    size_t at = 0;

    while (at < text.len) {
        size_t len = front_start_word(slice_from(text, at), &day_words);
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
    if (utf8_first(agency) != '(' || !front_is_latin(agency) || front_holds_one_of(agency, U"0123456789 "))
        return text;
    return front_strip_start(slice_from(text, agency.len), U"");
}

/* A colon behind a digit, as in 09:45; not that of 今天是：2031年3月1日. */
static bool holds_time(struct slice text)
{
    uint32_t before = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_digit(before) && phrase_is_colon(cp))
            return true;
        before = cp;
    }
    return false;
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
    day->has_time = holds_time(before) || holds_time(after);
    return is_beside_day(before, &day->has_weekday) && is_beside_day(after, &day->has_weekday);
}

PHRASE_LIST(documents,
    "报告", "规划", "纲要", "计划", "方案", "办法", "意见", "通知", "公报", "条例", "法", "规定", "决定", "决议",
    "指南", "规范", "细则", "章程", "白皮书", "蓝皮书", "要点", "讲话", "致辞", "通告", "公告", "通报", "批复",
    "建议", "标准", "规则", "制度", "措施", "倡议书", "宣言", "公约", "协定", "演讲", "预算案", "说明", "答复",
    "战略", "清单", "草案", "修正案", "報告", "規劃", "綱要", "計劃", "辦法", "意見", "公報", "條例", "規定", "決定", "決議",
    "講話", "通報", "憲法", "建議", "預算案", "演辭", "施政報告", "白書", "大纲", "政策", "预案", "指引", "导则", "规程",
    "目录", "名录", "纪要", "守则", "须知", "手册", "解读", "问答", "总结", "汇报", "承诺书", "责任书", "举措", "请示", "复函", "公开信", "简报");

/* Words that end as a document's name does, and are none. */
PHRASE_LIST(no_documents,
    "新举措", "公开目录",
    "用法", "方法", "说法", "执法", "看法", "立法", "司法", "想法", "手法", "普法", "合法", "违法", "依法", "守法",
    "书法", "做法");

PHRASE_LIST(english_documents,
    "report", "plan", "act", "budget", "strategy", "guidelines", "address", "speech", "statement", "law",
    "regulations", "rules", "outline", "programme", "program", "communique", "communiqué", "constitution",
    "decision", "resolution", "measures", "policy", "review", "assessment", "framework", "agenda", "charter",
    "bulletin", "memorandum", "guide", "guidance", "handbook", "manual", "code", "agreement", "convention", "treaty",
    "protocol", "ordinance", "bill", "declaration", "directive");

/* Chair's statement, Ministerial foreword: the first heading of a report, be it that its last word names documents. */
static bool is_opening_statement(struct slice text)
{
    PHRASE_LIST(ends,
        "’s foreword", "'s foreword", "’s Foreword", "'s Foreword", "’S FOREWORD", "'S FOREWORD",
        "’s statement", "'s statement", "’s Statement", "'s Statement", "’s message", "'s message", "’s Message",
        "'s Message", "inisterial foreword", "inisterial Foreword", "INISTERIAL FOREWORD");

    return front_end_word(text, &ends) > 0;
}

/* Two words or more, and no field of a page: Theme: …, Document type: … */
static bool may_head_subtitle(struct slice text)
{
    PHRASE_LIST(fields, "Document ", "Applies ", "Last ", "Published ", "Issued ", "Related ", "Main ", "Key ");

    return slice_holds(text, SLICE(" ")) && front_start_word(text, &fields) == 0;
}

/* Keeping Records: Guidance for Offices has a mark inside that other lines have none of. */
static bool holds_mark_of_sentence(struct slice text)
{
    size_t colon = slice_find(text, SLICE(": "), 0);

    if (colon != SLICE_NONE && colon + 2 < text.len && utf8_is_upper(utf8_at(text, colon + 2)) &&
        may_head_subtitle(slice_part(text, 0, colon)))
        return holds_mark_of_sentence(slice_part(text, 0, colon)) ||
               front_holds_one_of(slice_from(text, colon + 2), U".;:?!");
    return front_holds_one_of(text, U".;:?!");
}

/* REPORT ON THE WORK OF THE CITY, Water Quality Guidelines, The 2031 Budget: capitals, and a document's word. */
static bool is_english_document(struct slice text)
{
    PHRASE_LIST(papers, "White Paper on ", "Green Paper on ", "White Paper: ", "Green Paper: ");
    size_t at = 0, n_words = 0, n_small = 0;
    bool is_document = phrase_list_starts(&papers, text);

    if (utf8_count(text) > ENGLISH_TITLE_CP_MAX || holds_mark_of_sentence(text) || is_opening_statement(text))
        return false;
    if (utf8_is_lower(utf8_first(text)))
        return false;
    while (at < text.len) {
        struct slice word = phrase_take_word(text, &at);

        n_words += word.len > 0;
        n_small += utf8_is_lower(utf8_first(word));
        is_document = is_document || phrase_list_is_english(&english_documents, word);
    }
    return is_document && n_small * 3 <= n_words * 2;
}

bool front_is_document(struct slice text)
{
    struct slice bare = front_strip_end(text, U"·•*＊①②③。.：: ");

    for (struct slice before = bare;; before = bare) {
        bare = front_strip_end(front_strip_tail_group(bare), U"·•*＊ 》”\"");
        if (slice_ends(bare, SLICE("全文")))
            bare.len -= strlen("全文");
        if (bare.len == before.len)
            break;
    }
    if (front_is_latin(bare))
        return is_english_document(bare);
    return utf8_count(bare) >= 3 && front_end_word(bare, &documents) > front_end_word(bare, &no_documents);
}

/* 中华人民共和国临江法主席令第55号: the order's number is no part of the title. */
struct slice front_strip_order(struct slice text)
{
    PHRASE_LIST(orders, "中华人民共和国主席令第", "主席令第", "国务院令第", "令第");
    size_t len, at = front_find_word(text, 0, &orders, &len);

    return at == SLICE_NONE || at == 0 ? text : utf8_trim(slice_part(text, 0, at));
}

/*
 * 临教办〔2031〕3号关于印发《…》的通知: what stands behind a document's number, where that is a document's name too. In
 * 关于废止临教办〔2031〕3号文件的决定 the number is what the title is about.
 */
struct slice front_strip_number(struct slice text)
{
    size_t year = slice_find(text, SLICE("〔"), 0);
    size_t end = year == SLICE_NONE ? year : slice_find(text, SLICE("号"), year);
    struct slice rest;

    if (end == SLICE_NONE || slice_holds(slice_part(text, 0, year), SLICE("关于")) ||
        !front_is_document_number(slice_part(text, 0, end + strlen("号"))))
        return text;
    rest = front_strip_start(slice_from(text, end + strlen("号")), U"");
    return slice_starts(rest, SLICE("关于")) && front_is_document(rest) ? rest : text;
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
    /* 市发展改革委 heads a letter; in a body 常委 and 政委 end lines about people */
    PHRASE_LIST(bold_organs, "委");

    text = front_strip_brackets(text);
    return utf8_count(text) >= 3 && utf8_count(text) <= ORGAN_CP_MAX &&
           (office_ends_in_organ(text) || front_end_word(text, &bold_organs) > 0) &&
           !front_holds_one_of(text, U"。，；：:《");
}

/* Capital letters, digits and dashes, both of the former among them. */
static bool is_code(struct slice text)
{
    size_t at = 0, n_blanks = 0;
    bool has_digit = false, has_letter = false;

    while (at < text.len) {
        uint32_t cp = utf8_fold_width(utf8_next(text, &at));

        n_blanks += cp == ' ';
        if (!utf8_is_digit(cp) && !(cp >= 'A' && cp <= 'Z') && !phrase_is_dash(cp) && !phrase_is_one_of(cp, U"_/. "))
            return false;
        has_digit = has_digit || utf8_is_digit(cp);
        has_letter = has_letter || utf8_is_latin(cp);
    }
    return has_digit && has_letter && n_blanks <= 1;
}

bool front_is_document_number(struct slice text)
{
    PHRASE_LIST(orders, "令", "主席令", "国务院令");
    struct slice bare = front_strip_brackets(text);

    if (bare.len == 0 || utf8_count(bare) > NUMBER_CP_MAX)
        return false;
    if (is_code(bare))
        return true;
    if (!slice_ends(bare, SLICE("号")) && !slice_ends(bare, SLICE("號")))
        return false;
    if (slice_starts(bare, SLICE("第")) || slice_holds(bare, SLICE("年第")))
        return true;
    return front_holds_one_of(bare, U"〔［[（(【") || front_holds_word(bare, &orders);
}

/* Whole lines of web pages. */
PHRASE_LIST(furniture,
    "下载", "打印", "全屏", "收藏", "分享", "加大", "还原", "减小", "大", "中", "小", "首页", "网站首页", "关闭",
    "返回", "返回顶部", "关闭窗口", "打印本页", "扫一扫", "导航", "登录", "注册", "搜索", "繁体", "简体", "繁體",
    "English", "关怀版", "长者版", "文件", "正文", "新闻中心", "政务公开", "政务服务", "政民互动", "信息公开",
    "数据开放", "要闻", "头条", "专题", "视频", "图片", "听全文", "字号", "字体", "默认", "超大", "较大", "标准",
    "朗读", "复制链接", "微信", "微博", "QQ空间", "新浪微博", "当前位置", "语音播报", "政府信息公开", "公开指南",
    "公开制度", "县政府", "市政府", "省政府", "区政府", "法规文件", "政策文件", "无障碍", "统计数据", "投诉建议",
    "意见建议", "咨询投诉", "Home",
    "Print", "Share", "Search", "Menu", "Back to top", "Skip to main content", "Download", "PDF", "false", "true");
PHRASE_LIST(furniture_starts,
    "【字", "您的位置", "您当前", "您现在", "当前位置", "当前的位置", "首页",
    "网站首页", "浏览次", "阅读量", "分享到", "打印", "收藏",
    "责任编辑", "扫一扫", "相关链接", "相关报道", "相关阅读", "相关新闻", "相关稿件", "相关文档", "相关附件",
    "关联稿件", "关联文件", "图文解读", "政策解读", "主办单位", "承办单位", "版权所有",
    "版权声明", "保护视力", "今天是", "欢迎您", "欢迎访问", "上一篇", "下一篇", "微信扫", "原文链接", "http",
    "www.", "【法宝", "分类号", "附件下载", "【打印", "【大", "当前栏目", "【我要", "信息公开目录",
    "Font size", "Text size", "Share this");
PHRASE_LIST(furniture_labels, "字号", "字体", "浏览", "点击", "阅读", "分享", "主办", "承办", "视频");
PHRASE_LIST(furniture_parts,
    "小编", "网站无障碍", "浏览次数", "访问量", "点击数", "阅读次数", "关怀版", "http://", "https://", "www.", "扫码",
    "二维码", "客户端", "公众号", "当前位置", "关闭窗口", "打印本页", "所在位置");
PHRASE_LIST(furniture_ends,
    "网", "网站", "频道", "栏目", "要闻", "门户", "信箱", "热线", "专栏", "平台");

/* 第一节 修复漏水管网, 一、搭建科技创新平台: a heading of the report's, though sites are called so. */
static bool is_labelled(struct slice text)
{
    struct label label;

    return label_read(text, &label) && label.family != LABEL_DASH;
}

bool front_is_furniture(struct slice text)
{
    size_t n_cp = utf8_count(text);

    if (front_is_word(text, &furniture))
        return true;
    if (n_cp <= FURNITURE_CP_MAX && (front_start_word(text, &furniture_starts) > 0 ||
                                     phrase_list_before_colon(&furniture_labels, text)))
        return true;
    if (n_cp <= SITE_CP_MAX && front_end_word(text, &furniture_ends) > 0 && !is_labelled(text))
        return true;
    return n_cp <= 4 * FURNITURE_CP_MAX && front_holds_word(text, &furniture_parts);
}
