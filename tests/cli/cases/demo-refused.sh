try() {
    bntutor demo "$@"
    echo "$?"
}
try time-machne --json
try nothing-like-it
try --set keras=1
try time-machine --set kears=1 --json
try time-machine --set keras --json
try time-machine --set keras=2
try time-machine --set stop=never --json
try time-machine --seed x --json
try time-machine --step 0 --json
try time-machine --step 121 --json
try backward --step 9 --json
try four-values --step 99
try four-values --set layout=nwhc
try four-values --input x.csv --json
try --list four-values
try --list --json
try four-values --topic first --json
try time-machine --svg nowhere/picture.svg
try four-values --set mode=asleep
try four-values --set epsilon=-1
