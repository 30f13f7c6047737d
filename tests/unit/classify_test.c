/* What one paragraph reads as, from its own text. All texts are invented. */
#include "classify.h"
#include "classify_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

typedef bool predicate(struct slice text);

static void assert_all(predicate *holds, const char *const *texts, size_t n, bool wanted)
{
    for (size_t i = 0; i < n; i++)
        if (holds(slice_of(texts[i])) != wanted)
            fail_msg("%s: %s", texts[i], wanted ? "no" : "yes");
}

#define ASSERT_ALL(holds, texts) assert_all((holds), (texts), LENGTH_OF(texts), true)
#define ASSERT_NONE(holds, texts) assert_all((holds), (texts), LENGTH_OF(texts), false)

static void assert_split(const char *text, const char *title, const char *separator, const char *rest, bool has_stop)
{
    struct title_split split;

    classify_split(slice_of(text), &split);
    if (!slice_equal(split.title, slice_of(title)) || !slice_equal(split.separator, slice_of(separator)) ||
        !slice_equal(split.rest, slice_of(rest)) || split.has_stop != has_stop)
        fail_msg("%s: %.*s, %.*s, %.*s", text, (int)split.title.len, split.title.ptr, (int)split.separator.len,
                 split.separator.ptr, (int)split.rest.len, split.rest.ptr);
}

/* Wherever it stands among sixteen bytes, behind commas, and as the last character of memory. */
static void a_stop_is_found_at_every_place(void **state)
{
    static const char *const stops[] = { "。", "！", "？", "｡" };
    static const char *const fillings[] = { "水", "，", "、", "a" };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(stops) * LENGTH_OF(fillings) * 60; i++) {
        const char *stop = stops[i % LENGTH_OF(stops)], *filling = fillings[i / LENGTH_OF(stops) % LENGTH_OF(fillings)];
        size_t n = i / (LENGTH_OF(stops) * LENGTH_OF(fillings)), before = n * strlen(filling), len;
        char *text = malloc(before + strlen(stop));

        assert_non_null(text);
        for (size_t k = 0; k < n; k++)
            memcpy(text + k * strlen(filling), filling, strlen(filling));
        memcpy(text + before, stop, strlen(stop));
        assert_int_equal(classify_find_stop((struct slice){ text, before + strlen(stop) }, &len), before);
        assert_int_equal(len, strlen(stop));
        assert_int_equal(classify_find_stop((struct slice){ text, before }, &len), before);
        assert_int_equal(len, 0);
        free(text);
    }
}

static void titles_end_at_the_first_full_stop(void **state)
{
    (void)state;
    assert_split("修好水渠。新修三条。", "修好水渠", "。", "新修三条。", true);
    assert_split("修好水渠", "修好水渠", "", "", false);
    assert_split("修好水渠：", "修好水渠", "：", "", false);
    assert_split("加快！建设", "加快", "！", "建设", true);
    assert_split("打造“快。”品牌。成效好。", "打造“快", "。", "”品牌。成效好。", true);
    assert_split("打造“快！”品牌。成效好。", "打造“快！”品牌", "。", "成效好。", true);
    assert_split("Mend the quay. It leaks.", "Mend the quay", ".", "It leaks.", true);
    assert_split("Prices rose 3.3 per cent in the U.S. market", "Prices rose 3.3 per cent in the U.S. market",
                 "", "", false);
}

static bool is_title(struct slice text)
{
    struct title_split split;

    classify_split(text, &split);
    return classify_is_title(&split);
}

static void titles_and_sentences(void **state)
{
    static const char *const titles[] = {
        "修好水渠。新修三条。", "修好水渠，通到田头。新修三条。", "一份很长的标题因为独占一行没有句号所以无论多长也仍然是一个标题哪怕它超过了五十个字也还是如此因为后面没有正文跟着",
        "Mend the quay. It leaks.", "应急管理不断加强。建队三支。", "加强防汛，应急能力提升。建队三支。",
    };
    static const char *const sentences[] = {
        "考评以日常监测等方式进行。每半年考评一次。", "各单位应当公开信息。违者通报。", "未经批准不得占用河道。违者处罚。", "清淤；加固。年底完成。", "船只进港，应靠右行驶。违者处罚。",
        "今年要集中力量把全县十二座病险水库的除险加固工程全部做完并且通过省里组织的竣工验收确保安全度汛万无一失。完。", "",
    };

    (void)state;
    ASSERT_ALL(is_title, titles);
    ASSERT_NONE(is_title, sentences);
}

