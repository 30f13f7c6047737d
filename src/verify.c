#include "verify.h"

#include "archive.h"
#include "bag.h"
#include "examine.h"
#include "inputs.h"
#include "manifest.h"
#include "remake.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files are opened with O_NONBLOCK: a pipe in the place of one is not waited for, and holds nothing. */

enum { FOLDER_DEPTH_MAX = 64 };

struct verify {
    const struct verify_setting *setting;
    enum exit_status status;
    bool is_bag;
    bool are_lists_good; /* of a bag: what they say of one another is worth a look */
    uint64_t n_documents, n_wrong, n_restored;
    struct manifest manifest, tags;
    struct archive *archive;
    struct examine examine;
    struct remake remake;
    struct buffer texts, lines, name, path, source_name, source_path, why, line;
    FILE *file;
    int descriptor;
    DIR *folders[FOLDER_DEPTH_MAX]; /* that are open, one in the other */
    size_t n_folders;
};

static void raise_status(struct verify *verify, enum exit_status status)
{
    if (verify->status < status)
        verify->status = status;
}

static void complain(struct verify *verify, const char *path, struct slice text)
{
    verify->n_wrong++;
    message_error(verify->setting->messages, path, text);
    raise_status(verify, STATUS_BAD_INPUT);
}

static void complain_system(struct verify *verify, const char *path, const char *what, int error)
{
    verify->n_wrong++;
    message_system(verify->setting->messages, path, what, error);
    raise_status(verify, error == ENOENT ? STATUS_BAD_INPUT : STATUS_SYSTEM_FAILED);
}

/* FOLDER/NAME, with a NUL. */
static const char *join(struct verify *verify, struct buffer *path, const char *name)
{
    path->len = 0;
    buffer_append_text(path, verify->setting->folder);
    buffer_put(path, '/');
    buffer_append_text(path, name);
    buffer_put(path, '\0');
    return path->ptr;
}

/* One record. */

static void set_text(struct buffer *to, struct slice text)
{
    to->len = 0;
    buffer_append_slice(to, text);
    buffer_put(to, '\0');
}

static void set_paths(struct verify *verify, const struct record *record)
{
    verify->line.len = 0;
    if (verify->is_bag)
        buffer_append_text(&verify->line, BAG_DOCUMENTS "/");
    buffer_append_slice(&verify->line, record->fields[RECORD_DOCUMENT]);
    set_text(&verify->name, buffer_slice(&verify->line));
    join(verify, &verify->path, verify->name.ptr);
    set_text(&verify->line, record->fields[RECORD_PATH]);
    set_text(&verify->source_name, slice_of(inputs_name_of(verify->line.ptr)));
    if (!verify->is_bag) {
        set_text(&verify->source_path, record->fields[RECORD_PATH]);
        return;
    }
    verify->line.len = 0;
    bag_append_source(&verify->line, record->fields[RECORD_DOCUMENT]);
    buffer_put(&verify->line, '\0');
    join(verify, &verify->source_path, verify->line.ptr);
}

/* In a bag, the list has to say of a file what the record says. */
static void check_listed(struct verify *verify, const char *name, const char *hex)
{
    struct manifest_entry *entry;

    if (!verify->is_bag)
        return;
    entry = manifest_find(&verify->manifest, name);
    if (entry)
        entry->is_checked = true;
    if (!verify->are_lists_good)
        return;
    if (!entry)
        complain(verify, join(verify, &verify->line, name), SLICE("is not in " MANIFEST_PAYLOAD));
    else if (strcmp(entry->hex, hex) != 0)
        complain(verify, join(verify, &verify->line, name),
                 SLICE(MANIFEST_PAYLOAD " and " BAG_RECORD " differ about it"));
}

/* 0, or an errno. What is no file, as a pipe, is not waited for. */
static int digest_file(struct verify *verify, const char *path, char hex[DIGEST_HEX_LEN + 1])
{
    uint64_t len;
    int error;

    verify->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (verify->descriptor < 0)
        return errno;
    error = digest_descriptor(verify->descriptor, hex, &len);
    close(verify->descriptor);
    verify->descriptor = -1;
    return error;
}

