#include "token.h"

#include "lanes.h"
#include "pinyin.h"
#include "utf8.h"

enum { MARKS_MIN = 3, REPORT_FROM = 3 };
/* Two characters of Chinese on either side make a token the same one. */
enum { KEY_LEN = 6 };

/* Bytes that both ends have in common, whole characters only. */
static size_t common_end(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t n = 0, whole = 0;

    while (n < a_len && n < b_len && a[a_len - 1 - n] == b[b_len - 1 - n]) {
        n++;
        if (!utf8_is_continuation((unsigned char)a[a_len - n]))
            whole = n;
    }
    return whole;
}

static size_t common_start(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t n = 0;

    while (n < a_len && n < b_len && a[n] == b[n])
        n++;
    return utf8_cut((struct slice){ a, a_len }, n);
}

static struct slice left_of(struct slice text, size_t mark)
{
    size_t from = mark > TOKEN_SIDE_LEN_MAX ? mark - TOKEN_SIDE_LEN_MAX : 0;

    while (from < mark && utf8_is_continuation((unsigned char)text.ptr[from]))
        from++;
    return slice_part(text, from, mark);
}

static struct slice right_of(struct slice text, size_t after)
{
    struct slice right = slice_from(text, after);

    return slice_part(right, 0, utf8_cut(right, TOKEN_SIDE_LEN_MAX));
}

static void add(struct token_list *list, const struct paragraph *paragraph, size_t mark, struct slice left,
                struct slice right)
{
    struct token *token;

    if (list->n == TOKENS_MAX)
        return;
    token = &list->tokens[list->n++];
    *token = (struct token){ .left_len = left.len, .right_len = right.len, .count = 1 };
    memcpy(token->left, left.ptr, left.len);
    memcpy(token->right, right.ptr, right.len);
    paragraph_place(paragraph, mark, &token->line, &token->column);
}

static void narrow(struct token *token, size_t left_len, size_t right_len)
{
    memmove(token->left, token->left + token->left_len - left_len, left_len);
    token->left_len = left_len;
    token->right_len = right_len;
    token->count++;
}

static void count(struct token_list *list, const struct paragraph *paragraph, size_t mark)
{
    struct slice text = paragraph_text(paragraph);
    struct slice left = left_of(text, mark), right = right_of(text, mark + 1);

    for (size_t i = 0; i < list->n; i++) {
        struct token *token = &list->tokens[i];
        size_t left_len = common_end(token->left, token->left_len, left.ptr, left.len);
        size_t right_len = common_start(token->right, token->right_len, right.ptr, right.len);

        if (left_len >= KEY_LEN && right_len >= KEY_LEN) {
            narrow(token, left_len, right_len);
            return;
        }
    }
    add(list, paragraph, mark, left, right);
}

/* An underscore between Chinese characters has no place in a sentence. */
static void scan_underscore(struct token_list *list, const struct paragraph *paragraph, size_t at)
{
    struct slice text = paragraph_text(paragraph);

    if (utf8_is_ideograph(utf8_previous(text, &(size_t){ at })) && utf8_is_ideograph(utf8_at(text, at + 1)))
        count(list, paragraph, at);
}

static bool is_letter(uint32_t cp)
{
    return utf8_is_latin(cp) && !utf8_is_upper(cp);
}

/* The word around an ASCII letter, which must be its first: letters with tones are none. Empty if it is too long. */
static struct slice find_word(struct slice text, size_t at)
{
    size_t from = at, end = at, next;

    for (next = from; at - next <= PINYIN_LEN_MAX && is_letter(utf8_previous(text, &next)); from = next)
        if ((unsigned char)text.ptr[next] < 0x80)
            return (struct slice){ 0 };
    for (next = end; next - at <= PINYIN_LEN_MAX && is_letter(utf8_next(text, &next)); end = next)
        ;
    return slice_part(text, from, end);
}

/*
 * A syllable between two ideographs, without a blank, stands for a character: 全市生产zong值. Not GDP, 5G, APP, km: in
 * capitals, with a number, or no syllable.
 */
static void scan_word(const struct paragraph *paragraph, size_t at, struct diag_list *diags)
{
    struct slice text = paragraph_text(paragraph), word = find_word(text, at);
    struct diag diag = { .code = DIAG_INJECTED_LATIN, .detail = word };
    size_t from;

    if (word.len < 2)
        return;
    from = (size_t)(word.ptr - text.ptr);
    if (!utf8_is_ideograph(utf8_at(text, from + word.len)) ||
        !utf8_is_ideograph(utf8_last(slice_part(text, 0, from))) || !pinyin_is_word(word))
        return;
    paragraph_place(paragraph, from, &diag.line, &diag.column);
    diag_list_add(diags, &diag);
}

/* “一网统管”[34]， and 总值 [2] go on from what they explain; （一）：[1]… and …。[2]… begin something. */
static bool is_behind_words(struct slice before)
{
    static const char *const ends[] = {
        "”", "’", "」", "』", "》", "〉", "）", ")", "\"", "'", "%", "％", ".", ",", "]", "］",
    };
    uint32_t last;

    if (slice_ends(before, SLICE("^")))
        before.len--;
    before = utf8_trim(before);
    last = utf8_last(before);
    for (size_t i = 0; i < LENGTH_OF(ends); i++)
        if (slice_ends(before, slice_of(ends[i])))
            return true;
    return utf8_is_ideograph(last) || utf8_is_latin(last) || utf8_is_digit(last);
}

