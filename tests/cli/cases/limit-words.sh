bntutor study --limit 3cards
