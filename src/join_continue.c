#include "join_state.h"

#include "classify.h"
#include "glossary.h"
#include "label.h"
#include "phrase.h"
#include "row.h"
#include "utf8.h"

enum { SHORT_TEXT_LEN = 90, FIRST_INDENT = 4, LATIN_LINE_MIN = 32, HEADING_LINES_MAX = 2, SPACED_LEN_MAX = 64 };

/* "…; and" before (c), or a paragraph that is (b) itself: the label begins the next item. */
static bool is_behind_item(struct slice text, const struct label *label)
{
    static const char *const ends[] = { "；", ";", "：", ":", "; and", "; or", "and", "or", "–" };
    struct label own;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
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

/*
 * More than a heading: it holds the end of a sentence, or a comma on more lines than a heading takes. Without a label,
 * a line that begins with an indent, or two, are enough.
 */
static bool is_running_text(const struct joiner *joiner, struct slice text)
{
    unsigned n_lines = joiner->open.n_lines;
    struct label label;

    if (text.len > HEADING_LEN_MAX || slice_holds(text, SLICE("。")))
        return true;
    if (!slice_holds(text, SLICE("，")) && !slice_holds(text, SLICE(",")))
        return false;
    if (n_lines == 1 && joiner->open_shape.indent <= joiner->layout.indent)
        return false;
    return n_lines > HEADING_LINES_MAX || !label_read(text, &label);
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
static bool opens_paragraph(const struct joiner *joiner, struct slice line, struct slice text)
{
    PHRASE_LIST(addresses, "各位代表", "各位委员", "各位同志", "同志们");
    bool is_behind_sentence = joiner->open_shape.ends_sentence;

    if (is_behind_sentence && phrase_list_starts(&addresses, line))
        return true;
    return (is_behind_sentence || !is_running_text(joiner, text)) && utf8_first(line) != U'的' &&
           is_glossary_heading(line);
}

/* Wrapped running text goes on with what looks like a label, but does not count on: 布依族六月 / 六、彝族火把节 */
static bool is_torn_label(const struct joiner *joiner, struct slice text, const struct label *label)
{
    if (!joiner->layout.is_wrapped || !is_running_text(joiner, text))
        return false;
    if (label->number > 1 && label->number == joiner->last_numbers[label->family] + 1)
        return false;
    return label->family == LABEL_CJK ? utf8_is_ideograph(utf8_last(text)) : label->number > 1;
}

/*
 * Does the label at the start of `line` begin a paragraph or an item? Inside a wrapped paragraph (`text` so far) 一是 may
 * stand there by chance, and so may the rest of a word or a glossary's mark (is_torn_label); 第一章 does not.
 */
static bool begins_block(const struct joiner *joiner, struct slice line, struct slice text, bool inside_paragraph)
{
    struct label label;

    line = skip_bookmark(line);
    if (slice_equal(line, SLICE("序号"))) /* the first cell of a table, below its name */
        return true;
    if (!label_read(line, &label) || (label.text_offset >= line.len && label.family == LABEL_MULTILEVEL))
        return false;
    if (!inside_paragraph)
        return true;
    switch (label.family) {
    case LABEL_YISHI:
    case LABEL_ORDINAL:
    case LABEL_CIRCLED:
    case LABEL_ALPHA:
    case LABEL_ROMAN:
        return label.family != LABEL_YISHI && is_behind_item(text, &label);
    case LABEL_DASH: /* 一一核对 goes on inside a sentence, where a dash would not */
        return slice_starts(line, SLICE("——")) || (utf8_first(line) > 0x2500 && utf8_first(line) != U'一');
    case LABEL_CJK:
    case LABEL_DECIMAL_PAREN:
        return label.is_certain && (is_behind_item(text, &label) || !is_torn_label(joiner, text, &label));
    case LABEL_DECIMAL:
    case LABEL_MULTILEVEL:
    case LABEL_ARTICLE:
        return label.is_certain || label.text_offset > label.len || label.family == LABEL_DECIMAL;
    default:
        return label.is_certain;
    }
}

/* "…the present" and "year.": a line of Latin text that goes on in lower case, whatever the width. */
static bool goes_on_in_lower_case(const struct joiner *joiner, struct slice text, struct slice next)
{
    return utf8_is_lower(utf8_first(next)) && !joiner->open_shape.ends_sentence && text.len > LATIN_LINE_MIN &&
           !begins_block(joiner, next, text, true);
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
        return line->shape.blanks == 0 && !begins_block(joiner, next, text, true);
    if (line->shape.blanks > 0 || line->shape.indent > joiner->open_shape.indent || joiner->open_shape.ends_sentence ||
        text.len <= SHORT_TEXT_LEN || begins_block(joiner, next, text, false))
        return false;
    return slice_holds(text, SLICE("。")) && !phrase_is_mark(utf8_last(text), U"）)》”");
}

/* A first line whose indent was lost with its blanks is two characters shorter. */
static bool is_full(const struct joiner *joiner, const struct raw_line *line)
{
    struct line_shape shape = joiner->open_shape;

    if (joiner->open.n_lines == 1 && !joiner->layout.has_indents && !shape.ends_sentence)
        shape.width += FIRST_INDENT;
    return layout_is_full(&joiner->layout, &shape, &line->shape);
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
           (utf8_is_ideograph(last) || phrase_is_mark(last, U"，、,")) && is_running_text(joiner, text) &&
           !begins_block(joiner, join_raw_text(line), text, true);
}

/* Running text whose paragraphs begin with an indent: a line that has none goes on behind a page number. */
static bool lacks_indent(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    return joiner->layout.has_indents && line->shape.indent < joiner->layout.indent + 2 &&
           is_running_text(joiner, text);
}

/* The blank line below a page number parts pages, not paragraphs, where a sentence is open or an indent is missing. */
static bool is_behind_page(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    for (size_t i = 0; i < joiner->n_asides; i++)
        if (!join_is_markup(&joiner->asides[i]))
            return !joiner->open_shape.ends_sentence || lacks_indent(joiner, text, line);
    return false;
}

/* A blank line behind the end of a sentence parts paragraphs, unless blank lines stand between all lines. */
static bool is_parted(const struct joiner *joiner, const struct raw_line *line)
{
    const struct layout *layout = &joiner->layout;

    return line->shape.blanks > layout->blanks ||
           (line->shape.blanks > 0 && joiner->open_shape.ends_sentence && !layout->is_double_spaced);
}

/* A label, and a Chinese title behind it without the end of a sentence. */
static bool is_heading_so_far(struct slice text, enum label_family *family)
{
    struct label label;

    if (!utf8_is_cjk(utf8_last(text)) || slice_holds(text, SLICE("。")) || !label_read(text, &label))
        return false;
    *family = label.family;
    return true;
}

/* 《柳溪县水库管理条例》和《柳溪县农田: the name goes on. */
static bool is_inside_pair(struct slice text)
{
    struct nesting nesting = { .depth = 0 };

    for (size_t at = 0; at < text.len;)
        phrase_nest(&nesting, utf8_next(text, &at));
    return nesting.depth > 0;
}

/* Families whose labels stand before headings more often than before items. */
enum { HEADING_FAMILIES = 1 << LABEL_PART | 1 << LABEL_CHAPTER | 1 << LABEL_SECTION | 1 << LABEL_CJK |
                          1 << LABEL_CJK_PAREN | 1 << LABEL_CJK_FORMAL | 1 << LABEL_MULTILEVEL,
       INNER_FAMILIES = 1 << LABEL_CJK_PAREN | 1 << LABEL_MULTILEVEL };

/* What was torn off may look like a heading, so one that fills its line proves nothing. Another chapter begins anew. */
void join_learn_heading(struct joiner *joiner, const struct raw_line *next)
{
    struct slice text = paragraph_text(&joiner->open);
    struct label label;
    uint32_t bit;

    if (text.len == 0 || !label_read(text, &label))
        return;
    joiner->last_numbers[label.family] = label.number;
    bit = (uint32_t)1 << label.family & HEADING_FAMILIES;
    if (bit != 0 && (bit & INNER_FAMILIES) == 0)
        joiner->standing_alone &= ~(uint32_t)INNER_FAMILIES;
    if (joiner->open.n_lines > HEADING_LINES_MAX || joiner->open_shape.ends_sentence || slice_holds(text, SLICE("。")))
        joiner->standing_alone &= ~bit;
    else if (!is_full(joiner, next))
        joiner->standing_alone |= bit;
}

/* Would a heading end with this line: with less than the width, and without a mark? */
static bool may_end_heading(const struct joiner *joiner, const struct raw_line *line)
{
    const struct raw_line *next = &joiner->ring[(joiner->first + 1) % RING_SIZE];

    return !line->shape.ends_sentence && !slice_holds(join_raw_text(line), SLICE("。")) &&
           (joiner->n < 2 || !layout_is_full(&joiner->layout, &line->shape, &next->shape));
}

/* Centred lines of one heading have one middle, and no sentence ends on them. */
static bool is_centred_below(const struct joiner *joiner, const struct raw_line *line)
{
    const struct line_shape *above = &joiner->open_shape;
    unsigned middle = 2 * above->indent + above->width, own = 2 * line->shape.indent + line->shape.width;

    return line->shape.indent > above->indent && own <= middle + 2 && middle <= own + 2 &&
           !slice_holds(join_raw_text(line), SLICE("。"));
}

/* Set with a margin as the next line is: it begins no paragraph by its indent. */
static bool is_in_block(const struct joiner *joiner, const struct raw_line *line)
{
    const struct raw_line *next = &joiner->ring[(joiner->first + 1) % RING_SIZE];

    return joiner->n > 1 && next->shape.indent == line->shape.indent &&
           layout_is_full(&joiner->layout, &line->shape, &next->shape);
}

/*
 * 全面加强政府自身建设: a line, the paragraph's first and indented as one, that may be a heading without a label, because
 * running text follows.
 */
static bool may_be_bare_heading(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    return joiner->open.n_lines == 1 && joiner->open.indent <= joiner->layout.indent + FIRST_INDENT &&
           utf8_is_ideograph(utf8_last(text)) && !is_running_text(joiner, text) && !slice_holds(text, SLICE("，")) &&
           !may_end_heading(joiner, line) && !is_inside_pair(text);
}

/* As a paragraph's first line is, and the second one of a centred heading seldom. */
static bool is_nearly_full(const struct joiner *joiner, const struct raw_line *line)
{
    return line->shape.width * 4 >= joiner->layout.width * 3;
}

/* Indented as a paragraph's first line is. Of a hanging paragraph the first line has no indent, the next ones do. */
static bool is_first_by_indent(const struct joiner *joiner, const struct raw_line *line)
{
    unsigned least = joiner->layout.indent, above = joiner->open.indent;

    return line->shape.indent >= least + 2 && !is_in_block(joiner, line) &&
           (line->shape.indent <= above || (above > least && !is_centred_below(joiner, line)));
}

/*
 * （二）聚力建设国际科技创新中心，进一步壮大发展新动能新优势: a heading that fills its line by chance. Where paragraphs are
 * indented, the indent tells, of 全面加强政府自身建设 too, which has no label; elsewhere it is one if the last heading of its
 * family stood alone, and if what follows is no rest of a heading.
 */
static bool begins_below_heading(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    enum label_family family;
    bool is_labelled;

    if (joiner->open.n_lines > HEADING_LINES_MAX) /* text, which is not looked through for each of its lines */
        return false;
    is_labelled = is_heading_so_far(text, &family);
    if (joiner->layout.has_indents && is_first_by_indent(joiner, line))
        return is_labelled || may_be_bare_heading(joiner, text, line);
    if (joiner->layout.has_indents &&
        !(line->shape.indent >= joiner->layout.indent + 2 && is_nearly_full(joiner, line)))
        return false;
    return is_labelled && joiner->open.n_lines == 1 && (joiner->standing_alone >> family & 1) &&
           !may_end_heading(joiner, line);
}

/* 　　　（三）构建有竞争优势的新质生产 / 　　　　　　力发展格局: the second line of a heading that is centred. */
static bool is_rest_of_centred(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    enum label_family family;
    struct label label;

    return joiner->open_shape.indent > joiner->layout.indent && is_centred_below(joiner, line) &&
           is_heading_so_far(text, &family) && !line->shape.ends_sentence &&
           !label_read(join_raw_text(line), &label);
}

/*
 * …营造安宁和谐社会环境。 / 持之以恒加强政府自身建设 / 各位代表！: where nothing is indented, a short line without a mark
 * ends no paragraph of running text, so it is a heading, however full the line before is.
 */
static bool is_heading_below_text(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    struct slice next = join_raw_text(line);

    return !joiner->layout.has_indents && phrase_is_mark(utf8_last(text), U"。！？”") &&
           line->shape.width * 3 <= joiner->layout.width * 2 && may_end_heading(joiner, line) &&
           !slice_holds(next, SLICE("，")) && utf8_is_cjk(utf8_last(next)) && utf8_last(next) != U'）' &&
           is_running_text(joiner, text);
}

bool join_continues(const struct joiner *joiner, const struct raw_line *line)
{
    const struct layout *layout = &joiner->layout;
    struct slice text = paragraph_text(&joiner->open);
    struct slice next = join_raw_text(line);

    if (text.len == 0 || line->column > 1 || joiner->open.is_furniture) /* of an editor's residue nothing goes on */
        return false;
    if (is_beside_row(joiner, text, next))
        return false;
    if (is_torn(text, next))
        return !begins_block(joiner, next, text, true);
    if (!layout->is_wrapped)
        return continues_unwrapped(joiner, text, line);
    if (is_parted(joiner, line) && !is_behind_page(joiner, text, line))
        return false;
    if (is_rest_of_centred(joiner, text, line))
        return true;
    if (!is_full(joiner, line))
        return goes_on_in_lower_case(joiner, text, next) || goes_on_inside_sentence(joiner, text, line);
    if (begins_below_heading(joiner, text, line))
        return false;
    if (layout->has_indents && line->shape.indent >= layout->indent + 2 && joiner->open_shape.ends_sentence)
        return false;
    if (opens_paragraph(joiner, next, text) || is_heading_below_text(joiner, text, line))
        return false;
    return !begins_block(joiner, next, text, !joiner->open_shape.ends_sentence);
}
