printf 'demo\n1\nright\nq\nnotes\n1\n' | bntutor --ascii | tr -d '\n[:print:]' | od -c
printf 'demo\n1\nright\nq\n' | LC_ALL=C bntutor | LC_ALL=C tr -d '\n[:print:]' | od -c
