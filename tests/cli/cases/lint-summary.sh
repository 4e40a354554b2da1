bntutor lint --summary
