/* Paragraphs to nodes: what depends on what is open and what comes next. All texts are invented. */
#include "outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trace.h"

/* Feeds paragraphs, a line each; every one is body. Returns what came behind "body=". */
static const char *outline_of(struct trace *trace, struct diag_list *diags, const char *const *texts, size_t n)
{
    struct clean_tally tally = { 0 };
    struct outline *outline;
    struct join_taker *taker;
    struct front_line first = { slice_of(texts[0]), 1, false, 1 };
    size_t body_line, body_offset;
    const char *events;

    trace_init(trace);
    outline = outline_new(&trace->sink, diags, &tally, NULL);
    taker = outline_taker(outline);
    taker->front(taker, &first, 1, &body_line, &body_offset);
    for (size_t i = 0; i < n; i++) {
        struct paragraph paragraph = { .n_lines = 1 };

        paragraph_add_anchor(&paragraph, i + 1, 1);
        buffer_append_text(&paragraph.text, texts[i]);
        taker->paragraph(taker, &paragraph);
        paragraph_fini(&paragraph);
    }
    outline_finish(outline);
    outline_free(outline);
    events = strstr(trace_end(trace), "body=");
    assert_non_null(events);
    return events;
}

#define ASSERT_OUTLINE(texts, wanted) assert_outline((texts), LENGTH_OF(texts), (wanted))

static void assert_outline(const char *const *texts, size_t n, const char *wanted)
{
    struct trace trace;
    struct diag_list *diags = diag_list_new();

    assert_string_equal(outline_of(&trace, diags, texts, n), wanted);
    assert_int_equal(diag_list_count(diags), 0);
    diag_list_free(diags);
    buffer_fini(&trace.text);
}

/* The same families nest the other way round where the report does so. */
static void depth_comes_from_the_document(void **state)
{
    static const char *const texts[] = {
        "（一）总体要求", "一、指导思想", "坚持以人民为中心，把群众的事放在心上。", "二、基本原则", "坚持量力而行，不搞花架子。", "（二）主要目标",
        "到规划期末，人均收入翻一番。",
    };

    (void)state;
    ASSERT_OUTLINE(texts, "body=[{type=section id=s1 line=1 level=1 label=（一） number=1 title=总体要求 part=plan body=["
                   "{type=section id=s1-s1 line=2 level=2 label=一、 number=1 title=指导思想 part=plan body=["
                   "{type=paragraph line=3 text=坚持以人民为中心，把群众的事放在心上。}]} "
                   "{type=section id=s1-s2 line=4 level=2 label=二、 number=2 title=基本原则 part=plan body=["
                   "{type=paragraph line=5 text=坚持量力而行，不搞花架子。}]}]} "
                   "{type=section id=s2 line=6 level=1 label=（二） number=2 title=主要目标 part=plan body=["
                   "{type=paragraph line=7 text=到规划期末，人均收入翻一番。}]}]");
}

/* （一） of plain sentences are items, because their siblings are. */
static void a_row_is_decided_together(void **state)
{
    static const char *const texts[] = { "考评办法", "（一）每半年考评一次；", "（二）考评结果向社会公布；", "（三）考评不合格的限期整改。" };

    (void)state;
    ASSERT_OUTLINE(texts, "body=[{type=section id=s1 line=1 level=1 title=考评办法 body=["
                   "{type=list line=2 kind=points marker=cjk-paren inline=0 entries=["
                   "{id=s1-t1 line=2 label=（一） number=1 body=[{type=paragraph line=2 text=每半年考评一次；}]} "
                   "{id=s1-t2 line=3 label=（二） number=2 body=[{type=paragraph line=3 text=考评结果向社会公布；}]} "
                   "{id=s1-t3 line=4 label=（三） number=3 body=[{type=paragraph line=4 text=考评不合格的限期整改。}]}]}]}]");
}

/* 3 and 7 follow nothing: numbers are labels in a row only. */
static void a_lone_number_is_text(void **state)
{
    static const char *const texts[] = { "一、工作回顾", "3 月雨水偏多，春耕推迟了半个月。", "7 号渡口改建完工，恢复通航。" };

    (void)state;
    ASSERT_OUTLINE(texts, "body=[{type=section id=s1 line=1 level=1 label=一、 number=1 title=工作回顾 part=review body=["
                   "{type=paragraph line=2 text=3 月雨水偏多，春耕推迟了半个月。} "
                   "{type=paragraph line=3 text=7 号渡口改建完工，恢复通航。}]}]");
}

static bool has_in_outline(const char *const *texts, size_t n, const char *wanted)
{
    struct trace trace;
    struct diag_list *diags = diag_list_new();
    bool is_there = strstr(outline_of(&trace, diags, texts, n), wanted) != NULL;

    diag_list_free(diags);
    buffer_fini(&trace.text);
    return is_there;
}

