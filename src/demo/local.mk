noinst_LIBRARIES += src/demo/libdemo.a
src_demo_libdemo_a_SOURCES = \
	src/demo/anatomy.c src/demo/anatomy.h \
	src/demo/anatomy_map.c \
	src/demo/anatomy_steps.c \
	src/demo/anatomy_tensor.c \
	src/demo/anatomy_view.c \
	src/demo/backward.c \
	src/demo/batch_noise.c \
	src/demo/claim.c src/demo/claim.h \
	src/demo/demo.h \
	src/demo/demos.h \
	src/demo/family.c \
	src/demo/folding.c \
	src/demo/loss_valley.c \
	src/demo/merge.c \
	src/demo/numerics.c \
	src/demo/open.c \
	src/demo/pace.c src/demo/pace.h \
	src/demo/parts.c src/demo/parts.h \
	src/demo/race.c src/demo/race.h \
	src/demo/race_grid.c \
	src/demo/race_view.c \
	src/demo/run.c src/demo/run.h \
	src/demo/run_view.c \
	src/demo/scale_invariance.c \
	src/demo/table.c \
	src/demo/time_machine.c src/demo/time_machine.h src/demo/time_machine_view.c \
	src/demo/train_or_inference.c
