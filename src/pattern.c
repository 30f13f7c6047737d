#include "pattern.h"

#include <stdint.h>

/*
 * Glushkov's construction: every character of the expression is a position, and a set of positions is a bit set. What
 * can follow what gives the states, one for each set that can be reached; state 0 is the start, before any position.
 */
enum { POSITIONS_MAX = 64, STATES_MAX = 128, REPEAT_MAX = 64, DEPTH_MAX = 16 };

/* A pattern with its states behind it, in one piece of memory. */
struct made_pattern {
    struct pattern pattern;
    struct pattern_state states[STATES_MAX];
};

/* The positions that a part of the expression can begin and end with, and whether it can be empty. */
struct part {
    uint64_t first, last;
    bool is_nullable;
};

struct parser {
    struct slice text;
    size_t at;
    unsigned depth;
    unsigned n_positions;
    uint64_t follow[POSITIONS_MAX];
    uint64_t takes[PATTERN_ASCII_COUNT]; /* the positions that take a character */
    bool has_failed;
};

static const struct part empty = { 0, 0, true };

static struct part parse_choice(struct parser *parser);

static struct part fail(struct parser *parser)
{
    parser->has_failed = true;
    return empty;
}

/* The next character, or NUL where there is none. */
static char peek(const struct parser *parser)
{
    return parser->at < parser->text.len ? parser->text.ptr[parser->at] : '\0';
}

static bool is_ascii(char byte)
{
    return (unsigned char)byte < PATTERN_ASCII_COUNT;
}

static void let_follow(struct parser *parser, uint64_t last, uint64_t first)
{
    for (unsigned p = 0; p < parser->n_positions; p++)
        if (last >> p & 1)
            parser->follow[p] |= first;
}

static struct part join(struct parser *parser, struct part a, struct part b)
{
    let_follow(parser, a.last, b.first);
    return (struct part){
        .first = a.first | (a.is_nullable ? b.first : 0),
        .last = b.last | (b.is_nullable ? a.last : 0),
        .is_nullable = a.is_nullable && b.is_nullable,
    };
}

static struct part new_position(struct parser *parser)
{
    uint64_t bit;

    if (parser->n_positions == POSITIONS_MAX)
        return fail(parser);
    bit = (uint64_t)1 << parser->n_positions++;
    return (struct part){ bit, bit, false };
}

/* [0-9a-f]: single characters and ranges; no negation, no escapes. */
static struct part parse_class(struct parser *parser)
{
    struct part part = new_position(parser);
    char from, to;

    parser->at++;
    while (!parser->has_failed && peek(parser) != ']') {
        from = to = peek(parser);
        if (from == '\0' || from == '^' || from == '\\' || !is_ascii(from))
            return fail(parser);
        parser->at++;
        if (peek(parser) == '-' && parser->at + 1 < parser->text.len && parser->text.ptr[parser->at + 1] != ']') {
            to = parser->text.ptr[parser->at + 1];
            parser->at += 2;
        }
        if (!is_ascii(to) || to < from)
            return fail(parser);
        for (int byte = from; byte <= to; byte++)
            parser->takes[byte] |= part.first;
    }
    parser->at++;
    return part;
}

static struct part parse_group(struct parser *parser)
{
    struct part part;

    if (++parser->depth > DEPTH_MAX)
        return fail(parser);
    parser->at++;
    part = parse_choice(parser);
    if (peek(parser) != ')')
        return fail(parser);
    parser->at++;
    parser->depth--;
    return part;
}

static struct part parse_atom(struct parser *parser)
{
    char byte = peek(parser);
    struct part part;

    if (byte == '[')
        return parse_class(parser);
    if (byte == '(')
        return parse_group(parser);
    if (byte == '\0' || !is_ascii(byte) || strchr("\\^$.|?*+()[]{}", byte))
        return fail(parser);
    part = new_position(parser);
    parser->takes[(unsigned char)byte] |= part.first;
    parser->at++;
    return part;
}

/* {n}: the atom, which stands in the text from `start` on, is read n times, each time into positions of its own. */
static struct part parse_count(struct parser *parser, struct part part, size_t start)
{
    struct part again;
    size_t end;
    unsigned count = 0;

