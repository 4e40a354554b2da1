export BNTUTOR_CONTENT="$abs_top_srcdir/tests/data/practice"
exercise=$(bntutor completions exercises | head -n 1)
printf 'a\n' | bntutor practice "$exercise" --seed 5 --limit 1 --plain >once.txt
printf 'a\n' | bntutor practice "$exercise" --seed 5 --limit 1 --plain --db again.db >again.txt
diff once.txt again.txt && echo the same question again
printf 'a\n' | bntutor practice "$exercise" --seed 6 --limit 1 --plain >other.txt
cmp -s once.txt other.txt || echo another one
bntutor practice --seed 5
bntutor practice "${exercise}x"
bntutor practice "$exercise" --seed five
