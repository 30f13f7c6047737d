#include "front_rules.h"

#include "contents.h"
#include "front_text.h"
#include "label.h"
#include "utf8.h"

enum {
    SALUTATION_LINE_CP_MAX = 40,
    ADDRESSEE_CP_MAX = 200,
    CAPTION_CP_MAX = 120,
    MEETING_CP_MAX = 150,
    LINKED_CP_MIN = 12,
    WRAPPED_CP_MIN = 14,
    WRAPPED_LINES_MAX = 10,
    DECREE_LINES_MAX = 5,
    HEAD_LINES_MAX = 10,
};

static const struct front_record *record_at(struct front_page *page, size_t i)
{
    return front_record(page, i);
}

static struct slice text_at(struct front_page *page, size_t i)
{
    return front_record(page, i)->text;
}

/* No letter or ideograph; no digits but a page's number: 】, ---, — 3 — */
static bool is_mark(struct front_page *page, size_t i)
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

static bool is_salutation(struct front_page *page, size_t i)
{
    return front_is_salutation(text_at(page, i));
}

static bool is_contents(struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    size_t word = contents_word_len(text);
    struct label label;

    if (contents_is_heading(text))
        return true;
    if (word == 0 || front_is_latin(text))
        return false;
    text = front_strip_start(slice_from(text, word), U"：:");
    return front_opening_heading(text) > 0 || label_read(text, &label);
}

/* The last label of the line above has its value here. */
static bool is_value(struct front_page *page, size_t i)
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
    case FIELD_PUBLISHED: case FIELD_UPDATED: case FIELD_DATE: case FIELD_COMPOSED:
        return date_find(text, 0, &date);
    case FIELD_PUBLISHER: case FIELD_NONE:
        n = utf8_count(text);
        return n <= FURNITURE_CP_MAX && !(front_is_document(text) && n > 10) && !front_holds_one_of(text, U"。，：:");
    case FIELD_TITLE:
        return !front_holds_one_of(text, U"。：:");
    }
    return false;
}

static bool is_entry(struct front_page *page, size_t i)
{
    struct front_entry entries[FRONT_ENTRIES_MAX];

    return front_read_entries(text_at(page, i), entries) > 0;
}

static bool is_number(struct front_page *page, size_t i)
{
    return front_is_document_number(text_at(page, i));
}

/* What the addressees of a letter end with. */
static bool ends_address(struct slice text)
{
    PHRASE_LIST(members,
        "单位", "部门", "政府", "机构", "公司", "企业", "院校", "学校", "委员会", "局", "厅", "委", "办", "部",
        "中心", "院", "会", "处", "党委", "省", "市", "县", "区", "州", "旗");
    struct slice bare = front_strip_end(text, U"：:");

    return bare.len < text.len && front_end_word(front_strip_tail_group(bare), &members) > 0;
}

/* 省有关单位：, or its first line where it is broken in two: 各县人民政府，市直各部门、各直属 / 机构： */
static bool is_addressee(struct front_page *page, size_t i)
{
    PHRASE_LIST(groups, "各", "有关", "相关", "直属", "所属");
    PHRASE_LIST(lists, "，各", "、各", "，市直", "，省直");
    struct slice text = text_at(page, i);
    struct slice bare = front_strip_end(text, U"：:");

    if (utf8_count(text) > ADDRESSEE_CP_MAX || front_holds_one_of(bare, U"。；：:"))
        return false;
    if (bare.len == text.len)
        return i + 1 < page->n && front_holds_word(text, &lists) && ends_address(text_at(page, i + 1));
    return front_holds_word(bare, &groups) ? ends_address(text) : front_is_organ(front_strip_tail_group(bare));
}

/* 市长王明作政府工作报告。本报记者 李青 摄 */
static bool is_caption(struct front_page *page, size_t i)
{
    PHRASE_LIST(ends, "摄", "摄影", "供图", "摄影报道", "制图", "资料图", "攝");
    PHRASE_LIST(starts, "图为", "上图", "下图", "图片说明", "Photo");
    PHRASE_LIST(deliveries, "作政府工作报告", "作工作报告", "做政府工作报告");
    struct slice text = front_strip_end(text_at(page, i), U"。）)");

    if (record_at(page, i)->n_cp > CAPTION_CP_MAX || front_is_opening(text))
        return false;
    if (front_end_word(text, &ends) > 0 || front_start_word(text, &starts) > 0)
        return true;
    if (front_holds_word(text, &deliveries) && !slice_holds(text, SLICE("我")))
        return record_at(page, i)->n_cp <= FURNITURE_CP_MAX || slice_holds(text, SLICE("记者"));
    return slice_holds(text, SLICE("记者 ")) && record_at(page, i)->n_cp <= 2 * FURNITURE_CP_MAX;
}

