bntutor demo --list | grep -e anatomy -e four-values
bntutor completions demos | grep -e anatomy -e four-values
