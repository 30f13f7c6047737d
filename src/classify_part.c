/* What part of a report a title heads: a review or a plan. */
#include "classify.h"

#include "phrase.h"
#include "utf8.h"

/* The next word of English at or behind `*at`, which is moved behind it; empty: there is none. */
static struct slice next_word(struct slice text, size_t *at)
{
    size_t from;

    while (*at < text.len && !utf8_is_ascii_letter((unsigned char)text.ptr[*at]))
        ++*at;
    from = *at;
    while (*at < text.len && utf8_is_ascii_letter((unsigned char)text.ptr[*at]))
        ++*at;
    return slice_part(text, from, *at);
}

static bool holds_english_word(struct slice title, struct phrase_list *words)
{
    struct slice word;

    for (size_t at = 0; (word = next_word(title, &at)).len > 0;)
        if (phrase_list_is_english(words, word))
            return true;
    return false;
}

/* Priorities for 2031, The Year Ahead; not Explanations, whose letters hold those of a plan. */
static enum part part_in_english(struct slice title)
{
    PHRASE_LIST(plan_words,
        "plan", "plans", "planned", "planning", "outlook", "priorities", "goals", "ahead", "forthcoming", "upcoming",
        "roadmap");
    PHRASE_LIST(plan_phrases,
        "Programme", "programme of work", "Next Steps", "Next steps", "next steps", "Next Year", "next year",
        "Objectives for", "Targets for", "Future Work", "Future work");
    PHRASE_LIST(review_words,
        "review", "reviews", "reviewed", "performance", "achievement", "achievements", "accomplishments", "progress");
    bool plans = holds_english_word(title, &plan_words) || phrase_list_holds(&plan_phrases, title);
    bool reviews = holds_english_word(title, &review_words);

    return plans == reviews ? PART_NONE : plans ? PART_PLAN : PART_REVIEW;
}

static enum part part_in_chinese(struct slice title)
{
    PHRASE_LIST(plan_words,
        "工作安排", "重点工作", "主要任务", "重点任务", "目标", "下一步", "打算", "计划", "部署", "工作重点", "总体要求", "工作任务",
        "今后", "未来", "建议", "要求", "规划", "展望", "工作思路", "预期", "政策取向", "任务",
        "工作总体", "工作的总体", "民生实事", "重點", "未來", "計劃", "規劃", "目標", "安排", "任務");
    PHRASE_LIST(review_words,
        "回顾", "成绩", "主要工作", "问题", "成就", "总结", "完成情况", "工作情况", "执行情况", "困难", "不足", "进展", "取得",
        "历史性转变", "经验", "体会", "回顧", "成績", "施政成果", "工作成果", "總結", "問題");
    static _Thread_local struct phrase_starts starts;
    const uint64_t *bits = PHRASE_STARTS_OF(&starts, &plan_words, &review_words);
    bool plans = false, reviews = false;

    for (size_t at = 0; (at = phrase_find_start(bits, title, at)) < title.len; utf8_next(title, &at)) {
        plans = plans || phrase_list_starts(&plan_words, slice_from(title, at));
        reviews = reviews || phrase_list_starts(&review_words, slice_from(title, at));
    }
    return plans == reviews ? PART_NONE : plans ? PART_PLAN : PART_REVIEW;
}

enum part classify_part(struct slice title)
{
    return classify_is_latin(title) ? part_in_english(title) : part_in_chinese(title);
}

bool classify_is_intention(struct slice title)
{
    PHRASE_LIST(words,
        "全面", "切实", "加强", "努力", "奋力", "着力", "坚持", "坚定", "扎实", "大力", "加快", "推进", "深入",
        "持续", "建设", "做好", "深化", "提升", "统筹", "打造", "强化", "更好", "牢牢", "落实", "促进", "推动",
        "不断", "进一步", "以", "在", "聚焦", "突出", "确保", "大兴", "加大", "严格", "完善", "健全", "优化", "发展",
        "培育", "巩固", "扩大", "拓展", "创新", "构建", "保障", "提高", "增强", "实施", "支持", "筑牢", "守牢",
        "调整", "改善", "改造", "打破", "培养", "引导", "鼓励", "规范", "夯实", "盘活", "强力", "精心", "积极",
        "精准", "稳步", "有序", "有力", "合力", "狠抓", "紧扣", "高质量", "高标准", "高水平", "高效",
        "增进", "严守", "严管", "从严", "倾力", "倾心", "竭力", "厉行", "争创", "争先", "激活", "践行",
        "树牢", "擦亮", "建好", "建强", "兜牢", "兜底", "守护", "守住", "绘就", "汇聚", "凝聚", 
        "繁荣", "维护", "防范", "化解", "妥善", "释放", "厚植", "锚定", "瞄准", "立足", "依托", "依靠",
        "破除", "补齐", "赋能", "乘势", "主攻", "协同", 
        "尽力", "尽心", "全力", "全程", "因地制宜", "凝心聚力", "久久为功", "多措并举", "千方百计", "做强",
        "做大", "做优", "压实", "织密", "弘扬", "激发", "稳定", "锐意", "恪守", "把", "让", "用", "抓");

    return phrase_list_starts(&words, title);
}
