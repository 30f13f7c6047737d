#include "front_lines.h"

#include "front_text.h"
#include "label.h"
#include "utf8.h"

enum {
    SALUTATION_CP_MAX = 40,
    ADDRESSEE_CP_MAX = 200,
    CAPTION_CP_MAX = 120,
    MEETING_CP_MAX = 150,
    FURNITURE_CP_MAX = 40,
    SENTENCE_CP_MIN = 12,
    RUNNING_CP_MIN = 35,
    WRAPPED_CP_MIN = 14,
    WRAPPED_LINES_MAX = 10,
    JOINED_LINES_MAX = 3,
    BRACKET_LINES_MAX = 8,
    SPLIT_CP_MAX = 300,
    DECREE_LINES_MAX = 5,
};

static const char *const salutations[] = {
    "各位代表", "各位委员", "各位领导", "各位同志", "各位来宾", "各位嘉宾", "各位朋友", "各位同事", "各位议员", "同志们", "代表们",
    "委员们", "朋友们", "女士们", "先生们", "尊敬的", "主席团", "大会主席团", "主席先生", "各位股东", "全体代表", "位代表",
    "各位專家", "各位专家", "各位議員", "各位委員", "同志們", "代表們", "女士們", "Mr President", "Mr. President", "Mr Speaker",
    "Mr. Speaker", "Mr Chairman", "Mr. Chairman", "Mr. Chair", "Madam", "Fellow ", "Esteemed ", "Distinguished ", "Honourable ",
    "Honorable ", "Ladies and ", "Dear ", "Your Excellenc", "Comrades", "My fellow ", "Members of ", NULL,
};

/* What the first sentence of a report begins with where the salutation was lost. */
static const char *const openings[] = {
    "现在，我代表", "现在,我代表", "现在我代表", "现在，我受", "现在,我受", "我代表", NULL,
};

static const char *const contents[] = {
    "目录", "目次", "目錄", "目录：", "Contents", "CONTENTS", "Table of Contents", "TABLE OF CONTENTS", "目　录", NULL,
};

static const char *const opening_headings[] = {
    "前言", "序言", "引言", "导言", "序", "概述", "绪论", "总论", "引子", "导语", "Introduction", "INTRODUCTION", "Foreword",
    "FOREWORD", "Preface", "PREFACE", "Overview", "Executive Summary", "Summary", "Preamble", "Highlights", NULL,
};

bool front_is_opening_heading(struct slice text)
{
    return front_is_word(text, opening_headings);
}

static const struct front_record *record_at(const struct front_page *page, size_t i)
{
    return &page->records[i];
}

static struct slice text_at(const struct front_page *page, size_t i)
{
    return page->records[i].text;
}

static bool ends_with_one_of(struct slice text, const char *set)
{
    return text.len > 0 && front_is_one_of(utf8_last(text), set);
}

/* No letter or ideograph; no digits but a page's number: 】, ---, — 3 — */
static bool is_mark(const struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    size_t at = 0, n_digits = 0;

    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_ideograph(cp) || utf8_is_latin(cp))
            return false;
        n_digits += utf8_is_digit(cp);
    }
    return n_digits <= 4;
}

/* 各位代表： or 各位代表，同志们！ or Mr President,I move … */
static bool is_salutation_text(struct slice text)
{
    size_t len = front_start_word(text, salutations);
    struct slice rest = slice_from(text, len);

    if (len == 0)
        return false;
    if (rest.len == 0 || front_is_one_of(utf8_first(rest), "：:，,、！!；;"))
        return true;
    return utf8_count(text) <= SALUTATION_CP_MAX && ends_with_one_of(text, "：:，,！!");
}

static bool is_salutation(const struct front_page *page, size_t i)
{
    return is_salutation_text(text_at(page, i)) || slice_equal(text_at(page, i), SLICE("代表："));
}

static bool is_contents(const struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    struct label label;

    if (front_is_word(text, contents))
        return true;
    if (!slice_starts(text, SLICE("目录")))
        return false;
    text = front_strip_start(slice_from(text, strlen("目录")), "：:");
    return front_start_word(text, opening_headings) > 0 || label_read(text, &label);
}

