#include "classify.h"

#include "phrase.h"

const char *classify_part(struct slice title)
{
    PHRASE_LIST(plan_words,
        "工作安排", "重点工作", "主要任务", "重点任务", "目标", "下一步", "打算", "计划", "部署", "工作重点", "总体要求", "工作任务",
        "今后", "未来", "建议", "要求", "规划", "展望", "工作思路", "预期", "政策取向", "任务", "programme of work", "plan", "Plan",
        "Outlook", "outlook", "工作总体", "工作的总体", "民生实事", "重點", "未來", "計劃", "規劃", "目標", "安排", "任務", "Programme");
    PHRASE_LIST(review_words,
        "回顾", "成绩", "主要工作", "问题", "成就", "总结", "完成情况", "工作情况", "执行情况", "困难", "不足", "进展", "取得",
        "Review", "review", "Performance", "achievement", "历史性转变", "经验", "体会", "回顧", "成績", "施政成果", "工作成果", "總結", "問題");
    bool plans, reviews;

    plans = phrase_list_holds(&plan_words, title);
    reviews = phrase_list_holds(&review_words, title);
    if (plans != reviews)
        return plans ? "plan" : "review";
    return NULL;
}

bool classify_is_intention(struct slice title)
{
    PHRASE_LIST(words,
        "全面", "切实", "加强", "努力", "奋力", "着力", "坚持", "坚定", "扎实", "大力", "加快", "推进", "深入", "持续", "建设", "做好",
        "深化", "提升", "统筹", "打造", "强化", "更好", "牢牢", "落实", "促进", "推动", "不断", "进一步", "以", "在", "聚焦", "突出",
        "确保", "大兴", "加大", "严格", "完善", "健全", "优化", "发展", "培育", "巩固", "扩大", "拓展", "创新", "构建", "保障", "提高",
        "增强", "实施", "支持", "筑牢", "守牢", "调整", "改善", "改造", "打破", "培养", "引导", "鼓励",
        "规范", "夯实", "盘活", "强力", "精心", "积极", "主动", "精准", "稳步", "有序", "有力", "合力", "用心", "狠抓", "紧扣",
        "高质量", "高标准", "高水平", "做强", "做大", "做优", "压实", "织密", "弘扬", "激发", "稳定", "锐意", "恪守", "把", "让", "用", "抓");

    return phrase_list_starts(&words, title);
}