/* True where it is what the record says. Documents of several formats share a source, which is told of once. */
static bool check_source(struct verify *verify, const char *expected)
{
    const char *path = verify->source_path.ptr;
    const char *name = verify->is_bag ? path + strlen(verify->setting->folder) + 1 : NULL;
    struct manifest_entry *entry = name ? manifest_find(&verify->manifest, name) : NULL;
    char hex[DIGEST_HEX_LEN + 1];
    bool is_good;
    int error;

    if (entry && entry->is_checked && strcmp(entry->hex, expected) == 0)
        return entry->is_good;
    error = digest_file(verify, path, hex);
    if (error != 0)
        complain_system(verify, path, "a source that cannot be read", error);
    else if (strcmp(hex, expected) != 0)
        complain(verify, path, SLICE("a source that has changed since its document was made"));
    check_listed(verify, name, expected);
    is_good = error == 0 && strcmp(hex, expected) == 0;
    if (entry)
        entry->is_good = is_good;
    return is_good;
}

static void explain(struct verify *verify, const char *text)
{
    if (verify->why.len > 0)
        buffer_append_text(&verify->why, ", and ");
    buffer_append_text(&verify->why, text);
}

/* What is wrong with the document goes to verify->why. True where it is there and its digest is `expected`. */
static bool check_document(struct verify *verify, const char *expected, const char *source_hex)
{
    struct examine *examine = &verify->examine;
    bool is_same;

    verify->descriptor = open(verify->path.ptr, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (verify->descriptor < 0) {
        explain(verify, errno == ENOENT ? "is missing" : "cannot be opened");
        return false;
    }
    examine_document(examine, verify->name.ptr, verify->descriptor);
    close(verify->descriptor);
    verify->descriptor = -1;
    is_same = examine->error == 0 && strcmp(examine->hex, expected) == 0;
    if (!is_same)
        explain(verify, examine->error == 0 ? "has changed since it was written" : "cannot be read");
    if (examine->source_hex[0] != '\0' && strcmp(examine->source_hex, source_hex) != 0)
        explain(verify, "its source.sha256 is not that of its source");
    if (examine->violation.len > 0) {
        explain(verify, "it does not follow its schema: ");
        buffer_append_slice(&verify->why, buffer_slice(&examine->violation));
    }
    return is_same;
}

static bool is_link(struct verify *verify, const char *name)
{
    struct stat status;

    return lstat(join(verify, &verify->line, name), &status) == 0 && S_ISLNK(status.st_mode);
}

/* What others have made must not lead what is restored to another place. */
static bool is_behind_link(struct verify *verify)
{
    return is_link(verify, verify->name.ptr) ||
           (verify->is_bag && (is_link(verify, "data") || is_link(verify, BAG_DOCUMENTS)));
}

/* Where the source gives what is recorded, and something else lies there, it is put in its place. */
static void make_again(struct verify *verify, const char *expected, bool is_same)
{
    static const char text[] = "was not as it was written: made again from its source";
    const struct report2yaml_message message = { .level = REPORT2YAML_WARNING, .text = { text, sizeof text - 1 } };
    const struct remake_order order = {
        .document = strrchr(verify->path.ptr, '/') + 1,
        .source = verify->source_path.ptr,
        .source_name = verify->source_name.ptr,
    };

    if (!remake_compare(&verify->remake, &order)) {
        explain(verify, "it cannot be made again from its source");
    } else if (strcmp(verify->remake.hex, expected) != 0) {
        explain(verify, "its source gives another document: other options, or another version");
    } else if (!is_same && is_behind_link(verify)) {
        explain(verify, "it is not put in its place, which is behind a symbolic link");
    } else if (!is_same && remake_restore(&verify->remake, &order, verify->path.ptr, expected)) {
        verify->why.len = 0;
        verify->n_restored++;
        message_tell(verify->setting->messages, verify->path.ptr, &message);
    } else if (!is_same) {
        explain(verify, "it cannot be put in its place");
    }
}

static bool check_record(void *context, const struct record *record)
{
    struct verify *verify = context;
    char expected[DIGEST_HEX_LEN + 1] = "", source_hex[DIGEST_HEX_LEN + 1] = "";
    bool is_same, is_source_good;

    if (!record_is(record, RECORD_STATE, "done") || record->fields[RECORD_DOCUMENT_SHA256].len != DIGEST_HEX_LEN ||
        record->fields[RECORD_SOURCE_SHA256].len != DIGEST_HEX_LEN)
        return true;
    verify->n_documents++;
    set_paths(verify, record);
    memcpy(expected, record->fields[RECORD_DOCUMENT_SHA256].ptr, DIGEST_HEX_LEN);
    memcpy(source_hex, record->fields[RECORD_SOURCE_SHA256].ptr, DIGEST_HEX_LEN);
    verify->why.len = 0;
    is_same = check_document(verify, expected, source_hex);
    check_listed(verify, verify->name.ptr, expected);
    is_source_good = check_source(verify, source_hex);
    if (verify->setting->remake && is_source_good)
        make_again(verify, expected, is_same);
    if (verify->why.len > 0)
        complain(verify, verify->path.ptr, buffer_slice(&verify->why));
    return true;
}

/* Lists and folders. */

/* All of a file, with a NUL behind it. False where it cannot be read, which is told. */
static bool read_file(struct verify *verify, const char *name, struct buffer *text)
{
    const char *path = join(verify, &verify->path, name);
    int error = 0;
    size_t len = 1;

    text->len = 0;
    verify->file = fopen(path, "rb");
    while (verify->file && len > 0) {
        buffer_reserve(text, 64 * 1024);
        len = fread(text->ptr + text->len, 1, 64 * 1024, verify->file);
        text->len += len;
    }
    if (!verify->file || ferror(verify->file))
        error = errno;
    if (verify->file)
        fclose(verify->file);
    verify->file = NULL;
    buffer_put(text, '\0');
    text->len--;
    if (error != 0)
        complain_system(verify, path, "cannot be read", error);
    return error == 0;
}

static void complain_of_line(struct verify *verify, const char *name, uint64_t line)
{
    if (verify->is_bag && !verify->are_lists_good)
        return;
    verify->why.len = 0;
    buffer_append_text(&verify->why, "line ");
    buffer_append_number(&verify->why, (long long)line);
    buffer_append_text(&verify->why, " is not as it was written");
    complain(verify, join(verify, &verify->path, name), buffer_slice(&verify->why));
}

static bool read_manifest(struct verify *verify, const char *name, struct manifest *manifest)
{
    if (!read_file(verify, name, &verify->texts))
        return false;
    manifest_read(manifest, &verify->texts);
    if (manifest->wrong_line > 0)
        complain_of_line(verify, name, manifest->wrong_line);
    return true;
}

/* True where it is what the list says. */
static bool check_entry(struct verify *verify, const struct manifest_entry *entry)
{
    char hex[DIGEST_HEX_LEN + 1];
    const char *path = join(verify, &verify->path, entry->path);
    int error = digest_file(verify, path, hex);

    if (error != 0)
        complain_system(verify, path, "cannot be read", error);
    else if (strcmp(hex, entry->hex) != 0)
        complain(verify, path, SLICE("has changed since it was written"));
    return error == 0 && strcmp(hex, entry->hex) == 0;
}

/* All that a bag of ours has. Where one of the lists has changed, that is said, and not all that follows from it. */
static void check_tags(struct verify *verify)
{
    static const char *const names[] = { BAG_INFO, BAG_DECLARATION, MANIFEST_PAYLOAD, BAG_RECORD };

    verify->are_lists_good = true;
    if (!read_manifest(verify, MANIFEST_TAGS, &verify->tags))
        return;
    for (size_t i = 0; i < verify->tags.n; i++)
        if (!check_entry(verify, &verify->tags.entries[i]))
            verify->are_lists_good = false;
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        if (!manifest_find(&verify->tags, names[i]))
            complain(verify, join(verify, &verify->path, names[i]), SLICE("is not in " MANIFEST_TAGS));
}

static void check_rest(struct verify *verify)
{
    for (size_t i = 0; i < verify->manifest.n; i++) {
        if (verify->manifest.entries[i].is_checked)
            continue;
        if (!verify->are_lists_good)
            check_entry(verify, &verify->manifest.entries[i]);
        else
            complain(verify, join(verify, &verify->path, verify->manifest.entries[i].path),
                     SLICE("is in " MANIFEST_PAYLOAD ", but not in " BAG_RECORD));
    }
}

static void look_for_strays(struct verify *verify);

/* `len` is that of the folder's name in verify->name. */
static void look_at(struct verify *verify, size_t len, const char *entry)
{
    struct stat status;
    bool is_folder;

    if (strcmp(entry, ".") == 0 || strcmp(entry, "..") == 0)
        return;
    verify->name.len = len;
    buffer_put(&verify->name, '/');
    buffer_append(&verify->name, entry, strlen(entry) + 1);
    is_folder = lstat(join(verify, &verify->path, verify->name.ptr), &status) == 0 && S_ISDIR(status.st_mode);
    if (is_folder && verify->n_folders < FOLDER_DEPTH_MAX)
        look_for_strays(verify);
    else if (!manifest_find(&verify->manifest, verify->name.ptr))
        complain(verify, verify->path.ptr, SLICE("is not in " MANIFEST_PAYLOAD));
}

/* verify->name (with a NUL) is that of a folder in the bag; it is another when this returns. */
static void look_for_strays(struct verify *verify)
{
    size_t len = verify->name.len - 1;
    DIR *folder = opendir(join(verify, &verify->path, verify->name.ptr));
    const struct dirent *entry;

    if (!folder) {
        complain_system(verify, verify->path.ptr, "cannot be read", errno);
        return;
    }
    verify->folders[verify->n_folders++] = folder;
    while ((entry = readdir(folder)))
        look_at(verify, len, entry->d_name);
    closedir(folder);
    verify->n_folders--;
}

/* Gives each line that is whole to `take`, and says which are not. */
static void go_through(struct verify *verify, const char *name,
                       bool (*take)(void *context, const struct record *record))
{
    struct record record;
    struct slice rest;

    if (!read_file(verify, name, &verify->lines))
        return;
    rest = buffer_slice(&verify->lines);
    for (uint64_t n = 1; rest.len > 0; n++) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

        if (!end || !record_parse(slice_part(rest, 0, len), &record, &verify->texts))
            complain_of_line(verify, name, n);
        else if (take)
            take(verify, &record);
        rest = slice_from(rest, end ? len + 1 : len);
    }
}

