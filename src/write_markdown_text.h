/*
 * write_markdown_text: text as Markdown writes it, so that CommonMark, GitHub's and kramdown's readers give it back.
 * For src/write_markdown.c and its test.
 */
#ifndef WRITE_MARKDOWN_TEXT_H
#define WRITE_MARKDOWN_TEXT_H

#include "out.h"

#include <stdint.h>

/*
 * `text` with what would be markup escaped. What site generators expand before they read Markdown ({{ and {%) is
 * written as entities, and so is a TAB, which stands between the cells of a table's row. At a line's start more would
 * be markup.
 */
void markdown_text_write(struct out *to, struct slice text, bool at_line_start);
/*
 * True where **text** is bold for every reader: between `before` and `after`, the code points beside it (0: a line's
 * start or end). CommonMark does not close **（一）** before a letter: a bracket stands inside the marks and none outside.
 */
bool markdown_text_can_be_bold(uint32_t before, struct slice text, uint32_t after);

#endif