/* The last label of the line above has its value here. */
static bool is_value(const struct front_page *page, size_t i)
{
    struct front_entry entries[FRONT_ENTRIES_MAX];
    struct slice text = text_at(page, i);
    struct front_meeting meeting;
    struct date date;
    size_t n;

    if (i == 0 || record_at(page, i - 1)->kind != FRONT_ENTRY)
        return false;
    n = front_read_entries(text_at(page, i - 1), entries);
    if (n == 0 || entries[n - 1].value.len > 0 || front_read_meeting(text, &meeting))
        return false;
    switch (entries[n - 1].field) {
    case FIELD_PUBLISHED: case FIELD_UPDATED: case FIELD_DATE:
        return date_find(text, 0, &date);
    case FIELD_PUBLISHER: case FIELD_NONE:
        n = utf8_count(text);
        return n <= FURNITURE_CP_MAX && !(front_is_document(text) && n > 10) && !front_holds_one_of(text, "。，：:");
    case FIELD_TITLE:
        return !front_holds_one_of(text, "。：:");
    }
    return false;
}

static bool is_entry(const struct front_page *page, size_t i)
{
    struct front_entry entries[FRONT_ENTRIES_MAX];

    return front_read_entries(text_at(page, i), entries) > 0;
}

static bool is_number(const struct front_page *page, size_t i)
{
    return front_is_document_number(text_at(page, i));
}

/* 省有关单位： */
static bool is_addressee(const struct front_page *page, size_t i)
{
    static const char *const groups[] = { "各", "有关", "相关", "直属", "所属", NULL };
    static const char *const members[] = { "单位", "部门", "政府", "机构", "公司", "企业", "院校", "学校", "委员会", "局",
                                           "厅", "委", "办", "部", "中心", "院", "会", "处", "直属机构", NULL };
    struct slice text = text_at(page, i);
    struct slice bare = front_strip_end(text, "：:");

    if (bare.len == text.len || utf8_count(text) > ADDRESSEE_CP_MAX || front_holds_one_of(bare, "。；：:"))
        return false;
    bare = front_strip_tail_group(bare);
    if (front_holds_word(bare, groups))
        return front_end_word(bare, members) > 0;
    return front_is_organ(bare);
}

/* 市长王明作政府工作报告。本报记者 李青 摄 */
static bool is_caption(const struct front_page *page, size_t i)
{
    static const char *const ends[] = { "摄", "摄影", "供图", "摄影报道", "制图", "资料图", "攝", NULL };
    static const char *const starts[] = { "图为", "上图", "下图", "图片说明", "Photo", NULL };
    static const char *const deliveries[] = { "作政府工作报告", "作工作报告", "做政府工作报告", NULL };
    struct slice text = front_strip_end(text_at(page, i), "。）)");

    if (record_at(page, i)->n_cp > CAPTION_CP_MAX || front_start_word(text, openings) > 0)
        return false;
    if (front_end_word(text, ends) > 0 || front_start_word(text, starts) > 0)
        return true;
    if (front_holds_word(text, deliveries) && !slice_holds(text, SLICE("我")))
        return record_at(page, i)->n_cp <= FURNITURE_CP_MAX || slice_holds(text, SLICE("记者"));
    return slice_holds(text, SLICE("记者 ")) && record_at(page, i)->n_cp <= 2 * FURNITURE_CP_MAX;
}

static bool is_meeting(const struct front_page *page, size_t i)
{
    struct front_meeting meeting;

    if (!front_read_meeting(text_at(page, i), &meeting))
        return false;
    return meeting.is_adoption || record_at(page, i)->n_cp <= MEETING_CP_MAX;
}

static bool is_day(const struct front_page *page, size_t i)
{
    struct front_day day;

    return front_read_day(text_at(page, i), &day);
}

static bool is_amendment(const struct front_page *page, size_t i)
{
    return front_is_amendment(text_at(page, i));
}

