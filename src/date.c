#include "date.h"

#include "numeral.h"
#include "utf8.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2999, BLANKS_MAX = 4, REPUBLIC_BEFORE_FIRST = 1911 };

/* Reads along a text. `at` is a byte offset. */
struct scan {
    struct slice text;
    size_t at;
};

static uint32_t peek(const struct scan *scan)
{
    return utf8_fold_width(utf8_at(scan->text, scan->at));
}

static uint32_t take(struct scan *scan)
{
    return utf8_fold_width(utf8_next(scan->text, &scan->at));
}

/* A few blanks may stand between all parts: 2 0 0 1 年 2 月 1 6 日. */
static void skip_blanks(struct scan *scan)
{
    for (int i = 0; i < BLANKS_MAX && utf8_is_space(utf8_at(scan->text, scan->at)); i++)
        take(scan);
}

static bool take_one_of(struct scan *scan, const char *marks)
{
    struct slice set = slice_of(marks);
    size_t next = scan->at;
    uint32_t cp = utf8_fold_width(utf8_next(scan->text, &next));
    size_t i = 0;

    while (i < set.len)
        if (utf8_next(set, &i) == cp && cp != 0) {
            scan->at = next;
            return true;
        }
    return false;
}

/* At most `max` digits; with `spaced` also with blanks between them. Returns how many; their value in *number. */
static int take_digits(struct scan *scan, int max, bool spaced, int *number)
{
    int n = 0;

    *number = 0;
    while (n < max) {
        struct scan ahead = *scan;

        if (spaced && n > 0)
            skip_blanks(&ahead);
        if (!utf8_is_digit(peek(&ahead)))
            break;
        *number = *number * 10 + (int)(take(&ahead) - '0');
        *scan = ahead;
        n++;
    }
    return n;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool is_day(const struct date *date)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (date->year < YEAR_MIN || date->year > YEAR_MAX || date->month < 1 || date->month > 12 || date->day < 1)
        return false;
    return date->day <= days[date->month - 1] + (date->month == 2 && is_leap(date->year));
}

/* 二OO六年: what else is typed for 〇: the letter O of the Latin, Greek and Cyrillic alphabets, 0, a larger circle. */
static bool take_mark_for_zero(struct scan *scan)
{
    return take_one_of(scan, "Oo\u039F\u03BF\u041E\u043E0\u25EF");
}

/* The year's four numerals in Chinese: 二〇二三, 二零二三, 二○二三, 二OO六. */
static bool take_chinese_year(struct scan *scan, int *year)
{
    *year = 0;
    for (int n = 0; n < 4; n++) {
        size_t next = scan->at;
        struct numeral numeral;

        if (n > 0 && take_mark_for_zero(scan)) { /* no year begins with nought */
            *year *= 10;
            continue;
        }
        utf8_next(scan->text, &next);
        if (!numeral_read_cjk(slice_part(scan->text, scan->at, next), &numeral) || numeral.number > 9)
            return false;
        *year = *year * 10 + (int)numeral.number;
        scan->at = next;
        skip_blanks(scan);
    }
    return true;
}

/* 1 or 12 or 十二, in front of 月 or 日. */
static bool take_part(struct scan *scan, int *number)
{
    struct numeral numeral;

    if (take_digits(scan, 2, true, number) > 0)
        return true;
    if (!numeral_read_cjk(slice_from(scan->text, scan->at), &numeral) || numeral.number > 31)
        return false;
    *number = (int)numeral.number;
    scan->at += numeral.len;
    return true;
}

/* 民國113年, 中華民國一百一十三年: counted from 1912 on. */
static bool take_republic_year(struct scan *scan, int *year)
{
    static const char *const names[] = { "民國", "民国", "中華民國", "中华民国" };
    struct numeral numeral;

    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct slice rest = slice_from(scan->text, scan->at);

        if (!slice_starts(rest, slice_of(names[i])))
            continue;
        scan->at += strlen(names[i]);
        skip_blanks(scan);
        if (take_digits(scan, 3, false, year) == 0) {
            if (!numeral_read_cjk(slice_from(scan->text, scan->at), &numeral))
                return false;
            *year = (int)numeral.number;
            scan->at += numeral.len;
        }
        *year += REPUBLIC_BEFORE_FIRST;
        return *year > REPUBLIC_BEFORE_FIRST;
    }
    return false;
}

