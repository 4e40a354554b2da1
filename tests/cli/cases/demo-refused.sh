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
try time-machine --svg nowhere/picture.svg
try four-values --set mode=asleep
try four-values --set epsilon=-1
