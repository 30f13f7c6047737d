/* The writer of outlines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

static const char report[] =
    "schema: report/1.0\n"
    "title: 工作报告\n"
    "date: 2024-01-09\n"
    "speaker: {name: 贺远, role: 县长}\n"
    "front: []\n"
    "body:\n"
    "- {type: paragraph, line: 7, role: salutation, text: 各位代表：}\n"
    "- {type: paragraph, line: 8, text: 现在报告工作。}\n"
    "- type: section\n"
    "  line: 9\n"
    "  level: 1\n"
    "  label: 一、\n"
    "  title: 安排\n"
    "  part: plan\n"
    "  body:\n"
    "  - {type: paragraph, line: 10, text: 今年。}\n"
    "  - {type: paragraph, line: 11, lead: 产业, separator: 。, text: 做强。}\n"
    "  - type: list\n"
    "    line: 12\n"
    "    kind: tasks\n"
    "    marker: decimal\n"
    "    inline: false\n"
    "    entries:\n"
    "    - {line: 12, label: '1.', number: 1, title: 修路, body: [{type: paragraph, line: 12, text: 十公里。}]}\n"
    "    - {line: 13, label: '2.', number: 2, body: [{type: paragraph, line: 13, text: "
    "抓好三十项民生实事，其中新建学校两所、改造老旧小区九个、铺设管网。}]}\n"
    "    - {line: 14, label: '3.', number: 3, body: []}\n"
    "  - {type: paragraph, line: 15, text: 此外。}\n"
    "- {type: signature, line: 16, text: 县政府}\n"
    "- type: glossary\n"
    "  line: 17\n"
    "  title: 名词解释\n"
    "  body: []\n"
    "  entries: [{line: 18, term: 三水, separator: ：, definition: 水。}]\n"
    "source: {name: a.txt, encoding: UTF-8, bytes: 1, lines: 18, normalization: none, truncated: false}\n"
    "generator: x\n"
    "diagnostics:\n"
    "- {line: 1, column: 1, level: warning, code: number-gap, message: m}\n"
    "- {line: 2, column: 1, level: note, code: too-many, message: m}\n";

static void shows_the_tree(void **state)
{
    (void)state;
    assert_written(write_outline_open, report,
                   "工作报告  2024-01-09\n"
                   "县长  贺远\n"
                   "\n"
                   "     7  2 paragraphs\n"
                   "     9  一、安排  plan  1 paragraph\n"
                   "    11    产业\n"
                   "    12    1.修路\n"
                   "    13    2.抓好三十项民生实事，其中新建学校两所、改造老旧小区九个、铺设…\n"
                   "    14    3.\n"
                   "    15    1 paragraph\n"
                   "    16  县政府\n"
                   "    17  名词解释\n"
                   "    18    三水\n"
                   "\n"
                   "18 lines · 1 section · 3 tasks · 1 lead · 1 term · 7 paragraphs · 1 warning · 1 note\n");
}

static void colours_on_request_only(void **state)
{
    static const char yaml[] = "schema: report/1.0\nbody: [{type: section, line: 1, level: 1, label: 一、, title: 安排, "
                               "part: plan, body: []}]\n";
    struct buffer written = written_with(write_outline_open, (struct write_options){ .colour = true }, yaml);

    (void)state;
    assert_true(slice_starts(buffer_slice(&written), SLICE("\x1B[2m     1  \x1B[0m\x1B[36m一、\x1B[0m\x1B[1m安排\x1B[0m"
                                                           "  \x1B[32mplan\x1B[0m\n")));
    buffer_fini(&written);
    written = written_with(write_outline_open, (struct write_options){ 0 }, yaml);
    assert_null(strchr(written.ptr, '\x1B'));
    buffer_fini(&written);
}

static void shows_what_has_no_structure(void **state)
{
    (void)state;
    assert_written(write_outline_open, "schema: report/1.0\nbody: [{type: paragraph, line: 1, text: 文}]\n",
                   "     1  1 paragraph\n\n0 lines · 1 paragraph\n");
    assert_written(write_outline_open, "schema: report/1.0\n", "\n0 lines\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_tree),
        cmocka_unit_test(colours_on_request_only),
        cmocka_unit_test(shows_what_has_no_structure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
