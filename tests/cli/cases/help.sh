bntutor --help
