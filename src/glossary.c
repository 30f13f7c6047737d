#include "glossary_entry.h"

#include "address.h"
#include "numeral.h"
#include "phrase.h"
#include "utf8.h"

enum {
    INTRODUCTION_MAX = 3, /* paragraphs between a heading and its first entry */
    UNTITLED_MIN = 3,     /* unnumbered entries without a heading */
    NUMBER_SKIP_MAX = 2,  /* 7. after 5. is still the next entry */
    UNTITLED_TERM_LEN = 4 * 42, /* bytes that the term of an entry without a label takes at most */
};

static bool is_numbered(const struct glossary *glossary)
{
    return glossary->family != LABEL_NONE && glossary->family != LABEL_DASH;
}

static bool is_sibling(const struct glossary *glossary, const struct glossary_entry *entry)
{
    return entry->family == glossary->family && entry->form == glossary->form;
}

/* What no glossary goes beyond: an annex, a chapter, another glossary's heading, an address to the audience. */
static bool is_beyond(struct slice text)
{
    struct glossary_heading heading;
    struct label label;

    if (address_calls(text) || (glossary_is_heading(text, &heading) && !heading.needs_entries))
        return true;
    return label_read(text, &label) && (label.family == LABEL_ANNEX || label_is_division(label.family));
}

/* A paragraph that ends so has its continuation behind it. */
static bool is_open_end(struct slice text)
{
    return phrase_is_mark(utf8_last(utf8_trim(text)), U"：，、；:,;");
}

static bool is_quoted_term(struct slice text, const struct glossary_entry *entry)
{
    size_t at = entry->label.len;

    at = phrase_skip_blanks(text, at);
    return at < text.len && phrase_pair(utf8_at(text, at)) != NULL;
}

/* Text under a term that stands alone: it is no further term. */
static bool is_definition_of(struct slice text, const struct glossary_entry *term)
{
    struct glossary_entry other;

    if (is_beyond(text) || !glossary_is_definition(text))
        return false;
    if (term->separator.len == 0 && glossary_expect_entry(text, 1, &other) && other.number > 0)
        return false;
    if (!glossary_term_read(text, &other))
        return true;
    return (term->label.len > 0 && other.label.len == 0) || (term->separator.len > 0 && other.separator.len == 0);
}

/* A term on a line of its own and its definition behind it. A bare term, 数字政府, needs to be one of several. */
static bool is_pair(const struct slice *paragraphs, size_t n)
{
    struct glossary_entry term, other;

    if (n < 2 || !glossary_term_read(paragraphs[0], &term) || !is_definition_of(paragraphs[1], &term))
        return false;
    if (term.label.len > 0 || term.separator.len > 0)
        return true;
    return n >= 4 && glossary_term_read(paragraphs[2], &other) && other.family == LABEL_NONE &&
           is_definition_of(paragraphs[3], &other);
}

/* How many of the next paragraphs are entries; `n_others`: how many are none, up to what ends the glossary. */
static size_t count_entries(const struct slice *paragraphs, size_t n, size_t *n_others)
{
    struct glossary_entry entry;
    size_t n_entries = 0;

    *n_others = 0;
    for (size_t i = 0; i < n && i <= GLOSSARY_LOOK_AHEAD && !is_beyond(paragraphs[i]); i++) {
        if (glossary_entry_read(paragraphs[i], &entry))
            n_entries++;
        else if (is_pair(paragraphs + i, n - i))
            n_entries++, i++;
        else
            ++*n_others;
    }
    return n_entries;
}

/* Nothing but the entry itself says that it is one: 本办法所称绿道，是指… stands in running text. */
static bool is_plainly_entry(struct slice text, const struct glossary_entry *entry)
{
    bool has_mark = entry->separator.len > 0 && !phrase_is_mark(utf8_first(entry->separator), U"，,");

    return is_quoted_term(text, entry) || (has_mark && glossary_is_defining(entry->definition));
}

/* Without a heading: entries from 1 on, or several whose terms are quoted or whose definitions say so. */
static bool is_untitled(const struct slice *paragraphs, size_t n)
{
    struct glossary_entry first, entry;
    size_t i;

    if (!glossary_entry_read(paragraphs[0], &first))
        return false;
    for (i = 0; i < n && i < UNTITLED_MIN; i++) {
        long number = (long)i + 1;

        if (!glossary_expect_entry(paragraphs[i], number, &entry))
            break;
        if (entry.family != first.family || entry.form != first.form)
            break;
        if (first.number > 0 ? entry.number != number : !is_plainly_entry(paragraphs[i], &entry))
            break;
    }
    return i == UNTITLED_MIN || (first.number > 0 && i >= 2 && i == n);
}

