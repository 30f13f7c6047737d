/*
 * digest: SHA-256 as sixty-four hexadecimal digits. May be used by convert, file_name, facts, records,
 * the archive and its bags, whoever checks them, and tests.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "mem.h"

#include <nettle/sha2.h>

#include <stdint.h>

enum { DIGEST_HEX_LEN = 2 * SHA256_DIGEST_SIZE };

/* Bytes as they come. */
struct digest {
    struct sha256_ctx context;
    uint64_t len; /* bytes so far */
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t len);
/* The digits, with a NUL. Afterwards the digest is that of nothing, again. */
void digest_hex(struct digest *digest, char hex[DIGEST_HEX_LEN + 1]);

/* Of all that can be read from a descriptor. 0, or an errno. */
int digest_descriptor(int descriptor, char hex[DIGEST_HEX_LEN + 1], uint64_t *len);
/* The first `n` bytes of that of a text, as 2 * n digits and a NUL. */
void digest_short(struct slice text, size_t n, char *hex);
/* The first eight bytes, for tables; never 0. */
uint64_t digest_key(struct slice text);

#endif
