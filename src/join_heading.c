/* Headings among wrapped lines: where they end, and where one stands below running text. */
#include "join_state.h"

#include "phrase.h"
#include "utf8.h"

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

/* Families that stand one level below others: how their headings stand is learned anew in each of these. */
enum { INNER_FAMILIES = 1 << LABEL_CJK_PAREN | 1 << LABEL_MULTILEVEL };

/* What was torn off may look like a heading, so one that fills its line proves nothing. Another chapter begins anew. */
void join_learn_heading(struct joiner *joiner, const struct raw_line *next)
{
    struct slice text = paragraph_text(&joiner->open);
    struct label label;
    uint32_t bit;

    if (text.len == 0 || !label_read(text, &label))
        return;
    joiner->last_numbers[label.family] = label.number;
    bit = (uint32_t)label_heads_sections(label.family) << label.family;
    if (bit != 0 && (bit & INNER_FAMILIES) == 0)
        joiner->standing_alone &= ~(uint32_t)INNER_FAMILIES;
    if (joiner->open.n_lines > JOIN_HEADING_LINES_MAX || joiner->open_shape.ends_sentence ||
        slice_holds(text, SLICE("。")))
        joiner->standing_alone &= ~bit;
    else if (!join_is_full(joiner, next))
        joiner->standing_alone |= bit;
}

/* The line behind the one at hand; NULL where none waits. */
static const struct raw_line *line_behind(const struct joiner *joiner)
{
    return joiner->n > 1 ? &joiner->ring[(joiner->first + 1) % RING_SIZE] : NULL;
}

/* Would a heading end with this line: with less than the width, and without a mark? */
static bool may_end_heading(const struct joiner *joiner, const struct raw_line *line)
{
    const struct raw_line *next = line_behind(joiner);

    return !line->shape.ends_sentence && !slice_holds(join_raw_text(line), SLICE("。")) &&
           !(next && layout_is_full(&joiner->layout, &line->shape, &next->shape));
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
    const struct raw_line *next = line_behind(joiner);

    return next && next->shape.indent == line->shape.indent &&
           layout_is_full(&joiner->layout, &line->shape, &next->shape);
}

/*
 * 全面加强政府自身建设: a line, the paragraph's first and indented as one, that may be a heading without a label, because
 * running text follows.
 */
static bool may_be_bare_heading(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    return joiner->open.n_lines == 1 && joiner->open.indent <= joiner->layout.indent + JOIN_FIRST_INDENT &&
           utf8_is_ideograph(utf8_last(text)) && !join_is_running_text(joiner, text) &&
           !slice_holds(text, SLICE("，")) && !may_end_heading(joiner, line) && !is_inside_pair(text);
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
bool join_begins_below_heading(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    bool has_indents = joiner->layout.has_indents, is_labelled;
    enum label_family family = LABEL_NONE;

    if (joiner->open.n_lines > JOIN_HEADING_LINES_MAX) /* text, which is not looked through for each of its lines */
        return false;
    is_labelled = is_heading_so_far(text, &family);
    if (has_indents && is_first_by_indent(joiner, line))
        return is_labelled || may_be_bare_heading(joiner, text, line);
    if (has_indents && !(line->shape.indent >= joiner->layout.indent + 2 && is_nearly_full(joiner, line)))
        return false;
    return is_labelled && joiner->open.n_lines == 1 && (joiner->standing_alone >> family & 1) &&
           !may_end_heading(joiner, line);
}

/* 　　　（三）构建有竞争优势的新质生产 / 　　　　　　力发展格局: the second line of a heading that is centred. */
bool join_is_rest_of_centred(const struct joiner *joiner, struct slice text, const struct raw_line *line)
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
bool join_is_heading_below_text(const struct joiner *joiner, struct slice text, const struct raw_line *line)
{
    struct slice next = join_raw_text(line);

    return !joiner->layout.has_indents && phrase_is_mark(utf8_last(text), U"。！？”") &&
           line->shape.width * 3 <= joiner->layout.width * 2 && may_end_heading(joiner, line) &&
           !slice_holds(next, SLICE("，")) && utf8_is_cjk(utf8_last(next)) && utf8_last(next) != U'）' &&
           join_is_running_text(joiner, text);
}
