/*
 * front_facts: what one line in front of a report says: a meeting and its day, a speaker, a publication, a title.
 * Pure: a cleaned line (front_clean) in, slices of it out. May be used by front, by nobody else.
 */
#ifndef FRONT_FACTS_H
#define FRONT_FACTS_H

#include "date.h"
#include "mem.h"

/* A person and the office. Either may be empty, not both. */
struct front_speaker {
    struct slice name, role;
};

/* 政府工作报告——2031年1月9日在临江市第九届人民代表大会第二次会议上 市长 王明 */
struct front_meeting {
    struct slice before;    /* what stands in front of it on the line: a title */
    struct slice occasion;
    struct slice after;     /* what stands behind 上: a speaker, or nothing */
    struct date date;       /* the first of the line */
    bool has_date;
    bool has_dash;          /* opened by a dash: the line above is the title */
    bool is_adoption;       /* …通过 */
    bool is_open;           /* the name ends the line, without 上 or a bracket: it may go on on the next */
};

/* False where the line tells of no meeting; its day is read all the same. */
bool front_read_meeting(struct slice text, struct front_meeting *meeting);
/*
 * 《停车场管理办法》已经2031年7月19日市人民政府第62次常务会议审议通过，现予公布: of a decree, the day of the adoption, and the
 * occasion, which may be empty.
 */
bool front_read_adoption(struct slice text, struct front_meeting *meeting);
/* 临江市第五届人民代表大会第三次会议文件（一）: the head of a document that was laid before a meeting. Nothing else may stand there. */
bool front_names_meeting(struct slice text, struct slice *occasion);
/* `text` opens such a line and does not end it: ——2031年1月9日在临江市第九届 / 人民代表大会第二次会议上 */
bool front_opens_meeting(struct slice text);
/* 根据2031年8月27日…会议《…决定》修正: what follows an adoption. */
bool front_is_amendment(struct slice text);

/* 临江市人民政府市长 王明（根据录音整理）; 王明 市长; Li Ming, Mayor of Linjiang. */
bool front_read_speaker(struct slice text, struct front_speaker *speaker);
bool front_is_person(struct slice text); /* 王明, 王 明: a name alone */
bool front_may_be_name(struct slice text); /* 沙玛阿木: where nothing but a name can stand */
bool front_is_office(struct slice text); /* 临江市人民政府市长: an office alone */
/* A Chinese name without its blanks and without marks of lost characters. */
void front_append_name(struct buffer *to, struct slice name);

enum front_field {
    FIELD_NONE,
    FIELD_PUBLISHER,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_DATE,     /* of the meeting */
    FIELD_COMPOSED, /* of the writing */
    FIELD_TITLE,
};

/* One label with its value: 来源：临江日报. The value is empty where it stands on the next line. */
struct front_entry {
    enum front_field field;
    struct slice value;
};

enum { FRONT_ENTRIES_MAX = 8 };

/* The labels of a line of a page's data; 0 where it is no such line. */
size_t front_read_entries(struct slice text, struct front_entry entries[FRONT_ENTRIES_MAX]);
/* The value without what a page prints behind it. */
struct slice front_publisher(struct slice value);

/* Nothing but a day on the line, with brackets, the hour, the day of the week. */
struct front_day {
    struct date date;
    bool has_time, has_weekday, is_numeric;
};

bool front_read_day(struct slice text, struct front_day *day);

/* Reads as a document's title: ends with 报告, 规划, 办法 … or is such an English line. */
bool front_is_document(struct slice text);
/* `text` up to the number of the order that put it into force: 中华人民共和国仲裁法主席令第31号. */
struct slice front_strip_order(struct slice text);
/* `text` behind its document number, where a document's name stands there; else all of it. */
struct slice front_strip_number(struct slice text);
/* `title` and what stands behind it on the same line: 临江市政府工作报告 市长 王明. False where nothing does. */
bool front_split_title(struct slice text, struct slice *title, struct slice *rest);
bool front_is_furniture(struct slice text); /* 打印, 【字号：大 中 小】, 浏览次数：12 */
bool front_is_organ(struct slice text); /* 临江市人民政府办公室 */
/* 临府发〔2031〕3号, 第五十五号, JNCR—2031—0040001 */
bool front_is_document_number(struct slice text);

#endif
