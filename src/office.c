#include "office.h"

#include "phrase.h"

enum { NAME_WORDS_MIN = 2, NAME_WORDS_MAX = 5 };

bool office_ends(struct slice text)
{
    PHRASE_LIST(offices,
        "省长", "市长", "区长", "县长", "州长", "旗长", "盟长", "镇长", "乡长", "部长", "局长", "厅长", "院长", "校长",
        "会长", "行长", "署长", "司长", "处长", "秘书长", "检察长", "委员长", "审计长", "理事长", "董事长", "主席",
        "总理", "总书记", "书记", "主任", "行政长官", "专员", "总统", "首相", "议长", "总干事",
        "省長", "市長", "區長", "縣長", "部長", "局長", "廳長", "院長", "檢察長", "秘書長", "委員長", "總理", "總書記",
        "書記", "行政長官", "司長", "處長", "署長", "總統", "州長", "鄉長", "鎮長");

    return phrase_list_ends(&offices, text);
}

bool office_ends_in_organ(struct slice text)
{
    PHRASE_LIST(organs,
        "人民政府", "政府", "办公厅", "办公室", "委员会", "管委会", "局", "厅", "部", "工委", "市委", "省委", "区委", "县委", "州委",
        "调查队", "调查总队", "法院", "检察院", "中心", "总署", "国务院", "秘书处", "秘书组", "主席团", "研究院", "研究所",
        "秘書處", "祕書處", "辦公室", "辦公廳", "委員會", "國務院", "廳", "統計局");

    return phrase_list_ends(&organs, text);
}

PHRASE_LIST(no_names,
    "信箱", "热线", "致辞", "讲话", "报告", "活动", "会议", "工作", "办公", "述职", "主持", "出席", "专栏", "访谈",
    "记者", "动态", "之窗", "接待", "公开", "会见", "调研", "分工", "简历", "解读", "审议", "代表", "委员", "政府",
    "寄语", "团会", "助理", "们");

bool office_holds_no_name(struct slice text)
{
    return phrase_list_holds(&no_names, text);
}

bool office_starts_no_name(struct slice text)
{
    return phrase_list_starts(&no_names, text);
}

PHRASE_LIST(english_offices,
    "Premier", "President", "Minister", "Secretary", "Governor", "Mayor", "Chairman", "Chairperson", "Chairwoman",
    "Chair", "Director", "Director-General", "Commissioner", "Executive", "Chancellor", "Speaker", "Auditor",
    "Comptroller");

bool office_is_english(struct slice word)
{
    return phrase_list_equals(&english_offices, word);
}

bool office_holds_english(struct slice text)
{
    return phrase_list_holds(&english_offices, text);
}

static bool is_word_of_english_name(struct slice word)
{
    PHRASE_LIST(organs,
        "Commission", "Committee", "Ministry", "Department", "Council", "Office", "Bureau", "Government", "Agency",
        "Institute", "Congress", "Court", "Bank", "Authority", "Center", "Centre", "University", "Group", "Association",
        "People's");

    return utf8_is_upper(utf8_first(word)) && !office_is_english(word) && !phrase_list_equals(&organs, word);
}

bool office_is_english_name(struct slice text)
{
    size_t n_words = 0;

    if (phrase_find_any(text, 0, U"0123456789,:;()&/") < text.len)
        return false;
    for (size_t at = 0; at < text.len; n_words++)
        if (!is_word_of_english_name(phrase_take_word(text, &at)))
            return false;
    return n_words >= NAME_WORDS_MIN && n_words <= NAME_WORDS_MAX;
}
