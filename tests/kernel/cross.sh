#!/bin/sh
# The tests of libbatchnorm for other processors, built by Debian's cross compilers and run by QEMU: `make check-cross`.  Takes 5 to
# 10 minutes and no part in `make check`.  A processor whose tools are not here is skipped and counted.
#
#   apt-get install qemu-user-static gcc-aarch64-linux-gnu gcc-arm-linux-gnueabihf gcc-s390x-linux-gnu gcc-i686-linux-gnu \
#       libc6-dev-arm64-cross libc6-dev-armhf-cross libc6-dev-s390x-cross libc6-dev-i386-cross
#   dpkg --add-architecture arm64; apt-get update; apt-get install check:arm64 libsubunit-dev:arm64   (armhf, s390x, i386 likewise)
#
# BATCHNORM_CROSS_ROOT names a folder to look for Check in besides, in which these packages have been unpacked (dpkg -x).
. "${abs_top_srcdir:?}/tests/kernel/build.sh"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
CK_DEFAULT_TIMEOUT=3000
export CK_DEFAULT_TIMEOUT

# What each is there for, and flags: NEON; 32 bits, vectors without SIMD, long double no longer than double; big-endian (GCC would
# compute float in double there, which leaves the scalar reference); float computed in long double, the scalar reference.
rows='
aarch64-linux-gnu|qemu-aarch64|
arm-linux-gnueabihf|qemu-arm|
s390x-linux-gnu|qemu-s390x|-fexcess-precision=fast
i686-linux-gnu|qemu-i386|
'

# run_row TRIPLET QEMU FLAGS
run_row() {
    compiler=$1-gcc
    if ! command -v "$compiler" >/dev/null 2>&1; then
        echo "ok - $1 # SKIP $compiler is not installed"
        return
    fi
    qemu=$(command -v "$2-static" || command -v "$2")
    if [ -z "$qemu" ]; then
        echo "ok - $1 # SKIP $2 is not installed"
        return
    fi
    check_flags= check_libraries='-static -lcheck -lsubunit'
    if [ -n "${BATCHNORM_CROSS_ROOT:-}" ]; then
        check_flags="-I$BATCHNORM_CROSS_ROOT/usr/include"
        check_libraries="-L$BATCHNORM_CROSS_ROOT/usr/lib/$("$compiler" -print-multiarch) $check_libraries"
    fi
    printf '#include <check.h>\nint main(void) { return suite_create("") == 0; }\n' >"$scratch/$1.c"
    # shellcheck disable=SC2086
    if ! "$compiler" $check_flags "$scratch/$1.c" -o "$scratch/$1.out" $check_libraries -lm -pthread 2>"$scratch/$1.errors"; then
        echo "ok - $1 # SKIP no static Check for this processor"
        return
    fi
    build_and_run "$scratch/$1" "$1" "$compiler -O2 $3" "$qemu"
}

printf '%s\n' "$rows" >"$scratch/rows"
while IFS='|' read -r triplet emulator flags; do
    [ -z "$triplet" ] || run_row "$triplet" "$emulator" "$flags" >"$scratch/$triplet.tap" &
done <"$scratch/rows"
wait
cat "$scratch"/*.tap | number_lines
