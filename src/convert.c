#include "convert.h"

#include "decode.h"
#include "digest.h"
#include "foreign.h"
#include "join.h"
#include "line.h"
#include "normalize.h"
#include "outline.h"
#include "token.h"
#include "utf8.h"
#include "version.h"

#include <stddef.h>
#include <stdlib.h>

struct convert {
    struct decode_taker decode_taker; /* first: decode hands on a pointer to it */
    struct line_taker line_taker;
    struct join_taker paragraph_taker;
    struct buffer name;
    struct decode *decode;
    struct line_reader lines;
    struct normalizer *normalizer; /* NULL: text stays as it is */
    uint64_t n_lost_cp;            /* code points fewer in a line because of it, so far */
    struct joiner *joiner;
    struct outline *outline;
    struct diag_list *diags;
    struct diag replaced; /* U+FFFD in a row, so far; count 0: none */
    struct clean_tally tally;
    struct token_list tokens;
    struct digest digest;
    bool has_digest, has_text;
    struct buffer first_bytes; /* until it is sure that they are text: fewer than FOREIGN_PREFIX */
    bool is_text;
    struct slice fed;  /* what convert_feed was given; borrowed, while it runs */
    bool is_truncated; /* what convert_finish was told */
    uint64_t n_bytes;
    enum convert_status status;
    const char *reason;
};

#define CONTAINER_OF(member_pointer, type, member) ((type *)(void *)((char *)(member_pointer) - offsetof(type, member)))

static void take_text(struct decode_taker *taker, struct slice text)
{
    line_feed(&((struct convert *)taker)->lines, text);
}

static void report_replaced(struct convert *convert)
{
    if (convert->replaced.count > 0)
        diag_list_add(convert->diags, &convert->replaced);
    convert->replaced.count = 0;
}

/* Damage comes in stretches: what is replaced in a row is one piece of news, with its count. */
static void count_replaced(struct convert *convert, const struct diag *diag)
{
    struct diag *replaced = &convert->replaced;

    if (replaced->count > 0 && diag->line == replaced->line && diag->column == replaced->column + replaced->count) {
        replaced->count++;
        return;
    }
    report_replaced(convert);
    *replaced = *diag;
    replaced->count = 1;
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    static const enum diag_code codes[] = {
        [DECODE_INVALID] = DIAG_INVALID_BYTES,
        [DECODE_MIXED] = DIAG_MIXED_ENCODING,
        [DECODE_GUESSED] = DIAG_ENCODING_GUESSED,
    };
    struct convert *convert = (struct convert *)taker;
    struct diag diag = { .code = codes[remark], .offset_plus_one = offset + 1 };

    line_place(&convert->lines, &diag.line, &diag.column);
    if (remark == DECODE_INVALID)
        count_replaced(convert, &diag);
    else
        diag_list_add(convert->diags, &diag);
}

/* Columns are those of the text as it is now. */
static void normalize(struct convert *convert, struct line *line)
{
    struct normalized normalized = normalize_line(convert->normalizer, line->text);
    struct diag diag = { .code = DIAG_NORMALIZED, .line = line->number, .count = normalized.n_changed };

    if (!line->is_rest)
        convert->n_lost_cp = 0;
    line->column -= convert->n_lost_cp;
    if (normalized.n_changed == 0)
        return;
    convert->n_lost_cp += utf8_count(line->text) - utf8_count(normalized.text);
    line->text = normalized.text;
    diag.column = line->column + normalized.first_cp;
    diag_list_add(convert->diags, &diag);
}

static void take_line(struct line_taker *taker, const struct line *read)
{
    struct convert *convert = CONTAINER_OF(taker, struct convert, line_taker);
    const struct line *line = read;
    struct line normalized;

    if (convert->normalizer) {
        normalized = *read;
        normalize(convert, &normalized);
        line = &normalized;
    }
    if (line->is_rest) {
        struct diag diag = { .code = DIAG_LONG_LINE, .line = line->number, .column = line->column };

        diag_list_add(convert->diags, &diag);
    }
    convert->has_text = convert->has_text || utf8_trim(line->text).len > 0;
    join_line(convert->joiner, line);
}

static void take_front(struct join_taker *taker, const struct front_line *lines, size_t n, size_t *body_line,
                       size_t *body_offset)
{
    struct join_taker *next = outline_taker(CONTAINER_OF(taker, struct convert, paragraph_taker)->outline);

    next->front(next, lines, n, body_line, body_offset);
}

