bntutor challenge sample-mastre
