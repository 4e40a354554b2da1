printf 'height,width\n1,2\n3,4\n5,6\n' >x.csv
printf '1,0\n0,0\n0,0\n' >dy.csv
printf '2\n3\n' >gamma.csv
bntutor normalize x.csv
echo pytorch:
bntutor normalize x.csv -o y.npy --stats - --dy dy.csv --dx dx.csv --gamma gamma.csv
cat dx.csv
echo keras, read back:
bntutor normalize y.npy --framework keras -o keras.csv --stats -
cat keras.csv
echo inference, through a pipe:
printf '4\n16\n' >var.csv
bntutor normalize - --mode eval --eps 0 --running-var var.csv <x.csv
echo not a number:
printf '1,2\nnan,4\n5,6\n' | bntutor normalize - --momentum none --stats stats.json
cat stats.json
ls
