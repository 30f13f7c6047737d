#include "decode.h"

#include "detect.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>

enum {
    INPUT_STEP = 4 * 1024,  /* bytes for the converter at a time, so that their text fits: to be out of room is slow */
    OUTPUT_MAX = 4 * INPUT_STEP,
    TAIL_MAX = 64,
    HOLD_MAX = 32,          /* bytes that may wait for more: few enough for a full tail always to move on */
    ASCII_PROOF = 4 * 1024, /* this much ASCII is not UTF-16 */
    LOOK_AHEAD = 16,        /* bytes looked at before UTF-8 is said to hold GB18030: eight characters */
    LOOK_AHEAD_MIN = 8,     /* a shorter stretch, ended by ASCII, proves nothing */
    FOREIGN_TRIPLES = 8,    /* characters of UTF-8 in a row that are no chance in GB18030 */
    NAME_MAX_LEN = 63,
};

_Static_assert(FOREIGN_TRIPLES * 3 <= HOLD_MAX && LOOK_AHEAD <= HOLD_MAX && HOLD_MAX * 2 <= TAIL_MAX,
               "what waits fits into the tail twice");

enum stage {
    STAGE_COLLECTING, /* until the encoding can be told */
    STAGE_ASCII,      /* nothing but ASCII so far, on which all that may yet come agree: it passes */
    STAGE_DECODING,
    STAGE_COUNT
};

/* One block: nothing else is allocated, so that running out of memory cannot leave anything behind. */
struct decode {
    struct decode_taker *taker;
    enum stage stage;
    enum detect_scope scope;     /* what may be detected; 0 when the encoding was named */
    const char *name;            /* NULL: not yet known */
    size_t (*take)(struct decode *decode, const char *bytes, size_t len, bool is_end);
    uint64_t offset;             /* of the next byte of the source that is to be decoded */
    iconv_t converter;
    size_t unit_len;             /* bytes of one of its units: a lone surrogate of UTF-16 has two */
    bool is_open;                /* the converter is */
    bool was_refused;            /* the converter has refused something, and moved on: see take_iconv */
    bool was_ascii;              /* the byte before `offset` was, or there is none */
    bool is_mixed_told;          /* in this line */
    size_t n_utf8;               /* bytes from the next on that detection has found to be well-formed UTF-8 */
    size_t tail_len;
    char tail[TAIL_MAX];         /* bytes that wait for more */
    char given[NAME_MAX_LEN + 1]; /* the name that the caller gave, where it is none of ours */
    size_t window_len, window_wanted;
    char window[DECODE_PREFIX_MAX];
    char output[OUTPUT_MAX];
};

/* Names that are decoded otherwise than iconv would, or are written in many ways. Compared without case, - and _. */
static const struct alias {
    const char *folded;
    const char *name;
    enum detect_scope scope; /* for names that leave the order of bytes open */
} aliases[] = {
    { "utf8", "UTF-8", 0 },
    { "ascii", "UTF-8", 0 },
    { "usascii", "UTF-8", 0 },
    { "gb2312", "GB18030", 0 },
    { "gbk", "GB18030", 0 },
    { "xgbk", "GB18030", 0 },
    { "cp936", "GB18030", 0 },
    { "ms936", "GB18030", 0 },
    { "windows936", "GB18030", 0 },
    { "euccn", "GB18030", 0 },
    { "gb18030", "GB18030", 0 },
    { "utf16", NULL, DETECT_UTF16 },
    { "ucs2", NULL, DETECT_UTF16 },
    { "unicode", NULL, DETECT_UTF16 },
    { "utf16le", "UTF-16LE", 0 },
    { "utf16be", "UTF-16BE", 0 },
    { "utf32", NULL, DETECT_UTF32 },
    { "utf32le", "UTF-32LE", 0 },
    { "utf32be", "UTF-32BE", 0 },
    { "big5", "Big5", 0 },
    { "shiftjis", "Shift_JIS", 0 },
    { "sjis", "Shift_JIS", 0 },
    { "euckr", "EUC-KR", 0 },
};

