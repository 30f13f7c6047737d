/* Headings, entries, aliases and the paragraphs of glossaries. All texts are invented. */
#include "glossary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

static void put(struct buffer *to, struct slice text)
{
    buffer_append_slice(to, text);
    buffer_put(to, '|');
}

/* label|number|term|separator|definition|, and alias| for each alias. */
static void print_entry(struct buffer *to, const struct glossary_entry *entry)
{
    struct slice aliases[GLOSSARY_ALIASES_MAX];
    size_t n_aliases = glossary_aliases_read(entry->term, entry->definition, aliases);

    put(to, entry->label);
    if (entry->number_text.len > 0)
        buffer_append_slice(to, entry->number_text);
    else if (entry->number > 0)
        buffer_append_number(to, entry->number);
    buffer_put(to, '|');
    put(to, entry->term);
    put(to, entry->separator);
    put(to, entry->definition);
    for (size_t i = 0; i < n_aliases; i++)
        put(to, aliases[i]);
}

static void assert_text(struct buffer *found, const char *wanted)
{
    buffer_put(found, '\0');
    assert_string_equal(found->ptr, wanted);
    buffer_fini(found);
}

static void assert_entry(const char *text, const char *wanted)
{
    struct buffer found = { 0 };
    struct glossary_entry entry;

    if (glossary_entry_read(slice_of(text), &entry))
        print_entry(&found, &entry);
    else
        buffer_append_text(&found, "no entry");
    assert_text(&found, wanted);
}

struct pair_of_texts {
    const char *text, *wanted;
};

static void assert_entries(const struct pair_of_texts *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_entry(cases[i].text, cases[i].wanted);
}

/* ---- headings ---- */

static void heading_is_told_by_its_words(void **state)
{
    static const char *const headings[] = {
        "名词解释", "名词注释", "有关名词说明", "用语说明", "名词术语解释", "专有名词解释", "《政府工作报告》名词解释",
        "附件2：名词解释", "附件名词解释", "附：名词解释", "附件《政府工作报告》有关内容名词注释", "报告中有关名词的解释",
        "青石区2024年政府工作报告名词解释", "名词解释（按报告中出现的先后顺序）", "【名词解释】", "“名词解释”", "三、术语和定义",
        "缩略语表", "名詞解釋", "用語集", "用語の解説", "部分专业术语解释", "规划纲要名词解释", "Glossary", "GLOSSARY OF TERMS",
        "Definitions", "Terms and Definitions", "Abbreviations and Acronyms", "Appendix B: Glossary",
        "Appendix A — Definitions and Abbreviations", "A.1 Definitions", "List of abbreviations used in this report",
        "CHAPTER IV: LIST OF THE KEY TERMS & DEFINITIONS", "Annex 2. Explanatory notes on technical terms",
        "List (in this and the main report) of common abbreviations", "《解放思想，真抓实干》名词解释",
        "ABC Holdings of Qingshi 2024报告 Glossary", "有关（说到，写到）名词解释", "解放路街道《工作报告》缩略语表",
    };
    struct glossary_heading heading;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(headings); i++) {
        if (!glossary_is_heading(slice_of(headings[i]), &heading) || heading.needs_entries)
            fail_msg("%s is a glossary's heading", headings[i]);
        assert_int_equal(heading.len, strlen(headings[i]));
    }
}

static void heading_of_two_minds_needs_entries(void **state)
{
    static const char *const headings[] = {
        "注释", "注释：", "注：", "附注", "说明", "有关说明", "Notes", "Terms", "4.名词解释", "术语",
    };
    struct glossary_heading heading;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(headings); i++)
        if (!glossary_is_heading(slice_of(headings[i]), &heading) || !heading.needs_entries)
            fail_msg("%s may be a glossary's heading", headings[i]);
}

