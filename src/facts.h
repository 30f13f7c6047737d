/*
 * facts: what an archive records of one conversion: digests of source and document, and what a catalogue says of a
 * report, gathered from the events while they pass. May be used by job, batch and tests.
 *
 * Memory is that of title, date, occasion, and the depth of nesting.
 */
#ifndef FACTS_H
#define FACTS_H

#include "diag.h"
#include "digest.h"
#include "record.h"
#include "report2yaml.h"

struct facts_node;

struct facts {
    struct digest source, document; /* of what was read and written */
    bool is_source_told; /* the document's own source.sha256 is that of what was read: `source` need not be fed */
    uint64_t source_len, document_len;
    char source_hex[DIGEST_HEX_LEN + 1], document_hex[DIGEST_HEX_LEN + 1];
    struct buffer title, date, occasion;
    uint64_t sections, tasks, terms, warnings;
    uint64_t codes[DIAG_CODE_COUNT];
    struct facts_node *nodes; /* what is open */
    size_t n_nodes, capacity;
    uint64_t count; /* of the diagnostic that is open */
    bool is_warning;
    size_t code;
    struct buffer codes_text; /* of facts_tell */
    char numbers[6][21];
};

void facts_begin(struct facts *facts, bool is_source_told); /* of what is all zero, or was used before */
void facts_fini(struct facts *facts);
void facts_read(struct facts *facts, const void *bytes, size_t len);
void facts_write(struct facts *facts, const void *bytes, size_t len);
void facts_take(struct facts *facts, const struct report2yaml_event *event);
/* Ends it, and fills all fields of the record but state, document, path and maker. They live as long as the facts. */
void facts_tell(struct facts *facts, struct record *record);

#endif
