/* Speakers: a name and an office, in either order. */
#include "front_facts.h"

#include "front_text.h"
#include "office.h"
#include "utf8.h"

enum { PERSON_LEN_MAX = 200, ROLE_CP_MAX = 40, NAME_CP_MAX = 12 };

/* 报告人： in front of a name. The 作者 of a page is its reporter. */
PHRASE_LIST(name_labels,
    "报告人", "主讲人", "发言人", "讲话人", "報告人", "Speaker");

/* A role is a phrase, not a clause. */
PHRASE_LIST(no_role,
    "我", "代表", "现在", "请", "的", "在", "作为", "是", "等", "年", "今天");

PHRASE_LIST(double_surnames,
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒", "东方", "夏侯", "公孙", "长孙", "宇文",
    "端木", "歐陽", "司馬", "諸葛", "東方");

static const uint32_t surnames[] =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪"
    "严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟褚廉简娄盖符"
    "奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩嵇井练仲乐虞封竺冼原官楚佟栗匡宗应巫鞠僧"
    "桑荆谌银扬明沙伏岑习胥保蔺水云昌凤酆皮卞元平和洛旺布努阿信长闫付戈么亓仝相初修鹿狄印雷杭华劉陳楊趙黃吳孫馬羅鄭"
    "謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鐘薑範陸龍錢湯賀賴龔龐蘭顏嚴溫魯韋聶叢齊莊關紀項歐單寧閔車邊饒張";

static bool is_lost(uint32_t cp)
{
    return phrase_is_one_of(cp, U"?？□*＊_") || cp == 0xFFFD;
}

/* The part [0, at) of `text` ends with an office. */
static bool ends_office(struct slice text, size_t at)
{
    return office_ends(slice_part(text, 0, at));
}

/* The byte behind the last office in `text`; 0 where none stands. */
static size_t office_end(struct slice text)
{
    size_t at = text.len;

    while (at > 0) {
        if (ends_office(text, at))
            return at;
        utf8_previous(text, &at);
    }
    return 0;
}

/* What stands for a name, without blanks: counts its characters; false where another kind of character is in it. */
static bool count_name(struct slice text, size_t *n_cp, bool *has_dot)
{
    size_t at = 0;

    *n_cp = 0;
    *has_dot = false;
    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_space(cp) || is_lost(cp))
            continue;
        if (phrase_is_one_of(cp, U"·•・．"))
            *has_dot = true;
        else if (!utf8_is_ideograph(cp))
            return false;
        ++*n_cp;
    }
    return true;
}

static bool has_surname(struct slice text)
{
    return phrase_is_one_of(utf8_first(text), surnames);
}

/* A name of two to four characters that begins as names do, or one in parts: 阿明·肉孜. */
static bool is_name(struct slice text, bool stands_apart)
{
    size_t n_cp;
    bool has_dot;

    if (!count_name(text, &n_cp, &has_dot) || n_cp < 2 || n_cp > NAME_CP_MAX || office_holds_no_name(text))
        return false;
    if (has_dot)
        return n_cp >= 4;
    if (n_cp <= 3 && has_surname(text))
        return true;
    if (n_cp == 4 && front_start_word(text, &double_surnames) > 0)
        return true;
    return stands_apart && n_cp <= 5;
}

static bool is_role(struct slice text)
{
    return utf8_count(text) <= ROLE_CP_MAX && ends_office(text, text.len) && !front_holds_word(text, &no_role) &&
           !front_holds_one_of(text, U"。，；：？！,;:?!《》“”—\"");
}

static struct slice strip_name_label(struct slice text)
{
    size_t len = front_start_word(text, &name_labels);
    struct slice rest = slice_from(text, len);

    if (len == 0 || !phrase_is_one_of(utf8_first(front_strip_start(rest, U"")), U"：:"))
        return text;
    return front_strip_start(rest, U"：:");
}

/* 临江市人民政府市长 王明. */
static bool read_role_first(struct slice text, struct front_speaker *speaker)
{
    size_t end = office_end(text);
    struct slice rest = slice_from(text, end);
    bool stands_apart = end < text.len && (utf8_is_space(utf8_at(text, end)) || is_lost(utf8_at(text, end)));

    speaker->role = front_strip_end(slice_part(text, 0, end), U"");
    speaker->name = utf8_trim(front_strip_end(front_strip_start(rest, U"?？□*（(：:"), U"?？□*）)"));
    if (slice_ends(speaker->name, SLICE("同志")))
        speaker->name.len -= strlen("同志");
    return end > 0 && is_role(speaker->role) && is_name(speaker->name, stands_apart);
}

