bntutor exam --json
bntutor exam --date 2026-11-24 --json
