#!/bin/sh
# libbatchnorm as a stranger meets it: installed into a folder of its own, found through pkg-config, compiled from C and C++ by what
# batchnorm(3) shows, and looked into for names and calls that do not belong there.
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
stage=$scratch/stage
number=0

# report STATUS NAME [FILE WITH MESSAGES]
report() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        [ -z "${3:-}" ] || head -n 40 "$3" | sed 's/^/# /'
    fi
}

skip() {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

(cd "${abs_top_builddir:?}" && ${MAKE:-make} install DESTDIR="$stage") >"$scratch/messages" 2>&1
report $? "make install into a folder" "$scratch/messages"

description=$(find "$stage" -name batchnorm.pc)
manual=$(find "$stage" -name batchnorm.3)
library=$(find "$stage" -name libbatchnorm.a)
header=$(find "$stage" -name batchnorm.h)
PKG_CONFIG_LIBDIR=$(dirname "$description")
PKG_CONFIG_SYSROOT_DIR=$stage
PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1
PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
unset PKG_CONFIG_PATH
export PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_ALLOW_SYSTEM_CFLAGS PKG_CONFIG_ALLOW_SYSTEM_LIBS

version=$(sed -n 's/^#define BATCHNORM_VERSION_M[A-Z]* //p' "$header" | paste -s -d .)
test "$(pkg-config --modversion batchnorm)" = "$version"
report $? "pkg-config and the header state the same version"

flags=$(pkg-config --cflags batchnorm)
libraries=$(pkg-config --libs batchnorm)
warnings='-Wall -Wextra -Wpedantic -Werror'

# try SUFFIX COMPILER "DIALECTS" LANGUAGE: the header in each dialect, and the examples of the manual.
try() {
    printf '#include <batchnorm.h>\nint main(void) { return batchnorm_status_text(BATCHNORM_OK) == 0; }\n' >"$scratch/header.$1"
    for dialect in $3; do
        # shellcheck disable=SC2086
        $2 -std="$dialect" $warnings $flags -c "$scratch/header.$1" -o "$scratch/header.o" 2>"$scratch/messages"
        report $? "the header as $dialect" "$scratch/messages"
    done
    for example in "$scratch"/example[0-9]; do
        cp "$example" "$example.$1"
        # shellcheck disable=SC2086
        $2 ${TEST_FLAGS:-} $warnings $flags "$example.$1" -o "$example.out" $libraries >"$scratch/messages" 2>&1 &&
            "$example.out" >"$scratch/printed" 2>>"$scratch/messages" &&
            diff "$example.printed" "$scratch/printed" >>"$scratch/messages"
        report $? "example ${example##*example} of the manual in $4" "$scratch/messages"
    done
}

# The displays below EXAMPLES are in turns a program and what it prints.
awk -v to="$scratch/example" '
    /^\.Sh / { below = $2 == "EXAMPLES" }
    below && /^\.Ed/ { shown = "" }
    shown != "" { gsub(/\\e/, "\\"); print > shown }
    below && /^\.Bd -literal/ { shown = ++displays % 2 ? to (displays + 1) / 2 : to displays / 2 ".printed" }' "$manual"

try c "${CC:-cc}" 'c99 c11' C
if command -v "${CXX:-c++}" >/dev/null 2>&1; then
    try cc "${CXX:-c++}" 'c++98 c++11 c++17' C++
else
    skip "the header and the examples in C++" "no C++ compiler here"
fi

sed -n 's/^[a-z].*[ *]\(batchnorm_[a-z_]*\)(.*/\1/p' "$header" | sort >"$scratch/declared"
sed -n '/^\.Sh NAME/,/^\.Nd/s/^\.Nm \([a-z_]*\).*/\1/p' "$manual" | sort | diff "$scratch/declared" - >"$scratch/messages"
report $? "the manual has the functions of the header" "$scratch/messages"

if command -v nm >/dev/null 2>&1; then
    # What sanitizers and coverage put into every library does not count.
    nm -g "$library" | sed -n 's/.* \([A-Za-z]\) _*\([a-z].*\)/\1 \2/p' | grep -v -E ' (asan|odr_asan|ubsan|gcov|sanitizer)' |
        sort -u >"$scratch/symbols"
    sed -n 's/^[^Uw] //p' "$scratch/symbols" >"$scratch/defined"
    sort "$scratch/defined" | comm -23 "$scratch/declared" - >"$scratch/messages"
    report "$(wc -l <"$scratch/messages")" "the library has the functions of the header" "$scratch/messages"
    grep -v '^batchnorm_' "$scratch/defined" >"$scratch/messages"
    report "$(wc -l <"$scratch/messages")" "every name of the library begins with batchnorm_" "$scratch/messages"
    grep -E '^U (.*alloc|.*memalign|free|.*printf|puts|putchar|fwrite|exit|abort|assert.*|omp_.*)$' "$scratch/symbols" \
        >"$scratch/messages"
    report "$(wc -l <"$scratch/messages")" "the library neither allocates, prints nor exits" "$scratch/messages"
else
    skip "names and calls of the library" "nm is not installed"
fi
echo "1..$number"
