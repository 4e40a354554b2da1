bntutor lint nowhere
