#include "detect.h"

#include "detect_costs.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>

/* Costs beside those of characters, in the same bits: see detect_costs.h. */
enum {
    COST_REPEATED = 1,       /* ──────, or the blanks of an indent: a run proves no more than its first */
    COST_BAD_BYTE = 20,
    COST_NEXT_BAD_BYTE = 10, /* damage comes in stretches */
    COST_CUT_BYTE = 12,      /* of a last character that is incomplete: says nothing for or against */
    SURCHARGE_JUNCTION = 12, /* China痴: a small letter beside an ideograph, as other sets' accents and quotes give */
    CLEAR_LEAD = 10,         /* a verdict with less in hand is a guess */
};

enum {
    SAMPLE_MAX = 4 * 1024,
    STEP = 512,                /* bytes for a converter at a time */
    COUNTING_STEP = 64,        /* bytes whose wide ones are counted at a time */
    SHORT_ASCII = 64,          /* ASCII of fewer bytes may be UTF-16 */
    NAME_LEN = 64,
    UTF8_PROOF = 24,           /* bytes of well-formed sequences */
    QUADS_BEYOND_BMP = 189000, /* the place of 90 30 81 30, U+10000, among the four bytes of GB18030 */
};

/* A row is tried before those below it, and wins a draw. */
static const struct candidate {
    const char *name;
    enum detect_scope scope;
    unsigned prior;       /* bits: how rarely reports come in it */
    unsigned kana;        /* bits: how much rarer kana are in what is written in it than in Japanese */
    bool is_big_endian;   /* of UTF-16 and UTF-32 */
    const char *superset; /* with the characters that vendors added; NULL where there is none */
    const struct detect_pairs *pairs; /* of the superset, where there is one */
} candidates[] = {
    { "UTF-8", DETECT_BYTES, 0, 0, false, NULL, NULL },
    { "GB18030", DETECT_BYTES, 4, 10, false, NULL, &detect_gb18030 },
    { "UTF-16LE", DETECT_UTF16, 8, 0, false, NULL, NULL },
    { "UTF-16BE", DETECT_UTF16, 9, 0, true, NULL, NULL },
    { "UTF-32LE", DETECT_UTF32, 8, 0, false, NULL, NULL },
    { "UTF-32BE", DETECT_UTF32, 9, 0, true, NULL, NULL },
    { "Big5", DETECT_BYTES, 8, 10, false, "BIG5-HKSCS", &detect_big5_hkscs },
    { "Shift_JIS", DETECT_BYTES, 10, 0, false, "CP932", &detect_cp932 },
    { "EUC-KR", DETECT_BYTES, 10, 10, false, "CP949", &detect_cp949 },
};

enum { CANDIDATE_UTF8, CANDIDATE_GB18030, CANDIDATE_COUNT = 9 };

_Static_assert(LENGTH_OF(candidates) == CANDIDATE_COUNT, "the named candidates stand first, and each has its row");

/* UTF-32LE stands before UTF-16LE, whose mark it begins with. */
static const struct mark {
    const char *name;
    char bytes[DETECT_MARK_MAX];
    size_t len;
} marks[] = {
    { "UTF-8", { '\xEF', '\xBB', '\xBF' }, 3 },
    { "UTF-32LE", { '\xFF', '\xFE', 0, 0 }, 4 },
    { "UTF-32BE", { 0, 0, '\xFE', '\xFF' }, 4 },
    { "UTF-16LE", { '\xFF', '\xFE' }, 2 },
    { "UTF-16BE", { '\xFE', '\xFF' }, 2 },
    { "GB18030", { '\x84', '\x31', '\x95', '\x33' }, 4 },
};

iconv_t detect_open_converter(const char *name)
{
    iconv_t converter = iconv_open("UTF-8", name);

    /* glibc says EINVAL, too, where it had no memory to load what it needs: asked again, it says which it was. */
    if (converter == (iconv_t)-1)
        converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1 && errno == ENOMEM)
        mem_exhausted();
    return converter;
}

const char *detect_mark(struct slice start, size_t *mark_len)
{
    for (size_t i = 0; i < LENGTH_OF(marks); i++) {
        if (slice_starts(start, (struct slice){ marks[i].bytes, marks[i].len })) {
            *mark_len = marks[i].len;
            return marks[i].name;
        }
    }
    *mark_len = 0;
    return NULL;
}

