printf '\n3\n' | bntutor study --topic transform >/dev/null
bntutor optimize
bntutor optimize --json
bntutor optimize --reset
