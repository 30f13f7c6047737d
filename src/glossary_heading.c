/* The headings of glossaries, and the words that they are made of. */
#include "glossary.h"

#include "phrase.h"
#include "utf8.h"

enum {
    HEADING_MAX_CP = 60,
    HEADING_LEN_MAX = 4 * HEADING_MAX_CP,
    LABEL_WORDS_MAX = 2, /* of English: Appendix A */
};

/* What a word contributes to a heading such as 《政府工作报告》有关名词解释. */
enum heading_word {
    WORD_FILLING = 1,
    WORD_NAME = 2, /* what is explained */
    WORD_EXPLAIN = 4,
    WORD_LIST = 8,
    WORD_ALL = 16, /* a glossary by itself */
};

/* Of two that start alike the longer one first. Each of names and of explanations holds one of holds_core's.
 * The English ones in lower case. */
PHRASE_LIST(name_words,
            "专有名词", "专业名词", "名词术语", "名词", "名詞", "术语", "術語", "用语", "用語", "词语", "詞語",
            "词汇", "詞彙", "语汇", "词条", "缩略语", "缩略词", "缩写词", "縮略語", "略語", "专用词", "新词",
            "热词");
PHRASE_LIST(explain_words,
            "解释", "解釋", "注释", "註釋", "注釋", "注釈", "说明", "說明", "説明", "释义", "釋義", "解读", "注解",
            "註解", "简释", "浅释", "诠释", "解析", "解説", "定义", "定義", "含义", "附注", "脚注", "尾注", "注",
            "註");
PHRASE_LIST(filling_words,
            "统计指标", "指标", "概念", "关键词", "简称", "提法", "表述", "有关", "相关", "部分", "若干", "主要",
            "重要", "常用", "重点", "专业", "专有", "专用", "关键", "新", "文中", "本", "报告", "報告", "规划",
            "纲要", "方案", "文件", "公报", "意见", "中", "内容", "內容", "有關", "相關", "内", "的", "の", "及", "和", "与", "、", "对",
            "关于", "所", "涉及", "出现", "使用", "一些", "个别", "附件");
PHRASE_LIST(list_words,
            "对照表", "一览表", "一览", "集", "表", "汇编", "索引");
PHRASE_LIST(english_all_words,
            "glossary", "definitions", "definition", "abbreviations", "acronyms", "terminology", "initialisms");
PHRASE_LIST(english_name_words,
            "terms", "words", "expressions");
PHRASE_LIST(english_explain_words,
            "explanations", "explanation", "notes", "note");
PHRASE_LIST(english_filling_words,
            "explanatory", "list", "of", "and", "&", "the", "key", "used", "in", "this", "report", "technical",
            "main", "selected", "common", "on", "to");

/* The letters of ASCII in lower case, and & as it is: what the English words are made of. */
static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

/* Bytes of the word of lower case at the start of `text`, whatever the case there; 0 where it is another. */
static size_t english_word_len(struct slice text, const char *word)
{
    size_t len = 0;

    while (len < text.len && word[len] && lower(text.ptr[len]) == word[len])
        len++;
    return word[len] || utf8_is_latin(utf8_at(text, len)) ? 0 : len;
}

static size_t first_english_word_len(struct slice text, const struct phrase_list *list, char first)
{
    for (size_t i = 0; i < list->n; i++) {
        size_t len = list->words[i][0] == first ? english_word_len(text, list->words[i]) : 0;

        if (len > 0)
            return len;
    }
    return 0;
}

/* phrase_list_len whatever the case, and up to the word's end. */
static inline size_t read_english_word(struct slice text, struct phrase_list *list)
{
    char first = lower(text.ptr[0]);

    return phrase_list_may_begin(list, (unsigned char)first) ? first_english_word_len(text, list, first) : 0;
}

/* Bytes of the word at the start of `text`, and what it contributes; 0 where it is no word of headings. */
static size_t read_heading_word(struct slice text, unsigned *words)
{
    const struct {
        struct phrase_list *chinese, *english;
        enum heading_word word;
    } kinds[] = {
        { NULL, &english_all_words, WORD_ALL },
        { &name_words, &english_name_words, WORD_NAME },
        { &explain_words, &english_explain_words, WORD_EXPLAIN },
        { &filling_words, &english_filling_words, WORD_FILLING },
        { &list_words, NULL, WORD_LIST },
    };
    bool is_ascii = text.len > 0 && (unsigned char)text.ptr[0] < 0x80;

    for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
        struct phrase_list *list = is_ascii ? kinds[i].english : kinds[i].chinese;
        size_t len = !list ? 0 : is_ascii ? read_english_word(text, list) : phrase_list_len(list, text);

        if (len > 0) {
            *words |= kinds[i].word;
            return len;
        }
    }
    return 0;
}

