check_PROGRAMS += tests/cli/transcripts
tests_cli_transcripts_SOURCES = tests/cli/transcripts.c
tests_cli_transcripts_LDADD = tests/libscratch.a $(LINK_BASE)

dist_check_SCRIPTS += tests/cli/apkg.sh tests/cli/completions.sh tests/cli/manual.sh tests/cli/run.sh
EXTRA_DIST += tests/cli/cases
