#include "markup.h"

#include "utf8.h"

#include <strings.h>

enum { TAG_LEN_MAX = 1024, BLANK_NAME_LEN_MAX = 8, LAST_TAGS_MAX = 16 };

static const struct blank {
    const char *name;
    uint32_t cp;
} blanks[] = {
    { "&nbsp;", 0xA0 }, { "&ensp;", 0x2002 },   { "&emsp;", 0x2003 },   { "&thinsp;", 0x2009 },
    { "&#160;", 0xA0 }, { "&#xA0;", 0xA0 },     { "&#xa0;", 0xA0 },     { "&#12288;", 0x3000 },
    { "&#32;", ' ' },   { "&#x3000;", 0x3000 }, { "&#8194;", 0x2002 },  { "&#8195;", 0x2003 },
};

/*
 * Tags that stand around paragraphs and words. Not those of tables, links and small figures (m<sup>2</sup>), which are
 * what a line says, or are no tags at all: <https://example.org>.
 */
static const struct tag {
    const char *name;
    bool is_block; /* what it opens begins on a line of its own */
} tags[] = {
    { "p", true },       { "br", true },      { "div", true },        { "span", false }, { "strong", false },
    { "b", false },      { "em", false },     { "i", false },         { "u", false },    { "font", false },
    { "center", true },  { "h1", true },      { "h2", true },         { "h3", true },    { "h4", true },
    { "h5", true },      { "h6", true },      { "o:p", false },       { "ul", true },    { "ol", true },
    { "section", true }, { "article", true }, { "blockquote", true }, { "li", true },    { "dl", true },
    { "dt", true },      { "dd", true },      { "hr", true },
};

size_t markup_blank_len(struct slice text, unsigned *columns)
{
    for (size_t i = 0; text.len > 0 && text.ptr[0] == '&' && i < LENGTH_OF(blanks); i++) {
        if (!slice_starts(text, slice_of(blanks[i].name)))
            continue;
        if (columns)
            *columns = utf8_space_columns(blanks[i].cp);
        return strlen(blanks[i].name);
    }
    return 0;
}

/* "p" of <p class="a"> and of </p>; empty where no tag begins. */
static struct slice tag_name(struct slice text)
{
    size_t from = text.len > 1 && text.ptr[1] == '/' ? 2 : 1, to = from;

    if (text.len < 3 || text.ptr[0] != '<')
        return (struct slice){ 0 };
    while (to < text.len && (utf8_is_latin((unsigned char)text.ptr[to]) || text.ptr[to] == ':' ||
                             (text.ptr[to] >= '1' && text.ptr[to] <= '6')))
        to++;
    return slice_part(text, from, to);
}

static bool is_same_name(struct slice name, const char *other)
{
    return name.len == strlen(other) && strncasecmp(name.ptr, other, name.len) == 0;
}

static const struct tag *find_tag(struct slice name)
{
    for (size_t i = 0; i < LENGTH_OF(tags); i++)
        if (is_same_name(name, tags[i].name))
            return &tags[i];
    return NULL;
}

/* Bytes of a tag at the start of `text`; 0: none that is known. */
static size_t tag_len(struct slice text)
{
    struct slice name = tag_name(text);
    const char *end;

    if (name.len == 0 || !find_tag(name))
        return 0;
    end = memchr(text.ptr, '>', text.len < TAG_LEN_MAX ? text.len : TAG_LEN_MAX);
    if (!end || !memchr(" \t/>", name.ptr[name.len], 4) || memchr(text.ptr + 1, '<', (size_t)(end - text.ptr) - 1))
        return 0;
    return (size_t)(end + 1 - text.ptr);
}

bool markup_opens_block(struct slice text)
{
    return tag_len(text) > 0 && text.ptr[1] != '/' && find_tag(tag_name(text))->is_block;
}

static bool is_line_break(struct slice tag)
{
    return is_same_name(tag_name(tag), "br");
}

