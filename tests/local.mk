# Every test speaks TAP, so that each single check is counted.  `make check TESTS=tests/unit/check_base` runs one program.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)

AM_TESTS_ENVIRONMENT = \
	. $(top_srcdir)/tests/environment.sh; \
	abs_top_srcdir='$(abs_top_srcdir)'; abs_top_builddir='$(abs_top_builddir)'; CC='$(CC)'; CXX='$(CXX)'; \
	TEST_FLAGS='$(CFLAGS) $(SANITIZERS) $(COVERAGE)'; \
	BNTUTOR='$(abs_top_builddir)/src/bntutor'; BNTUTOR_CONTENT='$(abs_top_srcdir)/content'; \
	TMPDIR='$(abs_top_builddir)/tests/scratch'; mkdir -p "$$TMPDIR"; \
	export abs_top_srcdir abs_top_builddir CC CXX TEST_FLAGS BNTUTOR BNTUTOR_CONTENT TMPDIR;

# What tests and their programs write, and what they share to do it.
AM_CPPFLAGS += -I$(top_srcdir)/tests
check_LIBRARIES = tests/libscratch.a
tests_libscratch_a_SOURCES = tests/scratch.c tests/scratch.h

# Screens of tests that failed, and what a test that was killed left behind.
clean-local:
	rm -rf failed tests/scratch

TESTS = $(check_PROGRAMS) $(dist_check_SCRIPTS)
dist_check_SCRIPTS += tests/circles.sh tests/headers.sh tests/layers.sh tests/manuals.sh
EXTRA_DIST += tests/environment.sh tests/data

if HAVE_CHECK
include tests/unit/local.mk
endif
if HAVE_VTERM
include tests/tui/local.mk
else
dist_check_SCRIPTS += tests/tui/absent.sh
endif
include tests/kernel/local.mk
include tests/cli/local.mk
include tests/bench/local.mk
include tests/fuzz/local.mk
