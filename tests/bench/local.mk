# Figures for people: `make bench` builds and runs it, in the environment of the tests.
EXTRA_PROGRAMS = tests/bench/bench
tests_bench_bench_SOURCES = \
	tests/bench/bench.c tests/bench/bench.h \
	tests/bench/bench_course.c \
	tests/bench/bench_measure.c \
	tests/bench/bench_race.c \
	tests/bench/bench_store.c
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)
tests_bench_bench_LDADD = tests/libscratch.a $(LINK_ACTIVITY)
if HAVE_VTERM
tests_bench_bench_SOURCES += \
	tests/bench/bench_demo.c \
	tests/bench/bench_keys.c tests/bench/bench_keys.h \
	tests/bench/bench_screen.c \
	tests/bench/bench_tensor.c
tests_bench_bench_CPPFLAGS += -DWITH_SCREEN -I$(top_srcdir)/tests/tui
tests_bench_bench_LDADD += $(LINK_VT)
endif

# A learner of many years; with a folder as its argument bench_scale leaves the file and the course there.
EXTRA_PROGRAMS += tests/bench/bench_scale
tests_bench_bench_scale_SOURCES = \
	tests/bench/bench_scale.c \
	tests/bench/bench_measure.c tests/bench/bench.h \
	tests/bench/scale_data.c tests/bench/scale_data.h
tests_bench_bench_scale_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_bench_scale_LDADD = tests/libscratch.a $(LINK_ACTIVITY)
if HAVE_VTERM
tests_bench_bench_scale_SOURCES += tests/bench/bench_scale_screen.c
tests_bench_bench_scale_CPPFLAGS += -DWITH_SCREEN -I$(top_srcdir)/tests/tui
tests_bench_bench_scale_LDADD += $(LINK_VT)
endif

bench: tests/bench/bench$(EXEEXT) tests/bench/bench_scale$(EXEEXT) src/bntutor$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) tests/bench/bench$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) tests/bench/bench_scale$(EXEEXT)

# The kernel beside the limits of the machine and, configured --with-onednn and --with-libtorch, beside these: tests/bench/README.md.
EXTRA_PROGRAMS += tests/bench/bench_kernel
tests_bench_bench_kernel_SOURCES = \
	tests/bench/bench_kernel.c tests/bench/bench_kernel.h \
	tests/bench/bench_kernel_accuracy.c \
	tests/bench/bench_kernel_contenders.c \
	tests/bench/bench_kernel_limits.c \
	tests/bench/bench_kernel_options.c tests/bench/bench_kernel_options.h
tests_bench_bench_kernel_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_bench_kernel_LDADD = src/batchnorm/libbatchnorm.a
if WITH_ONEDNN
tests_bench_bench_kernel_SOURCES += tests/bench/bench_kernel_onednn.c
tests_bench_bench_kernel_CPPFLAGS += -DWITH_ONEDNN $(ONEDNN_CFLAGS)
tests_bench_bench_kernel_LDADD += $(ONEDNN_LIBS)
endif
# In a library of its own, so that no C++ compiler is needed to link the bench without it.
if WITH_LIBTORCH
EXTRA_LIBRARIES = tests/bench/libpeer_libtorch.a
tests_bench_libpeer_libtorch_a_SOURCES = tests/bench/bench_kernel_libtorch.cc
tests_bench_libpeer_libtorch_a_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_LIBTORCH
tests_bench_libpeer_libtorch_a_CXXFLAGS = -std=c++17 -O2
tests_bench_bench_kernel_CPPFLAGS += -DWITH_LIBTORCH
tests_bench_bench_kernel_LDADD += tests/bench/libpeer_libtorch.a $(LIBTORCH_LIBS)
CLEANFILES += $(EXTRA_LIBRARIES)
endif

bench-kernel: tests/bench/bench_kernel$(EXEEXT)
	tests/bench/bench_kernel$(EXEEXT) $(BENCH_KERNEL)

EXTRA_DIST += tests/bench/README.md
CLEANFILES += $(EXTRA_PROGRAMS)
.PHONY: bench bench-kernel
