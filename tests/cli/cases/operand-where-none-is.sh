bntutor study transform
