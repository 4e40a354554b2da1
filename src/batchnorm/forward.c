/*
 * The forward passes.
 *
 * Training is algorithm 1 of the paper: lines 1 and 2 are in statistics.c, 3 and 4 in normalize_slice() here.  Inference is step 11
 * of algorithm 2: the same lines 3 and 4, with statistics that were collected before and stay as they are.
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

/* Lines 3 and 4 in double and rounded once, so that nothing is lost of a small deviation from a large mean. */
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

/* Algorithm 1, lines 1 and 2, and the running statistics (algorithm 2, step 10) for the group of channels in hand. */
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
