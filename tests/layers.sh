#!/bin/sh
# The layers of HACKING.md, read from the includes: a folder of src may include only what its line here allows, and a foreign header
# has one folder that may know it, or a few files of another.
cd "${abs_top_srcdir:?}/src" || exit 1

allowed_for() {
    case $1 in
    base) echo base ;;
    batchnorm) echo batchnorm ;;
    course) echo course base ;;
    tensor) echo tensor base ;;
    laboratory) echo laboratory batchnorm base ;;
    experiment) echo experiment tensor laboratory course batchnorm base ;;
    schedule) echo schedule base ;;
    store) echo store schedule base ;;
    view) echo view base ;;
    demo) echo demo view experiment laboratory course batchnorm base ;;
    activity) echo activity demo view experiment laboratory store schedule course batchnorm base ;;
    tui) echo tui activity view base ;;
    plain) echo plain activity view base ;;
    svg) echo svg view base ;;
    exchange) echo exchange store course base ;;
    cli) echo cli exchange tui plain svg activity demo view experiment tensor laboratory store schedule course base ;;
    esac
}

only_in='yaml.h course
sqlite3.h store exchange/collection
zip.h exchange/apkg
ncurses.h tui
curses.h tui
md4c.h view
unistr.h base
uniwidth.h base
unilbrk.h base
unigbrk.h base'

number=0
report() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
    fi
}

for folder in */; do
    folder=${folder%/}
    allowed=$(allowed_for "$folder")
    if [ -z "$allowed" ]; then
        report "$folder is a layer" "src/$folder stands in no line of tests/layers.sh"
        continue
    fi
    wrong=$(grep -rn --include='*.[ch]' '^#include "' "$folder" | while IFS= read -r line; do
        target=${line#*\"}
        case " $allowed " in
        *" ${target%%/*} "*) ;;
        *) echo "src/$line" ;;
        esac
    done)
    report "$folder includes only what it may" "$wrong"
done

report "each foreign header has one user" "$(printf '%s\n' "$only_in" | while read -r header places; do
    grep -rl --include='*.[ch]' "^#include <$header>" -- * | while read -r file; do
        for place in $places; do
            case $file in "$place"[./_]*) continue 2 ;; esac
        done
        echo "src/$file includes <$header>, which belongs to src/${places%% *}"
    done
done)"
echo "1..$number"
