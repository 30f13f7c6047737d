#include "decode.h"
#include "detect.h"

#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* What came out, and each remark as "invalid@3 " with the offset in the source. */
struct outcome {
    struct decode_taker taker;
    struct buffer text;
    struct buffer remarks;
    char encoding[64];
};

static const size_t cuts[] = { SIZE_MAX, 1, 2, 3, 7, 4096 };

static const char report[] =
    "柳河镇人民政府工作报告\r\n——2031年1月9日在柳河镇第七届人民代表大会第二次会议上\r\n镇长　方远山\r\n\r\n各位代表：\r\n"
    "　　现在，我代表镇人民政府向大会报告工作，请予审议，并请列席人员提出意见。\r\n一、过去一年工作回顾\r\n"
    "　　（一）经济运行稳中有进。全年完成固定资产投资3.2亿元，增长8.5%；“一村一品”覆盖21个村。\r\n"
    "　　（二）民生保障持续加强。新建卫生室4处、改造老旧小区2个，粮食总产量达到1.15万吨。\r\n"
    "二、今年的主要任务\r\n　　1.抓好春耕备耕；2.修好通村公路；3.办好学校和医院。\r\n　　谢谢大家！\r\n";

static const char traditional[] =
    "2031年施政報告\n\n引言\n1. 過去一年，本港經濟逐步復蘇，失業率維持在較低水平。政府會繼續推動創新科技發展。\n"
    "2. 我們將增加房屋供應，改善醫療服務，並加強對長者的支援。";

static const char japanese[] =
    "令和十三年度　事業報告書\n\n一　事業の概要\n　当年度は、地域の皆さまのご協力により、図書館の利用者が前の年度より増えました。\n"
    "　サービスの改善についても、引き続き取り組みます。";

static const char korean[] =
    "2031년 시정연설\n\n존경하는 의원 여러분, 지난 한 해 동안 우리 시는 지역 경제를 살리기 위하여 노력하였습니다.\n"
    "1. 주요 성과를 보고드리겠습니다.";

static const char english[] =
    "REPORT OF THE HARBOUR COMMITTEE\n\n"
    "1. The committee met four times in 2031 and reviewed the works on the east quay.\n"
    "2. Expenditure was £1.4 million, some 3% below the estimate; the harbour master’s staff grew to 21.\n";

static void take_text(struct decode_taker *self, struct slice text)
{
    struct outcome *outcome = (struct outcome *)self;

    assert_true(text.len > 0);
    assert_int_equal(utf8_valid_prefix(text.ptr, text.len), text.len);
    buffer_append_slice(&outcome->text, text);
}

static void take_remark(struct decode_taker *self, enum decode_remark remark, uint64_t offset)
{
    static const char *const names[] = {
        [DECODE_INVALID] = "invalid@",
        [DECODE_MIXED] = "mixed@",
        [DECODE_GUESSED] = "guessed@",
    };
    struct outcome *outcome = (struct outcome *)self;

    buffer_append_text(&outcome->remarks, names[remark]);
    buffer_append_number(&outcome->remarks, (long long)offset);
    buffer_put(&outcome->remarks, ' ');
}

/* Copies each piece, so that a sanitizer sees who reads over its end. */
static void decode_cut(struct outcome *outcome, const char *name, struct slice bytes, size_t cut)
{
    struct decode *decode;

    *outcome = (struct outcome){ .taker = { take_text, take_remark } };
    decode = decode_new(name, &outcome->taker);
    assert_non_null(decode);
    while (bytes.len > 0) {
        size_t len = bytes.len < cut ? bytes.len : cut;
        char *piece = mem_copy_text(slice_part(bytes, 0, len));

        decode_feed(decode, piece, len);
        mem_free(piece);
        bytes = slice_from(bytes, len);
    }
    decode_finish(decode);
    snprintf(outcome->encoding, sizeof outcome->encoding, "%s", decode_encoding(decode));
    decode_free(decode);
}

static void outcome_fini(struct outcome *outcome)
{
    buffer_fini(&outcome->text);
    buffer_fini(&outcome->remarks);
}

static struct outcome decode_in_all_cuts(const char *name, struct slice bytes)
{
    struct outcome whole, other;

