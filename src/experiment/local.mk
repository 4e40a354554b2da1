noinst_LIBRARIES += src/experiment/libexperiment.a
src_experiment_libexperiment_a_SOURCES = \
	src/experiment/draw.c src/experiment/draw.h \
	src/experiment/exercise.c src/experiment/exercise.h \
	src/experiment/exercise_lint.c src/experiment/exercise_lint.h \
	src/experiment/experiment.h \
	src/experiment/expression.c src/experiment/expression.h \
	src/experiment/expression_functions.c src/experiment/expression_functions.h \
	src/experiment/filter.c src/experiment/filter.h \
	src/experiment/formula.c src/experiment/formula.h \
	src/experiment/framework.c src/experiment/framework.h \
	src/experiment/histogram.c \
	src/experiment/input.c src/experiment/input.h \
	src/experiment/model_run.c src/experiment/model_run.h \
	src/experiment/outcome.c \
	src/experiment/outcomes.c src/experiment/outcomes.h \
	src/experiment/parameters.c src/experiment/parameters.h \
	src/experiment/placeholders.c src/experiment/placeholders.h \
	src/experiment/prove.c src/experiment/prove.h \
	src/experiment/prove_computed.c src/experiment/prove_computed.h \
	src/experiment/prove_texts.c src/experiment/prove_texts.h \
	src/experiment/restate.c src/experiment/restate.h \
	src/experiment/results.c src/experiment/results.h \
	src/experiment/run.c \
	src/experiment/scope.c src/experiment/scope.h \
	src/experiment/setup.c src/experiment/setup.h \
	src/experiment/stated.c src/experiment/stated.h
