bntutor --db= study
