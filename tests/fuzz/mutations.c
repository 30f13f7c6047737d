/*
 * mutations N FILE...: does the converter keep all of a report that was damaged? Each file is converted as it is, and N
 * times in all with bytes flipped, lines cut, joined and doubled, and labels, headings or residue put in; the result has
 * to be valid and lossless. The same N and files give the same mutations. mutations -w DIRECTORY N FILE... writes them
 * there instead, for other tools to try.
 */
#include "check.h"
#include "convert.h"
#include "decode.h"
#include "fuzz.h"
#include "lossless.h"

/* Where one conversion went wrong; empty where it did not. */
struct verdict {
    char why[512];
};

struct listener {
    struct check_listener listener;
    struct verdict *verdict;
};

static void hear_violation(struct check_listener *self, const struct check_violation *violation)
{
    snprintf(((struct listener *)self)->verdict->why, sizeof ((struct listener *)self)->verdict->why, "not valid: %.*s: %.*s",
             (int)violation->pointer.len, violation->pointer.ptr, (int)violation->message.len, violation->message.ptr);
}

struct collector {
    struct decode_taker taker;
    struct buffer text;
};

static void take_text(struct decode_taker *taker, struct slice text)
{
    buffer_append_slice(&((struct collector *)taker)->text, text);
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    (void)taker;
    (void)remark;
    (void)offset;
}

static void check_lossless(struct slice bytes, struct lossless *lossless, struct verdict *verdict)
{
    struct collector collector = { .taker = { take_text, take_remark } };
    struct decode *decode = decode_new(NULL, &collector.taker);
    const char *fault;

    decode_feed(decode, bytes.ptr, bytes.len);
    decode_finish(decode);
    decode_free(decode);
    fault = lossless_fault(lossless, buffer_slice(&collector.text));
    if (fault)
        snprintf(verdict->why, sizeof verdict->why, "not lossless: %s", fault);
    buffer_fini(&collector.text);
}

static struct verdict convert_bytes(struct slice bytes)
{
    const struct convert_options options = { .name = "mutation" };
    struct verdict verdict = { "" };
    struct listener listener = { { hear_violation }, &verdict };
    struct check *check = check_new(schema_report(), NULL, &listener.listener);
    struct lossless *lossless = lossless_new(check_sink(check));
    struct convert *convert = convert_new(&options, lossless_sink(lossless));
    enum convert_status status = convert_feed(convert, bytes.ptr, bytes.len);

    if (status == CONVERT_OK)
        status = convert_finish(convert, false);
    if (status != CONVERT_OK && status != CONVERT_NOTHING && status != CONVERT_FOREIGN)
        snprintf(verdict.why, sizeof verdict.why, "status %d", status);
    else if (status == CONVERT_OK && verdict.why[0] == '\0')
        check_lossless(bytes, lossless, &verdict);
    convert_free(convert);
    lossless_free(lossless);
    check_free(check);
    return verdict;
}

/* Bytes of one line from somewhere in the text, its end included; none in an empty text. */
static struct slice pick_line(struct slice text, struct choice *choice)
{
    size_t at = text.len > 0 ? choice_next(choice, text.len) : 0, end = at;

    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    while (end < text.len && text.ptr[end++] != '\n')
        continue;
    return slice_part(text, at, end);
}

/* `text` with its bytes from `from` on, `len` of them, replaced. */
static void replace(struct buffer *text, size_t from, size_t len, struct slice by)
{
    struct buffer changed = { 0 };

    buffer_append(&changed, text->ptr, from);
    buffer_append_slice(&changed, by);
    buffer_append(&changed, text->ptr + from + len, text->len - from - len);
    buffer_fini(text);
    *text = changed;
}

/* What opens something, closes something, or is taken out of a text, and may stand anywhere in a damaged one. */
static const char *const insertions[] = {
    "名词解释", "有关名词说明", "注释：", "1.四尘：指扬尘。", "2.三烟：指油烟。", "“四尘”：指扬尘。", "一、", "二、", "（一）", "（二）",
    "一是", "二是", "1.", "2.", "①", "第一章", "第三条", "——", "1.1 ", "附件", "附件1", "目录", "各位代表：", "注：",
    "— 6 —", "\n— 7 —\n", "\f", "\v", "\t", "　　", "\n\n", "\r\n", "\xE2\x80\xA8", "责任编辑：", "2025年1月9日", "：", "；",
    "[bookmark: _GoBack]", "{ PAGE \\* MERGEFORMAT }", "<br>", "&ldquo;", "&nbsp;", "??", "**", "## ", "==", "\xE2\x80\x8B",
    "\xEF\xBB\xBF", "\xEF\xBF\xBE", "\x01", "更新时间：", "来源：", "2天前", "2024-", "是：", "《", "】", "(a)", "[1]", "^[2]",
    "1.甲：①乙；②丙。 — 6 — 2.丁。", "一是甲。二是乙：（1）丙；（2）丁。&nbsp;三是戊。",
};

