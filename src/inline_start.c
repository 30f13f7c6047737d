#include "inline_start.h"

#include "lanes.h"
#include "utf8.h"

/* Bytes around a block that its test reads too. No label begins in the last two bytes of a text. */
enum { LOOK_BEHIND_LEN = 3, LOOK_AHEAD_LEN = 2 };

/* What a further label may begin with: a byte of the range, or one of the others. ① needs no mark before it. */
struct starts {
    unsigned char from, to, others[2];
    bool anywhere;
};

/*
 * Behind an ideograph no label begins but ① and ⑴, so that most of a text is passed over without a closer look: no
 * boundary is one. A byte that begins a character of three bytes, three bytes before `at`, begins the one before it.
 */
static bool is_behind_ideograph(struct slice text, size_t at)
{
    return at >= 3 && utf8_is_ideograph_lead(text.ptr[at - 3]);
}

/* The same for six bytes or more of Chinese: 一是 一要 第一 其一 */
static bool may_be_first_word(const char *bytes, size_t left)
{
    if (memcmp(bytes, "一", 3) == 0)
        return memcmp(bytes + 3, "是", 3) == 0 || memcmp(bytes + 3, "要", 3) == 0;
    return left > 6 && (memcmp(bytes, "第一", 6) == 0 || memcmp(bytes, "其一", 6) == 0);
}

/* The 1 of 21个 and 11.2% */
static bool is_inside_figure(struct slice text, size_t at)
{
    return at > 0 && utf8_is_digit((unsigned char)text.ptr[at]) && utf8_is_digit((unsigned char)text.ptr[at - 1]);
}

/* Could a label with the number one begin with these bytes? 一是 第一 1. (1) （一） ① (a) */
static bool may_be_first(struct slice text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;

    if (utf8_is_ideograph_lead(text.ptr[at]))
        return left > 5 && may_be_first_word((const char *)bytes, left);
    switch (bytes[0]) {
    case '1':
        return left > 1 && (bytes[1] == '.' || bytes[1] >= 0x80 || bytes[1] == ')') && !is_inside_figure(text, at);
    case '(':
        return left > 2 && (bytes[1] == '1' || bytes[1] == 'a' || bytes[1] == 'i' || bytes[1] == 0xE4);
    case 0xE2:
        return left > 2 && bytes[1] == 0x91 && (bytes[2] == 0xA0 || bytes[2] == 0xB4);
    case 0xEF:
        return left > 3 && bytes[1] == 0xBC && (bytes[2] == 0x88 || bytes[2] == 0x91);
    default:
        return false;
    }
}

static bool is_first_start(struct slice text, size_t at)
{
    return may_be_first(text, at) && ((unsigned char)text.ptr[at] == 0xE2 || !is_behind_ideograph(text, at));
}

static bool is_next_start(struct slice text, size_t at, const struct starts *starts)
{
    unsigned char byte = (unsigned char)text.ptr[at];

    return ((byte >= starts->from && byte <= starts->to) || byte == starts->others[0] || byte == starts->others[1]) &&
           (starts->anywhere || !is_behind_ideograph(text, at)) && !is_inside_figure(text, at) &&
           label_may_begin(slice_from(text, at));
}

static bool is_start(struct slice text, size_t at, const struct starts *starts)
{
    return starts ? is_next_start(text, at, starts) : is_first_start(text, at);
}

#ifdef HAS_LANES
static lanes behind_ideographs(const char *at)
{
    return lanes_between(lanes_load(at - LOOK_BEHIND_LEN), 0xE4, 0xE9);
}

/*
 * Of sixteen bytes, those that is_first_start has to look at: a bit each. The second and third bytes of 一 其 第 （ １ are
 * asked for whatever the first one is, and with them some others that have all but a few bits of these; neither ， nor
 * 中 is among them, which often stand behind what is no ideograph.
 */
