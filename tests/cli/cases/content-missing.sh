bntutor --content nowhere study
