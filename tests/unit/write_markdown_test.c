/* The writer of Markdown, and how it escapes text. tests/run-formats has its pages read by cmark. */
#include "write_markdown_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

static void assert_body(const char *body, const char *expected)
{
    struct buffer yaml = { 0 }, written;
    const char *end;

    buffer_append_text(&yaml, "schema: report/1.0\nbody:\n");
    buffer_append_text(&yaml, body);
    buffer_put(&yaml, '\0');
    written = written_with(write_markdown_open, (struct write_options){ 0 }, yaml.ptr);
    end = strstr(written.ptr, "\n---\n");
    assert_non_null(end);
    assert_string_equal(end + 5, expected);
    buffer_fini(&yaml);
    buffer_fini(&written);
}

/* Nothing stands beside the page's own keys but `report`. */
static void writes_front_matter(void **state)
{
    (void)state;
    assert_written(write_markdown_open,
                   "schema: report/1.0\n"
                   "title: 工作\"报告\"\n"
                   "date: 2024-01-09\n"
                   "occasion: 某会\n"
                   "front: []\n"
                   "body:\n"
                   "- {type: paragraph, line: 1, role: salutation, text: 各位代表：}\n"
                   "- {type: paragraph, line: 2, lead: 开局, separator: 。, text: 良好。}\n"
                   "- {type: paragraph, line: 3, text: 其次。}\n"
                   "diagnostics: []\n",
                   "---\n"
                   "title: \"工作\\\"报告\\\"\"\n"
                   "date: \"2024-01-09\"\n"
                   "description: \"开局。良好。\"\n"
                   "report:\n"
                   "  schema: report/1.0\n"
                   "  occasion: \"某会\"\n"
                   "  front: []\n"
                   "  body:\n"
                   "  - type: paragraph\n"
                   "    line: 1\n"
                   "    role: salutation\n"
                   "    text: \"各位代表：\"\n"
                   "  - type: paragraph\n"
                   "    line: 2\n"
                   "    lead: \"开局\"\n"
                   "    separator: \"。\"\n"
                   "    text: \"良好。\"\n"
                   "  - type: paragraph\n"
                   "    line: 3\n"
                   "    text: \"其次。\"\n"
                   "  diagnostics: []\n"
                   "---\n"
                   "\n"
                   "各位代表：\n"
                   "\n"
                   "**开局**。良好。\n"
                   "\n"
                   "其次。\n");
    assert_written(write_markdown_open, "schema: report/1.0\n", "---\nreport:\n  schema: report/1.0\n---\n");
}

static void cuts_the_description(void **state)
{
    struct buffer yaml = { 0 }, expected = { 0 }, written;

    (void)state;
    buffer_append_text(&yaml, "schema: report/1.0\nbody: [{type: paragraph, line: 1, text: ");
    buffer_append_text(&expected, "---\ndescription: \"");
    for (int i = 0; i < 200; i++)
        buffer_append_text(&yaml, "文");
    for (int i = 0; i < 160; i++)
        buffer_append_text(&expected, "文");
    buffer_append_text(&yaml, "}]\n");
    buffer_append_text(&expected, "\"\n");
    buffer_put(&yaml, '\0');
    written = written_with(write_markdown_open, (struct write_options){ 0 }, yaml.ptr);
    assert_true(slice_starts(buffer_slice(&written), buffer_slice(&expected)));
    buffer_fini(&yaml);
    buffer_fini(&expected);
    buffer_fini(&written);
}

static void writes_headings(void **state)
{
    (void)state;
    assert_body("- type: section\n"
                "  id: s1\n"
                "  line: 1\n"
                "  level: 1\n"
                "  label: 第一章\n"
                "  title: 总*则\n"
                "  separator: 。\n"
                "  body:\n"
                "  - {type: paragraph, line: 1, text: 正文。}\n"
                "  - {type: section, id: s1-s1, line: 2, level: 9, title: 深处, body: []}\n",
                "\n## <a id=\"s1\"></a>第一章 总\\*则\n\n正文。\n\n###### <a id=\"s1-s1\"></a>深处\n");
}

/* Markdown counts by itself: where the report does not, another list begins. */
static void writes_lists(void **state)
{
    (void)state;
    assert_body("- type: list\n"
                "  line: 1\n"
                "  marker: decimal\n"
                "  inline: false\n"
                "  entries:\n"
                "  - {id: t1, line: 1, label: 1、, number: 1, title: 修路, separator: 。, body: "
                "[{type: paragraph, line: 1, text: 十公里。}, {type: paragraph, line: 2, text: 另有。}]}\n"
                "  - {id: t2, line: 3, label: 2、, number: 2, title: 架桥, body: "
                "[{type: paragraph, line: 4, text: 两座。}]}\n"
                "  - {id: t3, line: 5, label: 5、, number: 5, body: [{type: paragraph, line: 5, text: 治水。}, "
                "{type: list, line: 6, marker: cjk-paren, inline: false, entries: "
                "[{id: t3-t1, line: 6, label: （一）, number: 1, body: [{type: paragraph, line: 6, text: 清淤。}]}]}]}\n"
                "- type: list\n"
                "  line: 7\n"
                "  marker: dash\n"
                "  inline: false\n"
                "  entries: [{id: t4, line: 7, label: ——, body: [{type: paragraph, line: 7, text: 植树。}]}]\n",
                "\n"
                "1. <a id=\"t1\"></a>**修路**。十公里。\n\n"
                "   另有。\n\n"
                "2. <a id=\"t2\"></a>**架桥**\n\n"
                "   两座。\n\n"
                "<!-- -->\n\n"
                "5. <a id=\"t3\"></a>治水。\n\n"
                "   - <a id=\"t3-t1\"></a>（一）清淤。\n\n"
                "<!-- -->\n\n"
                "- <a id=\"t4\"></a>植树。\n");
}

