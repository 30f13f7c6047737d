/* sync() is in the XSI part of POSIX. */
#define _XOPEN_SOURCE 700

#include "bag.h"

#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* One of the bag's own files, with its digest for the list of them. */
struct tag_file {
    struct out *out;
    struct digest digest;
};

struct bag {
    const char *folder;
    struct archive *archive;
    struct message_log *messages;
    enum exit_status status;
    int lock_descriptor;
    struct tag_file manifest, record, info;
    struct buffer tags; /* the lines of the list of tag files */
    struct out *copy;   /* of a source, while it is written */
    struct buffer path, name, source, last_source, line;
    char last_hex[DIGEST_HEX_LEN + 1]; /* of last_source */
    uint64_t payload_len, n_payload;
    int input;          /* descriptor */
    bool has_copied;
};

static void raise_status(struct bag *bag, enum exit_status status)
{
    if (bag->status < status)
        bag->status = status;
}

static void complain_system(struct bag *bag, const char *path, const char *what, int error)
{
    message_system(bag->messages, path, what, error);
    raise_status(bag, STATUS_SYSTEM_FAILED);
}

static void complain(struct bag *bag, const char *path, const char *text)
{
    message_error(bag->messages, path, slice_of(text));
    raise_status(bag, STATUS_BAD_INPUT);
}

/* Until the next call. */
static const char *path_of(struct bag *bag, const char *name)
{
    bag->path.len = 0;
    buffer_append_text(&bag->path, bag->folder);
    buffer_put(&bag->path, '/');
    buffer_append_text(&bag->path, name);
    buffer_put(&bag->path, '\0');
    return bag->path.ptr;
}

void bag_append_source(struct buffer *to, struct slice document)
{
    const char *stop = memchr(document.ptr, '.', document.len);

    buffer_append_text(to, BAG_SOURCES "/");
    buffer_append(to, document.ptr, stop ? (size_t)(stop - document.ptr) : document.len);
    buffer_append_text(to, ".txt");
}

static bool is_there(const char *folder, const char *name)
{
    struct buffer path = { 0 };
    struct stat status;
    bool result;

    buffer_append_text(&path, folder);
    buffer_put(&path, '/');
    buffer_append_text(&path, name);
    buffer_put(&path, '\0');
    result = stat(path.ptr, &status) == 0;
    buffer_fini(&path);
    return result;
}

bool bag_is_one(const char *folder)
{
    return is_there(folder, BAG_DECLARATION) || is_there(folder, BAG_DOCUMENTS);
}

bool bag_agrees(const char *folder, bool is_wanted, struct message_log *messages)
{
    bool is_one = bag_is_one(folder);

    if (is_one && !is_wanted)
        message_error(messages, folder, SLICE("is a bag: add --bag, or choose another folder"));
    else if (!is_one && is_wanted && is_there(folder, ARCHIVE_FOLDER))
        message_error(messages, folder, SLICE("is an archive, but no bag: leave out --bag, or choose another folder"));
    else
        return true;
    return false;
}

/* Tag files. */

static void tag_open(struct bag *bag, struct tag_file *file, const char *name)
{
    digest_init(&file->digest);
    file->out = out_to_file(path_of(bag, name));
    if (!file->out)
        complain_system(bag, bag->path.ptr, "cannot be written", errno);
}

static void tag_write(struct tag_file *file, struct slice text)
{
    if (!file->out)
        return;
    digest_add(&file->digest, text.ptr, text.len);
    out_write_slice(file->out, text);
}

static void tag_close(struct bag *bag, struct tag_file *file, const char *name)
{
    char hex[DIGEST_HEX_LEN + 1];

    if (!file->out)
        return;
    digest_hex(&file->digest, hex);
    manifest_append(&bag->tags, hex, slice_of(name));
    if (out_commit(file->out) != 0)
        complain_system(bag, path_of(bag, name), "cannot be written", errno);
    out_free(file->out);
    file->out = NULL;
}

static void write_tag(struct bag *bag, const char *name, struct slice text)
{
    tag_open(bag, &bag->info, name);
    tag_write(&bag->info, text);
    tag_close(bag, &bag->info, name);
}

/* The payload. */

static void add_payload(struct bag *bag, struct slice hex, uint64_t len, struct slice path)
{
    bag->payload_len += len;
    bag->n_payload++;
    bag->line.len = 0;
    manifest_append(&bag->line, hex.ptr, path);
    tag_write(&bag->manifest, buffer_slice(&bag->line));
}

/* The record's document, with a NUL, where it belongs into the bag; else NULL. Its name is in bag->name anyhow. */
static const char *document_of(struct bag *bag, const struct record *record)
{
    bag->name.len = 0;
    buffer_append_slice(&bag->name, record->fields[RECORD_DOCUMENT]);
    buffer_put(&bag->name, '\0');
    if (!record_is(record, RECORD_STATE, "done") || record->fields[RECORD_DOCUMENT_SHA256].len != DIGEST_HEX_LEN ||
        record->fields[RECORD_SOURCE_SHA256].len != DIGEST_HEX_LEN)
        return NULL;
    return archive_is_in_place(bag->archive, bag->name.ptr, record_number(record, RECORD_DOCUMENT_BYTES))
               ? bag->name.ptr : NULL;
}

