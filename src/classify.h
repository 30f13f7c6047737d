/*
 * classify: what one paragraph reads as, from its own text. Pure predicates; what depends on neighbours and on what is
 * open stands in outline. May be used by the joiner, outline and tests.
 */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "date.h"
#include "unit.h"
#include "vocabulary.h"

enum { TITLE_CP_MAX = 50, TITLE_LATIN_MAX = 100, LEAD_CP_MAX = 24, BARE_HEADING_CP_MAX = 40 };

void classify_split(struct slice text, struct title_split *split);
/* The same of what stands behind the unit's label, which is asked again and again: the unit remembers it. */
const struct title_split *classify_split_rest(struct unit *unit);
/* Short enough and no plain sentence: （一）考评以日常监测等方式进行。每半年考评一次。 is one. */
bool classify_is_title(const struct title_split *split);

/* Ends as a sentence or an announcement does. */
bool classify_is_sentence(struct slice text);
/* 各位代表： 同志们！ Mr President, */
bool classify_is_salutation(struct slice text);
/* 此外，… 各位代表，… : text that turns back from the last sub-section to the section around it. */
bool classify_turns_back(struct slice text);
/* A line without a label that can head what follows. */
enum heading {
    HEADING_NONE,
    HEADING_PLAIN,      /* a short line without closing punctuation: 过去五年工作回顾 */
    HEADING_OF_CLAUSES, /* 聚焦水上交通，渡口焕然一新: only its series tells it from a paragraph that lost its full stop */
};
enum heading classify_heading(const struct unit *unit);
bool classify_is_bare_heading(const struct unit *unit); /* a plain one */
/* 2030年, 今后五年: told of as a review or a plan, it heads one of the few divisions of a whole report. */
bool classify_names_period(struct slice title);
/* 2030年工作回顾, 今后五年的主要任务, 加强政府自身建设: heads such a division. */
bool classify_heads_division(struct slice title);
/* Bytes of a short first sentence, and of its full stop, with more text behind it. False where there is none. */
bool classify_opening(struct slice text, size_t *opening_len, size_t *separator_len);
/* 招商引资成效显著 names its paragraph's topic; 市场是最稀缺的资源 argues, 行远自迩，笃行致远 adorns. */
bool classify_names_topic(struct slice opening);
/* Two halves of one length: 需求拉动，供给升级 */
bool classify_is_balanced(struct slice opening);
/* A review or a plan where the title says so plainly. */
enum part classify_part(struct slice title);
/* 全面加强政府自身建设: a title that commands; a plan where the section before it planned. */
bool classify_is_intention(struct slice title);
/* 前言, 结束语: a heading beside the chapters, which holds none of them. */
bool classify_is_preface(struct slice title);
/* Ministerial foreword, Executive summary: what stands in front of a report's numbered chapters. */
bool classify_is_english_preface(struct slice title);
/* Schedule, Bibliography: what stands behind them. */
bool classify_is_english_end(struct slice title);
/* …by lifeboat."2 and …at the pier.3: a sentence, with the number of a note or a quotation mark behind it. */
bool classify_ends_in_note_mark(struct slice text);
/* Conclusion: the same, where no numbered section comes behind it. */
bool classify_concludes(struct slice title);
/* Conclusions and recommendations: of the whole report, where they are counted from 1 on. */
bool classify_sums_up(struct slice title);
/* 一、总体要求……………3 */
bool classify_is_toc_line(struct slice text);
/* The page number that ends a short line of Latin text ("Letter 1"); 0 where there is none. */
long classify_page_at_end(struct slice text);
/* The line without its dots and page number. */
struct slice classify_toc_title(struct slice text);
/* 图1 各乡镇粮食产量, 表：…, 新华社 摄 */
bool classify_is_caption(struct slice text);
/* Furniture, a note, a caption or none. */
enum role classify_role(const struct unit *unit);
/* …秘书处 2023年12月19日, or a date alone: the date's text for the node, as YYYY-MM-DD. */
bool classify_is_signature(struct slice text, char day[DATE_PRINTED_SIZE]);
enum { SIGNER_LEN_MAX = 180 /* bytes of who signs: a longer line is none */ };
/* An office alone on its line, as it stands above the date of a signature. */
bool classify_is_signer(struct slice text);
/* …第四次会议秘书处: signs without a date. */
bool classify_is_secretariat(struct slice text);
/*
 * May name who signs, by office and name: 总理 李明, 县长王岸. The last two to four characters are taken for the name. To be
 * asked of a line above a date alone.
 */
bool classify_is_signing_person(struct slice text);
/* Margaret Moss, above Chair of the Board: who signs a foreword in English. */
bool classify_signs_in_english(struct slice name, struct slice office);
/* Mostly Latin letters: fewer than one byte in ten begins a CJK character. */
bool classify_is_latin(struct slice text);
/*
 * "11 See the board's report of May.": a number, a blank, and a sentence in Latin letters. Where its number `is_next`,
 * one that ends in a bracket or a quotation will do.
 */
bool classify_is_footnote(const struct unit *unit, bool is_next);

#endif
