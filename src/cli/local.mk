noinst_LIBRARIES += src/cli/libcli.a
src_cli_libcli_a_SOURCES = \
	src/cli/backup.c \
	src/cli/cli.c src/cli/cli.h \
	src/cli/command.c src/cli/command.h \
	src/cli/completion_words.c src/cli/completion_words.h \
	src/cli/completions.c src/cli/completions.h \
	src/cli/completions_bash.c \
	src/cli/completions_fish.c \
	src/cli/completions_zsh.c \
	src/cli/demo.c src/cli/demo.h \
	src/cli/demo_json.c src/cli/demo_json.h \
	src/cli/demo_request.c src/cli/demo_request.h \
	src/cli/doctor.c \
	src/cli/due.c \
	src/cli/exam.c \
	src/cli/exchange.c src/cli/exchange.h \
	src/cli/export.c \
	src/cli/front_end.c src/cli/front_end.h \
	src/cli/help.c \
	src/cli/import.c \
	src/cli/learn.c src/cli/learn.h \
	src/cli/lint.c \
	src/cli/normalize.c \
	src/cli/options.c src/cli/options.h \
	src/cli/optimize.c \
	src/cli/option_values.c \
	src/cli/paths.c \
	src/cli/progress.c src/cli/progress.h \
	src/cli/schedule.c \
	src/cli/session.c src/cli/session.h \
	src/cli/settings.c \
	src/cli/usage.c src/cli/usage.h

# Completions are what the program itself writes.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = src/cli/bash/bntutor
nodist_zshcompletion_DATA = src/cli/zsh/_bntutor
nodist_fishcompletion_DATA = src/cli/fish/bntutor.fish
CLEANFILES += $(nodist_bashcompletion_DATA) $(nodist_zshcompletion_DATA) $(nodist_fishcompletion_DATA)

src/cli/bash/bntutor src/cli/zsh/_bntutor src/cli/fish/bntutor.fish: src/bntutor$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && shell=$(@D) && src/bntutor$(EXEEXT) completions "$${shell##*/}" >$@.new && mv $@.new $@
