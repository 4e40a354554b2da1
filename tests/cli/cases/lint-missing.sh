bntutor lint nowhere
bntutor lint nowhere.yaml elsewhere.yaml