static bool list_document(void *context, const struct record *record)
{
    struct bag *bag = context;
    const char *document = document_of(bag, record);

    if (!document) {
        if (record_is(record, RECORD_STATE, "done"))
            complain(bag, bag->name.ptr, "is in the archive's record, but no longer as it was written: left out");
        return true;
    }
    bag->line.len = 0;
    record_append(&bag->line, record);
    tag_write(&bag->record, buffer_slice(&bag->line));
    bag->source.len = 0;
    buffer_append_text(&bag->source, BAG_DOCUMENTS "/");
    buffer_append_text(&bag->source, document);
    add_payload(bag, record->fields[RECORD_DOCUMENT_SHA256], record_number(record, RECORD_DOCUMENT_BYTES),
                buffer_slice(&bag->source));
    return true;
}

static bool is_kept(const char *path, struct slice hex)
{
    char found[DIGEST_HEX_LEN + 1];
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    uint64_t len;
    bool result = descriptor >= 0 && digest_descriptor(descriptor, found, &len) == 0 &&
                  slice_equal(hex, slice_of(found));

    if (descriptor >= 0)
        close(descriptor);
    return result;
}

/* Into bag->copy; the digest of what came in `hex`. 0, or an errno of reading. */
static int copy_bytes(struct bag *bag, char hex[DIGEST_HEX_LEN + 1])
{
    struct digest digest;
    char bytes[16 * 1024];
    ssize_t len;

    digest_init(&digest);
    while ((len = read(bag->input, bytes, sizeof bytes)) != 0) {
        if (len < 0 && errno != EINTR)
            return errno;
        if (len < 0)
            continue;
        digest_add(&digest, bytes, (size_t)len);
        out_write(bag->copy, bytes, (size_t)len);
    }
    digest_hex(&digest, hex);
    return 0;
}

static bool copy_source(struct bag *bag, const char *input, const char *path, struct slice expected)
{
    char hex[DIGEST_HEX_LEN + 1];
    int error = copy_bytes(bag, hex);

    if (error != 0) {
        complain_system(bag, input, "cannot be read", error);
        return false;
    }
    if (!slice_equal(expected, slice_of(hex))) {
        complain(bag, input, "has changed since its document was made: run again");
        return false;
    }
    bag->has_copied = true;
    if (out_commit(bag->copy) == 0)
        return true;
    complain_system(bag, path, "cannot be written", errno);
    return false;
}

/* A copy in the making lies outside data, so that none is ever left there. */
static bool open_copy(struct bag *bag, const char *path)
{
    char name[64];
    struct buffer *temporary = &bag->line;

    temporary->len = 0;
    snprintf(name, sizeof name, "/" ARCHIVE_FOLDER "/bag-%ld.tmp", (long)getpid());
    buffer_append_text(temporary, bag->folder);
    buffer_append_text(temporary, name);
    buffer_put(temporary, '\0');
    unlink(temporary->ptr);
    bag->copy = out_to_file_by(path, temporary->ptr);
    if (!bag->copy)
        complain_system(bag, path, "cannot be written", errno);
    return bag->copy != NULL;
}

static bool keep_source(struct bag *bag, const char *input, const char *path, struct slice hex)
{
    bool result;

    if (is_kept(path, hex))
        return true;
    bag->input = open(input, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (bag->input < 0) {
        complain_system(bag, input, "cannot be opened, to keep it as a source", errno);
        return false;
    }
    result = open_copy(bag, path) && copy_source(bag, input, path, hex);
    out_free(bag->copy);
    bag->copy = NULL;
    close(bag->input);
    bag->input = -1;
    return result;
}

/* Documents of several formats share a source, which is kept in one state, and stand behind one another. */
static bool is_listed(struct bag *bag, struct slice hex)
{
    if (slice_equal(buffer_slice(&bag->source), buffer_slice(&bag->last_source))) {
        if (!slice_equal(hex, slice_of(bag->last_hex)))
            complain(bag, bag->name.ptr,
                     "was made from another state of its source than its document in another format: "
                     "convert to both again");
        return true;
    }
    bag->last_source.len = 0;
    buffer_append_slice(&bag->last_source, buffer_slice(&bag->source));
    memcpy(bag->last_hex, hex.ptr, DIGEST_HEX_LEN);
    return false;
}

static bool list_source(void *context, const struct record *record)
{
    struct bag *bag = context;
    struct slice hex = record->fields[RECORD_SOURCE_SHA256];
    const char *path;

    if (!document_of(bag, record))
        return true;
    bag->source.len = 0;
    bag_append_source(&bag->source, record->fields[RECORD_DOCUMENT]);
    if (is_listed(bag, hex))
        return true;
    bag->name.len = 0;
    buffer_append_slice(&bag->name, record->fields[RECORD_PATH]);
    buffer_put(&bag->name, '\0');
    buffer_put(&bag->source, '\0');
    path = path_of(bag, bag->source.ptr);
    bag->source.len--;
    if (keep_source(bag, bag->name.ptr, path, hex))
        add_payload(bag, hex, record_number(record, RECORD_SOURCE_BYTES), buffer_slice(&bag->source));
    return true;
}

/* The whole. */

/* A date that users state: that of the day when a bag is made again would be another. */
static void append_date(struct buffer *to)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end, text[64];
    struct tm date;
    time_t seconds;

    if (!epoch || epoch[0] < '0' || epoch[0] > '9')
        return;
    errno = 0;
    seconds = (time_t)strtoll(epoch, &end, 10);
    if (errno != 0 || *end != '\0' || !gmtime_r(&seconds, &date) ||
        strftime(text, sizeof text, "Bagging-Date: %Y-%m-%d\n", &date) == 0)
        return;
    buffer_append_text(to, text);
}

