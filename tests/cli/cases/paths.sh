bntutor paths
XDG_DATA_HOME=/data bntutor paths
XDG_DATA_HOME=relative BNTUTOR_DB=/b.db bntutor paths --content /c
