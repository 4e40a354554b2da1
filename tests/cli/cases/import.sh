cat >cards.csv <<'END'
id,front,back,level
gamma,What does γ do?,It scales.,advanced
,Half a row
beta,What does β do?,"It shifts 0.125."
END
bntutor import cards.csv --dry-run || echo "exit $?"
bntutor import cards.csv || echo "exit $?"
cat .local/share/bntutor/courses/cards.yaml
bntutor lint .local/share/bntutor/courses/cards.yaml
bntutor export --own --format markdown
bntutor import --undo
bntutor import --undo
ls .local/share/bntutor/courses
