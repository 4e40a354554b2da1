#!/bin/sh
# Every manual page is clean mdoc.  Pages made at build time lie in the build tree, the others beside the sources.
number=0
for page in "${abs_top_srcdir:?}"/man/*.[1-8] "${abs_top_builddir:?}"/man/*.[1-8]; do
    [ -f "$page" ] || continue
    number=$((number + 1))
    name=man/${page##*/}
    if ! command -v mandoc >/dev/null 2>&1; then
        echo "ok $number - $name # SKIP mandoc is not installed"
    elif complaints=$(mandoc -T lint -W warning "$page"); then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        printf '%s\n' "$complaints" | sed 's/^/# /'
    fi
done
echo "1..$number"
