/* What stands around a line of HTML: tags and white space. */
#include "markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The text between the markup of `line`. */
static void assert_between(const char *line, const char *wanted)
{
    struct markup_edges edges;
    struct slice text = slice_of(line);

    if (!markup_find_edges(text, &edges))
        fail_msg("%s: no markup at its edges", line);
    text = slice_part(text, edges.from, edges.to);
    if (!slice_equal(text, slice_of(wanted)))
        fail_msg("%s: %.*s, not %s", line, (int)text.len, text.ptr, wanted);
}

static void edges_of_lines(void **state)
{
    (void)state;
    assert_between("<p>一、修渠</p>", "一、修渠");
    assert_between("<P CLASS=\"a\"> <strong>一、修渠</strong> </P>", "一、修渠");
    assert_between("&nbsp;&nbsp;　&emsp;修渠&#12288;", "修渠");
    assert_between("<br />&nbsp;修渠；<br/>", "修渠；");
    assert_between("</span><o:p></o:p>修渠<h2>", "修渠");
    assert_between("<p>&nbsp;</p>", "");
    assert_between("<p>种树&lt;", "种树&lt;");
}

static void what_closes_a_tag_of_the_text_belongs_to_it(void **state)
{
    (void)state;
    assert_between("<p>抓好<strong>春耕</strong></p>", "抓好<strong>春耕</strong>");
    assert_between("<span>抓好<span>春</span>耕</span>", "抓好<span>春</span>耕");
    assert_between("<p>抓好<br>春耕</p></b>", "抓好<br>春耕");
}

static void what_is_no_markup(void **state)
{
    static const char *const lines[] = {
        "一、修渠", "<5%", "<https://example.org>", "<name@example.org>", "2km<sup>2</sup>", "<a href=\"#1\">一</a>",
        "<td>一</td>", "<p", "修渠&lt;", "&amp;修渠", "修渠;", "；", "a>", "<pre>x", "",
    };
    struct markup_edges edges;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++)
        if (markup_find_edges(slice_of(lines[i]), &edges))
            fail_msg("%s: markup at its edges", lines[i]);
}

static void what_is_told_of_the_edges(void **state)
{
    struct markup_edges edges;
    unsigned columns = 0;

    (void)state;
    assert_true(markup_find_edges(SLICE("<br>&nbsp;　&emsp;修渠</p>"), &edges));
    assert_int_equal(edges.indent, 5);
    assert_int_equal(edges.n_cp, 4 + 6 + 1 + 6 + 4);
    assert_true(edges.has_tags);
    assert_true(markup_find_edges(SLICE("<br>修渠&nbsp;<BR/>"), &edges));
    assert_false(edges.has_tags);
    assert_int_equal(markup_blank_len(SLICE("&#x3000;修渠"), &columns), 8);
    assert_int_equal(columns, 2);
    assert_int_equal(markup_blank_len(SLICE("&ensp;修渠"), &columns), 6);
    assert_int_equal(columns, 1);
    assert_int_equal(markup_blank_len(SLICE("&nbsp"), NULL), 0);
}

/* However many tags end a line, a bounded number of them is looked at. */
static void many_tags(void **state)
{
    struct buffer line = { 0 };
    struct markup_edges edges;

    (void)state;
    buffer_append_slice(&line, SLICE("修渠"));
    for (int i = 0; i < 1000; i++)
        buffer_append_slice(&line, SLICE("</b>"));
    assert_true(markup_find_edges(buffer_slice(&line), &edges));
    assert_int_equal(edges.to, line.len - 16 * strlen("</b>"));
    buffer_fini(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_of_lines),
        cmocka_unit_test(what_closes_a_tag_of_the_text_belongs_to_it),
        cmocka_unit_test(what_is_no_markup),
        cmocka_unit_test(what_is_told_of_the_edges),
        cmocka_unit_test(many_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
