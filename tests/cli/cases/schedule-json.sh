bntutor schedule --ratings 1,4,2 --json
