noinst_LIBRARIES += src/tensor/libtensor.a
src_tensor_libtensor_a_SOURCES = \
	src/tensor/format.h \
	src/tensor/npy.c \
	src/tensor/npy_header.c \
	src/tensor/shape.c \
	src/tensor/table.c \
	src/tensor/tensor.c src/tensor/tensor.h
