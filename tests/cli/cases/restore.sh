for day in 21 22 23; do
    printf '\n3\n' | BNTUTOR_NOW=2026-11-${day}T05:00:00Z bntutor study >/dev/null
done
bntutor restore 2026-11-22
bntutor doctor
bntutor restore progress-replaced-2026-11-21T0500.db
bntutor doctor
bntutor backup copy.db
rm .local/share/bntutor/progress.db
bntutor restore copy.db