static void salutations(void **state)
{
    static const char *const yes[] = {
        "各位代表：", "各位代表、同志们:", "同志们！", "位代表：", "主席、各位委员：", "Mr President,", "Fellow Deputies,", "Madam Speaker:",
        "尊敬的各位代表：", "各位议员：", "先生们：", "各位代表，同志们！", "王主席、各位委员：", "女士们先生们：", "各位领导及来宾：", "各位委员（各位代表）：",
        "Mr. Speaker, Mr. Premier, Members of the Assembly:", "Distinguished Experts:", "Honourable Members,",
        "Dear Members,",
        "Mr Speaker, Premier, Ladies and Gentlemen,",
    };
    static const char *const no[] = {
        "各位代表，让我们努力奋斗！", "各位代表", "现在，我向各位代表报告工作：", "重点抓好以下工作：", "Mr President was re-elected.", "",
        "各位代表,让我们团结一心,努力奋斗!", "代表们提出以下建议：", "Mr Speaker, we have done it!", "Members of the board:", "：", "!",
    };

    (void)state;
    ASSERT_ALL(classify_is_salutation, yes);
    ASSERT_NONE(classify_is_salutation, no);
}

static void texts_that_turn_back(void **state)
{
    static const char *const yes[] = { "此外，档案工作也有进步。", "各位代表，回顾一年的工作…", "在肯定成绩的同时，…", "我们也清醒看到…", "先生们，回顾一年…" };
    static const char *const no[] = { "新修三条路。", "全县上下…", "同志们冒雨抢修，全线通车。", "Mr Speaker, the quay is mended.", "" };

    (void)state;
    ASSERT_ALL(classify_turns_back, yes);
    ASSERT_NONE(classify_turns_back, no);
}

static bool is_bare_heading(struct slice text)
{
    struct unit unit = { 0 };
    bool is_heading;

    buffer_append_slice(&unit.paragraph.text, text);
    is_heading = classify_is_bare_heading(&unit);
    paragraph_fini(&unit.paragraph);
    return is_heading;
}

static void bare_headings(void **state)
{
    static const char *const yes[] = {
        "过去五年工作回顾", "“十五五”时期主要目标", "管理办法（试行）", "前言", "附则", "Support Measures", "\"Single Window\"",
        "应急管理工作", "强化担当作为", "扩大公众参与", "应保尽保兜牢底线", "推进碳达峰碳中和", "始终坚持实事求是的思想路线", "抓好山货特别是毛竹的销售工作",
        "做好是非观教育和法治宣传工作", "教育学生明辨是非和遵纪守法工作", "在大是大非面前保持清醒头脑", "序",
    };
    static const char *const no[] = {
        "全年任务完成。", "重点抓好以下工作：", "修通公路,拓宽销路", "主要措施是", "营业收入（万元）", "甲", "粮食产量9600", "www.example.org", "for the boats",
        "这五年是全县发展史上极不平凡的五年", "应在码头铺设缆桩", "要把渔民的利益作为", "（征求意见稿）", "序号分类标准名称", "□东湾□西湾",
        "从这里到渡口要走很远很远很远很远很远很远很远很远很远很远很远很远很远很远很远很远很远很远的路", "The quay. It leaks",
    };

    (void)state;
    ASSERT_ALL(is_bare_heading, yes);
    ASSERT_NONE(is_bare_heading, no);
}

static bool is_heading_of_clauses(struct slice text)
{
    struct unit unit = { 0 };
    bool is_heading;

    buffer_append_slice(&unit.paragraph.text, text);
    is_heading = classify_heading(&unit) == HEADING_OF_CLAUSES;
    paragraph_fini(&unit.paragraph);
    return is_heading;
}

static void headings_of_clauses(void **state)
{
    static const char *const yes[] = { "聚焦水上交通，渡口焕然一新", "坚持建管并重、标本兼治，江边环境明显好转" };
    static const char *const no[] = {
        "聚焦水上交通", "聚焦水上交通，渡口焕然一新。", "全年新修水渠12条，灌溉面积增加三成", "此外，渡口焕然一新",
        "各位代表，让我们携手前进", "聚焦渡口，做好三件事：", "渡口的改造，主要措施是",
    };

    (void)state;
    ASSERT_ALL(is_heading_of_clauses, yes);
    ASSERT_NONE(is_heading_of_clauses, no);
}

static void divisions(void **state)
{
    static const char *const yes[] = {
        "2030年工作回顾", "今后五年的主要任务", "“十六五”时期发展目标", "努力做好二〇三一年各项工作", "切实加强政府自身建设",
        "总体要求和主要目标", "重点任务",
    };
    static const char *const no[] = { "渔业生产稳中有进", "着力抓好渡口改造工作", "渡口的成就和今后的任务" };

    (void)state;
    ASSERT_ALL(classify_heads_division, yes);
    ASSERT_NONE(classify_heads_division, no);
}

static bool is_footnote(struct slice text)
{
    struct unit unit = { 0 };
    bool is_note;

    buffer_append_slice(&unit.paragraph.text, text);
    unit.has_label = label_read(unit_text(&unit), &unit.label);
    is_note = classify_is_footnote(&unit, false);
    paragraph_fini(&unit.paragraph);
    return is_note;
}

