#include "escape.h"
#include "utf8.h"
#include "vocabulary.h"
#include "write.h"

/*
 * Block style, byte for byte as libyaml 0.2.5's emitter gives it for the same events (unicode on, no line width):
 * two blanks a level, a sequence under a key at the key's own column, strings that are not plain in double quotes.
 */
enum { DEPTH_MAX = 1024, INDENT = 2 };
/* As many blanks as one move of the processor copies. */
enum { GAP_MAX = 16, GAP_UNKNOWN = 2 * DEPTH_MAX * INDENT };
/* libyaml writes a longer key as "? key" with its value behind ": " on a line of its own. */
enum { SIMPLE_KEY_LEN_MAX = 128 };
/* The longest escape: \U0001F600. */
enum { ESCAPE_LEN_MAX = 10 };

/* Plain words, ids and numbers: nearly all are this short. */
enum { SHORT_LEN_MAX = 128 };
/* Kept free behind a text that is copied: for one escape, the closing quote and what follows it. */
enum { ROOM_RESERVE = ESCAPE_LEN_MAX + 8 };

_Static_assert(DEPTH_MAX * INDENT + 256 <= OUT_ROOM_MAX / 2, "a member's indent, key and marks fit into half a room");

/* A mapping or sequence that is open. Nothing is written before its first member, for an empty one is written as []. */
struct frame {
    bool is_sequence;
    bool has_members;
    bool starts_inline; /* its first member stands on the line where it is opened: behind "-" or behind ": " */
    unsigned indent;
    unsigned gap; /* blanks before its next member; GAP_UNKNOWN where something else may stand there */
};

/* A key with its colon and a blank, padded so that one move of the processor copies it. */
enum { KEY_ROOM = 16 };
struct key_text {
    char bytes[KEY_ROOM];
    size_t len; /* with the colon, without the blank */
};

/* Room in `out` that is being filled; nothing counts before flush_room. */
struct room {
    struct out *out;
    char *start, *end; /* of what was put */
    char *limit;       /* the room's end */
};

struct yaml_writer {
    struct writer writer;
    struct key_text keys[KEY_OTHER];
    struct room room;
    bool has_modeline;
    size_t depth;
    bool is_inline_next; /* a collection opened now starts inline */
    struct frame frames[1 + DEPTH_MAX]; /* the first is no mapping and no sequence: what the document stands in */
};

static char *put_text(char *to, struct slice text)
{
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    return to + text.len;
}

/* The same of a word or an id, which is short: two moves that overlap copy up to sixteen bytes. */
static inline char *put_word(char *to, struct slice word)
{
    const char *end = word.ptr + word.len;

    if (word.len > 16 || word.len < 4)
        return put_text(to, word);
    if (word.len >= 8) {
        memcpy(to, word.ptr, 8);
        memcpy(to + word.len - 8, end - 8, 8);
    } else {
        memcpy(to, word.ptr, 4);
        memcpy(to + word.len - 4, end - 4, 4);
    }
    return to + word.len;
}

/* Nearly always few: as many as one move of the processor copies. There is room for more, for what follows. */
static char *put_blanks(char *to, size_t n)
{
    static const char few[] = "                ";

    if (n < sizeof few)
        memcpy(to, few, sizeof few - 1);
    else
        memset(to, ' ', n);
    return to + n;
}

#define TEN_OF(digit) \
    digit "0" digit "1" digit "2" digit "3" digit "4" digit "5" digit "6" digit "7" digit "8" digit "9"

/* 00 to 99 */
static const char pairs[] = TEN_OF("0") TEN_OF("1") TEN_OF("2") TEN_OF("3") TEN_OF("4")
                            TEN_OF("5") TEN_OF("6") TEN_OF("7") TEN_OF("8") TEN_OF("9");