static inline unsigned first_starts(const char *at)
{
    lanes a = lanes_load(at), b = lanes_load(at + 1), c = lanes_load(at + 2);
    lanes seconds = (lanes)(((b | 0x14) == 0xBC) | (b == 0x85));             /* AC, B8 or BC */
    lanes thirds = (lanes)(((c | 0x19) == 0x99) | ((c | 0x1A) == 0xBE));       /* 80, 88 or 91; AC or B6 */
    lanes singles = (lanes)((a == 0xE2) & (b == 0x91));
    lanes starts = seconds & thirds;

    if (lanes_mask(a) != LANES_ALL) /* 1. not 12 */
        starts |= (lanes)(((a == '1') & ~((signed_lanes)b >= '0')) | (a == '('));
    return lanes_mask((starts & ~behind_ideographs(at)) | singles);
}

/* The same for is_next_start. */
static inline unsigned next_starts(const char *at, const struct starts *starts)
{
    lanes a = lanes_load(at);
    lanes labels = (lanes)(((a - starts->from) <= (unsigned char)(starts->to - starts->from)) |
                           (a == starts->others[0]) | (a == starts->others[1]));

    return lanes_mask(starts->anywhere ? labels : labels & ~behind_ideographs(at));
}

/* The first start among the bytes behind `at` that have a bit; text.len where none is one. */
static size_t first_of(struct slice text, size_t at, unsigned bits, const struct starts *starts)
{
    for (; bits != 0; bits &= bits - 1)
        if (is_start(text, at + lanes_lowest(bits), starts))
            return at + lanes_lowest(bits);
    return text.len;
}

static inline unsigned block_starts(const char *at, const struct starts *starts)
{
    return starts ? next_starts(at, starts) : first_starts(at);
}

/* From `at` on, which is not below LOOK_BEHIND_LEN. The last block shares bytes with the one before it. */
static inline size_t find_in_blocks(struct slice text, size_t at, const struct starts *starts)
{
    size_t last = text.len - LANES_LEN - LOOK_AHEAD_LEN, found;
    unsigned bits;

    for (; at <= last; at += LANES_LEN) {
        bits = block_starts(text.ptr + at, starts);
        if (bits != 0 && (found = first_of(text, at, bits, starts)) < text.len)
            return found;
    }
    if (at >= text.len - LOOK_AHEAD_LEN)
        return text.len;
    return first_of(text, at, block_starts(text.ptr + last, starts) >> (at - last), starts);
}
#endif

static inline size_t find_start(struct slice text, size_t at, const struct starts *starts)
{
#ifdef HAS_LANES
    bool has_blocks = text.len >= LANES_LEN + LOOK_AHEAD_LEN + LOOK_BEHIND_LEN;
#else
    bool has_blocks = false;
#endif

    for (; at < text.len && !(has_blocks && at >= LOOK_BEHIND_LEN); at += (unsigned char)text.ptr[at] < 0xE0 ? 1 : 3)
        if (is_start(text, at, starts))
            return at;
#ifdef HAS_LANES
    if (at < text.len)
        return find_in_blocks(text, at, starts);
#endif
    return text.len;
}

size_t inline_first_start(struct slice text, size_t at)
{
    return find_start(text, at, NULL);
}

/* 一是 is followed by 二是, 2. follows 1. or １．, (2) follows (1) or （1） */
static struct starts starts_behind(const struct label *first)
{
    unsigned char own = (unsigned char)first->printed.ptr[0];
    bool is_figure = first->numeral.ptr == first->printed.ptr;

    if (own >= 0xE3 && own <= 0xE9) /* 一是 第一， */
        return (struct starts){ 0xE3, 0xE9, { own, own }, first->family == LABEL_CIRCLED };
    if (first->family == LABEL_CIRCLED)
        return (struct starts){ 0xE2, 0xFF, { own, own }, true };
    if (own >= 'A' && own <= 'Z') /* First, Second, up to Tenth, */
        return (struct starts){ 'E', 'T', { 'E', 'T' }, false };
    if ((own >= '0' && own <= '9') || (own == 0xEF && is_figure))
        return (struct starts){ '0', '9', { 0xEF, 0xEF }, false };
    return (struct starts){ own, own, { 0xEF, own == 0xEF ? '(' : 0xEF }, false };
}

size_t inline_next_start(struct slice text, size_t at, const struct label *first)
{
    struct starts starts = starts_behind(first);

    return find_start(text, at, &starts);
}
