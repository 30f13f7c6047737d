#include "front_title.h"

#include "front_text.h"
#include "utf8.h"

enum {
    TITLE_LINES_MAX = 4,
    TITLE_CP_MAX = 250,
    NOTE_CP_MAX = 15,
    PLACE_CP_MAX = 6,  /* the name of a place */
    FIRST_CP_MAX = 50, /* a title that is told by a place's name alone */
    SUBJECT_CP_MIN = 9, /* 关于印发2031年工作要点, not 关于我们 */
};

/* What speaks for a line. The first four alone are enough. */
enum {
    SCORE_SAME_LINE = 20, /* a meeting or a speaker stands behind it on the line */
    SCORE_ABOVE_DASH = 7, /* ——2031年1月9日在… stands right below it */
    SCORE_DOCUMENT = 5,   /* ends as documents' names do */
    SCORE_ABOVE = 4,      /* stands where titles do: above the meeting, the speaker, the day, the page's data */
    SCORE_HEADING = 4,    /* Markdown's first heading */
    SCORE_SPACED = 1,     /* 政 府 工 作 报 告 */
    SCORE_NEEDED = 4,
};

static bool is_kind(const struct front_page *page, size_t i, enum front_kind kind)
{
    return i < page->n_front && page->records[i].kind == kind;
}

static bool is_other(const struct front_page *page, size_t i)
{
    return is_kind(page, i, FRONT_OTHER) && !page->records[i].in_decree;
}

/* 临江市2030年统计公报 | 临江市人民政府: the part that is a document's title. */
static struct slice strip_site(struct slice text)
{
    PHRASE_LIST(marks, " | ", "|", "_", " - ");
    size_t len, at = front_find_word(text, 0, &marks, &len);

    if (at == SLICE_NONE)
        return text;
    if (front_is_document(utf8_trim(slice_part(text, 0, at))))
        return utf8_trim(slice_part(text, 0, at));
    if (front_is_document(text))
        return strip_site(utf8_trim(slice_from(text, at + len)));
    return front_strip_end(text, U"|");
}

/* 政 府 工 作 报 告: printed as only a title is. */
static bool is_letter_spaced(const struct front_record *record)
{
    return utf8_count(record->raw) >= record->n_cp + 4 && record->raw.len > record->text.len + 3;
}

/* 2031年3月1日 星期六: the calendar of a web site. */
static bool is_calendar(const struct front_record *record)
{
    struct front_day day;

    if (!front_read_day(record->text, &day))
        return false;
    return day.is_numeric || (day.has_weekday && !front_is_latin(record->text));
}

/* The first line that names the meeting, else the speaker, the day, the month （2031年5月）: below the title. */
static size_t find_anchor(const struct front_page *page)
{
    static const enum front_kind kinds[] = { FRONT_MEETING, FRONT_SPEAKER, FRONT_PERSON, FRONT_OFFICE, FRONT_DAY };

    for (size_t k = 0; k < LENGTH_OF(kinds); k++)
        for (size_t i = 0; i < page->n_front; i++)
            if (page->records[i].kind == kinds[k] && !page->records[i].in_decree && !is_calendar(&page->records[i]))
                return i;
    for (size_t i = 0; i < page->n_front; i++)
        if (is_kind(page, i, FRONT_NOTE) && slice_holds(page->records[i].text, SLICE("月")) &&
            front_strip_brackets(page->records[i].text).len < page->records[i].text.len)
            return i;
    return page->n_front;
}

/* The line of the title by its place: the nearest unknown one above the anchor; n_front where there is none. */
static size_t find_above(const struct front_page *page, size_t anchor)
{
    for (size_t i = anchor < page->n_front ? anchor : 0; i > 0; i--)
        if (is_other(page, i - 1))
            return i - 1;
    return page->n_front;
}

/* 上半年我县农业经济运行平稳 above 发布时间：2031-07-30 信息来源：县统计局: what a page's data stand under. */
static bool is_above_data(const struct front_page *page, size_t i)
{
    const struct front_record *record = &page->records[i];
    struct front_entry entries[FRONT_ENTRIES_MAX];
    size_t n = 0;

    for (size_t k = 0; k < i; k++)
        if (page->records[k].heading_level == 1) /* # …: of a title on two lines this would be the second */
            return false;
    if (record->n_cp >= SLOGAN_CP_MIN && !front_holds_one_of(record->text, U"：:。") && is_kind(page, i + 1, FRONT_ENTRY))
        n = front_read_entries(page->records[i + 1].text, entries);
    for (size_t k = 0; k < n; k++)
        if (entries[k].field == FIELD_PUBLISHED || entries[k].field == FIELD_PUBLISHER)
            return true;
    return false;
}

