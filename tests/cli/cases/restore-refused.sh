printf '\n3\n' | bntutor study >/dev/null
bntutor restore nowhere.db
echo 'a letter, and not a database at all' >letter.db
bntutor restore letter.db
head -c 5000 .local/share/bntutor/progress.db >cut.db
bntutor restore cut.db
bntutor doctor
