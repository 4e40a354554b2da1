/* Which way a pass goes through its tensor. */
#include "batchnorm/fast.h"

/* Shorter planes are not worth a call each: their rests fill vectors badly, and their sums have to be put together lane by lane. */
#define SHORTEST_PLANE 128

/* About twice what the private caches of a core hold.  Within them a store past the caches takes twice as long as a plain one;
 * beyond them it saves the reading of every line before it is written (training on 56x56 planes: 1.9 times as fast). */
#define CACHED_BYTES ((size_t)4 * 1024 * 1024)

bool batchnorm_has_planes(const struct batchnorm_shape *shape)
{
    return shape->layout == BATCHNORM_CHANNELS_FIRST && shape->spatial >= SHORTEST_PLANE;
}

bool batchnorm_past_caches(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    if (pass->out == pass->x || pass->out == pass->dy)
        return false; /* the line has been read anyhow */
    size_t tensors = pass->dy ? 3 : 2;
    size_t threads = plan->parallel ? (size_t)plan->parallel->threads : 1;
    return plan->values * pass->shape->channels > CACHED_BYTES * threads / tensors / sizeof(float);
}

void batchnorm_run_reference(const struct batchnorm_pass *pass, size_t first, size_t end)
{
    struct batchnorm_plan plan;
    batchnorm_plan_channels(&plan, pass->shape, first, end);
    if (pass->dy)
        batchnorm_reference_backward(&plan, pass);
    else
        batchnorm_reference_forward(&plan, pass);
}

bool batchnorm_run_fast(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    const struct batchnorm_kernel *kernel = batchnorm_kernel();
    if (!kernel)
        return false;
    if (batchnorm_is_tiny(pass->shape))
        batchnorm_run_tiny(pass);
    else if (batchnorm_has_planes(pass->shape))
        batchnorm_run_planes(kernel, plan, pass);
    else
        batchnorm_run_rows(kernel, plan, pass);
    return true;
}
