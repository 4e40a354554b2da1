# Builds libbatchnorm and its tests in a folder of their own, without configure, and runs them: for the scripts beside this file,
# which say where Check is in `check_flags` and `check_libraries`.
#
# The library is compiled as C11 and nothing more, with every warning an error.  Each check_batchnorm*.c that has a main() or a
# suite for the one of tests/runner.c becomes a program; all else is linked into the programs that need it.
# shellcheck shell=sh

strict='-std=c11 -Wall -Wextra -Wconversion -Werror'

# compile_parts FOLDER "COMPILER AND FLAGS": object files
compile_parts() {
    mkdir -p "$1/library" "$1/tests" || return 1
    (
        cd "$1/library" || exit 1
        $2 $strict -Wpedantic "-I${abs_top_srcdir:?}/src" -c "$abs_top_srcdir"/src/batchnorm/*.c
    ) && (
        cd "$1/tests" || exit 1
        unit=$abs_top_srcdir/tests/unit
        $2 $strict -D_GNU_SOURCE "-I$abs_top_srcdir/src" "-I$abs_top_srcdir/tests" $check_flags \
            -c "$abs_top_srcdir"/tests/*.c "$unit"/batchnorm_*.c "$unit"/check_batchnorm*.c "$unit"/vector*.c
    )
}

# link_programs FOLDER "COMPILER AND FLAGS": the programs, in FOLDER
link_programs() {
    for source in $(grep -l -E '^(int main|Suite \*program_suite)\(' "$abs_top_srcdir"/tests/unit/check_batchnorm*.c); do
        mv "$1/tests/$(basename "$source" .c).o" "$1" || return 1
    done
    ar cr "$1/tests.a" "$1"/tests/*.o || return 1
    for main in "$1"/check_*.o; do
        $2 "$main" "$1/tests.a" "$1"/library/*.o -o "${main%.o}" $check_libraries -lm -pthread || return 1
    done
}

# run_program PROGRAM LABEL [COMMAND...]: runs it, through COMMAND if given, and prints TAP without numbers: a line for all of its
# checks, and one for each that was skipped.
run_program() {
    program=$1 label=$2
    shift 2
    status=0
    "$@" "$program" >"$program.tap" 2>"$program.messages" || status=$?
    passed=$(grep '^ok' "$program.tap" | grep -c -v '# SKIP') || :
    reason=$(sed -n 's/^1\.\.0 # SKIP //p' "$program.tap")
    if [ -n "$reason" ]; then
        echo "ok - $label, $(basename "$program") # SKIP $reason"
    elif [ "$status" = 0 ] && [ "$passed" -gt 0 ] && ! grep -q '^not ok' "$program.tap"; then
        echo "ok - $label, $(basename "$program"): $passed checks"
    else
        echo "not ok - $label, $(basename "$program"): $passed checks, status $status"
        { grep '^not ok' "$program.tap" || tail -n 5 "$program.tap"; tail -n 40 "$program.messages"; } | sed 's/^/# /'
    fi
    sed -n "s/^ok [0-9]* - \(.*# SKIP\)/ok - $label, \1/p" "$program.tap"
}

# build_and_run FOLDER LABEL "COMPILER AND FLAGS" [COMMAND...]
build_and_run() {
    place=$1 name=$2 compile=$3
    shift 3
    if ! { compile_parts "$place" "$compile" && link_programs "$place" "$compile"; } >"$place.errors" 2>&1; then
        echo "not ok - $name builds without a warning"
        head -n 60 "$place.errors" | sed 's/^/# /'
        return
    fi
    echo "ok - $name builds without a warning"
    for object in "$place"/check_*.o; do
        run_program "${object%.o}" "$name" "$@"
    done
}

# Numbers the lines of TAP and appends the plan.
number_lines() {
    awk '/^(not )?ok/ { sub(/^(not )?ok/, "& " ++n) } { print } END { print "1.." n + 0 }'
}
