bntutor study --level begginer
