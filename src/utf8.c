#include "utf8.h"

#include "lanes.h"

enum { REPLACEMENT = 0xFFFD, COUNTED_MAX = 240 };

struct range {
    uint32_t first, last;
};

/* The property White_Space. Line breaks are in it; whether a line ends there is for others to decide. */
static const struct range spaces[] = {
    { 0x0009, 0x000D }, { 0x0020, 0x0020 }, { 0x0085, 0x0085 }, { 0x00A0, 0x00A0 }, { 0x1680, 0x1680 },
    { 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F }, { 0x3000, 0x3000 },
};

/* Radicals are among the ideographs: text taken out of a PDF often has U+2F00 where 一 was printed. */
static const struct range ideographs[] = {
    { 0x2E80, 0x2FD5 }, { 0x3005, 0x3005 }, { 0x3007, 0x3007 }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF },
    { 0xF900, 0xFAFF }, { 0x20000, 0x3FFFD },
};

/* Without the Hangul that stands among the enclosed characters. */
static const struct range cjk[] = {
    { 0x2E80, 0x2FFF },   /* radicals, description characters */
    { 0x3001, 0x312F },   /* punctuation, kana, bopomofo */
    { 0x3190, 0x31FF },   /* kanbun, strokes, small kana */
    { 0x321F, 0x325F },   /* ㈠ */
    { 0x327F, 0x4DBF },   /* ㊀ ㎡, extension A */
    { 0x4E00, 0x9FFF },   /* unified ideographs */
    { 0xF900, 0xFAFF },   /* compatibility ideographs */
    { 0xFE10, 0xFE1F },   /* vertical forms */
    { 0xFE30, 0xFE4F },   /* compatibility forms */
    { 0xFF01, 0xFF9F },   /* full-width forms, half-width kana */
    { 0xFFE0, 0xFFE6 },   /* ￠ ￥ */
    { 0x16FE0, 0x18DFF }, /* marks of the Han script, Tangut */
    { 0x1AFF0, 0x1B2FF }, /* kana, Nüshu */
    { 0x1F200, 0x1F2FF }, /* enclosed ideographs */
    { 0x20000, 0x3FFFD }, /* extensions B and beyond */
};

static const struct range latin[] = {
    { 0x0041, 0x005A }, { 0x0061, 0x007A }, { 0x00AA, 0x00AA }, { 0x00BA, 0x00BA }, { 0x00C0, 0x00D6 },
    { 0x00D8, 0x00F6 }, { 0x00F8, 0x02B8 }, { 0x1D00, 0x1D25 }, { 0x1D2C, 0x1DBE }, { 0x1E00, 0x1EFF },
    { 0x2071, 0x2071 }, { 0x207F, 0x207F }, { 0x2090, 0x209C }, { 0x212A, 0x212B }, { 0x2C60, 0x2C7F },
    { 0xA722, 0xA787 }, { 0xA78B, 0xA7FF }, { 0xAB30, 0xAB64 }, { 0xFB00, 0xFB06 }, { 0xFF21, 0xFF3A },
    { 0xFF41, 0xFF5A },
};

/*
 * General category P, in the blocks that reports use: ASCII, Latin-1, U+2000 to U+2BFF, CJK and full-width forms.
 * Symbols such as + < = > | ~ ` ^ $ are not in it.
 */