/* Each of them is a heading's only word that counts, 一览表 and the like apart. */
static void every_word_makes_a_heading(void **state)
{
    static const char *const names[] = {
        "专有名词", "专业名词", "名词术语", "名词", "名詞", "术语", "術語", "用语", "用語", "词语", "詞語", "词汇", "詞彙", "语汇", "词条",
        "缩略语", "缩略词", "缩写词", "縮略語", "略語", "专用词", "新词", "热词",
    };
    static const char *const explanations[] = {
        "解释", "解釋", "注释", "註釋", "注釋", "注釈", "说明", "說明", "説明", "释义", "釋義", "解读", "注解", "註解", "简释", "浅释", "诠释",
        "解析", "解説", "定义", "定義", "含义", "附注", "脚注", "尾注", "注", "註", "terms", "words", "expressions", "explanations",
        "explanation", "Notes", "NOTE",
    };
    struct glossary_heading heading;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct buffer text = { 0 };

        buffer_append_text(&text, names[i]);
        buffer_append_text(&text, "一览表");
        if (!glossary_is_heading(buffer_slice(&text), &heading) || heading.needs_entries)
            fail_msg("%s一览表 is a glossary's heading", names[i]);
        buffer_fini(&text);
    }
    for (size_t i = 0; i < LENGTH_OF(explanations); i++)
        if (!glossary_is_heading(slice_of(explanations[i]), &heading) || !heading.needs_entries)
            fail_msg("%s may be a glossary's heading", explanations[i]);
}

/* Annex A ———…———名词解释: a label and a line of dashes do not count for a heading's length. */
static void heading_may_stand_behind_a_long_line(void **state)
{
    struct glossary_heading heading;
    struct buffer text = { 0 };

    (void)state;
    buffer_append_text(&text, "Annex A ");
    for (int i = 0; i < 100; i++)
        buffer_append_text(&text, "—");
    buffer_append_text(&text, "名词解释");
    assert_true(glossary_is_heading(buffer_slice(&text), &heading));
    assert_true(slice_equal(heading.title, SLICE("名词解释")));
    buffer_fini(&text);
}

static void other_lines_are_no_headings(void **state)
{
    static const char *const lines[] = {
        "", "政府工作报告", "有关报告", "填写说明", "关于2024年预算草案的说明书", "名词解释见附件", "名词解释……35", "第三条本办法下列用语的含义是：",
        "本办法由市政府负责解释。", "一、主要指标", "主要指标一览表", "附件2", "Notes to the accounts",
        "Definitions of success vary", "Key indicators",
        "New technical terms", "The committee adopted definitions", "Notesé", "技术标准", "解决突出问题", "关于解放思想，名词解释",
        "注：1.本表按现价计算。", "做好解释、说明工作，名词解释另发。", "各位代表：",
    };
    struct glossary_heading heading;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lines); i++)
        if (glossary_is_heading(slice_of(lines[i]), &heading))
            fail_msg("%s is no glossary's heading", lines[i]);
}

static void heading_has_parts(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "附件2：名词解释：", "附件2：|名词解释|：|" },
        { "附件 名词解释", "附件|名词解释||" },
        { "二、名词解释。", "二、|名词解释|。|" },
        { "【名词解释】", "|名词解释||" },
        { "Annex B: Glossary", "Annex B:|Glossary||" },
        { "Appendix A — Definitions", "Appendix A —|Definitions||" },
        { "名词解释：1.河长制：指由各级负责人担任河长的制度。", "|名词解释|：|" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct glossary_heading heading;
        struct buffer found = { 0 };

        assert_true(glossary_is_heading(slice_of(cases[i].text), &heading));
        put(&found, heading.label);
        put(&found, heading.title);
        put(&found, heading.separator);
        assert_text(&found, cases[i].wanted);
    }
}

static void heading_is_found_in_running_text(void **state)
{
    struct slice text = SLICE("奋力谱写青石新篇章！名词解释1.河长制：指负责人担任河长。2.双减：指减轻两种负担。");
    struct slice rarer = SLICE("奋力谱写青石新篇章！热词解读1.河长制：指负责人担任河长。2.双减：指减轻两种负担。");
    struct slice plain = SLICE("加强政策解释。名词解释另行印发。各位代表！");
    struct glossary_heading heading;
    size_t at = glossary_find_heading(text, 0, &heading);

    (void)state;
    assert_int_equal(at, sizeof "奋力谱写青石新篇章！" - 1);
    assert_int_equal(heading.len, sizeof "名词解释" - 1);
    assert_int_equal(glossary_find_heading(rarer, 0, &heading), sizeof "奋力谱写青石新篇章！" - 1);
    assert_true(glossary_find_heading(plain, 0, &heading) == SLICE_NONE);
}

/* ---- entries ---- */

