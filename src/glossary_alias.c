/* The further names that a definition gives its term. */
#include "glossary_entry.h"

#include "phrase.h"
#include "utf8.h"

enum {
    ALIAS_MAX_CP = 30,
    EXPLANATION_MAX = 16 * 1024, /* bytes of a definition in which aliases are looked for */
};

struct alias_list {
    struct slice term;
    struct slice *aliases;
    size_t n;
};

/* The next character of `text` that counts in a name: quotation marks and blanks do not. */
static uint32_t next_of_name(struct slice text, size_t *at)
{
    while (*at < text.len) {
        uint32_t cp = utf8_next(text, at);

        if (phrase_is_word(cp) || phrase_is_mark(cp, U"+＋-·."))
            return cp;
    }
    return 0;
}

/* True where `part` stands in `name` from the first character of `name` on, quotation marks apart. */
static bool is_at_start(struct slice name, struct slice part)
{
    size_t at = 0, part_at = 0;

    for (;;) {
        uint32_t wanted = next_of_name(part, &part_at);

        if (wanted == 0)
            return true;
        if (next_of_name(name, &at) != wanted)
            return false;
    }
}

/* 三区 is a part of 三区三线; 三区三线 is not. */
static bool is_part_of(struct slice name, struct slice part)
{
    size_t at = 0;

    if (is_at_start(part, name))
        return false;
    while (at < name.len) {
        if (is_at_start(slice_from(name, at), part))
            return true;
        utf8_next(name, &at);
    }
    return false;
}

/* 自贸区 is 自由贸易试验区 with characters left out. */
static bool is_shortened(struct slice name, struct slice part)
{
    size_t at = 0, part_at = 0;
    uint32_t wanted = next_of_name(part, &part_at);

    while (wanted != 0) {
        uint32_t cp = next_of_name(name, &at);

        if (cp == 0)
            return false;
        if (cp == wanted)
            wanted = next_of_name(part, &part_at);
    }
    return true;
}

static bool is_alias(const struct alias_list *list, struct slice alias)
{
    size_t n_cp = utf8_count(alias);

    if (n_cp < 2 || n_cp > (glossary_is_latin(alias) ? GLOSSARY_LATIN_MAX_CP : ALIAS_MAX_CP))
        return false;
    if (!phrase_is_word(utf8_first(alias)) && !phrase_pair(utf8_first(alias)))
        return false;
    if (phrase_find_mark(alias, 0, U"。；：！？;:!?") < alias.len || slice_equal(alias, list->term))
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (slice_equal(list->aliases[i], alias))
            return false;
    return list->n < GLOSSARY_ALIASES_MAX;
}

static void add_alias(struct alias_list *list, struct slice alias)
{
    alias = phrase_strip(utf8_trim(alias));
    if (is_alias(list, alias))
        list->aliases[list->n++] = alias;
}

/* The quoted name at `at`, without its marks, and `at` moved behind it. False where none stands there. */
static bool read_quoted(struct slice text, size_t *at, struct slice *name)
{
    const struct pair *pair = phrase_pair(utf8_at(text, *at));
    size_t len = pair && pair->is_quote ? phrase_enclosed(slice_from(text, *at), U"“‘\"＂「『") : 0;

    if (len == 0)
        return false;
    *name = phrase_strip(slice_part(text, *at, *at + len));
    *at += len;
    return true;
}

/* “四尘”“三烟”“三气”: several names and nothing else; “四尘”“三烟”治理 is one name. Adds them where `list` is not NULL. */
static bool read_names(struct slice term, struct alias_list *list)
{
    size_t at = 0, n = 0;
    struct slice name;

    while (at < term.len) {
        if (n > 0 && phrase_is_one_of(utf8_at(term, at), U"、和与及 ,，/")) {
            utf8_next(term, &at);
            continue;
        }
        if (!read_quoted(term, &at, &name))
            return false;
        if (list)
            add_alias(list, name);
        n++;
    }
    return n > 1;
}

/* Of what a word that gives another name has to be sure. */
enum naming {
    NAMING_OTHER,  /* 又称: it speaks of the term wherever it begins a clause */
    NAMING_SHORT,  /* 以下简称: it may speak of something else: the name has to be short for the term */
    NAMING_QUOTED, /* 又叫: it may be no naming word at all (又叫停): the name has to be quoted */
};

