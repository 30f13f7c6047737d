#include "excerpt.h"

#include "decode.h"
#include "line.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 16 * 1024 };

/* Columns of the terminal: before the text, before the caret at most, and all of the text. */
enum { GUTTER_WIDTH = 7, BEFORE_WIDTH = 40, TEXT_WIDTH = 68 };

/* One line of those that are held. */
struct held {
    size_t from, to; /* in `text` */
};

struct excerpt {
    struct decode_taker decode_taker; /* first: decode hands on a pointer to it */
    struct line_taker line_taker;
    const char *path, *encoding;
    int descriptor; /* -1: not open */
    bool is_at_end;
    struct decode *decode;
    struct line_reader lines;
    /* What the last read gave: lines from `first` on. */
    uint64_t first;
    struct held *held;
    size_t n_held, held_capacity;
    struct buffer text;
};

#define EXCERPT_OF_LINES(taker) \
    ((struct excerpt *)(void *)((char *)(taker) - offsetof(struct excerpt, line_taker)))

static void take_text(struct decode_taker *taker, struct slice text)
{
    line_feed(&((struct excerpt *)taker)->lines, text);
}

static void take_remark(struct decode_taker *taker, enum decode_remark remark, uint64_t offset)
{
    (void)taker;
    (void)remark;
    (void)offset;
}

static void take_line(struct line_taker *taker, const struct line *line)
{
    struct excerpt *excerpt = EXCERPT_OF_LINES(taker);
    struct held *held;

    if (line->is_rest)
        return;
    excerpt->held = mem_grow(excerpt->held, &excerpt->held_capacity, excerpt->n_held + 1, sizeof excerpt->held[0]);
    held = &excerpt->held[excerpt->n_held];
    if (excerpt->n_held++ == 0)
        excerpt->first = line->number;
    held->from = excerpt->text.len;
    buffer_append_slice(&excerpt->text, line->text);
    held->to = excerpt->text.len;
}

struct excerpt *excerpt_new(const char *path, const char *encoding)
{
    struct excerpt *excerpt = mem_alloc(sizeof *excerpt);

    excerpt->path = path;
    excerpt->encoding = encoding;
    excerpt->descriptor = -1;
    return excerpt;
}

static void close_input(struct excerpt *excerpt)
{
    if (excerpt->descriptor >= 0)
        close(excerpt->descriptor);
    decode_free(excerpt->decode);
    line_fini(&excerpt->lines);
    excerpt->descriptor = -1;
    excerpt->decode = NULL;
    excerpt->is_at_end = false;
    excerpt->n_held = excerpt->text.len = 0;
}

void excerpt_free(struct excerpt *excerpt)
{
    if (!excerpt)
        return;
    close_input(excerpt);
    mem_free(excerpt->held);
    buffer_fini(&excerpt->text);
    mem_free(excerpt);
}

static bool open_input(struct excerpt *excerpt)
{
    struct stat status;

    close_input(excerpt);
    if (stat(excerpt->path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    excerpt->descriptor = open(excerpt->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (excerpt->descriptor < 0)
        return false;
    excerpt->decode_taker = (struct decode_taker){ take_text, take_remark };
    excerpt->line_taker.line = take_line;
    excerpt->lines = (struct line_reader){ .taker = &excerpt->line_taker };
    excerpt->decode = decode_new(excerpt->encoding, &excerpt->decode_taker);
    return excerpt->decode != NULL;
}

/* Replaces the lines that are held by the next ones. */
static void read_on(struct excerpt *excerpt)
{
    char bytes[READ_SIZE];
    ssize_t len;

    excerpt->n_held = excerpt->text.len = 0;
    do
        len = read(excerpt->descriptor, bytes, sizeof bytes);
    while (len < 0 && errno == EINTR);
    if (len > 0) {
        decode_feed(excerpt->decode, bytes, (size_t)len);
        return;
    }
    excerpt->is_at_end = true;
    decode_finish(excerpt->decode);
    line_finish(&excerpt->lines);
}

bool excerpt_find(struct excerpt *excerpt, uint64_t number, struct slice *line)
{
    bool is_passed = excerpt->n_held > 0 && number < excerpt->first;

    if ((excerpt->descriptor < 0 || is_passed || (excerpt->n_held == 0 && excerpt->is_at_end)) && !open_input(excerpt))
        return false;
    while (excerpt->n_held == 0 || number >= excerpt->first + excerpt->n_held) {
        if (excerpt->is_at_end)
            return false;
        read_on(excerpt);
    }
    if (number < excerpt->first)
        return false;
    *line = slice_part(buffer_slice(&excerpt->text), excerpt->held[number - excerpt->first].from,
                       excerpt->held[number - excerpt->first].to);
    return true;
}

/* Has no width of its own, or would steer the terminal: zero-width and bidirectional characters, soft hyphens. */
static bool is_unseen(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0x061C;
}

static int width_of(uint32_t cp)
{
    return cp == 0x3000 || utf8_is_cjk(cp) || utf8_is_ideograph(cp) || (cp >= 0xAC00 && cp <= 0xD7A3) ? 2 : 1;
}

/* Moves back from `offset` as far as the room before the caret goes. */
static size_t find_start(struct slice line, size_t offset, int *width)
{
    size_t start = offset;

    for (*width = 0; start > 0; ) {
        size_t before = start;
        int one = width_of(utf8_previous(line, &before));

        if (*width + one > BEFORE_WIDTH)
            break;
        *width += one;
        start = before;
    }
    return start;
}

static void print_text(FILE *to, struct slice line, size_t start)
{
    int width = 0;

    for (size_t at = start, next = start; at < line.len; at = next) {
        uint32_t cp = utf8_next(line, &next);

        width += width_of(cp);
        if (width > TEXT_WIDTH)
            break;
        if (cp == '\t')
            putc(' ', to);
        else if (is_unseen(cp))
            fputs("\xC2\xB7", to);
        else
            fwrite(line.ptr + at, 1, next - at, to);
    }
}

void excerpt_print(FILE *to, uint64_t number, struct slice line, uint64_t column)
{
    size_t offset = column > 1 ? utf8_prefix(line, (size_t)column - 1) : 0;
    int width;
    size_t start = find_start(line, offset, &width);

    fprintf(to, "%*llu | ", GUTTER_WIDTH, (unsigned long long)number);
    print_text(to, line, start);
    fprintf(to, "\n%*s | %*s^\n", GUTTER_WIDTH, "", width, "");
}
