/* What one line is by its words: a row of contents, furniture, a note, a caption, who signs. */
#include "classify.h"

#include "classify_text.h"
#include "date.h"
#include "office.h"
#include "phrase.h"
#include "utf8.h"

enum {
    BEHIND_DATE_MAX = 6, /* bytes: 2023年12月19日（印） */
    SIGNATURE_CP_MAX = 60, /* code points of who signs and the date */
    SIGNING_CP_MAX = 20, /* code points of an office and a name, and of the name */
    NAME_CP_MIN = 2,
    NAME_CP_MAX = 4,
    CAPTION_LEN_MAX = 150,  /* bytes */
    WEB_LINE_LEN_MAX = 200, /* bytes; a longer line is no button and no credit */
};

/* 第一章 总则第二章 仲裁协议第三章 … on one line */
static bool is_row_of_chapters(struct slice text)
{
    static const char *const rows[][3] = { { "第一章", "第二章", "第三章" }, { "第一节", "第二节", "第三节" }, { "第一编", "第二编", "第三编" } };

    for (size_t i = 0; i < LENGTH_OF(rows) && slice_starts(text, SLICE("第")); i++)
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

    if (text.len > TITLE_LATIN_MAX || !utf8_is_upper(utf8_first(text)) || !classify_is_latin(text))
        return 0;
    while (title.len > 0 && title.ptr[title.len - 1] >= '0' && title.ptr[title.len - 1] <= '9' && power < 1000) {
        page += (title.ptr[--title.len] - '0') * power;
        power *= 10;
    }
    return power > 1 && title.len > 4 && title.ptr[title.len - 1] == ' ' ? page : 0;
}

/* Bytes up to the page number at the end: 12 or, behind a dot or a blank, iii; text.len where none stands there. */
static size_t before_page(struct slice text)
{
    size_t end = text.len, roman = text.len;

    while (end > 0 && text.ptr[end - 1] >= '0' && text.ptr[end - 1] <= '9')
        end--;
    if (end < text.len)
        return end;
    while (roman > 0 && phrase_is_one_of((unsigned char)text.ptr[roman - 1], U"ivxlIVXL"))
        roman--;
    return roman < text.len && phrase_is_mark(utf8_last(slice_part(text, 0, roman)), U".…·．‥ \t") ? roman : text.len;
}

/* Dots and blanks between a title and its page; `*n_dots` counts the dots. */
static size_t before_dots(struct slice text, size_t *n_dots)
{
    size_t end = text.len;

    *n_dots = 0;
    for (size_t before = end; before > 0; end = before) {
        uint32_t cp = utf8_previous(text, &before);

        if (!phrase_is_mark(cp, U".…·．‥ \t(（—-"))
            break;
        *n_dots += cp == 0x2026 ? 3 : cp != ' ' && cp != '\t';
    }
    return end;
}

struct slice classify_toc_title(struct slice text)
{
    size_t n_dots, end = before_page(text), title = before_dots(slice_part(text, 0, end), &n_dots);
    struct slice dots = slice_part(text, title, end);

    /* 引言 … 1 - 4 */
    if (slice_holds(dots, SLICE("-")) || slice_holds(dots, SLICE("–")) || slice_holds(dots, SLICE("—")))
        title = before_dots(slice_part(text, 0, before_page(slice_part(text, 0, title))), &n_dots);
    return slice_part(text, 0, title);
}

bool classify_is_toc_line(struct slice text)
{
    size_t end, n_dots;

    if (is_row_of_chapters(text) || is_anchor_link(text))
        return true;
    end = before_page(text);
    if (end == text.len || text.len - end > 4)
        return false;
    before_dots(slice_part(text, 0, end), &n_dots);
    return n_dots >= 4;
}

/* What begins furniture, notes and captions: see may_begin_with_word_of_role. */
PHRASE_LIST(notes, "注", "备注", "Note", "Source");
PHRASE_LIST(page_labels, "字号", "字体", "上一篇", "下一篇", "来源", "编辑", "责编", "初审", "复审", "终审", "审核");
PHRASE_LIST(caption_words,
    "图", "表", "Figure", "Table", "专栏", "資料來源", "资料来源", "图表", "圖", "圖表", "図", "図表", "Photograph", "Photo", "Chart",
    "Exhibit");
PHRASE_LIST(web_lines,
    "打印", "下载", "收藏", "全屏", "关闭", "关闭窗口", "打印本页", "返回顶部", "分享", "分享到", "上一篇", "下一篇", "大", "中",
    "小", "】", "【", "<br>", "<br/>", "<br />", "加大", "还原", "减小", "扫一扫在手机打开当前页", "TOP", "首页", "附件下载");
