/*
 * file_name: the names of the files that --output-dir writes. Pure. May be used by batch and tests.
 */
#ifndef FILE_NAME_H
#define FILE_NAME_H

#include "mem.h"

/*
 * Appends the name that the document of the input `name` (its source.name) gets, without a NUL: stem, stop,
 * `extension`.
 *
 * The stem is of [a-z0-9_-], so that site generators and shells take it without quoting. It is the input's where that
 * is so already and the input ends in `dropped`, with two hyphens for each slash (county.txt: county.yaml;
 * 2023/county.txt: 2023--county.yaml). Else it is as much of the last part as is ASCII, in lower case, and sixteen
 * hexadecimal digits of the SHA-256 of the name (2023年政府工作报告.txt: 2023-1f….yaml). Standard input ("-") is stdin.
 *
 * So two inputs never share a name, save by a collision of 64 bits of SHA-256, and the name depends on that of the
 * input alone: not on the others, on the order, on other processes, nor on its content, which may be corrected later.
 */
void file_name_append(struct buffer *to, const char *name, const char *dropped, const char *extension);

#endif
