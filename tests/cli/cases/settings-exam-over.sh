# That an exam is over was not set by the learner, so it is no step of undoing.
bntutor settings retention=0.85
bntutor exam --date 2026-11-30 | head -n 1
export BNTUTOR_NOW=2026-12-05T12:00:00Z
bntutor exam
bntutor exam
bntutor settings --undo
bntutor settings --undo
bntutor settings --undo || echo "nothing left"
