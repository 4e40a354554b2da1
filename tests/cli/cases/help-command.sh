# "help X" and "X --help" are the same text.
bntutor help study
bntutor help study >first
bntutor study --help | cmp - first
