/* Meetings: where and when a report was delivered, or a statute adopted. */
#include "front_facts.h"

#include "front_text.h"
#include "utf8.h"

enum {
    OCCASION_CP_MIN = 4,
    OCCASION_CP_MAX = 80,
    HEAD_REST_CP_MAX = 8, /* 文件（十二） */
    OPENING_CP_MAX = 80,
    SLOGAN_CP_MAX = 60,
    NEAR_LEN = 45, /* bytes: what stands within fifteen characters */
    ISSUE_LEN = 90,
};

static const uint32_t closers[] = U"）)】]〕］";

PHRASE_LIST(meetings, "会议", "大会", "全会", "會議", "大會", "全會");
PHRASE_LIST(meetings_at, "会议上", "大会上", "全会上", "會議上", "大會上", "全會上");
PHRASE_LIST(adoptions, "通过", "通過", "批准", "修订", "修訂", "公布");
/* What may stand between the meeting and 通过. */
PHRASE_LIST(adopters, "审议", "審議", "表决", "一致", "主席团", "讨论");
PHRASE_LIST(sittings, "届", "次", "屆", "全国", "全國", "代表大会", "人大");
PHRASE_LIST(document_ends, "报告", "讲话", "说明", "致辞", "发言", "報告", "講話", "說明");
PHRASE_LIST(day_times, "上午", "下午", "晚上", "晚");

/* Without the dashes and brackets that open it. */
static struct slice strip_opening(struct slice text)
{
    return front_strip_start(text, PHRASE_DASHES U"（(【[〔［");
}

static bool is_clause(struct slice text)
{
    return front_holds_one_of(text, U"。；！？，;!");
}

/* The end of the last word of `words` in front of byte `end`. */
static size_t last_end(struct slice text, size_t end, struct phrase_list *words)
{
    size_t at = end;

    while (at > 0) {
        if (front_end_word(slice_part(text, 0, at), words) > 0)
            return at;
        utf8_previous(text, &at);
    }
    return 0;
}

/* 会议审议通过, but not 会议听取和审议了 or 会议通过了: those go on as a sentence. */
static bool is_adoption(struct slice text, size_t from, size_t at, size_t len)
{
    size_t word;

    while ((word = front_start_word(slice_part(text, from, at), &adopters)) > 0)
        from += word;
    return from == at && !slice_starts(slice_from(text, at + len), SLICE("了"));
}

/* The meeting's name ends at the result; *after: what follows begins there. 0 where no meeting is named. */
static size_t find_occasion_end(struct slice text, struct front_meeting *meeting, size_t *after)
{
    size_t len, at = front_find_word(text, 0, &meetings_at, &len);
    struct slice bare;

    if (at != SLICE_NONE) {
        *after = at + len;
        return at + len - strlen("上");
    }
    at = front_find_word(text, 0, &adoptions, &len);
    if (at != SLICE_NONE && (*after = last_end(text, at, &meetings)) > 0) {
        meeting->is_adoption = is_adoption(text, *after, at, len);
        return meeting->is_adoption ? *after : 0;
    }
    bare = front_strip_end(text, closers);
    meeting->is_open = bare.len == text.len;
    *after = bare.len;
    return front_end_word(bare, &meetings) > 0 && front_holds_word(bare, &sittings) ? bare.len : 0;
}

/* The byte behind `word` where it stands near, in front of `end`; else `from`. */
static size_t skip_past(struct slice text, size_t from, size_t end, struct slice word)
{
    size_t at = slice_find(text, word, from);

    return at != SLICE_NONE && at + word.len < end && at - from <= NEAR_LEN ? at + word.len : from;
}

/* Where the name begins, when no day stands before it: behind a dash, a bracket, 在. SLICE_NONE: at no such place. */
static size_t find_opening(struct slice text, size_t end)
{
    PHRASE_LIST(places, "——在", "—在", "--在", "（在", "(在", "――在", "——", "（", "(");
    size_t len, at;

    if (strip_opening(text).len < text.len || slice_starts(text, SLICE("在")))
        return 0;
    at = front_find_word(text, 0, &places, &len);
    return at < end ? at : SLICE_NONE;
}

