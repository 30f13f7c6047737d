/* Nodes as events: keys in the contract's order, ids, lines, removals. */
#include "build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trace.h"

struct fixture {
    struct trace trace;
    struct build build;
    struct paragraph paragraph; /* 一、工作回顾 in line 3 */
    struct label label;
};

static struct fixture *setup(void)
{
    static struct fixture fixture;

    fixture = (struct fixture){ 0 };
    trace_init(&fixture.trace);
    build_init(&fixture.build, &fixture.trace.sink);
    paragraph_add_anchor(&fixture.paragraph, 3, 1);
    buffer_append_text(&fixture.paragraph.text, "一、工作回顾");
    fixture.paragraph.n_lines = 1;
    assert_true(label_read(paragraph_text(&fixture.paragraph), &fixture.label));
    return &fixture;
}

static void drop(struct fixture *fixture)
{
    build_fini(&fixture->build);
    paragraph_fini(&fixture->paragraph);
    buffer_fini(&fixture->trace.text);
}

/* What was made so far. */
static const char *made(struct fixture *fixture)
{
    build_hand_on(&fixture->build);
    return trace_end(&fixture->trace);
}

static struct origin origin_of(const struct fixture *fixture)
{
    return (struct origin){ &fixture->paragraph, 0, SIZE_MAX };
}

static void enter_section(struct fixture *fixture, unsigned level)
{
    struct build_section section = { .origin = origin_of(fixture), .level = level, .label = &fixture->label,
                                     .title = SLICE("工作回顾"), .part = PART_REVIEW };

    build_enter_section(&fixture->build, &section);
}

static void keys_in_order(void **state)
{
    struct fixture *fixture = setup();
    struct origin origin = origin_of(fixture);
    struct build_paragraph paragraph = { .origin = origin, .lead = SLICE("甲"), .separator = SLICE("。"),
                                         .text = SLICE("乙") };

    (void)state;
    enter_section(fixture, 1);
    build_paragraph(&fixture->build, &paragraph);
    build_leave_section(&fixture->build);
    assert_string_equal(made(fixture),
                        "{type=section id=s1 line=3 level=1 label=一、 number=1 title=工作回顾 part=review "
                        "body=[{type=paragraph line=3 lead=甲 separator=。 text=乙}]}");
    build_signature(&fixture->build, &origin, SLICE("秘书处"), SLICE("2024-01-05"));
    assert_string_equal(made(fixture), "{type=signature line=3 text=秘书处 date=2024-01-05}");
    drop(fixture);
}

/* Ordinals count within the parent, run on over several lists and ignore the printed number. */
static void ids(void **state)
{
    struct fixture *fixture = setup();
    struct origin origin = origin_of(fixture);
    struct slice none = { 0 };

    (void)state;
    enter_section(fixture, 1);
    build_leave_section(&fixture->build);
    enter_section(fixture, 1);
    enter_section(fixture, 2);
    for (int list = 0; list < 2; list++) {
        build_enter_list(&fixture->build, 3, "tasks", "decimal", list == 1);
        build_enter_entry(&fixture->build, &origin, NULL, none, none);
        if (list == 1) {
            build_enter_list(&fixture->build, 3, "tasks", "circled", false);
            build_enter_entry(&fixture->build, &origin, NULL, none, none);
            build_leave_entry(&fixture->build);
            build_leave_list(&fixture->build);
        }
        build_leave_entry(&fixture->build);
        build_leave_list(&fixture->build);
    }
    assert_string_equal(
        made(fixture),
        "{type=section id=s1 line=3 level=1 label=一、 number=1 title=工作回顾 part=review body=[]} "
        "{type=section id=s2 line=3 level=1 label=一、 number=1 title=工作回顾 part=review body=["
        "{type=section id=s2-s1 line=3 level=2 label=一、 number=1 title=工作回顾 part=review body=["
        "{type=list line=3 kind=tasks marker=decimal inline=0 entries=[{id=s2-s1-t1 line=3 body=[]}]} "
        "{type=list line=3 kind=tasks marker=decimal inline=1 entries=[{id=s2-s1-t2 line=3 body=["
        "{type=list line=3 kind=tasks marker=circled inline=0 entries=[{id=s2-s1-t2-t1 line=3 body=[]}]}]}]}");
    drop(fixture);
}

