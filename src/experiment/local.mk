noinst_LIBRARIES += src/experiment/libexperiment.a
src_experiment_libexperiment_a_SOURCES = \
	src/experiment/experiment.h \
	src/experiment/histogram.c \
	src/experiment/input.c src/experiment/input.h \
	src/experiment/outcome.c \
	src/experiment/run.c
