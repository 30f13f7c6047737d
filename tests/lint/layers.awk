# layers.awk src/*.[ch]: a file includes headers of lower layers only, and those of its own module.
# A module is a file, or a family: front_title belongs to front, unless the table names it on its own.
# Prints a line for each include that does otherwise, and for each module that the table does not know.

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
    if (!(path in layer_of))
        sub(/_.*$/, "", path)
    return path
}

BEGIN {
    layer(-1, "lanes")
    layer(0, "mem interrupt progress sandbox version")
    layer(1, "diag digest event foreign json ndjson out pattern utf8")
    layer(2, "detect escape file_name inputs line manifest markup normalize numeral paragraph phrase pinyin record row vocabulary")
    layer(3, "address contents date decode json_text label layout office read_yaml schema token")
    layer(4, "build clean excerpt front glossary inline unit value")
    layer(5, "check classify split write")
    layer(6, "join options")
    layer(7, "outline")
    layer(8, "convert")
    layer(9, "report2yaml")
    layer(10, "archive examine facts message remake")
    layer(11, "index job")
    layer(12, "bag records")
    layer(13, "batch verify")
    layer(14, "main")
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
