/* The writer of tasks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

#define HEADER "path\tnumber\ttitle\ttext\tline\tkind\n"

/* The member of a document that holds `body` in a section of a plan. */
static void assert_tasks(const char *body, const char *expected)
{
    struct buffer yaml = { 0 };

    buffer_append_text(&yaml, "schema: report/1.0\nbody:\n- type: section\n  line: 1\n  level: 1\n  label: 一、\n"
                              "  title: 安排\n  part: plan\n  body:\n");
    buffer_append_text(&yaml, body);
    buffer_put(&yaml, '\0');
    assert_written(write_tasks_open, yaml.ptr, expected);
    buffer_fini(&yaml);
}

static void writes_entries(void **state)
{
    (void)state;
    assert_tasks("  - {type: paragraph, line: 2, text: 今年：}\n"
                 "  - type: list\n"
                 "    line: 3\n"
                 "    kind: tasks\n"
                 "    marker: decimal\n"
                 "    inline: false\n"
                 "    entries:\n"
                 "    - {line: 3, label: '1.', number: 1, title: 修路, separator: 。, body: "
                 "[{type: paragraph, line: 3, text: 十公里。}, {type: paragraph, line: 4, text: 另有桥。}]}\n"
                 "    - {line: 5, label: (b), number: b, body: [{type: paragraph, line: 5, text: \"甲\\t乙\"}]}\n",
                 HEADER "一、安排\t1\t修路\t十公里。另有桥。\t3\tentry\n"
                        "一、安排\tb\t\t甲 乙\t5\tentry\n");
}

/* An enumeration in an entry's paragraph is said there and has rows; entries on lines of their own have rows alone. */
static void writes_entries_inside_entries(void **state)
{
    (void)state;
    assert_tasks("  - type: list\n"
                 "    line: 3\n"
                 "    kind: tasks\n"
                 "    marker: decimal\n"
                 "    inline: false\n"
                 "    entries:\n"
                 "    - line: 3\n"
                 "      label: '1.'\n"
                 "      number: 1\n"
                 "      title: 治水\n"
                 "      separator: 。\n"
                 "      body:\n"
                 "      - {type: paragraph, line: 3, text: 做到：}\n"
                 "      - type: list\n"
                 "        line: 3\n"
                 "        kind: tasks\n"
                 "        marker: yishi\n"
                 "        inline: true\n"
                 "        entries:\n"
                 "        - {line: 3, label: 一是, number: 1, title: 清淤, separator: 。, body: "
                 "[{type: paragraph, line: 3, text: 百里。}]}\n"
                 "        - {line: 3, label: 二是, number: 2, body: [{type: paragraph, line: 3, text: 护岸。}]}\n"
                 "      - {type: paragraph, line: 3, continues: true, text: 年底完成。}\n"
                 "      - type: list\n"
                 "        line: 4\n"
                 "        kind: tasks\n"
                 "        marker: decimal-paren\n"
                 "        inline: false\n"
                 "        entries: [{line: 4, label: （1）, number: 1, body: [{type: paragraph, line: 4, text: 北河。}]}]\n",
                 HEADER "一、安排\t1\t治水\t做到：一是清淤。百里。二是护岸。年底完成。\t3\tentry\n"
                        "一、安排 > 1.治水\t1\t清淤\t百里。\t3\tentry\n"
                        "一、安排 > 1.治水\t2\t\t护岸。\t3\tentry\n"
                        "一、安排 > 1.治水\t1\t\t北河。\t4\tentry\n");
}

static void writes_leads(void **state)
{
    (void)state;
    assert_tasks("  - {type: paragraph, line: 2, lead: 产业, separator: 。, text: 抓好：}\n"
                 "  - type: list\n"
                 "    line: 2\n"
                 "    kind: tasks\n"
                 "    marker: yishi\n"
                 "    inline: true\n"
                 "    entries: [{line: 2, label: 一是, number: 1, body: [{type: paragraph, line: 2, text: 钢。}]}]\n"
                 "  - {type: paragraph, line: 2, continues: true, text: 如期完成。}\n"
                 "  - {type: paragraph, line: 3, text: 其他。}\n"
                 "  - {type: paragraph, line: 4, lead: 民生, separator: 。, text: 办学。}\n",
                 HEADER "一、安排\t\t产业\t抓好：一是钢。如期完成。\t2\tlead\n"
                        "一、安排\t1\t\t钢。\t2\tentry\n"
                        "一、安排\t\t民生\t办学。\t4\tlead\n");
}

/* A section is a task where nothing in it is. */
static void writes_sections(void **state)
{
    (void)state;
    assert_tasks("  - {type: paragraph, line: 2, text: 总的要求。}\n"
                 "  - type: section\n"
                 "    line: 3\n"
                 "    level: 2\n"
                 "    label: （一）\n"
                 "    number: 1\n"
                 "    title: 修路\n"
                 "    part: plan\n"
                 "    body:\n"
                 "    - {type: paragraph, line: 3, text: 十公里。}\n"
                 "    - {type: paragraph, line: 4, role: furniture, text: — 3 —}\n"
                 "    - {type: paragraph, line: 5, text: 另有桥。}\n"
                 "  - type: section\n"
                 "    line: 6\n"
                 "    level: 2\n"
                 "    label: （二）\n"
                 "    number: 2\n"
                 "    title: 架桥\n"
                 "    part: plan\n"
                 "    body: [{type: paragraph, line: 7, lead: 两座, separator: 。, text: 年内。}]\n",
                 HEADER "一、安排\t1\t修路\t十公里。另有桥。\t3\tsection\n"
                        "一、安排 > （二）架桥\t\t两座\t年内。\t7\tlead\n");
}

static void writes_nothing_of_what_was_done(void **state)
{
    (void)state;
    assert_written(write_tasks_open,
                   "schema: report/1.0\n"
                   "body:\n"
                   "- {type: section, line: 1, level: 1, title: 回顾, part: review, body: "
                   "[{type: paragraph, line: 2, lead: 产业, separator: 。, text: 增长。}]}\n"
                   "- {type: paragraph, line: 3, lead: 民生, separator: 。, text: 改善。}\n"
                   "- {type: list, line: 4, kind: points, marker: decimal, inline: false, entries: "
                   "[{line: 4, label: '1.', number: 1, body: [{type: paragraph, line: 4, text: 有不足。}]}]}\n",
                   HEADER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_entries),
        cmocka_unit_test(writes_entries_inside_entries),
        cmocka_unit_test(writes_leads),
        cmocka_unit_test(writes_sections),
        cmocka_unit_test(writes_nothing_of_what_was_done),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
