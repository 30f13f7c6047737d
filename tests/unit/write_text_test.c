/* The writer of text, and the tree of nodes that it shares with others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

static void writes_front_and_paragraphs(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "title: 工作报告\n"
                   "front:\n"
                   "- {line: 1, text: 工 作 报 告}\n"
                   "- {line: 2, text: 某县县长}\n"
                   "- {line: 5, text: （摘要）}\n"
                   "body:\n"
                   "- {type: paragraph, line: 7, role: salutation, text: 各位代表：}\n"
                   "- {type: paragraph, line: 8, lead: 产业向好, separator: 。, text: 增长5%。}\n"
                   "- {type: signature, line: 9, text: 某县人民政府}\n",
                   "工 作 报 告\n某县县长\n\n（摘要）\n\n各位代表：\n\n产业向好。增长5%。\n\n某县人民政府\n");
}

/* What stood behind a heading on its line stands there again; what stood below it does not. */
static void joins_run_in_text(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- type: section\n"
                   "  line: 1\n"
                   "  level: 1\n"
                   "  label: 一、\n"
                   "  title: 回顾\n"
                   "  separator: 。\n"
                   "  body:\n"
                   "  - {type: paragraph, line: 1, text: 一年来。}\n"
                   "  - {type: paragraph, line: 2, text: 还有。}\n"
                   "- type: section\n"
                   "  line: 3\n"
                   "  level: 1\n"
                   "  label: 二、\n"
                   "  title: 安排\n"
                   "  separator: 。\n"
                   "  body:\n"
                   "  - {type: paragraph, line: 4, lead: 要点, separator: 。, text: 今年。}\n",
                   "一、回顾。一年来。\n\n还有。\n\n二、安排。\n\n要点。今年。\n");
}

static void keeps_enumerations_in_their_paragraph(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- {type: paragraph, line: 1, text: 抓好两件事：}\n"
                   "- type: list\n"
                   "  line: 1\n"
                   "  marker: yishi\n"
                   "  inline: true\n"
                   "  entries:\n"
                   "  - line: 1\n"
                   "    label: 一是\n"
                   "    title: 修路\n"
                   "    separator: 。\n"
                   "    body: [{type: paragraph, line: 1, text: 十公里；}]\n"
                   "  - line: 1\n"
                   "    label: 二是\n"
                   "    body: [{type: paragraph, line: 1, text: 架桥。}]\n"
                   "- {type: paragraph, line: 1, continues: true, text: 年底完成。}\n"
                   "- type: list\n"
                   "  line: 2\n"
                   "  marker: decimal\n"
                   "  inline: false\n"
                   "  entries:\n"
                   "  - line: 2\n"
                   "    label: '1.'\n"
                   "    body: [{type: paragraph, line: 2, text: 8亿亩良田。}]\n"
                   "  - line: 3\n"
                   "    label: '2.'\n"
                   "    title: 水利\n"
                   "    body: [{type: paragraph, line: 4, text: 清淤。}]\n",
                   "抓好两件事：一是修路。十公里；二是架桥。年底完成。\n\n1. 8亿亩良田。\n\n2.水利\n\n清淤。\n");
}

/* A blank stands where a label would not be read without it, and between Latin words. */
static void puts_blanks_where_they_belong(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- {type: section, line: 1, level: 1, label: 第一章, title: 总则, body: []}\n"
                   "- {type: section, line: 2, level: 1, label: '1.1', title: 总体要求, body: []}\n"
                   "- {type: section, line: 3, level: 1, label: 附件1, title: 清单, body: []}\n"
                   "- type: section\n"
                   "  line: 4\n"
                   "  level: 1\n"
                   "  label: '2.'\n"
                   "  title: Works\n"
                   "  separator: .\n"
                   "  body: [{type: paragraph, line: 4, text: The quay.}]\n"
                   "- type: list\n"
                   "  line: 5\n"
                   "  marker: dash\n"
                   "  inline: false\n"
                   "  entries:\n"
                   "  - {line: 5, label: ——, body: [{type: paragraph, line: 5, text: 加强。}]}\n"
                   "  - {line: 6, label: •, body: [{type: paragraph, line: 6, text: 改善。}]}\n"
                   "  - {line: 7, label: '-', body: [{type: paragraph, line: 7, text: -1度。}]}\n"
                   "- type: list\n"
                   "  line: 8\n"
                   "  marker: article\n"
                   "  inline: false\n"
                   "  entries: [{line: 8, label: 第一条, body: [{type: paragraph, line: 8, text: 为了规范。}]}]\n",
                   "第一章 总则\n\n1.1 总体要求\n\n附件1 清单\n\n2. Works. The quay.\n\n——加强。\n\n• 改善。\n\n- -1度。\n\n"
                   "第一条 为了规范。\n");
}

