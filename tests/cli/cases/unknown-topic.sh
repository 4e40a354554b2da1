bntutor study --topic transfrom
