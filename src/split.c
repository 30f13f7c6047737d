#include "split_state.h"

#include "lanes.h"
#include "markup.h"
#include "phrase.h"
#include "row.h"
#include "utf8.h"

enum {
    LABELS_WITHIN = 200,   /* bytes of a line in which wide blanks set its headings apart */
    TEXT_CP_MIN = 6,       /* code points behind a chapter's heading that are its text */
    LONG_TEXT_CP_MIN = 10, /* behind any heading */
};

/* The next of its family, or one that lost lines brought near. */
static bool skips_few(const struct split_state *state, const struct label *label)
{
    for (size_t i = 0; i < state->n; i++)
        if (state->counts[i].family == label->family && state->counts[i].form == label->form)
            return label->number > state->counts[i].number && label->number <= state->counts[i].number + 3;
    return false;
}

/* A label of the families that open sections or articles: none of them begins with a digit or in lower case. */
static bool is_structural(struct slice text, struct label *label)
{
    if (text.len == 0 || (text.ptr[0] >= '0' && text.ptr[0] <= '9') || (text.ptr[0] >= 'a' && text.ptr[0] <= 'z'))
        return false;
    return label_read(text, label) && (split_is_cutting_family(label->family) || label->family == LABEL_ARTICLE);
}

#ifdef HAS_LANES
enum { LOOK_AHEAD_LEN = 2 };

/*
 * Where a wide blank could begin with a SPACE or a TAB, which is not wide by itself: another blank has to begin behind
 * it, one of the ASCII ones, U+00A0 (C2), U+1680, U+2003 or U+3000 (E1 to E3).
 */
static lanes ascii_blanks(const char *at, lanes a)
{
    lanes b = lanes_load(at + 1);

    return (lanes)((a == ' ') | (a == '\t')) & ((lanes)((b <= ' ') | (b == 0xC2)) | lanes_between(b, 0xE1, 0xE3));
}

/* The third byte tells U+2003 and U+3000 from — “ ” … and from 、 。 《 》. */
static lanes wide_blanks(const char *at, lanes a)
{
    lanes b = lanes_load(at + 1), c = lanes_load(at + 2);

    return (lanes)((a == 0xC2) | (((a | 0x01) == 0xE3) & (b == 0x80) & ((c == 0x80) | (c == 0x83))));
}

/* A bit for each of sixteen bytes at which a wide blank could begin. Many blocks hold one kind of bytes alone. */
static unsigned blank_bits(const char *at)
{
    lanes a = lanes_load(at);
    unsigned wide = lanes_mask(a);

    return (wide != LANES_ALL ? lanes_mask(ascii_blanks(at, a)) : 0) | (wide != 0 ? lanes_mask(wide_blanks(at, a)) : 0);
}

/*
 * From `at` on to a byte before `within` that has its bit, or as far as blocks go. The last of them ends two bytes
 * before the end and holds some of what the one before it did.
 */
static size_t skip_blocks(struct slice line, size_t at, size_t within)
{
    size_t last = line.len - LANES_LEN - LOOK_AHEAD_LEN;
    unsigned bits;

    if (line.len < LANES_LEN + LOOK_AHEAD_LEN)
        return at;
    for (; at < within && at <= last; at += LANES_LEN)
        if ((bits = blank_bits(line.ptr + at)) != 0)
            return at + lanes_lowest(bits);
    if (at >= within || at >= last + LANES_LEN)
        return at;
    bits = blank_bits(line.ptr + last) >> (at - last);
    return bits != 0 ? at + lanes_lowest(bits) : last + LANES_LEN;
}
#else
static size_t skip_blocks(struct slice line, size_t at, size_t within)
{
    (void)line;
    (void)within;
    return at;
}
#endif

/* The first wide blank at or behind `from`, before `within`; `*end` is set behind it. */
static size_t find_wide_blank(struct slice line, size_t from, size_t within, size_t *end)
{
    for (size_t at = from; (at = skip_blocks(line, at, within)) < within; at++)
        if (split_may_be_blank(line, at) && split_blank_columns(line, at, end) >= SPLIT_WIDE_BLANK && *end < line.len)
            return at;
    return SLICE_NONE;
}

