/*
 * standalone: a program of one fuzz target: standalone FILE..., or standard input. For AFL++, for compilers without
 * libFuzzer, and to try a finding again.
 */
#include "fuzz.h"

static void try_stream(FILE *stream)
{
    struct buffer data = { 0 };
    char block[65536];
    size_t len;

    while ((len = fread(block, 1, sizeof block, stream)) > 0)
        buffer_append(&data, block, len);
    LLVMFuzzerTestOneInput((const uint8_t *)(data.ptr ? data.ptr : ""), data.len);
    buffer_fini(&data);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        try_stream(stdin);
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");

        if (!file) {
            perror(argv[i]);
            return 1;
        }
        try_stream(file);
        fclose(file);
    }
    return 0;
}
