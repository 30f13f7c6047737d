/* Where lines without breaks are cut into paragraphs. All texts are invented. */
#include "split.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

typedef size_t cut(struct slice line, size_t from, struct split_state *state);

/* The pieces of a line, a bar between two of them. */
static void list_pieces(cut *next, struct split_state *state, struct slice line, struct buffer *to)
{
    for (size_t from = 0, end; from < line.len; from = end) {
        end = next(line, from, state);
        if (from > 0)
            buffer_put(to, '|');
        assert_true(end > from && end <= line.len);
        buffer_append_slice(to, slice_part(line, from, end));
    }
    buffer_put(to, '\0');
}

/* split_labels as a cut, for lines that may hold white space. */
static size_t next_label(struct slice line, size_t from, struct split_state *state)
{
    return split_labels(line, from, true, state);
}

static void assert_pieces(cut *next, const char *line, const char *wanted)
{
    struct split_state state = { 0 };
    struct buffer pieces = { 0 };

    list_pieces(next, &state, slice_of(line), &pieces);
    assert_string_equal(pieces.ptr, wanted);
    buffer_fini(&pieces);
}

static void a_report_on_one_line(void **state)
{
    (void)state;
    assert_pieces(split_next, "各位代表：现在，我报告工作。一、工作回顾 全年平稳。（一）修路。新修三条。（二）架桥。新架两座。二、工作安排 继续努力。",
                  "各位代表：|现在，我报告工作。|一、工作回顾| 全年平稳。|（一）修路。新修三条。|（二）架桥。新架两座。|二、工作安排| 继续努力。");
}

static void labels_cut_behind_sentences_only(void **state)
{
    (void)state;
    assert_pieces(split_next, "按照（一）的要求，一、二、三产业协调发展。第三条规定已落实。", "按照（一）的要求，一、二、三产业协调发展。第三条规定已落实。");
    assert_pieces(split_next, "全年平稳。三、四线城市稳步发展。", "全年平稳。三、四线城市稳步发展。");
}

static void labels_must_count_on(void **state)
{
    (void)state;
    assert_pieces(split_next, "全年平稳。（一）修路。（三）通水。（二）架桥。", "全年平稳。|（一）修路。（三）通水。|（二）架桥。");
}

static void headings_without_a_label(void **state)
{
    (void)state;
    assert_pieces(split_next, "请予审议。2023年工作回顾2023年是不平凡的一年。2024年工作安排今年要抓好三件事。",
                  "请予审议。|2023年工作回顾|2023年是不平凡的一年。|2024年工作安排|今年要抓好三件事。");
    assert_pieces(split_next, "一、2023年工作回顾过去一年，风调雨顺。", "一、2023年工作回顾|过去一年，风调雨顺。");
    assert_pieces(split_next, "一、2023年工作回顾（一）修路。新修三条。二、2024年重点工作（一）修渠。新修两条。（二）修桥。新修一座。",
                  "一、2023年工作回顾|（一）修路。新修三条。|二、2024年重点工作|（一）修渠。新修两条。|（二）修桥。新修一座。");
    assert_pieces(split_next, "二、2031年总体要求和主要任务今年政府工作的总体要求是修好渡口。",
                  "二、2031年总体要求和主要任务|今年政府工作的总体要求是修好渡口。");
    assert_pieces(split_next, "三、加强政府自身建设坚持政治统领。", "三、加强政府自身建设|坚持政治统领。");
    assert_pieces(split_next, "三、政府自身建设不断加强。学法八次。", "三、政府自身建设不断加强。学法八次。");
    assert_pieces(split_next, "三、加强政府自身建设的措施更实。", "三、加强政府自身建设的措施更实。");
    assert_pieces(split_next, "我们把2023年工作回顾写得很细。", "我们把2023年工作回顾写得很细。");
}

/* Lines that are no pieces. */
static void assert_whole(const char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_pieces(next_label, lines[i], lines[i]);
}