/* A heading that may be another thing's: the first two are entries, and of the rest no more than a third is none. */
static bool is_mostly_entries(const struct slice *paragraphs, size_t n)
{
    size_t n_others, n_entries = count_entries(paragraphs, n, &n_others);
    struct glossary_entry entry;

    if (!glossary_entry_read(paragraphs[0], &entry) && !is_pair(paragraphs, n))
        return false;
    return n_entries >= 2 && n_entries >= 2 * n_others;
}

/* The first entry, in one line or two. Its number is 1; where a heading and a separator speak for it, any number. */
static bool is_first_entry(const struct slice *paragraphs, size_t n, enum glossary_evidence evidence,
                           struct glossary_entry *entry, bool *is_two_line)
{
    *is_two_line = !glossary_expect_entry(paragraphs[0], 1, entry);
    if (*is_two_line && !(is_pair(paragraphs, n) && glossary_expect_term(paragraphs[0], 1, entry)))
        return false;
    return entry->number <= 1 || (evidence == GLOSSARY_NAMED && !*is_two_line);
}

/* 说明：… before 1. is no entry. */
static bool is_before_first(const struct slice *paragraphs, size_t n, const struct glossary_entry *entry)
{
    struct glossary_entry next;
    bool is_two_line;

    return entry->number == 0 && n > 1 && !is_open_end(entry->definition) &&
           is_first_entry(paragraphs + 1, n - 1, GLOSSARY_DOUBTFUL, &next, &is_two_line) &&
           next.number == 1;
}

/* 2. is no first label, 2.1 may be one: its own number is 1. */
static bool is_later_figure(struct slice text)
{
    size_t at = 0;

    while (at < text.len && utf8_is_digit((unsigned char)text.ptr[at]))
        at++;
    return text.ptr[0] >= '2' && text.ptr[0] <= '9' &&
           !(text.len - at > 1 && text.ptr[at] == '.' && utf8_is_digit((unsigned char)text.ptr[at + 1]));
}

/* A label, a bullet, quotation marks around a term: what begins with one of them has to be read to be known. */
static bool may_begin_with_label(struct slice text)
{
    uint32_t first = utf8_first(text);

    if (utf8_is_ideograph(first))
        return numeral_is_cjk(first) || phrase_is_one_of(first, U"第其注附");
    return !is_later_figure(text) && first != U'—'; /* a dash is looked at as what may stand behind a term */
}

/* Behind the mark that ends at `at`: a word that defines, or, behind a bullet, quotation marks around a term. */
static bool may_be_definition(struct slice text, size_t at)
{
    struct slice rest = slice_from(text, phrase_skip_blanks(text, glossary_skip_separators(text, at)));

    return glossary_is_defining(rest) || phrase_pair(utf8_first(rest)) || phrase_is_mark(utf8_first(rest), U"，,");
}

/*
 * It begins with a label, or a mark parts its term from a word that defines: 公务经费（含会议费、培训费）：是指…. What the
 * term has in brackets or quotation marks does not count for its length, and no sentence ends there. Most paragraphs
 * are told by their first clauses.
 */
bool glossary_may_be_untitled(struct slice text)
{
    size_t term_max = UNTITLED_TERM_LEN, nested = 0;

    if (may_begin_with_label(text))
        return true;
    for (size_t at = 0; (at = utf8_skip_ideographs(text, at)) < text.len && at < term_max;) {
        size_t start = at, enclosed;
        uint32_t cp = utf8_next(text, &at);

        if (cp == U'。' && at > nested)
            return false;
        if (cp != U'，' && phrase_is_mark(cp, U"：:﹕︰∶\t—─━－-–、") && may_be_definition(text, at))
            return true;
        if (at <= nested || !phrase_pair(cp))
            continue;
        enclosed = phrase_enclosed(slice_from(text, start), (const uint32_t[]){ cp, 0 });
        if (enclosed == 0)
            return true;
        nested = start + enclosed;
        term_max += enclosed;
    }
    return false;
}

bool glossary_begins(const struct slice *paragraphs, size_t n, enum glossary_evidence evidence,
                     struct glossary *glossary)
{
    static const size_t introduction_max[] = {
        [GLOSSARY_NAMED] = INTRODUCTION_MAX, [GLOSSARY_DOUBTFUL] = 1, [GLOSSARY_UNTITLED] = 0,
    };
    struct glossary_entry first;

