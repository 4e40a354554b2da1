bntutor schedule --ratings 3,3,3,3,3,3,1,1,3,3,3,3,3
bntutor schedule --ratings 1,3,3,3,3,3 --days 0,0,1,3,8,21
bntutor schedule --ratings 1,3,3,3,3,3 --days 0,0,1,3,8,21 --long-term --retention 0.8