static void wide_blanks(void **state)
{
    (void)state;
    assert_pieces(split_next, "全年平稳　　各项事业都有进步", "全年平稳|　　各项事业都有进步");
    assert_pieces(next_label, "第一章　总则　　　第一条　为了保护河道，制定本办法。", "第一章　总则　　　|第一条　为了保护河道，制定本办法。");
    assert_pieces(next_label, "第二章 修好渠道，多蓄水　　要把渠道分段包给各村。", "第二章 修好渠道，多蓄水　　|要把渠道分段包给各村。");
    assert_pieces(next_label, "第一节　　盐的买卖　　去年全镇卖盐两千担。", "第一节　　盐的买卖　　|去年全镇卖盐两千担。");
    assert_pieces(next_label, "第二节　盐的运输　　减少陆地运船", "第二节　盐的运输　　|减少陆地运船");
    assert_pieces(next_label, "第一节　盐的买卖　　去年全镇卖盐两千担。　　第二节　盐的运输　　减少陆地运船。",
                  "第一节　盐的买卖　　|去年全镇卖盐两千担。　　|第二节　盐的运输　　|减少陆地运船。");
    assert_pieces(next_label, "要抓好：　　——盐田。修好闸门。　　——盐船。造船十艘。",
                  "要抓好：　　|——盐田。修好闸门。　　|——盐船。造船十艘。");
    assert_pieces(next_label, "一、总体要求　　　　产量稳中求进。", "一、总体要求　　　　|产量稳中求进。");
}

static void wide_blanks_that_part_nothing(void **state)
{
    static const char *const lines[] = {
        "第三节　盐的运输　　（暂行）",
        "第二条　为了修好渠道，多蓄水，　　要把渠道分段包给各村。",
        "全年平稳　　　各项事业都有进步",
        "见第一章　　第二节　盐的运输",
        "盐价上涨；　　（二）号文件要求稳定盐价。",
        "一、盐的产量        12.5万吨",
        "一、多产盐        盐业局牵头",
        "一、全面发展，　　　　加快盐业的发展步伐",
        "第一节   全 国 人 民    代 表 大 会",
    };

    (void)state;
    assert_whole(lines, LENGTH_OF(lines));
}

/* Of two clauses in front of a first label; what goes on as a sentence is none. */
static void headings_of_two_clauses(void **state)
{
    (void)state;
    assert_pieces(split_next, "一、修好水渠，管好水闸 1.清淤。挖深三尺。二、种好稻田，收好稻谷 （一）选种。挑粒大的。",
                  "一、修好水渠，管好水闸| 1.清淤。挖深三尺。|二、种好稻田，收好稻谷| （一）选种。挑粒大的。");
    assert_pieces(split_next, "一、修好水渠，管好水闸 每天派人看守。", "一、修好水渠，管好水闸 每天派人看守。");
}

/* White space put together, as a web page's text is read: parted behind sentences, and beside headings. */
static void single_blanks(void **state)
{
    (void)state;
    assert_pieces(split_next,
                  "县长 王 岸 我报告工作。 工作回顾 “十四五”平稳。路修了三条。 去年的桥架了两座。 2031年安排 今年修堤。堤长3 里。 请审议。",
                  "县长 王 岸 我报告工作。| 工作回顾| “十四五”平稳。路修了三条。| 去年的桥架了两座。| 2031年安排| 今年修堤。堤长3 里。| 请审议。");
    assert_pieces(split_next, "出席的人 王 明、李 青。 缺席的人 周 桐请了假。船员不在。 新建的船 新增渡船 41条、渔船 3条。 改革 “放管服” 办事三件。 请审议。",
                  "出席的人 王 明、李 青。| 缺席的人 周 桐请了假。船员不在。| 新建的船| 新增渡船 41条、渔船 3条。| 改革| “放管服” 办事三件。| 请审议。");
    assert_pieces(split_next, "请照此办理。 镇政府 2031年3月2日 关于修堤的意见 去年3月2日 起的修堤。路修了三条。 桥要修两座。 修堤的钱 由镇里出。 请照办。",
                  "请照此办理。| 镇政府| 2031年3月2日| 关于修堤的意见| 去年3月2日 起的修堤。路修了三条。| 桥要修两座。| 修堤的钱| 由镇里出。| 请照办。");
    assert_pieces(split_next, "第一条 为了行船。 第二条 渡口归乡镇。 第三条 船要年检。 第四条 船员持证。 第五条 即日施行。",
                  "第一条 为了行船。| 第二条 渡口归乡镇。| 第三条 船要年检。| 第四条 船员持证。| 第五条 即日施行。");
}

