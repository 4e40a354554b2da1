bntutor export --topic modes -o modes.csv
head -n 3 modes.csv
