/*
 * address: whom a speech addresses, as 各位代表 and Honourable Members. Pure.
 * May be used by front, split, join, glossary, classify and tests. Callers ask for the mark that they want behind it.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "mem.h"

#include <stdint.h>

/*
 * Bytes of the address that `text` begins with; 0: none. All who are addressed in a row are one: 主任、各位副主任，各位委员,
 * Mr Speaker, Honourable Members.
 */
size_t address_len(struct slice text);
/* What shows, right behind an address, that somebody is addressed. */
#define ADDRESS_MARKS U"：:，,！!；;"

/* 各位代表，…, 朋友们！ or an address alone; not 代表们认真审议…, which tells of them. */
bool address_calls(struct slice text);
/* Bytes of words of respect that an address begins with, whoever is addressed: 尊敬的, Dear; 0: none. */
size_t address_honour_len(struct slice text);
/* Bits of the characters that any of those begins with, for phrase_find_start. */
const uint64_t *address_starts(void);

#endif
