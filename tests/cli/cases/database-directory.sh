mkdir progress.db
bntutor --db progress.db study
