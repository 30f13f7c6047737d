# layers.awk src/*.[ch]: no file includes a header of its own layer or of a higher one, its own header excepted.
# Prints a line for each include that does, and for each module that the table does not know.

function layer(number, modules,    list, n, i)
{
    n = split(modules, list, " ")
    for (i = 1; i <= n; i++)
        layer_of[list[i]] = number
}

function module(path)
{
    sub(/^.*\//, "", path)
    sub(/\.[ch]$/, "", path)
    return path
}

BEGIN {
    layer(0, "mem")
    layer(1, "diag out utf8 version")
    layer(2, "decode escape event line numeral")
    layer(3, "date label schema vocabulary")
    layer(4, "check classify front glossary inline read_yaml write")
    layer(5, "outline write_yaml")
    layer(6, "convert")
    layer(7, "main")
}

FNR == 1 && !(module(FILENAME) in layer_of) {
    print FILENAME ": tests/lint/layers.awk does not know this module's layer"
}

/^#include "/ {
    split($0, part, "\"")
    from = module(FILENAME)
    to = module(part[2])
    if (from != to && layer_of[to] >= layer_of[from])
        print FILENAME ":" FNR ": " from " (layer " layer_of[from] ") includes " to " (layer " layer_of[to] ")"
}
