noinst_LIBRARIES += src/experiment/libexperiment.a
src_experiment_libexperiment_a_SOURCES = \
	src/experiment/experiment.h \
	src/experiment/expression.c src/experiment/expression.h \
	src/experiment/expression_functions.c src/experiment/expression_functions.h \
	src/experiment/histogram.c \
	src/experiment/input.c src/experiment/input.h \
	src/experiment/outcome.c \
	src/experiment/prove.c src/experiment/prove.h \
	src/experiment/results.c src/experiment/results.h \
	src/experiment/run.c \
	src/experiment/stated.c src/experiment/stated.h
