/*
 * report2yaml: the library. Raw text of a report in, one document of report/1.0 out, while reading goes on.
 * May be used by every program; it includes nothing but standard headers. The program report2yaml is built on it.
 *
 * What is promised:
 * - No global state. A `struct report2yaml` does not change once it is made: any number of threads may share it, each
 *   with conversions of its own. One conversion belongs to one thread at a time.
 * - No function ends the program, writes to a standard stream or changes the locale. Where memory runs out, the call
 *   says so (REPORT2YAML_OUT_OF_MEMORY), and what was made can and must still be freed.
 * - Memory is bounded by the longest paragraph and the depth of nesting, not by the length of the report.
 * - The same bytes, name and options give the same document, however the bytes were cut into calls.
 * - Callbacks are called from inside feed, finish and read, on the calling thread, and borrow what they are given until
 *   they return. They must not leave by longjmp or an exception.
 * - Up to 1.0, members may be added to structures: compile again with each version. The soname changes with them.
 *   Zero in a structure of options is the default, in this version and in later ones.
 *
 * Lengths are bytes; lines and columns count from 1, columns in code points of the decoded line; 0 is no place.
 */
#ifndef REPORT2YAML_H
#define REPORT2YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define REPORT2YAML_API __attribute__((visibility("default")))
#else
#define REPORT2YAML_API
#endif

enum report2yaml_status {
    REPORT2YAML_DONE,
    REPORT2YAML_REFUSED,      /* not of a kind that converts, or no valid document: messages say why */
    REPORT2YAML_READ_FAILED,  /* the input's read() failed; what came before it was converted as truncated */
    REPORT2YAML_SINK_FAILED,  /* write() or event() did not return 0 */
    REPORT2YAML_OUT_OF_MEMORY,
    REPORT2YAML_UNKNOWN_NAME, /* no such format or encoding */
};

enum report2yaml_input { REPORT2YAML_TEXT, REPORT2YAML_YAML };

struct report2yaml_options {
    enum report2yaml_input from; /* what comes in: a text, or a document of report/1.N to be checked and rewritten */
    const char *to;              /* what write() gets, by a name of report2yaml_format; NULL: "yaml" */
    const char *encoding;        /* of a text; NULL: detect */
    bool normalize_nfc;          /* rewrite a text to Unicode's form C */
    bool no_digest;              /* leave out source.sha256 */
    bool modeline;               /* yaml: begin with a comment that tells editors the schema */
    bool colour;                 /* outline: with escape sequences for a terminal */
    FILE *explain;               /* NULL, or where to say how each line of a text was read */
};

/* Bytes that belong to somebody else; not terminated by a NUL. UTF-8, except where something else is said. */
struct report2yaml_text {
    const char *bytes;
    size_t len;
};

enum report2yaml_level { REPORT2YAML_NOTE, REPORT2YAML_WARNING, REPORT2YAML_ERROR, REPORT2YAML_LEVELS };

/* What is to be said about an input. Texts are one line, and may be empty. */
struct report2yaml_message {
    enum report2yaml_level level;
    const char *code;             /* "editor-residue", see report2yaml(1); NULL: no diagnostic of the document */
    struct report2yaml_text text; /* "removed an editor's bookmark" */
    uint64_t line, column;        /* of the input */
    uint64_t count;               /* how many places this one stands for, from 1 */
    bool has_offset;
    uint64_t offset;              /* in bytes of the input, from 0 */
    struct report2yaml_text expected, found;
    bool has_pointer;
    struct report2yaml_text pointer; /* of the value that breaks the schema, "/body/0/title"; "" is the root */
};

enum report2yaml_event_type {
    REPORT2YAML_DOCUMENT_START,
    REPORT2YAML_DOCUMENT_END,
    REPORT2YAML_MAPPING_START,
    REPORT2YAML_MAPPING_END,
    REPORT2YAML_SEQUENCE_START,
    REPORT2YAML_SEQUENCE_END,
    REPORT2YAML_STRING,  /* text */
    REPORT2YAML_INTEGER, /* integer */
    REPORT2YAML_BOOLEAN, /* integer: 0 or 1 */
    REPORT2YAML_NUMBER,  /* no integer; text as written. From YAML only, as is the next */
    REPORT2YAML_NULL,
};