/* A number in brackets, of which the first one stands at byte `at`. */
static void take_mark(struct reference_marks *marks, const struct paragraph *paragraph, size_t at, long number)
{
    uint8_t bit = (uint8_t)(1u << number % 8);

    if (at == 0)
        marks->has_note = marks->has_note || (marks->seen[number / 8] & bit) != 0;
    if (at == 0 || !is_behind_words(slice_part(paragraph_text(paragraph), 0, at)))
        return;
    if (marks->count++ == 0)
        paragraph_place(paragraph, at, &marks->line, &marks->column);
    marks->seen[number / 8] |= bit;
    marks->n_in_order += number == marks->n_in_order + 1;
}

/* Digits at `at`, 1 to 3 of them and not 0: their number, and where they end; else 0. */
static long read_number(struct slice text, size_t at, size_t *end)
{
    long number = 0;

    for (*end = at; *end < text.len && *end < at + 4 && text.ptr[*end] >= '0' && text.ptr[*end] <= '9'; ++*end)
        number = number * 10 + (text.ptr[*end] - '0');
    return number <= REFERENCE_MAX ? number : 0;
}

static bool is_behind_wide_bracket(struct slice text, size_t at)
{
    return at >= 3 && memcmp(text.ptr + at - 3, "［", 3) == 0;
}

/* Bytes `from` up to `end` of the text are ASCII: [12] is among them, or ［ and ］ are around them. */
static void scan_marks(struct token_list *list, const struct paragraph *paragraph, size_t from, size_t end)
{
    struct slice text = paragraph_text(paragraph);
    const char *open;
    size_t behind;
    long number;

    if (end - from <= 3 && is_behind_wide_bracket(text, from) && (number = read_number(text, from, &behind)) > 0 &&
        behind == end && slice_starts(slice_from(text, end), SLICE("］")))
        take_mark(&list->marks, paragraph, from - strlen("［"), number);
    for (; end - from >= 3 && (open = memchr(text.ptr + from, '[', end - from)); from = behind) {
        size_t at = (size_t)(open - text.ptr);

        number = read_number(text, at + 1, &behind);
        if (number > 0 && behind < end && text.ptr[behind] == ']')
            take_mark(&list->marks, paragraph, at, number);
    }
}

/* A bracket, an underscore or a letter in lower case; or ASCII behind ［. What else stands in ASCII begins nothing. */
static bool may_begin(struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.ptr[at];

    return byte < 0x80 && (byte > 'Z' || is_behind_wide_bracket(text, at));
}

#ifdef HAS_LANES
/* Of sixteen bytes, one of which stands before them, those that may_begin may hold for: a bit each. */
static unsigned starts_among(const char *at)
{
    lanes a = lanes_load(at), before = lanes_load(at - 1);

    return lanes_mask((lanes)((signed_lanes)a > 'Z') | (lanes_ascii(a) & (lanes)(before == 0xBB)));
}
#endif

/* The first such byte at or behind `at`; text.len where there is none. */
static size_t find_start(struct slice text, size_t at)
{
    if (at == 0 && text.len > 0 && may_begin(text, at++))
        return 0;
#ifdef HAS_LANES
    for (; text.len - at >= LANES_LEN; at += LANES_LEN)
        for (unsigned bits = starts_among(text.ptr + at); bits != 0; bits &= bits - 1)
            if (may_begin(text, at + lanes_lowest(bits)))
                return at + lanes_lowest(bits);
#endif
    while (at < text.len && !may_begin(text, at))
        at++;
    return at;
}

void token_scan(struct token_list *list, const struct paragraph *paragraph, struct diag_list *diags)
{
    struct slice text = paragraph_text(paragraph);

    for (size_t at = find_start(text, 0), end; at < text.len; at = find_start(text, end)) {
        bool is_behind_ascii = at > 0 && (unsigned char)text.ptr[at - 1] < 0x80;

        end = at + utf8_ascii_prefix(text.ptr + at, text.len - at);
        if (text.ptr[at] == '_' && end == at + 1 && !is_behind_ascii)
            scan_underscore(list, paragraph, at);
        else if (text.ptr[at] >= 'a' && text.ptr[at] <= 'z' && !is_behind_ascii)
            scan_word(paragraph, at, diags);
        scan_marks(list, paragraph, at, end);
    }
}

/* A number in brackets refers to something where that is there, or where others like it count on. */
static void report_marks(const struct reference_marks *marks, bool has_glossary, struct diag_list *diags)
{
    const struct diag diag = {
        .code = DIAG_REFERENCE_MARK, .line = marks->line, .column = marks->column, .count = marks->count
    };

    if (marks->count > 0 && (has_glossary || marks->has_note || marks->n_in_order >= MARKS_MIN))
        diag_list_add(diags, &diag);
}

void token_report(const struct token_list *list, bool has_glossary, struct diag_list *diags)
{
    report_marks(&list->marks, has_glossary, diags);
    for (size_t i = 0; i < list->n; i++) {
        const struct token *token = &list->tokens[i];
        struct diag diag = {
            .code = DIAG_FOREIGN_TOKEN, .line = token->line, .column = token->column, .count = token->count
        };
        char text[sizeof token->left + 1 + sizeof token->right];
        size_t n_left = utf8_count((struct slice){ token->left, token->left_len });

        if (token->count < REPORT_FROM)
            continue;
        memcpy(text, token->left, token->left_len);
        text[token->left_len] = '_';
        memcpy(text + token->left_len + 1, token->right, token->right_len);
        diag.column = diag.column > n_left ? diag.column - n_left : 1; /* its start may be on the line before */
        diag.detail = (struct slice){ text, token->left_len + 1 + token->right_len };
        diag_list_add(diags, &diag);
    }
}
