#include "clean.h"

#include "label.h"
#include "lanes.h"
#include "markup.h"
#include "phrase.h"
#include "utf8.h"

#include <string.h>

enum { ANCHORED_LEN = 4096, RESIDUE_LEN_MAX = 256, ENTITY_LEN_MAX = 10, MARKDOWN_LEVEL_MAX = 6 };

/* A line on its way into a paragraph. `span` is the start of what is not yet copied; `column` that of the byte
 * `counted`. */
struct cleaner {
    const struct line *line;
    struct slice raw; /* without white space at its end */
    size_t at, span, counted;
    uint64_t column;
    struct paragraph *paragraph;
    struct clean_tally *tally;
    struct diag_list *diags;
    size_t bold_end; /* where the ** that closes an opened one stands, or SLICE_NONE */
    size_t n_reported; /* of the paragraph's removals */
    uint64_t n_removed_before; /* code points, as in the tally, before this line */
    size_t from;     /* where the cleaned part of the line begins */
    bool is_front;   /* what comes of it is thrown away */
    bool has_blank;  /* white space came since the last character that was kept */
    bool has_tab;    /* and a TAB was among it */
};

/* Bytes at which the copying of a span stops to look closer. */
static const bool is_special[256] = {
    ['\0'] = true, [1] = true, [2] = true, [3] = true, [4] = true, [5] = true, [6] = true, [7] = true, [8] = true,
    ['\t'] = true, ['\n'] = true, [11] = true, [12] = true, ['\r'] = true, [14] = true, [15] = true, [16] = true,
    [17] = true, [18] = true, [19] = true, [20] = true, [21] = true, [22] = true, [23] = true, [24] = true, [25] = true,
    [26] = true, [27] = true, [28] = true, [29] = true, [30] = true, [31] = true, [' '] = true, [127] = true,
    ['&'] = true, ['['] = true, ['{'] = true, ['?'] = true, ['*'] = true, ['<'] = true,
    [0xC2] = true, [0xD8] = true, [0xE1] = true, [0xE2] = true, [0xE3] = true, [0xEE] = true, [0xEF] = true,
    [0xF0] = true, [0xF1] = true, [0xF2] = true, [0xF3] = true, [0xF4] = true,
};

enum character_class { PLAIN, BLANK, ZERO_WIDTH, CONTROL, BIDI, PRIVATE, NONCHARACTER };

/* All but the blanks, which utf8_is_space knows. */
static const struct class_range {
    uint32_t first, last;
    enum character_class class;
} class_ranges[] = {
    { 0x00, 0x08, CONTROL },          { 0x0E, 0x1F, CONTROL },
    { 0x7F, 0x84, CONTROL },          { 0x86, 0x9F, CONTROL },
    { 0xAD, 0xAD, ZERO_WIDTH },       { 0x061C, 0x061C, BIDI },
    { 0x180E, 0x180E, ZERO_WIDTH },   { 0x200B, 0x200D, ZERO_WIDTH },
    { 0x200E, 0x200F, BIDI },         { 0x202A, 0x202E, BIDI },
    { 0x2060, 0x2064, ZERO_WIDTH },   { 0x2066, 0x2069, BIDI },
    { 0x206A, 0x206F, ZERO_WIDTH },   { 0xE000, 0xF8FF, PRIVATE },
    { 0xFDD0, 0xFDEF, NONCHARACTER }, { 0xFEFF, 0xFEFF, ZERO_WIDTH },
    { 0xFFFE, 0xFFFF, NONCHARACTER }, { 0xF0000, 0xFFFFD, PRIVATE },
    { 0x100000, 0x10FFFD, PRIVATE },
};

static enum character_class find_class(uint32_t cp)
{
    size_t low = 0, high = LENGTH_OF(class_ranges);

    if (cp > 0x3000 && cp < 0xE000) /* all of Chinese */
        return PLAIN;
    if (utf8_is_space(cp))
        return BLANK;
    if (cp > 0xFFFF && (cp & 0xFFFE) == 0xFFFE)
        return NONCHARACTER;
    while (low < high) {
        size_t middle = (low + high) / 2;

        if (cp > class_ranges[middle].last)
            low = middle + 1;
        else if (cp < class_ranges[middle].first)
            high = middle;
        else
            return class_ranges[middle].class;
    }
    return PLAIN;
}