static int place_score(const struct front_page *page, size_t i, size_t anchor, bool is_document)
{
    struct front_meeting meeting;
    bool is_next = i + 1 == anchor;

    if (i != find_above(page, anchor))
        return !is_document && is_above_data(page, i) ? SCORE_ABOVE : 0; /* a document's own title counts for more */
    if (is_next && front_read_meeting(page->records[anchor].text, &meeting) && meeting.has_dash &&
        page->records[i].n_cp >= SLOGAN_CP_MIN)
        return SCORE_ABOVE_DASH;
    return is_document || (is_next && page->records[i].n_cp >= SLOGAN_CP_MIN) ? SCORE_ABOVE : 0;
}

/* ——全面落实高质量发展规划 below 在全县经济工作会议上的讲话 */
static bool is_slogan_below(const struct front_page *page, size_t i)
{
    if (i == 0)
        return false;
    return phrase_is_dash(utf8_first(page->records[i].text)) && front_is_document(page->records[i - 1].text);
}

/* Is line i, in front of which there are others, one that tells how the document above it was delivered? */
static bool begins_delivery(const struct front_page *page, size_t i)
{
    PHRASE_LIST(openings,
        "Speech by ", "Speech as ", "Address by ", "Address as ", "Statement by ", "Statement as ", "Remarks by ",
        "As delivered ");
    PHRASE_LIST(kinds, "Press ", "PRESS "); /* Press Statement names no document */

    return i < page->n_front && front_start_word(page->records[i].text, &openings) > 0 && is_other(page, i - 1) &&
           front_is_document(page->records[i - 1].text) && front_start_word(page->records[i - 1].text, &kinds) == 0;
}

/* Speech by the Financial Secretary, and its second line, below The 2031-32 Budget. */
static bool is_delivery(const struct front_page *page, size_t i)
{
    bool goes_on = i > 1 && i < page->n_front && (!page->records[i].after_blank || page->is_spaced);

    if (i == 0)
        return false;
    return begins_delivery(page, i) || (goes_on && begins_delivery(page, i - 1));
}

static int score_line(const struct front_page *page, size_t i, size_t anchor, struct slice text)
{
    const struct front_record *record = &page->records[i];
    bool is_document = front_is_document(text) && !front_holds_one_of(text, U"，");
    int score = is_document ? SCORE_DOCUMENT : 0;

    if (record->n_cp > TITLE_CP_MAX || record->is_cut || is_delivery(page, i) || is_slogan_below(page, i))
        return 0;
    if (record->heading_level == 1)
        score += SCORE_HEADING;
    if (is_letter_spaced(record))
        score += SCORE_SPACED;
    return score + place_score(page, i, anchor, is_document);
}

/* The title where it stands on one line with a meeting or a speaker. */
static bool read_same_line(const struct front_record *record, struct slice *text)
{
    struct front_meeting meeting;
    struct slice rest;

    if (record->in_decree)
        return false;
    if (record->kind == FRONT_TITLED)
        return front_split_title(record->text, text, &rest);
    if (record->kind != FRONT_MEETING || !front_read_meeting(record->text, &meeting))
        return false;
    if (!front_split_title(meeting.before, text, &rest))
        *text = front_strip_order(meeting.before);
    if (front_is_document(*text))
        return true;
    return meeting.has_dash && utf8_count(*text) >= SLOGAN_CP_MIN && !front_is_person(*text);
}

/* 标题：临江市…的通知, in a page's data; the value on the same line or on the next. */
static bool read_entry(const struct front_page *page, size_t i, struct slice *text)
{
    struct front_entry entries[FRONT_ENTRIES_MAX];
    bool is_value = is_kind(page, i, FRONT_VALUE);
    size_t n;

    if (!is_value && page->records[i].kind != FRONT_ENTRY)
        return false;
    n = front_read_entries(page->records[is_value ? i - 1 : i].text, entries);
    if (n == 0 || entries[is_value ? n - 1 : 0].field != FIELD_TITLE)
        return false;
    *text = is_value ? page->records[i].text : entries[0].value;
    return text->len > 0;
}

/* What line `i` says as a title, and how much speaks for it; 0: it is none. */
static int read_line(const struct front_page *page, size_t i, size_t anchor, struct slice *text)
{
    if (read_same_line(&page->records[i], text))
        return SCORE_SAME_LINE;
    if (!read_entry(page, i, text)) {
        if (!is_other(page, i))
            return 0;
        *text = page->records[i].text;
    }
    *text = front_strip_number(strip_site(*text));
    return score_line(page, i, anchor, *text);
}

static void choose(const struct front_page *page, struct front_title *title)
{
    size_t anchor = find_anchor(page);

    *title = (struct front_title){ .score = 0 };
    for (size_t i = 0; i < page->n_front; i++) {
        struct slice text;
        int score = read_line(page, i, anchor, &text);

        if (score >= SCORE_NEEDED && score >= title->score && (score > title->score || score < SCORE_SAME_LINE))
            *title = (struct front_title){ i, i, text, score };
    }
}