static void entry_has_a_label(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "1.河长制：指由负责人担任河长。", "1.|1|河长制|：|指由负责人担任河长。|" },
        { "12、河长制：指由负责人担任河长。", "12、|12|河长制|：|指由负责人担任河长。|" },
        { "（3）河长制：指由负责人担任河长。", "（3）|3|河长制|：|指由负责人担任河长。|" },
        { "④河长制：指由负责人担任河长。", "④|4|河长制|：|指由负责人担任河长。|" },
        { "㉑河长制：指由负责人担任河长。", "㉑|21|河长制|：|指由负责人担任河长。|" },
        { "（五）河长制：指由负责人担任河长。", "（五）|5|河长制|：|指由负责人担任河长。|" },
        { "十二、河长制：指由负责人担任河长。", "十二、|12|河长制|：|指由负责人担任河长。|" },
        { "第二、河长制：指由负责人担任河长。", "第二、|2|河长制|：|指由负责人担任河长。|" },
        { "[7]河长制：指由负责人担任河长。", "[7]|7|河长制|：|指由负责人担任河长。|" },
        { "［8］ 河长制：指由负责人担任河长。", "［8］|8|河长制|：|指由负责人担任河长。|" },
        { "【9】河长制：指由负责人担任河长。", "【9】|9|河长制|：|指由负责人担任河长。|" },
        { "^[10] 河长制：指由负责人担任河长。", "^[10]|10|河长制|：|指由负责人担任河长。|" },
        { "注11：河长制：指由负责人担任河长。", "注11：|11|河长制|：|指由负责人担任河长。|" },
        { "3 河长制：指由负责人担任河长。", "3|3|河长制|：|指由负责人担任河长。|" },
        { "4“河长制”：指由负责人担任河长。", "4|4|河长制|：|指由负责人担任河长。|" },
        { "(b) Levy: a charge on land.", "(b)|b|Levy|:|a charge on land.|" },
        { "• 河长制：指由负责人担任河长。", "•||河长制|：|指由负责人担任河长。|" },
        { "河长制：指由负责人担任河长。", "||河长制|：|指由负责人担任河长。|" },
    };

    (void)state;
    assert_entries(cases, LENGTH_OF(cases));
}

static void number_may_touch_a_term_of_digits(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "6.2026年十件实事：指修路、建校。", "6.|6|2026年十件实事|：|指修路、建校。|" },
        { "7.5+2便民驿站：指分设两级的驿站。", "7.|7|5+2便民驿站|：|指分设两级的驿站。|" },
        { "9.3D打印：指逐层堆积的制造方法。", "9.|9|3D打印|：|指逐层堆积的制造方法。|" },
        { "110联动：指多部门共同出警。", "||110联动|：|指多部门共同出警。|" },
        { "5G基站：指第五代移动通信的基站。", "||5G基站|：|指第五代移动通信的基站。|" },
        { "2035远景行动：面向长远的研究计划。", "||2035远景行动|：|面向长远的研究计划。|" },
        { "一网通办：指网上统一办理。", "||一网通办|：|指网上统一办理。|" },
        { "两个清零：问题清零、隐患清零。", "||两个清零|：|问题清零、隐患清零。|" },
    };

    (void)state;
    assert_entries(cases, LENGTH_OF(cases));
}

