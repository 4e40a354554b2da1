bntutor study --limit 0
