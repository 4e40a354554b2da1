bntutor xyzzy-plugh
