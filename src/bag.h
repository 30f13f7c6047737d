/*
 * bag: an archive with its sources as a bag, RFC 8493 (BagIt 1.0), for those who keep and hand over. May be used by
 * batch and verify.
 *
 *     DIR/bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
 *     DIR/record.txt                what each document was made from: the lines of record.h, by document
 *     DIR/data/documents/a.yaml     the documents of archive.h
 *     DIR/data/sources/a.txt        the bytes of its input
 *     DIR/.report2yaml              the archive's own, which is no part of the bag
 *
 * The same inputs give the same bytes: files stand in the order of their names, and there is no date but that of the
 * environment's SOURCE_DATE_EPOCH, where it is set.
 */
#ifndef BAG_H
#define BAG_H

#include "archive.h"
#include "job.h"

#define BAG_DECLARATION "bagit.txt"
#define BAG_INFO "bag-info.txt"
#define BAG_RECORD "record.txt"
#define BAG_DOCUMENTS "data/documents"
#define BAG_SOURCES "data/sources"

/* True where the folder is of a bag, or will be. */
bool bag_is_one(const char *folder);
/* What is a bag already stays one, and an archive does not become one; else says what to do. */
bool bag_agrees(const char *folder, bool is_wanted, struct message_log *messages);
/*
 * Copies what is missing or differs among the sources, and writes the lists anew. `archive` has been finished or is
 * read. What cannot be kept is said, and left out of the lists.
 */
enum exit_status bag_write(const char *folder, struct archive *archive, struct message_log *messages);
/* Appends the path of a document's source from the bag's folder, without a NUL: data/sources/a.txt. */
void bag_append_source(struct buffer *to, struct slice document);

#endif