/* What a line of a title begins with that cannot begin it: 国民经济和社会发展…纲要, 和2035年远景目标纲要. */
static bool needs_line_above(struct slice text)
{
    PHRASE_LIST(parts,
        "国民经济", "國民經濟", "和", "及", "与", "的", "暨", "》", "）", "第", "工作报告");
    PHRASE_LIST(wholes,
        "省", "市", "县", "区", "州", "旗", "国", "年", "届", "政府工作报告", "關於", "关于", "《", "中华", "中共");
    struct slice start = slice_part(text, 0, utf8_prefix(text, 12));

    if (front_is_latin(text))
        return false;
    return front_start_word(text, &parts) > 0 || !front_holds_word(start, &wholes);
}

/* What a line of a title ends with that cannot end it. */
static bool needs_line_below(struct slice text)
{
    PHRASE_LIST(ends,
        "关于", "與", "与", "和", "及", "的", "、", "《", "印发", "转发", "關於", " of", " on", " the", " and",
        " for", " to", " in", " OF", " ON", " THE", " AND", " FOR", " TO", " IN");

    return front_end_word(text, &ends) > 0;
}

static bool begins_small(struct slice text)
{
    PHRASE_LIST(words, "AND ", "FOR ", "OF ", "ON ", "TO ", "IN ", "WITH ");

    return utf8_is_lower(utf8_first(text)) || front_start_word(text, &words) > 0;
}

/*
 * 关于印发2031年《政府工作报告》 above 重点任务分工方案的通知: what it is about, without the word that closes it, which stands at
 * the end of the title's last line.
 */
static bool is_open_subject(const struct front_record *record, struct slice first, struct slice last)
{
    PHRASE_LIST(closers, "通知", "意见", "决定", "决议", "公告", "通告", "批复", "的函", "通报", "的报告");
    struct slice line = record->text;

    return record->n_cp >= SUBJECT_CP_MIN && slice_holds(line, SLICE("关于")) && !slice_holds(first, SLICE("关于")) &&
           front_end_word(line, &closers) == 0 && front_end_word(last, &closers) > 0;
}

/* Line i, above the title's first line, is its beginning. */
static bool is_title_start(const struct front_page *page, size_t i, const struct front_title *title)
{
    PHRASE_LIST(joints, "和", "及", "与", "暨");
    PHRASE_LIST(makers, "部门", "单位"); /* 柳溪县渔业局等四部门 */
    const struct front_record *record = &page->records[i];
    struct slice first = page->records[title->first].text;

    if (page->records[title->first].after_blank && !page->is_spaced)
        return false;
    if (record->kind == FRONT_ORGAN)
        return slice_starts(first, SLICE("关于")) || slice_starts(first, SLICE("工作报告"));
    if (!is_other(page, i))
        return false;
    if (slice_starts(first, SLICE("关于")) && front_end_word(record->text, &makers) > 0)
        return true;
    if (front_start_word(first, &joints) > 0 || needs_line_below(record->text) ||
        is_open_subject(record, first, page->records[title->last].text))
        return true;
    if (front_is_latin(record->text) || front_is_latin(first))
        return front_is_latin(record->text) && begins_small(first);
    if (front_is_document(record->text))
        return false;
    if (!front_is_document(title->text))
        return record->n_cp >= SLOGAN_CP_MIN;
    return record->n_cp >= 4 && needs_line_above(first);
}

/* （2031—2035年）, （草案） below the title are of it; （征求意见稿） is the state of a draft. */
static bool is_title_end(const struct front_page *page, size_t i)
{
    PHRASE_LIST(parts, "版", "试行", "暂行", "草案", "修订");
    struct slice inner;
    struct front_day day;

    if (!is_kind(page, i, FRONT_NOTE) || (page->records[i].after_blank && !page->is_spaced))
        return false;
    inner = front_strip_brackets(page->records[i].text);
    if (inner.len == page->records[i].text.len || utf8_count(inner) > NOTE_CP_MAX || front_read_day(inner, &day))
        return false;
    if (slice_ends(inner, SLICE("年")))
        return front_holds_one_of(inner, PHRASE_DASHES U"~～") || slice_holds(inner, SLICE("至"));
    return front_end_word(inner, &parts) > 0;
}

/* False where something stands in front of it on its line, so that no line above belongs to it: 临教办〔2031〕3号关于… */
static bool begins_line(const struct front_page *page, const struct front_title *title)
{
    return title->text.ptr == page->records[title->first].text.ptr;
}

static void extend(const struct front_page *page, struct front_title *title)
{
    bool may_go_up = begins_line(page, title);

    while (may_go_up && title->first > 0 && title->last - title->first + 1 < TITLE_LINES_MAX &&
           is_title_start(page, title->first - 1, title))
        title->first--;
    if (is_title_end(page, title->last + 1))
        title->last++;
}

