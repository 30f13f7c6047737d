#include "digest.h"

#include <errno.h>
#include <unistd.h>

enum { READ_SIZE = 16 * 1024 };

void digest_init(struct digest *digest)
{
    sha256_init(&digest->context);
    digest->len = 0;
}

void digest_add(struct digest *digest, const void *bytes, size_t len)
{
    sha256_update(&digest->context, len, bytes);
    digest->len += len;
}

/* Two digits for each of the bytes, and a NUL. */
static void print_bytes(const uint8_t *bytes, size_t n, char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < n; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * n] = '\0';
}

void digest_hex(struct digest *digest, char hex[DIGEST_HEX_LEN + 1])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];

    sha256_digest(&digest->context, sizeof bytes, bytes);
    print_bytes(bytes, sizeof bytes, hex);
    digest->len = 0;
}

int digest_descriptor(int descriptor, char hex[DIGEST_HEX_LEN + 1], uint64_t *len)
{
    struct digest digest;
    char bytes[READ_SIZE];
    ssize_t n;

    digest_init(&digest);
    while ((n = read(descriptor, bytes, sizeof bytes)) != 0) {
        if (n > 0)
            digest_add(&digest, bytes, (size_t)n);
        else if (errno != EINTR)
            return errno;
    }
    *len = digest.len;
    digest_hex(&digest, hex);
    return 0;
}

static void first_bytes(struct slice text, size_t n, uint8_t *bytes)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, text.len, (const uint8_t *)text.ptr);
    sha256_digest(&context, n, bytes);
}

void digest_short(struct slice text, size_t n, char *hex)
{
    uint8_t bytes[SHA256_DIGEST_SIZE];

    first_bytes(text, n, bytes);
    print_bytes(bytes, n, hex);
}

uint64_t digest_key(struct slice text)
{
    uint8_t bytes[sizeof(uint64_t)];
    uint64_t key = 0;

    first_bytes(text, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        key = key << 8 | bytes[i];
    return key != 0 ? key : 1;
}
