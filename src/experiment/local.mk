noinst_LIBRARIES += src/experiment/libexperiment.a
src_experiment_libexperiment_a_SOURCES = src/experiment/experiment.h 
