/*
 * front_title: which of a report's first lines are its title. Pure. May be used by front, by nobody else.
 */
#ifndef FRONT_TITLE_H
#define FRONT_TITLE_H

#include "front_lines.h"

struct front_title {
    size_t first, last; /* lines of the page that it is printed on */
    struct slice text;  /* of the line that it was told by */
    int score;          /* 0: there is none */
};

void front_find_title(const struct front_page *page, struct front_title *title);
/* Appends the title; its lines joined. Nothing where there is none. */
void front_write_title(const struct front_page *page, const struct front_title *title, struct buffer *to);

#endif
