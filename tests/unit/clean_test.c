/* One line into a paragraph: what stays, what goes, and where it stood. */
#include "clean.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct cleaned {
    struct paragraph paragraph;
    struct diag_list *diags;
    struct clean_tally tally;
};

static struct cleaned begin(void)
{
    struct cleaned cleaned = { .diags = diag_list_new() };

    cleaned.tally.n_seen = 100000; /* far into a report: 2% is no bound here */
    return cleaned;
}

static void add_line(struct cleaned *cleaned, const char *text, uint64_t number)
{
    struct line line = { .text = slice_of(text), .number = number, .column = 1 };

    clean_line(&line, 0, &cleaned->paragraph, &cleaned->tally, cleaned->diags);
}

static void end(struct cleaned *cleaned)
{
    paragraph_fini(&cleaned->paragraph);
    diag_list_free(cleaned->diags);
}

static void assert_text(const struct cleaned *cleaned, const char *wanted)
{
    struct slice text = paragraph_text(&cleaned->paragraph);

    if (!slice_equal(text, slice_of(wanted)))
        fail_msg("%.*s, not %s", (int)text.len, text.ptr, wanted);
}

static void assert_place(const struct cleaned *cleaned, const char *word, uint64_t line, uint64_t column)
{
    size_t offset = slice_find(paragraph_text(&cleaned->paragraph), slice_of(word), 0);
    uint64_t found_line, found_column;

    assert_true(offset != SLICE_NONE);
    paragraph_place(&cleaned->paragraph, offset, &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void assert_removed(const struct cleaned *cleaned, size_t index, enum diag_code code, uint64_t line,
                           uint64_t column, const char *text)
{
    const struct removal *removal = &cleaned->paragraph.removals[index];
    struct slice removed = buffer_slice(&cleaned->paragraph.removed_text);

    assert_true(index < cleaned->paragraph.n_removals);
    assert_int_equal(removal->code, code);
    assert_int_equal(removal->line, line);
    assert_int_equal(removal->column, column);
    assert_true(slice_equal(slice_part(removed, removal->text_offset, removal->text_offset + removal->text_len),
                            slice_of(text)));
}

static void white_space(void **state)
{
    static const char *const samples[][2] = {
        { "　　政 府 工　作 报 告　", "政府工作报告" },
        { "  The   north\u00a0quay ", "The north quay" },
        { "投资 12.4 亿元", "投资 12.4 亿元" },
        { "第 3 页", "第 3 页" },
        { "“四好” 农村路", "“四好” 农村路" },
        { "甲\t乙", "甲\t乙" },
        { "   ", "" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct cleaned cleaned = begin();

        add_line(&cleaned, samples[i][0], 1);
        assert_text(&cleaned, samples[i][1]);
        assert_int_equal(cleaned.paragraph.n_removals, 0);
        end(&cleaned);
    }
}

static void columns_count_what_was_dropped(void **state)
{
    struct cleaned cleaned = begin();

    (void)state;
    add_line(&cleaned, "　　一 二[bookmark: a]三&nbsp;四", 7);
    assert_text(&cleaned, "一二三四");
    assert_place(&cleaned, "一", 7, 3);
    assert_place(&cleaned, "二", 7, 5);
    assert_place(&cleaned, "三", 7, 19);
    assert_place(&cleaned, "四", 7, 26);
    assert_removed(&cleaned, 0, DIAG_EDITOR_RESIDUE, 7, 6, "[bookmark: a]");
    assert_removed(&cleaned, 1, DIAG_HTML_ENTITY, 7, 20, "&nbsp;");
    assert_int_equal(cleaned.paragraph.indent, 4);
    end(&cleaned);
}

static void wrapped_lines(void **state)
{
    static const char *const samples[][3] = {
        { "新修村", "道三里", "新修村道三里" },
        { "新增学位", "240个", "新增学位240个" },
        { "the north", "quay", "the north quay" },
        { "recogni-", "tion", "recognition" },
        { "2023-", "2025", "2023- 2025" },
        { "North-", "East Quay", "North- East Quay" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct cleaned cleaned = begin();

        add_line(&cleaned, samples[i][0], 1);
        add_line(&cleaned, samples[i][1], 2);
        assert_text(&cleaned, samples[i][2]);
        assert_int_equal(cleaned.paragraph.n_lines, 2);
        end(&cleaned);
    }
}

static void a_hyphen_is_removed_where_it_stood(void **state)
{
    struct cleaned cleaned = begin();

    (void)state;
    add_line(&cleaned, "  recogni-", 4);
    add_line(&cleaned, "  tion", 5);
    assert_removed(&cleaned, 0, DIAG_HYPHENATION, 4, 10, "-");
    assert_place(&cleaned, "tion", 5, 3);
    end(&cleaned);
}

static void residue(void **state)
{
    static const struct {
        const char *line, *text;
        enum diag_code code;
        const char *removed;
    } samples[] = {
        { "[bookmark: _GoBack]二、", "二、", DIAG_EDITOR_RESIDUE, "[bookmark: _GoBack]" },
        { "甲{ PAGE \\* MERGEFORMAT }乙", "甲乙", DIAG_FIELD_CODE, "{ PAGE \\* MERGEFORMAT }" },
        { "甲\u200b乙", "甲乙", DIAG_ZERO_WIDTH, "\u200b" },
        { "甲\x02乙", "甲乙", DIAG_CONTROL_CHARACTER, "\x02" },
        { "甲<br/>乙", "甲乙", DIAG_MARKDOWN_MARK, "<br/>" },
        { "？？？ ????各位", "？？？ ????各位", DIAG_CODE_COUNT, NULL }, /* marks of the report itself */
        { "????各位代表", "各位代表", DIAG_LOST_CHARACTERS, "????" },
        { "秘书处???? 2023年", "秘书处 2023年", DIAG_LOST_CHARACTERS, "????" },
        { "甲 — 12 — 乙", "甲乙", DIAG_PAGE_FURNITURE, "— 12 —" },
        { "## 总体要求", "总体要求", DIAG_MARKDOWN_MARK, "##" },
        { "甲<a name=\"x\"></a>乙", "甲乙", DIAG_EDITOR_RESIDUE, "<a name=\"x\"></a>" },
        { "<a name=\"x\">甲<b></b></a>乙", "<a name=\"x\">甲<b></b></a>乙", DIAG_CODE_COUNT, NULL }, /* it holds words */
        { "甲&lt;乙", "甲&lt;乙", DIAG_CODE_COUNT, NULL },
        { "— 12 —", "— 12 —", DIAG_CODE_COUNT, NULL }, /* a line of its own is the joiner's business */
        { "#总体要求", "#总体要求", DIAG_CODE_COUNT, NULL },
        { "见[注1]", "见[注1]", DIAG_CODE_COUNT, NULL },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct cleaned cleaned = begin();

        add_line(&cleaned, samples[i].line, 1);
        assert_text(&cleaned, samples[i].text);
        assert_int_equal(cleaned.paragraph.n_removals, samples[i].removed ? 1 : 0);
        if (samples[i].removed) {
            assert_int_equal(cleaned.paragraph.removals[0].code, samples[i].code);
            assert_true(slice_equal(buffer_slice(&cleaned.paragraph.removed_text), slice_of(samples[i].removed)));
        }
        end(&cleaned);
    }
}

static void bold_type(void **state)
{
    struct cleaned cleaned = begin();

    (void)state;
    add_line(&cleaned, "全年**顺利**完成，2 ** 3", 1);
    assert_text(&cleaned, "全年顺利完成，2 ** 3");
    assert_removed(&cleaned, 0, DIAG_MARKDOWN_MARK, 1, 3, "**");
    assert_removed(&cleaned, 1, DIAG_MARKDOWN_MARK, 1, 7, "**");
    end(&cleaned);
}

/* Those around a label that begins a paragraph are the label's reader's. */
static void bold_label(void **state)
{
    struct cleaned cleaned = begin();

    (void)state;
    add_line(&cleaned, "**第二条** 依照**第一条**办理。", 1);
    assert_text(&cleaned, "**第二条** 依照第一条办理。");
    assert_removed(&cleaned, 0, DIAG_MARKDOWN_MARK, 1, 11, "**");
    end(&cleaned);
    cleaned = begin();
    add_line(&cleaned, "依照**第一条**办理。", 1);
    assert_text(&cleaned, "依照第一条办理。");
    end(&cleaned);
}

static void what_stays_is_reported(void **state)
{
    static const struct {
        const char *line;
        enum diag_code code;
        uint64_t column;
    } samples[] = {
        { "甲\ue000乙", DIAG_PRIVATE_USE, 2 }, { "甲\u202e乙", DIAG_BIDI_CONTROL, 2 },
        { "甲&copy;乙", DIAG_UNKNOWN_ENTITY, 2 },
        { "王??明", DIAG_LOST_CHARACTERS, 2 },  { "甲\ufdd0乙", DIAG_NONCHARACTER, 2 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct cleaned cleaned = begin();

        add_line(&cleaned, samples[i].line, 1);
        assert_text(&cleaned, samples[i].line);
        diag_list_close(cleaned.diags);
        assert_int_equal(diag_list_count(cleaned.diags), 1);
        assert_int_equal(diag_list_get(cleaned.diags, 0)->diag.code, samples[i].code);
        assert_int_equal(diag_list_get(cleaned.diags, 0)->diag.column, samples[i].column);
        end(&cleaned);
    }
}

static void no_more_than_two_in_a_hundred(void **state)
{
    struct clean_tally tally = { 0 };
    struct cleaned cleaned = begin();

    (void)state;
    assert_true(clean_may_remove(&tally, 40));
    assert_false(clean_may_remove(&tally, 41));
    tally = (struct clean_tally){ .n_seen = 8000, .n_removed = 150 };
    assert_true(clean_may_remove(&tally, 50));
    assert_false(clean_may_remove(&tally, 51));
    cleaned.tally = (struct clean_tally){ .n_removed = 40 };
    add_line(&cleaned, "甲[bookmark: _GoBack]乙", 1);
    assert_text(&cleaned, "甲[bookmark: _GoBack]乙");
    end(&cleaned);
}

struct words_sample {
    const char *rest, *wanted;
    size_t removed_at; /* bytes of `wanted` before what was removed; SLICE_NONE: nothing was */
};

/* The sample behind a word of `len` letters, and `tail` behind it. */
static void assert_words(const struct words_sample *sample, size_t len, const char *tail)
{
    static const char word[] = "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww";
    char line[128], wanted[128];
    struct cleaned cleaned = begin();

    snprintf(line, sizeof line, "%.*s%s%s", (int)len, word, sample->rest, tail);
    snprintf(wanted, sizeof wanted, "%.*s%s%s", (int)len, word, sample->wanted, tail);
    add_line(&cleaned, line, 1);
    assert_text(&cleaned, wanted);
    assert_int_equal(cleaned.paragraph.n_removals > 0, sample->removed_at != SLICE_NONE);
    if (cleaned.paragraph.n_removals > 0)
        assert_int_equal(cleaned.paragraph.removals[0].offset, len + sample->removed_at);
    end(&cleaned);
}

/* Words that are copied together with the blanks between them come out as each would by itself, wherever they stand. */
static void blanks_between_words(void **state)
{
    static const struct words_sample samples[] = {
        { " x yz", " x yz", SLICE_NONE },
        { "  x  yz", " x yz", SLICE_NONE },
        { " \tx", "\tx", SLICE_NONE },
        { " \u3000x", " x", SLICE_NONE },
        { " 年 x", " 年 x", SLICE_NONE },
        { "年 年 年", "年年年", SLICE_NONE },
        { " “x” y", " “x” y", SLICE_NONE },
        { " x&nbsp;y", " x y", 2 },
        { " &nbsp;y", " y", 0 },
        { " \u200Bx", " x", 0 },
        { "\u200B x", " x", 0 },
        { " x \u200B年", " x 年", 2 },
        { " ?? ?? 年", " 年", 0 },
        { " x <br> y", " x y", 2 },
        { " x**第一条** y", " x第一条 y", 2 },
        { "**第一条** y", "第一条 y", 0 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        for (size_t len = 1; len <= 40; len++) {
            assert_words(&samples[i], len, "");
            assert_words(&samples[i], len, " and what goes on");
        }
}

static void nothing_but_residue_stays_as_it_is(void **state)
{
    struct cleaned cleaned = begin();

    (void)state;
    add_line(&cleaned, " [bookmark: _GoBack] ", 3);
    assert_text(&cleaned, "[bookmark: _GoBack]");
    assert_true(cleaned.paragraph.is_furniture);
    assert_int_equal(cleaned.paragraph.n_removals, 0);
    assert_place(&cleaned, "[", 3, 2);
    end(&cleaned);
}

static void what_is_kept_stays_as_it_is(void **state)
{
    struct cleaned cleaned = begin();
    struct line line = { .text = SLICE("  <p  id=a lang=b>&nbsp; 修渠"), .number = 3, .column = 1 };

    (void)state;
    clean_keep(&line, 0, line.text.len, &cleaned.paragraph, &cleaned.tally);
    assert_text(&cleaned, "<p id=a lang=b>&nbsp; 修渠");
    assert_true(cleaned.paragraph.is_furniture);
    assert_place(&cleaned, "<p", 3, 3);
    assert_place(&cleaned, "id", 3, 7);
    assert_place(&cleaned, "修", 3, 26);
    assert_int_equal(cleaned.paragraph.n_anchors, 2);
    end(&cleaned);
}

/* Furniture of two lines is removed by its lines. */
static void kept_lines_are_removed_one_by_one(void **state)
{
    struct cleaned cleaned = begin(), kept = begin(), next = begin();
    struct line first = { .text = SLICE("修渠</p>"), .number = 3, .column = 1 };
    struct line second = { .text = SLICE(" <p>种树"), .number = 5, .column = 1 };

    (void)state;
    clean_keep(&first, strlen("修渠"), first.text.len, &kept.paragraph, &kept.tally);
    clean_keep(&second, 0, strlen(" <p>"), &next.paragraph, &next.tally);
    paragraph_append(&kept.paragraph, &next.paragraph, 0, next.paragraph.text.len);
    assert_text(&kept, "</p> <p>");
    paragraph_remove_line(&cleaned.paragraph, &kept.paragraph, DIAG_HTML_TAG);
    assert_int_equal(cleaned.paragraph.n_removals, 2);
    assert_removed(&cleaned, 0, DIAG_HTML_TAG, 3, 3, "</p>");
    assert_removed(&cleaned, 1, DIAG_HTML_TAG, 5, 2, "<p>");
    end(&cleaned);
    end(&kept);
    end(&next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space),
        cmocka_unit_test(columns_count_what_was_dropped),
        cmocka_unit_test(wrapped_lines),
        cmocka_unit_test(a_hyphen_is_removed_where_it_stood),
        cmocka_unit_test(residue),
        cmocka_unit_test(bold_type),
        cmocka_unit_test(bold_label),
        cmocka_unit_test(what_stays_is_reported),
        cmocka_unit_test(no_more_than_two_in_a_hundred),
        cmocka_unit_test(blanks_between_words),
        cmocka_unit_test(nothing_but_residue_stays_as_it_is),
        cmocka_unit_test(what_is_kept_stays_as_it_is),
        cmocka_unit_test(kept_lines_are_removed_one_by_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