    decode_cut(&whole, name, bytes, cuts[0]);
    for (size_t i = 1; i < LENGTH_OF(cuts); i++) {
        decode_cut(&other, name, bytes, cuts[i]);
        assert_string_equal(whole.encoding, other.encoding);
        assert_true(slice_equal(buffer_slice(&whole.text), buffer_slice(&other.text)));
        assert_true(slice_equal(buffer_slice(&whole.remarks), buffer_slice(&other.remarks)));
        outcome_fini(&other);
    }
    return whole;
}

static void assert_decoded(const char *name, struct slice bytes, const char *encoding, struct slice text)
{
    struct outcome outcome = decode_in_all_cuts(name, bytes);

    assert_string_equal(outcome.encoding, encoding);
    if (!slice_equal(buffer_slice(&outcome.text), text))
        fail_msg("%s: “%.*s” instead of “%.*s”", encoding, (int)outcome.text.len, outcome.text.ptr, (int)text.len,
                 text.ptr);
    outcome_fini(&outcome);
}

static void assert_remarks(const char *name, struct slice bytes, const char *text, const char *remarks)
{
    struct outcome outcome = decode_in_all_cuts(name, bytes);

    buffer_put(&outcome.text, '\0');
    buffer_put(&outcome.remarks, '\0');
    assert_string_equal(outcome.text.ptr, text);
    assert_string_equal(outcome.remarks.ptr, remarks);
    outcome_fini(&outcome);
}

/* Appends `text` in `encoding`. */
static void encode(struct buffer *to, const char *encoding, struct slice text)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char *in = (char *)text.ptr;
    size_t left = text.len;

    assert_true(converter != (iconv_t)-1);
    while (left > 0) {
        char room[512];
        char *out = room;
        size_t room_left = sizeof room;
        size_t result = iconv(converter, &in, &left, &out, &room_left);

        assert_true(result != (size_t)-1 || errno == E2BIG);
        buffer_append(to, room, sizeof room - room_left);
    }
    iconv_close(converter);
}

static const struct form {
    const char *encoding; /* for iconv */
    const char *mark;
    size_t mark_len;
    const char *name; /* as it is to be told */
} forms[] = {
    { "UTF-8", "", 0, "UTF-8" },
    { "UTF-8", "\xEF\xBB\xBF", 3, "UTF-8" },
    { "GB18030", "", 0, "GB18030" },
    { "GB18030", "\x84\x31\x95\x33", 4, "GB18030" },
    { "GBK", "", 0, "GB18030" },
    { "UTF-16LE", "", 0, "UTF-16LE" },
    { "UTF-16BE", "", 0, "UTF-16BE" },
    { "UTF-16LE", "\xFF\xFE", 2, "UTF-16LE" },
    { "UTF-16BE", "\xFE\xFF", 2, "UTF-16BE" },
    { "UTF-32LE", "", 0, "UTF-32LE" },
    { "UTF-32BE", "", 0, "UTF-32BE" },
    { "UTF-32LE", "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "UTF-32BE", "\0\0\xFE\xFF", 4, "UTF-32BE" },
};

static void assert_form(const struct form *form, struct slice text)
{
    struct buffer bytes = { 0 };

    buffer_append(&bytes, form->mark, form->mark_len);
    encode(&bytes, form->encoding, text);
    assert_decoded(NULL, buffer_slice(&bytes), form->name, text);
    buffer_fini(&bytes);
}

static void report_comes_back_from_every_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(forms); i++) {
        assert_form(&forms[i], SLICE(report));
        if (strcmp(forms[i].encoding, "GBK") != 0)
            assert_form(&forms[i], SLICE(english));
    }
}

static void other_languages(void **state)
{
    static const struct {
        const char *encoding, *text;
    } samples[] = {
        { "Big5", traditional }, { "Shift_JIS", japanese }, { "EUC-KR", korean },
        { "UTF-16LE", traditional }, { "UTF-16BE", japanese }, { "UTF-16LE", korean },
        { "UTF-8", traditional }, { "UTF-8", japanese }, { "UTF-8", korean },
        { "Big5", "施政報告" }, { "Big5", "目錄" }, { "Shift_JIS", "これは報告" }, { "EUC-KR", "보고서" },
        /* characters that vendors added */
        { "BIG5-HKSCS", "深水埗的長者說：咁樣好，啲人都喺度等緊政府的報告。" },
        { "CP932", "①　予算の報告について　㈱" },
        { "CP949", "우리 시의 펲햏 보고를 드리겠습니다" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct form form = { samples[i].encoding, "", 0, samples[i].encoding };

        assert_form(&form, slice_of(samples[i].text));
    }
}

static void a_few_characters_are_enough(void **state)
{
    static const char *const samples[] = { "报告", "一、", "目录", "中文", "你好", "联通", "第一章", "（一）", "总则", "123报告" };
    static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        for (size_t j = 0; j < LENGTH_OF(encodings); j++) {
            struct form form = { encodings[j], "", 0, encodings[j] };

            assert_form(&form, slice_of(samples[i]));
        }
    }
}