static void entry_has_a_separator(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "1.河长制:由负责人担任河长。", "1.|1|河长制|:|由负责人担任河长。|" },
        { "1.河长制——由负责人担任河长。", "1.|1|河长制|——|由负责人担任河长。|" },
        { "1.河长制—指由负责人担任河长。", "1.|1|河长制|—|指由负责人担任河长。|" },
        { "1.河长制：——指由负责人担任河长。", "1.|1|河长制|：——|指由负责人担任河长。|" },
        { "1.河长制——指四级河长：省、市、县、乡。", "1.|1|河长制|——|指四级河长：省、市、县、乡。|" },
        { "1.河长制\t由负责人担任河长。", "1.|1|河长制||由负责人担任河长。|" },
        { "1.发展即改革\t注：改革也是发展。", "1.|1|发展即改革||注：改革也是发展。|" },
        { "1.河长制是指由负责人担任河长。", "1.|1|河长制||是指由负责人担任河长。|" },
        { "1.河长制指由负责人担任河长。", "1.|1|河长制||指由负责人担任河长。|" },
        { "1.河长制即由负责人担任河长。", "1.|1|河长制||即由负责人担任河长。|" },
        { "1.“河长制”，是指由负责人担任河长。", "1.|1|河长制|，|是指由负责人担任河长。|" },
        { "“河长制”是由负责人担任河长的制度。", "||河长制||是由负责人担任河长的制度。|" },
        { "“河长制”指：由负责人担任河长。", "||河长制||指：由负责人担任河长。|" },
        { "1.河长制。指由负责人担任河长。", "1.|1|河长制|。|指由负责人担任河长。|" },
        { "1.居民消费价格指数是指价格变动的相对数。", "1.|1|居民消费价格指数||是指价格变动的相对数。|" },
        { "1.城市活力指数：反映城市活力。", "1.|1|城市活力指数|：|反映城市活力。|" },
        { "1.河长制是指四级河长：省、市、县、乡。", "1.|1|河长制||是指四级河长：省、市、县、乡。|" },
        { "【河长制】由负责人担任河长。", "||河长制||由负责人担任河长。|" },
        { "2.【三长】三长是指河长、湖长、林长。", "2.|2|三长||三长是指河长、湖长、林长。|" },
        { "【河长制】：由负责人担任河长。", "||河长制|：|由负责人担任河长。|" },
        { "Levy means a charge on land.", "||Levy||means a charge on land.|" },
        { "Land levy 2 refers to a charge.", "||Land levy 2||refers to a charge.|" },
        { "Site levy is defined as a charge.", "||Site levy||is defined as a charge.|" },
        { "Site charges are defined as levies.", "||Site charges||are defined as levies.|" },
        { "Reeds denotes all plants ashore.", "||Reeds||denotes all plants ashore.|" },
        { "RVA stands for regional value added.", "||RVA||stands for regional value added.|" },
        { "1. Levies shall mean charges on land.", "1.|1|Levies||shall mean charges on land.|" },
        { "Dams mean walls.", "||Dams||mean walls.|" },
        { "Land levy – a charge on land: see section 2.", "||Land levy|–|a charge on land: see section 2.|" },
        { "Host U.S. state: the state that pays.", "||Host U.S. state|:|the state that pays.|" },
    };

    (void)state;
    assert_entries(cases, LENGTH_OF(cases));
}

static void term_keeps_what_is_its_own(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "1.“四清”：清淤、清障、清违、清污。", "1.|1|四清|：|清淤、清障、清违、清污。|" },
        { "1.“四清”行动：清淤、清障。", "1.|1|“四清”行动|：|清淤、清障。|" },
        { "“‘四清’行动”：清淤、清障。", "||‘四清’行动|：|清淤、清障。|" },
        { "1.【四清】：清淤、清障。", "1.|1|四清|：|清淤、清障。|" },
        { "1.“四清“：清淤、清障。", "1.|1|四清|：|清淤、清障。|" },
        { "1.“要素跟着项目走：快办”机制：优先供地。", "1.|1|“要素跟着项目走：快办”机制|：|优先供地。|" },
        { "1.“一统一、一开放”：统一规则，扩大开放。", "1.|1|一统一、一开放|：|统一规则，扩大开放。|" },
        { "1.用地（比例1：3）管控：控制比例。", "1.|1|用地（比例1：3）管控|：|控制比例。|" },
        { "1.“四清：清淤、清障。", "1.|1|“四清|：|清淤、清障。|" },
        { "1.五项规定：反对浪费等规定。", "1.|1|五项规定|：|反对浪费等规定。|" },
        { "五项规定：指反对浪费等规定。", "||五项规定|：|指反对浪费等规定。|" },
        { "“县县有公园、乡乡有书屋、村村有广场、户户有花园、人人有技能、处处有绿荫、时时有歌声”：一句口号。",
          "||县县有公园、乡乡有书屋、村村有广场、户户有花园、人人有技能、处处有绿荫、时时有歌声|：|一句口号。|" },
        { "1.《青石行动》：一份计划。", "1.|1|《青石行动》|：|一份计划。|" },
    };

    (void)state;
    assert_entries(cases, LENGTH_OF(cases));
}