static void verify_bag(struct verify *verify)
{
    check_tags(verify);
    if (!read_manifest(verify, MANIFEST_PAYLOAD, &verify->manifest))
        return;
    go_through(verify, BAG_RECORD, check_record);
    check_rest(verify);
    set_text(&verify->name, SLICE("data"));
    if (verify->are_lists_good)
        look_for_strays(verify);
}

static void verify_archive(struct verify *verify)
{
    struct archive_error error;
    struct stat status;

    verify->archive = archive_read(verify->setting->folder, &error);
    if (!verify->archive) {
        complain_system(verify, error.path, "no archive of this program could be read there", error.error);
        return;
    }
    /* Without a record, a journal alone tells of what a first run was doing. */
    if (stat(join(verify, &verify->path, ARCHIVE_FOLDER "/record"), &status) == 0)
        go_through(verify, ARCHIVE_FOLDER "/record", NULL);
    if (archive_each(verify->archive, check_record, verify, &error) != 0)
        complain_system(verify, error.path, "cannot be read", error.error);
}

static void sum_up(struct verify *verify)
{
    char text[160];
    int len = snprintf(text, sizeof text, "%llu document%s looked at, %llu complaint%s, %llu made again",
                       (unsigned long long)verify->n_documents, verify->n_documents == 1 ? "" : "s",
                       (unsigned long long)verify->n_wrong, verify->n_wrong == 1 ? "" : "s",
                       (unsigned long long)verify->n_restored);
    const struct report2yaml_message message = { .level = REPORT2YAML_NOTE, .text = { text, (size_t)len } };

    message_tell(verify->setting->messages, verify->setting->folder, &message);
}