/* Opening lines of many kinds; the longer prefixes come from the report behind them. */
static const char *const openings[] = {
    "政府工作报告\n",
    "　　　　2031年云岭县财政预算执行情况的报告",
    "各位代表：\n现在，我代表县人民政府",
    "第一章　总　则\n第一条　为了规范",
    "索引号：008/2031-00021\n主题分类：综合政务",
    "柳政发〔2031〕12号\n\n关于印发《柳河镇",
    "首页 > 政务公开 > 政府文件",
    "附件1\n\n名词解释\n1.三条底线：",
    "“十六五”规划纲要（草案）",
    "尊敬的各位来宾，女士们、先生们：",
    "一、总体要求\n（一）指导思想。",
    "来源：柳河日报　发布时间：2031-02-03",
};

static bool is_prefix_right(const char *encoding, struct slice bytes, struct slice text)
{
    struct outcome outcome;
    size_t len;
    bool is_right;

    decode_cut(&outcome, NULL, bytes, SIZE_MAX);
    len = outcome.text.len;
    while (len >= 3 && memcmp(outcome.text.ptr + len - 3, "\xEF\xBF\xBD", 3) == 0)
        len -= 3; /* the character that was cut */
    is_right = strcmp(outcome.encoding, encoding) == 0 && len <= text.len && len + 12 >= bytes.len / 2
        && memcmp(outcome.text.ptr, text.ptr, len) == 0;
    outcome_fini(&outcome);
    return is_right;
}

static void prefixes_of_reports(void **state)
{
    static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };
    static const struct {
        size_t len, percent;
    } wanted[] = { { 4, 75 }, { 8, 90 }, { 16, 95 }, { 64, 100 }, { 256, 100 } };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(wanted); i++) {
        for (size_t j = 0; j < LENGTH_OF(encodings); j++) {
            size_t n_right = 0;

            for (size_t k = 0; k < LENGTH_OF(openings); k++) {
                struct buffer text = { 0 }, bytes = { 0 };

                buffer_append_text(&text, openings[k]);
                buffer_append_text(&text, report);
                encode(&bytes, encodings[j], buffer_slice(&text));
                n_right += is_prefix_right(encodings[j], slice_part(buffer_slice(&bytes), 0, wanted[i].len),
                                           buffer_slice(&text));
                buffer_fini(&text);
                buffer_fini(&bytes);
            }
            if (n_right * 100 < LENGTH_OF(openings) * wanted[i].percent)
                fail_msg("%s, %zu bytes: %zu of %zu", encodings[j], wanted[i].len, n_right, LENGTH_OF(openings));
        }
    }
}

static void ascii_is_utf8(void **state)
{
    static const char *const samples[] = {
        "", "A", "OK\n", "AS", "1.", "(a) ", "Bush hid the facts", "this app can break", "Hong Kong", "I. A\n",
        "\r\n\r\n", "1.2.3.4", "IN", "REPORT", "x\ty\n", "café", "£5m", "50 · 60",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++)
        assert_remarks(NULL, slice_of(samples[i]), samples[i], "");
    assert_decoded(NULL, (struct slice){ "abc\0def\n", 8 }, "UTF-8", (struct slice){ "abc\0def\n", 8 });
}

/* A list in ASCII, and behind it a report. */
static void ascii_may_turn_into_anything(void **state)
{
    static const size_t lengths[] = { 100, 4090, 4096, 20000, 65530, 65536, 70000 };
    static const char *const encodings[] = { "GB18030", "UTF-8" };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(lengths); i++) {
        for (size_t j = 0; j < LENGTH_OF(encodings); j++) {
            struct buffer text = { 0 }, bytes = { 0 };

            while (text.len < lengths[i])
                buffer_append_text(&text, "Table 12, row 7\n");
            text.len = lengths[i];
            buffer_append_text(&text, report);
            encode(&bytes, encodings[j], buffer_slice(&text));
            assert_decoded(NULL, buffer_slice(&bytes), encodings[j], buffer_slice(&text));
            buffer_fini(&text);
            buffer_fini(&bytes);
        }
    }
}