/* Reads words of headings as far as they go. Bytes, and in `words` what they contribute. */
static size_t read_heading_words(struct slice text, unsigned *words)
{
    size_t at = 0, len;

    *words = 0;
    for (;;) {
        struct slice rest = slice_from(text, phrase_skip_blanks(text, at));

        len = read_heading_word(rest, words);
        if (len == 0)
            len = phrase_enclosed(rest, U"《");
        if (len == 0 && *words != 0)
            len = phrase_enclosed(rest, U"（(");
        if (len == 0)
            return at;
        at = text.len - rest.len + len;
    }
}

/* 名词解释 is one; 注释 may be one; 有关报告 is none. */
static bool is_heading_of(unsigned words, bool *needs_entries)
{
    bool is_named = (words & WORD_ALL) || ((words & WORD_NAME) && (words & (WORD_EXPLAIN | WORD_LIST)));

    *needs_entries = !is_named;
    return is_named || (words & (WORD_NAME | WORD_EXPLAIN));
}

/* What ends the part of a heading that names the document: 某某区2024年政府工作报告 | 名词解释. */
PHRASE_LIST(document_ends,
    "报告", "報告", "规划", "纲要", "方案", "公报", "计划", "意见", "》", "文件", "草案", "条例", "办法");

static bool is_document_end(struct slice before_words)
{
    return before_words.len == 0 || phrase_list_ends(&document_ends, before_words);
}

/* What ends a clause, and with it the place for a document's name. No letter does. */
static bool is_clause_end(uint32_t cp)
{
    if (cp < '@')
        return phrase_is_mark(cp, U",;:?!");
    return cp == U'。' || (cp > 0xFF00 && phrase_is_mark(cp, U"，；：？！"));
}

/* A document is named in Chinese here: in front of Notes, a line of English has no name. */
static bool may_name_document(struct slice text)
{
    size_t len = text.len < HEADING_MAX_CP ? text.len : HEADING_MAX_CP;

    return utf8_ascii_prefix(text.ptr, len) < len;
}

/* Bytes of the heading's own text, the document's name in front included; 0 where `text` begins with none. */
static size_t read_heading_text(struct slice text, bool *needs_entries)
{
    size_t at = 0, n_cp = 0;
    uint32_t cp = 0;

    while (at < text.len && n_cp++ < HEADING_MAX_CP) {
        bool may_be_end = at == 0 || phrase_list_may_end(&document_ends, cp);

        if (may_be_end && is_document_end(slice_part(text, 0, at))) {
            unsigned words;
            size_t len = read_heading_words(slice_from(text, at), &words);

            if (len > 0 && is_heading_of(words, needs_entries))
                return at + len;
        }
        if (at == 0 && !may_name_document(text))
            return 0;
        cp = utf8_next(text, &at);
        if (is_clause_end(cp))
            return 0;
    }
    return 0;
}

/* A.1 of an annex; Appendix A without punctuation. */
static size_t read_letter_number(struct slice text)
{
    size_t at = 1;

    if (text.len < 4 || !(text.ptr[0] >= 'A' && text.ptr[0] <= 'Z') || text.ptr[1] != '.')
        return 0;
    while (at < text.len && (text.ptr[at] == '.' || (text.ptr[at] >= '0' && text.ptr[at] <= '9')))
        at++;
    return utf8_is_space(utf8_at(text, at)) ? at : 0;
}

/* 附录B, 3. or C. as well as 三、, since 名词解释 tells that it is a heading; 第三， begins a sentence. */
static bool may_number_heading(enum label_family family)
{
    return family == LABEL_ANNEX || (label_heading(family) != LABEL_HEADS_NOTHING && family != LABEL_ORDINAL);
}

/* Bytes of the label of a heading; blanks and a dash behind it are not counted. */
static size_t read_heading_label(struct slice text, bool *is_item)
{
    static const char *const annexes[] = { "附件", "附录", "附" };
    struct label label;

    *is_item = false;
    if (label_read(text, &label) && may_number_heading(label.family)) {
        *is_item = label.family == LABEL_DECIMAL || label.family == LABEL_DECIMAL_PAREN;
        return label.len;
    }
    for (size_t i = 0; i < LENGTH_OF(annexes); i++)
        if (slice_starts(text, slice_of(annexes[i])) && !slice_starts(text, SLICE("附注")))
            return strlen(annexes[i]);
    return read_letter_number(text);
}

