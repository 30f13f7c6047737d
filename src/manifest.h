/*
 * manifest: the lists of files and their SHA-256 in a bag (RFC 8493), which sha256sum(1) reads, too.
 * May be used by bag, verify and tests.
 *
 * A line is 64 hexadecimal digits in lower case, two blanks, the path from the bag's folder. In a path CR, LF and % are
 * %0D, %0A and %25. sha256sum does not know that, so that a bag of ours has none of them in a name.
 */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "digest.h"

#define MANIFEST_PAYLOAD "manifest-sha256.txt"
#define MANIFEST_TAGS "tagmanifest-sha256.txt"

/* Appends the line, with its line feed. */
void manifest_append(struct buffer *to, const char *hex, struct slice path);

struct manifest_entry {
    const char *path; /* decoded */
    const char *hex;
    bool is_checked, is_good; /* for the caller */
};

/* All zero is an empty manifest. */
struct manifest {
    struct manifest_entry *entries; /* by path, in the order of its bytes */
    size_t n, capacity;
    struct buffer text;
    size_t wrong_line; /* the first one that is none, or that stands twice, or that leads out of the bag; 0: none */
};

/*
 * Reads a manifest as manifest_append writes it and in no other form, so that whatever byte is changed in it is seen.
 * Takes over `text`, which is empty afterwards. Memory is that of the text and 24 bytes an entry.
 */
void manifest_read(struct manifest *manifest, struct buffer *text);
struct manifest_entry *manifest_find(const struct manifest *manifest, const char *path); /* NULL: not in it */
void manifest_fini(struct manifest *manifest);

#endif
