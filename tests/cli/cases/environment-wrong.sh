try() {
    "$@"
    echo "$?"
}
export BNTUTOR_NOW BNTUTOR_SEED
for BNTUTOR_NOW in yesterday 2026-02-30T10:00:00Z 2026-11-21T25:00:00Z 0000-00-00T00:00:00Z; do
    try bntutor due
done
BNTUTOR_NOW= BNTUTOR_SEED=7x
try bntutor due
BNTUTOR_SEED=-1
try bntutor demo numerics --json
BNTUTOR_SEED=99999999999999999999
try bntutor --version
try bntutor normalize x.csv