static void other_paragraphs_are_no_entries(void **state)
{
    static const char *const texts[] = {
        "", "1.", "1.河长制", "1.河长制：", "各位代表：现在，我向大会报告工作。", "相关报道：青石区召开会议", "责任编辑：王某", "资料来源：统计局",
        "其中，主要包括：清淤、清障。", "区长强调：要清淤。", "具体措施如下：清淤、清障。", "会议要求：抓紧清淤。",
        "过去的一年。我们完成了：清淤、清障。", "一是抓清淤：清理河道。", "**一是**抓清淤：清理河道。", "立即开展清淤，当即整改。", "1.本公报中数据均为初步统计数。",
        "① 某甲：《论水》，《某甲全集》第2卷，第26页。", "会议时间是12:30开始", "青石—白河高速公路", "https://example.org/", "1.1.2",
        "这是一个没有任何引号也没有编号而且在很远很远很远很远很远很远很远很远的地方才出现了一个冒号的句子：清淤。",
        "The following offices contributed to this report: A, B and C.", "1.——", "：指清淤。",
        "主要内容：包括清淤、清障。", "1.抓好清淤。要清理河道。", "1.抓好清淤。即将开工。",
    };
    struct glossary_entry entry;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(texts); i++)
        if (glossary_entry_read(slice_of(texts[i]), &entry))
            fail_msg("%s is no entry", texts[i]);
}

static void definition_may_hold_anything(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "1.四清：包括：1.清淤；2.清障；3.清违；4.清污。", "1.|1|四清|：|包括：1.清淤；2.清障；3.清违；4.清污。|" },
        { "1.四清：一是清淤：挖泥。二是清障：拆坝。", "1.|1|四清|：|一是清淤：挖泥。二是清障：拆坝。|" },
        { "1.四清：见[2]。2026年完成。3.5公里。", "1.|1|四清|：|见[2]。2026年完成。3.5公里。|" },
    };

    (void)state;
    assert_entries(cases, LENGTH_OF(cases));
}

static void entries_on_one_line_are_parted(void **state)
{
    const char *text = "1.四清：清淤、清障。 2.三改：改水。3.两补：补短板。";
    struct slice rest = slice_of(text);
    struct buffer found = { 0 };
    struct glossary_entry entry;

    (void)state;
    while (rest.len > 0 && glossary_entry_read(rest, &entry)) {
        put(&found, entry.term);
        put(&found, entry.definition);
        rest = slice_from(rest, entry.len);
    }
    assert_text(&found, "四清|清淤、清障。|三改|改水。|两补|补短板。|");
    /* a list inside the definition begins with 1 again */
    assert_entry("1.四清：1.清淤：挖泥。2.清障：拆坝。", "1.|1|四清|：|1.清淤：挖泥。2.清障：拆坝。|");
}

static void term_alone_is_read(void **state)
{
    static const struct pair_of_texts cases[] = {
        { "1.“四清”行动：", "1.|1|“四清”行动|：||" },
        { "“四清”", "||四清|||" },
        { "Address of record", "||Address of record|||" },
        { "（二）四清", "（二）|2|四清|||" },
    };
    static const char *const others[] = { "清淤、清障，并拆坝。", "To make contact with a service.", "1.四清：清淤。", "各位代表：", "" };
    struct glossary_entry entry;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct buffer found = { 0 };

        assert_true(glossary_term_read(slice_of(cases[i].text), &entry));
        print_entry(&found, &entry);
        assert_text(&found, cases[i].wanted);
    }
    for (size_t i = 0; i < LENGTH_OF(others); i++)
        if (glossary_term_read(slice_of(others[i]), &entry))
            fail_msg("%s is no term alone", others[i]);
}

/* ---- aliases ---- */

static void assert_aliases(const char *term, const char *definition, const char *wanted)
{
    struct slice aliases[GLOSSARY_ALIASES_MAX];
    size_t n = glossary_aliases_read(slice_of(term), slice_of(definition), aliases);
    struct buffer found = { 0 };

    for (size_t i = 0; i < n; i++)
        put(&found, aliases[i]);
    assert_text(&found, wanted);
}

