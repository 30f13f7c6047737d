/*
 * pinyin: is a word of Latin letters one or more syllables of Mandarin, as an input method spells them? A table; no
 * state. May be used by token and tests.
 */
#ifndef PINYIN_H
#define PINYIN_H

#include "mem.h"

#include <stdbool.h>

enum { PINYIN_LEN_MAX = 24 }; /* bytes of a word that is looked at */

/*
 * zong, zǒng, shengchan. Lower-case letters alone; a word without tones that Chinese texts print for its own sake (ai,
 * mini, data) is none, and several syllables are told from other words by one that no other language spells.
 */
bool pinyin_is_word(struct slice word);

#endif
