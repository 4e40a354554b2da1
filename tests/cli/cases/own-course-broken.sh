# A faulty file of the learner's own is told, and everything else works.
mkdir -p .local/share/bntutor/courses
printf 'topic: broken\ntitle: [\n' >.local/share/bntutor/courses/broken.yaml
echo q | bntutor notes
