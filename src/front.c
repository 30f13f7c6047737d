#include "front.h"

#include "front_rules.h"
#include "front_text.h"
#include "front_title.h"
#include "label.h"
#include "markup.h"
#include "utf8.h"

enum {
    HEADING_CP_MAX = 25,
    HEADINGS_MAX = 2,    /* unnumbered headings in a row above the first paragraph */
};

static void set_once(struct buffer *to, struct slice value)
{
    if (to->len == 0)
        front_append_value(to, value);
}

static void set_day(struct buffer *to, const struct date *date)
{
    char printed[DATE_PRINTED_SIZE];

    if (to->len > 0 || date->year == 0)
        return;
    date_print(date, printed);
    buffer_append(to, printed, sizeof printed - 1);
}

static void set_found_day(struct buffer *to, struct slice text)
{
    struct date date;

    if (date_find(text, 0, &date))
        set_day(to, &date);
}

/* The first person named is the speaker; an office alone waits for its name. */
static void set_speaker(struct front_matter *matter, struct slice text)
{
    struct front_speaker speaker;

    if (matter->speaker.len > 0)
        return;
    if (front_read_speaker(text, &speaker)) {
        front_append_name(&matter->speaker, speaker.name);
        set_once(&matter->role, speaker.role);
    } else if (front_is_person(text) || front_may_be_name(text)) {
        front_append_name(&matter->speaker, text);
    }
}

/* Days that a page states in its data: used where nothing else tells of one. Year 0: none. */
struct fallback_days {
    struct date updated;  /* 更新时间, for that of the publication */
    struct date composed; /* 成文日期, for the one on which the report was given */
    struct date decreed;  /* below a decree, for the same */
};

static void set_field(struct front_matter *matter, enum front_field field, struct slice value,
                      struct fallback_days *fallback)
{
    struct date date;

    switch (field) {
    case FIELD_PUBLISHER:
        set_once(&matter->publisher, front_publisher(value));
        if (date_find(value, 0, &date))
            set_day(&matter->published, &date);
        break;
    case FIELD_PUBLISHED:
        set_found_day(&matter->published, value);
        break;
    case FIELD_DATE:
        set_found_day(&matter->date, value);
        break;
    case FIELD_COMPOSED:
        if (fallback->composed.year == 0 && date_find(value, 0, &date))
            fallback->composed = date;
        break;
    case FIELD_UPDATED:
        if (date_find(value, 0, &date)) /* 更新时间：2天前 has none */
            fallback->updated = date;
        break;
    case FIELD_TITLE: case FIELD_NONE:
        break;
    }
}

/* 来源：临江日报 时间：2031-02-05; the last value may stand on the next line; a day may stand in front. */
static void read_entries(const struct front_page *page, size_t i, struct front_matter *matter,
                         struct fallback_days *fallback)
{
    struct front_entry entries[FRONT_ENTRIES_MAX];
    struct slice text = page->records[i].text;
    size_t n = front_read_entries(text, entries);
    struct date date;

    for (size_t k = 0; k < n; k++) {
        struct slice value = entries[k].value;

        if (k + 1 == n && value.len == 0 && i + 1 < page->n_front && page->records[i + 1].kind == FRONT_VALUE)
            value = page->records[i + 1].text;
        if (value.len > 0)
            set_field(matter, entries[k].field, value, fallback);
    }
    if (n > 0 && date_find(text, 0, &date) && text.ptr + date.end <= entries[0].value.ptr)
        set_day(&matter->published, &date);
}

static bool is_kind(const struct front_page *page, size_t i, enum front_kind kind)
{
    return i < page->n_front && page->records[i].kind == kind;
}

/* A line of the page's data stands right above or below. */
static bool is_beside_entry(const struct front_page *page, size_t i)
{
    if (is_kind(page, i + 1, FRONT_ENTRY))
        return true;
    return i > 0 && (is_kind(page, i - 1, FRONT_ENTRY) || is_kind(page, i - 1, FRONT_VALUE));
}

/*
 * A day on a line of its own. With the hour it is the page's (2031-02-05 09:45:30). As people write it, below the
 * title, it is the report's （2031年1月9日）; above it, it is a web site's calendar (2031年3月1日 星期六). In figures alone
 * it counts right below the title or beside the page's data.
 */
static void read_day(const struct front_page *page, size_t i, const struct front_title *title,
                     struct front_matter *matter)
{
    struct front_day day;

    if (!front_read_day(page->records[i].text, &day))
        return;
    if (day.has_time)
        set_day(&matter->published, &day.date);
    else if (!day.is_numeric && title->score > 0 && title->first < i)
        set_day(&matter->date, &day.date);
    else if (day.is_numeric && (is_beside_entry(page, i) || (title->score > 0 && title->last + 1 == i)))
        set_day(&matter->published, &day.date);
}