static inline char *put_count(char *to, uint64_t count)
{
    size_t len = 1u + (count >= 10) + (count >= 100) + (count >= 1000) + (count >= 10000) + (count >= 100000);

    for (uint64_t rest = count / 100000; rest >= 10; rest /= 10) /* line numbers are seldom that long */
        len++;
    for (char *at = to + len; count >= 10; count /= 100)
        memcpy(at -= 2, pairs + 2 * (count % 100), 2);
    if (len % 2 == 1)
        *to = (char)('0' + count);
    return to + len;
}

static char *put_integer(char *to, int64_t integer)
{
    if (integer >= 0)
        return put_count(to, (uint64_t)integer);
    *to = '-';
    return put_count(to + 1, 0 - (uint64_t)integer);
}

static char *put_hex(char *to, uint32_t value, int n_digits)
{
    for (int shift = (n_digits - 1) * 4; shift >= 0; shift -= 4)
        *to++ = "0123456789ABCDEF"[(value >> shift) & 0xF];
    return to;
}

/* The letter of a short escape, or 0. */
static char escape_letter(uint32_t cp)
{
    static const char letters[] = {
        [0x00] = '0', [0x07] = 'a', [0x08] = 'b', [0x09] = 't',  [0x0A] = 'n', [0x0B] = 'v',
        [0x0C] = 'f', [0x0D] = 'r', [0x1B] = 'e', [0x22] = '"', [0x5C] = '\\', [0x85] = 'N',
    };

    if (cp < sizeof letters)
        return letters[cp];
    return cp == 0x2028 ? 'L' : cp == 0x2029 ? 'P' : 0;
}

static char *put_escape(char *to, uint32_t cp)
{
    char letter = escape_letter(cp);

    *to++ = '\\';
    if (letter) {
        *to++ = letter;
        return to;
    }
    if (cp <= 0xFF) {
        *to++ = 'x';
        return put_hex(to, cp, 2);
    }
    *to++ = cp <= 0xFFFF ? 'u' : 'U';
    return put_hex(to, cp, cp <= 0xFFFF ? 4 : 8);
}

static void flush_room(struct room *room)
{
    if (room->end > room->start)
        out_advance(room->out, (size_t)(room->end - room->start));
    room->start = room->end;
}

/* Before anybody else writes. */
static void close_room(struct room *room)
{
    flush_room(room);
    room->start = room->end = room->limit = NULL;
}

static void renew_room(struct room *room)
{
    size_t len;

    flush_room(room);
    room->start = room->end = out_room(room->out, OUT_ROOM_MAX, &len);
    room->limit = room->start + len;
}

static bool has_room(const struct room *room, size_t len)
{
    return (size_t)(room->limit - room->end) >= len;
}

/* Room for a member's indent, key and marks, and for a short text. */
static void keep_room(struct room *room)
{
    if (!has_room(room, OUT_ROOM_MAX / 2))
        renew_room(room);
}

/* Text of any length, in quotes and with `after` behind it. */
static void put_quoted(struct room *room, struct slice text, struct slice after)
{
    *room->end++ = '"';
    for (;;) {
        size_t len = escape_copy(room->end, (size_t)(room->limit - room->end) - ROOM_RESERVE, text);

        room->end += len;
        text = slice_from(text, len);
        if (text.len == 0)
            break;
        if (escape_is_needed(text)) {
            size_t offset = 0;

            room->end = put_escape(room->end, utf8_next(text, &offset));
            text = slice_from(text, offset);
        }
        keep_room(room);
    }
    *room->end++ = '"';
    room->end = put_text(room->end, after);
}

/* The breaks of libyaml's IS_BREAK: what makes a scalar "multiline", and so no simple key. */
static bool holds_break(struct slice text)
{
    static const char *const breaks[] = { "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9" };

    for (size_t i = 0; i < LENGTH_OF(breaks); i++)
        if (slice_holds(text, slice_of(breaks[i])))
            return true;
    return false;
}

