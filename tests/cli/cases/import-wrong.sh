bntutor import
bntutor import nowhere.csv
bntutor import --undo cards.csv
bntutor import --undo
echo 'just words' >words.txt
bntutor import words.txt
printf 'a,b\n\377,c\n' >latin.csv
bntutor import latin.csv
printf 'a,b\n' | bntutor import - --format csv --into 'A b'
printf 'a,b\n' | bntutor import -
printf '{"a": [1, 2\n' | bntutor import - --format json
mkdir -p .local/share/bntutor/courses
printf 'topic: words\ntitle: W\nsummary: By hand.\n' >.local/share/bntutor/courses/words.yaml
printf 'a,b\n' | bntutor import - --format csv --into words