static void aliases_are_what_the_entry_explains(void **state)
{
    (void)state;
    assert_aliases("“两清”“三改”“一补”", "“两清”指清淤、清障。", "两清|三改|一补|");
    assert_aliases("“两清”和“三改”", "清淤、清障，改水。", "两清|三改|");
    assert_aliases("两清三改", "“两清”是指清淤、清障；“三改”分别对应改水、改厕、改圈。", "两清|三改|");
    assert_aliases("两清三改", "‘两清’指清淤、清障；\"三改\"分别对应改水、改厕、改圈。", "两清|三改|");
    assert_aliases("两清三改", "「两清」指清淤、清障；『三改』分别对应改水、改厕、改圈。", "两清|三改|");
    assert_aliases("两清三改", "＂两清＂指清淤、清障。", "两清|");
    assert_aliases("“两清三改”整治", "“两清”为清淤、清障，“三改”为改水。", "两清|三改|");
    assert_aliases("地区增加值（RVA）", "各单位成果之和。", "RVA|");
    assert_aliases("远程升级技术（Over-The-Air，简称 OTA）", "无线传输。", "Over-The-Air|OTA|");
    assert_aliases("双优计划", "是“优质学校和优质专业建设计划”的简称，由两部门实施。", "优质学校和优质专业建设计划|");
    assert_aliases("规上企业", "规模以上工业企业的简称，指有一定收入的企业。", "规模以上工业企业|");
    assert_aliases("网联汽车", "新一代汽车。通常也被称为自动驾驶汽车。", "自动驾驶汽车|");
    assert_aliases("青石自由贸易试验区", "指划定的园区（以下简称“青石自贸区”）。", "青石自贸区|");
    assert_aliases("Land levy (LL)", "A charge on land, also called a site charge.", "LL|site charge|");
}

static void aliases_are_never_guessed(void **state)
{
    (void)state;
    assert_aliases("“四清”行动", "指清淤、清障。", "");
    assert_aliases("四清", "“四清”指清淤。", "");
    assert_aliases("耕地保护“5＋1”", "“5”即五项任务；“1”即恢复任务。", "");
    assert_aliases("链条改造", "包括“供应改造”和“产业改造”。“供应改造”是指改供应。", "");
    assert_aliases("乡村“八大工程”", "根据方案，乡村“八大工程”即产业工程等。", "");
    assert_aliases("四清", "根据《青石河整治方案》（以下简称《方案》），清淤。", "");
    assert_aliases("三资", "外资、民资与国资的简称。", "");
    assert_aliases("四清", "指清淤，又叫停了项目，也称清淤和清障。", "");
    assert_aliases("四清（2024年）", "指清淤。", "");
    assert_aliases("", "", "");
}

/* ---- glossaries ---- */

static const char *const verdict_names[] = {
    [GLOSSARY_INTRODUCTION] = "intro", [GLOSSARY_ENTRY] = "entry",       [GLOSSARY_TERM] = "term",
    [GLOSSARY_DEFINITION] = "def",     [GLOSSARY_CONTINUATION] = "more", [GLOSSARY_GROUP] = "group",
    [GLOSSARY_END] = "end",
};

enum { PARAGRAPHS_MAX = 32 };

/* Reads the lines of `text` as a glossary's paragraphs: a word for each, or "none". */
static void assert_glossary(enum glossary_evidence evidence, const char *text, const char *wanted)
{
    struct slice paragraphs[PARAGRAPHS_MAX] = { { NULL, 0 } }, whole = slice_of(text);
    struct buffer found = { 0 };
    struct glossary glossary;
    struct glossary_entry entry;
    size_t n = 0, at = 0;

    while (at < whole.len && n < PARAGRAPHS_MAX) {
        size_t end = slice_find(whole, SLICE("\n"), at);

        end = end == SLICE_NONE ? whole.len : end;
        paragraphs[n++] = slice_part(whole, at, end);
        at = end + 1;
    }
    if (!glossary_begins(paragraphs, n, evidence, &glossary)) {
        buffer_append_text(&found, "none");
        n = 0;
    }
    for (size_t i = 0; i < n; i++) {
        enum glossary_verdict verdict = glossary_next(&glossary, paragraphs + i, n - i, &entry);

        buffer_append_text(&found, i ? " " : "");
        buffer_append_text(&found, verdict_names[verdict]);
        if (verdict == GLOSSARY_END)
            break;
    }
    assert_text(&found, wanted);
}

static void glossary_is_walked(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n2.三改：改水。\n3.两补：补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_NAMED, "四清：清淤。\n三改：改水。", "entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：\n指清淤。\n2.三改：\n指改水。", "term def term def");
    assert_glossary(GLOSSARY_NAMED, "四清\n指清淤、清障，限期完成。\n三改\n指改水、改厕，分步实施。", "term def term def");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n附件3\n2.三改：改水。", "entry end");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n相关报道：", "entry end");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n扫一扫在手机打开当前页", "entry end");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n2026年十件实事", "entry end");
    assert_glossary(GLOSSARY_NAMED, "四清：清淤。\n各位代表，让我们：携手前行！", "entry end");
    assert_glossary(GLOSSARY_NAMED, "一段没有词条的话。\n又一段话。", "none");
}

