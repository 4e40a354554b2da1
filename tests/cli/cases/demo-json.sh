bntutor demo four-values --json
bntutor demo time-machine --set batches=2 --set std=0 --set pytorch=cumulative --set shift_at=2 --seed 3 --json