/* 王明 市长, 王明（市长）. */
static bool read_name_first(struct slice text, struct front_speaker *speaker)
{
    size_t at = 0;

    while (at < text.len) {
        size_t start = at;

        if (!phrase_is_one_of(utf8_next(text, &at), U" （(，,、"))
            continue;
        speaker->name = slice_part(text, 0, start);
        speaker->role = front_strip_end(front_strip_start(slice_from(text, start), U"?（(，,、"), U"?）)");
        if (is_name(speaker->name, false) && is_role(speaker->role))
            return true;
    }
    return false;
}

static bool is_english_role(struct slice text)
{
    return office_holds_english(text) && text.len <= 120 && !front_holds_one_of(text, U"0123456789.:;()");
}

bool front_is_person(struct slice text)
{
    return front_is_latin(text) ? office_is_english_name(text) : is_name(text, false);
}

bool front_may_be_name(struct slice text)
{
    return !front_is_latin(text) && is_name(text, true);
}

bool front_is_office(struct slice text)
{
    return front_is_latin(text) ? is_english_role(text) : is_role(front_strip_end(text, U"?？□"));
}

/* The name without "the Hon", "Mr": marks of respect in front of it. */
static struct slice strip_honours(struct slice name)
{
    PHRASE_LIST(honours,
        "the ", "The ", "Hon ", "Hon. ", "Honourable ", "Honorable ", "Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. ",
        "Dr ", "Dr. ", "Comrade ");
    size_t len;

    while ((len = front_start_word(name, &honours)) > 0)
        name = slice_from(name, len);
    return name;
}

/* Speech by the Financial Secretary, the Hon John Li [moving …]. */
static bool read_speech_by(struct slice text, struct front_speaker *speaker)
{
    PHRASE_LIST(openings,
        "Speech by ", "Address by ", "Statement by ", "Remarks by ", "Report by ");
    PHRASE_LIST(endings, " moving ", " at ", " on ", " to ", " in ", " delivered ");
    size_t len = front_start_word(text, &openings);
    size_t comma, end, n;

    if (len == 0)
        return false;
    text = slice_from(text, len);
    end = front_find_word(text, 0, &endings, &n);
    text = end == SLICE_NONE ? text : slice_part(text, 0, end);
    comma = slice_find(text, SLICE(","), 0);
    if (comma == SLICE_NONE)
        return false;
    speaker->role = strip_honours(slice_part(text, 0, comma));
    speaker->name = strip_honours(utf8_trim(slice_from(text, comma + 1)));
    return is_english_role(speaker->role) && office_is_english_name(speaker->name);
}

/* Li Ming, Mayor of Linjiang; Premier Li Ming. */
static bool read_english(struct slice text, struct front_speaker *speaker)
{
    size_t comma = slice_find(text, SLICE(","), 0);
    size_t blank;

    if (read_speech_by(text, speaker))
        return true;
    if (slice_starts(text, SLICE("By ")) || slice_starts(text, SLICE("by ")))
        return read_english(slice_from(text, 3), speaker);
    if (comma != SLICE_NONE) {
        speaker->name = strip_honours(utf8_trim(slice_part(text, 0, comma)));
        speaker->role = strip_honours(front_strip_end(utf8_trim(slice_from(text, comma + 1)), U"."));
        return office_is_english_name(speaker->name) && is_english_role(speaker->role);
    }
    blank = slice_find(text, SLICE(" "), 0);
    if (blank == SLICE_NONE || !office_is_english(slice_part(text, 0, blank)))
        return false;
    speaker->role = slice_part(text, 0, blank);
    speaker->name = slice_from(text, blank + 1);
    return office_is_english_name(speaker->name);
}

bool front_read_speaker(struct slice text, struct front_speaker *speaker)
{
    struct slice bare;

    *speaker = (struct front_speaker){ { NULL, 0 }, { NULL, 0 } };
    text = strip_name_label(utf8_trim(front_strip_brackets(text))); /* （县人民政府县长 孟远舟） */
    if (text.len == 0 || text.len > PERSON_LEN_MAX)
        return false;
    if (front_is_latin(text))
        return read_english(text, speaker);
    if (read_role_first(text, speaker) || read_name_first(text, speaker))
        return true;
    bare = front_strip_tail_group(text);
    return bare.len < text.len && read_role_first(bare, speaker);
}

void front_append_name(struct buffer *to, struct slice name)
{
    bool is_latin = front_is_latin(name);
    size_t at = 0;

    while (at < name.len) {
        uint32_t cp = utf8_next(name, &at);

        if (!is_lost(cp) && (is_latin || !utf8_is_space(cp)))
            utf8_append(to, cp);
    }
}