/* A document as a stream of events, nested as in JSON. The key of a member travels with what begins its value. */
struct report2yaml_event {
    enum report2yaml_event_type type;
    struct report2yaml_text key; /* empty in a sequence, at the root, and with events that end something */
    struct report2yaml_text text;
    int64_t integer;
};

/* Takes what a conversion gives. Each member may be NULL. Put it first in a structure of your own. */
struct report2yaml_sink {
    /* The next bytes of the document. Not 0: stop. */
    int (*write)(struct report2yaml_sink *self, const char *bytes, size_t len);
    /* The next event of the document. Not 0: stop. */
    int (*event)(struct report2yaml_sink *self, const struct report2yaml_event *event);
    void (*message)(struct report2yaml_sink *self, const struct report2yaml_message *message);
};

/* Where report2yaml_read gets its bytes. */
struct report2yaml_source {
    /* Up to `room` bytes into `to`: how many, 0 at the end, -1 where reading failed. */
    long (*read)(struct report2yaml_source *self, void *to, size_t room);
};

struct report2yaml;            /* options and schema, made ready for any number of conversions */
struct report2yaml_conversion; /* of one input */

/* DONE, and *made, which the caller frees; else UNKNOWN_NAME or OUT_OF_MEMORY, and NULL. The options are copied. */
REPORT2YAML_API enum report2yaml_status report2yaml_new(const struct report2yaml_options *options,
                                                        struct report2yaml **made);
REPORT2YAML_API void report2yaml_free(struct report2yaml *report2yaml); /* NULL is allowed */

/*
 * A conversion of one input; NULL where memory is out. `name` becomes source.name (bytes that are no UTF-8 as %XX).
 * Options and sink must outlive it.
 */
REPORT2YAML_API struct report2yaml_conversion *report2yaml_begin(const struct report2yaml *report2yaml,
                                                                 const char *name, struct report2yaml_sink *sink);
/* The next bytes of a text, cut anywhere. After anything but DONE nothing more is taken. Not for YAML: see read. */
REPORT2YAML_API enum report2yaml_status report2yaml_feed(struct report2yaml_conversion *conversion, const void *bytes,
                                                         size_t len);
/* The text has ended (`truncated`: before its real end). Completes the document and gives its messages. */
REPORT2YAML_API enum report2yaml_status report2yaml_finish(struct report2yaml_conversion *conversion, bool truncated);
/* In place of feed and finish, and for YAML the only way: everything that the source gives. */
REPORT2YAML_API enum report2yaml_status report2yaml_read(struct report2yaml_conversion *conversion,
                                                         struct report2yaml_source *source);
/* How many places at that level, listed in messages or not; complete after finish or read. */
REPORT2YAML_API uint64_t report2yaml_count(const struct report2yaml_conversion *conversion,
                                           enum report2yaml_level level);
/* True where the sink was given the beginning of a document, but not its end. */
REPORT2YAML_API bool report2yaml_is_broken_off(const struct report2yaml_conversion *conversion);
REPORT2YAML_API void report2yaml_end(struct report2yaml_conversion *conversion); /* NULL is allowed */

/* What there is. Texts live as long as the program. */
REPORT2YAML_API const char *report2yaml_version(void);              /* "0.1.0" */
REPORT2YAML_API struct report2yaml_text report2yaml_schema(void);   /* the JSON Schema of the documents */
REPORT2YAML_API const char *report2yaml_format(size_t index);       /* "yaml", "json" …; NULL past the last */
REPORT2YAML_API const char *report2yaml_level_name(enum report2yaml_level level); /* "note", "warning", "error" */

#ifdef __cplusplus
}
#endif

#endif
