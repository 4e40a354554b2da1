cat >mine.yaml <<'END'
topic: mine
title: My topic
summary: One card.
cards:
  - id: my-card
    level: beginner
    front: What is learned?
    back: γ and β.
END
bntutor lint mine.yaml