/* A key that report/1.0 does not know: always quoted. Returns whether the value follows on the same line. */
static bool put_unknown_key(struct room *room, struct slice key, size_t indent)
{
    bool is_simple = key.len <= SIMPLE_KEY_LEN_MAX && !holds_break(key);

    if (is_simple) {
        put_quoted(room, key, SLICE(":"));
        return true;
    }
    room->end = put_text(room->end, SLICE("? "));
    put_quoted(room, key, SLICE("\n"));
    renew_room(room);
    room->end = put_blanks(room->end, indent);
    *room->end++ = ':';
    return false;
}

/* begin_member of one that is the first, or has a key that report/1.0 does not know. */
static void begin_rare_member(struct yaml_writer *yaml, const struct event *event)
{
    struct room *room = &yaml->room;
    struct frame *frame;

    keep_room(room);
    yaml->is_inline_next = false;
    if (yaml->depth == 0)
        return;
    frame = &yaml->frames[yaml->depth];
    if (!frame->has_members)
        *room->end++ = frame->starts_inline ? ' ' : '\n';
    if (frame->has_members || !frame->starts_inline)
        room->end = put_blanks(room->end, frame->indent);
    frame->has_members = true;
    frame->gap = frame->indent;
    if (frame->is_sequence) {
        *room->end++ = '-';
        yaml->is_inline_next = true;
    } else if (event->key == KEY_OTHER) {
        yaml->is_inline_next = !put_unknown_key(room, event->key_text, frame->indent);
    } else {
        memcpy(room->end, yaml->keys[event->key].bytes, KEY_ROOM);
        room->end += yaml->keys[event->key].len;
    }
}

/* begin_member of most, which stand behind others under keys of report/1.0. False: nothing was put. */
static inline bool begin_next_member(struct yaml_writer *yaml, const struct event *event)
{
    struct frame *frame = &yaml->frames[yaml->depth];
    char *end = yaml->room.end;

    if (frame->gap > GAP_MAX || event->key == KEY_OTHER || !has_room(&yaml->room, OUT_ROOM_MAX / 2))
        return false;
    end = put_blanks(end, frame->gap);
    frame->gap = frame->indent;
    frame->has_members = true;
    yaml->is_inline_next = frame->is_sequence;
    if (frame->is_sequence) {
        *end++ = '-';
    } else {
        memcpy(end, yaml->keys[event->key].bytes, KEY_ROOM);
        end += yaml->keys[event->key].len;
    }
    yaml->room.end = end;
    return true;
}

/* What stands in front of a member's value: line end, indent, and "-" or the key with its colon. */
static inline void begin_member(struct yaml_writer *yaml, const struct event *event)
{
    if (!begin_next_member(yaml, event))
        begin_rare_member(yaml, event);
}

static int open_collection(struct yaml_writer *yaml, const struct event *event)
{
    bool is_sequence = event->type == EVENT_SEQUENCE_START;
    struct frame *frame = &yaml->frames[yaml->depth], *opened = frame + 1;

    if (yaml->depth == DEPTH_MAX)
        return -1;
    begin_member(yaml, event);
    opened->is_sequence = is_sequence;
    opened->has_members = false;
    opened->starts_inline = yaml->is_inline_next;
    opened->indent = yaml->depth == 0 ? 0 : frame->indent + (is_sequence && !opened->starts_inline ? 0 : INDENT);
    opened->gap = opened->starts_inline && !is_sequence ? 1 : GAP_UNKNOWN;
    yaml->depth++;
    return 0;
}

static int close_collection(struct yaml_writer *yaml, const struct event *event)
{
    bool is_sequence = event->type == EVENT_SEQUENCE_END;
    struct frame *frame;

    if (yaml->depth == 0)
        return -1;
    frame = &yaml->frames[yaml->depth--];
    if (frame->is_sequence != is_sequence)
        return -1;
    if (!frame->has_members)
        yaml->room.end = put_text(yaml->room.end, is_sequence ? SLICE(" []\n") : SLICE(" {}\n"));
    return 0;
}