/* 2023年1月11日, 二〇二三年一月十一日, 民國113年4月10日. */
static bool read_chinese(struct scan *scan, struct date *date)
{
    if (take_digits(scan, 4, true, &date->year) != 4 && !take_republic_year(scan, &date->year) &&
        !take_chinese_year(scan, &date->year))
        return false;
    skip_blanks(scan);
    if (!take_one_of(scan, "年"))
        return false;
    skip_blanks(scan);
    if (!take_part(scan, &date->month))
        return false;
    skip_blanks(scan);
    if (!take_one_of(scan, "月"))
        return false;
    skip_blanks(scan);
    if (!take_part(scan, &date->day))
        return false;
    skip_blanks(scan);
    return take_one_of(scan, "日号號");
}

/* 2023-12-2509:45: a page's blank got lost between the day and the hour. */
static bool is_hour(struct scan scan)
{
    int hour;

    return take_digits(&scan, 2, false, &hour) == 2 && hour < 24 && take_one_of(&scan, ":");
}

/* 2023-12-25, 2023/12/25, 2023.12.25: the same mark twice. */
static bool read_numeric(struct scan *scan, struct date *date)
{
    uint32_t mark;

    if (take_digits(scan, 4, false, &date->year) != 4)
        return false;
    mark = peek(scan);
    if (!take_one_of(scan, "-/.") || take_digits(scan, 2, false, &date->month) == 0)
        return false;
    if (peek(scan) != mark)
        return false;
    take(scan);
    return take_digits(scan, 2, false, &date->day) > 0 && (!utf8_is_digit(peek(scan)) || is_hour(*scan));
}

static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december" };
_Static_assert(LENGTH_OF(months) == 12, "a year has twelve months");

/* March, MARCH, Mar., Sept.: the first three letters or more of a month's name. */
static bool take_month(struct scan *scan, int *month)
{
    char word[12];
    size_t len = 0;

    while (len < sizeof word && peek(scan) < 0x80 && ((peek(scan) | 0x20) >= 'a' && (peek(scan) | 0x20) <= 'z'))
        word[len++] = (char)(take(scan) | 0x20);
    if (len < 3)
        return false;
    for (int i = 0; i < 12; i++)
        if (len <= strlen(months[i]) && memcmp(word, months[i], len) == 0) {
            *month = i + 1;
            take_one_of(scan, ".");
            return true;
        }
    return false;
}

/* The ending of 1st, 5TH. */
static void skip_ordinal(struct scan *scan)
{
    static const char endings[][3] = { "st", "nd", "rd", "th" };
    struct slice rest = slice_from(scan->text, scan->at);

    for (size_t i = 0; i < LENGTH_OF(endings); i++)
        if (rest.len >= 2 && (rest.ptr[0] | 0x20) == endings[i][0] && (rest.ptr[1] | 0x20) == endings[i][1]) {
            scan->at += 2;
            return;
        }
}

static bool take_year_behind(struct scan *scan, struct date *date)
{
    take_one_of(scan, ",");
    skip_blanks(scan);
    return take_digits(scan, 4, false, &date->year) == 4 && !utf8_is_digit(peek(scan));
}

/* March 5, 2021, Mar. 5th 2021. */
static bool read_month_first(struct scan *scan, struct date *date)
{
    if (!take_month(scan, &date->month))
        return false;
    skip_blanks(scan);
    if (take_digits(scan, 2, false, &date->day) == 0)
        return false;
    skip_ordinal(scan);
    return take_year_behind(scan, date);
}