static void take_paragraph(struct join_taker *taker, struct paragraph *paragraph)
{
    struct convert *convert = CONTAINER_OF(taker, struct convert, paragraph_taker);
    struct join_taker *next = outline_taker(convert->outline);

    if (paragraph->may_hold_tokens)
        token_scan(&convert->tokens, paragraph, convert->diags);
    next->paragraph(next, paragraph);
}

static bool build_passes(struct convert *convert, const struct convert_options *options, struct sink *out)
{
    utf8_append_name(&convert->name, options->name);
    convert->diags = diag_list_new();
    if (options->normalize_nfc)
        convert->normalizer = mem_alloc(sizeof *convert->normalizer);
    convert->outline = outline_new(out, convert->diags, &convert->tally, options->explain);
    convert->joiner = join_new(&convert->paragraph_taker, convert->diags, &convert->tally);
    convert->decode = decode_new(options->encoding, &convert->decode_taker);
    return convert->decode != NULL;
}

/* Runs build_passes under a guard: false where the encoding is unknown or memory ran out. */
static bool try_to_build(struct convert *convert, const struct convert_options *options, struct sink *out)
{
    struct mem_guard guard;
    bool is_built;

    mem_guard_push(&guard);
    is_built = setjmp(guard.resume) == 0 && build_passes(convert, options, out);
    mem_guard_pop(&guard);
    return is_built;
}

struct convert *convert_new(const struct convert_options *options, struct sink *out)
{
    struct convert *convert = calloc(1, sizeof *convert);

    if (!convert)
        return NULL;
    convert->decode_taker = (struct decode_taker){ take_text, take_remark };
    convert->line_taker.line = take_line;
    convert->paragraph_taker = (struct join_taker){ take_front, take_paragraph };
    convert->lines.taker = &convert->line_taker;
    convert->has_digest = !options->no_digest;
    digest_init(&convert->digest);
    if (try_to_build(convert, options, out))
        return convert;
    convert_free(convert);
    return NULL;
}

void convert_free(struct convert *convert)
{
    if (!convert)
        return;
    decode_free(convert->decode);
    line_fini(&convert->lines);
    join_free(convert->joiner);
    outline_free(convert->outline);
    diag_list_free(convert->diags);
    if (convert->normalizer)
        normalize_fini(convert->normalizer);
    mem_free(convert->normalizer);
    buffer_fini(&convert->name);
    buffer_fini(&convert->first_bytes);
    free(convert);
}

/* At the end of each call, so that the caller gets all that its bytes decide. */
static void hand_on(struct convert *convert)
{
    outline_hand_on(convert->outline);
    if (outline_build(convert->outline)->failed)
        convert->status = CONVERT_SINK_FAILED;
}

/* Looks at what the input begins with: it may be a DOCX. */
static void begin_text(struct convert *convert, struct slice start)
{
    convert->reason = foreign_reason(slice_part(start, 0, start.len < FOREIGN_PREFIX ? start.len : FOREIGN_PREFIX));
    if (convert->reason)
        convert->status = CONVERT_FOREIGN;
    else
        convert->is_text = true;
}

/* Begins with the bytes that have waited. Nothing is kept of what is no text. */
static void begin_with_first(struct convert *convert)
{
    struct slice first = buffer_slice(&convert->first_bytes);

    begin_text(convert, first);
    if (convert->is_text)
        decode_feed(convert->decode, first.ptr, first.len);
}

/* Fewer bytes than FOREIGN_PREFIX wait for more; how many of `bytes` were taken for that. */
static size_t feed_first(struct convert *convert, struct slice bytes)
{
    size_t wanted = FOREIGN_PREFIX - convert->first_bytes.len;

    if (convert->first_bytes.len == 0 && bytes.len >= wanted) {
        begin_text(convert, bytes);
        return 0;
    }
    if (bytes.len < wanted)
        wanted = bytes.len;
    buffer_append(&convert->first_bytes, bytes.ptr, wanted);
    if (convert->first_bytes.len == FOREIGN_PREFIX)
        begin_with_first(convert);
    return wanted;
}

static void feed(struct convert *convert)
{
    struct slice bytes = convert->fed;
    size_t at = 0;

    if (convert->has_digest)
        digest_add(&convert->digest, bytes.ptr, bytes.len);
    convert->n_bytes += bytes.len;
    if (!convert->is_text)
        at = feed_first(convert, bytes);
    if (convert->is_text)
        decode_feed(convert->decode, bytes.ptr + at, bytes.len - at);
    hand_on(convert);
}