/* 第四章 优化结构，增强竞争力 before a wide blank: a label and a title of two characters or more, no sentence. */
static bool is_short_heading(struct slice piece)
{
    struct label label;
    struct slice title;

    if (!is_structural(piece, &label))
        return false;
    title = slice_from(piece, label.text_offset);
    return utf8_count(title) >= 2 && !slice_holds(title, SLICE("。")) && !phrase_is_mark(utf8_last(title), U"，、") &&
           (label.family != LABEL_ARTICLE || !slice_holds(title, SLICE("，")));
}

/* …提供支撑。三、建设内容: the heading that a lost line break left at the end of a paragraph. */
static size_t find_heading_at_end(struct slice line, size_t from, const struct split_state *state)
{
    size_t start = line.len > from + SPLIT_HEADING_LEN_MAX / 2 ? line.len - SPLIT_HEADING_LEN_MAX / 2 : from;
    struct label label;

    if (start == from || slice_ends(line, SLICE("。"))) /* behind the last one there is nothing */
        return SLICE_NONE;
    for (size_t at = start; (at = slice_find(line, SLICE("。"), at)) != SLICE_NONE;) {
        struct slice rest;

        at += strlen("。");
        if (at >= line.len)
            break;
        rest = utf8_trim(slice_from(line, at));
        if (is_structural(rest, &label) && label.number > 1 && !slice_holds(rest, SLICE("。")) && utf8_count(rest) > 4 &&
            skips_few(state, &label))
            return (size_t)(rest.ptr - line.ptr);
    }
    return SLICE_NONE;
}

/* 大桥工程（一）期, 公路（一）标段, （二）号文件: a number of the thing itself. */
static bool counts_a_thing(struct slice behind)
{
    PHRASE_LIST(units,
        "期", "号", "标段", "段", "级", "类", "中学", "小学", "批", "款", "项规定", "等项", "至（", "至(", "、（", "、(", "和（", "和(");

    return phrase_list_starts(&units, behind);
}

/* The first （一） of a section whose title is what stands before byte `at`. */
static bool is_first_label(struct slice title, size_t at)
{
    struct label label;
    struct slice rest;

    if (utf8_count(slice_part(title, 0, at)) < 4 || !label_read(slice_from(title, at), &label) ||
        label.family != LABEL_CJK_PAREN || label.number != 1)
        return false;
    rest = slice_from(title, at + label.text_offset);
    return utf8_count(rest) >= TEXT_CP_MIN && !counts_a_thing(rest);
}

/* 第一节 地区协作（一）制订协作计划。…: a first （一） right behind a title without a mark in it lost its line break. */
static size_t find_first_below(struct slice line, size_t from, const struct label *own)
{
    struct slice title = slice_from(line, from + own->text_offset);

    if (!split_is_cutting_family(own->family) || own->family == LABEL_CJK_PAREN)
        return SLICE_NONE;
    for (size_t at = 0, start = 0; at < title.len && at < SPLIT_HEADING_LEN_MAX / 2; start = at) {
        uint32_t cp = utf8_next(title, &at);

        if (cp == '(' || cp == U'（')
            return is_first_label(title, start) ? (size_t)(title.ptr - line.ptr) + start : SLICE_NONE;
        if (phrase_is_mark(cp, U"，。；：！？、,.;:《“"))
            break;
    }
    return SLICE_NONE;
}

/* …抓三件事：（一）办厂。（二）… and “（一）…”: an enumeration of the text's own, or a quotation that is open. */
static bool is_own_enumeration(struct slice text, const struct label *own)
{
    size_t n_open = 0;

    for (size_t at = 0; at < text.len;) {
        struct label label;

        if (!(at >= 3 && utf8_is_ideograph_lead(text.ptr[at - 3])) && label_read(slice_from(text, at), &label) &&
            label.family == own->family && label.number <= own->number)
            return true;
        switch (utf8_next(text, &at)) {
        case U'“':
            n_open++;
            break;
        case U'”':
            n_open -= n_open > 0;
            break;
        default:
            break;
        }
    }
    return n_open > 0;
}

/*
 * （二）…支持企业成长。…提升2.4个百分点。（三）坚持改革开放。…: of sections that each had a line so far, the next one lost its
 * line break. Behind the first of its family, or behind a semicolon, it would be an item of a paragraph.
 */
