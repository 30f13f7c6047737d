/* Which encoding bytes are in, and whether the tables that say so are those of iconv. */
#include "detect.h"

#include "detect_costs.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A copy of exactly so many bytes, so that reading behind them is noticed under a sanitizer. */
static struct slice encoded(const char *text, const char *encoding)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    size_t left = strlen(text), room = 4 * left;
    char *bytes = mem_alloc(room);
    char *in = (char *)text, *out = bytes;

    assert_true(converter != (iconv_t)-1);
    assert_int_equal(iconv(converter, &in, &left, &out, &room), 0);
    iconv_close(converter);
    return (struct slice){ mem_resize(bytes, (size_t)(out - bytes)), (size_t)(out - bytes) };
}

static void assert_detected(const char *text, const char *encoding, const char *expected)
{
    struct slice bytes = encoded(text, encoding);

    assert_string_equal(detect_encoding(bytes, DETECT_ANY).name, expected);
    mem_free((void *)bytes.ptr);
}

static void text_of_a_few_characters_is_told(void **state)
{
    static const char chinese[] = "各位代表：现在向大会报告工作，请予审议。";
    static const char traditional[] = "各位代表：現在向大會報告工作，請予審議。";

    (void)state;
    assert_detected(chinese, "UTF-8", "UTF-8");
    assert_detected(chinese, "GB18030", "GB18030");
    assert_detected(chinese, "UTF-16LE", "UTF-16LE");
    assert_detected(chinese, "UTF-16BE", "UTF-16BE");
    assert_detected(chinese, "UTF-32LE", "UTF-32LE");
    assert_detected(chinese, "UTF-32BE", "UTF-32BE");
    assert_detected(traditional, "BIG5", "Big5");
    assert_detected("委員の皆様、ただいまから市の報告をします。", "SHIFT_JIS", "Shift_JIS");
    assert_detected("존경하는 의원 여러분, 시정을 보고드리겠습니다.", "EUC-KR", "EUC-KR");
    assert_detected("十九", "UTF-16LE", "UTF-16LE");
}

/* 㐂 has four bytes in GB18030; 𠮷 as well, and lies beyond the first plane. */
static void rare_characters_do_not_mislead(void **state)
{
    (void)state;
    assert_detected("各位代表：㐂氏和𠮷氏的工作，请予审议。", "GB18030", "GB18030");
    assert_detected("各位代表：㐂氏和𠮷氏的工作，请予审议。", "UTF-16BE", "UTF-16BE");
    assert_detected("各位代表：㐂氏和𠮷氏的工作，请予审议。", "UTF-32LE", "UTF-32LE");
}

/* However the last character is cut off. */
static void any_cut_will_do(void **state)
{
    struct slice bytes = encoded("各位代表：㐂氏和𠮷氏的工作，请予审议。", "GB18030");

    (void)state;
    for (size_t len = 20; len <= bytes.len; len++) {
        char *cut = mem_copy_text((struct slice){ bytes.ptr, len });

        cut = mem_resize(cut, len);
        assert_string_equal(detect_encoding((struct slice){ cut, len }, DETECT_ANY).name, "GB18030");
        mem_free(cut);
    }
    mem_free((void *)bytes.ptr);
}

