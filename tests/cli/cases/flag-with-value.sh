bntutor --plain=yes