static void count_columns(struct cleaner *cleaner, size_t up_to)
{
    if (up_to == cleaner->counted)
        return;
    cleaner->column += utf8_count(slice_part(cleaner->raw, cleaner->counted, up_to));
    cleaner->counted = up_to;
}

static void report_kept(struct cleaner *cleaner, enum diag_code code, struct slice detail, enum diag_kept kept)
{
    struct diag diag = { .code = code, .line = cleaner->line->number, .detail = detail, .kept = kept };

    count_columns(cleaner, cleaner->at);
    diag.column = cleaner->column;
    diag_list_add(cleaner->diags, &diag);
}

static void report(struct cleaner *cleaner, enum diag_code code, struct slice detail)
{
    report_kept(cleaner, code, detail, cleaner->is_front ? DIAG_KEPT_ABOVE_BODY : DIAG_NOT_KEPT);
}

/* What stands between the last character kept and the next one, where white space stood between them in the source. */
static void put_blank(struct cleaner *cleaner, uint32_t next)
{
    struct paragraph *paragraph = cleaner->paragraph;
    bool between_cjk = utf8_is_cjk(utf8_last(paragraph_text(paragraph))) && utf8_is_cjk(next);

    if (paragraph->text.len == 0)
        return;
    if (cleaner->has_tab) {
        buffer_put(&paragraph->text, '\t');
        paragraph->n_tabs++;
    } else if (!between_cjk) {
        buffer_put(&paragraph->text, ' ');
    } else if (paragraph->text.len < 64) {
        paragraph->dropped |= 1ull << paragraph->text.len;
    }
}

/* Before the first byte of a span: the white space due, and an anchor where the columns do not simply run on. */
static void begin_span(struct cleaner *cleaner, size_t at)
{
    if (cleaner->has_blank)
        put_blank(cleaner, utf8_at(cleaner->raw, at));
    cleaner->has_blank = cleaner->has_tab = false;
    count_columns(cleaner, at);
    paragraph_add_anchor(cleaner->paragraph, cleaner->line->number, cleaner->column);
    cleaner->span = at;
}

/* Long spans get anchors on their way, so that a place in them is found without counting from their start. */
static void end_span(struct cleaner *cleaner)
{
    for (size_t len; cleaner->span < cleaner->at; cleaner->span += len) {
        struct slice rest = slice_part(cleaner->raw, cleaner->span, cleaner->at);

        len = rest.len > ANCHORED_LEN ? utf8_valid_prefix(rest.ptr, ANCHORED_LEN) : rest.len;
        if (cleaner->span > cleaner->counted) {
            count_columns(cleaner, cleaner->span);
            paragraph_add_anchor(cleaner->paragraph, cleaner->line->number, cleaner->column);
        }
        buffer_append_slice(&cleaner->paragraph->text, slice_part(rest, 0, len));
    }
}

static void pass_blanks(struct cleaner *cleaner)
{
    size_t next = cleaner->at;
    uint32_t cp;

    while (next < cleaner->raw.len && utf8_is_space(cp = utf8_next(cleaner->raw, &next))) {
        cleaner->has_tab = cleaner->has_tab || cp == '\t';
        cleaner->at = next;
    }
    cleaner->has_blank = true;
}

bool clean_may_remove(const struct clean_tally *tally, uint64_t n_cp)
{
    return (tally->n_removed + n_cp) * 50 <= tally->n_seen + 2000;
}

static bool is_invisible(enum diag_code code)
{
    return code == DIAG_ZERO_WIDTH || code == DIAG_CONTROL_CHARACTER;
}

/* At the end of the line, when it is known whether anything else stands on it. */
static void report_removals(struct cleaner *cleaner, enum diag_kept kept)
{
    struct paragraph *paragraph = cleaner->paragraph;

    for (; cleaner->n_reported < paragraph->n_removals; cleaner->n_reported++) {
        const struct removal *removal = &paragraph->removals[cleaner->n_reported];
        struct diag diag = { .code = removal->code, .line = removal->line, .column = removal->column };

        diag.kept = cleaner->is_front ? DIAG_KEPT_ABOVE_BODY : kept;
        diag_list_add(cleaner->diags, &diag);
    }
}

