bntutor chalenge