/* Whole lines of web pages. */
static const char *const furniture[] = {
    "下载", "打印", "全屏", "收藏", "分享", "加大", "还原", "减小", "大", "中", "小", "首页", "网站首页", "关闭", "返回", "返回顶部",
    "关闭窗口", "打印本页", "扫一扫", "导航", "登录", "注册", "搜索", "繁体", "简体", "繁體", "English", "关怀版", "长者版", "文件",
    "正文", "新闻中心", "政务公开", "政务服务", "政民互动", "信息公开", "数据开放", "要闻", "头条", "专题", "视频", "图片", "听全文",
    "字号", "字体", "默认", "超大", "较大", "标准", "朗读", "复制链接", "微信", "微博", "QQ空间", "新浪微博", "当前位置", "语音播报",
    "政府信息公开", "公开指南", "公开制度", "县政府", "市政府", "省政府", "区政府", "法规文件", "政策文件", "无障碍", "统计数据",
    "Home", "Print", "Share", "Search", "Menu", "Back to top", "Skip to main content", "Download", "PDF", "false", "true", NULL,
};
static const char *const furniture_starts[] = {
    "【字", "字号：", "字号:", "字体：", "字体:", "您的位置", "您当前", "您现在", "当前位置", "当前的位置", "首页", "网站首页", "浏览次",
    "浏览：", "点击：", "阅读：", "阅读量", "分享：", "分享:", "分享到", "打印", "收藏", "责任编辑", "扫一扫", "相关链接", "相关报道",
    "相关阅读", "相关新闻", "相关稿件", "相关文档", "相关附件", "关联稿件", "关联文件", "图文解读", "政策解读", "主办单位", "主办：",
    "承办单位", "承办：", "版权所有", "版权声明", "保护视力", "今天是", "欢迎您", "欢迎访问", "上一篇", "下一篇", "微信扫", "原文链接",
    "http", "www.", "【法宝", "分类号", "附件下载", "【打印", "【大", "当前栏目", "视频：", "【我要", "信息公开目录", "Font size",
    "Text size", "Share this", NULL,
};
static const char *const furniture_parts[] = {
    "网站无障碍", "浏览次数", "访问量", "点击数", "阅读次数", "关怀版", "http://", "https://", "www.", "扫码", "二维码", "客户端",
    "公众号", "当前位置", "关闭窗口", "打印本页", "所在位置", NULL,
};
static const char *const furniture_ends[] = { "网", "网站", "频道", "栏目", "要闻", "门户", "信箱", "热线", "专栏", "平台", NULL };

/* 首页 / > / 要闻: what stands beside a mark on a line of its own, and a path on one line. */
static bool is_crumb(const struct front_page *page, size_t i)
{
    static const char *const marks[] = { ">", ">>", "＞", "›", "»", "→", "->", NULL };
    struct slice text = text_at(page, i);

    if (record_at(page, i)->n_cp > 4 * FURNITURE_CP_MAX)
        return false;
    if (slice_holds(text, SLICE("首页")) && front_holds_one_of(text, "/-|"))
        return true;
    if (front_holds_word(text, marks))
        return true;
    if (slice_starts(record_at(page, i)->raw, SLICE("> ")))
        return false;
    return record_at(page, i)->n_cp <= FURNITURE_CP_MAX &&
           ((i > 0 && front_is_word(text_at(page, i - 1), marks)) ||
            (i + 1 < page->n && front_is_word(text_at(page, i + 1), marks)));
}

static bool is_furniture(const struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);

    if (is_crumb(page, i) || front_is_word(text, furniture))
        return true;
    if (record_at(page, i)->n_cp > 4 * FURNITURE_CP_MAX)
        return false;
    if (front_holds_word(text, furniture_parts))
        return true;
    return record_at(page, i)->n_cp <= FURNITURE_CP_MAX &&
           (front_start_word(text, furniture_starts) > 0 ||
            (record_at(page, i)->n_cp <= 12 && front_end_word(text, furniture_ends) > 0));
}

/* An annex's label above the title heads the whole text: 附件1 / 临江市…办法. */
static bool is_label(const struct front_page *page, size_t i)
{
    struct label label;

    if (!label_read(text_at(page, i), &label) || label.family == LABEL_DASH)
        return false;
    return label.family != LABEL_ANNEX || page->has_title;
}