/* Of two that start alike the longer one first. */
PHRASE_LIST(short_words,
    "以下简称为", "以下简称", "下称", "简称为", "简称", "缩写为", "缩写", "英文简称为", "英文简称", "英文缩写为", "英文缩写",
    "hereinafter ");
PHRASE_LIST(other_words,
    "又被称为", "也被称为", "又称为", "又称作", "又称", "也称为", "也称作", "也称", "亦称为", "亦称", "又叫做", "也叫做", "俗称",
    "also called ", "also known as ", "also referred to as ", "abbreviated as ", "abbreviated to ");
PHRASE_LIST(quoted_words, "又名", "又叫", "也叫", "或称", "别称");

/* Bits of the characters that naming words begin with. */
static const uint64_t *naming_starts(void)
{
    static _Thread_local struct phrase_starts starts;

    return PHRASE_STARTS_OF(&starts, &short_words, &other_words, &quoted_words);
}

/* Bytes of the naming word at the start of `text`, 0 where none stands there. */
static size_t read_naming_word(struct slice text, enum naming *naming)
{
    const struct {
        struct phrase_list *words;
        enum naming naming;
    } kinds[] = {
        { &short_words, NAMING_SHORT }, { &other_words, NAMING_OTHER }, { &quoted_words, NAMING_QUOTED },
    };

    for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
        size_t len = phrase_list_len(kinds[i].words, text);

        *naming = kinds[i].naming;
        if (len > 0)
            return len;
    }
    return 0;
}

/* Bytes of a, an, the and the blank behind it. */
static size_t read_article(struct slice text)
{
    static const char *const articles[] = { "a ", "an ", "the " };

    for (size_t i = 0; i < LENGTH_OF(articles); i++)
        if (slice_starts(text, slice_of(articles[i])))
            return strlen(articles[i]);
    return 0;
}

/* The name behind a naming word: in quotation marks, or up to the end of the clause where that is one name. */
static struct slice read_name(struct slice text, bool *is_quoted)
{
    size_t at = phrase_skip_blanks(text, 0), end;
    struct slice name;

    if (phrase_is_colon(utf8_at(text, at)))
        utf8_next(text, &at);
    *is_quoted = read_quoted(text, &at, &name);
    if (*is_quoted)
        return name;
    at += read_article(slice_from(text, at));
    end = phrase_find_any(text, at, U"，。；：！？,;:!?.）)（(“”、和与或及");
    if (phrase_is_one_of(utf8_at(text, end), U"、和与或及"))
        end = at;
    return slice_part(text, at, end);
}

/* GDP, R&D, Over-The-Air: a name in Latin letters. */
static bool is_latin_name(struct slice text)
{
    size_t at = 0, n_upper = 0;

    while (at < text.len) {
        uint32_t cp = utf8_next(text, &at);

        if (cp > 0x7F)
            return false;
        n_upper += utf8_is_upper(cp);
    }
    return n_upper >= 2;
}

static void read_bracket_part(struct slice part, struct alias_list *list)
{
    enum naming naming;
    size_t len = read_naming_word(part, &naming);

    if (len > 0 || is_latin_name(part))
        add_alias(list, slice_from(part, len));
}

/* 地区生产总值（GDP）, 空中下载技术（Over-The-Air，简称 OTA）: what a bracket at the term's end adds. */
static void read_bracket(struct slice term, struct alias_list *list)
{
    size_t start = phrase_find_mark(term, 0, U"（("), at = start, end;

    if (start == 0 || start == term.len || start + phrase_enclosed(slice_from(term, start), U"（(") != term.len)
        return;
    utf8_next(term, &at);
    term = phrase_trim_end(term, U"）)");
    while (at < term.len) {
        end = phrase_find_mark(term, at, U"，,；;、");
        read_bracket_part(utf8_trim(slice_part(term, at, end)), list);
        at = end;
        utf8_next(term, &at);
    }
}

