/* Where a label may begin inside a paragraph: in blocks of sixteen bytes as byte by byte, wherever it stands. */
#include "inline_start.h"

#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PLACES_MAX = 40 };

/* A text with `mark` behind so many characters, and what goes on behind the mark. */
static struct buffer compose(size_t n_before, const char *before, const char *mark, const char *behind)
{
    struct buffer text = { 0 };

    for (size_t i = 0; i + 1 < n_before; i++)
        buffer_append_text(&text, i % 4 == 3 ? "5" : "水");
    if (n_before > 0)
        buffer_append_text(&text, before);
    buffer_append_text(&text, mark);
    buffer_append_text(&text, behind);
    return text;
}

static void first_ones(void **state)
{
    static const char *const marks[] = {
        "一是", "一要", "第一，", "其一，", "1.", "1、", "1)", "(1)", "(a)", "（一）", "１．", "①", "⑴",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(marks); i++)
        for (size_t n = 0; n < PLACES_MAX; n++) {
            struct buffer text = compose(n, "：", marks[i], "修渠，新建水库三座，改造管网二十公里。");
            size_t wanted = n == 0 ? 0 : text.len - strlen(marks[i]) - strlen("修渠，新建水库三座，改造管网二十公里。");

            assert_int_equal(inline_first_start(buffer_slice(&text), 0), wanted);
            assert_int_equal(inline_first_start(buffer_slice(&text), wanted), wanted);
            buffer_fini(&text);
        }
}

/* 统一是前提: behind an ideograph no label begins, but ① does. */
static void behind_an_ideograph(void **state)
{
    (void)state;
    for (size_t n = 1; n < PLACES_MAX; n++) {
        struct buffer text = compose(n, "统", "一是", "前提，协同是关键，落实是根本。");
        struct buffer circled = compose(n, "统", "①", "前提，协同是关键，落实是根本。");

        assert_int_equal(inline_first_start(buffer_slice(&text), 0), text.len);
        assert_int_equal(inline_first_start(buffer_slice(&circled), 0), circled.len - strlen("①前提，协同是关键，落实是根本。"));
        buffer_fini(&text);
        buffer_fini(&circled);
    }
}

/* Further labels of a list: what may begin as the first one did is found, other figures and words are passed over. */
static void further_ones(void **state)
{
    static const struct {
        const char *first, *next, *other;
    } samples[] = {
        { "一是修渠", "二是", "2023" }, { "1.修渠", "2.", "(2)" },      { "１．修渠", "２．", "二是" },
        { "（一）修渠", "（二）", "3" }, { "(1)修渠", "(2)", "二是" },   { "①修渠", "②", "(2)" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        for (size_t n = 1; n < PLACES_MAX; n++) {
            struct buffer text = { 0 };
            struct label first;
            size_t wanted;

            assert_true(label_read(slice_of(samples[i].first), &first));
            for (size_t k = 0; k < n; k++)
                buffer_append_text(&text, "水");
            buffer_append_text(&text, "、");
            buffer_append_text(&text, samples[i].other);
            buffer_append_text(&text, "水");
            buffer_append_text(&text, "；");
            wanted = text.len;
            buffer_append_text(&text, samples[i].next);
            buffer_append_text(&text, "植树");
            /* "，" begins as （二） does */
            for (size_t at = 0; at <= wanted;) {
                size_t found = inline_next_start(buffer_slice(&text), at, &first);

                assert_true(found <= wanted);
                if (found == wanted)
                    break;
                assert_int_not_equal((unsigned char)text.ptr[found], (unsigned char)samples[i].other[0]);
                at = found + 1;
            }
            buffer_fini(&text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_ones),
        cmocka_unit_test(behind_an_ideograph),
        cmocka_unit_test(further_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