/* 5 March 2021, 5th March, 2021. */
static bool read_day_first(struct scan *scan, struct date *date)
{
    if (take_digits(scan, 2, false, &date->day) == 0)
        return false;
    skip_ordinal(scan);
    skip_blanks(scan);
    return take_month(scan, &date->month) && take_year_behind(scan, date);
}

/* What a date begins with. A Chinese one has 年, so that none begins where no 年 comes behind. */
enum { OPENING_DIGIT = 1, OPENING_LETTER = 2, OPENING_CHINESE = 4 };

static const struct {
    unsigned openings;
    bool (*read)(struct scan *scan, struct date *date);
} readers[] = {
    { OPENING_CHINESE, read_chinese },
    { OPENING_DIGIT, read_numeric },
    { OPENING_LETTER, read_month_first },
    { OPENING_DIGIT, read_day_first },
};

static bool read_here(struct slice text, size_t at, unsigned openings, struct date *date)
{
    for (size_t i = 0; i < LENGTH_OF(readers); i++) {
        struct scan scan = { text, at };

        if (!(readers[i].openings & openings))
            continue;
        *date = (struct date){ 0 };
        if (readers[i].read(&scan, date) && is_day(date)) {
            date->start = at;
            date->end = scan.at;
            return true;
        }
    }
    return false;
}

/* As take_month reads it. */
static bool is_month_letter(uint32_t cp)
{
    uint32_t folded = utf8_fold_width(cp) | 0x20;

    return folded >= 'a' && folded <= 'z';
}

/* 0: no date begins with the character, nor inside a number or a word (12023年, Summarch). */
static unsigned openings_of(uint32_t before, uint32_t cp, bool has_year)
{
    if (has_year && (numeral_is_cjk(cp) || cp == 0x6C11 || cp == 0x4E2D)) /* 民國, 中華民國 */
        return OPENING_CHINESE;
    if (utf8_is_digit(cp) && !utf8_is_digit(before))
        return has_year ? OPENING_DIGIT | OPENING_CHINESE : OPENING_DIGIT;
    return is_month_letter(cp) && !utf8_is_latin(before) ? OPENING_LETTER : 0;
}

/* *before: the character in front of the place; of ideographs, any will do. */
static void skip_ideographs(struct slice text, size_t *at, uint32_t *before)
{
    size_t end = utf8_skip_ideographs(text, *at);

    if (end > *at)
        *before = 0;
    *at = end;
}

bool date_find(struct slice text, size_t from, struct date *date)
{
    size_t year = slice_find(text, SLICE("年"), from); /* the next one; SLICE_NONE: no more */
    size_t at = from;
    size_t back = from;
    uint32_t before = utf8_previous(text, &back);

    while (at < text.len) {
        size_t start = at;
        uint32_t cp = utf8_next(text, &at);
        unsigned openings = openings_of(before, cp, year != SLICE_NONE);

        if (openings && read_here(text, start, openings, date))
            return true;
        before = cp;
        if (year != SLICE_NONE && year < at)
            year = slice_find(text, SLICE("年"), at);
        if (year == SLICE_NONE)
            skip_ideographs(text, &at, &before);
    }
    return false;
}

bool date_is_english_month(struct slice text)
{
    struct scan scan = { text, 0 };
    struct date date;

    if (!take_month(&scan, &date.month))
        return false;
    skip_blanks(&scan);
    return take_year_behind(&scan, &date) && scan.at == text.len;
}

static void print_digits(unsigned number, size_t n, char *out)
{
    while (n-- > 0) {
        out[n] = (char)('0' + number % 10);
        number /= 10;
    }
}

void date_print(const struct date *date, char out[DATE_PRINTED_SIZE])
{
    print_digits((unsigned)date->year, 4, out);
    out[4] = '-';
    print_digits((unsigned)date->month, 2, out + 5);
    out[7] = '-';
    print_digits((unsigned)date->day, 2, out + 8);
    out[10] = '\0';
}