static void glossaries(void **state)
{
    struct fixture *fixture = setup();
    struct origin origin = origin_of(fixture);
    struct slice aliases[] = { SLICE("三区"), SLICE("三线") };
    struct build_term term = { .origin = origin, .label = SLICE("1."), .number = 1, .term = SLICE("三区三线"),
                               .separator = SLICE("："), .definition = SLICE("指…"), .aliases = aliases, .n_aliases = 2 };

    (void)state;
    build_enter_glossary(&fixture->build, &origin, SLICE("附件2"), SLICE("名词解释"));
    build_enter_entries(&fixture->build);
    build_term(&fixture->build, &term);
    build_leave_glossary(&fixture->build);
    assert_string_equal(made(fixture),
                        "{type=glossary id=g1 line=3 label=附件2 title=名词解释 body=[] entries=[{id=g1-e1 line=3 label=1. "
                        "number=1 term=三区三线 separator=： aliases=[三区 三线] definition=指…}]}");
    drop(fixture);
}

/* What varies in number is handed on in between. */
static void a_node_may_have_many_members(void **state)
{
    enum { MANY = 100 };
    struct fixture *fixture = setup();
    struct origin origin = origin_of(fixture);
    struct slice aliases[MANY];
    struct build_term term = { .origin = origin, .term = SLICE("三区三线"), .definition = SLICE("指…"), .aliases = aliases,
                               .n_aliases = MANY };
    struct buffer expected = { 0 };

    (void)state;
    buffer_append_text(&expected, "{id=e1 line=3 term=三区三线 aliases=[");
    for (size_t i = 0; i < MANY; i++) {
        aliases[i] = SLICE("三区");
        buffer_append_text(&expected, i > 0 ? " 三区" : "三区");
        paragraph_add_removal(&fixture->paragraph, DIAG_PAGE_FURNITURE, 4, i + 1, SLICE("3"));
    }
    buffer_append_text(&expected, "] definition=指… removed=[");
    for (size_t i = 0; i < MANY; i++) {
        buffer_append_text(&expected, i > 0 ? " {line=4 column=" : "{line=4 column=");
        buffer_append_number(&expected, (long long)i + 1);
        buffer_append_text(&expected, " code=page-furniture text=3}");
    }
    buffer_append_text(&expected, "]}");
    buffer_put(&expected, '\0');
    build_term(&fixture->build, &term);
    assert_string_equal(made(fixture), expected.ptr);
    buffer_fini(&expected);
    drop(fixture);
}

static void removals_belong_to_their_stretch(void **state)
{
    struct fixture *fixture = setup();
    struct build_paragraph paragraph = { .origin = { &fixture->paragraph, 0, 6 }, .text = SLICE("一、") };

    (void)state;
    paragraph_add_removal(&fixture->paragraph, DIAG_PAGE_FURNITURE, 4, 1, SLICE("— 3 —"));
    build_paragraph(&fixture->build, &paragraph);
    assert_string_equal(made(fixture), "{type=paragraph line=3 text=一、}");
    paragraph.origin = (struct origin){ &fixture->paragraph, 6, SIZE_MAX };
    paragraph.text = SLICE("工作回顾");
    build_paragraph(&fixture->build, &paragraph);
    assert_string_equal(made(fixture), "{type=paragraph line=3 text=工作回顾 "
                        "removed=[{line=4 column=1 code=page-furniture text=— 3 —}]}");
    drop(fixture);
}

