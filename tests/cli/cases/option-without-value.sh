bntutor --db