static bool is_annex(const struct front_page *page, size_t i)
{
    struct label label;

    return front_is_word(front_strip_end(text_at(page, i), "：:"), (const char *const[]){ "附件", "附", "附錄", "附录", NULL }) ||
           (label_read(text_at(page, i), &label) && label.family == LABEL_ANNEX);
}

/* ## Highlights, below # Title. */
static bool is_heading(const struct front_page *page, size_t i)
{
    unsigned level = record_at(page, i)->heading_level;

    return level >= 2 && (page->has_title || !front_is_document(text_at(page, i)));
}

static bool is_titled(const struct front_page *page, size_t i)
{
    struct slice title, rest;

    return front_split_title(text_at(page, i), &title, &rest);
}

static bool is_speaker(const struct front_page *page, size_t i)
{
    struct front_speaker speaker;
    struct slice text = text_at(page, i);

    if (!front_read_speaker(text, &speaker))
        return false;
    return !front_is_latin(text) || page->has_meeting || slice_holds(text, SLICE(" by ")) ||
           (i + 1 < page->n && is_salutation(page, i + 1));
}

static bool is_person(const struct front_page *page, size_t i)
{
    bool is_near = page->has_meeting || (i + 1 < page->n && is_salutation(page, i + 1)) ||
                   (i > 0 && record_at(page, i - 1)->kind == FRONT_OFFICE);

    return is_near && !front_is_document(text_at(page, i)) && front_is_person(text_at(page, i));
}

/* An office with the name on the line above or below. */
static bool is_office(const struct front_page *page, size_t i)
{
    if (!front_is_office(text_at(page, i)))
        return false;
    return (i > 0 && record_at(page, i - 1)->kind == FRONT_PERSON) ||
           (i + 1 < page->n && front_is_person(text_at(page, i + 1)));
}

static const char *const decree_phrases[] = {
    "现予公布", "现予发布", "现公布", "现发布", "予以公布", "现予颁布", "现将修订后的", NULL,
};

/* 中华人民共和国主席令, with the sentence that puts a statute into force below; and that sentence. */
static bool is_decree(const struct front_page *page, size_t i)
{
    static const char *const orders[] = { "主席令", "国务院令", "政府令", "部令", "委员会令", "局令", "公告", "公 告", NULL };
    struct slice text = text_at(page, i);

    if (page->in_decree && front_holds_word(text, decree_phrases))
        return true;
    if (record_at(page, i)->n_cp > FURNITURE_CP_MAX || front_end_word(front_strip_tail_group(text), orders) == 0)
        return false;
    for (size_t k = i + 1; k < page->n && k <= i + DECREE_LINES_MAX; k++)
        if (front_holds_word(text_at(page, k), decree_phrases))
            return true;
    return false;
}

static bool is_enclosed(struct slice text)
{
    return text.len > 0 && front_strip_brackets(text).len < text.len;
}

/* Words that begin with a small letter are more than a third of the words: prose, not a title. */
static bool is_prose(struct slice text)
{
    size_t at = 0, n_words = 0, n_small = 0;

    while (at < text.len) {
        size_t end = slice_find(text, SLICE(" "), at);

        end = end == SLICE_NONE ? text.len : end;
        n_words += end > at;
        n_small += end > at && utf8_is_lower(utf8_at(text, at));
        at = end + 1;
    }
    return 3 * n_small > n_words;
}

/* A sentence, or more: not a title, however long. */
static bool is_sentence(struct slice text, size_t n_cp)
{
    struct slice bare = front_strip_end(text, "”’」』）)\"");
    bool is_document = front_is_document(text) && !front_holds_one_of(text, "。；");

    if (front_is_latin(text))
        return n_cp >= 25 && ends_with_one_of(bare, ".?!;") && is_prose(text);
    if (n_cp >= SENTENCE_CP_MIN && ends_with_one_of(bare, "。！？!"))
        return true;
    if (n_cp >= SENTENCE_CP_MIN + 3 && ends_with_one_of(bare, "：；:;"))
        return true;
    return !is_document && (n_cp >= 5 * RUNNING_CP_MIN || (n_cp >= RUNNING_CP_MIN && front_holds_one_of(text, "，。")));
}

