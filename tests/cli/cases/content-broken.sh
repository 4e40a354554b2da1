mkdir c
printf 'course: c\ntitle: C\ntopics: [a.yaml]\n' >c/course.yaml
printf 'topic: a\ntitle: A\n' >c/a.yaml
bntutor --content c study
