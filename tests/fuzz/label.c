/*
 * label: one line of any text. A label at its start lies inside the line and is built as label.h says, and the one that
 * would come next reads as the next; the items of an enumeration inside the line follow one another.
 */
#include "label.h"
#include "fuzz.h"
#include "inline.h"
#include "numeral.h"
#include "utf8.h"

static bool is_inside(struct slice part, struct slice whole)
{
    return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static bool is_whole(struct slice part)
{
    return utf8_valid_prefix(part.ptr, part.len) == part.len;
}

static void check_label(struct slice text, const struct label *label)
{
    HOLDS(label->family > LABEL_NONE && label->family < LABEL_FAMILY_COUNT, "family %d", label->family);
    HOLDS(label->len > 0 && label->len <= label->text_offset && label->text_offset <= text.len, "%zu, %zu of %zu bytes", label->len,
          label->text_offset, text.len);
    HOLDS(is_inside(label->printed, text) && label->printed.len > 0 && is_whole(label->printed), "as printed");
    HOLDS(is_inside(label->numeral, label->printed) && is_whole(label->numeral), "its numeral stands in it");
    HOLDS(is_inside(label->number_text, label->printed), "its number stands in it");
    HOLDS(is_whole(slice_from(text, label->text_offset)), "text begins with a character");
    HOLDS(label->number >= 0 && label->number < 10000, "number %ld", label->number);
    HOLDS(label->depth >= 1 && label->depth <= 16, "depth %u", label->depth);
    HOLDS(label->numeral.len == 0 || label->system < NUMERAL_SYSTEM_COUNT, "system %u", label->system);
}

/* （三） behind （二）, before the same text. Chapter x, behind Chapter w, is the tenth all the same: of another system. */
static void check_next(struct slice text, const struct label *label)
{
    struct buffer next = { 0 };
    struct label read;
    size_t printed_len;

    if (label_expected(label, label->number + 1, &next)) {
        printed_len = next.len;
        HOLDS(is_whole(buffer_slice(&next)), "the next label is text");
        buffer_append_slice(&next, slice_from(text, label->len));
        if (label->is_certain && label_read(buffer_slice(&next), &read) && read.family == label->family &&
            read.system == label->system && read.printed.len == printed_len)
            HOLDS(read.number == label->number + 1, "%ld comes behind %ld", read.number, label->number);
    }
    buffer_fini(&next);
}

static void try_text(struct slice text, struct choice *choice)
{
    struct label label, again, letter;
    uint64_t dropped = choice_next(choice, 4) == 0 ? (uint64_t)choice_next(choice, 1 << 20) : 0;

    if (!label_read_cleaned(text, dropped, &label))
        return;
    check_label(text, &label);
    HOLDS(label_read_cleaned(text, dropped, &again) && again.len == label.len && again.family == label.family, "read alike again");
    if (label_as_letter(&label, &letter))
        HOLDS(letter.family == LABEL_ALPHA && letter.number >= 1 && letter.number <= 26, "a letter");
    check_next(text, &label);
}

/* Enumerations inside the text: items follow one another, each begins with its label. */
static void try_enumerations(struct slice text, bool goes_on)
{
    struct inline_list list = { 0 };
    size_t end = 0;

    for (; text.len > 0 && inline_find(text, goes_on, &list); text = slice_from(text, end)) {
        end = 0;
        HOLDS(list.n >= (goes_on ? 1 : 2), "%zu items", list.n);
        for (size_t i = 0; i < list.n; i++) {
            const struct inline_item *item = &list.items[i];

            HOLDS(item->start >= end && item->end > item->start && item->end <= text.len, "%zu to %zu of %zu", item->start,
                  item->end, text.len);
            HOLDS(item->label.printed.ptr == text.ptr + item->start && item->label.len <= item->end - item->start,
                  "an item begins with its label");
            end = item->end;
        }
    }
    inline_fini(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct choice choice = choice_of(data, len);
    struct slice bytes = { (const char *)data, len };
    struct buffer text = { 0 };

    while (bytes.len > 0) {
        size_t valid = utf8_valid_prefix(bytes.ptr, bytes.len);

        buffer_append(&text, bytes.ptr, valid);
        bytes = slice_from(bytes, valid < bytes.len ? valid + 1 : valid);
    }
    try_text(utf8_trim(buffer_slice(&text)), &choice);
    try_enumerations(buffer_slice(&text), choice_next(&choice, 2) == 0);
    buffer_fini(&text);
    return 0;
}