/* Blanks and dashes between a label and its title: Appendix A — Definitions. */
static size_t skip_dashes(struct slice text, size_t at)
{
    size_t next = at;

    while (next < text.len) {
        uint32_t cp = utf8_next(text, &next);

        if (!utf8_is_space(cp) && !phrase_is_mark(cp, U"—–-─·：:"))
            break;
        at = next;
    }
    return at;
}

/* The heading at the start of `text`, up to its closing punctuation; what stands behind it is not looked at. */
static bool read_heading(struct slice text, struct glossary_heading *heading)
{
    bool is_item;
    size_t label_len = read_heading_label(text, &is_item);
    size_t at = skip_dashes(text, label_len), len;

    *heading = (struct glossary_heading){ .label = slice_part(text, 0, label_len) };
    len = read_heading_text(slice_from(text, at), &heading->needs_entries);
    if (len == 0)
        return false;
    heading->title = slice_part(text, at, at + len);
    heading->len = at + len;
    if (phrase_is_mark(utf8_at(text, heading->len), U"：:。."))
        utf8_next(text, &heading->len);
    heading->separator = slice_part(text, at + len, heading->len);
    if (is_item)
        heading->needs_entries = true;
    return true;
}

/* 【名词解释】 and “名词解释” are 名词解释: the pair goes, as punctuation at the edge of a title. */
static struct slice strip_heading(struct slice text)
{
    struct slice stripped = utf8_trim(text);

    while (stripped.len > 0 && phrase_is_mark(utf8_first(stripped), U"*#=—-")) {
        size_t at = 0;

        utf8_next(stripped, &at);
        stripped = utf8_trim(slice_from(stripped, at));
    }
    return phrase_strip(phrase_trim_end(stripped, U"*#=—-"));
}

/*
 * The first place from `at` on, in the first clause and before byte `end`, where a character has its bit or a letter of
 * ASCII stands; SLICE_NONE where there is none. Those that end a clause, clause_ends, have their bits too.
 */
static size_t find_in_clause(struct slice text, size_t at, size_t end, const uint64_t bits[16])
{
    while ((at += phrase_skip_triples(bits, text, at, HEADING_MAX_CP)) < end) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);

        if (cp == U'。' || (cp > 0xFF00 && phrase_is_mark(cp, U"，；！？")))
            break;
        if (utf8_is_ascii_letter(cp) || phrase_has_bit(bits, cp))
            return start;
    }
    return SLICE_NONE;
}

/* The first place from `at` on where no letter of ASCII stands. */
static size_t skip_letters(struct slice text, size_t at)
{
    while (at < text.len && utf8_is_ascii_letter((unsigned char)text.ptr[at]))
        at++;
    return at;
}

/*
 * Does English that begins with the word at `at` reach a word without which there is no heading? Before that stand
 * words of headings alone, and before those a label; a sentence is told by its first words. Brackets are not looked
 * into.
 */
static bool may_reach_english_core(struct slice text, size_t at)
{
    size_t n_words = 0;

    for (; at < text.len && (unsigned char)text.ptr[at] < 0x80 && text.ptr[at] != '('; at++) {
        struct slice rest = slice_from(text, at);

        if (!utf8_is_ascii_letter((unsigned char)text.ptr[at]))
            continue;
        if (read_english_word(rest, &english_all_words) > 0 || read_english_word(rest, &english_name_words) > 0 ||
            read_english_word(rest, &english_explain_words) > 0)
            return true;
        if (n_words++ >= LABEL_WORDS_MAX && read_english_word(rest, &english_filling_words) == 0)
            return false;
        at = skip_letters(text, at) - 1;
    }
    return at < text.len && text.ptr[at] == '(';
}

/* One of the words without which there is no heading stands at `at`, or brackets do, where a mark ends no clause. */
static bool may_be_core_word(struct slice text, size_t at)
{
    struct slice rest = slice_from(text, at);

    if (utf8_is_ascii_letter((unsigned char)text.ptr[at]))
        return may_reach_english_core(text, at);
    return !utf8_is_ideograph_lead(text.ptr[at]) || phrase_list_len(&name_words, rest) > 0 ||
           phrase_list_len(&explain_words, rest) > 0;
}

/* What may_be_core_word has looked at: one character, or all that stands in ASCII. */
static size_t skip_word(struct slice text, size_t at)
{
    if (utf8_is_ascii_letter((unsigned char)text.ptr[at]))
        return at + utf8_ascii_prefix(text.ptr + at, text.len - at);
    utf8_next(text, &at);
    return at;
}

PHRASE_LIST(clause_ends, "。", "，", "；", "！", "？"); /* not ：, as in 附件1：名词解释 */