static const struct range punctuation[] = {
    { 0x0021, 0x0023 }, { 0x0025, 0x002A }, { 0x002C, 0x002F }, { 0x003A, 0x003B }, { 0x003F, 0x0040 },
    { 0x005B, 0x005D }, { 0x005F, 0x005F }, { 0x007B, 0x007B }, { 0x007D, 0x007D }, { 0x00A1, 0x00A1 },
    { 0x00A7, 0x00A7 }, { 0x00AB, 0x00AB }, { 0x00B6, 0x00B7 }, { 0x00BB, 0x00BB }, { 0x00BF, 0x00BF },
    { 0x2010, 0x2027 }, { 0x2030, 0x2043 }, { 0x2045, 0x2051 }, { 0x2053, 0x205E }, { 0x207D, 0x207E },
    { 0x208D, 0x208E }, { 0x2308, 0x230B }, { 0x2329, 0x232A }, { 0x2768, 0x2775 }, { 0x27C5, 0x27C6 },
    { 0x27E6, 0x27EF }, { 0x2983, 0x2998 }, { 0x29D8, 0x29DB }, { 0x29FC, 0x29FD }, { 0x2E00, 0x2E2E },
    { 0x2E30, 0x2E4F }, { 0x2E52, 0x2E5D }, { 0x3001, 0x3003 }, { 0x3008, 0x3011 }, { 0x3014, 0x301F },
    { 0x3030, 0x3030 }, { 0x303D, 0x303D }, { 0x30A0, 0x30A0 }, { 0x30FB, 0x30FB }, { 0xFE10, 0xFE19 },
    { 0xFE30, 0xFE52 }, { 0xFE54, 0xFE61 }, { 0xFE63, 0xFE63 }, { 0xFE68, 0xFE68 }, { 0xFE6A, 0xFE6B },
    { 0xFF01, 0xFF03 }, { 0xFF05, 0xFF0A }, { 0xFF0C, 0xFF0F }, { 0xFF1A, 0xFF1B }, { 0xFF1F, 0xFF20 },
    { 0xFF3B, 0xFF3D }, { 0xFF3F, 0xFF3F }, { 0xFF5B, 0xFF5B }, { 0xFF5D, 0xFF5D }, { 0xFF5F, 0xFF65 },
};

static bool is_in(const struct range *table, size_t n, uint32_t cp)
{
    while (n > 0) {
        const struct range *middle = &table[n / 2];

        if (cp < middle->first) {
            n /= 2;
        } else if (cp > middle->last) {
            table = middle + 1;
            n -= n / 2 + 1;
        } else {
            return true;
        }
    }
    return false;
}

static unsigned char byte_at(const char *bytes, size_t at)
{
    return (unsigned char)bytes[at];
}

/* Bytes of the sequence that `lead` begins; 0 where it begins none. */
static size_t sequence_len(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* True when `second` may follow `lead`: shuts out overlong forms, surrogates and what lies beyond U+10FFFF. */
static bool is_second(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return utf8_is_continuation(second);
    }
}

size_t utf8_subpart(const char *bytes, size_t len, bool *is_whole, bool *is_open)
{
    unsigned char lead = byte_at(bytes, 0);
    size_t wanted = sequence_len(lead);
    size_t got = 1;

    *is_whole = wanted == 1;
    *is_open = false;
    if (wanted < 2)
        return 1;
    while (got < wanted && got < len) {
        if (got == 1 ? !is_second(lead, byte_at(bytes, 1)) : !utf8_is_continuation(byte_at(bytes, got)))
            return got;
        got++;
    }
    *is_whole = got == wanted;
    *is_open = got < wanted;
    return got;
}

struct utf8_step utf8_next_seldom(struct slice text, size_t offset)
{
    const char *bytes = text.ptr + offset;
    static const unsigned char lead_bits[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    bool is_whole, is_open;
    size_t used = utf8_subpart(bytes, text.len - offset, &is_whole, &is_open);
    uint32_t cp;

    if (!is_whole)
        return (struct utf8_step){ REPLACEMENT, 1 };
    cp = byte_at(bytes, 0) & lead_bits[used];
    for (size_t i = 1; i < used; i++)
        cp = cp << 6 | (byte_at(bytes, i) & 0x3F);
    return (struct utf8_step){ cp, used };
}

struct utf8_step utf8_previous_seldom(struct slice text, size_t offset)
{
    size_t end = offset < text.len ? offset : text.len;
    size_t start = end, behind;
    uint32_t cp;

    if (end == 0)
        return (struct utf8_step){ 0, 0 };
    do
        start--;
    while (start > 0 && end - start < 4 && utf8_is_continuation(byte_at(text.ptr, start)));
    behind = start;
    cp = utf8_next((struct slice){ text.ptr, end }, &behind);
    if (behind != end)
        return (struct utf8_step){ REPLACEMENT, offset - (end - 1) };
    return (struct utf8_step){ cp, offset - start };
}

/* Continuation bytes, of COUNTED_MAX bytes at most: their number is a byte, so that lanes count them. */
static unsigned char count_continuations(const char *bytes, size_t len)
{
    unsigned char n = 0;

    for (size_t i = 0; i < len; i++)
        n = (unsigned char)(n + utf8_is_continuation(byte_at(bytes, i)));
    return n;
}

size_t utf8_count(struct slice text)
{
    size_t n = text.len;

    for (size_t at = 0; at < text.len; at += COUNTED_MAX)
        n -= count_continuations(text.ptr + at, text.len - at < COUNTED_MAX ? text.len - at : COUNTED_MAX);
    return n;
}

size_t utf8_count_wide(const char *bytes, size_t len)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t n = 0, at = 0;
    uint64_t word;