bool markup_opens_paragraph(struct slice text)
{
    return markup_opens_block(text) && !is_line_break(text);
}

/* Bytes of one piece of markup at the start of `text`, 0: none. */
static size_t piece_len(struct slice text, struct markup_edges *edges)
{
    unsigned columns = 0;
    size_t len = markup_blank_len(text, &columns);

    edges->indent += columns;
    if (len > 0)
        return len;
    len = tag_len(text);
    edges->has_tags = edges->has_tags || (len > 0 && !is_line_break(text));
    return len;
}

static size_t head_len(struct slice line, struct markup_edges *edges)
{
    size_t at = 0, len;

    while (at < line.len && (len = piece_len(slice_from(line, at), edges)) > 0) {
        uint32_t cp;

        at += len;
        for (size_t next = at; next < line.len && utf8_is_space(cp = utf8_next(line, &next)); at = next)
            edges->indent += utf8_space_columns(cp);
    }
    return at;
}

/* How many more tags of that name `text` opens than it closes. */
static int count_open(struct slice text, struct slice name)
{
    int n = 0;

    for (size_t at = 0; (at = slice_find(text, SLICE("<"), at)) != SLICE_NONE; at++) {
        struct slice other = tag_name(slice_from(text, at));

        if (other.len == name.len && strncasecmp(other.ptr, name.ptr, name.len) == 0)
            n += text.ptr[at + 1] == '/' ? -1 : 1;
    }
    return n;
}

/* The last place before `end` where `byte` stands, no further than `max` away; SLICE_NONE: nowhere. */
static size_t find_back(struct slice line, size_t end, size_t max, char byte)
{
    for (size_t at = end; at > 0 && end - at < max; at--)
        if (line.ptr[at - 1] == byte)
            return at - 1;
    return SLICE_NONE;
}

/* 取值范围A<B> ends with no tag: what opens there would begin a block. 抓好<b>春耕</b> closes what the text opens. */
static bool may_end_line(struct slice text, struct slice tag)
{
    if (tag.ptr[1] == '/')
        return count_open(text, tag_name(tag)) <= 0;
    return find_tag(tag_name(tag))->is_block;
}

/*
 * Where the piece of markup begins that ends at byte `end`; `end` where none does. The tag that closes one inside the
 * text belongs to the text: 抓好<strong>春耕</strong></p> loses </p> alone.
 */
static size_t last_piece(struct slice line, size_t from, size_t end, struct markup_edges *edges)
{
    char last = end > from ? line.ptr[end - 1] : '\0';
    struct slice piece;
    size_t at;

    if (last != '>' && last != ';')
        return end;
    at = find_back(line, end, last == '>' ? TAG_LEN_MAX : BLANK_NAME_LEN_MAX, last == '>' ? '<' : '&');
    if (at == SLICE_NONE || at < from)
        return end;
    piece = slice_part(line, at, end);
    if (last == ';')
        return markup_blank_len(piece, NULL) == piece.len ? at : end;
    if (tag_len(piece) != piece.len || !may_end_line(slice_part(line, from, at), piece))
        return end;
    edges->has_tags = edges->has_tags || !is_line_break(piece);
    return at;
}

bool markup_find_edges(struct slice line, struct markup_edges *edges)
{
    size_t end = line.len, at, n_tags = 0;

    *edges = (struct markup_edges){ .to = line.len };
    if (!markup_may_have_edges(line))
        return false;
    edges->from = head_len(line, edges);
    while (n_tags < LAST_TAGS_MAX && (at = last_piece(line, edges->from, end, edges)) < end) {
        n_tags += line.ptr[at] == '<'; /* each looks through the text for what it may close */
        end = edges->from + utf8_trim(slice_part(line, edges->from, at)).len;
    }
    edges->to = end;
    edges->n_cp = utf8_count(slice_part(line, 0, edges->from)) + utf8_count(slice_from(line, end));
    return edges->n_cp > 0;
}