/* Runs a pass under a guard. What it takes is in `convert`, because what setjmp's caller keeps itself may be lost. */
static enum convert_status guard(struct convert *convert, void (*pass)(struct convert *convert))
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        pass(convert);
    else
        convert->status = CONVERT_OUT_OF_MEMORY;
    mem_guard_pop(&guard);
    return convert->status;
}

enum convert_status convert_feed(struct convert *convert, const void *bytes, size_t len)
{
    if (convert->status != CONVERT_OK || len == 0)
        return convert->status;
    convert->fed = (struct slice){ bytes, len };
    return guard(convert, feed);
}

static void put_digest(struct convert *convert, struct build *build)
{
    char digits[DIGEST_HEX_LEN + 1];

    if (!convert->has_digest)
        return;
    digest_hex(&convert->digest, digits);
    build_string(build, KEY_SHA256, slice_of(digits));
}

static void put_source(struct convert *convert, struct build *build)
{
    build_event(build, EVENT_MAPPING_START, KEY_SOURCE);
    build_string(build, KEY_NAME, buffer_slice(&convert->name));
    build_string(build, KEY_ENCODING, slice_of(decode_encoding(convert->decode)));
    build_integer(build, KEY_BYTES, convert->n_bytes);
    build_integer(build, KEY_LINES, convert->lines.n_lines);
    put_digest(convert, build);
    build_string(build, KEY_NORMALIZATION, convert->normalizer ? SLICE("NFC") : SLICE("none"));
    build_boolean(build, KEY_TRUNCATED, convert->is_truncated);
    build_event(build, EVENT_MAPPING_END, KEY_NONE);
}

static void put_diagnostic(struct build *build, const struct diag_record *record)
{
    const struct diag *diag = &record->diag;

    build_event(build, EVENT_MAPPING_START, KEY_NONE);
    build_integer(build, KEY_LINE, diag->line);
    build_integer(build, KEY_COLUMN, diag->column);
    build_string(build, KEY_LEVEL, diag_level_name(diag_level(diag->code)));
    build_string(build, KEY_CODE, diag_name(diag->code));
    build_string(build, KEY_MESSAGE, record->message);
    if (diag->count > 1)
        build_integer(build, KEY_COUNT_KEY, diag->count);
    if (diag->offset_plus_one > 0)
        build_integer(build, KEY_OFFSET, diag->offset_plus_one - 1);
    build_string(build, KEY_EXPECTED, diag->expected);
    build_string(build, KEY_FOUND, diag->found);
    build_event(build, EVENT_MAPPING_END, KEY_NONE);
}

static void put_diagnostics(struct convert *convert, struct build *build)
{
    diag_list_close(convert->diags);
    build_event(build, EVENT_SEQUENCE_START, KEY_DIAGNOSTICS);
    for (size_t i = 0; i < diag_list_count(convert->diags); i++)
        put_diagnostic(build, diag_list_get(convert->diags, i));
    build_event(build, EVENT_SEQUENCE_END, KEY_NONE);
}

static void finish(struct convert *convert)
{
    struct build *build = outline_build(convert->outline);

    if (!convert->is_text)
        begin_with_first(convert);
    if (convert->status != CONVERT_OK)
        return;
    decode_finish(convert->decode);
    report_replaced(convert);
    line_finish(&convert->lines);
    if (!convert->has_text) {
        convert->status = CONVERT_NOTHING;
        convert->reason = "the input is empty: nothing to convert";
        return;
    }
    join_finish(convert->joiner);
    outline_finish(convert->outline);
    if (outline_count(convert->outline) == 0)
        diag_list_add(convert->diags, &(struct diag){ .code = DIAG_NO_STRUCTURE, .line = 1, .column = 1 });
    token_report(&convert->tokens, outline_has_glossary(convert->outline), convert->diags);
    put_source(convert, build);
    build_string(build, KEY_GENERATOR, SLICE("report2yaml " REPORT2YAML_VERSION));
    put_diagnostics(convert, build);
    build_event(build, EVENT_MAPPING_END, KEY_NONE);
    build_event(build, EVENT_DOCUMENT_END, KEY_NONE);
    hand_on(convert);
}

enum convert_status convert_finish(struct convert *convert, bool truncated)
{
    if (convert->status != CONVERT_OK)
        return convert->status;
    convert->is_truncated = truncated;
    return guard(convert, finish);
}

const char *convert_reason(const struct convert *convert)
{
    return convert->reason;
}

const struct diag_list *convert_diagnostics(const struct convert *convert)
{
    return convert->diags;
}