    for (; len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        n += (word >> 7 & ones) * ones >> 56;
    }
    for (; at < len; at++)
        n += byte_at(bytes, at) >= 0x80;
    return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void utf8_append(struct buffer *buffer, uint32_t cp)
{
    char bytes[4] = { 0 }; /* cppcheck does not see that no more is appended than was encoded */

    buffer_append(buffer, bytes, utf8_encode(cp, bytes));
}

void utf8_append_name(struct buffer *buffer, const char *name)
{
    static const char digits[] = "0123456789ABCDEF";
    struct slice rest = slice_of(name);

    for (;;) {
        size_t len = utf8_valid_prefix(rest.ptr, rest.len);
        unsigned char byte;

        buffer_append(buffer, rest.ptr, len);
        if (len == rest.len)
            return;
        byte = (unsigned char)rest.ptr[len];
        buffer_put(buffer, '%');
        buffer_put(buffer, digits[byte >> 4]);
        buffer_put(buffer, digits[byte & 15]);
        rest = slice_from(rest, len + 1);
    }
}

size_t utf8_prefix(struct slice text, size_t n_cp)
{
    size_t offset = 0;

    while (n_cp > 0 && offset < text.len) {
        utf8_next(text, &offset);
        n_cp--;
    }
    return offset;
}

/* A word at a time. */
size_t utf8_ascii_prefix(const char *bytes, size_t len)
{
    const uint64_t high_bits = 0x8080808080808080u;
    size_t at = 0;
    uint64_t word;

    for (; len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & high_bits)
            break;
    }
    while (at < len && byte_at(bytes, at) < 0x80)
        at++;
    return at;
}

/*
 * Bytes of three-byte sequences at the start, two at a time: nearly all of Chinese. Stops before sequences that begin
 * with E0 or ED as well, because those need a closer look at the second byte.
 */
static size_t triple_run(const char *bytes, size_t len)
{
    static const unsigned char mask_bytes[8] = { 0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0 };
    static const unsigned char want_bytes[8] = { 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0 };
    const uint32_t needs_look = 1u << 0x0 | 1u << 0xD;
    uint64_t mask, want, word;
    size_t at = 0;

    memcpy(&mask, mask_bytes, sizeof mask);
    memcpy(&want, want_bytes, sizeof want);
    for (; len - at >= sizeof word; at += 6) {
        memcpy(&word, bytes + at, sizeof word);
        if ((word & mask) != want)
            break;
        if ((needs_look >> (bytes[at] & 0xF) | needs_look >> (bytes[at + 3] & 0xF)) & 1)
            break;
    }
    return at;
}

#ifdef HAS_LANES
enum { PAIR_LEN = 2 * LANES_LEN };

/* A bit for each byte of two blocks. */
static inline uint32_t pair_mask(lanes first, lanes second)
{
    return lanes_mask(first) | (uint32_t)lanes_mask(second) << LANES_LEN;
}

static inline lanes plain_leads(lanes bytes)
{
    return lanes_between(bytes, 0xE1, 0xEF) & ~(lanes)(bytes == 0xED);
}

/* 80 to BF */
static inline lanes continuing(lanes bytes)
{
    return (lanes)((signed_lanes)bytes < (signed char)0xC0);
}

/*
 * Bytes of pairs of blocks that begin at `at`, where a character does, and hold nothing but ASCII and plain triples;
 * without what is cut off at their end. A bit stands for a byte: the two bytes behind each lead are all that continue.
 */