static void footnotes(void **state)
{
    static const char *const yes[] = { "11 See the board's report.", "3 The quay leaks. It was built" };
    static const char *const no[] = {
        "2 The Quay", "4 Acts of 1897 (new)", "3 U.S. Quays", "11. See the board's report.",
        "See the board's report.", "3 渡口已经修好。", "2.1 The quay leaks.",
    };

    (void)state;
    ASSERT_ALL(is_footnote, yes);
    ASSERT_NONE(is_footnote, no);
}

static bool is_lead(struct slice text)
{
    size_t len, separator_len;

    return classify_opening(text, &len, &separator_len) && classify_names_topic(slice_part(text, 0, len));
}

static void leads(void **state)
{
    static const char *const yes[] = {
        "招商势头良好。外出招商31批次。", "全力稳住经济运行。出台三十条。", "坚持以人为本，加快建设宜居新城。改造老街。", "推进“一主一副”。建成。",
        "坚持以人为本,加快建设宜居新城。改造老街。",
        "要素供给更加充足。土地三百亩。", "加强防汛抢险，应急能力明显提升。建队三支。", "抓好山货特别是毛竹销售。设点五处。", "坚持实事求是。不报虚数。",
        "建好“2个10公里”绿道。已通车。", "管好用好码头（12）。清淤三次。", "合力推进三件实事，海岛生活更加便利。通了船。",
    };
    static const char *const no[] = {
        "全年平稳。各项事业都有进步。", "市场是最稀缺的资源。要珍惜。", "打铁还需自身硬。各级政府要带头。", "受旱情影响，部分项目推迟。现已开工。",
        "我们修好三条路。群众满意。", "新修路12条。群众满意。", "行远自迩，笃行致远。要坚持。", "招商势头良好。", "招商势头良好，外出31批次。签约16个。群众满意，各方点赞，好评如潮。",
        "今年任务很重。要努力。", "修路。三条。", "新施設完成しました。次に進みます。",
        "受旱情影响,部分项目推迟。现已开工。", "要修好路。三条。", "了解到渔民难处。走访四湾。",
        "修好新路（共3条）。通了车。", "荣获“2031年先进县”称号。全县欢喜。", "坚持修路永远在路上，坚持护林永远在路上。三年。", "行远自迩,笃行致远。要坚持。", "“报告写明船号、人数。”",
        "各位议员。讨论。", "本预案自印发之日起实施。原预案废止。",
    };

    (void)state;
    ASSERT_ALL(is_lead, yes);
    ASSERT_NONE(is_lead, no);
}

static void parts(void **state)
{
    (void)state;
    assert_int_equal(classify_part(SLICE("2023年工作回顾")), PART_REVIEW);
    assert_int_equal(classify_part(SLICE("存在的问题和不足")), PART_REVIEW);
    assert_int_equal(classify_part(SLICE("2024年工作安排")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("下一步打算")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("Review of the Year")), PART_REVIEW);
    assert_int_equal(classify_part(SLICE("Programme of Work")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("PRIORITIES FOR 2031")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("Next Steps")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("Progress and Achievements")), PART_REVIEW);
    assert_int_equal(classify_part(SLICE("“Priorities”—the Year 2031")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("Objectives for the Coming Year")), PART_PLAN);
    assert_int_equal(classify_part(SLICE("Objectives, Scope and Methodology")), PART_NONE);
    assert_int_equal(classify_part(SLICE("Nurturing the Next Generation")), PART_NONE);
    assert_int_equal(classify_part(SLICE("Explanations")), PART_NONE);
    assert_int_equal(classify_part(SLICE("Progress against the Plan")), PART_NONE);
    assert_int_equal(classify_part(SLICE("发展环境")), PART_NONE);
    assert_int_equal(classify_part(SLICE("重点任务进展情况")), PART_NONE); /* a plan's word and a review's */
    assert_true(classify_is_intention(SLICE("全面加强政府自身建设")));
    assert_false(classify_is_intention(SLICE("发言人名单")));
}

static void contents(void **state)
{
    static const char *const yes[] = { "一、总体要求……………3", "第一章 发展基础 ........ 12", "- [第一章](#第一章)", "第一章 总则第二章 仲裁第三章 附则" };
    static const char *const no[] = { "一、总体要求", "全年完成12", "投资……", "产量达到9600", "第一章 总则" };

    (void)state;
    ASSERT_ALL(classify_is_toc_line, yes);
    ASSERT_NONE(classify_is_toc_line, no);
    assert_true(slice_equal(classify_toc_title(SLICE("一、总体要求……………3")), SLICE("一、总体要求")));
    assert_int_equal(classify_page_at_end(SLICE("Advertising Data 36")), 36);
    assert_int_equal(classify_page_at_end(SLICE("Advertising Data")), 0);
}

