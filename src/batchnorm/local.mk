lib_LIBRARIES += src/batchnorm/libbatchnorm.a
include_HEADERS += src/batchnorm/batchnorm.h

# Where the digits are counted, no conversion happens unsaid, and no rounding is left out (plan.h).
src_batchnorm_libbatchnorm_a_CFLAGS = $(AM_CFLAGS) -Wconversion -ffp-contract=off

src_batchnorm_libbatchnorm_a_SOURCES = \
	src/batchnorm/backward.c \
	src/batchnorm/batchnorm.h \
	src/batchnorm/finish.inc \
	src/batchnorm/fold.c \
	src/batchnorm/forward.c \
	src/batchnorm/kernel.c \
	src/batchnorm/kernel.h \
	src/batchnorm/kernel_avx2.c \
	src/batchnorm/kernel_avx512.c \
	src/batchnorm/kernel_template.inc \
	src/batchnorm/kernel_vector16.c \
	src/batchnorm/lane_sums.inc \
	src/batchnorm/matrix.c \
	src/batchnorm/matrix.h \
	src/batchnorm/measure_rows.c \
	src/batchnorm/passes.c \
	src/batchnorm/pieces.c \
	src/batchnorm/plan.c \
	src/batchnorm/plan.h \
	src/batchnorm/planes.c \
	src/batchnorm/planes.h \
	src/batchnorm/pool.c \
	src/batchnorm/resident.c \
	src/batchnorm/rows.c \
	src/batchnorm/rows.h \
	src/batchnorm/running.c \
	src/batchnorm/runs.c \
	src/batchnorm/shape.c \
	src/batchnorm/statistics.c \
	src/batchnorm/sweep.inc \
	src/batchnorm/sweep_narrow.inc \
	src/batchnorm/sweep_rows.inc \
	src/batchnorm/sweep_runs.inc \
	src/batchnorm/tiny.c \
	src/batchnorm/tiny_rows.inc \
	src/batchnorm/vector.h \
	src/batchnorm/vector_part.h \
	src/batchnorm/ways.c \
	src/batchnorm/ways.h
