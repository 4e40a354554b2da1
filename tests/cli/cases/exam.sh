bntutor exam
bntutor exam --date 2026-11-30
bntutor exam --minutes 1 --recall 0.99
bntutor exam
bntutor exam --off
bntutor exam