    for (parser->at++; peek(parser) >= '0' && peek(parser) <= '9' && count <= REPEAT_MAX; parser->at++)
        count = count * 10 + (unsigned)(peek(parser) - '0');
    if (peek(parser) != '}' || count == 0 || count > REPEAT_MAX)
        return fail(parser);
    end = parser->at + 1;
    while (--count > 0 && !parser->has_failed) {
        parser->at = start;
        again = parse_atom(parser);
        part = join(parser, part, again);
    }
    parser->at = end;
    return part;
}

static struct part parse_repeat(struct parser *parser)
{
    size_t start = parser->at;
    struct part part = parse_atom(parser);
    char quantifier = peek(parser);

    if (parser->has_failed)
        return empty;
    if (quantifier == '{')
        return parse_count(parser, part, start);
    if (quantifier != '?' && quantifier != '*' && quantifier != '+')
        return part;
    parser->at++;
    if (quantifier != '?')
        let_follow(parser, part.last, part.first);
    if (quantifier != '+')
        part.is_nullable = true;
    return part;
}

static struct part parse_sequence(struct parser *parser)
{
    struct part part = empty;

    while (!parser->has_failed && peek(parser) != '\0' && peek(parser) != '|' && peek(parser) != ')')
        part = join(parser, part, parse_repeat(parser));
    return part;
}

static struct part parse_choice(struct parser *parser)
{
    struct part part = parse_sequence(parser);
    struct part other;

    while (!parser->has_failed && peek(parser) == '|') {
        parser->at++;
        other = parse_sequence(parser);
        part.first |= other.first;
        part.last |= other.last;
        part.is_nullable = part.is_nullable || other.is_nullable;
    }
    return part;
}

/* The state of a set of positions, made when there is none yet; PATTERN_NO_STATE for no position, or without room. */
static unsigned char find_state(uint64_t sets[], unsigned *n_states, uint64_t set)
{
    if (set == 0)
        return PATTERN_NO_STATE;
    for (unsigned state = 1; state < *n_states; state++)
        if (sets[state] == set)
            return (unsigned char)state;
    if (*n_states == STATES_MAX)
        return PATTERN_NO_STATE;
    sets[*n_states] = set;
    return (unsigned char)(*n_states)++;
}

/* False when there are more states than there is room for. */
static bool build_states(const struct parser *parser, struct part whole, struct made_pattern *made)
{
    uint64_t sets[STATES_MAX] = { 0 };
    uint64_t reachable, set;
    unsigned n_states = 1;

    for (unsigned state = 0; state < n_states; state++) {
        reachable = state == 0 ? whole.first : 0;
        for (unsigned p = 0; p < parser->n_positions; p++)
            if (sets[state] >> p & 1)
                reachable |= parser->follow[p];
        made->states[state].accepts = state == 0 ? whole.is_nullable : (sets[state] & whole.last) != 0;
        for (unsigned byte = 0; byte < PATTERN_ASCII_COUNT; byte++) {
            set = reachable & parser->takes[byte];
            made->states[state].next[byte] = find_state(sets, &n_states, set);
            if (set != 0 && made->states[state].next[byte] == PATTERN_NO_STATE)
                return false;
        }
    }
    made->pattern = (struct pattern){ n_states, made->states };
    return true;
}

struct pattern *pattern_new(struct slice text)
{
    struct parser parser = { 0 };
    struct part whole;
    struct made_pattern *made;

    if (text.len < 2 || text.ptr[0] != '^' || text.ptr[text.len - 1] != '$')
        return NULL;
    parser.text = slice_part(text, 1, text.len - 1);
    whole = parse_sequence(&parser);
    if (parser.has_failed || parser.at < parser.text.len)
        return NULL;
    made = mem_alloc(sizeof *made);
    if (build_states(&parser, whole, made))
        return &made->pattern;
    mem_free(made);
    return NULL;
}

void pattern_free(struct pattern *pattern)
{
    mem_free(pattern);
}

unsigned pattern_step(const struct pattern *pattern, unsigned state, struct slice text)
{
    for (size_t i = 0; i < text.len && state != PATTERN_NO_STATE; i++)
        state = is_ascii(text.ptr[i]) ? pattern->states[state].next[(unsigned char)text.ptr[i]] : PATTERN_NO_STATE;
    return state;
}

bool pattern_matches(const struct pattern *pattern, struct slice text)
{
    return pattern_accepts(pattern, pattern_step(pattern, 0, text));
}