static size_t find_next_section(struct slice line, size_t from, const struct label *own)
{
    struct label label;

    if (own->number < 2 || !own->is_certain || !split_is_cutting_family(own->family))
        return SLICE_NONE;
    for (size_t at = from; (at = slice_find(line, SLICE("。"), at)) != SLICE_NONE;) {
        at += strlen("。");
        if (at < line.len && is_structural(slice_from(line, at), &label) && label.family == own->family &&
            label.form == own->form && label.number == own->number + 1)
            return is_own_enumeration(slice_part(line, from + own->len, at), own) ? SLICE_NONE : at;
    }
    return SLICE_NONE;
}

/* 基本要求是：　　——坚持…, …年均增长7%。　　第二节　面临形势: a wide blank where the break before a label was lost. */
static bool is_label_behind_break(struct slice line, size_t blank, size_t end)
{
    struct slice rest = slice_from(line, end);
    struct label label;

    if (!phrase_is_mark(utf8_last(slice_part(line, 0, blank)), U"：:。；;"))
        return false;
    return slice_starts(rest, SLICE("——")) ||
           (is_structural(rest, &label) && label.is_certain && label.family != LABEL_ARTICLE &&
            !counts_a_thing(slice_from(rest, label.text_offset)));
}

/* The first such label behind `from`; SLICE_NONE where there is none. */
static size_t find_label_behind_break(struct slice line, size_t from)
{
    size_t end = from, blank;

    while ((blank = find_wide_blank(line, end, line.len, &end)) != SLICE_NONE)
        if (is_label_behind_break(line, blank, end))
            return end;
    return SLICE_NONE;
}

/* 总体部署。未来五年…: a short title, a full stop and text. （二）组村民自发修渠。 is a sentence. */
static bool is_run_in(struct slice text)
{
    size_t stop = slice_find(text, SLICE("。"), 0);

    return stop != SLICE_NONE && stop <= SPLIT_HEADING_LEN_MAX / 2 && stop + strlen("。") < text.len &&
           !counts_a_thing(text) && !slice_starts(text, SLICE("是"));
}

/*
 * …创新创业的氛围更加浓厚。　(五)总体部署。…: no blank stands behind a full stop, so that the next section's label behind one
 * lost its line break. What the paragraph itself enumerates is another matter.
 */
static size_t find_label_behind_blank(struct slice line, size_t from, const struct split_state *state)
{
    struct label label;

    for (size_t at = from; (at = slice_find(line, SLICE("。"), at)) != SLICE_NONE;) {
        size_t start = phrase_skip_blanks(line, at += strlen("。"));

        if (start > at && start < line.len && is_structural(slice_from(line, start), &label) && label.number > 1 &&
            (label.family == LABEL_CJK || label.family == LABEL_CJK_PAREN) && skips_few(state, &label) &&
            is_run_in(slice_from(line, start + label.text_offset)))
            return is_own_enumeration(slice_part(line, from, start), &label) ? SLICE_NONE : start;
    }
    return SLICE_NONE;
}

/* Code points that are no blanks, for 全 国 人 民. */
static size_t count_printed(struct slice text)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;)
        n += !utf8_is_space(utf8_next(text, &at));
    return n;
}

/* 优化农业产业结构 behind 第二节 …; 县农业局牵头 or 12.5万吨 behind 一、… is a column of a table. */
static bool is_text_of_heading(struct slice text, const struct label *own)
{
    bool is_above_cjk = label_is_division(own->family);
    size_t n = text.len > 4 * LONG_TEXT_CP_MIN ? LONG_TEXT_CP_MIN : count_printed(text);
    bool is_sentence = phrase_is_mark(utf8_last(text), U"。；！");

    if (n < TEXT_CP_MIN)
        return false;
    return n >= LONG_TEXT_CP_MIN || is_sentence || (is_above_cjk && utf8_is_ideograph(utf8_first(text)));
}

/* A line that begins with the label of a section or an article: where a second one stands on it, or its text begins. */
static size_t find_behind_label(struct slice line, size_t start, const struct label *own, bool has_blanks,
                                struct split_state *state)
{
    size_t found = split_count_label(state, own) ? find_next_section(line, start, own) : SLICE_NONE;
    size_t blank, end, within = start + LABELS_WITHIN < line.len ? start + LABELS_WITHIN : line.len;
    struct label label;