/* Takes `len` bytes out of the text. False, and they stay, where too much has been removed already. */
static bool take_out(struct cleaner *cleaner, enum diag_code code, size_t len)
{
    struct slice text = slice_part(cleaner->raw, cleaner->at, cleaner->at + len);

    if (!clean_may_remove(cleaner->tally, utf8_count(text)) && !is_invisible(code)) {
        report_kept(cleaner, code, (struct slice){ 0 }, DIAG_KEPT_OVER_LIMIT);
        return false;
    }
    end_span(cleaner);
    count_columns(cleaner, cleaner->at);
    if (clean_may_remove(cleaner->tally, utf8_count(text))) {
        paragraph_add_removal(cleaner->paragraph, code, cleaner->line->number, cleaner->column, text);
        cleaner->tally->n_removed += utf8_count(text);
    } else {
        report(cleaner, code, (struct slice){ 0 });
    }
    cleaner->at += len;
    cleaner->span = cleaner->at;
    return true;
}

/* What editors leave in a text: its start and its end. */
static const struct residue {
    const char *start, *end;
    enum diag_code code;
} residues[] = {
    { "[bookmark:", "]", DIAG_EDITOR_RESIDUE }, /* [bookmark: _GoBack]（一）强经济 */
    { "[endif]", "]", DIAG_EDITOR_RESIDUE },
    { "[if ", "]", DIAG_EDITOR_RESIDUE },
    { "{ PAGE", "}", DIAG_FIELD_CODE },
    { "{PAGE", "}", DIAG_FIELD_CODE },
    { "{ NUMPAGES", "}", DIAG_FIELD_CODE },
    { "{ HYPERLINK", "}", DIAG_FIELD_CODE },
    { "{HYPERLINK", "}", DIAG_FIELD_CODE },
    { "{ TOC", "}", DIAG_FIELD_CODE },
    { "{TOC", "}", DIAG_FIELD_CODE },
    { "{ REF", "}", DIAG_FIELD_CODE },
    { "{ SEQ", "}", DIAG_FIELD_CODE },
    { "{ DATE", "}", DIAG_FIELD_CODE },
    { "{ = ", "}", DIAG_FIELD_CODE },
    { "<br", ">", DIAG_MARKDOWN_MARK },
    { "<a name=", "></a>", DIAG_EDITOR_RESIDUE }, /* ## <a name="_Toc7"></a>总体要求: a bookmark that became Markdown */
    { "<a id=", "></a>", DIAG_EDITOR_RESIDUE },
    { "<span id=", "></span>", DIAG_EDITOR_RESIDUE },
    { "\x13", "\x14", DIAG_FIELD_CODE }, /* Word's own marks: 0x13 PAGE 0x14 3 0x15 */
};

static size_t residue_len(struct slice text, const struct residue *residue)
{
    size_t end;

    if (!phrase_starts_with(text, residue->start))
        return 0;
    if (text.len > RESIDUE_LEN_MAX)
        text.len = RESIDUE_LEN_MAX;
    end = slice_find(text, slice_of(residue->end), strlen(residue->start) - 1);
    if (end == SLICE_NONE || memchr(text.ptr, residue->end[0], end)) /* <a name="x">words</a> are more than residue */
        return 0;
    return end + strlen(residue->end);
}

static bool take_residue(struct cleaner *cleaner)
{
    for (size_t i = 0; i < LENGTH_OF(residues); i++) {
        size_t len = residue_len(slice_from(cleaner->raw, cleaner->at), &residues[i]);

        if (len == 0)
            continue;
        return take_out(cleaner, residues[i].code, len);
    }
    return false;
}

static size_t entity_len(struct slice text)
{
    size_t len = 1;

    while (len < text.len && len < ENTITY_LEN_MAX &&
           (text.ptr[len] == '#' || (text.ptr[len] >= '0' && text.ptr[len] <= '9') ||
            utf8_is_latin((unsigned char)text.ptr[len])))
        len++;
    return len > 2 && len < text.len && text.ptr[len] == ';' ? len + 1 : 0;
}

