bntutor doctor
bntutor doctor --json
printf '\n3\n' | bntutor study >/dev/null
bntutor doctor
echo 'a letter, and not a database at all' >letter.db
bntutor doctor --db letter.db
echo "exit $?"
bntutor doctor --db letter.db --json
echo "exit $?"
