# common.sh: what the run-* scripts share. Sourced from the top of the tree, by `. tests/common.sh`.
# Each run-* script is one suite: it says what failed, and its last line is "N passed, N failed", with ", N skipped"
# where something could not be tried. It ends with status 1 where something failed.
# shellcheck shell=sh

# Several processes write to one file: each is to write its lines whole, not piece by piece.
unset PYTHONUNBUFFERED

BUILD=${BUILD:-build}
PROGRAM=${PROGRAM:-./report2yaml}
SHARED=${SHARED:-../shared}
JOBS=${JOBS:-2}
RUNNER=${RUNNER:-}
# yes: what could not be tried has failed.
NO_SKIPS=${NO_SKIPS:-}

passed=0
failed=0
skipped=0

pass() { passed=$((passed + 1)); }

# What failed, and why.
fail() {
    failed=$((failed + 1))
    echo "FAILED: $*"
}

# What was not tried, and why.
skip() {
    skipped=$((skipped + 1))
    echo "skipped: $*"
}

# The last line of a suite, and its status.
summary() {
    if [ "$skipped" -gt 0 ]; then
        echo "$passed passed, $failed failed, $skipped skipped"
    else
        echo "$passed passed, $failed failed"
    fi
    [ "$failed" -eq 0 ] && { [ -z "$NO_SKIPS" ] || [ "$skipped" -eq 0 ]; }
}

# Prints the first Python 3 that has PyYAML and jsonschema, or fails.
find_python() {
    for python in "${PYTHON:-python3}" /usr/bin/python3; do
        if "$python" -c 'import yaml, jsonschema' 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

# Prints the inputs that are expected to convert: samples, and golden pairs without options and with status 0.
convertible() {
    for text in samples/*.txt tests/golden/*.txt; do
        [ -e "$text" ] || continue
        [ -e "${text%.txt}.options" ] || [ -e "${text%.txt}.status" ] || echo "$text"
    done
}
