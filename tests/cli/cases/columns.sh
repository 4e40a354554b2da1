echo q | COLUMNS=40 bntutor notes transform
