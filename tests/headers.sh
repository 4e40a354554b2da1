#!/bin/sh
# Every header compiles by itself, and the installed one also as C++ where a C++ compiler is there.
cd "${abs_top_srcdir:?}/src" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

number=0
for header in $(find . -name '*.h' | sed 's,^\./,,' | sort); do
    number=$((number + 1))
    printf '#include "%s"\n' "$header" >"$scratch/alone.c"
    if ${CC:-cc} -std=c11 -D_GNU_SOURCE -I. -Wall -Wextra -Werror -fsyntax-only "$scratch/alone.c" 2>"$scratch/errors"; then
        echo "ok $number - $header"
    else
        echo "not ok $number - $header"
        sed 's/^/# /' "$scratch/errors"
    fi
done

number=$((number + 1))
printf '#include "batchnorm/batchnorm.h"\nint main() { return BATCHNORM_OK; }\n' >"$scratch/alone.cc"
if ! command -v c++ >/dev/null 2>&1; then
    echo "ok $number - batchnorm.h as C++ # SKIP no C++ compiler here"
elif c++ -I. -Wall -Wextra -Werror -fsyntax-only "$scratch/alone.cc" 2>"$scratch/errors"; then
    echo "ok $number - batchnorm.h as C++"
else
    echo "not ok $number - batchnorm.h as C++"
    sed 's/^/# /' "$scratch/errors"
fi
echo "1..$number"
