bntutor lint
