#include "pinyin.h"

#include "utf8.h"

#include <string.h>

/* The finals that stand behind each initial; ü as v, as keyboards have it. */
static const struct {
    const char *initial, *finals;
} syllables[] = {
    { "zh", " a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang " },
    { "ch", " a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang " },
    { "sh", " a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang " },
    { "b", " a o ai ei ao an en ang eng i ie iao ian in ing u " },
    { "p", " a o ai ei ao ou an en ang eng i ie iao ian in ing u " },
    { "m", " a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u " },
    { "f", " a o ei ou an en ang eng u " },
    { "d", " a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un " },
    { "t", " a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un " },
    { "n", " a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue " },
    { "l", " a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue " },
    { "g", " a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang " },
    { "k", " a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang " },
    { "h", " a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang " },
    { "j", " i ia ie iao iu ian in iang ing iong u ue uan un " },
    { "q", " i ia ie iao iu ian in iang ing iong u ue uan un " },
    { "x", " i ia ie iao iu ian in iang ing iong u ue uan un " },
    { "r", " e i ao ou an en ang eng ong u uo ui uan un " },
    { "z", " a e i ai ei ao ou an en ang eng ong u uo ui uan un " },
    { "c", " a e i ai ao ou an en ang eng ong u uo ui uan un " },
    { "s", " a e i ai ao ou an en ang eng ong u uo ui uan un " },
    { "y", " a ao e ou an ang i in ing o ong u ue uan un " },
    { "w", " a o ai ei an en ang eng u " },
    { "", " a ai an ang ao e ei en eng er o ou " },
};

/* One syllable, but a word, a unit or a name as well: the reader of 推动ai应用 misses no character. */
static const char also_words[] =
    " ai an ban bin can da die fan ha he la long ma man me men mi mu pa pan pen pin ping ran run she song sun tan ti"
    " tie wan you ";

/* Several syllables without a tone, with one of four letters by chance. */
static const char other_words[] = " change changer lounge orange langer danger ranger hanger manger ";

/* Letters with tones, and what they are without. */
static const struct toned_letter {
    uint32_t first, last;
    char letter;
} toned_letters[] = {
    { 0xE0, 0xE1, 'a' },   { 0xE8, 0xE9, 'e' },   { 0xEC, 0xED, 'i' },   { 0xF2, 0xF3, 'o' },   { 0xF9, 0xFA, 'u' },
    { 0xFC, 0xFC, 'v' },   { 0x101, 0x101, 'a' }, { 0x113, 0x113, 'e' }, { 0x11B, 0x11B, 'e' }, { 0x12B, 0x12B, 'i' },
    { 0x14D, 0x14D, 'o' }, { 0x16B, 0x16B, 'u' }, { 0x1CE, 0x1CE, 'a' }, { 0x1D0, 0x1D0, 'i' }, { 0x1D2, 0x1D2, 'o' },
    { 0x1D4, 0x1D4, 'u' }, { 0x1D6, 0x1D6, 'v' }, { 0x1D8, 0x1D8, 'v' }, { 0x1DA, 0x1DA, 'v' }, { 0x1DC, 0x1DC, 'v' },
};

/* A lower-case letter without its tone; 0 where it is none of pinyin. */
static char fold_tone(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return (char)cp;
    for (size_t i = 0; i < LENGTH_OF(toned_letters); i++)
        if (cp >= toned_letters[i].first && cp <= toned_letters[i].last)
            return toned_letters[i].letter;
    return 0;
}

/* Is `word` one of a list of words between blanks? */
static bool is_listed(const char *list, const char *word, size_t len)
{
    for (const char *at = strstr(list, " "); at && at[1]; at = strchr(at + 1, ' '))
        if (strncmp(at + 1, word, len) == 0 && at[1 + len] == ' ')
            return true;
    return false;
}

static bool is_syllable(const char *word, size_t len)
{
    for (size_t i = 0; i < LENGTH_OF(syllables); i++) {
        size_t initial_len = strlen(syllables[i].initial);

        if (len > initial_len && strncmp(word, syllables[i].initial, initial_len) == 0 &&
            is_listed(syllables[i].finals, word + initial_len, len - initial_len))
            return true;
    }
    return false;
}

/* What tells a syllable from those of other languages. */
static bool is_marked(const char *syllable, size_t len)
{
    return len >= 4 || syllable[0] == 'x' || syllable[0] == 'q' || strncmp(syllable, "zh", 2) == 0;
}

enum { SYLLABLE_LEN_MAX = 6 }; /* zhuang */

/* Bit 0: the rest of the word can be cut into syllables; bit 1: into some of which one is marked. From its end on. */
static bool is_row_of_syllables(const char *word, size_t len, bool needs_mark)
{
    unsigned char can[PINYIN_LEN_MAX + 1] = { 0 };

    can[len] = 1;
    for (size_t at = len; at-- > 0;)
        for (size_t n = 1; n <= SYLLABLE_LEN_MAX && at + n <= len; n++)
            if (can[at + n] && is_syllable(word + at, n))
                can[at] |= is_marked(word + at, n) ? 2 : can[at + n];
    return can[0] & (needs_mark ? 2 : 3);
}

bool pinyin_is_word(struct slice word)
{
    char letters[PINYIN_LEN_MAX + 1] = "";
    size_t len = 0, at = 0;
    bool has_tone;

    while (at < word.len && len < PINYIN_LEN_MAX) {
        letters[len] = fold_tone(utf8_next(word, &at));
        if (letters[len++] == 0)
            return false;
    }
    if (at < word.len || len < 2)
        return false;
    has_tone = word.len > len;
    if (is_syllable(letters, len))
        return has_tone || !is_listed(also_words, letters, len);
    return !is_listed(other_words, letters, len) && is_row_of_syllables(letters, len, !has_tone);
}
