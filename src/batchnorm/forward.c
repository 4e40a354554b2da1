/*
 * The forward passes of the paper (arXiv 1502.03167).
 *
 * Training is algorithm 1, four lines for each channel over the n values x of the batch:
 *
 *     line 1    mu      = sum(x) / n                             statistics.c
 *     line 2    sigma^2 = sum((x - mu)^2) / n                    statistics.c, and find_statistics()
 *     line 3    xhat    = (x - mu) / sqrt(sigma^2 + epsilon)     normalize_slice()
 *     line 4    y       = gamma * xhat + beta                    normalize_slice()
 *
 * Line 3 gives the channel mean 0 and variance sigma^2 / (sigma^2 + epsilon), which is nearly 1; epsilon keeps the root from being
 * 0. Line 4 gives the network back what line 3 took away: with gamma = sqrt(sigma^2 + epsilon) and beta = mu, y would be x again.
 *
 * Inference must not depend on what else is in the batch, so it takes fixed statistics.  Algorithm 2 averages those of many batches
 * (step 10) and writes lines 3 and 4 as one line (step 11):
 *
 *     y = gamma / sqrt(Var + epsilon) * x + (beta - gamma * E / sqrt(Var + epsilon))
 *
 * fold.c hands out these two coefficients.  Here the mean is subtracted first all the same: where it is large, so are the product
 * and the offset of step 11, and rounded to float32 they leave nothing of a small difference between them.  For step 10, frameworks
 * move a running average by a little with each batch, and so does running.c.
 */
#include "batchnorm/plan.h"

/* A pass and the plan by which the reference goes through it. */
struct forward_work {
    const struct batchnorm_plan *plan;
    const struct batchnorm_pass *pass;
};

static void measure_slice(const void *argument, size_t channel, size_t slice)
{
    const struct forward_work *work = argument;
    batchnorm_measure(work->plan, work->pass->x, channel, slice);
}

/* Lines 3 and 4, or step 11, in double and rounded once: so nothing is lost of a small deviation from a large mean. */
static void normalize_slice(const void *argument, size_t channel, size_t slice)
{
    const struct forward_work *work = argument;
    const struct batchnorm_pass *pass = work->pass;
    double mean = pass->mean ? pass->mean[channel] : pass->running_mean[channel];
    double var = pass->var ? pass->var[channel] : pass->running_var[channel];
    double gamma = pass->gamma ? pass->gamma[channel] : 1;
    double beta = pass->beta ? pass->beta[channel] : 0;
    double inverse_deviation = batchnorm_inverse_deviation(var, pass->epsilon);

    size_t end = batchnorm_slice_begin(work->plan, slice + 1);
    for (size_t value = batchnorm_slice_begin(work->plan, slice); value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(pass->shape, channel, value, end);
        const float *from = pass->x + stretch.start;
        float *to = pass->out + stretch.start;
        for (size_t i = 0; i < stretch.count; i++) {
            double xhat = (from[i * stretch.stride] - mean) * inverse_deviation; /* line 3 */
            to[i * stretch.stride] = (float)(gamma * xhat + beta);               /* line 4 */
        }
        value += stretch.count;
    }
}

/* Lines 1 and 2, and the running statistics (step 10), for the group of channels in hand. */
static void find_statistics(const struct forward_work *work)
{
    const struct batchnorm_plan *plan = work->plan;
    const struct batchnorm_pass *pass = work->pass;
    batchnorm_spread(plan, measure_slice, work);
    for (size_t channel = plan->first; channel < plan->first + plan->group; channel++) {
        struct batchnorm_partial batch = batchnorm_measured(plan, channel);
        pass->mean[channel] = batch.mean;            /* line 1 */
        pass->var[channel] = batch.m2 / batch.count; /* line 2 */
        if (pass->running)
            batchnorm_update_channel(pass->running, pass->update, channel, &batch);
    }
}

void batchnorm_reference_forward(struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    struct forward_work work = {plan, pass};
    for (; plan->first < plan->end; plan->first += plan->group) {
        if (pass->mean)
            find_statistics(&work);
        batchnorm_spread(plan, normalize_slice, &work);
    }
}
