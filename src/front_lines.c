#include "front_lines.h"

#include "contents.h"
#include "front_rules.h"
#include "front_text.h"
#include "label.h"
#include "utf8.h"

enum { JOINED_LINES_MAX = 3, BRACKET_LINES_MAX = 8, SPLIT_CP_MAX = 300 };

void front_clean_record(struct front_page *page)
{
    struct front_record *record = &page->records[page->n_clean++];
    size_t start = page->scratch->len;

    front_clean(record->raw, FRONT_CLEAN_MAX, page->scratch);
    record->text = slice_from(buffer_slice(page->scratch), start);
    record->n_cp = utf8_count(record->text);
}

static struct slice text_at(struct front_page *page, size_t i)
{
    return front_record(page, i)->text;
}

/* Nothing more certain is known of the line than that a meeting may begin on it. */
static bool may_open(enum front_kind kind)
{
    return kind == FRONT_OTHER || kind == FRONT_MEETING || kind == FRONT_NOTE || kind == FRONT_ORGAN ||
           kind == FRONT_RUNNING;
}

/* A meeting broken in two or three: joins the lines; returns how many they are, 1 where nothing came of it. */
static size_t join_meeting(struct front_page *page, size_t i)
{
    struct buffer *joined = page->joined;
    size_t start = joined->len;
    size_t n;

    if (!may_open(page->records[i].kind) || !front_opens_meeting(text_at(page, i)))
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

        depth += phrase_is_one_of(cp, U"（(") ? 1 : phrase_is_one_of(cp, U"）)") ? -1 : 0;
    }
    return depth;
}

/* （2031年8月31日…通过 / 根据2035年…修正）: the lines up to the closing bracket; returns how many go with line i. */
static size_t count_bracketed(struct front_page *page, size_t i)
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

/* The first place inside the text, behind its start, where the speech begins; 0: none. */
static size_t find_salutation(struct slice text)
{
    size_t at = front_find_speech(text, utf8_prefix(text, 1), utf8_prefix(text, SPLIT_CP_MAX));

    return at == SLICE_NONE ? 0 : at;
}

static size_t find_label(struct slice text)
{
    PHRASE_LIST(firsts,
        "一、", "第一章", "第一编", "第一篇", "第一条", "第一部分", "目");
    size_t len, at = 0;

    while ((at = front_find_word(text, at + 1, &firsts, &len)) != SLICE_NONE && at < text.len) {
        struct slice rest = slice_from(text, at);
        struct label label;

        if (contents_word_len(rest) > 0 || label_read(rest, &label))
            return at;
    }
    return 0;
}

/* Cuts the line there, where what stands in front is of the front: a title, a meeting, a speaker. */
static bool take_front_text(struct front_page *page, size_t i, size_t at)
{
    struct front_record whole = page->records[i];
    struct front_record *record = &page->records[i];
    bool is_front;

    record->text = utf8_trim(slice_part(whole.text, 0, at));
    record->n_cp = utf8_count(record->text);
    record->is_cut = false;
    record->kind = front_kind_of(page, i);
    is_front = record->kind == FRONT_MEETING || record->kind == FRONT_TITLED || record->kind == FRONT_SPEAKER ||
               record->kind == FRONT_PERSON || record->kind == FRONT_ENTRY ||
               (record->kind == FRONT_OTHER && front_is_document(record->text));
    if (!is_front)
        *record = whole;
    return is_front;
}

/* 临江市政府工作报告 市长 王明 各位代表：现在，…: the line is front up to a byte of its text, and body behind. */
static bool split_line(struct front_page *page, size_t i, enum front_kind kind)
{
    struct slice text = text_at(page, i);
    size_t at;

    if (kind == FRONT_SALUTATION || kind == FRONT_CAPTION)
        return false;
    at = find_salutation(text);
    if (at == 0 || !take_front_text(page, i, at)) {
        at = find_label(text);
        if (at == 0 || !take_front_text(page, i, at))
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
        enum front_kind kind = front_kind_of(page, i);
        size_t n_joined;

        if (split_line(page, i, kind))
            return;
        page->records[i].kind = kind;
        n_joined = join_meeting(page, i);
        if (n_joined > 1)
            page->records[i].kind = FRONT_MEETING;
        if (front_is_body(page->records[i].kind))
            break;
        remember(page, i);
        i += page->records[i].kind == FRONT_MEETING ? take_meeting(page, i, n_joined) : 1;
    }
    page->body_line = page->n_front = i < page->n ? i : page->n;
}