/* Damage, half a character at the end, another encoding: what is said to be well formed is, and no more of it is. */
static void well_formed_bytes_are_counted(void **state)
{
    static const struct {
        const char *bytes;
        size_t n_utf8;
    } samples[] = {
        { "各位代表：现在，向大会报告工作", 45 },
        { "plain text", 10 },
        { "各位代表：\xFF现在，向大会报告工作", 15 },
        { "各位\xE4\xBB", 6 },
        { "\xE4\xBBplain text, and a good deal of it behind what is none, so that nobody has any doubt of it", 0 },
        { "1.\xB8\xF7\xCE\xBB\xB4\xFA\xB1\xED\xA3\xBA\xCF\xD6\xD4\xDA", 2 },
        { "", 0 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_int_equal(detect_encoding(slice_of(samples[i].bytes), DETECT_ANY).n_utf8, samples[i].n_utf8);
}

/* 中 stands at the start, and so much behind it that is none: as many bytes of UTF-8 as of what is none are enough. */
static void the_first_stretch_settles_it(void **state)
{
    (void)state;
    for (size_t n_bad = 0; n_bad < 200; n_bad++) {
        char bytes[3 * 40 + 200];

        for (size_t i = 0; i < 40; i++)
            memcpy(bytes + 3 * i, "中", 3);
        memset(bytes + 3 * 40, 0xFF, n_bad);
        assert_int_equal(detect_encoding((struct slice){ bytes, 3 * 40 + n_bad }, DETECT_BYTES).n_utf8, 3 * 40);
        if (n_bad <= 3 * 40)
            assert_string_equal(detect_encoding((struct slice){ bytes, 3 * 40 + n_bad }, DETECT_BYTES).name, "UTF-8");
    }
}

static bool is_character(iconv_t converter, unsigned lead, unsigned trail)
{
    char bytes[] = { (char)lead, (char)trail }, text[16];
    char *in = bytes, *out = text;
    size_t left = sizeof bytes, room = sizeof text;
    bool is_good = iconv(converter, &in, &left, &out, &room) != (size_t)-1;

    iconv(converter, NULL, NULL, &out, &room);
    return is_good;
}

static void assert_pairs(const struct detect_pairs *pairs, const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);

    assert_true(converter != (iconv_t)-1);
    for (unsigned lead = DETECT_LEAD_MIN; lead <= 0xFF; lead++)
        for (unsigned trail = DETECT_TRAIL_MIN; trail <= 0xFF && pairs->single[lead] == DETECT_LEAD; trail++)
            assert_int_equal(pairs->pair[lead - DETECT_LEAD_MIN][trail - DETECT_TRAIL_MIN] != 0,
                             is_character(converter, lead, trail));
    iconv_close(converter);
}

static void pairs_are_those_of_iconv(void **state)
{
    (void)state;
    assert_pairs(&detect_gb18030, "GB18030");
    assert_pairs(&detect_big5_hkscs, "BIG5-HKSCS");
    assert_pairs(&detect_cp932, "CP932");
    assert_pairs(&detect_cp949, "CP949");
    assert_int_equal(detect_gb18030.single['a'] & DETECT_SMALL_LETTER, DETECT_SMALL_LETTER);
    assert_int_equal(detect_gb18030.pair[0xB9 - DETECT_LEAD_MIN][0xA4 - DETECT_TRAIL_MIN], detect_costs[0x5DE5]);
}

/*
 * The verdict on a few characters in much ASCII, wherever they stand: 朱镕基, Grüß, a dash. The byte behind 镕's first one
 * is ASCII.
 */
static void little_in_much_ascii_is_told(void **state)
{
    static const struct {
        const char *bytes, *name;
    } samples[] = {
        { "\xD6\xEC\xE9\x46\xBB\xF9 and \xB9\xA4\xD7\xF7", "GB18030" },
        { "Gr\xC3\xBC\xC3\x9F and na\xC3\xAFve", "UTF-8" },
        { " \xE2\x80\x93 and \xE2\x80\x94 ", "UTF-8" },
    };
    char bytes[3 * 4096];

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        for (size_t at = 0; at < 64; at++) {
            size_t len = strlen(samples[i].bytes);

            for (size_t k = 0; k < sizeof bytes; k++)
                bytes[k] = "the plan for the year\n"[k % 22];
            memcpy(bytes + 100, samples[i].bytes, len);
            memcpy(bytes + 8000 + at, samples[i].bytes, len);
            assert_string_equal(detect_encoding((struct slice){ bytes, sizeof bytes }, DETECT_BYTES).name,
                                samples[i].name);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_a_few_characters_is_told),
        cmocka_unit_test(rare_characters_do_not_mislead),
        cmocka_unit_test(any_cut_will_do),
        cmocka_unit_test(well_formed_bytes_are_counted),
        cmocka_unit_test(the_first_stretch_settles_it),
        cmocka_unit_test(little_in_much_ascii_is_told),
        cmocka_unit_test(pairs_are_those_of_iconv),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
