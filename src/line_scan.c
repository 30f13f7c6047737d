#include "line_scan.h"

#include "lanes.h"
#include "utf8.h"

unsigned line_columns(uint32_t cp)
{
    bool is_quote = cp >= 0x2014 && cp <= 0x2026; /* “—…” are set full width */
    bool is_among_wide = (cp >= 0x4DC0 && cp < 0x4E00) || cp == 0xFF00; /* as a block takes them: ䷀ */

    return utf8_is_cjk(cp) || is_quote || is_among_wide ? 2 : utf8_space_columns(cp);
}

/* See line_scan.h. Of the page number in "— 6 —" the blanks are not plain. */
static bool is_plain(uint32_t cp)
{
    if (cp < 0x80)
        return cp > ' ' && cp <= '_' && (cp | 0x03) != 0x3F && cp != '&' && cp != '*' && cp != '[';
    return (cp >= 0x2014 && cp <= 0x2026) || (cp > 0x3000 && cp < 0x3100) || (cp >= 0x4000 && cp < 0xA000) ||
           (cp >= 0xFF00 && cp < 0xFF80);
}

/* See line_scan.h. */
static bool is_literal(uint32_t cp)
{
    if (cp < 0xA0)
        return cp >= ' ' && cp < 0x7F && cp != '"' && cp != '\\';
    return cp != 0x2028 && cp != 0x2029 && cp != 0xFEFF && cp < 0xFFFE;
}

/* See line_scan.h. */
static bool may_begin_token(uint32_t cp)
{
    return (cp > 'Z' && cp < 0x80) || cp == U'［';
}

/* Takes the characters that begin in the `len` bytes from `from` on, the first of which may end one before. */
static void scan_characters(struct slice text, size_t from, size_t len, struct line_scan *scan)
{
    size_t at = from;

    while (at < from + len && utf8_is_continuation((unsigned char)text.ptr[at]))
        at++;
    while (at < from + len) {
        uint32_t cp = utf8_next(text, &at);

        scan->n_cp++;
        scan->columns += line_columns(cp);
        scan->is_plain = scan->is_plain && is_plain(cp);
        scan->is_literal = scan->is_literal && is_literal(cp);
        scan->is_token_free = scan->is_token_free && !may_begin_token(cp);
    }
}

#ifdef HAS_LANES
enum { LOOK_AHEAD_LEN = 2, BLOCKS_MAX = 255 /* that a lane can count */ };

/* Sums over the blocks so far, a lane each. */
struct lane_sums {
    lanes characters;
    lanes ascii;  /* those of one column */
    lanes others; /* not zero where an ASCII character is not plain */
    lanes escapes; /* or where one is escaped */
    lanes tokens; /* or where one may begin a token */
};

/*
 * Where one of is_plain's characters of two columns begins, among sixteen bytes at `at`; `a` are these. It knows
 * no kana, nor full-width forms behind ＿, which are rare.
 */
static inline lanes plain_leads(const char *at, lanes a)
{
    lanes b = lanes_load(at + 1), c = lanes_load(at + 2);
    lanes quotes = (lanes)(a == 0xE2) & lanes_between(c, 0x94, 0xA6);
    lanes marks = (lanes)(a == 0xE3) & ~(lanes)(c == 0x80); /* but U+3000 */
    lanes forms = (lanes)((a == 0xEF) & (b == 0xBC)) & ~(lanes)(c == 0xBB); /* but ［ */

    return lanes_between(a, 0xE4, 0xE9) | ((quotes | marks) & (lanes)(b == 0x80)) | forms;
}

/* Where an ASCII character is not plain. */
static inline lanes dirty_ascii(lanes a)
{
    return (lanes_ascii(a) & ~lanes_between(a, '!', '_')) |
           (lanes)(((a | 0x03) == 0x3F) | (a == '&') | (a == '*') | (a == '['));
}

/* Where an ASCII character is escaped. What is not ASCII is below 0 here, as controls are below a blank. */
static inline lanes escaped_ascii(lanes a)
{
    return (lanes_ascii(a) & (lanes)((signed_lanes)a < ' ')) | (lanes)((a == '"') | (a == '\\') | (a == 0x7F));
}