static void introduction_stands_before_the_entries(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_NAMED, "（按报告中出现的先后排列）\n1.四清：清淤。\n2.三改：改水。", "intro entry entry");
    assert_glossary(GLOSSARY_NAMED, "现将有关名词解释如下：\n四清：清淤。", "intro entry");
    assert_glossary(GLOSSARY_NAMED, "使用方法：先看编号\n1.四清：清淤。\n2.三改：改水。", "intro entry entry");
}

static void definition_goes_on_in_further_paragraphs(void **state)
{
    (void)state;
    /* a list inside the definition, in labels of another kind or of the same */
    assert_glossary(GLOSSARY_NAMED, "1.四清：包括：\n（1）清淤：挖泥；\n（2）清障：拆坝。\n2.三改：改水。", "entry more more entry");
    assert_glossary(GLOSSARY_NAMED, "4.四清：包括：\n1.清淤：挖泥；\n2.清障：拆坝。\n5.三改：改水。", "entry more more entry");
    assert_glossary(GLOSSARY_NAMED, "四清：包括：\n（1）清淤：挖泥；\n（2）清障：拆坝。", "entry more more");
    /* stray lines and plain paragraphs, as long as another entry is in sight */
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n青石区政府工作报告\n2.三改：改水。", "entry more entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n该行动每年一次。\n2.三改：改水。\n该行动每年两次。", "entry more entry end");
    assert_glossary(GLOSSARY_NAMED, "四清：清淤。\n其中包括：挖泥。\n三改：改水。", "entry more entry");
}

static void numbers_hold_a_glossary_together(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n三改：改水。\n3.两补：补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n三改：改水。\n2.两补：补短板。", "entry more entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n3.两补：补短板。", "entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n2、三改：改水。\n3.两补：补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n2.5+2驿站：两级。\n3.3D打印：制造。", "entry entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n9.三改：改水。", "entry end");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n“三改”：改水。", "entry entry");
    /* notes printed page by page begin with 1 again; a heading between would end them */
    assert_glossary(GLOSSARY_NAMED, "①四清：清淤。\n②三改：改水。\n①两补：补短板。\n②一增：增收。", "entry entry entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n2026年十件实事\n1.修路：修十里。\n2.建校：建两所。", "entry end");
}

static void glossary_may_have_groups(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_NAMED, "一、水利类\n1.四清：清淤。\n2.三改：改水。\n二、农业类\n1.两补：补短板。\n2.一增：增收。",
                    "intro entry entry group entry entry");
    assert_glossary(GLOSSARY_NAMED, "1.四清：清淤。\n二、农业类\n2.两补：补短板。", "entry group entry");
}

static void doubtful_heading_needs_entries(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_DOUBTFUL, "[1]四清：清淤。\n[2]三改：改水。", "entry entry");
    assert_glossary(GLOSSARY_DOUBTFUL, "1.本公报中数据均为初步统计数。\n2.增加值按现价计算。\n3.电信业务总量是指以货币表示的总数量。", "none");
    assert_glossary(GLOSSARY_DOUBTFUL, "① 某甲：《论水》，第26页。\n② 某乙：《论山》，第30页。", "none");
    assert_glossary(GLOSSARY_DOUBTFUL, "1.四清：清淤。", "none");
    assert_glossary(GLOSSARY_DOUBTFUL, "(2)分类和分级\n分类标准用于认识对象，包括分级。\n(3)符号和编码\n编码标准用于统一标识，包括符号。", "none");
}

