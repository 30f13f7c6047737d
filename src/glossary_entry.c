#include "glossary_entry.h"

#include "address.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum {
    TERM_MAX_CP = 60,       /* of a numbered entry */
    PLAIN_TERM_MAX_CP = 40, /* of an unnumbered entry: a sentence with a colon far behind is none */
    WORD_TERM_MAX_CP = 30,  /* of a term that only a word or a full stop parts from its definition */
    QUOTED_MAX_CP = 120,    /* of a term with what it has in quotation marks and brackets, which do not count above */
    DEFINITION_MAX = 32768, /* bytes in which the next entry is looked for */
    FORM_NOTE = 100,        /* 注1： besides label's own forms */
    FORM_BARE = 101,        /* 1“四尘”: a number whose punctuation or height is lost */
};

static bool is_sentence_end(uint32_t cp)
{
    return phrase_is_mark(cp, U"。！？；!?;．");
}

/* A full stop of Latin text; U.S. has none. */
static bool is_stop(struct slice text, size_t at)
{
    uint32_t last, next;

    if (text.ptr[at] != '.')
        return false;
    last = phrase_before(text, at);
    next = utf8_at(text, at + 1);
    return (utf8_is_lower(last) || last == ')') && (next == 0 || utf8_is_space(next));
}

static bool is_comma(uint32_t cp)
{
    return cp == U'，' || cp == ',';
}

bool glossary_is_latin(struct slice text)
{
    size_t at = 0, n_cp = 0;

    while (at < text.len && n_cp++ < GLOSSARY_LATIN_MAX_CP) {
        uint32_t cp = utf8_next(text, &at);

        if (utf8_is_ideograph(cp))
            return false;
        if (utf8_is_lower(cp))
            return true;
    }
    return false;
}

static const bool is_entry_label[LABEL_FAMILY_COUNT] = {
    [LABEL_CJK] = true,     [LABEL_CJK_PAREN] = true,  [LABEL_DECIMAL] = true, [LABEL_DECIMAL_PAREN] = true,
    [LABEL_CIRCLED] = true, [LABEL_MULTILEVEL] = true, [LABEL_ROMAN] = true,   [LABEL_ALPHA] = true,
    [LABEL_ORDINAL] = true, [LABEL_DASH] = true,
};

/* Digits of a number up to 999; 0 where there are none. */
static size_t read_number(struct slice text, long *number)
{
    size_t at = 0, next = 0;

    *number = 0;
    while (next < text.len && next < 9) {
        uint32_t cp = utf8_fold_width(utf8_next(text, &next));

        if (cp < '0' || cp > '9')
            break;
        *number = *number * 10 + (long)(cp - '0');
        at = next;
    }
    return *number >= 1 && *number <= 999 ? at : 0;
}

static void set_own_label(struct label *label, struct slice text, unsigned form, long number, size_t len)
{
    *label = (struct label){ .family = LABEL_DECIMAL, .form = form, .number = number, .len = len };
    label->text_offset = phrase_skip_blanks(text, len);
}

/* 注1：四尘：…, 注1 四尘：… */
static bool read_note_label(struct slice text, struct label *label)
{
    static const char *const words[] = { "注释", "注" };
    long number;

    for (size_t i = 0; i < LENGTH_OF(words); i++) {
        size_t at = strlen(words[i]), len;

        if (!slice_starts(text, slice_of(words[i])))
            continue;
        at = phrase_skip_blanks(text, at);
        len = read_number(slice_from(text, at), &number);
        if (len == 0)
            continue;
        at += len;
        if (phrase_is_mark(utf8_at(text, at), U"：:、.．"))
            utf8_next(text, &at);
        set_own_label(label, text, FORM_NOTE, number, at);
        return true;
    }
    return false;
}

/* 1“四尘”：…: the number was raised, or its stop is lost; only quotation marks tell it from 110联动：…. */
static bool read_bare_label(struct slice text, struct label *label)
{
    long number;
    size_t len = read_number(text, &number);
    const struct pair *pair = phrase_pair(utf8_at(text, len));

    if (len == 0 || !pair || !(pair->is_quote || pair->open == U'《'))
        return false;
    set_own_label(label, text, FORM_BARE, number, len);
    return true;
}

