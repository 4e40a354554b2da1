#!/bin/sh
# The completions complete: bash is asked as its readline would, fish by its own question; zsh at least reads them.
set -u
export BNTUTOR_CONTENT="${abs_top_srcdir:?}/tests/data/plain/content"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
HOME=$work
mkdir "$work/bin"
ln -s "${BNTUTOR:?}" "$work/bin/bntutor"
PATH=$work/bin:$PATH
export HOME PATH
number=0 failed=0

report() {
    number=$((number + 1))
    if [ "$1" = "$2" ]; then
        echo "ok $number - $3"
    else
        printf 'not ok %d - %s\n#   expected: %s\n#   got:      %s\n' "$number" "$3" "$2" "$1"
        failed=$((failed + 1))
    fi
}

# What bash offers when its words are the arguments, the last one unfinished.
ask_bash() {
    # shellcheck disable=SC2016 # the inner bash expands it
    bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bntutor; echo "${COMPREPLY[*]}"' bash "$work/bash" "$@"
}

ask_fish() {
    fish -c "source $work/fish; complete -C '$1'" | cut -f 1 | tr '\n' ' ' | sed 's/ $//'
}

for shell in bash zsh fish; do
    bntutor completions "$shell" >"$work/$shell"
    if command -v "$shell" >/dev/null 2>&1; then
        report "$("$shell" -n "$work/$shell" 2>&1)" "" "$shell reads its completions"
    else
        number=$((number + 1))
        echo "ok $number - $shell reads its completions # SKIP $shell is not installed"
    fi
done

if command -v bash >/dev/null 2>&1; then
    report "$(ask_bash bntutor ch)" "challenge" "bash: a command"
    report "$(ask_bash bntutor study --l)" "--level --limit" "bash: options of a command"
    report "$(ask_bash bntutor --th)" "--theme" "bash: global options"
    report "$(ask_bash bntutor study --level b)" "beginner" "bash: words of an option"
    report "$(ask_bash bntutor study --level = ad)" "advanced" "bash: words behind an equals sign"
    report "$(ask_bash bntutor study --topic '')" "transform modes" "bash: topics"
    report "$(ask_bash bntutor demo fou)" "four-values" "bash: demos"
    report "$(ask_bash bntutor help pa)" "paths" "bash: commands to be helped with"
fi
if command -v fish >/dev/null 2>&1; then
    report "$(ask_fish 'bntutor chal')" "challenge" "fish: a command"
    report "$(ask_fish 'bntutor demo --top')" "--topic" "fish: options of a command"
    report "$(ask_fish 'bntutor demo fou')" "four-values" "fish: demos"
fi
echo "1..$number"
[ "$failed" = 0 ]
