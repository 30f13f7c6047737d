#include "numeral.h"

#include "utf8.h"

#define DIGIT(code_point, number) [NUMERAL_CJK_PLACE(code_point)] = { (code_point), (number), false, false }
#define UNIT(code_point, number) [NUMERAL_CJK_PLACE(code_point)] = { (code_point), (number), true, false }
#define FORMAL_DIGIT(code_point, number) [NUMERAL_CJK_PLACE(code_point)] = { (code_point), (number), false, true }
#define FORMAL_UNIT(code_point, number) [NUMERAL_CJK_PLACE(code_point)] = { (code_point), (number), true, true }

/* Simple, traditional and financial forms; 〇 and 零 hold a place. 廿 is twice ten in one character. */
const struct numeral_character numeral_cjk_characters[NUMERAL_CJK_PLACES] = {
    DIGIT(0x25CB, 0), DIGIT(0x3007, 0), DIGIT(0x4E00, 1), DIGIT(0x4E03, 7), DIGIT(0x4E09, 3), DIGIT(0x4E5D, 9),
    DIGIT(0x4E8C, 2), DIGIT(0x4E94, 5), DIGIT(0x516B, 8), DIGIT(0x516D, 6), DIGIT(0x56DB, 4), DIGIT(0x96F6, 0),
    FORMAL_DIGIT(0x4F0D, 5), FORMAL_DIGIT(0x53C1, 3), FORMAL_DIGIT(0x53C3, 3), FORMAL_DIGIT(0x58F9, 1),
    FORMAL_DIGIT(0x634C, 8), FORMAL_DIGIT(0x67D2, 7), FORMAL_DIGIT(0x7396, 9), FORMAL_DIGIT(0x8086, 4),
    FORMAL_DIGIT(0x8CB3, 2), FORMAL_DIGIT(0x8D30, 2), FORMAL_DIGIT(0x9646, 6), FORMAL_DIGIT(0x9678, 6),
    /* 十 廿 卅 卌 百 千, 仟 佰 拾 */
    UNIT(0x5341, 10), UNIT(0x5343, 1000), UNIT(0x5345, 30), UNIT(0x534C, 40), UNIT(0x5EFF, 20), UNIT(0x767E, 100),
    FORMAL_UNIT(0x4EDF, 1000), FORMAL_UNIT(0x4F70, 100), FORMAL_UNIT(0x62FE, 10),
};

/* What was read of 一百二十三: hundreds and tens are in `sum`, the digit that waits for its unit in `digit`. */
struct cjk_state {
    long sum, digit, plain; /* plain: 二〇二三 read digit by digit */
    int n_digits, n_units;
};

static void take_unit(struct cjk_state *state, long unit)
{
    long factor = state->digit > 0 ? state->digit : 1;

    if (unit == 20 || unit == 30 || unit == 40)
        factor = 1;
    state->sum += factor * unit;
    state->digit = 0;
    state->n_units++;
}

bool numeral_read_cjk(struct slice text, struct numeral *numeral)
{
    struct cjk_state state = { 0 };
    size_t at = 0, end = 0;
    bool is_formal = true;
    long number;

    while (state.n_digits + state.n_units < 9) {
        const struct numeral_character *character = numeral_find_cjk(utf8_next(text, &at));

        if (!character)
            break;
        if (character->is_unit) {
            take_unit(&state, character->value);
        } else {
            state.digit = character->value;
            state.plain = state.plain * 10 + character->value;
            state.n_digits++;
        }
        is_formal = is_formal && character->is_formal;
        end = at;
    }
    number = state.n_units > 0 ? state.sum + state.digit : state.plain;
    if (end == 0 || number > 9999)
        return false;
    *numeral = (struct numeral){ is_formal ? NUMERAL_CJK_FORMAL : NUMERAL_CJK, end, number };
    return true;
}

/* A digit of ASCII, or what a full-width one begins with. */
static bool may_be_digit(char byte)
{
    return (byte >= '0' && byte <= '9') || (unsigned char)byte == 0xEF;
}

