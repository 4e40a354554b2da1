bntutor study --topik transform