/* &nbsp; is white space and goes; others stay as printed, because a text without its own characters is no archive. */
static bool take_entity(struct cleaner *cleaner)
{
    struct slice text = slice_from(cleaner->raw, cleaner->at);
    size_t len = entity_len(text);

    if (len == 0)
        return false;
    if (markup_blank_len(text, NULL) != len) {
        report(cleaner, DIAG_UNKNOWN_ENTITY, slice_part(text, 0, len));
        return false;
    }
    if (!take_out(cleaner, DIAG_HTML_ENTITY, len))
        return false;
    cleaner->has_blank = true;
    return true;
}

static size_t question_run(struct slice text, unsigned *n)
{
    size_t len = 0, end = 0;

    *n = 0;
    while (len < text.len && (text.ptr[len] == '?' || text.ptr[len] == ' ')) {
        if (text.ptr[len++] == '?') {
            ++*n;
            end = len;
        }
    }
    return end;
}

/* Nothing of the paragraph stands before the place, neither in its text nor in what is still to be copied. */
static bool begins_paragraph(const struct cleaner *cleaner)
{
    return cleaner->paragraph->text.len == 0 && cleaner->at == cleaner->span;
}

/*
 * ?? is what a conversion of encodings left of characters. Where they stood for blanks (????各位代表 at a line's start,
 * 秘书处???? 2023年 before one) they are taken out; elsewhere a reader has to see them.
 */
static bool take_lost(struct cleaner *cleaner)
{
    struct slice text = slice_from(cleaner->raw, cleaner->at);
    unsigned n;
    size_t len = question_run(text, &n);
    bool at_start = begins_paragraph(cleaner);
    bool before_blank = len < text.len && utf8_is_space(utf8_at(text, len));

    if (n < 2)
        return false;
    if ((!at_start && !before_blank) || len == text.len) {
        report(cleaner, DIAG_LOST_CHARACTERS, slice_part(text, 0, len));
        cleaner->at += len - 1;
        return false;
    }
    if (!take_out(cleaner, DIAG_LOST_CHARACTERS, len)) {
        cleaner->at += len - 1;
        return false;
    }
    cleaner->has_blank = true;
    return true;
}

/* **第一条** 中华…: the label's reader sees to these marks. */
static bool is_bold_label(struct slice text)
{
    struct label label;

    return label_read(text, &label) && slice_find(slice_part(text, 0, label.text_offset), SLICE("**"), 3) != SLICE_NONE;
}

/* **bold** of Markdown: both marks of a pair on one line. */
static bool take_bold(struct cleaner *cleaner)
{
    struct slice text = slice_from(cleaner->raw, cleaner->at);
    size_t close;

    if (!slice_starts(text, SLICE("**")) || slice_starts(text, SLICE("***")))
        return false;
    if (cleaner->bold_end != cleaner->at && begins_paragraph(cleaner) && is_bold_label(text))
        return false;
    if (cleaner->bold_end != cleaner->at) {
        close = slice_find(text, SLICE("**"), 3);
        if (text.len < 5 || utf8_is_space(utf8_at(text, 2)) || close == SLICE_NONE)
            return false;
        cleaner->bold_end = cleaner->at + close;
    }
    return take_out(cleaner, DIAG_MARKDOWN_MARK, 2);
}

/* Takes a character of no ordinary class. False where it stays in the span. */
static bool take_character(struct cleaner *cleaner)
{
    static const enum diag_code codes[] = {
        [ZERO_WIDTH] = DIAG_ZERO_WIDTH, [CONTROL] = DIAG_CONTROL_CHARACTER, [BIDI] = DIAG_BIDI_CONTROL,
        [PRIVATE] = DIAG_PRIVATE_USE,   [NONCHARACTER] = DIAG_NONCHARACTER,
    };
    size_t next = cleaner->at;
    enum character_class class = find_class(utf8_next(cleaner->raw, &next));

    switch (class) {
    case PLAIN:
        return false;
    case BLANK:
        end_span(cleaner);
        pass_blanks(cleaner);
        cleaner->span = cleaner->at;
        return true;
    case ZERO_WIDTH:
    case CONTROL:
        return take_out(cleaner, codes[class], next - cleaner->at);
    default:
        report(cleaner, codes[class], (struct slice){ 0 });
        return false;
    }
}