/* Where a clause begins: 通常也被称为… belongs to it as 也被称为… does. */
static bool is_clause_start(struct slice text, size_t at)
{
    static const char *const adverbs[] = { "通常", "一般", "习惯上", "常", "通俗地", "民间", "其中" };
    struct slice head = slice_part(text, 0, at);

    for (size_t i = 0; i < LENGTH_OF(adverbs); i++)
        if (slice_ends(head, slice_of(adverbs[i])))
            head.len -= strlen(adverbs[i]);
    head = utf8_trim(head);
    return head.len == 0 || phrase_is_mark(utf8_last(head), U"，。；：（,;:(.");
}

/* “三区”是指…；“三线”分别…: quoted parts of the term that the definition takes up one by one. */
static void read_explained_parts(struct slice definition, struct alias_list *list)
{
    static const char *const words[] = { "指", "即", "是", "为", "系", "分别", "包括", "特指", "主要指", "就是", ":", "：" };
    PHRASE_LIST(quotes, "“", "‘", "\"", "＂", "「", "『"); /* as read_quoted takes */
    size_t at = 0;
    struct slice name;

    if (!quotes.is_made)
        phrase_list_make(&quotes);
    while ((at = phrase_find_start(quotes.first_bits, definition, at)) < definition.len) {
        size_t start = at;

        if (!read_quoted(definition, &at, &name))
            utf8_next(definition, &at);
        else if (is_clause_start(definition, start) && PHRASE_STARTS(slice_from(definition, at), words) &&
                 is_part_of(list->term, name))
            add_alias(list, name);
    }
}

/* The name that the word at `at`, of `len` bytes, gives the term; empty where it may not speak of the term. */
static struct slice read_given_name(struct slice definition, size_t at, size_t len, enum naming naming,
                                    struct slice term)
{
    bool is_quoted;
    struct slice name = read_name(slice_from(definition, at + len), &is_quoted);
    bool is_sure[] = {
        [NAMING_OTHER] = !slice_starts(name, SLICE("《")),
        [NAMING_SHORT] = at == 0 || is_shortened(term, name),
        [NAMING_QUOTED] = is_quoted,
    };

    return is_sure[naming] ? name : slice_part(name, 0, 0);
}

/* …，也称“三资”。 根据《…方案》（以下简称《方案》） names the plan, not the term. */
static void read_other_names(struct slice definition, struct alias_list *list)
{
    const uint64_t *starts = naming_starts();

    for (size_t at = 0; (at = phrase_find_start(starts, definition, at)) < definition.len; utf8_next(definition, &at)) {
        enum naming naming;
        size_t len = read_naming_word(slice_from(definition, at), &naming);

        if (len > 0 && is_clause_start(definition, at))
            add_alias(list, read_given_name(definition, at, len, naming, list->term));
    }
}

/* 是“…建设计划”的简称, 规模以上工业企业的简称，…: the long name. */
static void read_long_name(struct slice definition, struct alias_list *list)
{
    static const char *const openings[] = { "即", "是", "指", "系", "为" };
    static const char *const closings[] = { "的简称", "的缩写", "的英文缩写", "的英文简称", "的略称" };
    struct slice clause = slice_part(definition, 0, phrase_find_mark(definition, 0, U"，。；,;"));

    for (size_t i = 0; i < LENGTH_OF(openings); i++)
        if (slice_starts(clause, slice_of(openings[i]))) {
            clause = slice_from(clause, strlen(openings[i]));
            break;
        }
    for (size_t i = 0; i < LENGTH_OF(closings); i++)
        if (slice_ends(clause, slice_of(closings[i]))) {
            clause.len -= strlen(closings[i]);
            if (phrase_pair(utf8_first(clause)) || phrase_find_any(clause, 0, U"、和与") == clause.len)
                add_alias(list, clause);
            return;
        }
}

size_t glossary_aliases_read(struct slice term, struct slice definition, struct slice aliases[GLOSSARY_ALIASES_MAX])
{
    struct alias_list list = { .term = term, .aliases = aliases, .n = 0 };

    if (definition.len > EXPLANATION_MAX)
        definition.len = utf8_valid_prefix(definition.ptr, EXPLANATION_MAX);
    if (read_names(term, NULL))
        read_names(term, &list);
    read_bracket(term, &list);
    read_long_name(definition, &list);
    read_explained_parts(definition, &list);
    read_other_names(definition, &list);
    return list.n;
}
