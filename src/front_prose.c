/* Sentences, and what a speech begins with: told by a line alone. */
#include "front_rules.h"

#include "address.h"
#include "front_text.h"
#include "utf8.h"

enum { SALUTATION_CP_MAX = 40, SENTENCE_CP_MIN = 12, RUNNING_CP_MIN = 35,
       LATIN_CP_MIN = 25, LATIN_INTRODUCTION_CP_MIN = 60 };

/* Nothing else in a front begins so; in a body 主席团名单： and Members of the board: head lists. */
PHRASE_LIST(presumed_addresses,
    "主席团", "大会主席团", "Madam", "Members of ", "Your Excellenc", "Ladies and ");

/* 各位 was lost in front of it. It is one only where nothing comes behind. */
PHRASE_LIST(bare_salutations, "代表：");

/* What the first sentence of a report begins with where the salutation was lost. */
PHRASE_LIST(openings,
    "现在，我代表", "现在,我代表", "现在我代表", "现在，我受", "现在,我受", "我代表");

/* Bits of the characters that a salutation or an opening begins with. */
static const uint64_t *speech_starts(void)
{
    static _Thread_local struct phrase_starts starts;

    if (!starts.is_made)
        memcpy(starts.bits, address_starts(), sizeof starts.bits);
    return PHRASE_STARTS_OF(&starts, &presumed_addresses, &bare_salutations, &openings);
}

bool front_is_opening(struct slice text)
{
    return front_start_word(text, &openings) > 0;
}

PHRASE_LIST(opening_headings,
    "前言", "序言", "引言", "导言", "序", "概述", "绪论", "总论", "引子", "导语", "Introduction", "INTRODUCTION",
    "Foreword", "FOREWORD", "Preface", "PREFACE", "Overview", "Executive Summary", "Summary", "Preamble",
    "Highlights");

size_t front_opening_heading(struct slice text)
{
    return front_start_word(text, &opening_headings);
}

/* 各位代表： or 各位代表，同志们！ or Mr President,I move … */
bool front_is_salutation(struct slice text)
{
    size_t presumed = front_start_word(text, &presumed_addresses);

    if (address_calls(text) || (presumed > 0 && (presumed == text.len ||
                                                 phrase_is_mark(utf8_at(text, presumed), ADDRESS_MARKS))))
        return true;
    if (presumed == 0 && address_len(text) == 0 && address_honour_len(text) == 0)
        return phrase_list_equals(&bare_salutations, text);
    return utf8_count(text) <= SALUTATION_CP_MAX && front_ends_with(text, U"：:，,！!");
}

size_t front_find_speech(struct slice text, size_t from, size_t end)
{
    struct slice head = slice_part(text, 0, end);
    const uint64_t *starts = speech_starts();

    for (size_t at = from; (at = phrase_find_start(starts, head, at)) < end; utf8_next(text, &at)) {
        struct slice rest = slice_from(text, at);

        if (front_is_salutation(rest) || front_is_opening(rest))
            return at;
    }
    return SLICE_NONE;
}

/* Words that begin with a small letter are more than a third of the words: prose, not a title. */
bool front_is_prose(struct slice text)
{
    size_t at = 0, n_words = 0, n_small = 0;

    while (at < text.len) {
        struct slice word = phrase_take_word(text, &at);

        n_words += word.len > 0;
        n_small += utf8_is_lower(utf8_first(word));
    }
    return 3 * n_small > n_words;
}

/* A sentence, or more: not a title, however long. */
bool front_is_sentence(struct slice text, size_t n_cp)
{
    struct slice bare = front_strip_end(text, U"”’」』）)\"");
    bool is_document = front_is_document(text) && !front_holds_one_of(text, U"。；");

    if (front_is_latin(text)) /* The targets … were agreed upon by all of the seven districts: above a list */
        return n_cp >= LATIN_CP_MIN && front_is_prose(text) &&
               front_ends_with(bare, n_cp >= LATIN_INTRODUCTION_CP_MIN ? U".?!;:" : U".?!;");
    if (n_cp >= SENTENCE_CP_MIN && front_ends_with(bare, U"。！？!"))
        return true;
    if (n_cp >= SENTENCE_CP_MIN + 3 && front_ends_with(bare, U"：；:;"))
        return true;
    if (is_document || n_cp < RUNNING_CP_MIN)
        return false;
    return n_cp >= 5 * RUNNING_CP_MIN || front_holds_one_of(text, U"，。");
}
