#!/bin/sh
# No source files call each other in a circle, read from the symbols of their objects.  Calls count, data does not: entries of a table
# may call what holds the table (commands, formats, kinds), and screens may open each other.
cd "${abs_top_builddir:?}" || exit 1

# Objects whose source is no longer there are left out.
objects=$(find src -name '*.o' | while IFS= read -r object; do
    source=$(printf '%s\n' "${object%.o}.c" | sed 's,/lib[a-z]*_a-\([^/]*\)$,/\1,')
    if [ -e "${abs_top_srcdir:?}/$source" ]; then echo "$object"; fi
done)

# The plan of a tensor names the reference kernel as one of its ways.
# shellcheck disable=SC2086
calls=$(nm -A -P -g $objects | awk '
    $1 ~ /batchnorm.*plan\.o:/ && $2 ~ /reference/ { next }
    $3 == "T" { home[$2] = $1 }
    $3 == "U" { user[++uses] = $1; used[uses] = $2 }
    END {
        for (i = 1; i <= uses; i++)
            if (used[i] in home && home[used[i]] != user[i])
                print user[i], home[used[i]]
    }')
if [ -z "$calls" ]; then
    echo "1..0 # SKIP nm finds no symbols in the objects"
    exit 0
fi

echo "1..1"
if circles=$(printf '%s\n' "$calls" | tsort 2>&1 >/dev/null) && [ -z "$circles" ]; then
    echo "ok 1 - no source files call each other in a circle"
else
    echo "not ok 1 - no source files call each other in a circle"
    printf '%s\n' "$circles" | sed 's/^/# /'
fi
