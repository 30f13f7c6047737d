/*
 * file_name: the names of the files that --output-dir writes. Pure. May be used by batch and tests.
 */
#ifndef FILE_NAME_H
#define FILE_NAME_H

#include "mem.h"

/*
 * Appends the name that the document of the input `path` gets, without a NUL: stem, stop, `extension`.
 *
 * The stem is of [a-z0-9_-], so that site generators and shells take it without quoting. It is the input's where that
 * is so already (reports/2024-county.txt: 2024-county.yaml); else as much as is ASCII, in lower case, and twelve
 * hexadecimal digits of the path's SHA-256 (reports/政府工作报告.txt: 3c5e0f9ab812.yaml; County Report.txt:
 * county-report-77….yaml).
 * Standard input ("-") is stdin. The same path has the same name in every run.
 */
void file_name_append(struct buffer *to, const char *path, const char *extension);

#endif
