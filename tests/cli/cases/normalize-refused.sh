printf '1,2\n3,x\n' >words.csv
printf '1,2\n3,4\n' >x.csv
printf '1,2\n' >one.csv
printf '\223NUMPY\001\000' >short.npy
for arguments in 'words.csv' 'one.csv' 'short.npy' 'nothing.npy' 'x.csv --gamma one.csv --beta words.csv' 'x.csv --dy one.csv --stats - -o y.npy' 'x.csv -o nowhere/y.npy'; do
    # shellcheck disable=SC2086 # words on purpose
    bntutor normalize $arguments
    echo "exit $?"
done
for arguments in '' 'x.csv --mode test' 'x.csv --eps -1' 'x.csv --momentum 2' 'x.csv --framework onnx --momentum none' 'x.csv --dx -' 'x.csv --stats -' 'x.csv --dy x.csv' 'x.csv --eps 1e39' 'x.csv -z'; do
    # shellcheck disable=SC2086
    bntutor normalize $arguments
    echo "exit $?"
done
ls
