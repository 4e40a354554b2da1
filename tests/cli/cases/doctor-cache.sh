mkdir -p .local/share/bntutor/courses
awk 'BEGIN {
    print "topic: large\ntitle: Large\nsummary: More than is parsed at every start.\ncards:"
    for (i = 0; i < 6000; i++)
        printf "  - id: large-%d\n    level: beginner\n    front: What is the number of this card, which is one of very many?\n    back: |\n%s      %d.\n", i,
            "      This text is here to make the file as large as those that are kept parsed; it says nothing else, line by line.\n" \
            "      This text is here to make the file as large as those that are kept parsed; it says nothing else, line by line.\n", i
}' >.local/share/bntutor/courses/large.yaml
bntutor due # too fresh to be kept
sleep 3
bntutor doctor
bntutor due
bntutor doctor
bntutor doctor --clear-cache
bntutor doctor
find .cache -type f
bntutor due
