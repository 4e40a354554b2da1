mkdir -p .local/share/bntutor/courses
cat >.local/share/bntutor/courses/mine.yaml <<'YAML'
topic: mine
title: My topic
summary: Something of my own.
cards:
  - id: mine-card
    level: beginner
    front: |
      Question?
    back: |
      Answer.
YAML
printf '\nq\n' | bntutor study --topic mine