/* Letters and digits alone, in lower case: UCS-2LE and ucs2 begin alike. */
static void fold_name(const char *name, char folded[NAME_LEN])
{
    size_t len = 0;

    for (; *name && len < NAME_LEN - 1; name++)
        if (utf8_is_upper((unsigned char)*name))
            folded[len++] = (char)(*name - 'A' + 'a');
        else if (utf8_is_lower((unsigned char)*name) || utf8_is_digit((unsigned char)*name))
            folded[len++] = *name;
    folded[len] = '\0';
}

size_t detect_unit_len(const char *name)
{
    static const struct {
        const char *part;
        size_t len;
    } units[] = { { "utf16", 2 }, { "ucs2", 2 }, { "unicode", 2 }, { "utf32", 4 }, { "ucs4", 4 } };
    char folded[NAME_LEN];

    fold_name(name, folded);
    for (size_t i = 0; i < LENGTH_OF(units); i++)
        if (strstr(folded, units[i].part))
            return units[i].len;
    return 1;
}

bool detect_is_ascii(struct slice bytes)
{
    return utf8_ascii_prefix(bytes.ptr, bytes.len) == bytes.len && (bytes.len == 0 || !memchr(bytes.ptr, 0, bytes.len));
}

/* What one candidate has cost so far. */
struct account {
    uint64_t cost;
    unsigned kana;
    uint32_t last; /* the character before, or its bytes; 0 where there is none */
    unsigned char last_weight;
    bool is_bad;   /* the byte before was none of a character */
};

/* The bits of two characters side by side are those of a small letter and an ideograph. None is both. */
static bool is_junction(unsigned a, unsigned b)
{
    const unsigned both = DETECT_SMALL_LETTER | DETECT_IDEOGRAPH;

    return ((a | b) & both) == both;
}

/* `name` is the same for the same character: its code point, or its bytes. */
static void add_weight(struct account *account, uint32_t name, unsigned char weight)
{
    if (name == account->last && name != 0) {
        account->cost += COST_REPEATED;
    } else {
        account->cost += weight & DETECT_COST;
        if (weight & DETECT_KANA)
            account->cost += account->kana;
        if (is_junction(account->last_weight, weight))
            account->cost += SURCHARGE_JUNCTION;
    }
    account->last = name;
    account->last_weight = weight;
    account->is_bad = false;
}

static void add_character(struct account *account, uint32_t cp)
{
    add_weight(account, cp, cp < DETECT_COSTS_COUNT ? detect_costs[cp] : DETECT_BEYOND_BMP);
}

static void add_characters(struct account *account, struct slice text)
{
    size_t at = 0;

    while (at < text.len)
        add_character(account, utf8_next(text, &at));
}

static void add_bad_byte(struct account *account)
{
    account->cost += account->is_bad ? COST_NEXT_BAD_BYTE : COST_BAD_BYTE;
    account->is_bad = true;
    account->last = 0;
    account->last_weight = 0;
}

static uint64_t weigh_utf8(struct slice bytes, uint64_t limit)
{
    struct account account = { 0 };
    size_t at = 0;

    while (at < bytes.len && account.cost <= limit) {
        bool is_whole, is_open;

        utf8_subpart(bytes.ptr + at, bytes.len - at, &is_whole, &is_open);
        if (is_open)
            return account.cost + (bytes.len - at) * COST_CUT_BYTE;
        if (is_whole) {
            add_character(&account, utf8_next(bytes, &at));
        } else {
            add_bad_byte(&account);
            at++;
        }
    }
    return account.cost;
}

static uint32_t unit_at(struct slice bytes, size_t at, size_t unit_len, bool is_big_endian)
{
    uint32_t unit = 0;

    for (size_t i = 0; i < unit_len; i++)
        unit = unit << 8 | (unsigned char)bytes.ptr[at + (is_big_endian ? i : unit_len - 1 - i)];
    return unit;
}

static bool is_between(uint32_t cp, uint32_t first, uint32_t last)
{
    return cp >= first && cp <= last;
}

