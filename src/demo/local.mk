noinst_LIBRARIES += src/demo/libdemo.a
src_demo_libdemo_a_SOURCES = \
	src/demo/anatomy.c src/demo/anatomy.h \
	src/demo/anatomy_map.c \
	src/demo/anatomy_parameters.c src/demo/anatomy_parameters.h \
	src/demo/anatomy_steps.c \
	src/demo/anatomy_tensor.c \
	src/demo/demo.h \
	src/demo/table.c