static bool is_meeting(struct front_page *page, size_t i)
{
    struct front_meeting meeting;

    if (!front_read_meeting(text_at(page, i), &meeting))
        return false;
    return meeting.is_adoption || record_at(page, i)->n_cp <= MEETING_CP_MAX;
}

static bool is_day(struct front_page *page, size_t i)
{
    struct front_day day;

    return front_read_day(text_at(page, i), &day);
}

static bool is_amendment(struct front_page *page, size_t i)
{
    return front_is_amendment(text_at(page, i));
}

/* 首页 / > / 要闻: what stands beside a mark on a line of its own, and a path on one line. */
static bool is_crumb(struct front_page *page, size_t i)
{
    PHRASE_LIST(marks, ">", ">>", "＞", "›", "»", "→", "->");
    struct slice text = text_at(page, i);

    if (record_at(page, i)->n_cp > 4 * FURNITURE_CP_MAX)
        return false;
    if (slice_holds(text, SLICE("首页")) && front_holds_one_of(text, U"/-|"))
        return true;
    if (front_holds_word(text, &marks) && !slice_holds(text, SLICE("<"))) /* not 关于<AI+>行动的报告 */
        return true;
    if (slice_starts(record_at(page, i)->raw, SLICE("> ")))
        return false;
    return record_at(page, i)->n_cp <= FURNITURE_CP_MAX &&
           ((i > 0 && front_is_word(text_at(page, i - 1), &marks)) ||
            (i + 1 < page->n && front_is_word(text_at(page, i + 1), &marks)));
}

static bool is_furniture(struct front_page *page, size_t i)
{
    return is_crumb(page, i) || front_is_furniture(text_at(page, i));
}

/* Does a salutation stand among the next lines, which a page's head has few of? */
static bool is_above_salutation(struct front_page *page, size_t i)
{
    for (size_t k = i + 1; k < page->n && k <= i + HEAD_LINES_MAX; k++)
        if (is_salutation(page, k))
            return true;
    return false;
}

/* 1 Introduction, where 2 Harbour Works comes behind the salutation: a number without a mark that counts on. */
static bool is_counted_on(struct front_page *page, size_t i, const struct label *label)
{
    struct label next;

    for (size_t k = i + 1; k < page->n; k++)
        if (label_read(text_at(page, k), &next) && next.family == label->family && next.form == label->form &&
            next.number == label->number + 1)
            return true;
    return false;
}

/*
 * An annex's label above the title heads the whole text: 附件1 / 临江市…办法. A page's number at the start of a line is no
 * label: 1 内部资料 / 注意保存 / 政府工作报告 / … / 各位代表：
 */
static bool is_label(struct front_page *page, size_t i)
{
    struct label label;

    if (!label_read(text_at(page, i), &label) || label.family == LABEL_DASH)
        return false;
    if (label.family == LABEL_DECIMAL && label.form == LABEL_FORM_BLANK && is_above_salutation(page, i) &&
        !is_counted_on(page, i, &label))
        return false;
    return label.family != LABEL_ANNEX || page->has_title;
}

static bool is_annex(struct front_page *page, size_t i)
{
    PHRASE_LIST(annexes, "附件", "附", "附錄", "附录");
    struct label label;

    return front_is_word(front_strip_end(text_at(page, i), U"：:"), &annexes) ||
           (label_read(text_at(page, i), &label) && label.family == LABEL_ANNEX);
}

/* ## Highlights, below # Title. */
static bool is_heading(struct front_page *page, size_t i)
{
    unsigned level = record_at(page, i)->heading_level;

    return level >= 2 && (page->has_title || !front_is_document(text_at(page, i)));
}

static bool is_titled(struct front_page *page, size_t i)
{
    struct slice title, rest;

    return front_split_title(text_at(page, i), &title, &rest);
}

static bool is_speaker(struct front_page *page, size_t i)
{
    struct front_speaker speaker;
    struct slice text = text_at(page, i);

    if (!front_read_speaker(text, &speaker))
        return false;
    return !front_is_latin(text) || page->has_meeting || slice_holds(text, SLICE(" by ")) ||
           (i + 1 < page->n && is_salutation(page, i + 1));
}

/* 州长 / 沙玛阿木 / 各位代表：: what stands between an office and the address names who holds the office. */
static bool is_name_below_office(struct front_page *page, size_t i)
{
    return i > 0 && i + 1 < page->n && front_is_office(text_at(page, i - 1)) && is_salutation(page, i + 1) &&
           front_may_be_name(text_at(page, i));
}

static bool is_person(struct front_page *page, size_t i)
{
    bool is_near = page->has_meeting || (i + 1 < page->n && is_salutation(page, i + 1)) ||
                   (i > 0 && record_at(page, i - 1)->kind == FRONT_OFFICE);

    return is_near && !front_is_document(text_at(page, i)) &&
           (front_is_person(text_at(page, i)) || is_name_below_office(page, i));
}

