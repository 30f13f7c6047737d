#include "contents.h"

#include "phrase.h"
#include "utf8.h"

/* 目录, 目 次 */
static size_t chinese_len(struct slice text)
{
    size_t at = slice_starts(text, SLICE("目")) ? phrase_skip_blanks(text, strlen("目")) : text.len;

    return phrase_is_one_of(utf8_next(text, &at), U"录錄次") ? at : 0;
}

size_t contents_word_len(struct slice text)
{
    PHRASE_LIST(words, "CONTENTS", "Contents", "Table of Contents", "TABLE OF CONTENTS", "Arrangement of Sections",
        "ARRANGEMENT OF SECTIONS");

    return text.len > 0 && utf8_is_ideograph_lead(text.ptr[0]) ? chinese_len(text) : phrase_list_len(&words, text);
}

bool contents_is_all_heading(struct slice text)
{
    size_t at = contents_word_len(text);

    if (at == 0)
        return false;
    at = phrase_skip_blanks(text, at);
    return at == text.len || (phrase_is_colon(utf8_next(text, &at)) && phrase_skip_blanks(text, at) == text.len);
}