static void read_meeting(struct slice text, struct front_matter *matter)
{
    struct front_meeting meeting;
    struct slice title, rest;

    if (!front_read_meeting(text, &meeting))
        return;
    set_once(&matter->occasion, meeting.occasion);
    if (meeting.has_date)
        set_day(&matter->date, &meeting.date);
    set_speaker(matter, meeting.after);
    if (front_split_title(meeting.before, &title, &rest))
        set_speaker(matter, rest);
    else if (!front_is_document(meeting.before))
        set_speaker(matter, meeting.before);
}

static void read_office(const struct front_page *page, size_t i, struct front_matter *matter)
{
    bool has_name = is_kind(page, i + 1, FRONT_PERSON) || (i > 0 && is_kind(page, i - 1, FRONT_PERSON));

    if (has_name && matter->role.len == 0 && (matter->speaker.len == 0 || is_kind(page, i - 1, FRONT_PERSON)))
        set_once(&matter->role, page->records[i].text);
}

/* What the lines of the front matter tell besides, for where no line gives the day itself. */
struct front_hints {
    struct fallback_days days;
    struct front_meeting adoption; /* which a decree tells of */
    struct slice meeting;          /* which the document was laid before */
};

/* A line by itself, or right below the title: the rest of a line that is broken in two would name half a meeting. */
static bool stands_by_itself(const struct front_page *page, size_t i, const struct front_title *known)
{
    if (known->score > 0 && i >= known->first && i <= known->last)
        return false;
    return i == 0 || page->records[i].after_blank || (known->score > 0 && i == known->last + 1);
}

static void read_head(const struct front_record *record, struct front_hints *hints)
{
    struct slice meeting;

    if (hints->meeting.len == 0 && front_names_meeting(record->text, &meeting))
        hints->meeting = meeting;
}

static void read_decree(const struct front_record *record, struct front_hints *hints)
{
    struct front_day day;

    if (!hints->adoption.has_date)
        front_read_adoption(record->text, &hints->adoption);
    if (record->kind == FRONT_DAY && front_read_day(record->text, &day))
        hints->days.decreed = day.date;
}

static void read_record(const struct front_page *page, size_t i, const struct front_title *known,
                        struct front_matter *matter)
{
    const struct front_record *record = &page->records[i];
    struct slice title, rest;

    switch (record->kind) {
    case FRONT_DAY:
        read_day(page, i, known, matter);
        break;
    case FRONT_NUMBER:
        set_found_day(&matter->date, record->text);
        break;
    case FRONT_MEETING:
        read_meeting(record->text, matter);
        break;
    case FRONT_SPEAKER:
    case FRONT_PERSON:
        set_speaker(matter, record->text);
        break;
    case FRONT_OFFICE:
        read_office(page, i, matter);
        break;
    case FRONT_TITLED:
        if (front_split_title(record->text, &title, &rest))
            set_speaker(matter, rest);
        break;
    default:
        break;
    }
}

static void settle_hints(const struct front_hints *hints, struct front_matter *matter)
{
    set_day(&matter->published, &hints->days.updated);
    set_day(&matter->date, &hints->days.composed);
    if (hints->adoption.has_date && matter->date.len == 0) { /* which a statute itself tells of, or else its decree */
        set_once(&matter->occasion, hints->adoption.occasion);
        set_day(&matter->date, &hints->adoption.date);
    }
    set_day(&matter->date, &hints->days.decreed);
    set_once(&matter->occasion, hints->meeting);
}

static void read_facts(const struct front_page *page, const struct front_title *known, struct front_matter *matter)
{
    struct front_hints hints = { 0 };

    for (size_t i = 0; i < page->n_front; i++) {
        const struct front_record *record = &page->records[i];

        if (record->kind == FRONT_ENTRY)
            read_entries(page, i, matter, &hints.days);
        if (stands_by_itself(page, i, known))
            read_head(record, &hints);
        if (record->in_decree)
            read_decree(record, &hints);
        else
            read_record(page, i, known, matter);
    }
    settle_hints(&hints, matter);
}

/* The day below a notice, above what it encloses: 各县人民政府： … 临江市人民政府办公室 / 2031年4月14日 */
static void read_notice_day(struct front_page *page, struct front_matter *matter)
{
    bool is_notice = slice_ends(buffer_slice(&matter->title), SLICE("通知"));

    if (page->body_line >= page->n || (!is_notice && page->records[page->body_line].kind != FRONT_ADDRESSEE))
        return;
    for (size_t i = page->body_line + 1; i < page->n; i++) {
        struct slice text = front_record(page, i)->text;
        struct front_day day;
        struct label label;

        if (label_read(text, &label) && label.is_certain)
            return;
        if (front_read_day(text, &day)) {
            set_day(&matter->date, &day.date);
            return;
        }
    }
}

/* What shows that lines are a front at all: anything known but notes. */
static bool is_known(enum front_kind kind)
{
    return kind != FRONT_OTHER && kind != FRONT_NOTE && kind != FRONT_ORGAN;
}

/* 2030年工作回顾 above the first paragraph. */
static bool is_heading(const struct front_page *page, size_t i)
{
    const struct front_record *record = &page->records[i];

    if (record->kind != FRONT_OTHER || record->n_cp > (front_is_latin(record->text) ? 4 : 1) * HEADING_CP_MAX)
        return false;
    return !front_is_document(record->text) && record->heading_level != 1;
}

