printf '\n4\n' | bntutor study --topic transform >/dev/null
bntutor due
BNTUTOR_NOW=2026-11-28T12:00:00Z bntutor due
BNTUTOR_NOW=2026-11-29T03:59:00Z bntutor due
BNTUTOR_NOW=2026-11-29T04:00:00Z bntutor due
