bntutor completions tcsh
