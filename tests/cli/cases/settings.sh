bntutor settings
bntutor settings day-start=6
bntutor settings
printf '\n4\n' | bntutor study --topic transform >/dev/null
BNTUTOR_NOW=2026-11-28T05:30:00Z bntutor due
BNTUTOR_NOW=2026-11-28T06:00:00Z bntutor due
bntutor settings day-start=default
BNTUTOR_NOW=2026-11-28T05:30:00Z bntutor due
bntutor settings guess-first=off
bntutor settings
bntutor settings guess-first=perhaps
bntutor settings guess-first=default
bntutor settings day-start=24
bntutor settings day-start
bntutor settings colour=red
