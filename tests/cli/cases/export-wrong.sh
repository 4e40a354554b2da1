bntutor export --topic mode
bntutor export --format xml
bntutor export --own
bntutor export -o nowhere/x.csv
bntutor export -o
