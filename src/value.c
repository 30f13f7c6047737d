#include "value.h"

#include "utf8.h"

enum { FOUND_MAX = 40 };

static const char *const type_names[] = {
    [SCHEMA_STRING] = "a string",
    [SCHEMA_INTEGER] = "an integer",
    [SCHEMA_BOOLEAN] = "true or false",
    [SCHEMA_OBJECT] = "a mapping",
    [SCHEMA_ARRAY] = "a sequence",
};
_Static_assert(LENGTH_OF(type_names) == SCHEMA_TYPE_COUNT, "every type has a name");

/* Control characters would break the line that a message is. */
void value_append_shown(struct buffer *to, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_put(to, (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
}

/* At most FOUND_MAX bytes of it, cut between code points. */
static void say_found(struct buffer *to, struct slice text)
{
    size_t len = utf8_cut(text, FOUND_MAX);

    buffer_append_text(to, ", not \"");
    value_append_shown(to, slice_part(text, 0, len));
    buffer_append_text(to, len < text.len ? "…\"" : "\"");
}

/* "type, line and text" */
void value_append_list_mark(struct buffer *to, size_t i, size_t n, const char *last)
{
    if (i + 2 == n)
        buffer_append_text(to, last);
    else if (i + 1 < n)
        buffer_append_text(to, ", ");
}

static size_t count_bits(uint64_t bits)
{
    size_t n = 0;

    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* The digits of a number in front of its exponent. */
struct digits {
    size_t n, n_fraction, n_trailing_zeros;
    bool has_nonzero;
};

static struct digits count_digits(struct slice mantissa)
{
    struct digits digits = { 0 };
    bool is_fraction = false;

    for (size_t i = 0; i < mantissa.len; i++) {
        if (mantissa.ptr[i] == '.')
            is_fraction = true;
        if (mantissa.ptr[i] < '0' || mantissa.ptr[i] > '9')
            continue;
        digits.n++;
        digits.n_fraction += is_fraction;
        digits.has_nonzero = digits.has_nonzero || mantissa.ptr[i] != '0';
        digits.n_trailing_zeros = mantissa.ptr[i] == '0' ? digits.n_trailing_zeros + 1 : 0;
    }
    return digits;
}

static int64_t add_digit(int64_t value, int digit)
{
    return value > (INT64_MAX - digit) / 10 ? INT64_MAX : value * 10 + digit;
}

/* The exponent from `at` on, e+12; held within bounds that no text's length can make up for. */
static int64_t read_exponent(struct slice text, size_t at)
{
    const int64_t bound = (int64_t)1 << 40;
    bool is_negative = false;
    int64_t exponent = 0;

    for (; at < text.len; at++)
        if (text.ptr[at] == '-')
            is_negative = true;
        else if (text.ptr[at] >= '0' && text.ptr[at] <= '9' && exponent < bound)
            exponent = exponent * 10 + (text.ptr[at] - '0');
    return is_negative ? -exponent : exponent;
}

/*
 * To JSON Schema 3.0 and 30e-1 are integers, and so is what is too long for 64 bits, which gives the highest or lowest
 * value.
 */
static bool is_integral(struct slice text, int64_t *value)
{
    size_t end = 0;
    struct digits digits;
    int64_t shift, n_used;

    *value = INT64_MAX;
    if (slice_starts(text, SLICE("0x")) || slice_starts(text, SLICE("0o")))
        return true;
    while (end < text.len && text.ptr[end] != 'e' && text.ptr[end] != 'E')
        end++;
    digits = count_digits(slice_part(text, 0, end));
    shift = read_exponent(text, end) - (int64_t)digits.n_fraction;
    if (digits.n == 0 || (digits.has_nonzero && shift + (int64_t)digits.n_trailing_zeros < 0))
        return false;
    *value = 0;
    n_used = (int64_t)digits.n + (shift < 0 ? shift : 0);
    for (size_t i = 0; i < end && n_used > 0; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9' && n_used-- > 0)
            *value = add_digit(*value, text.ptr[i] - '0');
    for (; digits.has_nonzero && shift > 0 && *value < INT64_MAX; shift--)
        *value = add_digit(*value, 0);
    if (text.ptr[0] == '-')
        *value = -*value;
    return true;
}

static bool is_truth(const struct schema_rule *rule, bool truth)
{
    for (size_t i = 0; i < rule->n_words; i++)
        if (rule->words[i].type == SCHEMA_BOOLEAN && rule->words[i].truth == truth)
            return true;
    return false;
}

static bool holds_any(struct slice text, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (text.len > 0 && memchr(text.ptr, bytes.ptr[i], text.len))
            return true;
    return false;
}

static bool is_shorter(struct slice text, size_t min_cp)
{
    size_t n_cp = 0;

    if (min_cp <= 1)
        return text.len < min_cp;
    for (size_t i = 0; i < text.len && n_cp < min_cp; i++)
        n_cp += !utf8_is_continuation((unsigned char)text.ptr[i]);
    return n_cp < min_cp;
}

static enum value_fault string_fault(const struct schema_rule *rule, const struct event *event)
{
    struct slice text = event->text;

    if (!schema_allows(rule, SCHEMA_STRING))
        return VALUE_TYPE;
    if (rule->n_words > 0 && !schema_has_word(rule, text))
        return VALUE_WORD;
    if (is_shorter(text, rule->min_length_cp))
        return VALUE_SHORT;
    if (rule->forbidden.len > 0 && event->form == FORM_UNKNOWN && holds_any(text, rule->forbidden))
        return VALUE_FORBIDDEN;
    if (rule->pattern && !pattern_matches(rule->pattern, text))
        return VALUE_PATTERN;
    return VALUE_RIGHT;
}

/* The words of a schema are strings and truths: a rule that has some allows nothing else. */
static enum value_fault count_fault(const struct schema_rule *rule, int64_t value)
{
    if (!schema_allows(rule, SCHEMA_INTEGER))
        return VALUE_TYPE;
    if (rule->n_words > 0)
        return VALUE_WORD;
    return rule->has_minimum && value < rule->minimum ? VALUE_MINIMUM : VALUE_RIGHT;
}

static enum value_fault integer_fault(const struct schema_rule *rule, const struct event *event)
{
    return count_fault(rule, event->integer);
}

static enum value_fault boolean_fault(const struct schema_rule *rule, const struct event *event)
{
    if (!schema_allows(rule, SCHEMA_BOOLEAN))
        return VALUE_TYPE;
    return rule->n_words > 0 && !is_truth(rule, event->integer != 0) ? VALUE_WORD : VALUE_RIGHT;
}

static enum value_fault opening_fault(const struct schema_rule *rule, enum schema_type type)
{
    if (value_is_right_opening(rule, type))
        return VALUE_RIGHT;
    return schema_allows(rule, type) ? VALUE_WORD : VALUE_TYPE;
}

static enum value_fault mapping_fault(const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    return opening_fault(rule, SCHEMA_OBJECT);
}

static enum value_fault sequence_fault(const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    return opening_fault(rule, SCHEMA_ARRAY);
}

/* What no rule with a type allows. */
static enum value_fault other_fault(const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    if (rule->types != 0)
        return VALUE_TYPE;
    return rule->n_words > 0 ? VALUE_WORD : VALUE_RIGHT;
}

static enum value_fault number_fault(const struct schema_rule *rule, const struct event *event)
{
    int64_t value;

    return is_integral(event->text, &value) ? count_fault(rule, value) : other_fault(rule, event);
}

static enum value_fault (*const find_fault[])(const struct schema_rule *, const struct event *) = {
    [EVENT_DOCUMENT_START] = other_fault,
    [EVENT_DOCUMENT_END] = other_fault,
    [EVENT_MAPPING_START] = mapping_fault,
    [EVENT_MAPPING_END] = other_fault,
    [EVENT_SEQUENCE_START] = sequence_fault,
    [EVENT_SEQUENCE_END] = other_fault,
    [EVENT_STRING] = string_fault,
    [EVENT_INTEGER] = integer_fault,
    [EVENT_BOOLEAN] = boolean_fault,
    [EVENT_NUMBER] = number_fault,
    [EVENT_NULL] = other_fault,
};
_Static_assert(LENGTH_OF(find_fault) == EVENT_TYPE_COUNT, "every event may have a fault");

enum value_fault value_find_fault(const struct schema_rule *rule, const struct event *event)
{
    return find_fault[event->type](rule, event);
}

static void say_nothing(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    (void)to;
    (void)rule;
    (void)event;
}

static void say_type(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    static const char *const found[] = {
        [EVENT_DOCUMENT_START] = "",
        [EVENT_DOCUMENT_END] = "",
        [EVENT_MAPPING_START] = "a mapping",
        [EVENT_MAPPING_END] = "",
        [EVENT_SEQUENCE_START] = "a sequence",
        [EVENT_SEQUENCE_END] = "",
        [EVENT_STRING] = "a string",
        [EVENT_INTEGER] = "an integer",
        [EVENT_BOOLEAN] = "a boolean",
        [EVENT_NUMBER] = "a number that is no integer",
        [EVENT_NULL] = "null",
    };
    size_t n = count_bits(rule->types), i = 0;

    _Static_assert(LENGTH_OF(found) == EVENT_TYPE_COUNT, "every event has a name");
    buffer_append_text(to, "must be ");
    for (size_t type = 0; type < SCHEMA_TYPE_COUNT; type++) {
        if (!(rule->types >> type & 1))
            continue;
        buffer_append_text(to, type_names[type]);
        value_append_list_mark(to, i++, n, " or ");
    }
    buffer_append_text(to, ", not ");
    buffer_append_text(to, found[event->type]);
}

static void say_word(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    buffer_append_text(to, "must be ");
    for (size_t i = 0; i < rule->n_words; i++) {
        if (rule->words[i].type == SCHEMA_STRING)
            value_append_shown(to, rule->words[i].text);
        else
            buffer_append_text(to, rule->words[i].truth ? "true" : "false");
        value_append_list_mark(to, i, rule->n_words, " or ");
    }
    if (event->type == EVENT_STRING)
        say_found(to, event->text);
}

static void say_short(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    if (rule->min_length_cp == 1) {
        buffer_append_text(to, "must not be empty");
        return;
    }
    buffer_append_text(to, "must be at least ");
    buffer_append_number(to, (long long)rule->min_length_cp);
    buffer_append_text(to, " characters long");
}

static void say_forbidden(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    buffer_append_text(to, "must not hold ");
    for (size_t i = 0; i < rule->forbidden.len; i++) {
        switch (rule->forbidden.ptr[i]) {
        case '\n': buffer_append_text(to, "a line feed"); break;
        case '\r': buffer_append_text(to, "a carriage return"); break;
        default: buffer_append_text(to, "a tab");
        }
        value_append_list_mark(to, i, rule->forbidden.len, " or ");
    }
}

static void say_pattern(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    buffer_append_text(to, "must match ");
    value_append_shown(to, rule->pattern_text);
    say_found(to, event->text);
}

static void say_minimum(struct buffer *to, const struct schema_rule *rule, const struct event *event)
{
    (void)event;
    buffer_append_text(to, "must be at least ");
    buffer_append_number(to, rule->minimum);
}

static void (*const say_fault[])(struct buffer *, const struct schema_rule *, const struct event *) = {
    [VALUE_RIGHT] = say_nothing,
    [VALUE_TYPE] = say_type,
    [VALUE_WORD] = say_word,
    [VALUE_SHORT] = say_short,
    [VALUE_FORBIDDEN] = say_forbidden,
    [VALUE_PATTERN] = say_pattern,
    [VALUE_MINIMUM] = say_minimum,
};
_Static_assert(LENGTH_OF(say_fault) == VALUE_FAULT_COUNT, "every fault has a message");

void value_explain(struct buffer *to, enum value_fault fault, const struct schema_rule *rule,
                   const struct event *event)
{
    say_fault[fault](to, rule, event);
}
