bntutor help quizz
echo "exit $?"
bntutor help nosuch
echo "exit $?"