static void write_info(struct bag *bag)
{
    struct buffer *info = &bag->line;

    info->len = 0;
    buffer_append_text(info, "Bag-Software-Agent: report2yaml ");
    buffer_append_text(info, report2yaml_version());
    buffer_append_text(info, "\n");
    append_date(info);
    buffer_append_text(info, "External-Description: reports (data/sources) and what was made of them\n"
                             "  (data/documents); record.txt says what was made of what\nPayload-Oxum: ");
    buffer_append_number(info, (long long)bag->payload_len);
    buffer_put(info, '.');
    buffer_append_number(info, (long long)bag->n_payload);
    buffer_put(info, '\n');
    write_tag(bag, BAG_INFO, buffer_slice(info));
}

static void go_through(struct bag *bag, bool (*take)(void *context, const struct record *record))
{
    struct archive_error error;

    if (archive_each(bag->archive, take, bag, &error) != 0)
        complain_system(bag, error.path, "cannot be read", error.error);
}

static bool make_sources_folder(struct bag *bag)
{
    const char *path = path_of(bag, BAG_SOURCES);

    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    complain_system(bag, path, "cannot be made", errno);
    return false;
}

/* Several programs that fill one archive may end at the same time: each writes all lists, one after the other. */
static bool lock(struct bag *bag)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    const char *path = path_of(bag, ARCHIVE_FOLDER "/bag-lock");
    int result;

    bag->lock_descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    do
        result = bag->lock_descriptor < 0 ? -1 : fcntl(bag->lock_descriptor, F_SETLKW, &lock);
    while (result != 0 && errno == EINTR);
    if (result != 0)
        complain_system(bag, path, "cannot be locked", errno);
    return result == 0;
}

static void write_bag(struct bag *bag)
{
    if (!lock(bag) || !make_sources_folder(bag))
        return;
    tag_open(bag, &bag->record, BAG_RECORD);
    tag_open(bag, &bag->manifest, MANIFEST_PAYLOAD);
    go_through(bag, list_document);
    go_through(bag, list_source);
    /* What the lists say is there reaches the disk before the lists. */
    if (bag->has_copied)
        sync();
    write_info(bag);
    write_tag(bag, BAG_DECLARATION, SLICE("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    tag_close(bag, &bag->manifest, MANIFEST_PAYLOAD);
    tag_close(bag, &bag->record, BAG_RECORD);
    tag_open(bag, &bag->info, MANIFEST_TAGS);
    tag_write(&bag->info, buffer_slice(&bag->tags));
    tag_close(bag, &bag->info, MANIFEST_TAGS);
}

static void guard_memory(struct bag *bag)
{
    struct mem_guard guard;

    mem_guard_push(&guard);
    if (setjmp(guard.resume) == 0) {
        write_bag(bag);
        mem_guard_pop(&guard);
    } else {
        mem_guard_pop(&guard);
        message_error(bag->messages, bag->folder, SLICE("out of memory"));
        raise_status(bag, STATUS_SYSTEM_FAILED);
    }
}

static void fini(struct bag *bag)
{
    out_free(bag->manifest.out);
    out_free(bag->record.out);
    out_free(bag->info.out);
    out_free(bag->copy);
    buffer_fini(&bag->tags);
    buffer_fini(&bag->path);
    buffer_fini(&bag->name);
    buffer_fini(&bag->source);
    buffer_fini(&bag->last_source);
    buffer_fini(&bag->line);
    if (bag->input >= 0)
        close(bag->input);
    if (bag->lock_descriptor >= 0)
        close(bag->lock_descriptor);
}

enum exit_status bag_write(const char *folder, struct archive *archive, struct message_log *messages)
{
    struct bag bag = {
        .folder = folder, .archive = archive, .messages = messages, .input = -1, .lock_descriptor = -1,
    };

    guard_memory(&bag);
    fini(&bag);
    return bag.status;
}
