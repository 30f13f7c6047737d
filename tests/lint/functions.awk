# functions.awk FILE.c...: no function above 80 lines, from its opening brace to its closing one.

FNR == 1 {
    start = 0
}

/^\{/ {
    start = FNR
}

/^\}/ {
    if (start && FNR - start > 80)
        print FILENAME ":" start ": a function of " FNR - start " lines"
    start = 0
}
