/* Lines out of text in pieces. */
#include "line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

/* Writes "number:column text|" for each line, with a + before the parts of a long one. */
struct listing {
    struct line_taker taker;
    struct buffer text;
};

static void list_line(struct line_taker *taker, const struct line *line)
{
    struct buffer *text = &((struct listing *)taker)->text;

    if (line->is_rest)
        buffer_put(text, '+');
    buffer_append_number(text, (long long)line->number);
    buffer_put(text, ':');
    buffer_append_number(text, (long long)line->column);
    buffer_put(text, ' ');
    buffer_append_slice(text, line->text);
    buffer_put(text, '|');
}

static void assert_lines(const char *text, size_t piece_len, const char *wanted)
{
    struct listing listing = { .taker = { list_line } };
    struct line_reader reader = { .taker = &listing.taker };
    struct slice rest = slice_of(text);

    while (rest.len > 0) {
        size_t len = rest.len < piece_len ? rest.len : piece_len;

        line_feed(&reader, slice_part(rest, 0, len));
        rest = slice_from(rest, len);
    }
    line_finish(&reader);
    line_fini(&reader);
    buffer_put(&listing.text, '\0');
    assert_string_equal(listing.text.ptr, wanted);
    buffer_fini(&listing.text);
}

static void ends_of_lines(void **state)
{
    (void)state;
    assert_lines("a\nb\n", 99, "1:1 a|2:1 b|");
    assert_lines("a\r\nb\rc", 99, "1:1 a|2:1 b|3:1 c|");
    assert_lines("a\n\n\nb", 99, "1:1 a|2:1 |3:1 |4:1 b|");
    assert_lines("a\r\r\nb", 99, "1:1 a|2:1 |3:1 b|");
    assert_lines("\n", 99, "1:1 |");
    assert_lines("", 99, "");
    assert_lines("a\fb\n", 99, "1:1 a\fb|");
}

static void pieces_make_no_difference(void **state)
{
    (void)state;
    for (size_t piece_len = 1; piece_len < 8; piece_len++)
        assert_lines("一\r\n\r二\n三", piece_len, "1:1 一|2:1 |3:1 二|4:1 三|");
}

static void places(void **state)
{
    struct listing listing = { .taker = { list_line } };
    struct line_reader reader = { .taker = &listing.taker };
    uint64_t number, column;

    (void)state;
    line_place(&reader, &number, &column);
    assert_true(number == 1 && column == 1);
    line_feed(&reader, SLICE("一二"));
    line_place(&reader, &number, &column);
    assert_true(number == 1 && column == 3);
    line_feed(&reader, SLICE("\n"));
    line_place(&reader, &number, &column);
    assert_true(number == 2 && column == 1);
    line_fini(&reader);
    buffer_fini(&listing.text);
}

/* Counts the parts of a line without an end, and their bytes. */
struct tally {
    struct line_taker taker;
    size_t n, n_rests, n_bytes;
    uint64_t last_column;
};

static void count_line(struct line_taker *taker, const struct line *line)
{
    struct tally *tally = (struct tally *)taker;

    assert_true(line->text.len <= LINE_LEN_MAX);
    assert_int_equal(line->number, 1);
    assert_int_equal(line->text.len % 3, 0); /* no character was cut */
    tally->n++;
    tally->n_rests += line->is_rest;
    tally->n_bytes += line->text.len;
    tally->last_column = line->column;
}

static void a_line_without_end_is_split(void **state)
{
    struct tally tally = { .taker = { count_line } };
    struct line_reader reader = { .taker = &tally.taker };
    size_t n_cp = LINE_LEN_MAX / 3 + 10;
    char *text = malloc(n_cp * 3);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < n_cp; i++)
        memcpy(text + 3 * i, "一", 3);
    line_feed(&reader, (struct slice){ text, n_cp * 3 });
    line_finish(&reader);
    assert_int_equal(tally.n, 2);
    assert_int_equal(tally.n_rests, 1);
    assert_int_equal(tally.n_bytes, n_cp * 3);
    assert_int_equal(tally.last_column, LINE_LEN_MAX / 3 + 1);
    line_fini(&reader);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_of_lines),
        cmocka_unit_test(pieces_make_no_difference),
        cmocka_unit_test(places),
        cmocka_unit_test(a_line_without_end_is_split),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