/* An office with the name on the line above or below. */
static bool is_office(struct front_page *page, size_t i)
{
    if (!front_is_office(text_at(page, i)))
        return false;
    return (i > 0 && record_at(page, i - 1)->kind == FRONT_PERSON) ||
           (i + 1 < page->n && (front_is_person(text_at(page, i + 1)) || is_name_below_office(page, i + 1)));
}

PHRASE_LIST(decree_phrases,
    "现予公布", "现予发布", "现公布", "现发布", "予以公布", "现予颁布", "现将修订后的");

/* 中华人民共和国主席令, 柳溪州州长令, with the sentence that puts a statute into force below; and that sentence: 现公布《…》. */
static bool is_decree(struct front_page *page, size_t i)
{
    PHRASE_LIST(orders,
        "主席令", "国务院令", "政府令", "部令", "委员会令", "局令", "署令", "长令", "公告", "公 告");
    PHRASE_LIST(openings, "《", "现发布《", "现公布《", "现予公布《", "现将");
    struct slice text = text_at(page, i);

    if ((page->in_decree || phrase_list_starts(&openings, text)) && front_holds_word(text, &decree_phrases))
        return true;
    if (record_at(page, i)->n_cp > FURNITURE_CP_MAX || front_end_word(front_strip_tail_group(text), &orders) == 0)
        return false;
    for (size_t k = i + 1; k < page->n && k <= i + DECREE_LINES_MAX; k++)
        if (front_holds_word(text_at(page, k), &decree_phrases))
            return true;
    return false;
}

static bool is_enclosed(struct slice text)
{
    return text.len > 0 && front_strip_brackets(text).len < text.len;
}

/* A link that stood inside a sentence has a line of its own: what follows it begins with the sentence's mark. */
static bool is_cut_by_link(struct front_page *page, size_t i)
{
    for (size_t k = i + 1; k < page->n && k <= i + 2; k++)
        if (phrase_is_one_of(utf8_first(text_at(page, k)), U"，。、；》"))
            return record_at(page, i)->n_cp >= LINKED_CP_MIN;
    return false;
}

/* 1月9日，…会议开幕，市长王明作报告。 — a sentence about the report, right above the speaker or the salutation. */
static bool is_between(struct front_page *page, size_t i)
{
    struct front_speaker speaker;
    struct front_meeting meeting;

    if (!page->has_title || !front_is_sentence(text_at(page, i), record_at(page, i)->n_cp) ||
        record_at(page, i)->n_cp > (front_is_latin(text_at(page, i)) ? 3 : 1) * CAPTION_CP_MAX ||
        front_is_opening(text_at(page, i)))
        return false;
    for (size_t k = i + 1; k < page->n && k <= i + 2; k++) {
        struct slice text = text_at(page, k);

        if (is_salutation(page, k))
            return front_ends_with(text, U"：:") && record_at(page, k)->n_cp <= SALUTATION_LINE_CP_MAX;
        if (front_read_meeting(text, &meeting) || (!front_is_latin(text) && front_read_speaker(text, &speaker)))
            return true;
        if (front_is_sentence(text, record_at(page, k)->n_cp))
            return false;
    }
    return false;
}

static bool is_running(struct front_page *page, size_t i)
{
    const struct front_record *record = record_at(page, i);
    struct front_meeting meeting;

    if (record->is_cut || is_cut_by_link(page, i))
        return true;
    if (record->heading_level == 1 || is_enclosed(record->text) || !front_is_sentence(record->text, record->n_cp))
        return false;
    if (i + 1 == page->n || front_holds_one_of(record->text, U"。；"))
        return true;
    return !front_read_meeting(text_at(page, i + 1), &meeting) || !meeting.has_dash;
}

/* Line k can go on a paragraph whose lines are as wide as line i. */
static bool is_wide_as(struct front_page *page, size_t i, size_t k)
{
    size_t width = record_at(page, i)->n_cp, n_cp = record_at(page, k)->n_cp;
    struct front_meeting meeting;
    struct label label;

    if (n_cp * 4 > width * 6 || (record_at(page, k)->after_blank && !page->is_spaced))
        return false;
    if (is_number(page, k) || is_day(page, k) || is_addressee(page, k) || is_salutation(page, k) || is_entry(page, k))
        return false;
    if (front_is_document(text_at(page, k)) && !front_holds_one_of(text_at(page, k), U"，。；"))
        return false;
    return !label_read(text_at(page, k), &label) && !front_read_meeting(text_at(page, k), &meeting) &&
           record_at(page, k)->heading_level == 0;
}