static int write_plain(struct yaml_writer *yaml, const struct event *event, struct slice text)
{
    struct room *room = &yaml->room;

    begin_member(yaml, event);
    *room->end++ = ' ';
    if (text.len > SHORT_LEN_MAX) {
        close_room(room);
        out_write_slice(room->out, text);
        renew_room(room);
    } else {
        room->end = put_text(room->end, text);
    }
    *room->end++ = '\n';
    return 0;
}

static bool is_plain(const struct event *event)
{
    return event->form == FORM_WORD || (event->form == FORM_UNKNOWN && vocabulary_is_plain(event->key, event->text));
}

static int write_string(struct yaml_writer *yaml, const struct event *event)
{
    if (is_plain(event))
        return write_plain(yaml, event, event->text);
    begin_member(yaml, event);
    *yaml->room.end++ = ' ';
    put_quoted(&yaml->room, event->text, SLICE("\n"));
    return 0;
}

static int write_integer(struct yaml_writer *yaml, const struct event *event)
{
    begin_member(yaml, event);
    *yaml->room.end++ = ' ';
    yaml->room.end = put_integer(yaml->room.end, event->integer);
    *yaml->room.end++ = '\n';
    return 0;
}

static int write_boolean(struct yaml_writer *yaml, const struct event *event)
{
    return write_plain(yaml, event, event->integer ? SLICE("true") : SLICE("false"));
}

static int write_number(struct yaml_writer *yaml, const struct event *event)
{
    return write_plain(yaml, event, event->text);
}

static int write_null(struct yaml_writer *yaml, const struct event *event)
{
    return write_plain(yaml, event, SLICE("null"));
}

static int start_document(struct yaml_writer *yaml, const struct event *event)
{
    (void)event;
    if (yaml->depth > 0)
        return -1;
    keep_room(&yaml->room);
    if (yaml->has_modeline)
        yaml->room.end = put_text(yaml->room.end, SLICE(WRITE_MODELINE));
    yaml->room.end = put_text(yaml->room.end, SLICE("---"));
    return 0;
}

static int end_document(struct yaml_writer *yaml, const struct event *event)
{
    (void)event;
    close_room(&yaml->room);
    return yaml->depth == 0 ? 0 : -1;
}

static int (*const write_event[])(struct yaml_writer *yaml, const struct event *event) = {
    [EVENT_DOCUMENT_START] = start_document,
    [EVENT_DOCUMENT_END] = end_document,
    [EVENT_MAPPING_START] = open_collection,
    [EVENT_MAPPING_END] = close_collection,
    [EVENT_SEQUENCE_START] = open_collection,
    [EVENT_SEQUENCE_END] = close_collection,
    [EVENT_STRING] = write_string,
    [EVENT_INTEGER] = write_integer,
    [EVENT_BOOLEAN] = write_boolean,
    [EVENT_NUMBER] = write_number,
    [EVENT_NULL] = write_null,
};
_Static_assert(LENGTH_OF(write_event) == EVENT_TYPE_COUNT, "every event is written");

/* The value of a scalar whose form is known, and a line feed; there is room. */
static inline char *put_known(char *to, const struct event *event)
{
    if (event->form == FORM_COUNT) {
        to = put_count(to, (uint64_t)event->integer);
    } else if (event->form == FORM_WORD) {
        to = put_word(to, event->text);
    } else {
        *to = '"';
        to = put_text(to + 1, event->text);
        *to++ = '"';
    }
    *to++ = '\n';
    return to;
}

/* A member of a mapping, of a known form. */
static inline char *put_member(struct frame *frame, char *to, const struct key_text *key, const struct event *event)
{
    to = put_blanks(to, frame->gap);
    memcpy(to, key->bytes, KEY_ROOM);
    frame->gap = frame->indent;
    frame->has_members = true;
    return put_known(to + key->len + 1, event);
}