bool numeral_read_decimal(struct slice text, struct numeral *numeral)
{
    size_t at = 0, end = 0;
    uint32_t cp, zero;
    long number = 0;

    if (text.len == 0 || !may_be_digit(text.ptr[0])) /* told without a look at the character */
        return false;
    cp = utf8_next(text, &at);
    zero = cp < 0x80 ? '0' : 0xFF10;
    for (; cp >= zero && cp <= zero + 9; cp = utf8_next(text, &at)) {
        number = number * 10 + (long)(cp - zero);
        if (number > 9999)
            return false;
        end = at;
    }
    if (end == 0)
        return false;
    *numeral = (struct numeral){ zero == '0' ? NUMERAL_DECIMAL : NUMERAL_WIDE, end, number };
    return true;
}

bool numeral_begins_year(struct slice text)
{
    struct numeral year;

    return numeral_read_decimal(text, &year) && year.number >= 1000 && year.number <= 9999 &&
           slice_starts(slice_from(text, year.len), SLICE("年"));
}

static const struct {
    const char *letters;
    long value;
} roman_steps[] = {
    { "C", 100 }, { "XC", 90 }, { "L", 50 }, { "XL", 40 }, { "X", 10 },
    { "IX", 9 },  { "V", 5 },   { "IV", 4 }, { "I", 1 },
};

static void print_roman(long number, bool lower, char out[24])
{
    size_t len = 0;

    for (size_t i = 0; i < LENGTH_OF(roman_steps); i++)
        while (number >= roman_steps[i].value && len < 20) {
            for (const char *letter = roman_steps[i].letters; *letter; letter++)
                out[len++] = (char)(lower ? *letter + ('a' - 'A') : *letter);
            number -= roman_steps[i].value;
        }
    out[len] = '\0';
}

static long roman_letter(char letter)
{
    switch (letter) {
    case 'I': case 'i': return 1;
    case 'V': case 'v': return 5;
    case 'X': case 'x': return 10;
    case 'L': case 'l': return 50;
    case 'C': case 'c': return 100;
    default: return 0;
    }
}

bool numeral_read_roman(struct slice text, struct numeral *numeral)
{
    bool lower = text.len > 0 && text.ptr[0] >= 'a';
    char printed[24];
    long number = 0;
    size_t end = 0;

    while (end < text.len && end < 12 && roman_letter(text.ptr[end]) && (text.ptr[end] >= 'a') == lower) {
        long value = roman_letter(text.ptr[end]);
        long next = end + 1 < text.len ? roman_letter(text.ptr[end + 1]) : 0;

        number += next > value ? -value : value;
        end++;
    }
    if (end == 0 || number < 1 || number > 399)
        return false;
    print_roman(number, lower, printed);
    if (!slice_equal(slice_part(text, 0, end), slice_of(printed)))
        return false;
    *numeral = (struct numeral){ lower ? NUMERAL_ROMAN_LOWER : NUMERAL_ROMAN_UPPER, end, number };
    return true;
}

static const struct single_range {
    uint32_t first, last;
    long number; /* of `first` */
    enum numeral_single kind;
} single_ranges[] = {
    { 0x2460, 0x2473, 1, SINGLE_CIRCLED },   /* ① ⑳ */
    { 0x3251, 0x325F, 21, SINGLE_CIRCLED },  /* ㉑ ㉟ */
    { 0x32B1, 0x32BF, 36, SINGLE_CIRCLED },  /* ㊱ ㊿ */
    { 0x2776, 0x277F, 1, SINGLE_CIRCLED },   /* ❶ */
    { 0x2780, 0x2789, 1, SINGLE_CIRCLED },   /* ➀ */
    { 0x278A, 0x2793, 1, SINGLE_CIRCLED },   /* ➊ */
    { 0x24F5, 0x24FE, 1, SINGLE_CIRCLED },   /* ⓵ */
    { 0x24EB, 0x24F4, 11, SINGLE_CIRCLED },  /* ⓫ */
    { 0x3280, 0x3289, 1, SINGLE_CIRCLED },   /* ㊀ */
    { 0x2474, 0x2487, 1, SINGLE_PAREN },     /* ⑴ ⒇ */
    { 0x2488, 0x249B, 1, SINGLE_STOP },      /* ⒈ ⒛ */
    { 0x3220, 0x3229, 1, SINGLE_CJK_PAREN }, /* ㈠ ㈩ */
    { 0x2160, 0x216B, 1, SINGLE_ROMAN },     /* Ⅰ Ⅻ */
    { 0x2170, 0x217B, 1, SINGLE_ROMAN },     /* ⅰ ⅻ */
};