static void mutate_once(struct buffer *text, struct choice *choice)
{
    struct slice line = pick_line(buffer_slice(text), choice), other = pick_line(buffer_slice(text), choice);
    size_t from = (size_t)(line.ptr - text->ptr), inside = line.len > 0 ? choice_next(choice, line.len) : 0;
    struct buffer twice = { 0 };

    if (text->len == 0)
        return;
    switch (choice_next(choice, 9)) {
    case 0: /* a byte flipped */
        text->ptr[from + inside] = (char)(text->ptr[from + inside] ^ (1 << choice_next(choice, 8)));
        break;
    case 1: /* a byte of any value */
        text->ptr[from + inside] = (char)choice_next(choice, 256);
        break;
    case 2: /* a line cut off */
        replace(text, from + inside, line.len - inside, SLICE("\n"));
        break;
    case 3: /* a line cut in two */
        replace(text, from + inside, 0, SLICE("\n"));
        break;
    case 4: /* two lines joined */
        if (line.len > 0 && line.ptr[line.len - 1] == '\n')
            replace(text, from + line.len - 1, 1, SLICE(""));
        break;
    case 5: /* a line left out */
        replace(text, from, line.len, SLICE(""));
        break;
    case 6:
    case 7: /* something put in */
        replace(text, from + inside, 0, slice_of(insertions[choice_next(choice, LENGTH_OF(insertions))]));
        break;
    default: /* a line doubled, or put elsewhere too */
        buffer_append_slice(&twice, other);
        replace(text, from, 0, buffer_slice(&twice));
        buffer_fini(&twice);
        break;
    }
}

static struct buffer read_whole(const char *path)
{
    struct buffer text = { 0 };
    FILE *file = fopen(path, "rb");
    char block[65536];
    size_t len;

    if (!file) {
        perror(path);
        exit(1);
    }
    while ((len = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(&text, block, len);
    fclose(file);
    return text;
}

/* The number-th mutation of a text: a few places of damage, now and then many. */
static struct buffer mutate(const struct buffer *text, size_t number)
{
    struct choice choice = { 0x9E3779B97F4A7C15u * (number + 1) | 1 };
    struct buffer mutation = { 0 };
    size_t n = 1 + choice_next(&choice, choice_next(&choice, 8) == 0 ? 100 : 5);

    buffer_append_slice(&mutation, buffer_slice(text));
    while (n-- > 0)
        mutate_once(&mutation, &choice);
    return mutation;
}

static void write_mutation(const char *directory, size_t number, struct slice bytes)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/%06zu.txt", directory, number);
    file = fopen(path, "wb");
    if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static size_t try_mutation(const char *path, size_t number, struct slice bytes)
{
    struct verdict verdict = convert_bytes(bytes);

    if (verdict.why[0] != '\0')
        printf("FAILED: %s, mutation %zu: %s\n", path, number, verdict.why);
    return verdict.why[0] != '\0';
}

int main(int argc, char **argv)
{
    const char *directory = argc > 3 && strcmp(argv[1], "-w") == 0 ? argv[2] : NULL;
    int first = directory ? 4 : 2;
    size_t n, n_files, n_failed = 0;

    if (argc <= first) {
        fprintf(stderr, "usage: mutations [-w DIRECTORY] N FILE...\n");
        return 2;
    }
    n = strtoul(argv[first - 1], NULL, 10);
    n_files = (size_t)(argc - first);
    for (size_t file = 0; file < n_files; file++) {
        struct buffer text = read_whole(argv[(size_t)first + file]);

        for (size_t number = file; number < n; number += n_files) {
            struct buffer mutation = mutate(&text, number);

            if (directory)
                write_mutation(directory, number, buffer_slice(&mutation));
            else
                n_failed += try_mutation(argv[(size_t)first + file], number, buffer_slice(&mutation));
            buffer_fini(&mutation);
        }
        buffer_fini(&text);
    }
    if (!directory)
        printf("%zu passed, %zu failed\n", n - n_failed, n_failed);
    return n_failed > 0;
}
