/* Whom a speech addresses, at the start of a text. */
#include "address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_address(const char *text, const char *address)
{
    size_t len = address_len(slice_of(text));

    if (len != strlen(address) || strncmp(text, address, len) != 0)
        fail_msg("%s: %.*s", text, (int)len, text);
}

static void audiences(void **state)
{
    (void)state;
    assert_address("各位代表：", "各位代表");
    assert_address("尊敬的各位议员，先生们！", "尊敬的各位议员，先生们");
    assert_address("各位代表 同志们：", "各位代表 同志们");
    assert_address("尊敬的主席、各位嘉宾：", "尊敬的主席、各位嘉宾");
    assert_address("Honourable Members,", "Honourable Members");
    assert_address("Mr. Chairman, dear members and distinguished guests:",
                   "Mr. Chairman, dear members and distinguished guests");
    assert_address("", "");
    assert_address("现在，各位代表", "");
}

static void who_is_addressed_in_front_of_others(void **state)
{
    (void)state;
    assert_address("主任、各位副主任，秘书长，各位委员：", "主任、各位副主任，秘书长，各位委员");
    assert_address("大会主席团、各位代表：", "大会主席团、各位代表");
    assert_address("主席團，各位委員：", "主席團，各位委員");
    assert_address("主席 王明", "");
    assert_address("主席团名单：", "");
}

static void english_words_end_where_they_end(void **state)
{
    (void)state;
    assert_address("Comradeship matters.", "");
    assert_address("Members of the board:", "");
    assert_address("Dear life", "");
    assert_address("Mr Chairs", "");
}

static void calls(void **state)
{
    static const char *const yes[] = { "各位代表，过去一年", "朋友们！", "同志们", "Mr Speaker, I move" };
    static const char *const no[] = { "代表们认真审议了报告。", "同志们冒雨抢修，全线通车。", "代表们、委员们建议，水渠要年年修。", "尊敬的读者：", "" };

    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_true(address_calls(slice_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_false(address_calls(slice_of(no[i])));
    assert_int_equal(address_honour_len(SLICE("尊敬的读者：")), strlen("尊敬的"));
    assert_int_equal(address_honour_len(SLICE("Dear Honourable Members")), strlen("Dear Honourable "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(audiences),
        cmocka_unit_test(who_is_addressed_in_front_of_others),
        cmocka_unit_test(english_words_end_where_they_end),
        cmocka_unit_test(calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
