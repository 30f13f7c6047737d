#include "split_state.h"

#include "utf8.h"

bool split_count_label(struct split_state *state, const struct label *label)
{
    size_t i = 0;

    while (i < state->n && (state->counts[i].family != label->family || state->counts[i].form != label->form))
        i++;
    if (label->number != 1 && (i == state->n || label->number != state->counts[i].number + 1))
        return false;
    if (i == state->n && state->n < SPLIT_KINDS_MAX)
        state->n++;
    if (i < SPLIT_KINDS_MAX) {
        state->counts[i].family = label->family;
        state->counts[i].form = label->form;
        state->counts[i].number = label->number;
    }
    return true;
}

bool split_is_cutting_family(enum label_family family)
{
    return label_heads_sections(family) && family != LABEL_MULTILEVEL; /* 增长1.2 amid a line is a figure */
}

bool split_may_be_blank(struct slice line, size_t at)
{
    unsigned char byte = (unsigned char)line.ptr[at];

    return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == 0xC2 || byte == 0xE2 ||
           (byte == 0xE3 && line.len - at > 2 && (unsigned char)line.ptr[at + 2] == 0x80);
}

/* VT, FF, NEL, U+2028, U+2029 */
static bool is_line_break(uint32_t cp)
{
    return cp == 0x0B || cp == 0x0C || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

size_t split_blank_columns(struct slice line, size_t at, size_t *end)
{
    size_t columns = 0;

    *end = at;
    if (at < line.len && utf8_is_ideograph_lead(line.ptr[at]))
        return 0;
    for (size_t next = at; next < line.len; *end = next) {
        uint32_t cp = utf8_next(line, &next);

        if (!utf8_is_space(cp))
            break;
        columns += is_line_break(cp) ? SPLIT_WIDE_BLANK : cp == '\t' ? 1 : utf8_space_columns(cp);
    }
    return columns;
}
