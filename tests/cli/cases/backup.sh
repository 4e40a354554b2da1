bntutor restore
for day in 21 22 23; do
    printf '\n3\n' | BNTUTOR_NOW=2026-11-${day}T05:00:00Z bntutor study >/dev/null
done
bntutor backup
bntutor backup copy.db
bntutor backup copy.db
bntutor restore | sed 's/  *[0-9.]* kB//'
