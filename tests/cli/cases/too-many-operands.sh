bntutor demo four-values two-channels
