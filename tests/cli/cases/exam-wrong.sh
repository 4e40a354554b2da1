for arguments in '--date 2026-11-21' '--date 2026-02-29' '--date 2040-01-01' '--date soon' '--date 2027-01-011' '--recall 0.8' '--minutes 5' \
    '--date 2027-01-01 --recall 1.5' '--date 2027-01-01 --minutes 0' '--off --date 2027-01-01'; do
    # shellcheck disable=SC2086 # several words each
    bntutor exam $arguments
    echo $?
done