PHRASE_LIST(web_starts,
    "【字号", "【字体", "扫一扫", "责任编辑", "相关报道", "相关链接", "相关阅读", "相关新闻", "相关稿件", "关联稿件", "浏览次数", "阅读次数", "访问量",
    "版权所有", "网站地图", "主办单位", "承办单位", "ICP备", "【打印", "【关闭", "[打印", "[关闭", "（责任编辑", "(责任编辑", "打印本页", "网站标识码",
    "当前位置", "您当前", "您的位置");

/* False where the text begins with none of those words, as most do; true: it may. */
static bool may_begin_with_word_of_role(struct slice text)
{
    static _Thread_local struct phrase_starts starts;

    return phrase_has_bit(PHRASE_STARTS_OF(&starts, &notes, &page_labels, &caption_words, &web_lines, &web_starts),
                          utf8_first(text));
}

static bool is_of_page(struct slice text)
{
    if (text.len >= WEB_LINE_LEN_MAX || slice_ends(text, SLICE("。"))) /* 审核：各镇对材料进行初审。 */
        return false;
    return phrase_list_before_colon(&page_labels, text) || phrase_list_equals(&web_lines, text) ||
           phrase_list_starts(&web_starts, text);
}

/* 本报记者 李青 摄, （县融媒体中心供图） below a picture: who took it, and nothing else. */
static bool is_picture_credit(struct slice text)
{
    PHRASE_LIST(ends, "摄", "摄影", "摄影报道", "攝", "供图", "制图");
    PHRASE_LIST(makers, "记者", "通讯员", "記者", "融媒体");
    size_t stop;

    text = phrase_trim_end(text, U"）)");
    if (!phrase_list_ends(&ends, text))
        return false;
    stop = slice_find(text, SLICE("。"), 0);
    if (stop != SLICE_NONE) /* 码头夜景。临江日报记者 李青 摄 */
        text = slice_from(text, stop + strlen("。"));
    return phrase_list_holds(&makers, text) && !slice_holds(text, SLICE("。"));
}

/* Of a text that begins with one of caption_words. */
static bool is_titled_caption(struct slice text)
{
    for (size_t i = 0; i < caption_words.n; i++) {
        struct slice after;

        if (!slice_starts(text, slice_of(caption_words.words[i])))
            continue;
        after = slice_from(text, strlen(caption_words.words[i]));
        if (utf8_is_digit(utf8_first(utf8_trim(after))))
            return true;
    }
    return phrase_list_before_colon(&caption_words, text) || slice_ends(text, SLICE("摄")); /* 图为新修的码头 李明 摄 */
}

bool classify_is_caption(struct slice text)
{
    if (text.len > CAPTION_LEN_MAX)
        return false;
    return phrase_list_starts(&caption_words, text) ? is_titled_caption(text) : is_picture_credit(text);
}

/* · 2030年临江县政府工作报告 2031-01-18: a web page's links to others, with the days of these. */
SELDOM static bool ends_in_day_of_link(struct slice text)
{
    size_t start = text.len - strlen("2031-01-18");
    struct date day;

    return text.len > strlen(" 2031-01-18") && text.ptr[start - 1] == ' ' && date_find(text, start, &day) &&
           day.start == start && day.end == text.len;
}

static bool is_dated_link(const struct unit *unit)
{
    return unit->has_label && unit->label.family == LABEL_DASH && !phrase_is_dash(utf8_first(unit->label.printed)) &&
           ends_in_day_of_link(unit_text(unit));
}

enum role classify_role(const struct unit *unit)
{
    struct slice text = unit_text(unit);
    bool may_begin = may_begin_with_word_of_role(text);

    if (unit->paragraph.is_furniture || (may_begin && is_of_page(text)) || is_dated_link(unit))
        return ROLE_FURNITURE;
    if (may_begin && phrase_list_before_colon(&notes, text))
        return ROLE_NOTE;
    if (may_begin ? classify_is_caption(text) : text.len <= CAPTION_LEN_MAX && is_picture_credit(text))
        return ROLE_CAPTION;
    return ROLE_NONE;
}

/* 筹备小组, 渔业协会, …代表大会 sign; in a front they are a title's own words: 临江市第九届人民代表大会. */
PHRASE_LIST(signing_bodies, "小组", "协会", "代表大会", "小組", "協會", "代表大會");

bool classify_is_signer(struct slice text)
{
    if (text.len < 3 || text.len > SIGNER_LEN_MAX || !utf8_is_ideograph_lead(text.ptr[text.len - 3]))
        return false;
    if (!(office_ends_in_organ(text) || phrase_list_ends(&signing_bodies, text)))
        return false;
    return utf8_count(text) <= 45 && utf8_count(text) >= 3 && !slice_holds(text, SLICE("，")) &&
           !slice_holds(text, SLICE("。")) && !slice_holds(text, SLICE("、"));
}

