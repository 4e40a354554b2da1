BNTUTOR_DB=$HOME/elsewhere/p.db
export BNTUTOR_DB
echo q | bntutor study >/dev/null
ls elsewhere