/* The character at the start of `bytes`, and its bytes: 0 where it is cut off. Half a pair is a surrogate. */
static uint32_t character_of_units(const struct candidate *candidate, struct slice bytes, size_t *len)
{
    size_t unit_len = candidate->scope == DETECT_UTF16 ? 2 : 4;
    uint32_t cp, low;

    *len = bytes.len < unit_len ? 0 : unit_len;
    if (*len == 0)
        return 0;
    cp = unit_at(bytes, 0, unit_len, candidate->is_big_endian);
    if (unit_len == 4 || !is_between(cp, 0xD800, 0xDBFF))
        return cp;
    *len = bytes.len < 2 * unit_len ? 0 : unit_len;
    if (*len == 0)
        return 0;
    low = unit_at(bytes, unit_len, unit_len, candidate->is_big_endian);
    if (!is_between(low, 0xDC00, 0xDFFF))
        return cp;
    *len = 2 * unit_len;
    return 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
}

/* UTF-16 and UTF-32 need no converter: to load one takes longer than to convert a short report. */
static uint64_t weigh_units(const struct candidate *candidate, struct slice bytes, uint64_t limit)
{
    struct account account = { .kana = candidate->kana };
    size_t at = 0, len;

    while (account.cost <= limit) {
        uint32_t cp = character_of_units(candidate, slice_from(bytes, at), &len);

        if (len == 0)
            return account.cost + (bytes.len - at) * COST_CUT_BYTE;
        if (cp <= 0x10FFFF && !is_between(cp, 0xD800, 0xDFFF))
            add_character(&account, cp);
        else
            for (size_t i = 0; i < len; i++)
                add_bad_byte(&account);
        at += len;
    }
    return account.cost;
}

/* For what is seldom needed: an encoding for which there is no table. UINT64_MAX where iconv does not know it. */
static uint64_t weigh_by_iconv(const struct candidate *candidate, const char *name, struct slice bytes)
{
    struct account account = { .kana = candidate->kana };
    iconv_t converter = detect_open_converter(name);
    char text[4 * STEP]; /* seldom too small, and then no harm is done */
    char *in = (char *)bytes.ptr; /* iconv does not write there */
    size_t left = bytes.len;

    if (converter == (iconv_t)-1)
        return UINT64_MAX;
    while (left > 0) {
        size_t step = left < STEP ? left : STEP;
        size_t rest = step;
        char *out = text;
        size_t room = sizeof text;
        int reason = iconv(converter, &in, &rest, &out, &room) == (size_t)-1 ? errno : 0;

        add_characters(&account, (struct slice){ text, sizeof text - room });
        left -= step - rest;
        if (reason == EINVAL && left == rest)
            break;
        if (reason == EILSEQ && left > 0) {
            add_bad_byte(&account);
            in++;
            left--;
        }
    }
    iconv_close(converter);
    return account.cost + left * COST_CUT_BYTE;
}

/* Bytes of the character at the start of `bytes`, with its weight, 0 where it is none. 0 where it is cut off. */
static size_t read_quad(struct slice bytes, unsigned char *weight)
{
    unsigned char b[4];
    size_t place;

    *weight = 0;
    if (bytes.len < sizeof b)
        return 0;
    memcpy(b, bytes.ptr, sizeof b);
    if (!is_between(b[2], 0x81, 0xFE) || !is_between(b[3], '0', '9'))
        return 1;
    place = (size_t)(((b[0] - 0x81) * 10 + b[1] - '0') * 1260 + (b[2] - 0x81) * 10 + b[3] - '0');
    if (place < DETECT_QUADS_COUNT)
        *weight = detect_quads[place];
    else if (is_between((uint32_t)place, QUADS_BEYOND_BMP, QUADS_BEYOND_BMP + 0xFFFFF))
        *weight = DETECT_BEYOND_BMP;
    return *weight ? sizeof b : 1;
}

/* The same, in an encoding of one and two bytes. */
static size_t read_pair(const struct detect_pairs *pairs, struct slice bytes, unsigned char *weight)
{
    unsigned char lead = (unsigned char)bytes.ptr[0], trail;

    *weight = pairs->single[lead];
    if (*weight != DETECT_LEAD)
        return 1;
    *weight = 0;
    if (bytes.len < 2)
        return 0;
    trail = (unsigned char)bytes.ptr[1];
    if (pairs == &detect_gb18030 && is_between(trail, '0', '9'))
        return read_quad(bytes, weight);
    if (trail >= DETECT_TRAIL_MIN)
        *weight = pairs->pair[lead - DETECT_LEAD_MIN][trail - DETECT_TRAIL_MIN];
    return *weight ? 2 : 1;
}

