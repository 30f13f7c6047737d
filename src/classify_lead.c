/* The first sentence of a paragraph: a lead, or only its opening. */
#include "classify.h"

#include "classify_text.h"
#include "phrase.h"
#include "utf8.h"

/* Words that open a plain sentence, a date or, whoever is addressed, an address: never a lead. */
PHRASE_LIST(no_lead_starts,
    "各位", "同志们", "此外", "同时", "因此", "所以", "但", "然而", "总之", "为此", "当前", "现在", "目前",
    "过去一年", "一年来", "五年来", "我", "这", "那", "让我们", "只要", "如果", "今年", "去年",
    "在肯定", "在看到", "在总结", "刚刚过去", "过去的", "预计", "全年", "新征程", "新使命", "要", "全会", "大会", "会议", "本次");

/* 要素保障更加有力。 is about what is needed for building; 要 alone tells what to do. */
static bool begins_plainly(struct slice opening)
{
    return phrase_list_starts(&no_lead_starts, opening) && !slice_starts(opening, SLICE("要素"));
}

/* A sentence that says what something is, has or needs argues; a lead names. 市场是最稀缺的资源。 */
PHRASE_LIST(no_lead_words, "是", "了", "我们", "应当", "必须", "离不开", "还需", "也", "没有");
static bool argues(struct slice opening)
{
    return classify_says(opening, &no_lead_words);
}

/* The first comma at or behind `from`, of either width; text.len where there is none. */
static size_t find_comma(struct slice text, size_t from)
{
    return phrase_find_mark(text, from, U"，,");
}

static size_t behind_comma(struct slice text, size_t comma)
{
    return comma + (text.ptr[comma] == ',' ? 1 : strlen("，"));
}

/* 政贵在行，功成于实。 */
bool classify_is_balanced(struct slice sentence)
{
    size_t comma = find_comma(sentence, 0), left, right;

    if (comma == sentence.len)
        return false;
    left = utf8_count(slice_part(sentence, 0, comma));
    right = utf8_count(slice_from(sentence, behind_comma(sentence, comma)));
    return left == right && left <= LEAD_CP_MAX / 2 && !slice_holds(sentence, SLICE("“"));
}

/* Bytes of （44）, which points to a note; 0 for （共3条）. */
static size_t note_mark_len(struct slice text)
{
    size_t at = 0, digits;

    if (!phrase_is_mark(utf8_next(text, &at), U"（([［"))
        return 0;
    for (digits = at; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++)
        ;
    return at > digits && phrase_is_mark(utf8_next(text, &at), U"）)]］") ? at : 0;
}

static bool is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x309F;
}

/*
 * A figure reports: 产值增长8.2%。 One inside of a name, “3个100万”, or of the mark of a note, （44）, does not. So does
 * hiragana, 利活用を進めています: a Japanese sentence with its verb.
 */
static bool reports(struct slice text)
{
    int n_quotes = 0;

    for (size_t at = utf8_skip_ideographs(text, 0); at < text.len; at = utf8_skip_ideographs(text, at)) {
        size_t mark = note_mark_len(slice_from(text, at));
        uint32_t cp;

        if (mark > 0) {
            at += mark;
            continue;
        }
        cp = utf8_next(text, &at);
        if (cp == U'“')
            n_quotes++;
        else if (cp == U'”')
            n_quotes -= n_quotes > 0;
        else if (is_hiragana(cp) ||
                 (cp >= '0' && cp <= '9' && (n_quotes == 0 || phrase_is_one_of(utf8_at(text, at), U"年亿%％"))))
            return true;
    }
    return false;
}

/* Code points without the marks around and between names: “一主一副、两翼联动” counts eight. No more than a lead may have. */
static size_t count_words(struct slice text)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len && n <= LEAD_CP_MAX;) {
        if (utf8_is_ideograph_lead(text.ptr[at])) {
            at += 3;
            n++;
        } else {
            n += !phrase_is_mark(utf8_next(text, &at), U"“”、‘’");
        }
    }
    return n;
}

bool classify_opening(struct slice text, size_t *opening_len, size_t *separator_len)
{
    struct slice head = slice_part(text, 0, utf8_cut(text, 300));
    size_t len, stop, n_words;

    stop = classify_find_stop(head, &len);
    if (len == 0 || utf8_at(head, stop) != U'。')
        return false;
    if (stop + len + strlen("”") >= text.len) /* no more than a closing mark stands behind it: “报告写明船号。” */
        return false;
    n_words = count_words(slice_part(text, 0, stop));
    if (n_words > LEAD_CP_MAX || n_words < 4)
        return false;
    *opening_len = stop;
    *separator_len = len;
    return true;
}

enum { APHORISM_CLAUSE_MAX = 6 };

/* 政贵在行，功成于实。 but not 强力推进四大行动，经济发展提质增效。, which tells what is done. `comma` parts the two. */
static bool is_aphorism(struct slice opening, size_t comma)
{
    if (!classify_is_balanced(opening))
        return false;
    return utf8_count(slice_part(opening, 0, comma)) <= APHORISM_CLAUSE_MAX || !classify_is_intention(opening) ||
           phrase_before(opening, comma) == utf8_last(opening);
}

/* Two clauses name a topic where they say what is intended; `comma` parts them. */
static bool is_intended_in_two_clauses(struct slice opening, size_t comma)
{
    if (find_comma(opening, behind_comma(opening, comma)) < opening.len) /* three clauses tell a story */
        return false;
    if (!classify_is_intention(opening)) /* 受疫情影响，部分项目推迟开工。 */
        return false;
    return !classify_clause_orders(opening) && !is_aphorism(opening, comma);
}

/* 本预案自印发之日起施行。原预案同时废止。 */
static bool comes_into_force(struct slice opening)
{
    PHRASE_LIST(ends, "起施行", "起实施", "起执行", "起生效");

    return slice_starts(opening, SLICE("本")) && phrase_list_ends(&ends, opening);
}

bool classify_names_topic(struct slice opening)
{
    size_t comma = find_comma(opening, 0);

    if (comma < opening.len && !is_intended_in_two_clauses(opening, comma))
        return false;
    return !begins_plainly(opening) && !argues(opening) && !reports(opening) && !comes_into_force(opening);
}