static void keeps_enumerations_in_their_paragraph(void **state)
{
    (void)state;
    assert_body("- {type: paragraph, line: 1, text: 抓好：}\n"
                "- type: list\n"
                "  line: 1\n"
                "  marker: yishi\n"
                "  inline: true\n"
                "  entries:\n"
                "  - {id: t1, line: 1, label: 一是, title: 路, separator: 。, body: "
                "[{type: paragraph, line: 1, text: 修。}]}\n"
                "  - {id: t2, line: 1, label: 二是, title: “两水”, separator: 。, body: "
                "[{type: paragraph, line: 1, text: 治。}]}\n"
                "- {type: paragraph, line: 1, continues: true, text: 完成。}\n",
                "\n抓好：<a id=\"t1\"></a>一是**路**。修。<a id=\"t2\"></a>二是“两水”。治。完成。\n");
}

static void writes_glossaries(void **state)
{
    (void)state;
    assert_body("- type: section\n"
                "  id: s1\n"
                "  line: 1\n"
                "  level: 1\n"
                "  label: 附件\n"
                "  body:\n"
                "  - type: glossary\n"
                "    id: s1-g1\n"
                "    line: 2\n"
                "    title: 名词解释\n"
                "    body: []\n"
                "    entries:\n"
                "    - {id: s1-g1-e1, line: 3, label: '1.', term: 三水, separator: ：, definition: '- 供水。'}\n",
                "\n## <a id=\"s1\"></a>附件\n\n### <a id=\"s1-g1\"></a>名词解释\n\n"
                "<a id=\"s1-g1-e1\"></a>1\\.三水\n: \\- 供水。\n");
}

static void leaves_page_furniture_out(void **state)
{
    (void)state;
    assert_body("- {type: paragraph, line: 1, role: furniture, text: — 1 —}\n"
                "- {type: paragraph, line: 2, role: table, text: \"甲\\t1\"}\n",
                "\n甲&emsp;1\n");
}

static void assert_escaped(const char *text, bool at_line_start, const char *expected)
{
    struct out *out = out_to_memory();

    markdown_text_write(out, slice_of(text), at_line_start);
    out_write(out, "", 1);
    assert_string_equal(out_memory(out).ptr, expected);
    out_free(out);
}

static void escapes_markup(void **state)
{
    (void)state;
    assert_escaped("a*b_c`d\\e[f](g)<h>|i~j$k#", false, "a\\*b\\_c\\`d\\\\e\\[f\\](g)\\<h>\\|i\\~j\\$k\\#");
    assert_escaped("R&D &nbsp; &#160; &x", false, "R&D &amp;nbsp; &amp;\\#160; &x");
    assert_escaped("{{ page }} {% if %}", false, "&#123;&#123; page }} &#123;% if %}");
    assert_escaped("- + = : > 2023. a", false, "- + = : > 2023. a");
    assert_escaped("- a", true, "\\- a");
    assert_escaped("+", true, "\\+");
    assert_escaped("=====", true, "\\=====");
    assert_escaped(": a", true, "\\: a");
    assert_escaped("> a", true, "\\> a");
    assert_escaped("# a", true, "\\# a");
    assert_escaped("2023. a", true, "2023\\. a");
    assert_escaped("2023.", true, "2023\\.");
    assert_escaped("1) a", true, "1\\) a");
    assert_escaped("1.发展", true, "1.发展");
    assert_escaped("3.5%", true, "3.5%");
    assert_escaped("1234567890. a", true, "1234567890. a");
}

static void knows_where_bold_type_works(void **state)
{
    (void)state;
    assert_true(markdown_text_can_be_bold(0, SLICE("修路"), 0x3002));
    assert_true(markdown_text_can_be_bold(0x662F, SLICE("修路"), 0x5341));
    assert_true(markdown_text_can_be_bold(0, SLICE("“两水”"), 0x3002));
    assert_true(markdown_text_can_be_bold(0, SLICE("（一）"), 0));
    assert_false(markdown_text_can_be_bold(0x662F, SLICE("“两水”共治"), 0x3002));
    assert_false(markdown_text_can_be_bold(0, SLICE("治好“两水”"), 0x5341));
    assert_false(markdown_text_can_be_bold(0, SLICE(""), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_front_matter),
        cmocka_unit_test(cuts_the_description),
        cmocka_unit_test(writes_headings),
        cmocka_unit_test(writes_lists),
        cmocka_unit_test(keeps_enumerations_in_their_paragraph),
        cmocka_unit_test(writes_glossaries),
        cmocka_unit_test(leaves_page_furniture_out),
        cmocka_unit_test(escapes_markup),
        cmocka_unit_test(knows_where_bold_type_works),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