/*
 * 21.5+2就业之家：… is entry 21 where 20 stood before; in running text it would be a decimal fraction. It takes the form
 * of 1. from label, so that both are siblings.
 */
static bool read_stop_label(struct slice text, long expected, struct label *label)
{
    long number;
    size_t at = read_number(text, &number);
    struct label plain;

    if (at == 0 || !phrase_is_mark(utf8_next(text, &at), U".．") || (expected != 0 && number != expected))
        return false;
    if (!phrase_is_word(utf8_at(text, at)) || !label_read(SLICE("1. A"), &plain))
        return false;
    set_own_label(label, text, plain.form, number, at);
    return true;
}

/* The label of an entry. `expected`: the number that would come next, 0 where that is not known. */
static bool read_label(struct slice text, long expected, struct label *label)
{
    struct label own;
    bool is_read = label_read(text, label);
    bool is_doubtful = !is_read || (label->family == LABEL_MULTILEVEL && !label->is_certain);

    if (read_note_label(text, &own) || (!is_read && read_bare_label(text, &own)) ||
        (is_doubtful && read_stop_label(text, expected, &own))) {
        *label = own;
        return true;
    }
    return is_read && is_entry_label[label->family] && (label->number > 0 || label->family == LABEL_DASH);
}

/* Bytes of a ^ before a label: ^[10]. */
static size_t read_caret(struct slice text)
{
    return slice_starts(text, SLICE("^")) ? 1 : 0;
}

/* Where the term ends and where the definition begins. */
struct split {
    size_t term_end, separator, separator_end;
};

/* Words that open a definition: the term before them needs no mark. */
PHRASE_LIST(strong_words,
    "是指", "指的是", "就是指", "系指", "特指", "泛指", "即指", "均指", "统指", "分别指", "主要指", "所称的是");

/* Compounds that are no separator: 居民消费价格指数, 立即. */
static const char *const compounds_behind[] = {
    "指数", "指标", "指导", "指挥", "指南", "指引", "指示", "指定", "指向", "指令", "指控", "指针", "指派", "指纹", "指甲",
    "指责", "指战", "指教", "指点", "指尖", "指出", "指明", "指望", "即将", "即时", "即使", "即便", "即刻", "即日", "即可",
    "即期", "即办",
};
static const uint32_t compounds_before[] = U"手拇食五立随当迅旋亦也";

/* Words that may be part of another one, or of the term: they take a label or a quotation mark before them. */
PHRASE_LIST(weak_words, "指", "即");
PHRASE_LIST(copulas, "是");

static bool is_strong_word(struct slice text)
{
    return phrase_list_starts(&strong_words, text);
}

/* 指 or 即 as a word of its own. */
static bool is_weak_word(struct slice text, size_t at)
{
    struct slice rest = slice_from(text, at);

    return phrase_list_starts(&weak_words, rest) && !PHRASE_STARTS(rest, compounds_behind) &&
           !phrase_is_one_of(phrase_before(text, at), compounds_before);
}

PHRASE_LIST(english_words,
            "means ", "refers to ", "is defined as ", "are defined as ", "denotes ", "stands for ", "shall mean ",
            "mean ");

static bool is_english_word(struct slice text, size_t at)
{
    return utf8_is_space(phrase_before(text, at)) && phrase_list_starts(&english_words, slice_from(text, at));
}

bool glossary_opens_definition(struct slice text)
{
    return is_strong_word(text) || phrase_list_starts(&english_words, text);
}

bool glossary_is_defining(struct slice text)
{
    PHRASE_LIST(words, "指", "即", "是", "为", "系", "包括", "主要", "分别", "简称", "全称");

    return phrase_list_starts(&words, text) || phrase_list_starts(&english_words, text);
}

/* Bytes of the colon at `at`; 0 for 12:30 and http:// */
static size_t read_colon(struct slice text, size_t at)
{
    size_t end = at;
    uint32_t cp = utf8_next(text, &end);

    if (!phrase_is_colon(cp) || (cp == ':' && slice_starts(slice_from(text, end), SLICE("//"))))
        return 0;
    if (cp == ':' && utf8_is_digit(phrase_before(text, at)) && utf8_is_digit(utf8_at(text, end)))
        return 0;
    return end - at;
}

