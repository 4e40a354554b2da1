noinst_LIBRARIES += src/laboratory/liblaboratory.a
src_laboratory_liblaboratory_a_SOURCES = \
	src/laboratory/backward.c src/laboratory/backward.h \
	src/laboratory/backward_differences.c \
	src/laboratory/batch_noise.c \
	src/laboratory/common_parameters.c src/laboratory/common_parameters.h \
	src/laboratory/dataset.c src/laboratory/dataset.h \
	src/laboratory/dense.c src/laboratory/dense.h \
	src/laboratory/family.c src/laboratory/family.h \
	src/laboratory/findings.c src/laboratory/findings.h \
	src/laboratory/folding.c src/laboratory/folding.h \
	src/laboratory/folding_layer.c \
	src/laboratory/folding_linear.c \
	src/laboratory/gradient.c src/laboratory/gradient.h \
	src/laboratory/gradient_tensor.c src/laboratory/gradient_tensor.h \
	src/laboratory/half.c src/laboratory/half.h \
	src/laboratory/kernel_run.c src/laboratory/kernel_run.h \
	src/laboratory/loss_valley.c \
	src/laboratory/merge.c \
	src/laboratory/model.c src/laboratory/model.h \
	src/laboratory/models.h \
	src/laboratory/network.c src/laboratory/network.h \
	src/laboratory/numerics.c src/laboratory/numerics.h \
	src/laboratory/numerics_output.c \
	src/laboratory/race.c src/laboratory/race.h \
	src/laboratory/race_models.c \
	src/laboratory/race_parameters.c \
	src/laboratory/scale_invariance.c \
	src/laboratory/scaled_layer.c src/laboratory/scaled_layer.h \
	src/laboratory/sweep.c src/laboratory/sweep.h \
	src/laboratory/tape.c src/laboratory/tape.h \
	src/laboratory/time_machine.c src/laboratory/time_machine.h \
	src/laboratory/train_or_inference.c src/laboratory/train_or_inference.h \
	src/laboratory/training.c src/laboratory/training.h \
	src/laboratory/variance_ways.c src/laboratory/variance_ways.h
