/* library-example [FILE]: converts a report, from FILE or standard input, with libreport2yaml. Build:
 * cc library-example.c $(pkg-config --cflags --libs report2yaml) */
#include <report2yaml.h>
#include <stdlib.h>

static int take(struct report2yaml_sink *self, const char *bytes, size_t len)
{
    (void)self;
    return fwrite(bytes, 1, len, stdout) == len ? 0 : -1;
}

int main(int argc, char **argv)
{
    struct report2yaml_sink sink = { .write = take }; /* .message: what there is to say; .event: the tree as events */
    struct report2yaml *setup = NULL;
    struct report2yaml_conversion *conversion = NULL;
    FILE *report = argc > 1 ? fopen(argv[1], "rb") : stdin;
    enum report2yaml_status status = REPORT2YAML_READ_FAILED;
    char bytes[4096];
    size_t len;

    if (report && report2yaml_new(&(struct report2yaml_options){ .to = "yaml" }, &setup) == REPORT2YAML_DONE)
        conversion = report2yaml_begin(setup, argc > 1 ? argv[1] : "-", &sink);
    if (conversion) {
        while ((len = fread(bytes, 1, sizeof bytes, report)) > 0)
            report2yaml_feed(conversion, bytes, len);
        status = report2yaml_finish(conversion, ferror(report) != 0);
    }
    report2yaml_end(conversion);
    report2yaml_free(setup);
    return status == REPORT2YAML_DONE && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