/* Bytes of the dash at `at`. A single one stands in 广州—深圳 too: it needs blanks around it, or 指 behind it. */
static size_t read_dash(struct slice text, size_t at)
{
    static const char *const doubles[] = { "——", "──", "━━", "－－", "--" };
    static const char *const singles[] = { "—", "–", "-", "─" };
    struct slice rest = slice_from(text, at);

    if (!phrase_is_mark(utf8_first(rest), U"—─━－-–"))
        return 0;
    for (size_t i = 0; i < LENGTH_OF(doubles); i++)
        if (slice_starts(rest, slice_of(doubles[i])))
            return strlen(doubles[i]);
    for (size_t i = 0; i < LENGTH_OF(singles); i++) {
        size_t len = strlen(singles[i]);

        if (!slice_starts(rest, slice_of(singles[i])))
            continue;
        if (utf8_is_space(phrase_before(text, at)) && utf8_is_space(utf8_at(rest, len)))
            return len;
        if (len > 1 && (is_strong_word(slice_from(rest, len)) || is_weak_word(rest, len)))
            return len;
    }
    return 0;
}

/* The places in the first characters of a text where its term may end; SLICE_NONE where there is none. */
struct places {
    size_t colon, dash, tab, word, comma;
    size_t end; /* where the sentence, or the look at it, ends */
    bool has_stop; /* a sentence ends there, with 。 */
    bool is_nested; /* quotation marks or brackets were open on the way */
};

static void mark_once(size_t *place, size_t at)
{
    if (*place == SLICE_NONE)
        *place = at;
}

/* “河长制”指…, “河长制”，是… */
static bool is_after_quote(struct slice text, size_t at)
{
    struct slice head = phrase_trim_end(slice_part(text, 0, at), U"，,");

    return phrase_is_closing_quote(utf8_last(head));
}

/* Words are taken behind a closing quotation mark, or where they are unmistakable; behind a label it takes less. */
static bool is_word_at(struct slice text, size_t at, bool is_labelled)
{
    if (at == 0)
        return false;
    if (!utf8_is_ideograph(utf8_at(text, at)))
        return is_english_word(text, at);
    return is_strong_word(slice_from(text, at)) ||
           (is_weak_word(text, at) && (is_labelled || is_after_quote(text, at))) ||
           (phrase_list_starts(&copulas, slice_from(text, at)) && is_after_quote(text, at));
}

/* Bits of the characters that the Chinese words of is_word_at begin with. */
static const uint64_t *word_starts(void)
{
    static _Thread_local struct phrase_starts starts;

    return PHRASE_STARTS_OF(&starts, &strong_words, &weak_words, &copulas);
}

static void look_at_place(struct slice text, size_t at, bool is_labelled, struct places *places)
{
    uint32_t cp = utf8_at(text, at);
    bool is_mark = !utf8_is_ideograph(cp);

    if (cp == '\t')
        mark_once(&places->tab, at);
    else if (is_mark && read_colon(text, at) > 0)
        mark_once(&places->colon, at);
    else if (is_mark && read_dash(text, at) > 0)
        mark_once(&places->dash, at);
    else if (is_comma(cp))
        mark_once(&places->comma, at);
    else if (is_word_at(text, at, is_labelled))
        mark_once(&places->word, at);
}

