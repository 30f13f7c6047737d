/* What begins a block by its words: a label, an address, the heading of a glossary, a table's first cell. */
#include "join_state.h"

#include "address.h"
#include "glossary.h"
#include "phrase.h"
#include "utf8.h"

enum { SPACED_LEN_MAX = 64 /* bytes */ };

/* "…; and" before (c), or a paragraph that is (b) itself: the label begins the next item. */
static bool is_behind_item(struct slice text, const struct label *label)
{
    static const char *const ends[] = { "；", ";", "：", ":", " and", " or", "–" };
    struct label own;

    for (size_t i = 0; i < LENGTH_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return label_read(text, &own) && own.family == label->family && own.number + 1 == label->number;
}

/* [bookmark: _GoBack]（三）强保障: what an editor left in front of a label. */
static struct slice skip_bookmark(struct slice line)
{
    const char *end = slice_starts(line, SLICE("[bookmark:")) ? memchr(line.ptr, ']', line.len) : NULL;

    return end ? utf8_trim(slice_from(line, (size_t)(end + 1 - line.ptr))) : line;
}

/* 名 词 解 释, set wide as titles are: `line` without its blanks, in `room`. Between words of Latin letters they stay. */
static struct slice without_blanks(struct slice line, char room[SPACED_LEN_MAX])
{
    size_t len = 0;

    if (line.len > SPACED_LEN_MAX || !utf8_is_ideograph(utf8_first(line)))
        return line;
    for (size_t at = 0, start = 0; at < line.len; start = at)
        if (!utf8_is_space(utf8_next(line, &at))) {
            memcpy(room + len, line.ptr + start, at - start);
            len += at - start;
        }
    return (struct slice){ room, len };
}

static bool is_glossary_heading(struct slice line)
{
    struct glossary_heading heading;
    char room[SPACED_LEN_MAX];

    line = without_blanks(line, room);
    return glossary_is_heading(line, &heading) && heading.len == line.len;
}

/*
 * 各位代表，… behind the end of a sentence opens a paragraph, though the line before is full by chance; 名词解释 alone on its
 * line does behind a signature too, but 的说明。 ends the sentence that a line above has begun.
 */
bool join_opens_paragraph(const struct joiner *joiner, struct slice line, struct slice text)
{
    bool is_behind_sentence = joiner->open_shape.ends_sentence;

    if (is_behind_sentence && line.len > 0 && utf8_is_ideograph_lead(line.ptr[0]) && address_calls(line))
        return true;
    return (is_behind_sentence || !join_is_running_text(joiner, text)) && utf8_first(line) != U'的' &&
           is_glossary_heading(line);
}

/* Wrapped running text goes on with what looks like a label, but does not count on: 布依族六月 / 六、彝族火把节 */
static bool is_torn_label(const struct joiner *joiner, struct slice text, const struct label *label)
{
    if (!joiner->layout.is_wrapped || !join_is_running_text(joiner, text))
        return false;
    if (label->number > 1 && label->number == joiner->last_numbers[label->family] + 1)
        return false;
    return label->family == LABEL_CJK ? utf8_is_ideograph(utf8_last(text)) : label->number > 1;
}

/*
 * Inside a wrapped paragraph (`text` so far) 一是 may stand at the start of a line by chance, and so may the rest of a
 * word or a glossary's mark (is_torn_label); 第一章 does not.
 */
static bool begins_inside(const struct joiner *joiner, struct slice line, struct slice text, const struct label *label)
{
    switch (label->family) {
    case LABEL_YISHI:
        return false;
    case LABEL_ORDINAL:
    case LABEL_CIRCLED:
    case LABEL_ALPHA:
    case LABEL_ROMAN:
        return is_behind_item(text, label);
    case LABEL_DASH: /* 一一核对 goes on inside a sentence, where a dash would not */
        return slice_starts(line, SLICE("——")) || (utf8_first(line) > 0x2500 && utf8_first(line) != U'一') ||
               (label->text_offset > label->len && label->text_offset < line.len &&
                (unsigned char)line.ptr[label->text_offset] < 0x80 &&
                (utf8_first(line) == U'•' || is_behind_item(text, label)));
    case LABEL_CJK:
    case LABEL_DECIMAL_PAREN:
        return label->is_certain && (is_behind_item(text, label) || !is_torn_label(joiner, text, label));
    case LABEL_DECIMAL: /* 78名船员 goes on inside a sentence */
        return label->text_offset > label->numeral.len || is_behind_item(text, label) ||
               !join_is_running_text(joiner, text);
    case LABEL_MULTILEVEL:
    case LABEL_ARTICLE:
        return label->is_certain || label->text_offset > label->len;
    default:
        return label->is_certain;
    }
}

bool join_begins_block(const struct joiner *joiner, struct slice line, struct slice text, bool inside_paragraph)
{
    struct label label;

    line = skip_bookmark(line);
    if (slice_equal(line, SLICE("序号"))) /* the first cell of a table, below its name */
        return true;
    if (!label_read(line, &label) || (label.text_offset >= line.len && label.family == LABEL_MULTILEVEL))
        return false;
    return !inside_paragraph || begins_inside(joiner, line, text, &label);
}