static void assert_role(const char *text, enum role wanted)
{
    struct unit unit = { 0 };
    enum role role;

    buffer_append_text(&unit.paragraph.text, text);
    role = classify_role(&unit);
    if (role != wanted)
        fail_msg("%s: %.*s", text, (int)vocabulary_role(role).len, vocabulary_role(role).ptr);
    paragraph_fini(&unit.paragraph);
}

static void roles(void **state)
{
    (void)state;
    assert_role("打印", ROLE_FURNITURE);
    assert_role("【字号： 大 中 小 】", ROLE_FURNITURE);
    assert_role("责任编辑：石榴", ROLE_FURNITURE);
    assert_role("注：不含包车。", ROLE_NOTE);
    assert_role("图1 客流量", ROLE_CAPTION);
    assert_role("表2：产量", ROLE_CAPTION);
    assert_role("本报记者 李青 摄", ROLE_CAPTION);
    assert_role("（县融媒体中心记者 王岸供图）", ROLE_CAPTION);
    assert_role("新码头夜景。临江日报记者 李青 摄", ROLE_CAPTION);
    assert_role("记者走访渡口。码头夜景李青摄", ROLE_NONE);
    assert_role("责编: 石榴", ROLE_FURNITURE);
    assert_role("上一篇:全县防汛会议", ROLE_FURNITURE);
    assert_role("来源：柳溪县统计局", ROLE_FURNITURE);
    assert_role("审核: 各镇对材料逐份审核。", ROLE_NONE);
    assert_role("来源广泛：各镇都有", ROLE_NONE);
    assert_role("备注 ：不含包车。", ROLE_NOTE);
    assert_role("资料来源:柳溪县统计局", ROLE_CAPTION);
    assert_role("表:各乡镇产量", ROLE_CAPTION);
    assert_role("图表：各乡镇产量", ROLE_CAPTION);
    assert_role("图为新修的码头李青摄", ROLE_CAPTION);
    assert_role("Table 3 Boats", ROLE_CAPTION);
    assert_role("Tables turned", ROLE_NONE);
    assert_role("记者走访了三个渡口", ROLE_NONE);
    assert_role("表彰先进工作者", ROLE_NONE);
    assert_role("大力打印新品牌", ROLE_NONE);
    assert_role("注意安全", ROLE_NONE);
}

static void signatures(void **state)
{
    char day[11];

    (void)state;
    assert_true(classify_is_signature(SLICE("青岚县人大三次会议秘书处 2023年12月19日"), day));
    assert_string_equal(day, "2023-12-19");
    assert_true(classify_is_signature(SLICE("二〇二四年一月五日"), day));
    assert_string_equal(day, "2024-01-05");
    assert_false(classify_is_signature(SLICE("2023年12月19日，新水厂通水。"), day));
    assert_false(classify_is_signature(SLICE("新水厂于2023年12月19日"), day));
    assert_false(classify_is_signature(SLICE("青岚县人民政府办公室"), day));
    assert_true(classify_is_signer(SLICE("青岚县人民政府办公室")));
    assert_false(classify_is_signer(SLICE("今天，我代表县人民政府")));
    assert_true(classify_is_signer(SLICE("柳溪开发区管委会")));
    assert_true(classify_is_signer(SLICE("中共临江市委")));
    assert_true(classify_is_signer(SLICE("临江市渔业研究院")));
    assert_true(classify_is_signer(SLICE("临江海关总署")));
    assert_true(classify_is_signer(SLICE("临江市渔业协会")));
    assert_false(classify_is_signer(SLICE("王明任县委常委")));
    assert_true(classify_is_signing_person(SLICE("书记 王明")));
    assert_true(classify_is_signing_person(SLICE("秘书长 李明")));
    assert_true(classify_is_signing_person(SLICE("审计长 李明")));
    assert_true(classify_is_signing_person(SLICE("县长王岸")));
    assert_false(classify_is_signing_person(SLICE("书记 信箱")));
    assert_false(classify_is_signing_person(SLICE("县长 接待日")));
    assert_false(classify_is_signing_person(SLICE("修好水渠")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stop_is_found_at_every_place),
        cmocka_unit_test(titles_end_at_the_first_full_stop),
        cmocka_unit_test(titles_and_sentences),
        cmocka_unit_test(salutations),
        cmocka_unit_test(texts_that_turn_back),
        cmocka_unit_test(bare_headings),
        cmocka_unit_test(headings_of_clauses),
        cmocka_unit_test(divisions),
        cmocka_unit_test(footnotes),
        cmocka_unit_test(leads),
        cmocka_unit_test(parts),
        cmocka_unit_test(contents),
        cmocka_unit_test(roles),
        cmocka_unit_test(signatures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