/* One of the cores stands in the first clause, or English does. */
static bool holds_core(struct slice text)
{
    PHRASE_LIST(cores,
                "词", "詞", "语", "語", "术", "術", "释", "釋", "釈", "注", "註", "说", "説", "說", "解", "义", "義", "略");
    static _Thread_local struct phrase_starts starts;
    const uint64_t *bits = PHRASE_STARTS_OF(&starts, &cores, &clause_ends);
    size_t end = text.len < HEADING_LEN_MAX ? text.len : HEADING_LEN_MAX;

    for (size_t at = 0; (at = find_in_clause(text, at, end, bits)) != SLICE_NONE; utf8_next(text, &at))
        if (utf8_is_ascii_letter((unsigned char)text.ptr[at]) || phrase_list_starts(&cores, slice_from(text, at)))
            return true;
    return false;
}

/* One of the words that the cores stand for, or English, does: 技术 and 解决 have a core and are no such word. */
SELDOM static bool holds_core_word(struct slice text)
{
    PHRASE_LIST(brackets, "《", "（", "(");
    static _Thread_local struct phrase_starts starts_of_words;
    const uint64_t *starts;
    size_t at;

    starts = PHRASE_STARTS_OF(&starts_of_words, &name_words, &explain_words, &brackets, &clause_ends);
    /* A label, a line of dashes or words such as 关键词 may be longer than that in front of the word. */
    for (at = 0; (at = find_in_clause(text, at, text.len, starts)) != SLICE_NONE; at = skip_word(text, at))
        if (may_be_core_word(text, at))
            return true;
    return false;
}

/*
 * == 名词解释 ==: of what strip_heading left out, = is no punctuation, which alone may be missing at the edge of a title.
 * So it belongs to the title again. `from` and `to` are the bytes of the heading in `text`. False: before a label there
 * is no place for it.
 */
static bool keep_symbols(struct slice text, size_t from, size_t to, struct glossary_heading *heading)
{
    size_t start = (size_t)(heading->title.ptr - text.ptr), end = start + heading->title.len;

    if (slice_holds(slice_part(text, 0, from), SLICE("="))) {
        if (heading->label.len > 0)
            return false;
        start = 0;
    }
    if (slice_holds(slice_from(text, to), SLICE("="))) {
        end = text.len;
        heading->separator.len = 0;
    }
    heading->title = utf8_trim(slice_part(text, start, end));
    return true;
}

SELDOM static bool read_heading_line(struct slice text, struct glossary_heading *heading)
{
    struct slice line = strip_heading(text);
    struct glossary_entry first;
    size_t from;

    if (line.len == 0 || !read_heading(line, heading))
        return false;
    from = (size_t)(line.ptr - text.ptr);
    heading->len += from;
    if (heading->len >= from + line.len) {
        heading->len = text.len;
        return keep_symbols(text, from, from + line.len, heading);
    }
    if (!keep_symbols(text, from, text.len, heading))
        return false;
    return glossary_entry_read(utf8_trim(slice_from(text, heading->len)), &first) && first.number == 1;
}

/*
 * Every heading has one of the cores in its first clause, and one of the words that they stand for; nearly every other
 * paragraph is told from one without more ado.
 */
bool glossary_is_heading(struct slice text, struct glossary_heading *heading)
{
    return holds_core(text) && holds_core_word(text) && read_heading_line(text, heading);
}

/* The next word without which no heading stands in running text, so that most sentences need not be looked at. */
static size_t find_core_word(struct slice text, size_t from)
{
    PHRASE_LIST(english, "Glossary", "GLOSSARY", "Definitions", "Abbreviations");
    static _Thread_local struct phrase_starts starts;
    const uint64_t *bits = PHRASE_STARTS_OF(&starts, &name_words, &english);

    while ((from = phrase_find_start(bits, text, from)) < text.len &&
           phrase_list_len(&name_words, slice_from(text, from)) == 0 &&
           phrase_list_len(&english, slice_from(text, from)) == 0)
        utf8_next(text, &from);
    return from;
}

size_t glossary_find_heading(struct slice text, size_t from, struct glossary_heading *heading)
{
    size_t core = find_core_word(text, from), at = from;

    while (core < text.len) {
        size_t start;

        if (core > at + HEADING_LEN_MAX)
            at = core - HEADING_LEN_MAX;
        if (at > core) {
            core = find_core_word(text, at);
            continue;
        }
        if (!phrase_is_mark(utf8_next(text, &at), U"。！!？?"))
            continue;
        start = phrase_skip_blanks(text, at);
        if (start < text.len && glossary_is_heading(slice_from(text, start), heading) && !heading->needs_entries &&
            heading->len < text.len - start)
            return start;
    }
    return SLICE_NONE;
}