/* A sequence under a key of a mapping: it begins below, unless it is empty. */
static inline char *put_sequence(struct frame *frame, char *to, const struct key_text *key)
{
    to = put_blanks(to, frame->gap);
    memcpy(to, key->bytes, KEY_ROOM);
    frame->gap = frame->indent;
    frame->has_members = true;
    frame[1] = (struct frame){ .is_sequence = true, .indent = frame->indent, .gap = GAP_UNKNOWN };
    return to + key->len;
}

/* A mapping that is a member of a sequence under a key: its first member stands behind the hyphen. */
static inline char *put_item(struct frame *frame, char *to)
{
    if (!frame->has_members)
        *to++ = '\n';
    to = put_blanks(to, frame->indent);
    *to = '-';
    frame->gap = frame->indent;
    frame->has_members = true;
    frame[1] = (struct frame){ .starts_inline = true, .indent = frame->indent + INDENT, .gap = 1 };
    return to + 1;
}

/* What nodes are made of, as far as it goes and there is room: how many of the events. */
static inline size_t put_plainly(struct yaml_writer *yaml, const struct event *events, size_t n)
{
    struct frame *frame = &yaml->frames[yaml->depth], *last = &yaml->frames[DEPTH_MAX];
    char *end = yaml->room.end;
    size_t i = 0;

    for (; i < n && (size_t)(yaml->room.limit - end) >= events[i].text.len + OUT_ROOM_MAX / 2; i++) {
        const struct event *event = &events[i];
        bool has_place = !frame->is_sequence && frame->gap <= GAP_MAX;

        if (has_place && event->form != FORM_UNKNOWN)
            end = put_member(frame, end, &yaml->keys[event->key], event);
        else if (event->type == EVENT_MAPPING_START && frame->is_sequence && !frame->starts_inline && frame < last)
            end = put_item(frame++, end);
        else if (event->type == EVENT_SEQUENCE_START && has_place && event->key < KEY_OTHER && frame < last)
            end = put_sequence(frame++, end, &yaml->keys[event->key]);
        else if (frame->has_members && event->type == (frame->is_sequence ? EVENT_SEQUENCE_END : EVENT_MAPPING_END))
            frame--;
        else
            break;
    }
    yaml->depth = (size_t)(frame - yaml->frames);
    yaml->room.end = end;
    return i;
}

static int write_events(struct sink *self, const struct event *events, size_t n)
{
    struct yaml_writer *yaml = (struct yaml_writer *)self;
    size_t i = put_plainly(yaml, events, n);

    while (i < n) {
        if (write_event[events[i].type](yaml, &events[i]) != 0)
            return -1;
        i++;
        i += put_plainly(yaml, &events[i], n - i);
    }
    return out_error(yaml->room.out) == 0 ? 0 : -1;
}

static void flush_writer(struct writer *self)
{
    close_room(&((struct yaml_writer *)self)->room);
}

static void free_writer(struct writer *self)
{
    mem_free(self);
}

static void make_keys(struct yaml_writer *yaml)
{
    for (int key = 0; key < KEY_OTHER; key++) {
        struct slice name = vocabulary_name((enum key)key);
        struct key_text *text = &yaml->keys[key];

        text->len = name.len + 1;
        memcpy(put_text(text->bytes, name), ": ", 2);
    }
}

struct writer *write_yaml_open(struct out *out, const struct write_options *options)
{
    struct yaml_writer *yaml = mem_alloc(sizeof *yaml);

    make_keys(yaml);
    yaml->has_modeline = options->modeline;
    yaml->frames[0].gap = GAP_UNKNOWN;
    yaml->writer = (struct writer){ .sink.take = write_events, .free = free_writer, .flush = flush_writer };
    yaml->room.out = out;
    return &yaml->writer;
}