/* A bracket that a web page left on the line before does not count, nor does what is no character (U+FFFE). */
static void a_node_stands_where_its_first_word_stands(void **state)
{
    struct fixture *fixture = setup();
    struct build_paragraph node = { .text = SLICE("《河道保护办法》") };
    struct paragraph paragraph = { .n_lines = 2 };

    (void)state;
    paragraph_add_anchor(&paragraph, 7, 1);
    buffer_append_text(&paragraph.text, "\xEF\xBF\xBE《");
    paragraph_add_anchor(&paragraph, 8, 1);
    buffer_append_text(&paragraph.text, "河道保护办法》");
    node.origin = (struct origin){ &paragraph, 0, SIZE_MAX };
    build_paragraph(&fixture->build, &node);
    assert_string_equal(made(fixture), "{type=paragraph line=8 text=《河道保护办法》}");
    paragraph_fini(&paragraph);
    drop(fixture);
}

/* Its text, and the id of the section around it, are other ones when the events go on. */
static void events_keep_their_texts(void **state)
{
    struct fixture *fixture = setup();
    struct build_paragraph node = { .origin = origin_of(fixture) };

    (void)state;
    enter_section(fixture, 1);
    node.text = paragraph_text(&fixture->paragraph);
    build_paragraph(&fixture->build, &node);
    memset(fixture->paragraph.text.ptr, '?', fixture->paragraph.text.len);
    build_leave_section(&fixture->build);
    enter_section(fixture, 1);
    assert_string_equal(made(fixture),
                        "{type=section id=s1 line=3 level=1 label=一、 number=1 title=工作回顾 part=review "
                        "body=[{type=paragraph line=3 text=一、工作回顾}]} "
                        "{type=section id=s2 line=3 level=1 label=?????? number=1 title=工作回顾 part=review body=[");
    drop(fixture);
}

/* More events than wait at once, more text, and one that is longer than all that waits. */
static void much_goes_on_in_between(void **state)
{
    struct fixture *fixture = setup();
    struct build_paragraph node = { .origin = origin_of(fixture) };
    struct buffer expected = { 0 };
    char *text = mem_alloc(BUILD_TEXT_MAX + 1);

    (void)state;
    for (size_t i = 0; i < 3 * BUILD_RUN_MAX; i++) {
        memset(text, 'a' + (int)(i % 26), i == BUILD_RUN_MAX ? BUILD_TEXT_MAX + 1 : 1 + i % 300);
        node.text = (struct slice){ text, i == BUILD_RUN_MAX ? BUILD_TEXT_MAX + 1 : 1 + i % 300 };
        build_paragraph(&fixture->build, &node);
        buffer_append_text(&expected, i > 0 ? " {type=paragraph line=3 text=" : "{type=paragraph line=3 text=");
        buffer_append_slice(&expected, node.text);
        buffer_put(&expected, '}');
    }
    buffer_put(&expected, '\0');
    assert_string_equal(made(fixture), expected.ptr);
    buffer_fini(&expected);
    mem_free(text);
    drop(fixture);
}

static void a_sink_that_refuses_is_asked_no_more(void **state)
{
    struct fixture *fixture = setup();

    (void)state;
    fixture->trace.n_left = 2;
    enter_section(fixture, 1);
    assert_string_equal(made(fixture), "{type=section");
    assert_true(fixture->build.failed);
    fixture->trace.n_left = SIZE_MAX;
    build_leave_section(&fixture->build);
    assert_string_equal(made(fixture), "");
    drop(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_in_order),
        cmocka_unit_test(ids),
        cmocka_unit_test(glossaries),
        cmocka_unit_test(a_node_may_have_many_members),
        cmocka_unit_test(removals_belong_to_their_stretch),
        cmocka_unit_test(a_node_stands_where_its_first_word_stands),
        cmocka_unit_test(events_keep_their_texts),
        cmocka_unit_test(much_goes_on_in_between),
        cmocka_unit_test(a_sink_that_refuses_is_asked_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
