for arguments in '' '--ratings 5' '--ratings 3,,3' '--ratings 3x' '--ratings 3,3 --days 1' '--ratings 3 --days 1.5' '--ratings 3 --days nan' \
    '--ratings 3 --retention 1' '--ratings 3 --weights 1,2' '--ratings 3 extra'; do
    # shellcheck disable=SC2086 # several words each
    bntutor schedule $arguments
    echo $?
done