/* "— 12 —" between the words of a report on one line, or — 3 — of a page that was pasted. */
static bool take_page_number(struct cleaner *cleaner)
{
    static const char dash[] = "—";
    struct slice text = slice_from(cleaner->raw, cleaner->at);
    size_t at = strlen(dash), digits;

    if (!slice_starts(text, slice_of(dash)))
        return false;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    for (digits = at; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';)
        at++;
    if (at == digits || at - digits > 4 || digits == strlen(dash))
        return false;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (!slice_starts(slice_from(text, at), slice_of(dash)))
        return false;
    if (at + strlen(dash) >= utf8_trim(cleaner->raw).len) /* a line of its own is the joiner's business */
        return false;
    if (!take_out(cleaner, DIAG_PAGE_FURNITURE, at + strlen(dash)))
        return false;
    cleaner->has_blank = true;
    return true;
}

static bool take_special(struct cleaner *cleaner)
{
    const unsigned char *bytes = (const unsigned char *)cleaner->raw.ptr + cleaner->at;

    switch (bytes[0]) {
    case '&':
        return take_entity(cleaner);
    case '[':
    case '{':
    case '<':
        return take_residue(cleaner);
    case '?':
        return take_lost(cleaner);
    case '*':
        return take_bold(cleaner);
    case 0x13:
        return take_residue(cleaner) || take_character(cleaner);
    case 0xE3: /* 。、「 and kana: the ideographic space alone is special */
        return bytes[1] == 0x80 && bytes[2] == 0x80 && take_character(cleaner);
    case 0xEF: /* ，：（ */
        return bytes[1] != 0xBC && bytes[1] != 0xBD && take_character(cleaner);
    case 0xE2: /* “”—… */
        if (bytes[2] == 0x94 && bytes[1] == 0x80)
            return take_page_number(cleaner);
        return !(bytes[1] == 0x80 && bytes[2] >= 0x90 && bytes[2] < 0xA8) && take_character(cleaner);
    default:
        return take_character(cleaner);
    }
}

/*
 * The blank of "Annex 1", 市长 Li or 2024 年: it is kept as it stands, so that the words on both sides of it are copied
 * together. Not between 市长 and 李明, where it goes, and not one of several.
 */
static bool is_word_blank(struct slice raw, size_t at)
{
    return raw.ptr[at] == ' ' && at > 0 && raw.len - at > 1 && raw.ptr[at + 1] != ' ' &&
           (utf8_is_printed_ascii((unsigned char)raw.ptr[at - 1]) ||
            utf8_is_printed_ascii((unsigned char)raw.ptr[at + 1]));
}

#ifdef HAS_LANES
enum { LOOK_BEHIND_LEN = 1, LOOK_AHEAD_LEN = 2 };

static lanes printed_ascii(lanes bytes)
{
    return (lanes)((signed_lanes)bytes > ' ');
}

static lanes special_ascii(const char *at, lanes a)
{
    lanes b = lanes_load(at + 1);
    lanes beside_word = (printed_ascii(lanes_load(at - 1)) & (lanes)(b != ' ')) | printed_ascii(b);

    return lanes_between(a, 0, 0x1F) | (lanes)((a == 0x7F) | (a == '&') | (a == '[') | (a == '{') | (a == '?') |
                                               (a == '*') | (a == '<') | ((a == ' ') & ~beside_word));
}

/*
 * Of the commonest, “”, 。、 and ，：, the bytes behind them say that they are not special; the dash of a page number is
 * among what has to be looked at.
 */
static lanes special_wide(const char *at, lanes a)
{
    lanes b = lanes_load(at + 1), c = lanes_load(at + 2);

    return lanes_between(a, 0xF0, 0xFF) | (lanes)((a == 0xC2) | (a == 0xD8) | (a == 0xE1) | (a == 0xEE) |
                                                  ((a == 0xE2) & ((b != 0x80) | ((c & 0xF8) != 0x98))) |
                                                  ((a == 0xE3) & (b == 0x80) & (c == 0x80)) |
                                                  ((a == 0xEF) & ((b & 0xFE) != 0xBC)));
}

/* A bit for each of sixteen bytes that could be special, by the bytes around them. Many blocks hold one kind alone. */
static unsigned special_bits(const char *at)
{
    lanes a = lanes_load(at);
    unsigned wide = lanes_mask(a);

    return (wide != LANES_ALL ? lanes_mask(special_ascii(at, a)) : 0) |
           (wide != 0 ? lanes_mask(special_wide(at, a)) : 0);
}

/*
 * From `at`, which is not the first byte, to one that has its bit; or as far as blocks go. The last of them ends two
 * bytes before the end and holds some of what the one before it did.
 */
static size_t skip_blocks(struct slice raw, size_t at)
{
    size_t last;
    unsigned bits;

    if (raw.len < LOOK_BEHIND_LEN + LANES_LEN + LOOK_AHEAD_LEN)
        return at;
    last = raw.len - LANES_LEN - LOOK_AHEAD_LEN;
    for (; at <= last; at += LANES_LEN)
        if ((bits = special_bits(raw.ptr + at)) != 0)
            return at + lanes_lowest(bits);
    if (at >= last + LANES_LEN)
        return at;
    bits = special_bits(raw.ptr + last) >> (at - last);
    return bits != 0 ? at + lanes_lowest(bits) : last + LANES_LEN;
}
#else
static size_t skip_blocks(struct slice raw, size_t at)
{
    (void)raw;
    return at;
}
#endif

/*
 * The first byte at or behind `at` that has to be looked at; or the blank before it, because that one comes behind what
 * may be taken out there.
 */
static size_t skip_plain(struct slice raw, size_t at)
{
    at = skip_blocks(raw, at);
    while (at < raw.len && (!is_special[(unsigned char)raw.ptr[at]] || is_word_blank(raw, at)))
        at++;
    return at < raw.len && raw.ptr[at - 1] == ' ' ? at - 1 : at;
}

static void clean_rest(struct cleaner *cleaner)
{
    if (cleaner->line->scan.is_plain && cleaner->at < cleaner->raw.len) {
        begin_span(cleaner, cleaner->at);
        cleaner->at = cleaner->raw.len;
    }
    while (cleaner->at < cleaner->raw.len) {
        unsigned char byte = (unsigned char)cleaner->raw.ptr[cleaner->at];
        size_t next = cleaner->at;

        if (is_special[byte] && take_special(cleaner))
            continue;
        if (cleaner->span == next) /* behind a blank or something taken out; 市长 ??明: `at` has moved already */
            begin_span(cleaner, next);
        cleaner->at = skip_plain(cleaner->raw, cleaner->at + 1);
    }
    end_span(cleaner);
}

/* "## 总体要求": the marks of a Markdown heading. */
static void take_markdown_heading(struct cleaner *cleaner)
{
    struct slice text = slice_from(cleaner->raw, cleaner->at);
    size_t level = 0;

    while (level < text.len && text.ptr[level] == '#')
        level++;
    if (level == 0 || level > MARKDOWN_LEVEL_MAX || level == text.len || !utf8_is_space(utf8_at(text, level)))
        return;
    if (!take_out(cleaner, DIAG_MARKDOWN_MARK, level)) { /* punctuation may be missing at the edge of a string */
        count_columns(cleaner, cleaner->at);
        cleaner->paragraph->marks_column = cleaner->column;
        cleaner->at += level;
    }
    cleaner->paragraph->markdown_level = (unsigned)level;
    pass_blanks(cleaner);
    cleaner->span = cleaner->at;
}

/* "recogni-" and "tion" are one word; "2023-" and "2025" are no hyphenation. */
static void undo_hyphen(struct cleaner *cleaner, uint32_t next)
{
    struct paragraph *paragraph = cleaner->paragraph;
    size_t hyphen = paragraph->text.len - 1, before = hyphen;
    uint64_t line, column;

    if (paragraph->text.len < 2 || paragraph->text.ptr[hyphen] != '-' || !utf8_is_lower(next) ||
        !utf8_is_latin(utf8_previous(paragraph_text(paragraph), &before)) || !clean_may_remove(cleaner->tally, 1))
        return;
    paragraph_place(paragraph, hyphen, &line, &column);
    paragraph->text.len--;
    paragraph_add_removal(paragraph, DIAG_HYPHENATION, line, column, SLICE("-"));
    cleaner->tally->n_removed++;
    cleaner->has_blank = false;
}

/* A line break is white space, but not where a line of Chinese was wrapped, even at a number. */
static void join(struct cleaner *cleaner)
{
    struct slice text = paragraph_text(cleaner->paragraph);
    uint32_t next = utf8_at(cleaner->raw, cleaner->at);

    if (text.len == 0)
        return;
    cleaner->has_blank = !utf8_is_cjk(utf8_last(text)) && !utf8_is_cjk(next);
    undo_hyphen(cleaner, next);
}

static const struct removal *first_visible(const struct paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->n_removals; i++)
        if (!is_invisible(paragraph->removals[i].code))
            return &paragraph->removals[i];
    return NULL;
}

