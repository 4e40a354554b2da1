export TZ=UTC
printf '%s\n' '{"format":"bntutor history","version":1}' \
    '{"device":"00112233445566778899aabbccddeeff","sequence":1,"ordered_at":1700000000000,"kind":"grade","item":"transform-two-steps","at":1700000000000,"grade":3,"right":true,"attempts":1}' \
    '{"device":"00112233445566778899aabbccddeeff","sequence":2' >answers.jsonl
bntutor import answers.jsonl || echo "exit $?"
bntutor import answers.jsonl || echo "exit $?"
bntutor export --format history
bntutor --ascii import --undo
bntutor export --format history
