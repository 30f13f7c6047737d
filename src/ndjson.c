#include "ndjson.h"

#include <jansson.h>
#include <nettle/base64.h>

#include <stdalign.h>

/*
 * Where memory runs out, jansson says that the text is wrong, or aborts. So its memory comes from mem.h, which never
 * fails to its face, and what it was working on then is known and freed here.
 */
struct ndjson_block {
    struct ndjson_block *next, **link; /* `link` points to what points here */
    alignas(max_align_t) unsigned char bytes[];
};

static struct ndjson *owner; /* of what is allocated */

static void *allocate(size_t size)
{
    struct ndjson_block *block;

    if (size > (size_t)-1 - sizeof *block)
        mem_exhausted();
    block = mem_alloc(sizeof *block + size);
    block->next = owner->blocks;
    block->link = &owner->blocks;
    if (block->next)
        block->next->link = &block->next;
    owner->blocks = block;
    return block->bytes;
}

static void release_block(struct ndjson_block *block)
{
    *block->link = block->next;
    if (block->next)
        block->next->link = block->link;
    mem_free(block);
}

static void deallocate(void *bytes)
{
    if (bytes)
        release_block((struct ndjson_block *)(void *)((char *)bytes - offsetof(struct ndjson_block, bytes)));
}

/* In our own words, since those of the library change with its versions. */
static const char *const reasons[] = {
    [json_error_stack_overflow] = "nested too deep",
    [json_error_invalid_utf8] = "invalid UTF-8",
    [json_error_premature_end_of_input] = "it breaks off",
    [json_error_end_of_input_expected] = "more than one value on the line",
    [json_error_invalid_syntax] = "wrong syntax",
    [json_error_null_character] = "the character U+0000 in a string",
    [json_error_null_byte_in_key] = "the character U+0000 in a key",
    [json_error_duplicate_key] = "a key that stands twice",
    [json_error_numeric_overflow] = "a number that is too large",
};

enum { REASON_COUNT = LENGTH_OF(reasons) };
enum { SHOWN_KEY_LEN_MAX = 40 };

static int refuse(struct ndjson *ndjson, const char *first, const char *second, const char *third)
{
    ndjson->why.len = 0;
    buffer_append_text(&ndjson->why, first);
    buffer_append_text(&ndjson->why, second);
    buffer_append_text(&ndjson->why, third);
    return -1;
}

static int refuse_syntax(struct ndjson *ndjson, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    const char *reason = (size_t)code < REASON_COUNT ? reasons[code] : NULL;

    refuse(ndjson, "not valid JSON: ", reason ? reason : "it cannot be read", ", at byte ");
    buffer_append_number(&ndjson->why, error->position);
    return -1;
}

static bool is_blank(struct slice line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!strchr(" \t\r", line.ptr[i]) || line.ptr[i] == '\0')
            return false;
    return true;
}

static int take_bytes(struct ndjson *ndjson, const json_t *value)
{
    struct slice encoded = { json_string_value(value), json_string_length(value) };
    struct base64_decode_ctx context;
    size_t len = BASE64_DECODE_LENGTH(encoded.len);

    ndjson->decoded.len = 0;
    buffer_reserve(&ndjson->decoded, len);
    base64_decode_init(&context);
    if (!base64_decode_update(&context, &len, (uint8_t *)ndjson->decoded.ptr, encoded.len, encoded.ptr) ||
        !base64_decode_final(&context))
        return refuse(ndjson, "\"base64\" is not valid base64", "", "");
    ndjson->decoded.len = len;
    ndjson->bytes = buffer_slice(&ndjson->decoded);
    return 0;
}

static int take_name(struct ndjson *ndjson, const json_t *object)
{
    const json_t *name = json_object_get(object, "name");

    if (!name)
        return refuse(ndjson, "no \"name\"", "", "");
    if (!json_is_string(name))
        return refuse(ndjson, "\"name\" is not a string", "", "");
    if (json_string_length(name) == 0)
        return refuse(ndjson, "\"name\" is empty", "", "");
    ndjson->name = json_string_value(name);
    return 0;
}

/* A member that is not known may be a slip ("Text"), which must not go unseen. */
static int refuse_unknown(struct ndjson *ndjson, json_t *object)
{
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        const char *key = json_object_iter_key(at);

        if (strcmp(key, "name") == 0 || strcmp(key, "text") == 0 || strcmp(key, "base64") == 0)
            continue;
        if (strlen(key) > SHOWN_KEY_LEN_MAX)
            return refuse(ndjson, "an unknown member with a long name", "", "");
        return refuse(ndjson, "unknown member \"", key, "\"");
    }
    return 0;
}

static int take_object(struct ndjson *ndjson, json_t *object)
{
    const json_t *text = json_object_get(object, "text");
    const json_t *base64 = json_object_get(object, "base64");

    if (!json_is_object(object))
        return refuse(ndjson, "not an object", "", "");
    if (take_name(ndjson, object) != 0 || refuse_unknown(ndjson, object) != 0)
        return -1;
    if (text && base64)
        return refuse(ndjson, "both \"text\" and \"base64\"", "", "");
    if (!text && !base64)
        return refuse(ndjson, "neither \"text\" nor \"base64\"", "", "");
    if (!json_is_string(text ? text : base64))
        return refuse(ndjson, text ? "\"text\"" : "\"base64\"", " is not a string", "");
    if (base64)
        return take_bytes(ndjson, base64);
    ndjson->is_text = true;
    ndjson->bytes = (struct slice){ json_string_value(text), json_string_length(text) };
    return 0;
}

static void release(struct ndjson *ndjson)
{
    ndjson->json = NULL;
    while (ndjson->blocks)
        release_block(ndjson->blocks);
    ndjson->name = NULL;
    ndjson->bytes = (struct slice){ 0 };
    ndjson->is_text = false;
}

int ndjson_read(struct ndjson *ndjson, struct slice line)
{
    json_error_t error = { 0 };

    release(ndjson);
    if (is_blank(line))
        return refuse(ndjson, "an empty line", "", "");
    owner = ndjson;
    json_set_alloc_funcs(allocate, deallocate);
    ndjson->json = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!ndjson->json)
        return refuse_syntax(ndjson, &error);
    return take_object(ndjson, ndjson->json);
}

void ndjson_fini(struct ndjson *ndjson)
{
    release(ndjson);
    buffer_fini(&ndjson->why);
    buffer_fini(&ndjson->decoded);
}
