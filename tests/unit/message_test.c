/* Messages as people read them; tests/run-cli reads those for programs. */
#include "message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The caller frees it. */
static char *printed(const struct message_form *form, const char *name, const struct report2yaml_message *message)
{
    struct message_log log;
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);

    assert_non_null(to);
    message_log_init(&log, form, to);
    message_tell(&log, name, message);
    message_log_fini(&log);
    assert_int_equal(fclose(to), 0);
    return text;
}

static void assert_printed(const char *name, const struct report2yaml_message *message, const char *expected)
{
    char *text = printed(&(struct message_form){ 0 }, name, message);

    assert_string_equal(text, expected);
    free(text);
}

#define TEXT(literal) { (literal), sizeof(literal) - 1 }

static void prints_one_line(void **state)
{
    static const struct report2yaml_message bare = {
        .level = REPORT2YAML_NOTE, .code = "no-structure", .text = TEXT("found nothing"),
    };
    static const struct report2yaml_message gap = {
        .level = REPORT2YAML_WARNING, .code = "number-gap", .text = TEXT("the numbering skips a number"), .line = 4,
        .column = 1, .expected = TEXT("（二）"), .found = TEXT("（三）"),
    };
    static const struct report2yaml_message bytes = {
        .level = REPORT2YAML_WARNING, .code = "invalid-bytes", .text = TEXT("replaced bytes"), .line = 2, .column = 5,
        .count = 3, .has_offset = true,
    };
    static const struct report2yaml_message violation = {
        .level = REPORT2YAML_ERROR, .code = "schema-violation", .text = TEXT("must not be empty"), .line = 7,
        .count = 1, .has_pointer = true, .pointer = TEXT("/body/0/title"),
    };

    (void)state;
    assert_printed("-", &bare, "-: note: found nothing [no-structure]\n");
    assert_printed(NULL, &bare, "report2yaml: note: found nothing [no-structure]\n");
    assert_printed("a.txt", &gap,
                   "a.txt:4:1: warning: the numbering skips a number, expected （二）, found （三） [number-gap]\n");
    assert_printed("a.txt", &bytes,
                   "a.txt:2:5: warning: replaced bytes, at byte 0 (3 times) [invalid-bytes]\n");
    assert_printed("a.yaml", &violation,
                   "a.yaml:7: error: /body/0/title: must not be empty [schema-violation]\n");
    assert_printed("a\x1B]0;b.txt", &bare, "a\\x1B]0;b.txt: note: found nothing [no-structure]\n");
}

static void colours_place_and_level(void **state)
{
    static const struct report2yaml_message message = {
        .level = REPORT2YAML_ERROR, .text = TEXT("no"), .line = 2, .column = 3,
    };
    char *text = printed(&(struct message_form){ .has_colour = true }, "a", &message);

    (void)state;
    assert_string_equal(text, "\033[1ma:2:3: \033[1;31merror: \033[0mno\n");
    free(text);
}

static void keeps_to_errors_where_asked(void **state)
{
    const struct message_form form = { .is_quiet = true };
    struct report2yaml_message message = { .level = REPORT2YAML_WARNING, .text = TEXT("look") };
    char *text = printed(&form, "a", &message);

    (void)state;
    assert_string_equal(text, "");
    free(text);
    message.level = REPORT2YAML_ERROR;
    text = printed(&form, "a", &message);
    assert_string_equal(text, "a: error: look\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_one_line),
        cmocka_unit_test(colours_place_and_level),
        cmocka_unit_test(keeps_to_errors_where_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
