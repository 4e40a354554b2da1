bntutor optimize --reset --dry-run
