/* Shapes, and the words and checks that every function shares. */
#include "batchnorm/plan.h"

#include <math.h>
#include <stdint.h>

const char *batchnorm_status_text(int status)
{
    switch (status) {
    case BATCHNORM_OK:
        return "no error";
    case BATCHNORM_NULL_POINTER:
        return "a required pointer is NULL";
    case BATCHNORM_BAD_LAYOUT:
        return "no such tensor layout";
    case BATCHNORM_BAD_SHAPE:
        return "a dimension is zero, the rank is below 2, or a count is negative";
    case BATCHNORM_SIZE_OVERFLOW:
        return "the tensor is larger than memory can be";
    case BATCHNORM_BAD_EPSILON:
        return "epsilon is negative, NaN or infinite";
    case BATCHNORM_BAD_MOMENTUM:
        return "momentum is outside 0..1, or there is no such convention";
    case BATCHNORM_BAD_WORKSPACE:
        return "the workspace is NULL, too small, or not aligned to 64 bytes";
    case BATCHNORM_BAD_PARALLEL:
        return "no function to run threads with, or a number of threads out of range";
    case BATCHNORM_NO_THREADS:
        return "the system refused to start threads";
    default:
        return "unknown status";
    }
}

/* Multiplies `product` by `factor` unless the result would pass `limit`. */
static int multiply(size_t *product, size_t factor, size_t limit)
{
    if (factor == 0)
        return BATCHNORM_BAD_SHAPE;
    if (*product > limit / factor)
        return BATCHNORM_SIZE_OVERFLOW;
    *product *= factor;
    return BATCHNORM_OK;
}

static int known_layout(enum batchnorm_layout layout)
{
    return layout == BATCHNORM_CHANNELS_FIRST || layout == BATCHNORM_CHANNELS_LAST;
}

int batchnorm_check_shape(const struct batchnorm_shape *shape)
{
    if (!known_layout(shape->layout))
        return BATCHNORM_BAD_LAYOUT;
    if (shape->batch == 0 || shape->channels == 0 || shape->spatial == 0)
        return BATCHNORM_BAD_SHAPE;

    size_t elements = shape->batch;
    int status = multiply(&elements, shape->channels, SIZE_MAX / sizeof(double));
    if (status == BATCHNORM_OK)
        status = multiply(&elements, shape->spatial, SIZE_MAX / sizeof(double));
    if (status != BATCHNORM_OK)
        return status;

    return shape->channels > (SIZE_MAX - BATCHNORM_ALIGNMENT) / BATCHNORM_MAX_WORKSPACE_OF_CHANNEL ? BATCHNORM_SIZE_OVERFLOW
                                                                                                   : BATCHNORM_OK;
}

int batchnorm_check_epsilon(double epsilon)
{
    return epsilon >= 0 && isfinite(epsilon) ? BATCHNORM_OK : BATCHNORM_BAD_EPSILON;
}

int batchnorm_shape_init(struct batchnorm_shape *shape, enum batchnorm_layout layout, size_t rank, const size_t *dimensions)
{
    if (!shape || !dimensions)
        return BATCHNORM_NULL_POINTER;
    if (!known_layout(layout))
        return BATCHNORM_BAD_LAYOUT;
    if (rank < 2)
        return BATCHNORM_BAD_SHAPE;

    size_t channel_axis = layout == BATCHNORM_CHANNELS_FIRST ? 1 : rank - 1;
    for (size_t axis = 0; axis < rank; axis++)
        if (dimensions[axis] == 0)
            return BATCHNORM_BAD_SHAPE;
    size_t spatial = 1;
    for (size_t axis = 1; axis < rank; axis++) {
        int status = axis == channel_axis ? BATCHNORM_OK : multiply(&spatial, dimensions[axis], SIZE_MAX / sizeof(double));
        if (status != BATCHNORM_OK)
            return status;
    }

    struct batchnorm_shape made = {layout, dimensions[0], dimensions[channel_axis], spatial};
    int status = batchnorm_check_shape(&made);
    if (status == BATCHNORM_OK)
        *shape = made;
    return status;
}

double batchnorm_inverse_deviation(double var, double epsilon)
{
    double radicand = var + epsilon;
    /* A constant channel with epsilon 0: every x - mean is 0, and 0 / 0 is to give y = beta, not NaN. */
    return radicand == 0 ? 0 : 1 / sqrt(radicand);
}