bool classify_is_secretariat(struct slice text)
{
    PHRASE_LIST(words, "会议秘书处", "大会秘书处", "會議秘書處", "會議祕書處", "大會秘書處");

    return text.len <= SIGNER_LEN_MAX && text.len > strlen("大会秘书处") && phrase_list_ends(&words, text);
}

bool classify_is_signing_person(struct slice text)
{
    size_t end = text.len;

    if (text.len > 4 * SIGNING_CP_MAX || utf8_count(text) > SIGNING_CP_MAX)
        return false;
    for (size_t name = 1; name <= NAME_CP_MAX && utf8_previous(text, &end) && end > 0; name++) {
        if (name >= NAME_CP_MIN && office_ends(utf8_trim(slice_part(text, 0, end))) &&
            !office_starts_no_name(utf8_trim(slice_from(text, end))))
            return true;
    }
    return false;
}

/* …取得新成效。: nothing that stands alone on its line, but 5日（印）。 */
static bool ends_in_word_and_stop(struct slice text)
{
    uint32_t last;

    if (!slice_ends(text, SLICE("。")))
        return false;
    last = utf8_last(slice_part(text, 0, text.len - strlen("。")));
    return utf8_is_ideograph(last) && last != U'印';
}

/* A date ends so, and next to nothing stands behind that of a signature: most lines are told by their ends. */
static bool may_end_in_date(struct slice text)
{
    for (size_t at = text.len; at > 0 && at + BEHIND_DATE_MAX >= text.len;) {
        uint32_t cp = utf8_previous(text, &at);

        if (utf8_is_digit(cp) || phrase_is_one_of(cp, U"日号號"))
            return true;
    }
    return false;
}

SELDOM static bool read_signature(struct slice text, char day[DATE_PRINTED_SIZE])
{
    struct slice signer;
    struct date date;

    if (utf8_count(text) > SIGNATURE_CP_MAX || !date_find(text, 0, &date))
        return false;
    if (text.ptr[0] == '(' && classify_is_latin(text)) /* (31 March 2031) below the name of a table */
        return false;
    signer = utf8_trim(slice_part(text, 0, date.start));
    if (slice_from(text, date.end).len > 0 && !phrase_is_one_of(utf8_first(slice_from(text, date.end)), U"）)印"))
        return false;
    if (slice_from(text, date.end).len > BEHIND_DATE_MAX)
        return false;
    if (phrase_is_mark(utf8_last(signer), U"(（"))
        signer = utf8_trim(slice_part(signer, 0, signer.len - (utf8_last(signer) == '(' ? 1 : 3)));
    date_print(&date, day);
    return signer.len == 0 || classify_is_signer(signer);
}

bool classify_is_signature(struct slice text, char day[DATE_PRINTED_SIZE])
{
    return text.len <= 4 * SIGNATURE_CP_MAX && !ends_in_word_and_stop(text) && may_end_in_date(text) &&
           read_signature(text, day);
}

bool classify_is_footnote(const struct unit *unit, bool is_next)
{
    struct title_split split;
    struct slice rest;

    if (!unit->has_label || unit->label.family != LABEL_DECIMAL || unit->label.form != LABEL_FORM_BLANK)
        return false;
    rest = unit_rest(unit);
    classify_split(rest, &split);
    return classify_is_latin(rest) && (split.has_stop || slice_ends(rest, SLICE(".")) ||
                                       (is_next && phrase_is_mark(utf8_last(rest), U")]”")));
}

enum { ENGLISH_OFFICE_LEN_MAX = 80 }; /* bytes */

/* Chair of the Board, Permanent Secretary: its first or second word says which office. */
static bool is_english_office(struct slice text)
{
    size_t at = 0;
    struct slice first = phrase_take_word(text, &at);

    if (first.len > 0 && first.ptr[first.len - 1] == ',')
        first.len--;
    return office_is_english(first) || (at < text.len && office_is_english(phrase_take_word(text, &at)));
}

bool classify_signs_in_english(struct slice name, struct slice office)
{
    return office.len > 0 && office.len <= ENGLISH_OFFICE_LEN_MAX && utf8_is_upper((unsigned char)office.ptr[0]) &&
           is_english_office(office) && phrase_find_any(office, 0, U"0123456789.:;") == office.len &&
           office_is_english_name(name);
}

bool classify_is_day_in_english(struct slice text)
{
    struct slice before;
    struct date date;

    if (text.len < strlen("3 May 2031") || !utf8_is_digit((unsigned char)text.ptr[text.len - 1]) ||
        phrase_find_any(text, 0, U"0123456789") + strlen("2031") >= text.len || !date_find(text, 0, &date))
        return false;
    before = utf8_trim(slice_part(text, 0, date.start));
    return date.end == text.len && (slice_find(before, SLICE(" "), 0) == SLICE_NONE || slice_ends(before, SLICE(":")));
}
