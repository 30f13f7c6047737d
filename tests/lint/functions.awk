# functions.awk FILE.c...: behind its opening brace no function of the program has more than 34 lines, its closing brace
# included, and none of a test, which may hold a table of samples, more than 64.

FNR == 1 {
    start = 0
    most = FILENAME ~ /^src\// ? 34 : 64
}

/^\{/ {
    start = FNR
}

/^\}/ {
    if (start && FNR - start > most)
        print FILENAME ":" start ": a function of " FNR - start " lines"
    start = 0
}
