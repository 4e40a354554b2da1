# What cannot be written is an error, and not a silent loss.
bntutor progress --json >/dev/full