    if (found != SLICE_NONE)
        return found;
    blank = has_blanks ? find_wide_blank(line, start + own->text_offset, within, &end) : SLICE_NONE;
    if (blank != SLICE_NONE && is_short_heading(utf8_trim(slice_part(line, start, blank))) &&
        (is_structural(slice_from(line, end), &label) || is_text_of_heading(slice_from(line, end), own)))
        return end;
    return find_first_below(line, start, own);
}

/* `text` without the markup at its edges, and white space. */
static struct slice strip_markup(struct slice text)
{
    struct markup_edges edges;

    text = utf8_trim(text);
    return markup_find_edges(text, &edges) ? slice_part(text, edges.from, edges.to) : text;
}

/* “一、要修渠。: a quotation that is not closed may hold labels of its own. */
static bool ends_inside_quotation(struct slice text)
{
    size_t at = text.len;

    while (at > 0) {
        uint32_t cp = utf8_previous(text, &at);

        if (cp == U'“' || cp == U'”')
            return cp == U'“';
    }
    return false;
}

/*
 * …建立台账。<br/>&nbsp;&nbsp;<strong>（二）备足物资。</strong>…: a line break at `at`, behind a sentence, before a label.
 * Looks at few bytes on both sides, so that thousands of breaks in a line cost no more than they are long.
 */
static bool is_break_before_label(struct slice line, size_t from, size_t at)
{
    struct slice before = slice_part(line, at - from > LABELS_WITHIN ? at - LABELS_WITHIN : from, at);
    struct slice rest = slice_part(line, at, line.len - at > LABELS_WITHIN ? at + LABELS_WITHIN : line.len);
    struct label label;

    return markup_opens_block(rest) && !markup_opens_paragraph(rest) && !ends_inside_quotation(before) &&
           phrase_is_mark(utf8_last(strip_markup(before)), U"。；：") && is_structural(strip_markup(rest), &label);
}

/* | 1 | 抓好渔业。<br>一、修船。<br>二、补网。 |: breaks inside of a cell part no paragraphs. */
static bool holds_cells(struct slice line)
{
    return row_is(line) || slice_holds(line, SLICE("\t")) || slice_holds(line, SLICE("<td")) ||
           slice_holds(line, SLICE("<th"));
}

/*
 * <p>一、指导思想</p><p>以…</p>: the source of a page that has line breaks elsewhere. A tag that nothing closes in front
 * of may stand in a sentence, or in a table's cell.
 */
static size_t find_block(struct slice line, size_t from)
{
    bool is_behind_closed = false, is_of_table;
    size_t first = slice_find(line, SLICE("<"), from);

    if (first == SLICE_NONE) /* most lines */
        return SLICE_NONE;
    is_of_table = holds_cells(line);
    for (size_t at = first; at < line.len && (at = slice_find(line, SLICE("<"), at)) != SLICE_NONE; at++) {
        struct slice tag = slice_from(line, at);

        if (is_behind_closed && markup_opens_paragraph(tag) &&
            slice_ends(utf8_trim(slice_part(line, from, at)), SLICE(">")))
            return at;
        if (at > from && !is_of_table && is_break_before_label(line, from, at))
            return at;
        is_behind_closed = slice_starts(tag, SLICE("</")) || (is_behind_closed && markup_opens_block(tag));
    }
    return SLICE_NONE;
}

/* split_labels for a line that ends where a block of markup begins. */
static size_t split_block(struct slice line, size_t from, bool has_blanks, struct split_state *state)
{
    struct label own;
    size_t start = from, found = SLICE_NONE;
    bool is_labelled;

    if (utf8_is_space(utf8_at(line, from)))
        start = phrase_skip_blanks(line, from);
    is_labelled = is_structural(slice_from(line, start), &own);
    if (is_labelled)
        found = find_behind_label(line, start, &own, has_blanks, state);
    if (found != SLICE_NONE)
        return found;
    found = has_blanks ? find_label_behind_break(line, start) : SLICE_NONE;
    if (found == SLICE_NONE && has_blanks)
        found = find_label_behind_blank(line, is_labelled ? start + own.len : start, state);
    if (found != SLICE_NONE)
        return found;
    found = find_heading_at_end(line, from, state);
    return found == SLICE_NONE ? line.len : found;
}

size_t split_labels(struct slice line, size_t from, bool has_blanks, struct split_state *state)
{
    size_t block = has_blanks ? find_block(line, from) : SLICE_NONE;

    return split_block(block == SLICE_NONE ? line : slice_part(line, 0, block), from, has_blanks, state);
}
