lib_LIBRARIES += src/batchnorm/libbatchnorm.a
include_HEADERS += src/batchnorm/batchnorm.h

src_batchnorm_libbatchnorm_a_SOURCES = \
	src/batchnorm/backward.c \
	src/batchnorm/batchnorm.h \
	src/batchnorm/fold.c \
	src/batchnorm/forward.c \
	src/batchnorm/plan.c \
	src/batchnorm/plan.h \
	src/batchnorm/pool.c \
	src/batchnorm/running.c \
	src/batchnorm/shape.c \
	src/batchnorm/statistics.c