static const struct single_range *find_single(uint32_t cp)
{
    for (size_t i = 0; i < LENGTH_OF(single_ranges); i++)
        if (cp >= single_ranges[i].first && cp <= single_ranges[i].last)
            return &single_ranges[i];
    return NULL;
}

bool numeral_read_single(struct slice text, struct numeral *numeral, enum numeral_single *kind)
{
    size_t at = 0;
    uint32_t cp = utf8_next(text, &at);
    const struct single_range *range = cp < 0x2160 ? NULL : find_single(cp);

    if (!range)
        return false;
    *numeral = (struct numeral){ NUMERAL_SINGLE, at, range->number + (long)(cp - range->first) };
    *kind = range->kind;
    return true;
}

static bool print_cjk(long number, struct buffer *to)
{
    static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

    if (number < 1 || number > 999)
        return false;
    if (number >= 100) {
        buffer_append_text(to, digits[number / 100]);
        buffer_append_text(to, "百");
        if (number % 100 > 0 && number % 100 < 10)
            buffer_append_text(to, "零");
    }
    if (number % 100 >= 10) {
        if (number >= 20)
            buffer_append_text(to, digits[number / 10 % 10]);
        buffer_append_text(to, "十");
    }
    buffer_append_text(to, digits[number % 10]);
    return true;
}

static void print_wide(long number, struct buffer *to)
{
    if (number >= 10)
        print_wide(number / 10, to);
    utf8_append(to, (uint32_t)(0xFF10 + number % 10));
}

/* ④ behind ③: the range that printed `like` goes on, or another of its kind does. */
static bool print_single(struct slice like, long number, struct buffer *to)
{
    const struct single_range *own = find_single(utf8_first(like));

    for (size_t i = 0; own && i < LENGTH_OF(single_ranges); i++) {
        const struct single_range *range = &single_ranges[i];
        bool joins = range == own || (range->kind == own->kind && range->number > 20);

        if (joins && number >= range->number && number - range->number <= (long)(range->last - range->first)) {
            utf8_append(to, range->first + (uint32_t)(number - range->number));
            return true;
        }
    }
    return false;
}

bool numeral_print(enum numeral_system system, struct slice like, long number, struct buffer *to)
{
    char roman[24];

    if (number < 1)
        return false;
    switch (system) {
    case NUMERAL_CJK:
        return print_cjk(number, to);
    case NUMERAL_CJK_FORMAL: /* its digits have two forms each, and no report was seen that skips one */
        return false;
    case NUMERAL_DECIMAL:
        buffer_append_number(to, number);
        return true;
    case NUMERAL_WIDE:
        print_wide(number, to);
        return true;
    case NUMERAL_ROMAN_UPPER:
    case NUMERAL_ROMAN_LOWER:
        print_roman(number, system == NUMERAL_ROMAN_LOWER, roman);
        buffer_append_text(to, roman);
        return number < 400;
    case NUMERAL_ALPHA_UPPER:
    case NUMERAL_ALPHA_LOWER:
        if (number > 26)
            return false;
        buffer_put(to, (char)((system == NUMERAL_ALPHA_UPPER ? 'A' : 'a') + number - 1));
        return true;
    case NUMERAL_SINGLE:
        return print_single(like, number, to);
    case NUMERAL_SYSTEM_COUNT:
        break;
    }
    return false;
}
