# Settings go with the history to another machine, are taken back step by step, and with the import.
bntutor settings retention=0.85
bntutor exam --date 2026-12-05 --recall 0.9 | head -n 1
bntutor export --format history | tail -n +2 | grep -o '"kind".*"item":"[^"]*"'
bntutor export --format history >there.jsonl
bntutor settings --undo
bntutor settings retention=0.8 day-start=6
BNTUTOR_NOW=2026-11-22T05:00:00Z bntutor settings --undo
bntutor settings --undo
bntutor settings --undo
bntutor settings --undo
bntutor settings
bntutor import there.jsonl --db other.db
bntutor settings --db other.db
bntutor settings --undo --db other.db
bntutor import --undo --db other.db
bntutor settings --db other.db