static void untitled_glossary_is_all_entries(void **state)
{
    (void)state;
    assert_glossary(GLOSSARY_UNTITLED, "1.四清：清淤。\n2.三改：改水。\n3.两补：补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_UNTITLED, "[1]四清：清淤。\n[2]三改：改水。", "entry entry");
    assert_glossary(GLOSSARY_UNTITLED, "“四清”：清淤。\n“三改”：改水。\n“两补”：补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_UNTITLED, "四清：指清淤。\n三改：指改水。\n两补：指补短板。", "entry entry entry");
    assert_glossary(GLOSSARY_UNTITLED, "2.四清：清淤。\n3.三改：改水。\n4.两补：补短板。", "none");
    assert_glossary(GLOSSARY_UNTITLED, "四清：清淤。\n三改：改水。\n两补：补短板。", "none");
    assert_glossary(GLOSSARY_UNTITLED, "1.四清：清淤。\n2.三改。改水。\n3.两补：补短板。", "none");
    assert_glossary(GLOSSARY_UNTITLED, "1.四清：清淤。", "none");
    assert_glossary(GLOSSARY_UNTITLED, "本办法所称河道，是指天然水道。\n本办法所称水库，是指蓄水工程。\n本办法所称池塘，是指人工水面。",
                    "none");
}

/* Between label, term, separator and definition nothing gets lost but punctuation and blanks at their edges. */
static void entry_keeps_its_order(void **state)
{
    static const char *const texts[] = {
        "1.“四清”行动：清淤、清障。", "^[10] 四清——清淤。", "“四清”，是指清淤。", "1.四清：清淤。2.三改：改水。", "四清\t清淤",
    };
    struct glossary_entry entry;

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct slice text = slice_of(texts[i]);
        const char *at = text.ptr;
        const struct slice *parts[] = { &entry.label, &entry.term, &entry.separator, &entry.definition };

        assert_true(glossary_entry_read(text, &entry));
        for (size_t part = 0; part < LENGTH_OF(parts); part++) {
            if (parts[part]->len == 0)
                continue;
            assert_true(parts[part]->ptr >= at);
            assert_true((size_t)(parts[part]->ptr - at) <= sizeof "“" - 1);
            at = parts[part]->ptr + parts[part]->len;
        }
        assert_true(at <= text.ptr + entry.len && entry.len <= text.len);
    }
}

/* Any bytes at all: nothing is read beyond the text, and slices stay inside it. */
static void any_bytes_are_survived(void **state)
{
    static const char *const pieces[] = {
        "1.", "[", "]", "“", "”", "：", "——", "是指", "指", "即", "，", "。", "（", "）", "四清", "\xE4", "\xFF", " ", "\t",
        "^", "注", "附件", "名词解释", "Glossary", "9", "also called ", "简称", "12:30",
    };
    struct buffer text = { 0 };
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct glossary_heading heading;
        struct glossary_entry entry;
        struct slice exact;
        char *copy;

        text.len = 0;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            buffer_append_text(&text, pieces[(seed >> 16) % LENGTH_OF(pieces)]);
        }
        copy = mem_alloc(text.len);
        memcpy(copy, text.ptr, text.len);
        exact = (struct slice){ copy, text.len };
        if (glossary_entry_read(exact, &entry)) {
            assert_true(entry.len > 0 && entry.len <= exact.len && entry.term.len > 0 && entry.definition.len > 0);
            assert_true(entry.definition.ptr + entry.definition.len <= copy + exact.len);
        }
        glossary_term_read(exact, &entry);
        if (glossary_is_heading(exact, &heading))
            assert_true(heading.len <= exact.len && heading.title.len > 0);
        glossary_find_heading(exact, 0, &heading);
        mem_free(copy);
    }
    buffer_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heading_is_told_by_its_words),
        cmocka_unit_test(heading_of_two_minds_needs_entries),
        cmocka_unit_test(every_word_makes_a_heading),
        cmocka_unit_test(heading_may_stand_behind_a_long_line),
        cmocka_unit_test(other_lines_are_no_headings),
        cmocka_unit_test(heading_has_parts),
        cmocka_unit_test(heading_is_found_in_running_text),
        cmocka_unit_test(entry_has_a_label),
        cmocka_unit_test(number_may_touch_a_term_of_digits),
        cmocka_unit_test(entry_has_a_separator),
        cmocka_unit_test(term_keeps_what_is_its_own),
        cmocka_unit_test(other_paragraphs_are_no_entries),
        cmocka_unit_test(definition_may_hold_anything),
        cmocka_unit_test(entries_on_one_line_are_parted),
        cmocka_unit_test(term_alone_is_read),
        cmocka_unit_test(aliases_are_what_the_entry_explains),
        cmocka_unit_test(aliases_are_never_guessed),
        cmocka_unit_test(glossary_is_walked),
        cmocka_unit_test(introduction_stands_before_the_entries),
        cmocka_unit_test(definition_goes_on_in_further_paragraphs),
        cmocka_unit_test(numbers_hold_a_glossary_together),
        cmocka_unit_test(glossary_may_have_groups),
        cmocka_unit_test(doubtful_heading_needs_entries),
        cmocka_unit_test(untitled_glossary_is_all_entries),
        cmocka_unit_test(entry_keeps_its_order),
        cmocka_unit_test(any_bytes_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
