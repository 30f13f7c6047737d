/* What one look at a line tells: the same sixteen bytes at a time and character by character, wherever these stand. */
#include "line_scan.h"

#include "clean.h"
#include "escape.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct line_scan scan_of(struct slice text)
{
    struct line_scan scan;

    line_scan(text, &scan);
    return scan;
}

/* Of each kind that counts in a way of its own. */
static const uint32_t characters[] = {
    'Z', 'a', '9', ' ', '\t', '&', '*', '?', '[', '_', 0x7F, 0xB7, 0x2003, 0x2013, 0x2014, 0x201C, 0x2026, 0x2027,
    0x2460, 0x3000, 0x3001, 0x30FF, 0x3105, 0x3400, 0x4DC0, 0x4DFF, 0x4E00, 0x9FFF, 0xAC00, 0xE000, 0xFF00, 0xFF0C,
    0xFF3B, 0xFF5E, 0xFF9F, 0xFFFD, 0x1F600, 0x20000,
};

/* Each way that white space, marks and damage can come: see clean.c. */
static bool is_left_by_cleaning(struct slice text)
{
    struct line line = { .text = text, .number = 1, .column = 1 };
    struct clean_tally tally = { .n_seen = 100000 };
    struct diag_list *diags = diag_list_new();
    struct paragraph paragraph = { 0 };
    bool is_left;

    clean_line(&line, 0, &paragraph, &tally, diags);
    is_left = slice_equal(paragraph_text(&paragraph), text) && diag_list_count(diags) == 0;
    paragraph_fini(&paragraph);
    diag_list_free(diags);
    return is_left;
}

/* Short texts are looked at character by character, longer ones in blocks: each has to say the same of a character. */
static void assert_same_plain(uint32_t cp)
{
    struct buffer text = { 0 };
    struct line_scan alone;

    utf8_append(&text, cp);
    alone = scan_of(buffer_slice(&text));
    buffer_append_text(&text, "区县域经济总量过千亿");
    assert_int_equal(scan_of(buffer_slice(&text)).is_plain, alone.is_plain);
    assert_int_equal(scan_of(buffer_slice(&text)).is_token_free, alone.is_token_free);
    buffer_fini(&text);
}

static void assert_sums(struct slice text)
{
    struct line_scan scan = scan_of(text);
    size_t n_cp = 0, columns = 0;

    for (size_t at = 0; at < text.len; n_cp++)
        columns += line_columns(utf8_next(text, &at));
    assert_int_equal(scan.n_cp, n_cp);
    assert_int_equal(scan.columns, columns);
}

static void any_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(characters); i++) {
        assert_same_plain(characters[i]);
        for (size_t before = 0; before < 24; before++) {
            struct buffer text = { 0 };

            for (size_t n = 0; n < before; n++)
                buffer_append_text(&text, n % 3 == 0 ? "7" : "区");
            utf8_append(&text, characters[i]);
            buffer_append_text(&text, "县域经济年均增长8.5%，总量过千亿。");
            assert_sums(buffer_slice(&text));
            buffer_fini(&text);
        }
    }
}

static void more_than_a_lane_can_count(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (int i = 0; i < 5000; i++)
        buffer_append_text(&text, "ABC水");
    assert_sums(buffer_slice(&text));
    assert_true(scan_of(buffer_slice(&text)).is_plain);
    buffer_fini(&text);
}

/* Of every character there is: what is plain goes through cleaning as it is, in a block and at the text's end. */
static void plain_is_clean(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp = cp == 0xD7FF ? 0xE000 : cp + (cp < 0x11000 ? 1 : 0x101)) {
        struct buffer text = { 0 };

        buffer_append_text(&text, "建成");
        utf8_append(&text, cp);
        buffer_append_text(&text, "水库三座");
        if (scan_of(buffer_slice(&text)).is_plain && !is_left_by_cleaning(buffer_slice(&text)))
            fail_msg("U+%04X is not plain", (unsigned)cp);
        buffer_append_text(&text, "，改造渠道四百余公里。");
        if (scan_of(buffer_slice(&text)).is_plain && !is_left_by_cleaning(buffer_slice(&text)))
            fail_msg("U+%04X is not plain in a block", (unsigned)cp);
        buffer_fini(&text);
    }
}

/* Of every character there is, too: escape.h names what is not literal, alone and in a block. */
static void literal_needs_no_escape(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp = cp == 0xD7FF ? 0xE000 : cp + (cp < 0x11000 ? 1 : 0x101)) {
        struct buffer text = { 0 };
        bool is_literal;

        utf8_append(&text, cp);
        is_literal = !escape_is_needed(buffer_slice(&text));
        if (scan_of(buffer_slice(&text)).is_literal != is_literal)
            fail_msg("U+%04X alone", (unsigned)cp);
        buffer_append_text(&text, "，改造渠道400余公里，年均增长8.5%。");
        if (scan_of(buffer_slice(&text)).is_literal != is_literal)
            fail_msg("U+%04X in a block", (unsigned)cp);
        buffer_fini(&text);
    }
}

/* What token.h looks for begins with a letter in lower case, _, [ or ［. */
static void tokens_are_told(void **state)
{
    (void)state;
    assert_true(scan_of(SLICE("总量过千亿（GDP）。")).is_token_free);
    assert_false(scan_of(SLICE("生产zong值")).is_token_free);
    assert_false(scan_of(SLICE("某论坛_策略")).is_token_free);
    assert_false(scan_of(SLICE("总值[2]")).is_token_free);
    assert_false(scan_of(SLICE("总值［２］")).is_token_free);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_place),
        cmocka_unit_test(more_than_a_lane_can_count),
        cmocka_unit_test(plain_is_clean),
        cmocka_unit_test(literal_needs_no_escape),
        cmocka_unit_test(tokens_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
