bntutor -x