static void numbers_without_a_mark(void **state)
{
    static const char *const from_one[] = { "1 总则", "本办法自三月起施行。", "2 船只", "船只须有船号。" };
    static const char *const from_seventeen[] = { "17 东湾船号牌", "18 西湾船号牌", "以上船号牌已换新。" };
    static const char *const row_and_heading[] = {
        "1 甲类大网 YW 101-2031", "2 甲类小网 YW 102-2031", "以上渔网可用。", "1 现状", "渔业增收两成。", "2 做法", "修好码头一座。",
        "3 愿景2035", "建成水乡集镇。",
    };
    static const char *const rows[] = { "1 甲类大网 YW 101-2031", "2 甲类小网 YW 102-2031", "以上渔网可用。" };

    (void)state;
    assert_true(has_in_outline(from_one, 4, "label=2 number=2 title=船只"));
    assert_false(has_in_outline(from_seventeen, 3, "label"));
    assert_false(has_in_outline(rows, 3, "label"));
    assert_true(has_in_outline(row_and_heading, 9, "label=3 number=3 title=愿景2035"));
}

static void gaps_are_reported_and_lose_nothing(void **state)
{
    static const char *const texts[] = { "一、工作回顾", "全年平稳，稳中有进。", "四、工作安排", "继续努力，再接再厉。" };
    struct trace trace;
    struct diag_list *diags = diag_list_new();
    const struct diag *diag;

    (void)state;
    assert_non_null(strstr(outline_of(&trace, diags, texts, 4), "id=s2 line=3 level=1 label=四、 number=4"));
    diag_list_close(diags);
    assert_int_equal(diag_list_count(diags), 1);
    diag = &diag_list_get(diags, 0)->diag;
    assert_int_equal(diag->code, DIAG_NUMBER_GAP);
    assert_true(slice_equal(diag->expected, SLICE("二、")) && slice_equal(diag->found, SLICE("四、")));
    diag_list_free(diags);
    buffer_fini(&trace.text);
}

/* How often a level turns out to be doubtful, and the line of the first heading of which that is so. */
static size_t count_doubtful(const char *const *texts, size_t n, uint64_t *line)
{
    struct trace trace;
    struct diag_list *diags = diag_list_new();
    size_t n_doubtful = 0;

    outline_of(&trace, diags, texts, n);
    diag_list_close(diags);
    for (size_t i = 0; i < diag_list_count(diags); i++)
        if (diag_list_get(diags, i)->diag.code == DIAG_LEVEL_DOUBTFUL && n_doubtful++ == 0)
            *line = diag_list_get(diags, i)->diag.line;
    diag_list_free(diags);
    buffer_fini(&trace.text);
    return n_doubtful;
}

#define TEXT_A "新修公路十二公里，改造桥梁三座。"
#define TEXT_B "建成标准厂房五万平方米，引进企业十家。"

/* The first （一） stood outermost, until 二、 came and held another: 一、 is lost. Said once. */
static void a_parent_that_comes_late(void **state)
{
    static const char *const texts[] = {
        TEXT_A, "（一）交通", TEXT_A, "（二）工业", TEXT_B, "二、安排", "（一）交通", TEXT_A, "（二）工业", TEXT_B,
    };
    uint64_t line = 0;

    (void)state;
    assert_int_equal(count_doubtful(texts, 10, &line), 1);
    assert_int_equal(line, 2);
}

/* 附件1 and headings without a label hold numbers of their own. */
static void parents_that_count_anew(void **state)
{
    static const char *const known[] = {
        "一、回顾", "（一）交通", TEXT_A, "（二）工业", TEXT_B, "二、安排", "（一）交通", TEXT_A, "（二）工业", TEXT_B,
    };
    static const char *const annex[] = {
        "（一）交通", TEXT_A, "（二）工业", TEXT_B, "附件1", "全县民生实事", "一、安排", "（一）交通", TEXT_A, "（二）工业", TEXT_B,
    };
    uint64_t line;

    (void)state;
    assert_int_equal(count_doubtful(known, 10, &line), 0);
    assert_int_equal(count_doubtful(annex, 11, &line), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(depth_comes_from_the_document),
        cmocka_unit_test(a_row_is_decided_together),
        cmocka_unit_test(a_lone_number_is_text),
        cmocka_unit_test(numbers_without_a_mark),
        cmocka_unit_test(gaps_are_reported_and_lose_nothing),
        cmocka_unit_test(a_parent_that_comes_late),
        cmocka_unit_test(parents_that_count_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
