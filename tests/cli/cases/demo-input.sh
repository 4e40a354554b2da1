printf 'a,b\n1,2\n3,4\n5,9\n' >x.csv
bntutor demo --input x.csv --json
bntutor normalize x.csv -o x.npy
bntutor demo merge --input x.npy --set workers=3 --json >merge.json && grep '"demo"' merge.json
bntutor demo race --input x.csv --json
echo "exit $?"
bntutor demo --input nothing.npy
echo "exit $?"