static struct slice clean_occasion(struct slice text)
{
    for (;;) {
        struct slice before = text;
        size_t len;

        text = front_strip_start(strip_opening(text), U"，,、：:");
        if (slice_starts(text, SLICE("在")) || slice_starts(text, SLICE("于")))
            text = slice_from(text, strlen("在"));
        if ((len = front_start_word(text, &day_times)) > 0)
            text = slice_from(text, len);
        if (text.len == before.len)
            return utf8_trim(text);
    }
}

/* ——王明在…大会上的报告 */
static bool starts_with_person(struct slice text, size_t end)
{
    struct slice bare = strip_opening(text);
    size_t at = slice_find(bare, SLICE("在"), 0);
    struct front_speaker speaker;

    if (at == SLICE_NONE || at > NEAR_LEN || at >= end)
        return false;
    bare = slice_part(bare, 0, at);
    return front_is_person(bare) || front_read_speaker(bare, &speaker);
}

static bool ends_with_dash(struct slice text)
{
    text = front_strip_end(text, U"（(【[在，,");
    return text.len > 0 && phrase_is_dash(utf8_last(text));
}

/* Sets what stands between the opening and `end`; false where that is no meeting's name. */
static bool set_occasion(struct slice text, size_t end, struct front_meeting *meeting)
{
    bool day_first = meeting->has_date && meeting->date.end <= end;
    size_t open = day_first ? meeting->date.start : find_opening(text, end);
    size_t start = open;

    if (open == SLICE_NONE && !slice_starts(slice_from(text, end), SLICE("上")))
        return false;
    if (open == SLICE_NONE)
        open = start = 0;
    if (day_first)
        start = skip_past(text, meeting->date.end, end, SLICE("在"));
    else if (skip_past(text, start, end, SLICE("日在")) > start)
        start = skip_past(text, start, end, SLICE("日在"));
    else if (starts_with_person(text, end))
        open = start = slice_find(text, SLICE("在"), 0);
    meeting->before = front_strip_start(slice_part(text, 0, open), PHRASE_DASHES);
    meeting->before = front_strip_end(meeting->before, PHRASE_DASHES U"（(【[〔［在，,");
    meeting->has_dash = ends_with_dash(slice_part(text, 0, open)) || phrase_is_dash(utf8_at(text, open));
    meeting->occasion = clean_occasion(slice_part(text, start, end));
    return !is_clause(meeting->occasion) && utf8_count(meeting->occasion) >= OCCASION_CP_MIN &&
           utf8_count(meeting->occasion) <= OCCASION_CP_MAX && !front_holds_one_of(meeting->occasion, U"《》：:");
}

/* 会议上（2031年1月9日）: nothing but marks stands between. */
static bool is_blank_between(struct slice text, size_t from, size_t to)
{
    return front_strip_start(slice_part(text, from, to), PHRASE_DASHES U"上（(【[，,）)】]").len == 0;
}

/* The byte behind 的报告, and behind a day, where they follow right behind the meeting. */
static size_t skip_document(struct slice text, size_t from, const struct front_meeting *meeting)
{
    size_t len, at = front_find_word(text, from, &document_ends, &len);

    if (at != SLICE_NONE && at - from <= NEAR_LEN && !is_clause(slice_part(text, from, at)))
        from = at + len;
    if (meeting->has_date && meeting->date.start >= from && is_blank_between(text, from, meeting->date.start))
        from = meeting->date.end;
    return from;
}

/* Sets the speaker behind the meeting; false where the line goes on as a sentence. */
static bool set_after(struct slice text, size_t from, struct front_meeting *meeting)
{
    struct slice tail = front_strip_start(slice_from(text, from), U"上）)】]");
    struct front_speaker speaker;

    if (meeting->is_adoption || front_start_word(tail, &adoptions) > 0) {
        meeting->is_adoption = true;
        return true;
    }
    meeting->after = front_strip_start(slice_from(text, skip_document(text, from, meeting)), U"上）)】]");
    return meeting->after.len == 0 || front_read_speaker(meeting->after, &speaker) || front_is_person(meeting->after);
}

