#!/bin/sh
# Command-line cases: cases/NAME.sh runs in an empty home with the small course of tests/data/plain; its standard output, standard
# error and exit status are compared with NAME.stdout, NAME.stderr (absent = empty) and NAME.exit (absent = 0).  UPDATE_GOLDEN=1
# rewrites them.
# In what is compared, $HOME stands for the home and $COURSE for the course.
set -u
cases=${abs_top_srcdir:?}/tests/cli/cases
export BNTUTOR_CONTENT="$abs_top_srcdir/tests/data/plain/content" BNTUTOR_NOW=2026-11-21T05:00:00Z BNTUTOR_SEED=7
if ! [ -x "${BNTUTOR:?}" ]; then
    echo "Bail out! $BNTUTOR is not there"
    exit 1
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Time stands still, so that no answer takes longer on a slow machine than on a fast one.
echo 0 >"$work/clock"
export BNTUTOR_CLOCK="$work/clock"

# A file with its paths replaced by names, so that it is the same everywhere.
neutral() {
    sed -e "s|$work/home|\$HOME|g" -e "s|$BNTUTOR_CONTENT|\$COURSE|g" "$1"
}

# Rewrites the golden file $2 from $1; an empty one is not kept.
update() {
    if [ -s "$1" ]; then cp "$1" "$2"; else rm -f "$2"; fi
}

# Compares $1 with the golden file $2, which may be absent when empty; shows the difference.
same() {
    golden=$2
    [ -f "$golden" ] || golden=/dev/null
    diff -u "$golden" "$1" >"$work/difference" && return 0
    sed 's/^/# /' "$work/difference"
    return 1
}

run_case() {
    rm -rf "${work:?}/home"
    mkdir "$work/home"
    (
        cd "$work/home" || exit 1
        HOME=$work/home
        export HOME
        # shellcheck disable=SC2317 # the case calls it
        bntutor() { "${BNTUTOR:?}" "$@"; }
        # shellcheck disable=SC1090 # that is the case
        . "$1"
    ) >"$work/stdout.raw" 2>"$work/stderr.raw" </dev/null
    status=$?
    neutral "$work/stdout.raw" >"$work/stdout"
    neutral "$work/stderr.raw" >"$work/stderr"
    if [ "$status" = 0 ]; then : >"$work/exit"; else echo "$status" >"$work/exit"; fi
}

number=0 failed=0
for script in "$cases"/*.sh; do
    number=$((number + 1))
    base=${script%.sh}
    run_case "$script"
    good=yes
    for part in stdout stderr exit; do
        [ -z "${UPDATE_GOLDEN:-}" ] || update "$work/$part" "$base.$part"
        same "$work/$part" "$base.$part" || good=no
    done
    if [ "$good" = yes ]; then
        echo "ok $number - ${base##*/}"
    else
        echo "not ok $number - ${base##*/}"
        failed=$((failed + 1))
    fi
done
echo "1..$number"
[ "$failed" = 0 ]