    if (evidence == GLOSSARY_UNTITLED && !glossary_expect_entry(paragraphs[0], 0, &first)) /* as is_untitled asks */
        return false;
    for (size_t i = 0; i < n && i <= introduction_max[evidence] && !is_beyond(paragraphs[i]); i++) {
        struct glossary_entry entry;
        bool is_two_line;

        if (!is_first_entry(paragraphs + i, n - i, evidence, &entry, &is_two_line) ||
            is_before_first(paragraphs + i, n - i, &entry))
            continue;
        if ((evidence == GLOSSARY_UNTITLED && !is_untitled(paragraphs + i, n - i)) ||
            (evidence == GLOSSARY_DOUBTFUL && !is_mostly_entries(paragraphs + i, n - i)))
            continue;
        *glossary = (struct glossary){ .family = entry.family, .form = entry.form, .n_introduction = i };
        glossary->is_two_line = is_two_line;
        return true;
    }
    return false;
}

/* The number of the paragraph's label where it is of the glossary's kind; 0 where it is not. */
static long sibling_number(const struct glossary *glossary, struct slice text)
{
    struct glossary_entry entry;

    glossary_entry_label(text, glossary->number + 1, &entry);
    return is_sibling(glossary, &entry) ? entry.number : 0;
}

/*
 * An entry of a numbered glossary that has lost its number: the next one's number leaves room for it or, where none
 * comes, nothing is under way and it is plainly an entry.
 */
static bool is_number_lost(const struct glossary *glossary, const struct slice *paragraphs, size_t n,
                           const struct glossary_entry *entry)
{
    for (size_t i = 1; i < n; i++) {
        long number = sibling_number(glossary, paragraphs[i]);

        if (number > 0)
            return number == glossary->number + 2;
    }
    return !glossary->is_open && !glossary->is_listing && is_plainly_entry(paragraphs[0], entry);
}

static bool is_next_number(const struct glossary *glossary, const struct glossary_entry *entry)
{
    if (glossary->n_entries == 0)
        return true;
    return entry->number > glossary->number && entry->number <= glossary->number + 1 + NUMBER_SKIP_MAX;
}

/* Does what was read (an entry, or a term alone) stand where the glossary's next entry has to stand? */
static bool is_in_place(const struct glossary *glossary, const struct slice *paragraphs, size_t n,
                        const struct glossary_entry *entry)
{
    if (!is_numbered(glossary))
        return is_sibling(glossary, entry);
    if (is_sibling(glossary, entry))
        return is_next_number(glossary, entry);
    if (entry->family == glossary->family) /* 5、 among 5. */
        return entry->number == glossary->number + 1 && !glossary->is_open;
    return entry->family == LABEL_NONE && is_number_lost(glossary, paragraphs, n, entry);
}

/* A term whose definition stands in the next paragraph. */
static bool is_term_here(const struct glossary *glossary, const struct slice *paragraphs, size_t n,
                         struct glossary_entry *entry)
{
    if (n < 2 || !glossary_expect_term(paragraphs[0], glossary->number + 1, entry))
        return false;
    if (!is_definition_of(paragraphs[1], entry))
        return false;
    return glossary->is_two_line || (entry->label.len > 0 && entry->separator.len > 0);
}

static bool is_entry_here(const struct glossary *glossary, const struct slice *paragraphs, size_t n,
                          struct glossary_entry *entry, enum glossary_verdict *verdict)
{
    *verdict = GLOSSARY_ENTRY;
    if (glossary_expect_entry(paragraphs[0], glossary->number + 1, entry) &&
        is_in_place(glossary, paragraphs, n, entry))
        return true;
    *verdict = GLOSSARY_TERM;
    return is_term_here(glossary, paragraphs, n, entry) && is_in_place(glossary, paragraphs, n, entry);
}

/* 二、产业类 between entries: labelled in another way, alone on its line, and the next entry right behind it. */
static bool is_group(const struct glossary *glossary, const struct slice *paragraphs, size_t n,
                     struct glossary_entry *entry)
{
    struct glossary_entry next;

    if (n < 2 || glossary->is_open || !glossary_expect_term(paragraphs[0], 0, entry))
        return false;
    if (entry->number == 0 || is_sibling(glossary, entry))
        return false;
    if (!glossary_expect_entry(paragraphs[1], glossary->number + 1, &next) || !is_sibling(glossary, &next))
        return false;
    return !is_numbered(glossary) || next.number == 1 || next.number == glossary->number + 1;
}