static bool is_ascii_word(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* A blank, a digit or a letter at `at` that begins none of english_words: inside a word, none begins. */
static bool is_plain_ascii(struct slice text, size_t at)
{
    if (!is_ascii_word(text.ptr[at]))
        return text.ptr[at] == ' ';
    return (at > 0 && is_ascii_word(text.ptr[at - 1])) || !phrase_list_may_start(&english_words, slice_from(text, at));
}

/*
 * Bytes of the characters at `at`, at most `n_max` of them, that most texts are made of: no mark, and the start of none
 * of the words of is_word_at. `n_cp` is their number.
 */
static size_t skip_plain(struct slice text, size_t at, size_t n_max, size_t *n_cp)
{
    const uint64_t *starts = word_starts();
    size_t end = at;

    for (*n_cp = 0; *n_cp < n_max && end < text.len; ++*n_cp) {
        if (utf8_is_ideograph_lead(text.ptr[end])) {
            if (text.len - end < 3 || phrase_triple_has_bit(starts, text.ptr + end))
                break;
            end += 3;
        } else {
            if (!is_plain_ascii(text, end))
                break;
            end++;
        }
    }
    return end - at;
}

/*
 * A colon or a TAB was found: whatever comes behind it, the term ends there or at one of the places before it. But a
 * colon behind a TAB decides whether the term ends at a word in front of it: 发展即改革[TAB]注：…
 */
static bool is_settled(const struct places *places)
{
    return places->colon != SLICE_NONE || (places->tab != SLICE_NONE && places->word == SLICE_NONE);
}

/* A look at a text for the places of its term, as far as it has come. */
struct look {
    struct slice text;
    size_t at;
    size_t n_cp, n_outside; /* characters seen, and those of them outside quotation marks and brackets */
    size_t limit;           /* of n_outside */
    struct nesting nesting;
    bool is_labelled;
    bool is_flat; /* quotation marks and brackets count for nothing */
};

static bool is_outside(const struct look *look)
{
    return look->nesting.depth == 0 || look->is_flat;
}

/* Passes over characters of which nothing comes. False where none of them stands. */
static bool pass_plain(struct look *look, struct places *places)
{
    size_t n_max = QUOTED_MAX_CP + 1 - look->n_cp, n_max_outside = look->limit + 1 - look->n_outside, n_run;
    size_t run = skip_plain(look->text, look->at,
                            is_outside(look) && n_max_outside < n_max ? n_max_outside : n_max, &n_run);

    if (run == 0)
        return false;
    look->at += run;
    look->n_cp += n_run;
    if (is_outside(look)) {
        look->n_outside += n_run;
        places->has_stop = false;
    }
    return true;
}

/* Takes one character. False where the sentence ends with it. */
static bool take_character(struct look *look, struct places *places)
{
    size_t start = look->at;
    uint32_t cp = utf8_next(look->text, &look->at);

    look->n_cp++;
    if (is_outside(look)) {
        places->has_stop = cp == U'。';
        if (!utf8_is_ideograph(cp) && (is_sentence_end(cp) || is_stop(look->text, start)))
            return false;
        look_at_place(look->text, start, look->is_labelled, places);
        look->n_outside++;
    }
    phrase_nest(&look->nesting, cp);
    places->is_nested = places->is_nested || look->nesting.depth > 0;
    return true;
}

/*
 * Looks at the text's first characters outside quotation marks and brackets (or, with `is_flat`, at all of them), as
 * far as anything can come of it.
 */
static void find_places(struct slice text, bool is_labelled, bool is_flat, struct places *places)
{
    struct look look = { .text = text, .is_labelled = is_labelled, .is_flat = is_flat };

    look.limit = glossary_is_latin(text) ? GLOSSARY_LATIN_MAX_CP : is_labelled ? TERM_MAX_CP : PLAIN_TERM_MAX_CP;
    *places = (struct places){ SLICE_NONE, SLICE_NONE, SLICE_NONE, SLICE_NONE, SLICE_NONE, 0, false, false };
    while (look.n_outside <= look.limit && look.n_cp <= QUOTED_MAX_CP && look.at < text.len && !is_settled(places)) {
        if (!pass_plain(&look, places) && !take_character(&look, places))
            break;
        places->end = look.at;
    }
}

static bool has_place(const struct places *places)
{
    return places->colon != SLICE_NONE || places->dash != SLICE_NONE || places->tab != SLICE_NONE ||
           places->word != SLICE_NONE;
}

static bool is_within(size_t place, size_t end)
{
    return place != SLICE_NONE && place < end;
}

/* A dash before a colon: the guide takes the colon, unless the definition has plainly begun. */
static bool is_dash_first(struct slice text, const struct places *places)
{
    size_t dash_end;

    if (!is_within(places->dash, places->colon))
        return false;
    dash_end = phrase_skip_blanks(text, places->dash + read_dash(text, places->dash));
    return glossary_is_latin(text) || is_within(places->comma, places->colon) ||
           glossary_is_defining(slice_from(text, dash_end)) ||
           utf8_count(slice_part(text, places->dash, places->colon)) > 20;
}

/* 四下基层是指…：一是…: the word came first. A plain 指 or 是 yields to a colon or dash, unless it follows “…”. */
static bool is_word_first(struct slice text, const struct places *places)
{
    if (places->word == SLICE_NONE || is_within(places->dash, places->word) || is_within(places->tab, places->word))
        return false;
    if (places->colon == SLICE_NONE)
        return true;
    if (places->colon < places->word)
        return false;
    return is_strong_word(slice_from(text, places->word)) || is_english_word(text, places->word) ||
           (is_weak_word(text, places->word) && phrase_is_closing_quote(phrase_before(text, places->word)));
}

size_t glossary_skip_separators(struct slice text, size_t at)
{
    while (at < text.len && !utf8_is_ideograph_lead(text.ptr[at])) {
        size_t next = phrase_skip_blanks(text, at);
        size_t len = read_colon(text, next);

        if (len == 0)
            len = read_dash(text, next);
        if (len == 0)
            break;
        at = next + len;
    }
    return at;
}

/* ： —— and what else of the kind follows; a TAB is white space and leaves no separator behind. */
static void split_at_mark(struct slice text, size_t at, struct split *split)
{
    split->term_end = split->separator = at;
    split->separator_end = glossary_skip_separators(text, at);
}

/* “四下基层”，是指…: a comma before the word is the separator. */
static void split_at_word(struct slice text, size_t at, struct split *split)
{
    split->term_end = phrase_trim_end(slice_part(text, 0, at), U"，,、").len;
    split->separator = phrase_skip_blanks(text, split->term_end);
    split->separator_end = at;
    if (split->separator > at)
        split->separator = at;
}

static bool is_word_term(struct slice text, const struct places *places)
{
    struct slice term = phrase_trim_end(slice_part(text, 0, places->word), U"，,、");

    return !is_within(places->comma, term.len) &&
           utf8_count(term) <= (glossary_is_latin(text) ? GLOSSARY_LATIN_MAX_CP : WORD_TERM_MAX_CP);
}

/* 1.河长制。指由负责人担任河长。 The full stop parts them where a definition plainly begins behind it. */
static bool split_at_stop(struct slice text, const struct places *places, struct split *split)
{
    split->term_end = split->separator = split->separator_end = places->end;
    if (!places->has_stop || is_within(places->comma, places->end))
        return false;
    utf8_next(text, &split->separator_end);
    return utf8_count(slice_part(text, 0, places->end)) <= WORD_TERM_MAX_CP &&
           (is_strong_word(slice_from(text, split->separator_end)) || is_weak_word(text, split->separator_end));
}

/* 【河长制】由各镇镇长担任河长。 The brackets part them; not 【打印】【关闭】. */
static bool split_at_bracket(struct slice text, struct split *split)
{
    size_t end = slice_starts(text, SLICE("【")) ? slice_find(text, SLICE("】"), 0) : SLICE_NONE;

    if (end == SLICE_NONE || utf8_count(slice_part(text, 0, end)) > PLAIN_TERM_MAX_CP)
        return false;
    split->term_end = split->separator = split->separator_end = end + strlen("】");
    return utf8_is_ideograph(utf8_at(text, split->term_end));
}

static bool find_split(struct slice text, bool is_labelled, struct split *split)
{
    struct places places;

    if (split_at_bracket(text, split))
        return true;
    find_places(text, is_labelled, false, &places);
    if (!has_place(&places) && places.is_nested)
        find_places(text, is_labelled, true, &places); /* “四尘：… lost its second quotation mark */
    if (is_word_first(text, &places)) {
        split_at_word(text, places.word, split);
        return is_word_term(text, &places);
    }
    if (places.colon != SLICE_NONE && !is_dash_first(text, &places) && !is_within(places.tab, places.colon))
        split_at_mark(text, places.colon, split);
    else if (is_within(places.tab, places.dash))
        split_at_mark(text, places.tab, split);
    else if (places.dash != SLICE_NONE)
        split_at_mark(text, places.dash, split);
    else
        return is_labelled && split_at_stop(text, &places, split);
    return is_labelled || !is_within(places.comma, split->term_end);
}

/* Lines of a page and of a text that end in a colon, or hold one, and name no term. */
PHRASE_LIST(no_terms,
            "责任编辑", "编辑", "来源", "信息来源", "资料来源", "数据来源", "稿源", "作者", "记者", "审核", "校对", "初审", "复审", "终审", "主管单位",
            "技术支持", "备案号", "联系方式", "投诉电话", "咨询电话", "网址", "公众号", "打印", "分享", "分享到", "相关报道", "相关链接", "相关解读",
            "相关阅读", "相关新闻", "相关附件", "附件下载", "延伸阅读", "附件", "附", "注", "备注", "说明", "编者按", "发布时间", "发布日期", "发表时间",
            "更新时间", "浏览次数", "阅读次数", "字号", "字体", "上一篇", "下一篇", "联系电话", "电话", "传真", "地址", "邮编", "邮箱", "联系人", "主办",
            "承办", "主办单位", "承办单位", "网站标识码", "版权所有", "抄送", "主送", "其中", "例如",
            "比如", "此外", "Source", "Sources", "Note", "Notes", "Editor");

/* What introduces speech or a list: 习近平总书记强调：…, 现解释如下：…. */
PHRASE_LIST(introducing_ends,
            "如下", "包括", "其中", "强调", "指出", "表示", "认为", "宣布");

/* The same, but for names that end so: 八项规定. They are told apart by what marks or defines them. */
PHRASE_LIST(doubtful_ends,
            "以下", "要求", "提出", "规定", "明确", "明确了", "是", "为", "主要有", "分别是", "具体是", "即", "内容");
PHRASE_LIST(introducing_starts,
            "其中", "主要包括", "主要有", "主要是", "主要内容", "主要任务", "具体包括", "具体为", "具体是", "具体内容", "包括", "分别为", "分别是", "同时",
            "此外", "另外", "总体目标", "也就是", "上述", "这一", "这些", "该", "The following", "These ", "This ", "It ");

/* 各位代表：去年… calls upon them. */
static bool is_address(struct slice term)
{
    return term.len > 0 && address_len(term) == term.len;
}

/* `is_marked`: it has a label before it or quotation marks around it. */
static bool is_term(struct slice term, bool is_marked, struct slice definition)
{
    bool is_defined = is_strong_word(definition) || is_weak_word(definition, 0);

    if (phrase_list_equals(&no_terms, term) || is_address(term) || phrase_list_ends(&introducing_ends, term) ||
        slice_holds(term, SLICE("://")))
        return false;
    if (!is_marked && ((phrase_list_ends(&doubtful_ends, term) && !is_defined) ||
                       phrase_list_starts(&introducing_starts, term)))
        return false;
    return phrase_holds_word(term);
}

/* 列宁：《论粮食税》，《列宁全集》第41卷，第202页。 gives a source, no definition. */
static bool is_citation(struct slice definition)
{
    static const char *const ends[] = { "页", "頁", "年版" };
    struct slice end = phrase_trim_end(definition, U"。.；;）)");

    return (slice_starts(definition, SLICE("《")) || slice_starts(definition, SLICE("“"))) && PHRASE_ENDS(end, ends);
}

bool glossary_is_definition(struct slice text)
{
    return !is_citation(text) && phrase_holds_word(text);
}

/* `rest`: the entry's text behind its label. */
static bool is_marked(const struct glossary_entry *entry, struct slice rest)
{
    return entry->label.len > 0 || phrase_pair(utf8_first(rest)) != NULL;
}

static void set_label(struct glossary_entry *entry, struct slice text, const struct label *label, size_t caret)
{
    entry->label = slice_part(text, 0, caret + label->len);
    entry->number = label->number;
    entry->number_text = label->number_text;
    entry->family = label->family;
    entry->form = label->form;
}

size_t glossary_entry_label(struct slice text, long expected, struct glossary_entry *entry)
{
    size_t caret = read_caret(text);
    struct label label;

    *entry = (struct glossary_entry){ .family = LABEL_NONE, .len = text.len };
    if (!read_label(slice_from(text, caret), expected, &label))
        return 0;
    set_label(entry, text, &label, caret);
    return caret + label.text_offset;
}

/* 一是… and **一是**… count off what was announced; behind a label 三要三不 may be a name. */
static bool is_counting(struct slice text, bool is_labelled)
{
    uint32_t first = utf8_first(text);
    struct label label;

    if ((!numeral_is_cjk(first) && first != '*') || !label_read(text, &label) || label.family != LABEL_YISHI)
        return false;
    return !is_labelled || slice_ends(slice_part(text, 0, label.len), SLICE("是"));
}

bool glossary_expect_entry(struct slice text, long expected, struct glossary_entry *entry)
{
    size_t at = glossary_entry_label(text, expected, entry);
    struct slice rest = slice_from(text, at);
    struct split split;

    if (is_counting(rest, entry->label.len > 0) || !find_split(rest, entry->label.len > 0, &split))
        return false;
    entry->term = phrase_strip(phrase_trim_end(utf8_trim(slice_part(rest, 0, split.term_end)), U"，,、"));
    entry->separator = utf8_trim(slice_part(rest, split.separator, split.separator_end));
    entry->definition = utf8_trim(slice_from(rest, split.separator_end));
    return glossary_is_definition(entry->definition) &&
           is_term(entry->term, is_marked(entry, rest), entry->definition);
}

/* What may stand before a label inside a paragraph. */
static bool is_before_label(uint32_t cp)
{
    return phrase_is_mark(cp, U"。！？!?：；:;") || utf8_is_space(cp);
}

/* The place behind the next character that is no ideograph. */
static size_t behind_mark(struct slice text, size_t at)
{
    at = utf8_skip_ideographs(text, at);
    utf8_next(text, &at);
    return at;
}

/*
 * Where the next entry begins inside this one's paragraph: behind the end of a sentence, with the next number in the
 * same form, where no list that began with 1 is under way.
 */
static size_t find_next_entry(struct slice text, const struct glossary_entry *entry)
{
    size_t at = (size_t)(entry->definition.ptr - text.ptr);
    size_t end = text.len - at > DEFINITION_MAX ? at + DEFINITION_MAX : text.len;

    for (; entry->number > 0 && at < end; at = behind_mark(text, at)) {
        struct glossary_entry next;
        struct slice rest;

        if (!is_before_label(phrase_before(text, at)))
            continue;
        rest = slice_from(text, phrase_skip_blanks(text, at));
        if (rest.len == 0)
            continue;
        glossary_entry_label(rest, entry->number + 1, &next);
        if (next.family != entry->family || next.form != entry->form)
            continue;
        if (next.number == 1)
            return text.len;
        if (next.number == entry->number + 1 && !phrase_is_mark(phrase_before(text, at), U"：；:;") &&
            glossary_expect_entry(rest, next.number, &next))
            return at;
    }
    return text.len;
}

void glossary_complete_entry(struct slice text, struct glossary_entry *entry)
{
    size_t end = find_next_entry(text, entry);
    size_t start = (size_t)(entry->definition.ptr - text.ptr);

    entry->definition = utf8_trim(slice_part(text, start, end));
    entry->len = end < text.len ? phrase_skip_blanks(text, end) : text.len;
}

bool glossary_entry_read(struct slice text, struct glossary_entry *entry)
{
    if (!glossary_expect_entry(text, 0, entry))
        return false;
    glossary_complete_entry(text, entry);
    return true;
}

/* Bytes of the term at the start of a line that holds nothing else; 0 where it reads as something longer. */
static size_t read_lone_term(struct slice text, bool is_labelled)
{
    struct places places;
    struct slice bare = phrase_trim_end(text, U"：:—–-");

    find_places(bare, is_labelled, false, &places);
    places.word = SLICE_NONE; /* “河长制”是什么 */
    if (places.end < bare.len || has_place(&places) || is_comma(utf8_last(bare)))
        return 0;
    return !is_labelled && places.comma != SLICE_NONE ? 0 : bare.len;
}

bool glossary_expect_term(struct slice text, long expected, struct glossary_entry *entry)
{
    size_t at = glossary_entry_label(text, expected, entry), len;
    struct slice rest = slice_from(text, at);

    len = read_lone_term(rest, entry->label.len > 0);
    if (len == 0 || is_counting(rest, entry->label.len > 0))
        return false;
    entry->term = phrase_strip(slice_part(rest, 0, len));
    entry->separator = utf8_trim(slice_from(rest, len));
    return is_term(entry->term, is_marked(entry, rest), entry->definition);
}

bool glossary_term_read(struct slice text, struct glossary_entry *entry)
{
    return glossary_expect_term(text, 0, entry);
}
