/* Lines of NDJSON as inputs. */
#include "ndjson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void assert_read(const char *line, const char *name, struct slice bytes, bool is_text)
{
    struct ndjson ndjson = { 0 };

    assert_int_equal(ndjson_read(&ndjson, slice_of(line)), 0);
    assert_string_equal(ndjson.name, name);
    assert_int_equal(ndjson.bytes.len, bytes.len);
    assert_memory_equal(ndjson.bytes.ptr, bytes.ptr, bytes.len);
    assert_int_equal(ndjson.is_text, is_text);
    ndjson_fini(&ndjson);
}

static void takes_text_and_bytes(void **state)
{
    (void)state;
    assert_read("{\"name\":\"a.txt\",\"text\":\"某县\\n\\u4e00、回顾\"}", "a.txt", SLICE("某县\n一、回顾"), true);
    assert_read(" { \"text\" : \"\" , \"name\" : \"年报 1\" } \r", "年报 1", SLICE(""), true);
    assert_read("{\"name\":\"a\",\"base64\":\"c9jP2A==\"}", "a", SLICE("s\xD8\xCF\xD8"), false);
    assert_read("{\"name\":\"a\",\"base64\":\"c9jP\\r\\n2A==\\r\\n\"}", "a", SLICE("s\xD8\xCF\xD8"), false);
    assert_read("{\"name\":\"a\",\"base64\":\"AEEA\"}", "a", SLICE("\0A\0"), false);
    assert_read("{\"name\":\"a\",\"text\":\"\\ud83d\\ude00\"}", "a", SLICE("\xF0\x9F\x98\x80"), true);
}

/* Which byte it is depends on the version of jansson. */
static void assert_why(const struct ndjson *ndjson, struct slice expected)
{
    struct slice why = buffer_slice(&ndjson->why);

    if (slice_ends(expected, SLICE(", at byte ")))
        assert_true(slice_starts(why, expected) && why.len > expected.len);
    else
        assert_true(slice_equal(why, expected));
}

static void says_what_is_wrong(void **state)
{
    static const struct {
        const char *line, *name, *why;
    } samples[] = {
        { "", NULL, "an empty line" },
        { " \t\r", NULL, "an empty line" },
        { "[]", NULL, "not an object" },
        { "\"text\"", NULL, "not an object" },
        { "{\"name\":\"a\"", NULL, "not valid JSON: it breaks off, at byte " },
        { "{\"name\":\"a\",\"text\":\"b\"} {}", NULL, "not valid JSON: more than one value on the line, at byte " },
        { "{name:\"a\"}", NULL, "not valid JSON: wrong syntax, at byte " },
        { "{\"name\":\"a\",\"name\":\"a\",\"text\":\"b\"}", NULL,
          "not valid JSON: a key that stands twice, at byte " },
        { "{\"name\":\"a\",\"text\":\"\xC4\xEA\"}", NULL, "not valid JSON: invalid UTF-8, at byte " },
        { "{\"name\":\"a\",\"text\":\"b\\u0000\"}", NULL,
          "not valid JSON: the character U+0000 in a string, at byte " },
        { "{\"name\":\"a\\u0000\",\"text\":\"b\"}", NULL,
          "not valid JSON: the character U+0000 in a string, at byte " },
        { "{\"name\":\"a\",\"b\\u0000\":\"c\"}", NULL, "not valid JSON: the character U+0000 in a key, at byte " },
        { "{\"name\":\"a\",\"text\":\"\\ud800\"}", NULL, "not valid JSON: wrong syntax, at byte " },
        { "{\"name\":\"a\",\"text\":\"b\n\"}", NULL, "not valid JSON: wrong syntax, at byte " },
        { "{\"text\":\"b\"}", NULL, "no \"name\"" },
        { "{\"name\":1,\"text\":\"b\"}", NULL, "\"name\" is not a string" },
        { "{\"name\":null,\"text\":\"b\"}", NULL, "\"name\" is not a string" },
        { "{\"name\":\"\",\"text\":\"b\"}", NULL, "\"name\" is empty" },
        { "{\"name\":\"a\"}", "a", "neither \"text\" nor \"base64\"" },
        { "{\"name\":\"a\",\"text\":\"b\",\"base64\":\"\"}", "a", "both \"text\" and \"base64\"" },
        { "{\"name\":\"a\",\"text\":[\"b\"]}", "a", "\"text\" is not a string" },
        { "{\"name\":\"a\",\"base64\":null}", "a", "\"base64\" is not a string" },
        { "{\"name\":\"a\",\"base64\":\"c9jP2A\"}", "a", "\"base64\" is not valid base64" },
        { "{\"name\":\"a\",\"base64\":\"c9j*2A==\"}", "a", "\"base64\" is not valid base64" },
        { "{\"name\":\"a\",\"Text\":\"b\"}", "a", "unknown member \"Text\"" },
        { "{\"name\":\"a\",\"a-key-of-more-than-forty-bytes-is-not-shown\":1}", "a",
          "an unknown member with a long name" },
    };
    struct ndjson ndjson = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        assert_int_equal(ndjson_read(&ndjson, slice_of(samples[i].line)), -1);
        assert_why(&ndjson, slice_of(samples[i].why));
        if (samples[i].name)
            assert_string_equal(ndjson.name, samples[i].name);
        else
            assert_null(ndjson.name);
    }
    ndjson_fini(&ndjson);
}

/* A NUL byte ends no line and no string of C. */
static void refuses_a_nul_byte(void **state)
{
    struct ndjson ndjson = { 0 };

    (void)state;
    assert_int_equal(ndjson_read(&ndjson, SLICE("{\"name\":\"a\",\"text\":\"b\0\"}")), -1);
    assert_int_equal(ndjson_read(&ndjson, SLICE("{\"name\":\"a\",\"text\":\"b\"}\0")), -1);
    assert_int_equal(ndjson_read(&ndjson, SLICE("\0")), -1);
    assert_null(ndjson.name);
    ndjson_fini(&ndjson);
}

/* Deeper than any stack would hold. */
static void refuses_deep_nesting(void **state)
{
    struct ndjson ndjson = { 0 };
    struct buffer line = { 0 };

    (void)state;
    for (int i = 0; i < 1000000; i++)
        buffer_put(&line, '[');
    assert_int_equal(ndjson_read(&ndjson, buffer_slice(&line)), -1);
    assert_true(slice_starts(buffer_slice(&ndjson.why), SLICE("not valid JSON: nested too deep, ")));
    buffer_fini(&line);
    ndjson_fini(&ndjson);
}

static void forgets_the_record_before(void **state)
{
    struct ndjson ndjson = { 0 };

    (void)state;
    assert_int_equal(ndjson_read(&ndjson, SLICE("{\"name\":\"a\",\"text\":\"b\"}")), 0);
    assert_int_equal(ndjson_read(&ndjson, SLICE("{\"name\":\"c\",\"base64\":\"QQ==\"}")), 0);
    assert_string_equal(ndjson.name, "c");
    assert_false(ndjson.is_text);
    assert_int_equal(ndjson_read(&ndjson, SLICE("{}")), -1);
    assert_null(ndjson.name);
    ndjson_fini(&ndjson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_text_and_bytes),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(refuses_a_nul_byte),
        cmocka_unit_test(refuses_deep_nesting),
        cmocka_unit_test(forgets_the_record_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