/* Does the glossary go on with another entry, further on? */
static bool is_resumed(const struct glossary *glossary, const struct slice *paragraphs, size_t n)
{
    struct glossary_entry entry;
    enum glossary_verdict verdict;

    for (size_t i = 1; i < n && i <= GLOSSARY_LOOK_AHEAD && !is_beyond(paragraphs[i]); i++) {
        if (is_entry_here(glossary, paragraphs + i, n - i, &entry, &verdict))
            return true;
        /* 1. of an annex that paragraphs[0] is the title of: its 2. and 3. are no entries */
        if (is_numbered(glossary) && sibling_number(glossary, paragraphs[i]) == 1 && !is_open_end(paragraphs[i - 1]))
            return false;
    }
    return false;
}

/* A label that is not the glossary's own, or one that was had already: an item of a list inside a definition. */
static bool is_inner_item(const struct glossary *glossary, struct slice text)
{
    struct glossary_entry item;

    glossary_entry_label(text, 0, &item);
    return item.family != LABEL_NONE && (!is_sibling(glossary, &item) || item.number <= glossary->number);
}

/* Notes that were printed page by page begin with 1 again; so does a list, but it stands inside a definition. */
static bool is_restart(const struct glossary *glossary, const struct slice *paragraphs, size_t n)
{
    struct glossary_entry first, second;

    if (!is_numbered(glossary) || glossary->is_open || glossary->is_listing || n < 2)
        return false;
    return glossary_expect_entry(paragraphs[0], 1, &first) && is_sibling(glossary, &first) && first.number == 1 &&
           glossary_expect_entry(paragraphs[1], 2, &second) && is_sibling(glossary, &second) && second.number == 2;
}

static enum glossary_verdict go_on(struct glossary *glossary, struct slice text, bool resumes)
{
    bool is_item = is_inner_item(glossary, text);

    if (!resumes && !glossary->is_open && !(glossary->is_listing && is_item))
        return GLOSSARY_END;
    glossary->is_listing = is_item;
    glossary->is_open = is_open_end(text);
    return GLOSSARY_CONTINUATION;
}

static enum glossary_verdict begin_entry(struct glossary *glossary, struct slice text,
                                         enum glossary_verdict verdict, struct glossary_entry *entry)
{
    if (verdict == GLOSSARY_ENTRY)
        glossary_complete_entry(text, entry);
    if (glossary->n_entries == 0) {
        glossary->family = entry->family;
        glossary->form = entry->form;
    }
    glossary->n_entries++;
    if (entry->number > 0)
        glossary->number = entry->number;
    else if (is_numbered(glossary))
        glossary->number++;
    glossary->is_awaiting = verdict == GLOSSARY_TERM;
    glossary->is_open = is_open_end(entry->definition);
    glossary->is_listing = false;
    return verdict;
}

static enum glossary_verdict begin_definition(struct glossary *glossary, struct slice text,
                                              struct glossary_entry *entry)
{
    size_t at = glossary_skip_separators(text, 0);

    *entry = (struct glossary_entry){ .family = LABEL_NONE, .len = text.len };
    entry->separator = utf8_trim(slice_part(text, 0, at));
    entry->definition = utf8_trim(slice_from(text, at));
    glossary->is_awaiting = false;
    glossary->is_open = is_open_end(text);
    return GLOSSARY_DEFINITION;
}

static enum glossary_verdict begin_group(struct glossary *glossary)
{
    glossary->n_entries = 0;
    glossary->is_listing = false;
    return GLOSSARY_GROUP;
}

enum glossary_verdict glossary_next(struct glossary *glossary, const struct slice *paragraphs, size_t n,
                                    struct glossary_entry *entry)
{
    enum glossary_verdict verdict;
    bool resumes;

    if (glossary->n_introduction > 0) {
        glossary->n_introduction--;
        return GLOSSARY_INTRODUCTION;
    }
    if (is_beyond(paragraphs[0]))
        return GLOSSARY_END;
    if (glossary->is_awaiting)
        return begin_definition(glossary, paragraphs[0], entry);
    if (is_entry_here(glossary, paragraphs, n, entry, &verdict))
        return begin_entry(glossary, paragraphs[0], verdict, entry);
    if (glossary->n_entries == 0)
        return GLOSSARY_END;
    if (is_group(glossary, paragraphs, n, entry))
        return begin_group(glossary);
    resumes = is_resumed(glossary, paragraphs, n);
    if (!resumes && is_restart(glossary, paragraphs, n)) {
        glossary_expect_entry(paragraphs[0], 1, entry);
        return begin_entry(glossary, paragraphs[0], GLOSSARY_ENTRY, entry);
    }
    return go_on(glossary, paragraphs[0], resumes);
}