/* How many unknown lines stand right above the body, below the last one that is of the front. */
static size_t count_headings(const struct front_page *page, const struct front_title *title)
{
    size_t n = 0;

    while (n < page->body_line) {
        size_t i = page->body_line - n - 1;

        if ((title->score > 0 && i >= title->first && i <= title->last) || !is_heading(page, i))
            break;
        n++;
    }
    return n;
}

/* A line of nothing but <p> or &nbsp; shows nothing. */
static bool has_known(const struct front_page *page)
{
    for (size_t i = 0; i < page->n_front; i++)
        if (is_known(page->records[i].kind) && page->records[i].text.len > 0)
            return true;
    return false;
}

/*
 * Gives the headings above the first paragraph to the body. In a row of more than two unknown lines (a cover, a
 * page's menu) it is the last line alone; above a salutation only Introduction and its like are.
 */
static void take_headings(struct front_page *page, const struct front_title *title)
{
    enum front_kind kind = page->body_line < page->n ? page->records[page->body_line].kind : FRONT_OTHER;
    size_t n = count_headings(page, title);
    struct slice above;

    if (page->body_offset > 0 || n == 0 || kind == FRONT_ADDRESSEE || kind == FRONT_CONTENTS || kind == FRONT_HEADING)
        return;
    above = page->records[page->body_line - 1].text;
    if (kind == FRONT_SALUTATION && front_opening_heading(above) < above.len)
        return;
    page->body_line -= n > HEADINGS_MAX || kind == FRONT_SALUTATION ? 1 : n;
    page->n_front = page->body_line;
}

/* No line begins the body: it follows the last that is of the front. */
static void end_front(struct front_page *page, const struct front_title *title)
{
    size_t i = page->n;

    while (i > 0 && !is_known(page->records[i - 1].kind))
        i--;
    if (title->score > 0 && title->last + 1 > i)
        i = title->last + 1;
    page->body_line = page->n_front = i;
}

static bool is_markup_line(const struct front_record *record)
{
    struct markup_edges edges;

    return markup_find_edges(record->raw, &edges) && edges.from == edges.to;
}

/* Lines of nothing but <p> or &nbsp; right above the body are furniture of it. */
static void give_markup(struct front_page *page)
{
    while (page->body_offset == 0 && page->body_line > 0 && is_markup_line(&page->records[page->body_line - 1]))
        page->n_front = --page->body_line;
}

static void fill_page(const struct front_line *lines, size_t n, struct front_matter *matter, struct front_page *page)
{
    size_t n_blank = 0, room = 1;

    page->n = n < FRONT_LINES_MAX ? n : FRONT_LINES_MAX;
    for (size_t i = 0; i < page->n; i++)
        room += lines[i].text.len < FRONT_CLEAN_MAX ? lines[i].text.len : FRONT_CLEAN_MAX;
    buffer_reserve(&matter->scratch, room);
    buffer_reserve(&matter->joined, 2 * room + FRONT_LINES_MAX);
    page->scratch = &matter->scratch;
    page->joined = &matter->joined;
    for (size_t i = 0; i < page->n; i++) {
        struct front_record *record = &page->records[i];

        record->raw = lines[i].text;
        record->heading_level = front_heading_level(record->raw);
        record->after_blank = lines[i].after_blank;
        record->is_cut = record->raw.len > FRONT_CLEAN_MAX;
        n_blank += record->after_blank;
    }
    page->is_spaced = n_blank * 4 > page->n * 3;
}

static void for_each_buffer(struct front_matter *matter, void (*act)(struct buffer *buffer))
{
    struct buffer *buffers[] = { &matter->title, &matter->date, &matter->occasion, &matter->speaker, &matter->role,
                                 &matter->published, &matter->publisher, &matter->scratch, &matter->joined };

    for (size_t i = 0; i < LENGTH_OF(buffers); i++)
        act(buffers[i]);
    matter->body_line = matter->body_offset = 0;
}

static void empty(struct buffer *buffer)
{
    buffer->len = 0;
}

void front_read(const struct front_line *lines, size_t n, struct front_matter *matter)
{
    struct front_page page = { .n = 0 };
    struct front_title title;
    bool has_front;

    for_each_buffer(matter, empty);
    fill_page(lines, n, matter, &page);
    front_classify(&page);
    front_find_title(&page, &title);
    if (page.body_line == page.n)
        end_front(&page, &title);
    else
        take_headings(&page, &title);
    has_front = title.score > 0 || has_known(&page);
    if (has_front) {
        read_facts(&page, &title, matter);
        front_write_title(&page, &title, &matter->title);
    }
    read_notice_day(&page, matter); /* which one without its head has too: 各县（区）人民政府： … 2031年4月14日 */
    if (!has_front)
        return;
    give_markup(&page);
    matter->body_line = page.body_line;
    if (page.body_offset > 0)
        matter->body_offset = front_source_offset(lines[page.body_line].text, page.body_offset);
}

void front_fini(struct front_matter *matter)
{
    for_each_buffer(matter, buffer_fini);
}
