/* Does a line go on where the one before stopped? */
#include "join_state.h"

#include "classify.h"
#include "phrase.h"
#include "row.h"
#include "utf8.h"

enum { SHORT_TEXT_LEN = 90, LATIN_LINE_MIN = 32, SHORT_TOPIC_CP_MAX = 12, TOPIC_LINES_MIN = 3 };

/* "…the present" and "year.": a line of Latin text that goes on in lower case, whatever the width. */
static bool goes_on_in_lower_case(const struct joiner *joiner, struct slice text, struct slice next)
{
    return utf8_is_lower(utf8_first(next)) && !joiner->open_shape.ends_sentence && text.len > LATIN_LINE_MIN &&
           !join_begins_block(joiner, next, text, true);
}

/* Punctuation that ends something begins no paragraph, and what opens a quotation or a bracket ends none. */
static bool is_torn(struct slice text, struct slice next)
{
    bool opens_with_word = next.len > 0 && utf8_is_ideograph_lead(next.ptr[0]);
    bool ends_with_word = text.len >= 3 && utf8_is_ideograph_lead(text.ptr[text.len - 3]);

    return (!opens_with_word && phrase_is_mark(utf8_first(next), U"》，。、；：）”】,;)")) ||
           (!ends_with_word && phrase_is_mark(utf8_last(text), U"《“（【(["));
}

/* 粮食 | 18320 | 1.4 | is a row of a table, whose cells nothing goes on behind. */
static bool is_beside_row(const struct joiner *joiner, struct slice text, struct slice next)
{
    return row_is(next) || (joiner->open.n_lines == 1 && text.ptr[text.len - 1] == '|' && row_is(text));
}

/* A web page broke its line around a link or bold type: 《 / 中共中央关于…的决定 / 》和《 ; or in the middle of running text. */
static bool continues_unwrapped(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    struct slice next = join_raw_text(line);

    if (line->shape.blanks == 0 && goes_on_in_lower_case(joiner, text, next))
        return true;
    if ((slice_ends(text, SLICE("的")) && !slice_ends(text, SLICE("目的"))) || slice_starts(next, SLICE("是：")) ||
        slice_starts(next, SLICE("是:")))
        return line->shape.blanks == 0 && !join_begins_block(joiner, next, text, true);
    if (line->shape.blanks > 0 || line->shape.indent > joiner->open_shape.indent || joiner->open_shape.ends_sentence ||
        text.len <= SHORT_TEXT_LEN || join_begins_block(joiner, next, text, false))
        return false;
    return slice_holds(text, SLICE("。")) && !phrase_is_mark(utf8_last(text), U"）)》”");
}

/* A form feed or a page number stands between the text and the line at hand. */
static bool has_page_behind(const struct joiner *joiner, const struct raw_line *line)
{
    for (size_t i = 0; i < joiner->n_asides; i++)
        if (!join_is_markup(&joiner->asides[i]))
            return true;
    return line->after_page;
}

/* 推进物联网、大数据、云计算、人工智能等新 / 7 / 一代信息技术以及…: no heading without a label ends a page. */
static bool is_torn_by_page(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    struct slice next = join_raw_text(line);
    struct label label;

    return has_page_behind(joiner, line) && line->shape.width * 4 >= joiner->layout.width * 3 &&
           !label_read(text, &label) && phrase_find_mark(next, 0, U"：:") > SHORT_TEXT_LEN / 3;
}

/*
 * …经济社会发展的深层次矛盾 / 依然突出。: running text that is set ragged, as out of a PDF that has blanks around its marks,
 * goes on where a line of most of the width ends inside a sentence.
 */
static bool goes_on_inside_sentence(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    const struct line_shape *shape = &joiner->open_shape;
    uint32_t last = utf8_last(text);

    return !shape->ends_sentence && shape->width * 4 >= joiner->layout.width * 3 &&
           line->shape.indent <= joiner->layout.indent + 1 && !classify_is_caption(join_raw_text(line)) &&
           (utf8_is_ideograph(last) || phrase_is_mark(last, U"，、,")) &&
           (join_is_running_text(joiner, text) || is_torn_by_page(joiner, text, line)) &&
           !join_begins_block(joiner, join_raw_text(line), text, true);
}

/* Running text whose paragraphs begin with an indent: a line that has none goes on behind a page number. */
static bool lacks_indent(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    return joiner->layout.has_indents && line->shape.indent < joiner->layout.indent + 2 &&
           join_is_running_text(joiner, text);
}

/*
 * The blank line below a page number, or above a form feed, parts pages, not paragraphs, where a sentence is open or an
 * indent is missing.
 */
static bool is_behind_page(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    return has_page_behind(joiner, line) && (!joiner->open_shape.ends_sentence || lacks_indent(joiner, text, line));
}

/* A blank line behind the end of a sentence parts paragraphs, unless blank lines stand between all lines. */
static bool is_parted(const struct joiner *joiner, const struct raw_line *line)
{
    const struct layout *layout = &joiner->layout;

    return line->shape.blanks > layout->blanks ||
           (line->shape.blanks > 0 && joiner->open_shape.ends_sentence && !layout->is_double_spaced);
}

/* 扩大有效投资。…: a first sentence of few words that names what the paragraph is about. */
static bool has_short_topic(struct slice text)
{
    size_t len, separator_len;
    struct slice topic;

    if (!classify_opening(text, &len, &separator_len))
        return false;
    topic = slice_part(text, 0, len);
    return utf8_count(topic) <= SHORT_TOPIC_CP_MAX && !slice_holds(topic, SLICE("，")) && classify_names_topic(topic);
}

/*
 * Of paragraphs without an indent, the last line of one may be full by chance. What comes behind it is told by a topic
 * of its own where the paragraph has one: 完善产业培育体系。…提升效率。 / 扩大有效投资。…
 */
static bool begins_next_topic(const struct joiner *joiner, struct slice text, struct slice next)
{
    return joiner->open_shape.ends_sentence && !joiner->layout.has_indents &&
           joiner->open.n_lines >= TOPIC_LINES_MIN && has_short_topic(next) && has_short_topic(text);
}

/* Lines of equal width: one that is full goes on, unless the next one begins something. */
static bool continues_wrapped(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    const struct layout *layout = &joiner->layout;
    struct slice next = join_raw_text(line);

    if (is_parted(joiner, line) && !is_behind_page(joiner, text, line))
        return false;
    if (join_is_rest_of_centred(joiner, text, line))
        return true;
    if (!join_is_full(joiner, line))
        return goes_on_in_lower_case(joiner, text, next) || goes_on_inside_sentence(joiner, text, line);
    if (join_begins_below_heading(joiner, text, line) || join_opens_paragraph(joiner, next, text) ||
        begins_next_topic(joiner, text, next) || join_is_heading_below_text(joiner, text, line))
        return false;
    if (layout->has_indents && line->shape.indent >= layout->indent + 2 && joiner->open_shape.ends_sentence)
        return false;
    return !join_begins_block(joiner, next, text, !joiner->open_shape.ends_sentence);
}

bool join_continues(const struct joiner *joiner, const struct raw_line *line)
{
    struct slice text = paragraph_text(&joiner->open);
    struct slice next = join_raw_text(line);

    if (text.len == 0 || line->column > 1 || joiner->open.is_furniture) /* of an editor's residue nothing goes on */
        return false;
    if (is_beside_row(joiner, text, next))
        return false;
    if (is_torn(text, next))
        return !join_begins_block(joiner, next, text, true);
    return joiner->layout.is_wrapped ? continues_wrapped(joiner, text, line)
                                     : continues_unwrapped(joiner, text, line);
}
