noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) -DCONTENT_DIRECTORY='"$(pkgdatadir)/content"'
# Random numbers are the same everywhere: nothing is fused.  A root that sets no errno is taken of several numbers at once.
src_base_libbase_a_CFLAGS = $(AM_CFLAGS) -ffp-contract=off -fno-math-errno
src_base_libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/ascii.c src/base/ascii.h \
	src/base/budget.c src/base/budget.h \
	src/base/clock.c src/base/clock.h \
	src/base/edit.c src/base/edit.h \
	src/base/err.c src/base/err.h \
	src/base/mem.c src/base/mem.h \
	src/base/paths.c src/base/paths.h \
	src/base/rng.c src/base/rng.h \
	src/base/signals.c src/base/signals.h \
	src/base/str.c src/base/str.h \
	src/base/utf8.c src/base/utf8.h \
	src/base/utf8_search.c \
	src/base/vec.h