/* A line of nothing but residue stays as it is: where it would be `removed` from there is no node. */
static void keep_residue(struct cleaner *cleaner)
{
    struct paragraph *paragraph = cleaner->paragraph;
    struct slice raw = utf8_trim(slice_from(cleaner->raw, cleaner->from));
    const struct removal *first = first_visible(paragraph);
    enum diag_code code;

    if (!first) {
        report_removals(cleaner, DIAG_NOT_KEPT);
        paragraph_clear(paragraph);
        return;
    }
    code = first->code;
    report_removals(cleaner, DIAG_KEPT_ALONE);
    cleaner->tally->n_removed = cleaner->n_removed_before;
    paragraph_clear(paragraph);
    paragraph_add_anchor(paragraph, cleaner->line->number,
                         cleaner->line->column +
                             utf8_count(slice_part(cleaner->raw, 0, (size_t)(raw.ptr - cleaner->raw.ptr))));
    buffer_append_slice(&paragraph->text, raw);
    paragraph->is_furniture = true;
    paragraph->furniture_code = code;
    paragraph->is_reported = true;
}

/* Code points of `raw`, the line without white space at its end, from byte `from` on. */
static size_t count_seen(const struct line *line, struct slice raw, size_t from)
{
    if (from > 0 || line->scan.n_cp == 0)
        return utf8_count(slice_from(raw, from < raw.len ? from : raw.len));
    return line->scan.n_cp + utf8_count(slice_part(raw, 0, (size_t)(utf8_trim(raw).ptr - raw.ptr)));
}