/* A title or a speaker may stand in front; a sentence may not. In front of a dash any short phrase is a title. */
static bool is_before(struct slice text, bool has_dash)
{
    struct front_speaker speaker;
    struct slice title, rest;

    if (text.len == 0 || front_is_person(text) || front_is_document(front_strip_order(text)) ||
        front_read_speaker(text, &speaker) || front_split_title(text, &title, &rest))
        return true;
    return has_dash && utf8_count(text) >= SLOGAN_CP_MIN && utf8_count(text) <= SLOGAN_CP_MAX &&
           !front_holds_one_of(text, U"。；：:");
}

PHRASE_LIST(deliveries,
    "Delivered", "delivered", "DELIVERED", "Presented", "Adopted", "ADOPTED", "Approved", "Submitted", "Read at",
    "Given at", "(Delivered", "(Adopted", "(Approved", "(Presented");

/* at the Second Session of the Ninth Congress [on March 5, 2031] */
static void set_english_occasion(struct slice text, struct front_meeting *meeting)
{
    size_t at = slice_find(text, SLICE(" at "), 0);
    size_t end = text.len;
    struct slice occasion;

    if (at == SLICE_NONE)
        return;
    if (meeting->has_date && meeting->date.start > at)
        end = meeting->date.start;
    occasion = front_strip_end(slice_part(text, at + strlen(" at "), end), U",(");
    if (slice_ends(occasion, SLICE(" on")))
        occasion.len -= strlen(" on");
    if (slice_starts(occasion, SLICE("the ")))
        occasion = slice_from(occasion, strlen("the "));
    meeting->occasion = front_strip_end(occasion, U",.)");
}

/* by Li Ming, Mayor of Linjiang, at … */
static void set_english_speaker(struct slice text, struct front_meeting *meeting)
{
    size_t by = slice_find(text, SLICE(" by "), 0), from = by + strlen(" by "), at;
    size_t end = meeting->has_date && by < meeting->date.start ? meeting->date.start : text.len;

    if (by == SLICE_NONE)
        return;
    at = slice_find(text, SLICE(" at "), from);
    meeting->after = front_strip_end(slice_part(text, from, at < end ? at : end), U",");
    if (slice_ends(meeting->after, SLICE(" on")))
        meeting->after.len -= strlen(" on");
}

/* Delivered at the Second Session of the Ninth Congress of Linjiang on March 5, 2031. */
static bool read_english(struct slice text, struct front_meeting *meeting)
{
    text = front_strip_end(front_strip_start(text, PHRASE_DASHES), closers);
    if (front_start_word(text, &deliveries) == 0)
        return false;
    set_english_occasion(text, meeting);
    set_english_speaker(text, meeting);
    meeting->is_adoption = slice_holds(text, SLICE("dopted")) || slice_holds(text, SLICE("pproved"));
    return meeting->has_date || meeting->occasion.len > 0;
}

/* （2031年4月3日国务院令第711号公布）: a day without a meeting. */
static bool read_issue(struct slice text, struct front_meeting *meeting)
{
    PHRASE_LIST(issues, "公布", "发布", "颁布", "批准", "通过", "公佈", "發布");
    size_t len, at;

    if (!meeting->has_date || !slice_holds(slice_part(text, meeting->date.start, meeting->date.end), SLICE("年")))
        return false;
    at = front_find_word(text, meeting->date.end, &issues, &len);
    meeting->before =
        front_strip_end(front_strip_start(slice_part(text, 0, meeting->date.start), U"（("), PHRASE_DASHES U"（(");
    meeting->occasion = slice_part(text, 0, 0);
    meeting->is_adoption = true;
    if (at == SLICE_NONE || at - meeting->date.end > ISSUE_LEN || is_clause(slice_part(text, meeting->date.end, at)))
        return false;
    return meeting->before.len == 0 || front_is_document(front_strip_order(meeting->before));
}

