bntutor demo four-values --svg -
bntutor demo time-machine --set batches=5 --step 5 --svg picture.svg
tail -c 7 picture.svg