/* Up to the line's first word: what stands before it, and what was seen in all. */
static void begin_line(struct cleaner *cleaner, size_t from)
{
    const struct line *line = cleaner->line;
    struct slice trimmed = utf8_trim(line->text);
    bool is_first = cleaner->paragraph->text.len == 0;

    cleaner->raw = slice_part(line->text, 0, (size_t)(trimmed.ptr - line->text.ptr) + trimmed.len);
    cleaner->at = from;
    cleaner->from = from < cleaner->raw.len ? from : cleaner->raw.len;
    cleaner->tally->n_seen += count_seen(line, cleaner->raw, from);
    pass_blanks(cleaner);
    if (is_first)
        cleaner->paragraph->indent = utf8_blank_columns(slice_part(line->text, from, cleaner->at));
    cleaner->span = cleaner->at;
    if (is_first)
        take_markdown_heading(cleaner);
    cleaner->has_blank = cleaner->has_tab = false;
}

static void clean(const struct line *line, size_t from, bool is_front, struct paragraph *paragraph,
                  struct clean_tally *tally, struct diag_list *diags)
{
    struct cleaner cleaner;

    cleaner.line = line; /* one by one: a struct that is cleared as a whole is by a loop */
    cleaner.span = cleaner.counted = 0;
    cleaner.column = line->column;
    cleaner.paragraph = paragraph;
    cleaner.tally = tally;
    cleaner.diags = diags;
    cleaner.bold_end = SLICE_NONE;
    cleaner.n_reported = paragraph->n_removals;
    cleaner.n_removed_before = tally->n_removed;
    cleaner.is_front = is_front;
    cleaner.has_blank = cleaner.has_tab = false;
    begin_line(&cleaner, from);
    join(&cleaner);
    clean_rest(&cleaner);
    if (paragraph->text.len == 0)
        keep_residue(&cleaner);
    else
        report_removals(&cleaner, DIAG_NOT_KEPT);
    paragraph->may_hold_tokens = paragraph->may_hold_tokens || !line->scan.is_token_free;
    paragraph->may_need_escapes = paragraph->may_need_escapes || !line->scan.is_literal;
    paragraph->n_lines++;
}