static void text_goes_out_before_the_end(void **state)
{
    struct outcome outcome = { .taker = { take_text, take_remark } };
    struct decode *decode = decode_new(NULL, &outcome.taker);
    size_t fed = 0;

    (void)state;
    while (fed < 5000) {
        decode_feed(decode, "All is well.\n", 13);
        fed += 13;
    }
    assert_int_equal(outcome.text.len, fed);
    while (fed < 5000 + DECODE_PREFIX_MAX + 100) {
        decode_feed(decode, "一", 3);
        fed += 3;
    }
    assert_int_equal(outcome.text.len, fed);
    decode_free(decode);
    outcome_fini(&outcome);
}

/* Long enough for windows, look-ahead and output buffers to end everywhere in it. */
static void long_reports(void **state)
{
    static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-32BE" };
    struct buffer text = { 0 };

    (void)state;
    while (text.len < 3 * DECODE_PREFIX_MAX) {
        buffer_append_text(&text, report);
        buffer_append_number(&text, (long long)text.len);
    }
    for (size_t i = 0; i < LENGTH_OF(encodings); i++) {
        struct form form = { encodings[i], "", 0, encodings[i] };

        assert_form(&form, buffer_slice(&text));
    }
    buffer_fini(&text);
}

static void damaged_utf8(void **state)
{
    (void)state;
    assert_remarks(NULL, SLICE("目标\xE4\xB8明确\xFF。任务\xF0\x9F\x98具体，措施有力"), "目标\uFFFD明确\uFFFD。任务\uFFFD具体，措施有力",
                   "invalid@6 invalid@14 invalid@24 ");
    assert_remarks(NULL, SLICE("全年工作回顾：各项事业持续发\xE5\xB1"), "全年工作回顾：各项事业持续发\uFFFD", "invalid@42 ");
    assert_remarks("UTF-8", SLICE("a\xED\xA0\x80z\xC0\xAF"), "a\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD",
                   "invalid@1 invalid@2 invalid@3 invalid@5 invalid@6 ");
    assert_decoded(NULL, SLICE("The plan is \xFF not final"), "UTF-8", SLICE("The plan is \uFFFD not final"));
    assert_decoded(NULL, SLICE("It\x92s the chair\x92s report, and the board\x92s"), "UTF-8",
                   SLICE("It\uFFFDs the chair\uFFFDs report, and the board\uFFFDs"));
}

static void damaged_gb18030(void **state)
{
    struct buffer bytes = { 0 };

    (void)state;
    encode(&bytes, "GB18030", SLICE("经费"));
    buffer_append(&bytes, "\x80" "500", 4);
    encode(&bytes, "GB18030", SLICE("万元"));
    buffer_append(&bytes, "\xFF\xFF", 2);
    encode(&bytes, "GB18030", SLICE("，用于修路"));
    buffer_append(&bytes, "\x81\x30\x81", 3);
    assert_remarks("gbk", buffer_slice(&bytes), "经费€500万元\uFFFD\uFFFD，用于修路\uFFFD0\uFFFD",
                   "invalid@12 invalid@13 invalid@24 invalid@26 ");
    assert_decoded(NULL, buffer_slice(&bytes), "GB18030", SLICE("经费€500万元\uFFFD\uFFFD，用于修路\uFFFD0\uFFFD"));
    buffer_fini(&bytes);
}

static void damaged_utf16(void **state)
{
    struct buffer bytes = { 0 };

    (void)state;
    encode(&bytes, "UTF-16LE", SLICE("工作报告"));
    buffer_put(&bytes, '\x2D');
    assert_remarks(NULL, buffer_slice(&bytes), "工作报告\uFFFD", "invalid@8 ");
    buffer_append(&bytes, "\x4E\x00\xD8", 3);
    assert_remarks(NULL, buffer_slice(&bytes), "工作报告中\uFFFD", "invalid@10 ");
    buffer_fini(&bytes);
}

