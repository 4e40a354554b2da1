# A clock set back by days, one that runs ahead for years, one that was never set.
printf '\n3\n' | bntutor study --topic transform >/dev/null
BNTUTOR_NOW=2026-11-19T04:59:00Z bntutor due
BNTUTOR_NOW=2026-11-20T05:00:00Z bntutor due
BNTUTOR_NOW=2036-11-21T05:00:00Z bntutor due
BNTUTOR_NOW=1970-01-01T00:00:10Z bntutor due --db new.db
BNTUTOR_NOW=2026-11-01T05:00:00Z bntutor </dev/null | grep 'The clock'
BNTUTOR_NOW=2038-01-19T03:14:08Z bntutor due --json
