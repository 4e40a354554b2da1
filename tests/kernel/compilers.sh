#!/bin/sh
# The tests of libbatchnorm with GCC and Clang, without optimization and with, without vectors, and under ThreadSanitizer:
# `make check-compilers`, and a part of `./bootstrap check --all`.  A compiler that is not here is skipped and counted.
. "${abs_top_srcdir:?}/tests/kernel/build.sh"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
check_flags=$(pkg-config --cflags check)
check_libraries=$(pkg-config --libs check)
CK_DEFAULT_TIMEOUT=1000
export CK_DEFAULT_TIMEOUT

# run_levels COMPILER FLAGS...
run_levels() {
    compiler=$1
    shift
    for flags in "$@"; do
        if command -v "$compiler" >/dev/null 2>&1; then
            build_and_run "$scratch/$compiler${flags##* -}" "$compiler $flags" "$compiler $flags"
        else
            echo "ok - $compiler $flags # SKIP $compiler is not installed"
        fi
    done
}

# Side by side: one after the other would take twice as long on two processors.
run_levels gcc -O0 -O2 '-O2 -DBATCHNORM_NO_VECTORS' >"$scratch/1.tap" &
run_levels clang -O0 -O2 >"$scratch/2.tap" &
run_levels gcc '-g -O1 -fsanitize=thread' >"$scratch/3.tap" &
wait
# A kernel that was left out on purpose is not lacking.
cat "$scratch"/*.tap | grep -v 'NO_VECTORS, kernel .* # SKIP' | number_lines
