bntutor due
printf '\n3\n' | bntutor study --topic transform >/dev/null
bntutor due
BNTUTOR_NOW=2026-11-21T05:11:00Z bntutor due
BNTUTOR_NOW=2026-11-21T05:11:00Z bntutor due --json
BNTUTOR_NOW=2026-11-21T05:11:00Z bntutor due --quiet && echo something is due
bntutor due --quiet