static void writes_glossaries(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- type: glossary\n"
                   "  line: 1\n"
                   "  label: 附件2\n"
                   "  title: 名词解释\n"
                   "  body: [{type: paragraph, line: 2, text: 按出现的先后。}]\n"
                   "  entries:\n"
                   "  - {line: 3, label: '1.', term: 三水, separator: ：, definition: 供水、排水、节水。}\n"
                   "  - {line: 4, term: 两路, definition: 是指公路、铁路。}\n"
                   "  - {line: 4, term: 三线, definition: 分别指甲线、乙线、丙线。}\n"
                   "  - {line: 5, term: 一湖, definition: 城东的湖。}\n"
                   "  - {line: 7, term: Berth, separator: '-', definition: a place.}\n",
                   "附件2 名词解释\n\n按出现的先后。\n\n1.三水：供水、排水、节水。\n\n两路是指公路、铁路。\n\n三线分别指甲线、乙线、丙线。\n\n一湖\n\n城东的湖。\n\n"
                   "Berth - a place.\n");
}

/* Nothing else says what they are: an unnumbered heading's level, and that a number is a page's. */
static void keeps_marks_and_page_ends(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- type: section\n"
                   "  line: 1\n"
                   "  level: 1\n"
                   "  title: Scope\n"
                   "  removed: [{line: 1, column: 1, code: markdown-mark, text: '##'}]\n"
                   "  body:\n"
                   "  - {type: paragraph, line: 2, role: furniture, text: '3'}\n"
                   "  - {type: paragraph, line: 3, text: All., removed: "
                   "[{line: 3, column: 1, code: html-entity, text: '#'}]}\n",
                   "## Scope\n\n3\n\f\nAll.\n");
}

/* Where lines are wrapped, an item may begin in another line of its paragraph, and a heading may fill its line. */
static void reads_wrapped_lines(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- {type: paragraph, line: 1, text: 我们走过了不平凡的一年，全县上下一心，办成了许多多年想办而没有办成的大事难事。}\n"
                   "- type: section\n"
                   "  line: 3\n"
                   "  level: 1\n"
                   "  label: 一、\n"
                   "  title: 坚持把发展摆在首位走稳走实\n"
                   "  separator: 。\n"
                   "  body: [{type: paragraph, line: 4, text: 办好两件事。}]\n"
                   "- type: list\n"
                   "  line: 5\n"
                   "  marker: yishi\n"
                   "  inline: true\n"
                   "  entries:\n"
                   "  - {line: 5, label: 一是, body: [{type: paragraph, line: 5, text: 修路。}]}\n"
                   "  - {line: 6, label: 二是, body: [{type: paragraph, line: 6, text: 架桥。}]}\n",
                   "我们走过了不平凡的一年，全县上下一心，办成了许多多年想办而没有办成的大事难事。\n\n"
                   "一、坚持把发展摆在首位走稳走实。办好两件事。一是修路。二是架桥。\n");
}

static void takes_keys_in_any_order_that_tools_give(void **state)
{
    (void)state;
    assert_written(write_text_open,
                   "body:\n"
                   "- body:\n"
                   "  - entries:\n"
                   "    - body: [{line: 3, text: 修路。, type: paragraph}]\n"
                   "      label: '1.'\n"
                   "      line: 3\n"
                   "    inline: false\n"
                   "    line: 3\n"
                   "    marker: decimal\n"
                   "    type: list\n"
                   "  label: 一、\n"
                   "  line: 2\n"
                   "  title: 安排\n"
                   "  type: section\n"
                   "front: [{line: 1, text: 报告}]\n"
                   "schema: report/1.0\n",
                   "报告\n\n一、安排\n\n1.修路。\n");
}

static void refuses_keys_that_come_too_late(void **state)
{
    (void)state;
    assert_refused(write_text_open, "schema: report/1.0\nfront: []\nbody: []\ntitle: 报告\n");
    assert_refused(write_text_open, "schema: report/1.0\nbody: []\nfront: []\n");
    assert_refused(write_text_open,
                   "schema: report/1.0\nbody: [{type: section, line: 1, body: [], title: 安排}]\n");
}

/* What no valid document holds is passed over. */
static void survives_what_is_no_report(void **state)
{
    (void)state;
    assert_written(write_text_open, "schema: report/1.0\n", "");
    assert_written(write_text_open, "schema: report/1.0\nbody: {}\nfront: text\n", "");
    assert_written(write_text_open,
                   "schema: report/1.0\n"
                   "body: [[], text, 1, {type: [section], line: 1, body: [{line: 2, text: 文}]}, "
                   "{type: other, line: 3}]\n",
                   "");
    assert_written(write_text_open, "schema: report/1.0\nextra: {body: [{type: paragraph, line: 1, text: 文}]}\n", "");
    assert_written(write_text_open, "schema: report/1.0\nbody: [{type: list, line: 1, entries: "
                                    "[{line: 1, body: []}]}]\n", "\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_front_and_paragraphs),
        cmocka_unit_test(joins_run_in_text),
        cmocka_unit_test(keeps_enumerations_in_their_paragraph),
        cmocka_unit_test(puts_blanks_where_they_belong),
        cmocka_unit_test(writes_glossaries),
        cmocka_unit_test(keeps_marks_and_page_ends),
        cmocka_unit_test(reads_wrapped_lines),
        cmocka_unit_test(takes_keys_in_any_order_that_tools_give),
        cmocka_unit_test(refuses_keys_that_come_too_late),
        cmocka_unit_test(survives_what_is_no_report),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
