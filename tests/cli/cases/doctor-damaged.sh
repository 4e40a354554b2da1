for day in 21 22 23; do
    printf '\n3\n' | BNTUTOR_NOW=2026-11-${day}T05:00:00Z bntutor study >/dev/null
done
# Nothing after the first page is what it was.
{ head -c 4096 .local/share/bntutor/progress.db; head -c 65536 /dev/zero | tr '\0' Z; } >damaged
cat damaged >.local/share/bntutor/progress.db
bntutor study 2>&1 | grep -c 'bntutor doctor'
bntutor doctor --check | sed 's/(.*)/(…)/'
bntutor doctor >told
echo "exit $?"
sed 's/(.*)/(…)/' told
bntutor doctor
cmp damaged .local/share/bntutor/backups/progress-damaged-2026-11-21T0500.db && echo the damaged file is kept
