# Nobody reads any more: it ends quietly.
{ yes '?' | head -n 20000; } 2>/dev/null | bntutor | head -n 3
