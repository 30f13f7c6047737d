/*
 * decode: bytes of any encoding. The text is valid UTF-8, the same one with the same remarks however the bytes were cut,
 * and what a plain decoder gives that has all the bytes at once: one of three lines for UTF-8, iconv for the others.
 */
#include "decode.h"
#include "detect.h"
#include "fuzz.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <utf8proc.h>

static const char *const encodings[] = {
    NULL,    NULL,       NULL,     NULL,       "UTF-8",    "GBK",    "Big5", "Shift_JIS",
    "EUC-KR", "UTF-16LE", "UTF-16", "UTF-32BE", "GB18030", "CP949", "BIG5-HKSCS", "WINDOWS-1252",
};

/* What a decoder tells, as text. A remark stands in `remarks` with its offset and the length of the text before it. */
struct result {
    struct decode_taker taker;
    struct buffer text, remarks;
    uint64_t n_invalid, last_offset;
    const char *name;
    struct decode *decode;
};

static void take_text(struct decode_taker *taker, struct slice text)
{
    struct result *result = (struct result *)taker;

    HOLDS(text.len > 0, "no empty text is handed on");
    buffer_append_slice(&result->text, text);
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    struct result *result = (struct result *)taker;

    HOLDS(remark == DECODE_GUESSED || offset >= result->last_offset, "offsets rise");
    result->last_offset = offset;
    result->n_invalid += remark == DECODE_INVALID;
    buffer_append_number(&result->remarks, (long long)remark);
    buffer_put(&result->remarks, '@');
    buffer_append_number(&result->remarks, (long long)offset);
    buffer_put(&result->remarks, ':');
    buffer_append_number(&result->remarks, (long long)result->text.len);
    buffer_put(&result->remarks, ' ');
}

static void run(struct result *result, struct slice bytes, const char *encoding, struct choice *cuts)
{
    *result = (struct result){ .taker = { take_text, take_remark } };
    result->decode = decode_new(encoding, &result->taker);
    HOLDS(result->decode != NULL, "the encoding is known");
    for (size_t at = 0, len; at < bytes.len; at += len) {
        len = cuts ? choice_cut(cuts, bytes.len - at) : bytes.len - at;
        decode_feed(result->decode, bytes.ptr + at, len);
    }
    decode_finish(result->decode);
    result->name = decode_encoding(result->decode);
}

static void result_fini(struct result *result)
{
    decode_free(result->decode);
    buffer_fini(&result->text);
    buffer_fini(&result->remarks);
}

