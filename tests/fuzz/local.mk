# libFuzzer targets: ./configure CC=clang --enable-fuzzing --enable-sanitizers, then for example
#     tests/fuzz/fuzz_course -dict=tests/fuzz/course.dict CORPUS tests/data/course/bad
EXTRA_DIST += tests/fuzz/course.dict

if FUZZING
AM_CFLAGS += -fsanitize=fuzzer-no-link
AM_LDFLAGS += -fsanitize=fuzzer-no-link

noinst_PROGRAMS += tests/fuzz/fuzz_course
tests_fuzz_fuzz_course_SOURCES = tests/fuzz/fuzz_course.c
tests_fuzz_fuzz_course_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_course_LDADD = $(LINK_COURSE)
endif