bool front_read_meeting(struct slice text, struct front_meeting *meeting)
{
    size_t end, after;

    *meeting = (struct front_meeting){ .has_dash = false };
    meeting->has_date = date_find(text, 0, &meeting->date);
    if (front_is_latin(text))
        return read_english(text, meeting);
    end = find_occasion_end(text, meeting, &after);
    if (end == 0 || !set_occasion(text, end, meeting))
        return read_issue(text, meeting);
    return is_before(meeting->before, meeting->has_dash) && set_after(text, after, meeting);
}

/* Who adopted: 已于2031年4月22日由…第31次会议 | 通过, 已由…第二十次会议 | 于2031年6月30日通过: beside the day. */
static struct slice find_adopter(struct slice text, const struct date *day)
{
    struct slice before = utf8_trim(slice_part(text, 0, day->start)), after = utf8_trim(slice_from(text, day->end));

    if (before.len > 0)
        return before;
    return slice_starts(after, SLICE("由")) || slice_starts(after, SLICE("经")) ? slice_from(after, strlen("由")) : after;
}

bool front_read_adoption(struct slice text, struct front_meeting *meeting)
{
    PHRASE_LIST(openings, "已经", "已由", "已于");
    size_t len, from = front_find_word(text, 0, &openings, &len);
    size_t to = from == SLICE_NONE ? SLICE_NONE : slice_find(text, SLICE("通过"), from);

    *meeting = (struct front_meeting){ .is_adoption = true };
    if (to == SLICE_NONE)
        return false;
    text = slice_part(text, from + len, to);
    meeting->has_date = date_find(text, 0, &meeting->date);
    if (!meeting->has_date)
        return false;
    text = find_adopter(text, &meeting->date);
    meeting->occasion = clean_occasion(slice_part(text, 0, last_end(text, text.len, &meetings)));
    return true;
}

bool front_opens_meeting(struct slice text)
{
    struct slice rest = strip_opening(text);
    struct front_meeting meeting;
    struct front_day day;
    bool is_meeting;

    if (utf8_count(text) > (front_is_latin(text) ? 2 : 1) * OPENING_CP_MAX || front_holds_one_of(text, U"。；！？;!"))
        return false;
    is_meeting = front_read_meeting(text, &meeting);
    if (meeting.has_date && front_read_day(text, &day))
        return false;
    if (front_is_latin(text))
        return front_start_word(text, &deliveries) > 0 && !(is_meeting && meeting.has_date);
    if (is_meeting)
        return meeting.is_open;
    if (slice_starts(rest, SLICE("在")) || (rest.len < text.len && utf8_is_digit(utf8_first(rest))))
        return true;
    return meeting.has_date &&
           is_before(front_strip_end(slice_part(text, 0, meeting.date.start), PHRASE_DASHES U"（(【[〔［"), false);
}

bool front_is_amendment(struct slice text)
{
    PHRASE_LIST(grounds, "根据", "依据", "根據", "依據");
    PHRASE_LIST(changes, "修正", "修订", "修改", "修訂");
    struct date date;

    text = strip_opening(text);
    return front_start_word(text, &grounds) > 0 && front_holds_word(text, &changes) && date_find(text, 0, &date);
}

bool front_names_meeting(struct slice text, struct slice *occasion)
{
    PHRASE_LIST(documents, "文件", "材料");
    PHRASE_LIST(doings, "关于", "向", "提交", "召开", "审议", "通过", "筹备", "宣布", "關於");
    size_t end = last_end(text, text.len, &meetings);
    struct slice rest = slice_from(text, end);

    if (end == 0 || (rest.len > 0 && front_start_word(rest, &documents) == 0) || utf8_count(rest) > HEAD_REST_CP_MAX)
        return false;
    *occasion = clean_occasion(slice_part(text, 0, end));
    return !is_clause(*occasion) && !front_holds_one_of(*occasion, U"《》：:|>/") &&
           !front_holds_word(*occasion, &doings) &&
           (slice_holds(*occasion, SLICE("届")) || slice_holds(*occasion, SLICE("屆"))) &&
           slice_holds(*occasion, SLICE("次")) && utf8_count(*occasion) >= OCCASION_CP_MIN &&
           utf8_count(*occasion) <= OCCASION_CP_MAX;
}