/* Bytes of the longest start of a valid sequence at `at`, and whether it is whole: table 3-7 of Unicode 15. */
static size_t subpart(const unsigned char *at, size_t len, bool *is_whole)
{
    static const struct { unsigned char first, last, second_first, second_last; size_t len; } rows[] = {
        { 0x00, 0x7F, 0, 0, 1 },       { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
        { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
        { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
    };

    *is_whole = false;
    for (size_t i = 0; i < LENGTH_OF(rows); i++) {
        size_t n = 1;

        if (at[0] < rows[i].first || at[0] > rows[i].last)
            continue;
        if (n < rows[i].len && n < len && at[n] >= rows[i].second_first && at[n] <= rows[i].second_last)
            for (n++; n < rows[i].len && n < len && (at[n] & 0xC0) == 0x80;)
                n++;
        *is_whole = n == rows[i].len;
        return n;
    }
    return 1;
}

static uint64_t decode_utf8(struct slice bytes, struct buffer *to)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    uint64_t n_invalid = 0;

    for (size_t left = bytes.len, len; left > 0; at += len, left -= len) {
        bool is_whole;

        len = subpart(at, left, &is_whole);
        if (is_whole)
            buffer_append(to, at, len);
        else
            buffer_append_text(to, "\xEF\xBF\xBD");
        n_invalid += !is_whole;
    }
    return n_invalid;
}

/* All at once, and on with the next byte or unit where the converter refuses to move. */
static uint64_t decode_with_iconv(const char *name, struct slice bytes, struct buffer *to)
{
    iconv_t converter = iconv_open("UTF-8", name);
    char *in = (char *)(uintptr_t)bytes.ptr;
    size_t left = bytes.len;
    uint64_t n_invalid = 0;
    size_t unit_len = strncmp(name, "UTF-16", 6) == 0 ? 2 : strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
    bool has_stepped_over = false;

    HOLDS(converter != (iconv_t)-1, "%s is known", name);
    while (left > 0) {
        size_t before = left;
        size_t room = 8 * bytes.len + 64;
        char *out;
        int reason;

        buffer_reserve(to, room);
        out = to->ptr + to->len;
        reason = iconv(converter, &in, &left, &out, &room) == (size_t)-1 ? errno : 0;
        if (has_stepped_over && !(reason == EILSEQ && left == before)) {
            /* What the converter has stepped over stands before what it has just written. */
            char *start = to->ptr + to->len;

            memmove(start + 3, start, (size_t)(out - start));
            memcpy(start, "\xEF\xBF\xBD", 3);
            out += 3;
            n_invalid++;
        }
        has_stepped_over = reason == EILSEQ && left < before;
        to->len = (size_t)(out - to->ptr);
        HOLDS(reason != E2BIG, "there is room");
        if (reason == 0 || has_stepped_over || left < before)
            continue;
        if (*in == '\x80' && strcmp(name, "GB18030") == 0) {
            buffer_append_text(to, "\xE2\x82\xAC");
        } else {
            buffer_append_text(to, "\xEF\xBF\xBD");
            n_invalid++;
        }
        in += left < unit_len ? left : unit_len;
        left -= left < unit_len ? left : unit_len;
    }
    if (has_stepped_over) {
        buffer_append_text(to, "\xEF\xBF\xBD");
        n_invalid++;
    }
    buffer_reserve(to, 64);
    {
        char *out = to->ptr + to->len;
        size_t room = 64;

        iconv(converter, NULL, NULL, &out, &room);
        to->len = (size_t)(out - to->ptr);
    }
    iconv_close(converter);
    return n_invalid;
}

/* Bytes at the start that go out before the encoding is told; what they would be in Shift_JIS is too late to ask. */
static size_t count_early_ascii(struct slice bytes, const char *encoding)
{
    enum { ASCII_PROOF = 4096 };
    size_t n_ascii = utf8_ascii_prefix(bytes.ptr, bytes.len);

    if (encoding || n_ascii < ASCII_PROOF || memchr(bytes.ptr, 0, ASCII_PROOF))
        return 0;
    return n_ascii;
}

static void check_text(const struct result *result, struct slice bytes, const char *encoding)
{
    struct buffer expected = { 0 };
    size_t mark_len, n_early = count_early_ascii(bytes, encoding);
    uint64_t n_invalid;

    detect_mark(bytes, &mark_len);
    bytes = slice_from(bytes, mark_len);
    buffer_append(&expected, bytes.ptr, n_early);
    bytes = slice_from(bytes, n_early);
    n_invalid = strcmp(result->name, "UTF-8") == 0 ? decode_utf8(bytes, &expected)
                                                   : decode_with_iconv(result->name, bytes, &expected);
    HOLDS(slice_equal(buffer_slice(&result->text), buffer_slice(&expected)), "%s is decoded as by a plain decoder", result->name);
    HOLDS(result->n_invalid == n_invalid, "%llu replacements are remarked on, not %llu", (unsigned long long)n_invalid,
          (unsigned long long)result->n_invalid);
    buffer_fini(&expected);
}

static void check_valid(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at, (utf8proc_ssize_t)(text.len - at), &cp);

        HOLDS(len > 0, "valid UTF-8 at %zu", at);
        at += (size_t)len;
    }
}

static void try_bytes(struct slice bytes, const char *encoding, struct choice *cuts)
{
    struct result whole, pieces;

    run(&whole, bytes, encoding, NULL);
    run(&pieces, bytes, encoding, cuts);
    HOLDS(strcmp(whole.name, pieces.name) == 0, "%s as a whole, %s in pieces", whole.name, pieces.name);
    HOLDS(slice_equal(buffer_slice(&whole.text), buffer_slice(&pieces.text)), "the same text of %s however it was cut", whole.name);
    HOLDS(slice_equal(buffer_slice(&whole.remarks), buffer_slice(&pieces.remarks)), "the same remarks on %s: %.*s and %.*s", whole.name,
          (int)whole.remarks.len, whole.remarks.ptr, (int)pieces.remarks.len, pieces.remarks.ptr);
    check_valid(buffer_slice(&whole.text));
    check_text(&whole, bytes, encoding);
    result_fini(&whole);
    result_fini(&pieces);
}

/* What a decoder decides by needs more bytes than a fuzzer invents: ASCII in front, or the data many times. */
static void expand(struct choice *choice, struct slice data, struct buffer *bytes)
{
    enum { LONG = DECODE_PREFIX_MAX + 100 };

    switch (choice_next(choice, 32)) {
    case 0:
        while (bytes->len < 4096 + choice_next(choice, 4))
            buffer_append_text(bytes, "report ");
        break;
    case 1:
        while (data.len > 0 && bytes->len < LONG)
            buffer_append_slice(bytes, data);
        break;
    default:
        break;
    }
    buffer_append_slice(bytes, data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct choice choice = choice_of(data, len);
    const char *encoding = encodings[choice_next(&choice, LENGTH_OF(encodings))];
    struct buffer bytes = { 0 };

    expand(&choice, (struct slice){ (const char *)data, len }, &bytes);
    try_bytes(buffer_slice(&bytes), encoding, &choice);
    buffer_fini(&bytes);
    return 0;
}
