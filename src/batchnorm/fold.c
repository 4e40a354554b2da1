/* Folding: with fixed statistics, lines 3 and 4 are one multiplication and one addition for each channel. */
#include "batchnorm/plan.h"

#include <stdint.h>

int batchnorm_fold(size_t channels, const struct batchnorm_affine *affine, float epsilon, const float *mean, const float *var,
                   float *a, float *b)
{
    if (!mean || !var || !a || !b)
        return BATCHNORM_NULL_POINTER;
    if (channels == 0)
        return BATCHNORM_BAD_SHAPE;
    if (channels > SIZE_MAX / sizeof(double))
        return BATCHNORM_SIZE_OVERFLOW;
    int status = batchnorm_check_epsilon(epsilon);
    if (status != BATCHNORM_OK)
        return status;

    for (size_t channel = 0; channel < channels; channel++) {
        double gamma = affine && affine->gamma ? affine->gamma[channel] : 1;
        double beta = affine && affine->beta ? affine->beta[channel] : 0;
        double slope = gamma * batchnorm_inverse_deviation(var[channel], epsilon);
        double offset = beta - slope * mean[channel];
        a[channel] = (float)slope;
        b[channel] = (float)offset;
    }
    return BATCHNORM_OK;
}
