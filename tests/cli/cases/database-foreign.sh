echo 'not a database, but long enough to be looked at' >progress.db
bntutor --db progress.db study
status=$?
cat progress.db
exit "$status"