/*
 * A whole line that begins a paragraph and is copied as it stands: nearly every one of a clean text. False where it has
 * to go the long way.
 */
static bool take_plain(const struct line *line, struct paragraph *paragraph, struct clean_tally *tally)
{
    struct slice text = line->trimmed, indent;
    size_t indent_cp = 0;

    if (!line->scan.is_plain || paragraph->text.len > 0 || text.len > ANCHORED_LEN || text.len == 0 ||
        text.ptr[0] == '#')
        return false;
    indent = slice_part(line->text, 0, (size_t)(text.ptr - line->text.ptr));
    if (indent.len > 0) {
        indent_cp = utf8_count(indent);
        paragraph->indent = utf8_blank_columns(indent);
    }
    tally->n_seen += indent_cp + line->scan.n_cp;
    paragraph_add_anchor(paragraph, line->number, line->column + indent_cp);
    buffer_append_slice(&paragraph->text, text);
    paragraph->may_hold_tokens = !line->scan.is_token_free;
    paragraph->may_need_escapes = !line->scan.is_literal;
    paragraph->n_lines++;
    return true;
}

void clean_line(const struct line *line, size_t from, struct paragraph *paragraph, struct clean_tally *tally,
                struct diag_list *diags)
{
    if (from > 0 || !take_plain(line, paragraph, tally))
        clean(line, from, false, paragraph, tally, diags);
}

/* The end of what is copied from `at` on: of white space a single blank is. `*next` is set behind the white space. */
static size_t stretch_end(struct slice text, size_t at, size_t *next)
{
    for (*next = at; *next < text.len;) {
        size_t end = *next;
        uint32_t cp = utf8_next(text, next);

        if (!utf8_is_space(cp) || (cp == ' ' && *next < text.len && !utf8_is_space(utf8_at(text, *next))))
            continue;
        while (*next < text.len && utf8_is_space(utf8_at(text, *next)))
            utf8_next(text, next);
        return end;
    }
    return text.len;
}

void clean_keep(const struct line *line, size_t from, size_t to, struct paragraph *paragraph,
                struct clean_tally *tally)
{
    struct slice text = utf8_trim(slice_part(line->text, from, to));
    uint64_t column = line->column + utf8_count(slice_part(line->text, 0, (size_t)(text.ptr - line->text.ptr)));
    size_t next;

    for (size_t at = 0; at < text.len; at = next) {
        size_t end = stretch_end(text, at, &next);

        if (at > 0)
            buffer_put(&paragraph->text, ' ');
        paragraph_add_anchor(paragraph, line->number, column);
        buffer_append_slice(&paragraph->text, slice_part(text, at, end));
        column += utf8_count(slice_part(text, at, next));
    }
    tally->n_seen += utf8_count(text);
    paragraph->may_hold_tokens = true;
    paragraph->may_need_escapes = true;
    paragraph->n_lines++;
    paragraph->is_furniture = true;
}

/* What is thrown away afterwards counts for nothing: as much may be taken out as there is. */
void clean_look(const struct line *line, struct paragraph *scratch, struct diag_list *diags)
{
    struct clean_tally tally = { .n_seen = UINT64_MAX / 100 };

    paragraph_clear(scratch);
    clean(line, 0, true, scratch, &tally, diags);
}
