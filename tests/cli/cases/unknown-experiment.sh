bntutor demo four-value