/*
 * Takes those of sixteen bytes whose lane of `wanted` is 0xFF. False, and `sums` stay, where a character begins that is
 * neither ASCII nor one of plain_leads'; or a TAB, because it has columns of its own. Two bytes behind them are looked
 * at too. Most blocks are all Chinese or all ASCII, and are not asked what only the other can be.
 */
static inline bool take_block(const char *at, lanes wanted, struct lane_sums *sums)
{
    lanes a = lanes_load(at), starts = (lanes)((signed_lanes)a > (signed char)0xBF) & wanted;
    unsigned wide = lanes_mask(a);

    if (wide != LANES_ALL && lanes_any((lanes)(a == '\t') & wanted))
        return false;
    if (wide != 0 && (lanes_mask(starts & ~plain_leads(at, a)) & wide) != 0)
        return false;
    sums->characters -= starts;
    if (wide != LANES_ALL) {
        sums->ascii -= lanes_ascii(a) & wanted;
        sums->others |= dirty_ascii(a) & wanted;
        sums->escapes |= escaped_ascii(a) & wanted;
        sums->tokens |= (lanes)((signed_lanes)a > 'Z') & wanted;
    }
    return true;
}

/* The rest of a text from `at` on, in a block that ends LOOK_AHEAD_LEN before its end. False where it did not go. */
static bool take_end(struct slice text, size_t at, struct lane_sums *sums)
{
    /* Sixteen bytes of this, from one place or another, leave out those that the block before has taken. */
    static const unsigned char none_and_all[2 * LANES_LEN] = {
        [LANES_LEN] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    };
    size_t block = text.len - LOOK_AHEAD_LEN - LANES_LEN;
    const char *wanted = (const char *)none_and_all + LANES_LEN - (at - block);

    return utf8_is_continuation((unsigned char)text.ptr[text.len - 1]) &&
           utf8_is_continuation((unsigned char)text.ptr[text.len - 2]) &&
           take_block(text.ptr + block, lanes_load(wanted), sums);
}

/* Whole blocks, as far as they go, and the rest too where take_end takes it, as one more. Bytes of them. */
static size_t scan_blocks(struct slice text, struct line_scan *scan)
{
    struct lane_sums sums = { { 0 }, { 0 }, { 0 }, { 0 }, { 0 } };
    size_t n_blocks = text.len >= LOOK_AHEAD_LEN ? (text.len - LOOK_AHEAD_LEN) / LANES_LEN : 0;
    size_t at = 0, end = LANES_LEN * (n_blocks < BLOCKS_MAX ? n_blocks : BLOCKS_MAX - 1);

    for (; at < end; at += LANES_LEN)
        if (!take_block(text.ptr + at, ~(lanes){ 0 }, &sums))
            scan_characters(text, at, LANES_LEN, scan);
    if (at > 0 && text.len - at < LANES_LEN + LOOK_AHEAD_LEN && take_end(text, at, &sums))
        at = text.len;
    scan->n_cp += lanes_sum(sums.characters);
    scan->columns += 2 * lanes_sum(sums.characters) - lanes_sum(sums.ascii);
    scan->is_plain = scan->is_plain && !lanes_any(sums.others);
    scan->is_literal = scan->is_literal && !lanes_any(sums.escapes);
    scan->is_token_free = scan->is_token_free && !lanes_any(sums.tokens);
    return at;
}
#else
static size_t scan_blocks(struct slice text, struct line_scan *scan)
{
    (void)text;
    (void)scan;
    return 0;
}
#endif

void line_scan(struct slice text, struct line_scan *scan)
{
    size_t at = 0, len;

    *scan = (struct line_scan){ .is_plain = true, .is_literal = true, .is_token_free = true };
    while (at < text.len && (len = scan_blocks(slice_from(text, at), scan)) > 0)
        at += len;
    if (at < text.len)
        scan_characters(text, at, text.len - at, scan);
}
