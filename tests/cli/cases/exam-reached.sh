bntutor exam --date 2027-03-01 --recall 0.97 --minutes 30