static void run(struct verify *verify)
{
    verify->is_bag = bag_is_one(verify->setting->folder);
    if (verify->is_bag)
        verify_bag(verify);
    else
        verify_archive(verify);
    sum_up(verify);
}

static void guard_memory(struct verify *verify)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        run(verify);
        mem_guard_pop(&guard);
    } else {
        mem_guard_pop(&guard);
        message_error(verify->setting->messages, verify->setting->folder, SLICE("out of memory"));
        raise_status(verify, STATUS_SYSTEM_FAILED);
    }
}

static void fini(struct verify *verify)
{
    manifest_fini(&verify->manifest);
    manifest_fini(&verify->tags);
    archive_free(verify->archive);
    examine_fini(&verify->examine);
    remake_fini(&verify->remake);
    buffer_fini(&verify->texts);
    buffer_fini(&verify->lines);
    buffer_fini(&verify->name);
    buffer_fini(&verify->path);
    buffer_fini(&verify->source_name);
    buffer_fini(&verify->source_path);
    buffer_fini(&verify->why);
    buffer_fini(&verify->line);
    while (verify->n_folders > 0)
        closedir(verify->folders[--verify->n_folders]);
    if (verify->descriptor >= 0)
        close(verify->descriptor);
    if (verify->file)
        fclose(verify->file);
}

enum exit_status verify_run(const struct verify_setting *setting)
{
    struct verify verify = { .setting = setting, .examine.reader = setting->reader, .descriptor = -1 };

    if (setting->remake)
        verify.remake.options = *setting->remake;
    guard_memory(&verify);
    fini(&verify);
    return verify.status;
}
