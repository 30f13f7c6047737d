/*
 * md4c_html FILE: a text through md4c's library to HTML on standard output, as its program md2html does it: the whole
 * file in memory.
 */
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>

struct text {
    char *bytes;
    size_t len, room;
};

static void put(const MD_CHAR *bytes, MD_SIZE len, void *stream)
{
    fwrite(bytes, 1, len, stream);
}

static int read_whole(FILE *input, struct text *text)
{
    size_t len;

    do {
        if (text->len == text->room) {
            text->room = text->room ? text->room * 2 : 1 << 16;
            text->bytes = realloc(text->bytes, text->room);
            if (!text->bytes)
                return -1;
        }
        len = fread(text->bytes + text->len, 1, text->room - text->len, input);
        text->len += len;
    } while (len > 0);
    return ferror(input) ? -1 : 0;
}

int main(int argc, char **argv)
{
    FILE *input = argc == 2 ? fopen(argv[1], "rb") : NULL;
    struct text text = { 0 };

    if (!input || read_whole(input, &text) != 0) {
        fputs("usage: md4c_html FILE\n", stderr);
        return 2;
    }
    if (md_html(text.bytes, (MD_SIZE)text.len, put, stdout, 0, 0) != 0)
        return 1;
    free(text.bytes);
    fclose(input);
    return fflush(stdout) == 0 ? 0 : 1;
}
