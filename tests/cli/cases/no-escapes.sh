# Plain output holds no control characters but the ends of lines, whatever colours are asked for.
for command in notes study quiz challenge explain demo progress; do
    printf '1\n\n?\nq\nq\n' | TERM=xterm-256color bntutor --color always "$command" | tr -d '\n[:print:]\200-\377' | od -c
done
