bntutor notes cooking