static uint32_t name_of_bytes(const char *bytes, size_t len)
{
    uint32_t name = 0;

    for (size_t i = 0; i < len; i++)
        name = name << 8 | (unsigned char)bytes[i];
    return name;
}

static uint64_t weigh_pairs(const struct candidate *candidate, struct slice bytes, uint64_t limit)
{
    struct account account = { .kana = candidate->kana };
    size_t at = 0;

    while (at < bytes.len && account.cost <= limit) {
        unsigned char weight;
        size_t len = read_pair(candidate->pairs, slice_from(bytes, at), &weight);

        if (len == 0)
            return account.cost + (bytes.len - at) * COST_CUT_BYTE;
        if (weight)
            add_weight(&account, name_of_bytes(bytes.ptr + at, len), weight);
        else
            add_bad_byte(&account);
        at += len;
    }
    return account.cost;
}

/* What `bytes` cost as text in the candidate's encoding, or more than `limit` where they cost more than that. */
static uint64_t weigh(const struct candidate *candidate, struct slice bytes, uint64_t limit)
{
    if (candidate->pairs)
        return weigh_pairs(candidate, bytes, limit);
    if (candidate == &candidates[CANDIDATE_UTF8])
        return weigh_utf8(bytes, limit);
    return weigh_units(candidate, bytes, limit);
}

/* True when at least `wanted` of the bytes are no ASCII. Of Chinese, the first stretch is enough to see that. */
static bool holds_wide(struct slice bytes, size_t wanted)
{
    size_t n = 0;

    for (size_t at = 0; n < wanted && at < bytes.len; at += COUNTING_STEP) {
        size_t len = bytes.len - at < COUNTING_STEP ? bytes.len - at : COUNTING_STEP;

        n += utf8_count_wide(bytes.ptr + at, len);
    }
    return n >= wanted;
}

/*
 * True when the bytes behind the first `at`, which are well formed, leave UTF-8 the likeliest, though some are none.
 * One character alone is no sign that more will come: in another encoding some bytes are well formed by chance.
 */
static bool is_mostly_utf8(struct slice bytes, size_t at)
{
    size_t n_good = utf8_count_wide(bytes.ptr, at), n_bad = 0; /* bytes that are no ASCII */
    bool is_whole = false, is_open;

    while (at < bytes.len) {
        bool was_whole = is_whole;
        size_t step = utf8_subpart(bytes.ptr + at, bytes.len - at, &is_whole, &is_open);

        if (is_whole) {
            if (was_whole)
                step = utf8_valid_prefix(bytes.ptr + at, bytes.len - at);
            n_good += utf8_count_wide(bytes.ptr + at, step);
        } else if (!is_open) {
            n_bad += step;
            if (n_bad > n_good + (bytes.len - at))
                return false;
        }
        at += step;
    }
    return n_bad == 0 ? n_good >= UTF8_PROOF : n_good >= 2 * UTF8_PROOF && n_good >= n_bad;
}

/*
 * True where a look at the whole is not needed: a good deal of UTF-8 and little or nothing that is none. Of text in
 * another encoding, hardly one character in five is well formed by chance. The first `n_utf8` bytes are well formed:
 * where they outweigh the rest, it does not matter what that is.
 */
static bool is_plainly_utf8(struct slice bytes, size_t n_utf8)
{
    struct slice well_formed = slice_part(bytes, 0, n_utf8);
    size_t n_rest = bytes.len - n_utf8;

    if (memchr(bytes.ptr, 0, bytes.len))
        return false;
    if (n_rest == 0)
        return holds_wide(well_formed, UTF8_PROOF);
    return holds_wide(well_formed, n_rest > 2 * UTF8_PROOF ? n_rest : 2 * UTF8_PROOF) ||
           is_mostly_utf8(bytes, n_utf8);
}

/* A race: who leads, and by how much. */
struct race {
    size_t best;
    uint64_t cost;
    uint64_t second; /* the cost of the next after the best */
};