/* 在…大会上的讲话: where no line above is a title, the line of the meeting is, if it reads as one. */
static void choose_meeting(const struct front_page *page, struct front_title *title)
{
    for (size_t i = 0; i < page->n_front && title->score == 0; i++)
        if (is_kind(page, i, FRONT_MEETING) && front_is_document(page->records[i].text)) {
            struct slice text = front_strip_start(page->records[i].text, PHRASE_DASHES);

            *title = (struct front_title){ i, i, front_strip_brackets(text), SCORE_SAME_LINE };
        }
}

/* 临江市, 柳溪县: a place by its name, not 全市 or 我县, at the start of a line. */
static bool begins_with_place(struct slice text)
{
    static const char *const states[] = { "中华人民共和国", "中国", "国家", "国务院", "全国" };
    uint32_t before = 0;

    if (PHRASE_STARTS(text, states))
        return true;
    for (size_t at = 0, n_cp = 0; at < text.len && n_cp < PLACE_CP_MAX; n_cp++) {
        uint32_t cp = utf8_next(text, &at);

        if (!utf8_is_ideograph(cp) || (n_cp == 0 && phrase_is_one_of(cp, U"在为对将把以就")))
            return false;
        if (n_cp >= 2 && phrase_is_one_of(cp, U"省市县区州旗盟镇乡"))
            return !phrase_is_one_of(before, U"全我各本该小社景城库"); /* 全市, 小区 */
        before = cp;
    }
    return false;
}

/* 柳溪县2031年工作安排 may head a section, 柳溪县2031年第3期 heads the sheet, 国家和省的任务全面完成 says something. */
static bool is_no_name(struct slice text)
{
    PHRASE_LIST(ends, "安排", "任务", "实事", "打算", "目标", "回顾", "期", "完成");
    PHRASE_LIST(others, "国家和");

    return front_end_word(text, &ends) > 0 || front_start_word(text, &others) > 0;
}

/* 柳溪县乡村路灯管护工作机制: where nothing else tells, the first line that names whose document it is. */
static void choose_first(const struct front_page *page, struct front_title *title)
{
    size_t i = 0;

    while (i < page->n_front && (page->records[i].kind == FRONT_FURNITURE || page->records[i].text.len == 0))
        i++;
    if (title->score > 0 || !is_other(page, i) || page->records[i].n_cp < SLOGAN_CP_MIN ||
        page->records[i].n_cp > FIRST_CP_MAX)
        return;
    if (begins_with_place(page->records[i].text) && !is_no_name(page->records[i].text) &&
        !front_holds_one_of(page->records[i].text, U"，。；：:|"))
        *title = (struct front_title){ i, i, page->records[i].text, SCORE_ABOVE };
}

void front_find_title(const struct front_page *page, struct front_title *title)
{
    choose(page, title);
    choose_meeting(page, title);
    choose_first(page, title);
    if (title->score > 0 && title->score < SCORE_SAME_LINE)
        extend(page, title);
}

/* …公报[1]: the mark of a footnote. */
static bool ends_with_reference(struct slice text)
{
    struct slice group = slice_from(text, front_strip_tail_group(text).len);
    struct slice inner = front_strip_brackets(utf8_trim(group));

    return group.len > 0 && inner.len <= 3 && front_strip_start(inner, U"0123456789").len == 0;
}

/* Without a mark of a footnote, an asterisk, a full stop at its end; 《…》全文 without the marks. */
static struct slice strip_end(struct slice text)
{
    PHRASE_LIST(closers, "》全文", "》");
    PHRASE_LIST(versions, "（全文）", "(全文)", "【全文】", "[全文]", "[Full Text]", "(Full Text)");
    struct slice bare = front_strip_end(text, U"·•*＊。．：；，:;,.①②③");
    size_t len = front_end_word(bare, &versions);

    bare = utf8_trim(slice_part(bare, 0, bare.len - len));

    if (ends_with_reference(bare))
        bare = front_strip_tail_group(bare);
    len = front_end_word(bare, &closers);
    if (len > 0 && slice_starts(bare, SLICE("《")) && slice_find(bare, SLICE("《"), 1) == SLICE_NONE)
        bare = slice_part(bare, strlen("《"), bare.len - len);
    return bare;
}

void front_write_title(const struct front_page *page, const struct front_title *title, struct buffer *to)
{
    if (title->score == 0)
        return;
    if (title->first == title->last) {
        front_append_value(to, strip_end(title->text));
        return;
    }
    for (size_t i = title->first; i <= title->last; i++) {
        struct slice text = page->records[i].text;

        if (i > title->first && front_is_latin(text))
            buffer_put(to, ' ');
        front_append_value(to, i == title->last ? strip_end(text) : text);
    }
}
