#!/bin/sh
# The manual page bntutor.1 says what the program's own tables say: every command with its options, both ways round; and every
# command line of its examples runs.
set -u
page=${abs_top_srcdir:?}/man/bntutor.1
export BNTUTOR_CONTENT="$abs_top_srcdir/content"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
HOME=$work/home
export HOME
mkdir "$HOME"
number=0 failed=0

# Reports whether the command in the arguments after the first succeeds; what it says is a remark.
check() {
    number=$((number + 1))
    title=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        printf 'ok %d - %s\n' "$number" "$title"
    else
        printf 'not ok %d - %s\n' "$number" "$title"
        sed 's/^/# /' "$work/said"
        failed=$((failed + 1))
    fi
}

# "command --option" for each option that a command's help names as its own, "- --option" for the global ones, and "command" alone.
tables() {
    "${BNTUTOR:?}" --help | awk '/^Options/ { on = 1 } on && /^  --/ { sub(/[=\[].*/, "", $1); print "- " $1 }'
    for name in $("$BNTUTOR" --help | awk '/^Options/ { exit } /^  [a-z]/ { print $1 }'); do
        echo "$name"
        "$BNTUTOR" help "$name" | awk -v name="$name" '
            /^Global options/ { exit }
            /^  --/ { sub(/[=\[].*/, "", $1); print name " " $1 }'
    done
}

# The same from the manual page's sections OPTIONS and COMMANDS.
manual() {
    awk '
        /^\.Sh / { section = $2 }
        section == "OPTIONS" && /^\.It Fl -/ { print "- -" $3 }
        section == "COMMANDS" && /^\.It Cm / {
            command = $3
            print command
            for (i = 4; i < NF; i++)
                if ($i == "Fl") print command " -" $(i + 1)
        }
        section == "COMMANDS" && /^\.It Fl / {
            for (i = 3; i <= NF; i++)
                if ($i ~ /^-/) print command " -" $i
        }' "$page"
}

# The example command lines, without the prompt.
examples() {
    awk '/^\.Sh / { on = $2 == "EXAMPLES" } on && /^\.Dl \$ / { sub(/^\.Dl \$ /, ""); gsub(/\\e/, "\\"); print }' "$page"
}

same_lists() {
    tables | sort >"$work/tables"
    manual | sort >"$work/manual"
    [ -s "$work/tables" ] && diff -u "$work/tables" "$work/manual"
}

mkdir "$work/bin"
ln -s "$BNTUTOR" "$work/bin/bntutor"
PATH=$work/bin:$PATH
export PATH
check "the manual page has the commands and options of the program" same_lists
examples >"$work/examples"
check "the manual page has examples" test -s "$work/examples"
while IFS= read -r line <&3; do
    check "example: $line" sh -c "cd \"\$HOME\" && $line" </dev/null
done 3<"$work/examples"
echo "1..$number"
[ "$failed" = 0 ]