/* Half a character of UTF-16 is one, whichever half; and what follows it is read as it was meant. */
static void lone_surrogates(void **state)
{
    static const struct {
        const char *encoding, *half;
        size_t len;
    } halves[] = {
        { "UTF-16LE", "\x3D\xD8", 2 },         { "UTF-16BE", "\xD8\x3D", 2 },         { "UTF-16LE", "\x00\xDC", 2 },
        { "UTF-16BE", "\xDC\x00", 2 },         { "UTF-32LE", "\x00\xDC\x00\x00", 4 },
        { "UTF-32BE", "\x00\x00\xD8\x3D", 4 },
    };
    struct buffer bytes = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(halves); i++) {
        char remarks[32];

        bytes.len = 0;
        encode(&bytes, halves[i].encoding, SLICE("工作报告：新修"));
        snprintf(remarks, sizeof remarks, "invalid@%zu ", bytes.len);
        buffer_append(&bytes, halves[i].half, halves[i].len);
        encode(&bytes, halves[i].encoding, SLICE("水渠三条。"));
        assert_remarks(NULL, buffer_slice(&bytes), "工作报告：新修\uFFFD水渠三条。", remarks);
        assert_remarks(halves[i].encoding, buffer_slice(&bytes), "工作报告：新修\uFFFD水渠三条。", remarks);
    }
    buffer_fini(&bytes);
}

static void lengths_of_units(void **state)
{
    (void)state;
    assert_int_equal(detect_unit_len("UTF-16LE"), 2);
    assert_int_equal(detect_unit_len("ucs_2"), 2);
    assert_int_equal(detect_unit_len("ISO-10646-UCS-4"), 4);
    assert_int_equal(detect_unit_len("UTF-32BE"), 4);
    assert_int_equal(detect_unit_len("UTF-7"), 1);
    assert_int_equal(detect_unit_len("Big5"), 1);
}

/* glibc's CP949 steps over A2 E8 before it refuses it. */
static void refused_after_the_fact(void **state)
{
    (void)state;
    assert_decoded("CP949", SLICE("a\xA2\xE8z"), "CP949", SLICE("a\uFFFDz"));
    assert_decoded("CP949", SLICE("a\xA2\xE8\xFFz"), "CP949", SLICE("a\uFFFDz"));
    assert_decoded("CP949", SLICE("a\xA2\xE8\xA2\xE8]"), "CP949", SLICE("a\uFFFD\uFFFD]"));
    assert_decoded("CP949", SLICE("a\xA2\xE8\xE8]"), "CP949", SLICE("a\uFFFD]"));
    assert_decoded("CP949", SLICE("a\xA2\xE8"), "CP949", SLICE("a\uFFFD"));
}

static void gb18030_pasted_into_utf8(void **state)
{
    struct buffer bytes = { 0 };
    struct outcome outcome;
    char expected[64];
    struct slice wanted = { expected, 0 };

    (void)state;
    encode(&bytes, "UTF-8", SLICE(report));
    wanted.len = (size_t)snprintf(expected, sizeof expected, "mixed@%zu ", bytes.len);
    encode(&bytes, "GB18030", SLICE("本段是从别处贴来的文字，它用的是另一种编码，读者看了会奇怪。\n"));
    encode(&bytes, "UTF-8", SLICE(report));
    outcome = decode_in_all_cuts(NULL, buffer_slice(&bytes));
    assert_string_equal(outcome.encoding, "UTF-8");
    assert_true(slice_starts(buffer_slice(&outcome.remarks), wanted));
    assert_int_equal(slice_find(buffer_slice(&outcome.remarks), SLICE("mixed"), 1), SLICE_NONE);
    assert_true(slice_starts(buffer_slice(&outcome.text), SLICE(report)));
    assert_true(slice_ends(buffer_slice(&outcome.text), SLICE(report)));
    outcome_fini(&outcome);
    buffer_fini(&bytes);
}

static void utf8_pasted_into_gb18030(void **state)
{
    struct buffer bytes = { 0 };
    struct outcome outcome;
    size_t start;
    char expected[64];

    (void)state;
    encode(&bytes, "GB18030", SLICE(report));
    start = bytes.len;
    encode(&bytes, "UTF-8", SLICE("本段是从别处贴来的文字，它用的是另一种编码。\n"));
    encode(&bytes, "GB18030", SLICE(report));
    snprintf(expected, sizeof expected, "mixed@%zu ", start);
    outcome = decode_in_all_cuts(NULL, buffer_slice(&bytes));
    assert_string_equal(outcome.encoding, "GB18030");
    assert_true(slice_starts(buffer_slice(&outcome.remarks), slice_of(expected)));
    assert_int_equal(slice_find(buffer_slice(&outcome.remarks), SLICE("mixed"), 1), SLICE_NONE);
    assert_true(slice_starts(buffer_slice(&outcome.text), SLICE(report)));
    assert_true(slice_ends(buffer_slice(&outcome.text), SLICE(report)));
    outcome_fini(&outcome);
    buffer_fini(&bytes);
}

