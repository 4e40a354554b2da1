/* What the ways through a tensor have in common. */
#include "batchnorm/ways.h"

/* About twice what the private caches of a core hold.  Within them a store past the caches takes twice as long as a plain one;
 * beyond them it saves the reading of every line before it is written (training on 56x56 planes: 1.9 times as fast). */
#define CACHED_BYTES ((size_t)4 * 1024 * 1024)

bool batchnorm_past_caches(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    if (pass->out == pass->x || pass->out == pass->dy)
        return false; /* the line has been read anyhow */
    size_t tensors = pass->dy ? 3 : 2;
    size_t threads = plan->parallel ? (size_t)plan->parallel->threads : 1;
    return plan->values * pass->shape->channels > CACHED_BYTES * threads / tensors / sizeof(float);
}

bool batchnorm_finish_channels(const struct batchnorm_kernel *kernel, const struct batchnorm_pass *pass, size_t first,
                               size_t channels, double *const sums[2], const struct batchnorm_new_coefficients *to)
{
    double count = (double)pass->shape->batch * (double)pass->shape->spatial;
    if (pass->dy)
        return kernel->fold_gradient(pass, first, channels, count, sums[0], sums[1], to) == 0;
    if (!pass->mean)
        return kernel->fold(pass, first, channels, count, NULL, NULL, to) == 0;
    if (kernel->fold(pass, first, channels, count, sums[0], sums[1], to) != 0)
        return false;
    kernel->publish(pass, first, channels, count, sums[0], sums[1]);
    return true;
}