/* A link that stood inside a sentence has a line of its own: what follows it begins with the sentence's mark. */
static bool is_cut_by_link(const struct front_page *page, size_t i)
{
    for (size_t k = i + 1; k < page->n && k <= i + 2; k++)
        if (front_is_one_of(utf8_first(text_at(page, k)), "，。、；》"))
            return record_at(page, i)->n_cp >= SENTENCE_CP_MIN;
    return false;
}

/* 1月9日，…会议开幕，市长王明作报告。 — a sentence about the report, right above the speaker or the salutation. */
static bool is_between(const struct front_page *page, size_t i)
{
    struct front_speaker speaker;
    struct front_meeting meeting;

    if (!page->has_title || !is_sentence(text_at(page, i), record_at(page, i)->n_cp) ||
        record_at(page, i)->n_cp > (front_is_latin(text_at(page, i)) ? 3 : 1) * CAPTION_CP_MAX ||
        front_start_word(text_at(page, i), openings) > 0)
        return false;
    for (size_t k = i + 1; k < page->n && k <= i + 2; k++) {
        struct slice text = text_at(page, k);

        if (is_salutation(page, k))
            return ends_with_one_of(text, "：:") && record_at(page, k)->n_cp <= SALUTATION_CP_MAX;
        if (front_read_meeting(text, &meeting) || (!front_is_latin(text) && front_read_speaker(text, &speaker)))
            return true;
        if (is_sentence(text, record_at(page, k)->n_cp))
            return false;
    }
    return false;
}

static bool is_running(const struct front_page *page, size_t i)
{
    const struct front_record *record = record_at(page, i);
    struct front_meeting meeting;

    if (record->is_cut || is_cut_by_link(page, i))
        return true;
    if (record->heading_level == 1 || is_enclosed(record->text) || !is_sentence(record->text, record->n_cp))
        return false;
    if (i + 1 < page->n && !front_holds_one_of(record->text, "。；") && front_read_meeting(text_at(page, i + 1), &meeting))
        return !meeting.has_dash;
    return true;
}

/* Line k can go on a paragraph whose lines are as wide as line i. */
static bool is_wide_as(const struct front_page *page, size_t i, size_t k)
{
    size_t width = record_at(page, i)->n_cp, n_cp = record_at(page, k)->n_cp;
    struct front_meeting meeting;
    struct label label;

    if (n_cp * 4 > width * 6 || (record_at(page, k)->after_blank && !page->is_spaced))
        return false;
    if (is_number(page, k) || is_day(page, k) || is_addressee(page, k) || is_salutation(page, k) || is_entry(page, k))
        return false;
    if (front_is_document(text_at(page, k)) && !front_holds_one_of(text_at(page, k), "，。；"))
        return false;
    return !label_read(text_at(page, k), &label) && !front_read_meeting(text_at(page, k), &meeting) &&
           record_at(page, k)->heading_level == 0;
}

/* The first line of a paragraph that was cut into lines of one width, up to the line with its full stop. */
static bool is_wrapped(const struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    bool is_latin = front_is_latin(text);
    bool has_mark = front_holds_one_of(text, "，、。,");

    if (record_at(page, i)->n_cp < (is_latin ? 2 : 1) * WRAPPED_CP_MIN || front_is_document(text) || is_enclosed(text) ||
        front_is_organ(text) || (is_latin && !is_prose(text)) || record_at(page, i)->heading_level > 0)
        return false;
    if (!is_latin && front_holds_one_of(text, "。"))
        return true;
    for (size_t k = i + 1; k < page->n && k < i + WRAPPED_LINES_MAX && is_wide_as(page, i, k); k++) {
        has_mark = has_mark || front_holds_one_of(text_at(page, k), "，、。,");
        if (is_latin ? ends_with_one_of(text_at(page, k), ".:") || slice_holds(text_at(page, k), SLICE(". "))
                     : front_holds_one_of(text_at(page, k), "。；"))
            return has_mark || is_latin;
        if (record_at(page, k)->n_cp * 4 < record_at(page, i)->n_cp * 3)
            return false;
    }
    return false;
}

