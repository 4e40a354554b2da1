bntutor --theme solarized