/* What others break lines with parts, however little of it there is. */
static void breaks_of_others(void **state)
{
    (void)state;
    assert_pieces(split_next, "各位代表：<br>一年来，路修了三条。<BR/>工作安排<p class=\"a\">今年修堤。</p><div><p>渠长<b>两</b>里。",
                  "各位代表：|<br>一年来，路修了三条。|<BR/>工作安排|<p class=\"a\">今年修堤。</p>|<div>|<p>渠长<b>两</b>里。");
    assert_pieces(split_next, "路修了三条。\v工作安排\u2028今年修堤，长<5里。\xC2\x85""渠长两里。\f完",
                  "路修了三条。|\v工作安排|\u2028今年修堤，长<5里。|\xC2\x85""渠长两里。|\f完");
}

/* Shorter than a report on one line is, and more than a paragraph: labels count on behind a stop and a blank. */
static void reports_on_a_short_line(void **state)
{
    static const char filling[] =
        "全市渔船一千二百条，码头三十处，渔户八千户，全年捕捞四万吨，晒干两万吨，腌制一万吨，冷冻五千吨，外销三千吨，都比上年多。";
    static const struct {
        const char *end;
        bool holds;
    } samples[] = {
        { " 一、捕捞 渔船出海。 二、晒干 晒场扩大。", true },
        { " （一）捕捞。渔船出海。 （二）晒干。晒场扩大。", true },
        { "一、捕捞，渔船出海；二、晒干，晒场扩大。", false }, /* a list inside a paragraph */
        { " 一、捕捞 渔船出海。", false },
        { " 捕捞 一、渔船 二、晒场", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        const struct split_state none = { .n = 0 };
        char line[1024];

        snprintf(line, sizeof line, "%s%s%s", filling, filling, samples[i].end);
        assert_int_equal(split_holds_report(slice_of(line), &none), samples[i].holds);
        assert_false(split_holds_report(slice_of(samples[i].end), &none)); /* too short */
    }
}

static void paragraphs_of_html(void **state)
{
    (void)state;
    assert_pieces(next_label, "<p>修渠办法</p><p class=\"a\"><b>一、水源</b></p> <h2>二、渠道</h2>",
                  "<p>修渠办法</p>|<p class=\"a\"><b>一、水源</b></p> |<h2>二、渠道</h2>");
    assert_pieces(next_label, "<td>王岸<br>李青<p>船长</td>", "<td>王岸<br>李青<p>船长</td>");
    assert_pieces(next_label, "建立台账。<br/>&nbsp;<b>（二）备足物资。</b>麻袋百条。",
                  "建立台账。|<br/>&nbsp;<b>（二）备足物资。</b>麻袋百条。");
    assert_pieces(next_label, "今年要备足<br>（二）中队的物资。", "今年要备足<br>（二）中队的物资。");
    assert_pieces(next_label, "| 1 | 抓渔业。<br>一、修船。<br>二、补网。 | 县渔业局 |",
                  "| 1 | 抓渔业。<br>一、修船。<br>二、补网。 | 县渔业局 |");
    assert_pieces(next_label, "会议强调：“要修渠。<br>二、要建闸。”", "会议强调：“要修渠。<br>二、要建闸。”");
}

/* Single blanks beside them part nothing. */
static void tabs_in_one_line(void **state)
{
    (void)state;
    assert_pieces(split_next,
                  "修路办法\t县长 王岸\t各位代表：\t路修了三条。\t一、回顾\t桥架了两座。 渡口修好了。\t二、安排\t今年修堤。\t三、其他\t种树。",
                  "修路办法|\t县长 王岸|\t各位代表：|\t路修了三条。|\t一、回顾|\t桥架了两座。 渡口修好了。|\t二、安排|\t今年修堤。|\t三、其他|\t种树。");
}

static void single_blanks_that_part_nothing(void **state)
{
    static const char *const lines[] = {
        /* wrapped lines put together */
        "路 修了三条，桥 架了两座。渡口 修好了。 堤坝 加高了。 渔港的 冷库建成了。 学校的 桌椅换了新的，卫生 院添了车，台阶 换成了石头。 船闸 换了门。",
        /* one who writes so */
        "路修了三条。 桥架了两座。 渡口修好了。 堤坝加高了。 冷库建成了。 桌椅换了新的。",
        /* a long paragraph */
        "路修了三条。桥架了两座。 渡口修好了。堤坝加高了。 冷库建成了。桌椅换了新的。 卫生院添了车。闸门换了。 泵站也建了。渠长三里。",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++)
        assert_pieces(split_next, lines[i], lines[i]);
}

/* Four columns are wide, whatever blanks they are made of and wherever they stand. */
static void kinds_of_wide_blanks(void **state)
{
    static const char *const wide[] = {
        "    ", "　　", " 　 ", "　  ", "\t\t\t\t", "\t　 ", "\u2003\u2003",
        " \u00A0\u00A0 ", "\u00A0　 ", " \u1680  ",
    };
    static const char *const narrow[] = {
        "   ", "　 ", " 　", "\t\t\t", "\u00A0  ", " \u2003", "\u2003\t", " “‘ ", "　「", "·   ",
    };

    (void)state;
    for (size_t len = 0; len < 40; len++) {
        for (size_t i = 0; i < LENGTH_OF(wide) + LENGTH_OF(narrow); i++) {
            const char *blank = i < LENGTH_OF(wide) ? wide[i] : narrow[i - LENGTH_OF(wide)];
            char line[256], wanted[256];

            snprintf(line, sizeof line, "第一章　总则%.*s%s为了保护全市河道，制定本办法。", (int)len,
                     "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", blank);
            snprintf(wanted, sizeof wanted, "第一章　总则%.*s%s%s为了保护全市河道，制定本办法。", (int)len,
                     "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", blank, i < LENGTH_OF(wide) ? "|" : "");
            assert_pieces(next_label, line, wanted);
        }
    }
}

static void english_headings(void **state)
{
    (void)state;
    assert_pieces(next_label, "Chapter 1 Scope    These rules bind all.", "Chapter 1 Scope    |These rules bind all.");
    assert_pieces(next_label, "chapter 1 scope    These rules bind all.", "chapter 1 scope    These rules bind all.");
}

static void addresses(void **state)
{
    (void)state;
    assert_pieces(split_next, "请予审议。各位代表！新的一年到了。同志们：让我们努力。", "请予审议。|各位代表！新的一年到了。|同志们：|让我们努力。");
    assert_pieces(split_next, "请予审议。各位议员、先生们：现在报告工作。", "请予审议。|各位议员、先生们：|现在报告工作。");
    assert_pieces(split_next, "会议开始。代表们听取了报告。", "会议开始。代表们听取了报告。");
    assert_pieces(split_next, "过去一年 各位代表，我们努力", "过去一年 |各位代表，我们努力");
    assert_pieces(split_next, "过去一年　各位代表，我们努力", "过去一年　|各位代表，我们努力");
    assert_pieces(split_next, "在会期内各位代表，依法审议", "在会期内各位代表，依法审议"); /* 内 ends in the byte 85 */
    assert_pieces(split_next, "我们感谢各位代表，感谢同志们：你们", "我们感谢各位代表，感谢同志们：你们");
}

static void a_heading_at_the_end_of_a_paragraph(void **state)
{
    static const char line[] = "三年内全部校舍达到抗震标准，为学校教学提供坚实支撑。二、建设内容";
    struct split_state counts = { 0 };
    struct buffer pieces = { 0 };

    (void)state;
    assert_int_equal(split_labels(SLICE("一、建设目标"), 0, true, &counts), strlen("一、建设目标"));
    list_pieces(next_label, &counts, slice_of(line), &pieces);
    assert_string_equal(pieces.ptr, "三年内全部校舍达到抗震标准，为学校教学提供坚实支撑。|二、建设内容");
    buffer_fini(&pieces);
    assert_pieces(next_label, line, line); /* nothing has counted up to it */
}

static void a_section_that_lost_its_line(void **state)
{
    static const char line[] = "（二）抓工业。新办三个厂，增长9.4%。（三）抓开放。引资两亿元。";
    struct split_state counts = { 0 };
    struct buffer pieces = { 0 };

    (void)state;
    assert_pieces(next_label, line, line); /* its own label counts on from nothing */
    split_labels(SLICE("（一）抓农业。"), 0, true, &counts);
    list_pieces(next_label, &counts, slice_of(line), &pieces);
    assert_string_equal(pieces.ptr, "（二）抓工业。新办三个厂，增长9.4%。|（三）抓开放。引资两亿元。");
    buffer_fini(&pieces);
    assert_pieces(next_label, "（一）抓农业。种稻。（二）抓渔业。", "（一）抓农业。种稻。（二）抓渔业。");
}

static void a_section_behind_a_blank(void **state)
{
    static const char line[] = "——渔业更加兴旺。产量创新高。　（二）总体部署。分三步走。";
    struct split_state counts = { 0 };
    struct buffer pieces = { 0 };

    (void)state;
    assert_pieces(next_label, line, line); /* nothing has counted up to it */
    split_labels(SLICE("（一）基本原则。"), 0, true, &counts);
    list_pieces(next_label, &counts, slice_of(line), &pieces);
    assert_string_equal(pieces.ptr, "——渔业更加兴旺。产量创新高。　|（二）总体部署。分三步走。");
    buffer_fini(&pieces);
}

static void a_first_section_below_that_lost_its_line(void **state)
{
    (void)state;
    assert_pieces(next_label, "第一节 邻镇协作（一）订立盟约。两镇共用渡口。", "第一节 邻镇协作|（一）订立盟约。两镇共用渡口。");
    assert_pieces(next_label, "一、邻镇协作(一)订立盟约共用渡口", "一、邻镇协作|(一)订立盟约共用渡口");
}

static void a_number_of_the_thing_itself(void **state)
{
    static const char *const lines[] = {
        "一、学习《盟约（一）》",  "一、邻镇协作，（一）订立盟约共用渡口", "一、邻镇协作（二）订立盟约共用渡口", "（一）邻镇协作（一）订立盟约共用渡口",
        "三、大桥工程（一）期工程进展顺利", "四、县第（一）中学新建校舍两栋", "第一节 邻镇协作的情况（一）",
    };

    (void)state;
    assert_whole(lines, LENGTH_OF(lines));
}

/* Items of a paragraph are parted by semicolons; a number further on does not follow. */
static void no_section_that_lost_its_line(void **state)
{
    static const char *const lines[] = {
        "（二）种稻；（三）养鱼。",
        "（二）种稻。（四）养鱼。",
        "（二）种稻，见（三）。",
        "（二）抓学习。落实“（一）讲理。（二）守约。（三）干事。”的要求。",
        "（二）抓工业。抓三件事：（一）办厂。（二）引资。（三）招工。",
        "（二）抓公约。改为：“按时还船。（三）修好船桨。”",
        "今年抓三件事：（一）办厂。 （二）引资。 （三）招工。",
        "今年抓公约，改为：“按时还船。 （二）修好船桨。”",
        "今年办厂三家。 （二）期工程开工。",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct split_state counts = { 0 };

        split_labels(SLICE("（一）抓农业。"), 0, true, &counts);
        assert_int_equal(split_labels(slice_of(lines[i]), 0, true, &counts), strlen(lines[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_on_one_line),
        cmocka_unit_test(labels_cut_behind_sentences_only),
        cmocka_unit_test(labels_must_count_on),
        cmocka_unit_test(headings_without_a_label),
        cmocka_unit_test(wide_blanks),
        cmocka_unit_test(wide_blanks_that_part_nothing),
        cmocka_unit_test(headings_of_two_clauses),
        cmocka_unit_test(single_blanks),
        cmocka_unit_test(breaks_of_others),
        cmocka_unit_test(reports_on_a_short_line),
        cmocka_unit_test(paragraphs_of_html),
        cmocka_unit_test(tabs_in_one_line),
        cmocka_unit_test(single_blanks_that_part_nothing),
        cmocka_unit_test(kinds_of_wide_blanks),
        cmocka_unit_test(english_headings),
        cmocka_unit_test(addresses),
        cmocka_unit_test(a_heading_at_the_end_of_a_paragraph),
        cmocka_unit_test(a_section_that_lost_its_line),
        cmocka_unit_test(a_section_behind_a_blank),
        cmocka_unit_test(a_first_section_below_that_lost_its_line),
        cmocka_unit_test(a_number_of_the_thing_itself),
        cmocka_unit_test(no_section_that_lost_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