/* The first line of a paragraph that was cut into lines of one width, up to the line with its full stop. */
static bool is_wrapped(struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);
    bool is_latin = front_is_latin(text);
    bool has_mark = front_holds_one_of(text, U"，、。,");

    if (record_at(page, i)->n_cp < (is_latin ? 2 : 1) * WRAPPED_CP_MIN || record_at(page, i)->heading_level > 0)
        return false;
    if (front_is_document(text) || is_enclosed(text) || front_is_organ(text) || (is_latin && !front_is_prose(text)))
        return false;
    if (!is_latin && front_holds_one_of(text, U"。"))
        return true;
    for (size_t k = i + 1; k < page->n && k < i + WRAPPED_LINES_MAX && is_wide_as(page, i, k); k++) {
        has_mark = has_mark || front_holds_one_of(text_at(page, k), U"，、。,");
        if (is_latin ? front_ends_with(text_at(page, k), U".:") || slice_holds(text_at(page, k), SLICE(". "))
                     : front_holds_one_of(text_at(page, k), U"。；"))
            return has_mark || is_latin;
        if (record_at(page, k)->n_cp * 4 < record_at(page, i)->n_cp * 3)
            return false;
    }
    return false;
}

/* Presented to the Assembly by the Minister for Transport */
static bool is_imprint(struct slice text)
{
    PHRASE_LIST(openings, "Presented to ", "Laid before ", "Submitted to ", "Prepared by ", "Prepared for ");

    return front_start_word(text, &openings) > 0 && !front_holds_one_of(text, U".;");
}

/* 2031年11月, 1981—1985: a time without a day. */
static bool is_time(struct slice text)
{
    struct slice bare = front_strip_start(text, U"0123456789０１２３４５６７８９〇○一二三四五六七八九十年月—–-~至");

    return bare.len == 0 && (front_holds_one_of(text, U"0123456789０２") || slice_holds(text, SLICE("年")));
}

/* Version 2.1, Draft 3: which state of the document this is; not Draft 2031 Budget. */
static bool is_edition(struct slice text)
{
    PHRASE_LIST(words, "Version ", "VERSION ", "Revision ", "Rev. ", "Edition ", "Issue ", "Draft ", "Release ");
    struct slice number = slice_from(text, front_start_word(text, &words));
    struct slice rest = front_strip_start(number, U"0123456789.");

    return number.len < text.len && rest.len < number.len && utf8_count(text) <= FURNITURE_CP_MAX &&
           (rest.len == 0 || phrase_is_mark(utf8_first(rest), U",(（"));
}

/* Coming into force: 1 June 2031 */
static bool is_dated_note(struct slice text)
{
    size_t colon = slice_find(text, SLICE(": "), 0);
    struct front_day day;

    return colon != SLICE_NONE && utf8_is_digit(utf8_last(text)) && front_is_latin(text) &&
           front_read_day(slice_from(text, colon + 1), &day);
}

static bool is_note(struct front_page *page, size_t i)
{
    struct slice text = text_at(page, i);

    return is_enclosed(text) || is_time(text) || is_annex(page, i) || is_edition(text) || is_dated_note(text) ||
           date_is_english_month(text) || is_imprint(text);
}

static bool is_organ(struct front_page *page, size_t i)
{
    return front_is_organ(text_at(page, i));
}

/* The first rule that holds gives the kind. */
static const struct {
    bool (*holds)(struct front_page *page, size_t i);
    enum front_kind kind;
} rules[] = {
    { is_mark, FRONT_FURNITURE },     { is_salutation, FRONT_SALUTATION }, { is_contents, FRONT_CONTENTS },
    { is_value, FRONT_VALUE },        { is_entry, FRONT_ENTRY },           { is_decree, FRONT_DECREE },
    { is_number, FRONT_NUMBER },      { is_addressee, FRONT_ADDRESSEE },   { is_caption, FRONT_CAPTION },
    { is_meeting, FRONT_MEETING },    { is_day, FRONT_DAY },               { is_amendment, FRONT_NOTE },
    { is_furniture, FRONT_FURNITURE }, { is_label, FRONT_LABEL },          { is_heading, FRONT_HEADING },
    { is_titled, FRONT_TITLED },      { is_speaker, FRONT_SPEAKER },       { is_person, FRONT_PERSON },
    { is_office, FRONT_OFFICE },      { is_between, FRONT_CAPTION },       { is_running, FRONT_RUNNING },
    { is_wrapped, FRONT_RUNNING },    { is_note, FRONT_NOTE },             { is_organ, FRONT_ORGAN },
};

enum front_kind front_kind_of(struct front_page *page, size_t i)
{
    for (size_t rule = 0; rule < LENGTH_OF(rules); rule++)
        if (rules[rule].holds(page, i))
            return rules[rule].kind;
    return FRONT_OTHER;
}
