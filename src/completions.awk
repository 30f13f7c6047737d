# completions.awk: completions for a shell (-v shell=bash, zsh or fish) from the program's --help.
# An option stands there as "  -f, --from FORMAT      what the input is: text (default), yaml". The words behind the colon
# are those that it takes; FILE and DIR are paths.

function quoted(text)
{
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}

# "text (default), yaml" gives "text yaml".
function words_of(text)
{
    if (text !~ /: [^ ]+( \(default\))?, /)
        return ""
    sub(/^.*: /, "", text)
    gsub(/ \(default\)/, "", text)
    gsub(/,/, "", text)
    return text
}

/^  +(-., )?--/ {
    n++
    letter[n] = $1 ~ /^-.,$/ ? substr($1, 2, 1) : ""
    at = letter[n] ? 2 : 1
    name[n] = substr($at, 3)
    argument[n] = $(at + 1) ~ /^[A-Z]+$/ ? $(at + 1) : ""
    text = substr($0, index($0, $at) + length($at))
    if (argument[n])
        sub(/^ *[A-Z]+/, "", text)
    sub(/^ +/, "", text)
    help[n] = text
    words[n] = argument[n] ? words_of(text) : ""
}

function bash(    i, all, patterns)
{
    print "# Completion of report2yaml for bash."
    print "_report2yaml()"
    print "{"
    print "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}"
    print "    COMPREPLY=()"
    print "    case $before in"
    for (i = 1; i <= n; i++) {
        all = all " --" name[i] (letter[i] ? " -" letter[i] : "")
        if (!argument[i])
            continue
        patterns = (letter[i] ? "-" letter[i] " | " : "") "--" name[i]
        if (words[i])
            print "    " patterns ") mapfile -t COMPREPLY < <(compgen -W '" words[i] "' -- \"$word\") ; return ;;"
        else if (argument[i] == "FILE")
            print "    " patterns ") mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ; return ;;"
        else if (argument[i] == "DIR")
            print "    " patterns ") mapfile -t COMPREPLY < <(compgen -d -- \"$word\") ; return ;;"
        else
            print "    " patterns ") return ;;"
    }
    print "    esac"
    print "    case $word in"
    print "    -*) mapfile -t COMPREPLY < <(compgen -W '" substr(all, 2) "' -- \"$word\") ;;"
    print "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;"
    print "    esac"
    print "}"
    print "complete -o filenames -F _report2yaml report2yaml"
}

function zsh_action(i)
{
    if (words[i])
        return ":" argument[i] ":(" words[i] ")"
    if (argument[i] == "FILE")
        return ":file:_files"
    if (argument[i] == "DIR")
        return ":folder:_files -/"
    return argument[i] ? ":" argument[i] ": " : ""
}

# Inside [] of zsh's descriptions, brackets and colons have a meaning.
function zsh_help(text)
{
    gsub(/\[/, "\\[", text)
    gsub(/\]/, "\\]", text)
    gsub(/:/, "\\:", text)
    return text
}

function zsh(    i, exclusive)
{
    print "#compdef report2yaml"
    print "_arguments -s -S \\"
    for (i = 1; i <= n; i++) {
        exclusive = letter[i] ? "(-" letter[i] " --" name[i] ")" : ""
        if (letter[i])
            print "    " quoted(exclusive "-" letter[i] (argument[i] ? "+" : "") "[" zsh_help(help[i]) "]" zsh_action(i)) " \\"
        print "    " quoted(exclusive "--" name[i] (argument[i] ? "=" : "") "[" zsh_help(help[i]) "]" zsh_action(i)) " \\"
    }
    print "    '*:report:_files'"
}

function fish(    i, line)
{
    print "# Completion of report2yaml for fish."
    for (i = 1; i <= n; i++) {
        line = "complete -c report2yaml" (letter[i] ? " -s " letter[i] : "") " -l " name[i]
        if (words[i])
            line = line " -x -a " quoted(words[i])
        else if (argument[i] == "FILE")
            line = line " -r -F"
        else if (argument[i] == "DIR")
            line = line " -x -a '(__fish_complete_directories)'"
        else if (argument[i])
            line = line " -x"
        print line " -d " quoted(help[i])
    }
}

END {
    if (shell == "bash")
        bash()
    else if (shell == "zsh")
        zsh()
    else if (shell == "fish")
        fish()
}