static bool is_alias(const char *name, const char *folded)
{
    for (; *name; name++) {
        char letter = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;

        if (letter == '-' || letter == '_')
            continue;
        if (letter != *folded++)
            return false;
    }
    return *folded == '\0';
}

static const struct alias *find_alias(const char *name)
{
    for (size_t i = 0; i < LENGTH_OF(aliases); i++)
        if (is_alias(name, aliases[i].folded))
            return &aliases[i];
    return NULL;
}

/* (iconv_t)-1 where iconv does not know the name. */
static iconv_t open_converter(const char *name)
{
    /* A slash would hand on options such as //IGNORE, and the empty name means the locale's encoding. */
    return name[0] == '\0' || strchr(name, '/') ? (iconv_t)-1 : detect_open_converter(name);
}

static bool is_known_to_iconv(const char *name)
{
    iconv_t converter = strlen(name) <= NAME_MAX_LEN ? open_converter(name) : (iconv_t)-1;

    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

bool decode_is_known(const char *name)
{
    const struct alias *alias = find_alias(name);

    if (alias && (!alias->name || strcmp(alias->name, "UTF-8") == 0))
        return true;
    return is_known_to_iconv(alias ? alias->name : name);
}

const char *decode_known_names(void)
{
    return "UTF-8, GB18030 (also GBK, GB2312, CP936), UTF-16, UTF-16LE, UTF-16BE, UTF-32, UTF-32LE, UTF-32BE, Big5, "
           "BIG5-HKSCS, Shift_JIS, EUC-KR, ISO-8859-1, WINDOWS-1252, and whatever else `iconv -l` lists";
}

/* Hands text on. */
static void give(struct decode *decode, const char *bytes, size_t len)
{
    if (len == 0)
        return;
    if (decode->is_mixed_told && memchr(bytes, '\n', len))
        decode->is_mixed_told = false;
    decode->taker->text(decode->taker, (struct slice){ bytes, len });
}

static void remark(struct decode *decode, enum decode_remark what)
{
    decode->taker->remark(decode->taker, what, decode->offset);
}

/* Once a line: a paragraph pasted from elsewhere is one piece of news, however many bytes of it are bad. */
static void remark_mixed(struct decode *decode)
{
    if (!decode->is_mixed_told)
        remark(decode, DECODE_MIXED);
    decode->is_mixed_told = true;
}

/* Puts U+FFFD for the next `len` bytes. */
static void replace(struct decode *decode, size_t len)
{
    remark(decode, DECODE_INVALID);
    give(decode, "\xEF\xBF\xBD", 3);
    decode->offset += len;
}

static bool is_within(char byte, unsigned char first, unsigned char last)
{
    return (unsigned char)byte >= first && (unsigned char)byte <= last;
}

static bool is_ascii(char byte)
{
    return is_within(byte, 0x00, 0x7F);
}

/*
 * True when the bytes read as common characters of GB 2312: eight in a row, or four up to the next ASCII. Damaged UTF-8
 * does not: of its bytes every third is beyond the common characters.
 */
static bool is_gb_stretch(const char *bytes, size_t len)
{
    size_t n = 0, n_common = 0;
    size_t at = 0;

    if (len > LOOK_AHEAD)
        len = LOOK_AHEAD;
    for (; at + 1 < len && is_within(bytes[at], 0xA1, 0xF7) && is_within(bytes[at + 1], 0xA1, 0xFE); at += 2) {
        n++;
        n_common += is_within(bytes[at], 0xB0, 0xD7) || is_within(bytes[at], 0xA1, 0xA3);
    }
    if (at == LOOK_AHEAD)
        return n_common + 1 >= n;
    return at >= LOOK_AHEAD_MIN && (at == len || is_ascii(bytes[at])) && n_common == n;
}

/* True when `bytes` are enough for is_gb_stretch to say the same as with more behind them. */
static bool is_enough(const char *bytes, size_t len)
{
    if (len >= LOOK_AHEAD)
        return true;
    for (size_t i = 0; i < len; i++)
        if (is_ascii(bytes[i]))
            return true;
    return false;
}

/* Bytes of UTF-8 at the start. What detection has looked at is not looked at again. */
static size_t valid_prefix(struct decode *decode, const char *bytes, size_t len)
{
    size_t n_utf8 = decode->n_utf8;

    decode->n_utf8 = 0;
    return n_utf8 + utf8_valid_prefix(bytes + n_utf8, len - n_utf8);
}

static size_t take_utf8(struct decode *decode, const char *bytes, size_t len, bool is_end)
{
    size_t at = 0;

    while (at < len) {
        size_t valid = valid_prefix(decode, bytes + at, len - at);
        bool is_whole, is_open;
        size_t bad;

        give(decode, bytes + at, valid);
        decode->offset += valid;
        at += valid;
        if (at == len)
            break;
        bad = utf8_subpart(bytes + at, len - at, &is_whole, &is_open);
        if (!is_end && (is_open || (!decode->is_mixed_told && !is_enough(bytes + at, len - at))))
            break;
        if (is_gb_stretch(bytes + at, len - at))
            remark_mixed(decode);
        replace(decode, bad);
        at += bad;
    }
    return at;
}

/* What the converter refuses at the start of `bytes`: a byte, or a unit, so that the rest is read as it was meant. */
static size_t replace_refused(struct decode *decode, const char *bytes, size_t len)
{
    size_t bad = decode->unit_len < len ? decode->unit_len : len;

    /* Windows wrote the euro sign so into GBK. */
    if (bytes[0] == '\x80' && strcmp(decode->name, "GB18030") == 0) {
        give(decode, "\xE2\x82\xAC", 3);
        decode->offset++;
    } else {
        replace(decode, bad);
    }
    return bad;
}

/*
 * Decodes `bytes`; what it returns less than `len` is an incomplete character. With `is_end` nothing is left.
 * A refusal counts once the converter has refused to move on, because some step over what they refuse: glibc's CP949
 * over A2 E8. What has been stepped over becomes a U+FFFD too, once the next bytes show that the converter goes on.
 */
static size_t take_iconv(struct decode *decode, const char *bytes, size_t len, bool is_end)
{
    char *in = (char *)bytes; /* iconv does not write there */
    size_t left = len;

    while (left > 0) {
        size_t step = left < INPUT_STEP ? left : INPUT_STEP;
        size_t rest = step;
        char *out = decode->output;
        size_t room = sizeof decode->output;
        int reason = iconv(decode->converter, &in, &rest, &out, &room) == (size_t)-1 ? errno : 0;
        bool is_stuck = (reason == EILSEQ || reason == EINVAL) && rest == step;

        if (is_stuck && reason == EINVAL && !is_end && left < HOLD_MAX)
            break;
        if (decode->was_refused && !(is_stuck && reason == EILSEQ))
            replace(decode, 0);
        decode->was_refused = false;
        give(decode, decode->output, sizeof decode->output - room);
        decode->offset += step - rest;
        left -= step - rest;
        if (reason == EINVAL && !is_end && left == rest && left < HOLD_MAX)
            break;
        if (is_stuck) {
            size_t bad = replace_refused(decode, in, left);

            in += bad;
            left -= bad;
        } else {
            decode->was_refused = reason == EILSEQ;
        }
    }
    if (decode->was_refused && is_end)
        replace(decode, 0);
    return len - left;
}

/* Sequences of three bytes at the start, up to FOREIGN_TRIPLES; `is_cut` when `bytes` end before it is decided. */
static size_t count_triples(const char *bytes, size_t len, bool *is_cut)
{
    size_t n = 0, at = 0;
    bool is_whole = true, is_open = false;

    while (n < FOREIGN_TRIPLES && at < len) {
        size_t step = utf8_subpart(bytes + at, len - at, &is_whole, &is_open);

        if (!is_whole || step != 3)
            break;
        at += step;
        n++;
    }
    *is_cut = n < FOREIGN_TRIPLES && (at == len || is_open);
    return n;
}

/*
 * Bytes up to where UTF-8 begins behind an ASCII character, or up to where it cannot yet be told whether it does.
 * All of them where neither is the case.
 */
static size_t find_foreign(struct decode *decode, const char *bytes, size_t len, bool is_end, bool *is_found)
{
    bool was_ascii = decode->was_ascii;
    bool is_cut;

    *is_found = false;
    for (size_t at = 0; at < len; at++) {
        if (was_ascii && is_within(bytes[at], 0xE3, 0xEF)) {
            *is_found = count_triples(bytes + at, len - at, &is_cut) == FOREIGN_TRIPLES;
            if (*is_found || (is_cut && !is_end))
                return at;
        }
        was_ascii = is_ascii(bytes[at]);
    }
    return len;
}

/* GB18030 takes nearly every byte, so that UTF-8 inside it comes out as rare characters (鏀垮簻) and not as an error. */
static size_t take_gb18030(struct decode *decode, const char *bytes, size_t len, bool is_end)
{
    size_t at = 0;

    while (at < len) {
        bool is_found;
        size_t safe = find_foreign(decode, bytes + at, len - at, is_end, &is_found);
        size_t used = take_iconv(decode, bytes + at, safe, is_end && !is_found);

        if (is_found) {
            remark_mixed(decode);
            used += take_iconv(decode, bytes + at + used, safe - used + 3 * FOREIGN_TRIPLES, false);
        }
        at += used;
        if (used > 0)
            decode->was_ascii = is_ascii(bytes[at - 1]);
        if (!is_found)
            break;
    }
    return at;
}

/* Decodes the tail and what came behind it; keeps what has to wait. */
static void process(struct decode *decode, const char *bytes, size_t len, bool is_end)
{
    size_t held = decode->tail_len;
    size_t used;

    if (held > 0) {
        size_t more = len < sizeof decode->tail - held ? len : sizeof decode->tail - held;

        memcpy(decode->tail + held, bytes, more);
        used = decode->take(decode, decode->tail, held + more, is_end && more == len);
        if (used < held) {
            decode->tail_len = held + more - used;
            memmove(decode->tail, decode->tail + used, decode->tail_len);
            return;
        }
        bytes += used - held;
        len -= used - held;
    }
    used = decode->take(decode, bytes, len, is_end);
    decode->tail_len = len - used;
    memcpy(decode->tail, bytes + used, decode->tail_len);
}

/* The encoding is known: from here on bytes are decoded as they come. */
static void settle(struct decode *decode, const char *name)
{
    decode->name = name;
    decode->stage = STAGE_DECODING;
    if (strcmp(name, "UTF-8") == 0) {
        decode->take = take_utf8;
        return;
    }
    decode->converter = open_converter(name);
    if (decode->converter == (iconv_t)-1)
        mem_exhausted(); /* it could be opened before */
    decode->is_open = true;
    decode->unit_len = detect_unit_len(name);
    decode->take = strcmp(name, "GB18030") == 0 ? take_gb18030 : take_iconv;
}

static const char *detect(struct decode *decode, struct slice window)
{
    struct detect_verdict verdict = detect_encoding(window, decode->scope);

    if (verdict.is_guess)
        remark(decode, DECODE_GUESSED);
    decode->n_utf8 = verdict.n_utf8;
    return verdict.name;
}

static void settle_by_window(struct decode *decode, struct slice window)
{
    size_t mark_len = 0;
    const char *name = decode->offset == 0 ? detect_mark(window, &mark_len) : NULL;

    if (decode->name)
        name = decode->name;
    else if (!name)
        name = detect(decode, window);
    settle(decode, name);
    decode->offset += mark_len;
    process(decode, window.ptr + mark_len, window.len - mark_len, false);
}

/* The first window is small: where it holds nothing but ASCII, text goes out at once. False: more has to be seen. */
static bool close_window(struct decode *decode, struct slice window)
{
    if (decode->window_wanted != ASCII_PROOF) {
        settle_by_window(decode, window);
    } else if (detect_is_ascii(window)) {
        give(decode, window.ptr, window.len);
        decode->offset += window.len;
        decode->stage = STAGE_ASCII;
    } else {
        decode->window_wanted = DECODE_PREFIX_MAX;
        return false;
    }
    return true;
}

static struct slice collected(const struct decode *decode)
{
    return (struct slice){ decode->window, decode->window_len };
}

/* A piece that is as long as the window is looked at where it stands. */
static size_t feed_collecting(struct decode *decode, const char *bytes, size_t len)
{
    size_t room = decode->window_wanted - decode->window_len;

    if (len > room)
        len = room;
    if (len == decode->window_wanted)
        return close_window(decode, (struct slice){ bytes, len }) ? len : 0;
    memcpy(decode->window + decode->window_len, bytes, len);
    decode->window_len += len;
    if (len == room)
        close_window(decode, collected(decode));
    return len;
}

static size_t feed_ascii(struct decode *decode, const char *bytes, size_t len)
{
    size_t ascii_len = utf8_ascii_prefix(bytes, len);

    give(decode, bytes, ascii_len);
    decode->offset += ascii_len;
    if (ascii_len < len) {
        decode->stage = STAGE_COLLECTING;
        decode->scope = DETECT_BYTES;
        decode->window_len = 0;
        decode->window_wanted = DECODE_PREFIX_MAX;
    }
    return ascii_len;
}

static size_t feed_decoding(struct decode *decode, const char *bytes, size_t len)
{
    process(decode, bytes, len, false);
    return len;
}

void decode_feed(struct decode *decode, const void *bytes, size_t len)
{
    static size_t (*const feeds[])(struct decode *, const char *, size_t) = {
        [STAGE_COLLECTING] = feed_collecting,
        [STAGE_ASCII] = feed_ascii,
        [STAGE_DECODING] = feed_decoding,
    };
    _Static_assert(LENGTH_OF(feeds) == STAGE_COUNT, "each stage has its feed");
    const char *at = bytes;

    while (len > 0) {
        size_t used = feeds[decode->stage](decode, at, len);

        at += used;
        len -= used;
    }
}

/* Some encodings hold a character back until they have seen whether an accent follows. */
static void flush_converter(struct decode *decode)
{
    char *out = decode->output;
    size_t room = sizeof decode->output;

    iconv(decode->converter, NULL, NULL, &out, &room);
    give(decode, decode->output, sizeof decode->output - room);
}

void decode_finish(struct decode *decode)
{
    if (decode->stage == STAGE_COLLECTING)
        settle_by_window(decode, collected(decode));
    if (decode->stage == STAGE_DECODING)
        process(decode, decode->output, 0, true);
    if (decode->is_open)
        flush_converter(decode);
}

const char *decode_encoding(const struct decode *decode)
{
    return decode->name ? decode->name : "UTF-8";
}

/* How much has to be seen before the next decision: of a named encoding, the mark alone. */
static size_t first_window(enum detect_scope scope)
{
    if (scope == 0)
        return DETECT_MARK_MAX;
    return scope == DETECT_ANY ? ASCII_PROOF : DECODE_PREFIX_MAX;
}

struct decode *decode_new(const char *encoding, struct decode_taker *taker)
{
    const struct alias *alias = encoding ? find_alias(encoding) : NULL;
    struct decode *decode;

    if (encoding && !decode_is_known(encoding))
        return NULL;
    decode = mem_alloc_head(sizeof *decode, offsetof(struct decode, window));
    decode->taker = taker;
    decode->was_ascii = true;
    if (!encoding) {
        decode->scope = DETECT_ANY;
    } else if (alias) {
        decode->scope = alias->scope;
        decode->name = alias->name;
    } else {
        memcpy(decode->given, encoding, strlen(encoding));
        decode->name = decode->given;
    }
    decode->window_wanted = first_window(decode->scope);
    return decode;
}

void decode_free(struct decode *decode)
{
    if (!decode)
        return;
    if (decode->is_open)
        iconv_close(decode->converter);
    mem_free(decode);
}
