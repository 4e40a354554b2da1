# Figures for people: `make bench` builds and runs it, in the environment of the tests.
EXTRA_PROGRAMS = tests/bench/bench
tests_bench_bench_SOURCES = tests/bench/bench.c tests/bench/bench.h tests/bench/bench_course.c tests/bench/bench_store.c
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)
tests_bench_bench_LDADD = $(LINK_STORE) $(LINK_COURSE)
if HAVE_VTERM
tests_bench_bench_SOURCES += tests/bench/bench_screen.c
tests_bench_bench_CPPFLAGS += -DWITH_SCREEN -I$(top_srcdir)/tests/tui
tests_bench_bench_LDADD += $(LINK_VT)
endif

bench: tests/bench/bench$(EXEEXT) src/bntutor$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) tests/bench/bench$(EXEEXT)

CLEANFILES += $(EXTRA_PROGRAMS)
.PHONY: bench