/* Only what can be decoded afterwards may win. */
static bool is_known_to_iconv(const char *name)
{
    iconv_t converter = detect_open_converter(name);

    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

/* Lets the candidate run until it is clearly beaten. */
static void enter(struct race *race, size_t i, struct slice bytes)
{
    uint64_t limit = race->cost < UINT64_MAX - CLEAR_LEAD ? race->cost + CLEAR_LEAD : UINT64_MAX;
    const char *name = candidates[i].superset ? candidates[i].superset : candidates[i].name;
    uint64_t cost = weigh(&candidates[i], bytes, limit) + candidates[i].prior;

    if (cost < race->cost || (cost == race->cost && i < race->best)) {
        if (i != CANDIDATE_UTF8 && !is_known_to_iconv(name))
            return;
        race->second = race->cost;
        race->cost = cost;
        race->best = i;
    } else if (cost < race->second) {
        race->second = cost;
    }
}

/* The winner's standard name, unless the text needs what vendors added. */
static const char *choose_name(const struct candidate *winner, struct slice bytes)
{
    uint64_t cost;

    if (!winner->superset)
        return winner->name;
    cost = weigh_by_iconv(winner, winner->superset, bytes);
    if (cost == UINT64_MAX || weigh_by_iconv(winner, winner->name, bytes) <= cost)
        return winner->name;
    return winner->superset;
}

/* On ASCII the candidates of DETECT_BYTES agree, and UTF-8 is the likeliest of them. */
static bool is_in_question(const struct candidate *candidate, enum detect_scope scope, bool is_ascii)
{
    return candidate->scope & scope &&
           !(is_ascii && candidate->scope == DETECT_BYTES && candidate != &candidates[CANDIDATE_UTF8]);
}

/*
 * All candidates compete over a sample; the winner has to stand up to UTF-8 and GB18030 over the whole, because these
 * two get mixed in one file: what there is more of shall be text.
 */
static struct detect_verdict compete(struct slice bytes, enum detect_scope scope)
{
    struct slice sample = { bytes.ptr, bytes.len < SAMPLE_MAX ? bytes.len : SAMPLE_MAX };
    struct race heat = { CANDIDATE_UTF8, UINT64_MAX, UINT64_MAX };
    struct race final = heat;
    bool is_ascii = utf8_ascii_prefix(bytes.ptr, bytes.len) == bytes.len;

    for (size_t i = 0; i < CANDIDATE_COUNT; i++)
        if (is_in_question(&candidates[i], scope, is_ascii))
            enter(&heat, i, sample);
    final = heat;
    if (sample.len < bytes.len && scope & DETECT_BYTES) {
        final.cost = final.second = UINT64_MAX;
        enter(&final, heat.best, bytes);
        for (size_t i = CANDIDATE_UTF8; i <= CANDIDATE_GB18030; i++)
            if (i != heat.best)
                enter(&final, i, bytes);
    }
    return (struct detect_verdict){
        .name = choose_name(&candidates[final.best], bytes),
        .is_guess = final.second - final.cost < CLEAR_LEAD,
    };
}

struct detect_verdict detect_encoding(struct slice bytes, enum detect_scope scope)
{
    size_t n_utf8 = utf8_valid_prefix(bytes.ptr, bytes.len);
    struct detect_verdict verdict = { "UTF-8", false, n_utf8 };
    size_t start;

    if (scope & DETECT_BYTES) {
        /* 十九 in UTF-16 is ASCII to look at; no longer text is. */
        if (detect_is_ascii(bytes) && (bytes.len >= SHORT_ASCII || scope == DETECT_BYTES))
            return verdict;
        if (is_plainly_utf8(bytes, n_utf8))
            return verdict;
    }
    start = utf8_ascii_prefix(bytes.ptr, bytes.len);
    if (bytes.len - start < SHORT_ASCII)
        start = bytes.len < SHORT_ASCII ? 0 : bytes.len - SHORT_ASCII;
    verdict = compete(slice_from(bytes, start & ~(size_t)3), scope);
    verdict.n_utf8 = n_utf8;
    if (n_utf8 == bytes.len && strcmp(verdict.name, "UTF-8") == 0)
        verdict.is_guess = false;
    return verdict;
}
