printf '\n3\n' | bntutor study --topic transform >/dev/null
bntutor progress --json
