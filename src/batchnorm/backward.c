/*
 * The backward passes: from dy, the gradient of the loss by y, to those by x, gamma and beta.  "dv" stands for the gradient of the
 * loss by v, r for 1 / sqrt(var + epsilon), and sums go over the n values of the channel.
 *
 * The forward pass was xhat = (x - mean) * r and y = gamma * xhat + beta.  A value x reaches the loss on three ways: through its
 * own xhat, through the mean, and through the variance, which both belong to the whole batch.  Section 3 of the paper (arXiv
 * 1502.03167) follows them with the chain rule, in six equations:
 *
 *     (1)  dxhat  = dy * gamma
 *     (2)  dvar   = sum(dxhat * (x - mean)) * -1/2 * r^3
 *     (3)  dmean  = sum(dxhat) * -r + dvar * sum(-2 * (x - mean)) / n
 *     (4)  dx     = dxhat * r + dvar * 2 * (x - mean) / n + dmean / n
 *     (5)  dgamma = sum(dy * xhat)
 *     (6)  dbeta  = sum(dy)
 *
 * Two sums are enough for all of them.  With x - mean = xhat / r, (2) is -1/2 * gamma * r^2 * dgamma.  In (3) the deviations from
 * the mean add up to 0, which leaves -gamma * r * dbeta.  The three terms of (4) are then
 *
 *     gamma * r * dy        -gamma * r * xhat * dgamma / n        -gamma * r * dbeta / n
 *
 * and so
 *
 *     (7)  dx = gamma * r * (dy - dbeta / n - xhat * dgamma / n)
 *
 * What (7) takes away from dy is its mean and its part along xhat: the two directions in which a change of x does not change y, as
 * the mean and the variance take it out again.  So sum(dx) = 0, and a dy that is constant, or follows xhat, does not pass (but for
 * the little that epsilon lets through).
 *
 * In inference the mean and the variance are constants.  Only the first way is left: dx = gamma * r * dy.
 */
#include "batchnorm/plan.h"

/* A pass and the plan by which the reference goes through it. */
struct backward_work {
    const struct batchnorm_plan *plan;
    const struct batchnorm_pass *pass;
};

/* How the forward pass normalized this channel: xhat = (x - mean) * inverse_deviation. */
struct normalization {
    double mean;
    double inverse_deviation;
};

static struct normalization normalization_of(const struct batchnorm_pass *pass, size_t channel)
{
    double mean = pass->mean ? pass->mean[channel] : pass->running_mean[channel];
    double var = pass->var ? pass->var[channel] : pass->running_var[channel];
    return (struct normalization){mean, batchnorm_inverse_deviation(var, pass->epsilon)};
}

/* (5) and (6) over one slice. */
static void sum_slice(const void *argument, size_t channel, size_t slice)
{
    const struct backward_work *work = argument;
    const struct batchnorm_pass *pass = work->pass;
    struct normalization norm = normalization_of(pass, channel);
    struct batchnorm_gradient sum = {0, 0};
    size_t end = batchnorm_slice_begin(work->plan, slice + 1);
    for (size_t value = batchnorm_slice_begin(work->plan, slice); value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(pass->shape, channel, value, end);
        const float *x = pass->x + stretch.start;
        const float *dy = pass->dy + stretch.start;
        for (size_t i = 0; i < stretch.count; i++) {
            double xhat = (x[i * stretch.stride] - norm.mean) * norm.inverse_deviation;
            sum.dgamma += dy[i * stretch.stride] * xhat; /* (5) */
            sum.dbeta += dy[i * stretch.stride];         /* (6) */
        }
        value += stretch.count;
    }
    batchnorm_slot_of(work->plan, channel, slice)->gradient = sum;
}

/* (7) over one slice.  The first slot of the channel holds the sums of all its slices. */
static void differentiate_slice(const void *argument, size_t channel, size_t slice)
{
    const struct backward_work *work = argument;
    const struct batchnorm_pass *pass = work->pass;
    struct normalization norm = normalization_of(pass, channel);
    double factor = (pass->gamma ? pass->gamma[channel] : 1) * norm.inverse_deviation;
    double n = (double)work->plan->values;
    struct batchnorm_gradient mean = {0, 0}; /* inference: nothing comes back through the statistics */
    if (pass->mean) {
        struct batchnorm_gradient sum = batchnorm_slot_of(work->plan, channel, 0)->gradient;
        mean = (struct batchnorm_gradient){sum.dbeta / n, sum.dgamma / n};
    }

    size_t end = batchnorm_slice_begin(work->plan, slice + 1);
    for (size_t value = batchnorm_slice_begin(work->plan, slice); value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(pass->shape, channel, value, end);
        const float *x = pass->x + stretch.start;
        const float *dy = pass->dy + stretch.start;
        float *dx = pass->out + stretch.start;
        for (size_t i = 0; i < stretch.count; i++) {
            double xhat = (x[i * stretch.stride] - norm.mean) * norm.inverse_deviation;
            dx[i * stretch.stride] = (float)(factor * (dy[i * stretch.stride] - mean.dbeta - xhat * mean.dgamma));
        }
        value += stretch.count;
    }
}

/* Adds up the slices of a channel in their order, leaves the sum in the first slot, and hands it out. */
static void finish_channel(const struct backward_work *work, size_t channel)
{
    const struct batchnorm_pass *pass = work->pass;
    struct batchnorm_gradient sum = {0, 0};
    for (size_t slice = 0; slice < work->plan->slices; slice++) {
        const struct batchnorm_gradient *found = &batchnorm_slot_of(work->plan, channel, slice)->gradient;
        sum.dbeta += found->dbeta;
        sum.dgamma += found->dgamma;
    }
    batchnorm_slot_of(work->plan, channel, 0)->gradient = sum;
    if (pass->dgamma)
        pass->dgamma[channel] = (float)sum.dgamma;
    if (pass->dbeta)
        pass->dbeta[channel] = (float)sum.dbeta;
}

void batchnorm_reference_backward(struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    struct backward_work work = {plan, pass};
    for (; plan->first < plan->end; plan->first += plan->group) {
        batchnorm_spread(plan, sum_slice, &work);
        for (size_t channel = plan->first; channel < plan->first + plan->group; channel++)
            finish_channel(&work, channel);
        if (pass->out)
            batchnorm_spread(plan, differentiate_slice, &work);
    }
}