/* 2031年11月, 1981—1985: a time without a day. */
static bool is_time(struct slice text)
{
    struct slice bare = front_strip_start(text, "0123456789０１２３４５６７８９〇○一二三四五六七八九十年月—–-~至");

    return bare.len == 0 && front_holds_one_of(text, "0123456789年０２");
}

static bool is_note(const struct front_page *page, size_t i)
{
    return is_enclosed(text_at(page, i)) || is_time(text_at(page, i)) || is_annex(page, i);
}

static bool is_organ(const struct front_page *page, size_t i)
{
    return front_is_organ(text_at(page, i));
}

/* The first rule that holds gives the kind. */
static const struct {
    bool (*holds)(const struct front_page *page, size_t i);
    enum front_kind kind;
} rules[] = {
    { is_mark, FRONT_FURNITURE },     { is_salutation, FRONT_SALUTATION }, { is_contents, FRONT_CONTENTS },
    { is_value, FRONT_VALUE },        { is_entry, FRONT_ENTRY },           { is_decree, FRONT_DECREE },
    { is_number, FRONT_NUMBER },
    { is_addressee, FRONT_ADDRESSEE }, { is_caption, FRONT_CAPTION },      { is_meeting, FRONT_MEETING },
    { is_day, FRONT_DAY },            { is_amendment, FRONT_NOTE },        { is_furniture, FRONT_FURNITURE },
    { is_label, FRONT_LABEL },        { is_heading, FRONT_HEADING },       { is_titled, FRONT_TITLED },
    { is_speaker, FRONT_SPEAKER },    { is_person, FRONT_PERSON },         { is_office, FRONT_OFFICE },
    { is_between, FRONT_CAPTION },    { is_running, FRONT_RUNNING },       { is_wrapped, FRONT_RUNNING },
    { is_note, FRONT_NOTE },          { is_organ, FRONT_ORGAN },
};

static enum front_kind kind_of(const struct front_page *page, size_t i)
{
    for (size_t rule = 0; rule < sizeof rules / sizeof rules[0]; rule++)
        if (rules[rule].holds(page, i))
            return rules[rule].kind;
    return FRONT_OTHER;
}

/* A meeting broken in two or three: joins the lines; returns how many they are, 1 where nothing came of it. */
static size_t join_meeting(struct front_page *page, size_t i)
{
    struct buffer *joined = page->joined;
    size_t start = joined->len;
    size_t n;

    if (!front_opens_meeting(text_at(page, i)))
        return 1;
    buffer_append_slice(joined, text_at(page, i));
    for (n = 1; n < JOINED_LINES_MAX && i + n < page->n; n++) {
        struct front_meeting meeting;
        struct slice text;

        if (front_is_latin(text_at(page, i)))
            buffer_put(joined, ' ');
        buffer_append_slice(joined, text_at(page, i + n));
        text = slice_from(buffer_slice(joined), start);
        if (front_read_meeting(text, &meeting) && meeting.occasion.len > 0 && !meeting.is_open &&
            (!front_is_latin(text) || meeting.has_date)) {
            page->records[i].text = text;
            return n + 1;
        }
    }
    joined->len = start;
    return 1;
}

static int bracket_depth(struct slice text)
{
    size_t at = 0;
    int depth = 0;

    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        depth += front_is_one_of(cp, "（(") ? 1 : front_is_one_of(cp, "）)") ? -1 : 0;
    }
    return depth;
}

/* （2031年8月31日…通过 / 根据2035年…修正）: the lines up to the closing bracket; returns how many go with line i. */
static size_t count_bracketed(const struct front_page *page, size_t i)
{
    int depth = bracket_depth(text_at(page, i));

    for (size_t n = 1; depth > 0 && n < BRACKET_LINES_MAX && i + n < page->n; n++) {
        struct label label;

        if (label_read(text_at(page, i + n), &label) && label.is_certain)
            return 1;
        depth += bracket_depth(text_at(page, i + n));
        if (depth <= 0)
            return n + 1;
    }
    return 1;
}

