#include "index.h"

#include "diag.h"
#include "inputs.h"
#include "json_text.h"
#include "utf8.h"

#include <errno.h>

/* Where a column comes from: a field of the record, but for the first, which is made of the path. */
struct column {
    struct slice name;
    enum record_field field;
    bool is_number;
};

#define COLUMN(name, field) { { (name), sizeof(name) - 1 }, (field), false }
#define NUMBER(name, field) { { (name), sizeof(name) - 1 }, (field), true }

static const struct column columns[] = {
    COLUMN("name", RECORD_PATH),
    COLUMN("title", RECORD_TITLE),
    COLUMN("date", RECORD_DATE),
    COLUMN("occasion", RECORD_OCCASION),
    NUMBER("sections", RECORD_SECTIONS),
    NUMBER("tasks", RECORD_TASKS),
    NUMBER("terms", RECORD_TERMS),
    NUMBER("warnings", RECORD_WARNINGS),
    COLUMN("document", RECORD_DOCUMENT),
};
enum { COLUMN_COUNT = LENGTH_OF(columns) };

struct index {
    const char *folder;
    struct out *tsv, *ndjson;
    struct buffer paths; /* of both, each with its NUL */
    size_t second;       /* where the second begins */
    struct buffer path, name;
    uint64_t n_reports, n_failures;
    uint64_t sums[COLUMN_COUNT];
    uint64_t codes[DIAG_CODE_COUNT];
};

static struct slice cell(const struct index *index, const struct record *record, size_t i)
{
    return columns[i].field == RECORD_PATH ? buffer_slice(&index->name) : record->fields[columns[i].field];
}

static void write_row(const struct index *index, const struct record *record)
{
    struct buffer line = { 0 };

    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        record_append_field(&line, cell(index, record, i));
        buffer_put(&line, i + 1 < COLUMN_COUNT ? '\t' : '\n');
    }
    out_write_slice(index->tsv, buffer_slice(&line));
    buffer_fini(&line);
}

static void write_object(const struct index *index, const struct record *record)
{
    const char *before = "{";

    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        struct slice text = cell(index, record, i);

        if (text.len == 0)
            continue;
        out_write_slice(index->ndjson, slice_of(before));
        json_text_write(index->ndjson, columns[i].name);
        out_write_slice(index->ndjson, SLICE(": "));
        if (columns[i].is_number)
            out_write_slice(index->ndjson, text);
        else
            json_text_write(index->ndjson, text);
        before = ", ";
    }
    out_write_slice(index->ndjson, SLICE("}\n"));
}

/* "number-gap=2 zero-width=1" */
static void count_codes(struct index *index, struct slice codes)
{
    for (size_t code = 0; code < DIAG_CODE_COUNT; code++) {
        struct slice name = diag_name((enum diag_code)code);

        if (slice_starts(codes, name) && codes.len > name.len && codes.ptr[name.len] == '=') {
            size_t at = name.len + 1;
            uint64_t count = 0;

            while (at < codes.len && codes.ptr[at] != ' ')
                count = count * 10 + (uint64_t)(codes.ptr[at++] - '0');
            index->codes[code] += count;
            codes = slice_from(codes, at + (at < codes.len));
        }
    }
}

static bool take(void *context, const struct record *record)
{
    struct index *index = context;

    if (!record_is(record, RECORD_STATE, "done")) {
        index->n_failures++;
        return true;
    }
    index->path.len = index->name.len = 0;
    buffer_append_slice(&index->path, record->fields[RECORD_PATH]);
    buffer_put(&index->path, '\0');
    utf8_append_name(&index->name, inputs_name_of(index->path.ptr));
    write_row(index, record);
    write_object(index, record);
    index->n_reports++;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (columns[i].is_number)
            index->sums[i] += record_number(record, columns[i].field);
    count_codes(index, record->fields[RECORD_CODES]);
    return true;
}

static void write_total(struct out *to, struct slice name, uint64_t number)
{
    struct buffer line = { 0 };

    buffer_append_slice(&line, name);
    buffer_put(&line, '\t');
    buffer_append_number(&line, (long long)number);
    buffer_put(&line, '\n');
    out_write_slice(to, buffer_slice(&line));
    buffer_fini(&line);
}

static void write_totals(const struct index *index, struct out *to)
{
    write_total(to, SLICE("reports"), index->n_reports);
    write_total(to, SLICE("failures"), index->n_failures);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (columns[i].is_number)
            write_total(to, columns[i].name, index->sums[i]);
    for (size_t code = 0; code < DIAG_CODE_COUNT; code++)
        if (index->codes[code] > 0)
            write_total(to, diag_name((enum diag_code)code), index->codes[code]);
}

static void append_path(struct index *index, const char *name)
{
    buffer_append_text(&index->paths, index->folder);
    buffer_append(&index->paths, name, strlen(name) + 1);
}

static int open_files(struct index *index, struct archive_error *error)
{
    append_path(index, "/index.tsv");
    index->second = index->paths.len;
    append_path(index, "/index.ndjson");
    *error = (struct archive_error){ .path = "index.tsv" };
    index->tsv = out_to_file(index->paths.ptr);
    if (index->tsv) {
        error->path = "index.ndjson";
        index->ndjson = out_to_file(index->paths.ptr + index->second);
    }
    error->error = index->ndjson ? 0 : errno;
    return index->ndjson ? 0 : -1;
}

static int commit(struct out *out, const char *name, struct archive_error *error)
{
    if (out_commit(out) == 0)
        return 0;
    *error = (struct archive_error){ .path = name, .error = errno };
    return -1;
}

static int write_all(struct archive *archive, struct index *index, struct out *totals, struct archive_error *error)
{
    if (open_files(index, error) != 0)
        return -1;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        out_write_slice(index->tsv, columns[i].name);
        out_write_slice(index->tsv, i + 1 < COLUMN_COUNT ? SLICE("\t") : SLICE("\n"));
    }
    if (archive_each(archive, take, index, error) != 0)
        return -1;
    if (commit(index->tsv, "index.tsv", error) != 0 || commit(index->ndjson, "index.ndjson", error) != 0)
        return -1;
    write_totals(index, totals);
    return 0;
}

static int try_to_write(struct archive *archive, struct index *index, struct out *totals, struct archive_error *error)
{
    struct mem_guard guard;
    volatile int result = -1;

    *error = (struct archive_error){ .path = index->folder, .error = ENOMEM };
    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0)
        result = write_all(archive, index, totals, error);
    mem_guard_pop(&guard);
    return result;
}

int index_write(struct archive *archive, const char *folder, struct out *totals, struct archive_error *error)
{
    struct index index = { .folder = folder };
    int result = -1;

    *error = (struct archive_error){ .path = folder };
    if (archive_lock(archive) != 0)
        error->error = errno;
    else
        result = try_to_write(archive, &index, totals, error);
    archive_unlock(archive);
    out_free(index.tsv);
    out_free(index.ndjson);
    buffer_fini(&index.paths);
    buffer_fini(&index.path);
    buffer_fini(&index.name);
    return result;
}
