#include "escape.h"

#include "lanes.h"
#include "utf8.h"

/* Whether a code point that cannot be copied begins at p[0]; p[1] and p[2] can be read. */
static inline bool is_stop(const unsigned char *p)
{
    if (p[0] < 0x80)
        return p[0] < 0x20 || p[0] == '"' || p[0] == '\\' || p[0] == 0x7F;
    if (p[0] == 0xC2)
        return p[1] < 0xA0;
    if (p[0] == 0xE2)
        return p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9);
    if (p[0] == 0xEF)
        return (p[1] == 0xBB && p[2] == 0xBF) || (p[1] == 0xBF && p[2] >= 0xBE);
    return p[0] >= 0xF0;
}

/* Bytes that the test of one block reads behind it. */
enum { LOOK_AHEAD_LEN = 2 };

enum { BLOCK_LEN = LANES_LEN };

#ifdef HAS_LANES
/*
 * False where is_stop may hold for one of sixteen bytes. It errs on the side of caution with what is rare (C2 B7,
 * EF BF A5), but looks at more than lead bytes with what is not: nearly every clause of a Chinese text ends in EF BC 8C
 * (a comma) or holds E2 80 9C (a quotation mark). Adding 0x10 brings F0-FF in front of 00-1F: one test finds both.
 */
static inline bool is_clean_block(const char *at)
{
    lanes a = lanes_load(at), b = lanes_load(at + 1), c = lanes_load(at + 2);
    lanes stops = (lanes)(((a + 0x10) < 0x30) | (a == '"') | (a == '\\') | (a == 0x7F) | (a == 0xC2)
                          | ((a == 0xEF) & ((b | 0x04) == 0xBF)) | ((b == 0x80) & ((c | 0x01) == 0xA9)));

    return !lanes_any(stops);
}
#else
static inline bool is_clean_block(const char *at)
{
    for (int i = 0; i < BLOCK_LEN; i++)
        if (is_stop((const unsigned char *)at + i))
            return false;
    return true;
}
#endif

bool escape_is_needed(struct slice text)
{
    unsigned char start[1 + LOOK_AHEAD_LEN] = { 0 };

    memcpy(start, text.ptr, text.len < sizeof start ? text.len : sizeof start);
    return is_stop(start);
}

/* Copies up to the first stop, byte by byte. */
static size_t copy_bytes(char *to, size_t len, struct slice text)
{
    size_t done = 0;

    while (done < len) {
        const unsigned char *at = (const unsigned char *)text.ptr + done;

        if (text.len - done > LOOK_AHEAD_LEN ? is_stop(at) : escape_is_needed(slice_from(text, done)))
            break;
        to[done++] = (char)*at;
    }
    return done;
}

/* Copies what is left behind `done`. False where it may hold a stop, or is more than a block. */
static bool copy_end(char *to, struct slice text, size_t done)
{
    char padded[BLOCK_LEN + LOOK_AHEAD_LEN];

    if (text.len - done > BLOCK_LEN)
        return false;
    memset(padded, ' ', sizeof padded);
    memcpy(padded, text.ptr + done, text.len - done);
    if (!is_clean_block(padded))
        return false;
    memcpy(to + done, text.ptr + done, text.len - done);
    return true;
}

/* The same where the text ends in Chinese, and is long enough for a block that shares bytes with the one before it. */
static bool copy_end_shared(char *to, struct slice text)
{
    size_t block = text.len - LOOK_AHEAD_LEN - BLOCK_LEN;

    if (text.len < BLOCK_LEN + LOOK_AHEAD_LEN || !utf8_is_continuation((unsigned char)text.ptr[text.len - 1]) ||
        !utf8_is_continuation((unsigned char)text.ptr[text.len - 2]) || !is_clean_block(text.ptr + block))
        return false;
    memcpy(to + block, text.ptr + block, BLOCK_LEN + LOOK_AHEAD_LEN);
    return true;
}

size_t escape_copy(char *to, size_t room, struct slice text)
{
    size_t len = text.len < room ? text.len : room;
    size_t done = 0;

    while (len - done >= BLOCK_LEN && text.len - done >= BLOCK_LEN + LOOK_AHEAD_LEN) {
        if (is_clean_block(text.ptr + done))
            memcpy(to + done, text.ptr + done, BLOCK_LEN);
        else if (copy_bytes(to + done, BLOCK_LEN, slice_from(text, done)) < BLOCK_LEN)
            break;
        done += BLOCK_LEN;
    }
    if (len == text.len && len > done && len - done <= BLOCK_LEN + LOOK_AHEAD_LEN &&
        (copy_end_shared(to, text) || copy_end(to, text, done)))
        return len;
    return done + copy_bytes(to + done, len - done, slice_from(text, done));
}