/* Marks what belongs to the meeting of line i; returns how many lines do. */
static size_t take_meeting(struct front_page *page, size_t i, size_t n)
{
    size_t n_bracketed = n == 1 ? count_bracketed(page, i) : n;

    n = n_bracketed > n ? n_bracketed : n;
    page->records[i].kind = FRONT_MEETING;
    for (size_t k = 1; k < n; k++)
        page->records[i + k].kind = FRONT_CONTINUED;
    page->has_meeting = page->has_meeting || !page->in_decree;
    return n;
}

/* The first place inside the text, behind its start, where one of `words` stands and `follows` holds; 0: none. */
static size_t find_salutation(struct slice text)
{
    size_t at = utf8_prefix(text, 1);

    while (at < text.len && utf8_count(slice_part(text, 0, at)) < SPLIT_CP_MAX) {
        struct slice rest = slice_from(text, at);

        if (is_salutation_text(rest) || front_start_word(rest, openings) > 0)
            return at;
        utf8_next(text, &at);
    }
    return 0;
}

static size_t find_label(struct slice text)
{
    static const char *const firsts[] = { "一、", "第一章", "第一编", "第一篇", "第一条", "第一部分", "目录", "目 录", NULL };
    size_t len, at = 0;

    while ((at = front_find_word(text, at + 1, firsts, &len)) != SLICE_NONE && at < text.len) {
        struct label label;

        if (slice_starts(slice_from(text, at), SLICE("目")) || label_read(slice_from(text, at), &label))
            return at;
    }
    return 0;
}

/* What stands in front of the split is of the front: a title, a meeting, a speaker. */
static bool is_front_text(struct front_page *page, size_t i, size_t at)
{
    struct front_record whole = page->records[i];
    struct front_record *record = &page->records[i];
    bool is_front;

    record->text = utf8_trim(slice_part(whole.text, 0, at));
    record->n_cp = utf8_count(record->text);
    record->is_cut = false;
    record->kind = kind_of(page, i);
    is_front = record->kind == FRONT_MEETING || record->kind == FRONT_TITLED || record->kind == FRONT_SPEAKER ||
               record->kind == FRONT_PERSON || record->kind == FRONT_ENTRY ||
               (record->kind == FRONT_OTHER && front_is_document(record->text));
    if (!is_front)
        *record = whole;
    return is_front;
}

/* 临江市政府工作报告 市长 王明 各位代表：现在，…: the line is front up to a byte of its text, and body behind. */
static bool split_line(struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    size_t at;

    if (is_salutation(page, i) || is_caption(page, i))
        return false;
    at = find_salutation(text);
    if (at == 0 || !is_front_text(page, i, at)) {
        at = find_label(text);
        if (at == 0 || !is_front_text(page, i, at))
            return false;
    }
    page->body_line = i;
    page->body_offset = at;
    page->n_front = i + 1;
    return true;
}

/* Keeps what later lines are judged by. */
static void remember(struct front_page *page, size_t i)
{
    struct front_record *record = &page->records[i];

    if (record->kind == FRONT_DECREE)
        page->in_decree = true;
    if (record->kind == FRONT_OTHER && (record->heading_level == 1 || front_is_document(record->text))) {
        page->has_title = true;
        page->in_decree = false;
    }
    if (record->kind == FRONT_MEETING || record->kind == FRONT_TITLED)
        page->has_title = true;
    record->in_decree = page->in_decree;
}

void front_classify(struct front_page *page)
{
    size_t i = 0;

    while (i < page->n) {
        size_t n_joined;

        if (split_line(page, i))
            return;
        n_joined = join_meeting(page, i);
        page->records[i].kind = n_joined > 1 ? FRONT_MEETING : kind_of(page, i);
        if (front_is_body(page->records[i].kind))
            break;
        remember(page, i);
        i += page->records[i].kind == FRONT_MEETING ? take_meeting(page, i, n_joined) : 1;
    }
    page->body_line = page->n_front = i < page->n ? i : page->n;
}
