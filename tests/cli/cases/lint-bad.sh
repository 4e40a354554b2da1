mkdir broken
printf 'topic: broken\ntitle: Broken\nsumary: A wrong key.\n' >broken/broken.yaml
bntutor lint broken