static size_t plain_run(const char *bytes, size_t at, size_t len)
{
    size_t start = at, end = len < PAIR_LEN ? 0 : len - PAIR_LEN + 1; /* of the places where a pair may begin */
    uint64_t continued = 0; /* of the next pair, by leads of this one */

    for (; at < end; at += PAIR_LEN) {
        lanes a = lanes_load(bytes + at), b = lanes_load(bytes + at + LANES_LEN);
        uint32_t leads = pair_mask(plain_leads(a), plain_leads(b));
        uint32_t continuations = pair_mask(continuing(a), continuing(b));
        uint64_t wanted = (uint64_t)leads << 1 | (uint64_t)leads << 2 | continued;

        if (continuations != (uint32_t)wanted || (leads | continuations) != pair_mask(a, b))
            break;
        continued = wanted >> PAIR_LEN;
    }
    if (continued != 0) /* the last character has one byte so far, or two */
        at -= continued == 3 ? 1 : 2;
    return at - start;
}
#else
static size_t plain_run(const char *bytes, size_t at, size_t len)
{
    (void)bytes;
    (void)at;
    (void)len;
    return 0;
}
#endif

size_t utf8_valid_prefix(const char *bytes, size_t len)
{
    size_t at = 0;
    bool is_whole, is_open;

    while (at < len) {
        at += plain_run(bytes, at, len);
        if (at == len)
            break;
        if (byte_at(bytes, at) < 0x80) {
            at += utf8_ascii_prefix(bytes + at, len - at);
        } else {
            size_t triples = triple_run(bytes + at, len - at);

            at += triples;
            if (triples == 0) {
                size_t step = utf8_subpart(bytes + at, len - at, &is_whole, &is_open);

                if (!is_whole)
                    break;
                at += step;
            }
        }
    }
    return at;
}

size_t utf8_cut(struct slice text, size_t len_max)
{
    if (text.len <= len_max)
        return text.len;
    while (len_max > 0 && utf8_is_continuation(byte_at(text.ptr, len_max)))
        len_max--;
    return len_max;
}

#ifdef HAS_LANES
/* From `at`, where a character starts, to the first of sixteen bytes that begins no ideograph; LANES_LEN: none does. */
static size_t find_other(const char *at)
{
    lanes a = lanes_load(at);
    lanes others = ~(lanes_between(a, 0x80, 0xBF) | lanes_between(a, 0xE4, 0xE9));

    return lanes_any(others) ? lanes_first(others) : LANES_LEN;
}
#else
static size_t find_other(const char *at)
{
    size_t i = 0;

    while (i < LANES_LEN && (utf8_is_continuation(byte_at(at, i)) || utf8_is_ideograph_lead(at[i])))
        i++;
    return i;
}
#endif

size_t utf8_skip_ideographs(struct slice text, size_t from)
{
    size_t at = from;

    while (text.len - at >= LANES_LEN) {
        size_t step = find_other(text.ptr + at);

        at += step;
        if (step < LANES_LEN)
            return at;
    }
    while (at < text.len && (utf8_is_continuation(byte_at(text.ptr, at)) || utf8_is_ideograph_lead(text.ptr[at])))
        at++;
    return at;
}

bool utf8_is_space_seldom(uint32_t cp)
{
    return is_in(spaces, LENGTH_OF(spaces), cp);
}

bool utf8_is_cjk_seldom(uint32_t cp)
{
    return is_in(cjk, LENGTH_OF(cjk), cp);
}

bool utf8_is_ideograph_seldom(uint32_t cp)
{
    return is_in(ideographs, LENGTH_OF(ideographs), cp);
}

bool utf8_is_latin(uint32_t cp)
{
    return is_in(latin, LENGTH_OF(latin), cp);
}

bool utf8_is_lower(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF && cp != 0xF7);
}

bool utf8_is_upper(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7);
}

bool utf8_is_punctuation(uint32_t cp)
{
    return is_in(punctuation, LENGTH_OF(punctuation), cp);
}

struct slice utf8_trim_seldom(struct slice text)
{
    size_t start = 0;
    size_t end = text.len;
    size_t next = 0;

    if (text.len == 0)
        return text;
    while (start < text.len && utf8_is_space(utf8_next(text, &next)))
        start = next;
    next = end;
    while (end > start && utf8_is_space(utf8_previous(text, &next)))
        end = next;
    return slice_part(text, start, end);
}