/* What there is more of is text, wherever it stands. */
static void the_greater_part_wins(void **state)
{
    struct buffer bytes = { 0 };

    (void)state;
    for (size_t i = 0; i < 5; i++)
        encode(&bytes, "UTF-8", SLICE(report));
    for (size_t i = 0; i < 30; i++)
        encode(&bytes, "GB18030", SLICE(report));
    assert_string_equal(decode_in_all_cuts(NULL, (struct slice){ 0 }).encoding, "UTF-8");
    struct outcome outcome = decode_in_all_cuts(NULL, buffer_slice(&bytes));
    assert_string_equal(outcome.encoding, "GB18030");
    assert_true(slice_ends(buffer_slice(&outcome.text), SLICE(report)));
    outcome_fini(&outcome);
    buffer_fini(&bytes);
}

static void names(void **state)
{
    static const struct {
        const char *given, *encoding, *told;
    } samples[] = {
        { "utf8", "UTF-8", "UTF-8" },
        { "US-ASCII", "UTF-8", "UTF-8" },
        { "gbk", "GB18030", "GB18030" },
        { "GB2312", "GB18030", "GB18030" },
        { "cp936", "GB18030", "GB18030" },
        { "EUC_CN", "GB18030", "GB18030" },
        { "utf-16", "UTF-16LE", "UTF-16LE" },
        { "UTF-16", "UTF-16BE", "UTF-16BE" },
        { "UTF32", "UTF-32BE", "UTF-32BE" },
        { "utf-16le", "UTF-16LE", "UTF-16LE" },
        { "EUC-TW", "EUC-TW", "EUC-TW" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        struct slice text = strcmp(samples[i].given, "EUC-TW") == 0 ? SLICE("施政報告") : SLICE(report);
        struct buffer bytes = { 0 };

        assert_true(decode_is_known(samples[i].given));
        encode(&bytes, samples[i].encoding, text);
        assert_decoded(samples[i].given, buffer_slice(&bytes), samples[i].told, text);
        buffer_fini(&bytes);
    }
    assert_decoded("ISO-8859-1", SLICE("caf\xE9"), "ISO-8859-1", SLICE("café"));
    assert_decoded("GBK", SLICE("\xEF\xBB\xBF\xB1\xA8\xB8\xE6"), "GB18030", SLICE("报告"));
}

static void unknown_names(void **state)
{
    static const char *const samples[] = {
        "", "no-such-encoding", "GBK//IGNORE", "/", "utf", "gb18030x",
        "a-name-that-is-longer-than-any-that-iconv-knows-and-than-we-have-room-for",
    };

    (void)state;
    for (size_t i = 0; i < LENGTH_OF(samples); i++) {
        assert_false(decode_is_known(samples[i]));
        assert_null(decode_new(samples[i], NULL));
    }
    assert_non_null(strstr(decode_known_names(), "GB18030"));
    decode_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report_comes_back_from_every_form),
        cmocka_unit_test(other_languages),
        cmocka_unit_test(a_few_characters_are_enough),
        cmocka_unit_test(prefixes_of_reports),
        cmocka_unit_test(ascii_is_utf8),
        cmocka_unit_test(ascii_may_turn_into_anything),
        cmocka_unit_test(text_goes_out_before_the_end),
        cmocka_unit_test(long_reports),
        cmocka_unit_test(damaged_utf8),
        cmocka_unit_test(damaged_gb18030),
        cmocka_unit_test(damaged_utf16),
        cmocka_unit_test(lone_surrogates),
        cmocka_unit_test(lengths_of_units),
        cmocka_unit_test(refused_after_the_fact),
        cmocka_unit_test(gb18030_pasted_into_utf8),
        cmocka_unit_test(utf8_pasted_into_gb18030),
        cmocka_unit_test(the_greater_part_wins),
        cmocka_unit_test(names),
        cmocka_unit_test(unknown_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
