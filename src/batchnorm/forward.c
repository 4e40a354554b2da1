/*
 * The forward passes.
 *
 * Training is algorithm 1 of the paper: lines 1 and 2 are in statistics.c, 3 and 4 in normalize_slice() here.  Inference is step 11
 * of algorithm 2: the same lines 3 and 4, with statistics that were collected before and stay as they are.
 */
#include "batchnorm/plan.h"

struct forward_pass {
    const struct batchnorm_plan *plan;
    const struct batchnorm_affine *affine; /* or NULL */
    double epsilon;
    const float *x;
    float *y;
    const struct batchnorm_statistics *batch; /* training: the statistics to normalize with */
    const float *running_mean;                /* inference: the same */
    const float *running_var;
};

static void measure_slice(const void *argument, size_t channel, size_t slice)
{
    const struct forward_pass *pass = argument;
    batchnorm_measure(pass->plan, pass->x, channel, slice);
}

/* Lines 3 and 4 in double and rounded once, so that nothing is lost of a small deviation from a large mean. */
static void normalize_slice(const void *argument, size_t channel, size_t slice)
{
    const struct forward_pass *pass = argument;
    const struct batchnorm_affine *affine = pass->affine;
    double mean = pass->batch ? pass->batch->mean[channel] : pass->running_mean[channel];
    double var = pass->batch ? pass->batch->var[channel] : pass->running_var[channel];
    double gamma = affine && affine->gamma ? affine->gamma[channel] : 1;
    double beta = affine && affine->beta ? affine->beta[channel] : 0;
    double inverse_deviation = batchnorm_inverse_deviation(var, pass->epsilon);

    size_t end = batchnorm_slice_begin(pass->plan, slice + 1);
    for (size_t value = batchnorm_slice_begin(pass->plan, slice); value < end;) {
        struct batchnorm_stretch stretch = batchnorm_stretch_at(pass->plan->shape, channel, value, end);
        const float *from = pass->x + stretch.start;
        float *to = pass->y + stretch.start;
        for (size_t i = 0; i < stretch.count; i++) {
            double xhat = (from[i * stretch.stride] - mean) * inverse_deviation; /* line 3 */
            to[i * stretch.stride] = (float)(gamma * xhat + beta);               /* line 4 */
        }
        value += stretch.count;
    }
}

static int check_running(const struct batchnorm_running *running, const struct batchnorm_update *update)
{
    if (!running && !update)
        return BATCHNORM_OK;
    if (!running || !update || !running->mean || !running->var)
        return BATCHNORM_NULL_POINTER;
    return update->weight >= 0 && update->weight <= 1 ? BATCHNORM_OK : BATCHNORM_BAD_MOMENTUM;
}

int batchnorm_forward_training(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                               const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                               const struct batchnorm_statistics *statistics, const struct batchnorm_running *running,
                               const struct batchnorm_update *update)
{
    if (!x || !y || !statistics || !statistics->mean || !statistics->var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_plan plan;
    int status = batchnorm_plan_init(&plan, context, shape);
    if (status == BATCHNORM_OK)
        status = batchnorm_check_epsilon(epsilon);
    if (status == BATCHNORM_OK)
        status = check_running(running, update);
    if (status != BATCHNORM_OK)
        return status;

    struct forward_pass pass = {.plan = &plan, .affine = affine, .epsilon = epsilon, .x = x, .y = y, .batch = statistics};
    for (; plan.first < shape->channels; plan.first += plan.group) {
        batchnorm_spread(&plan, measure_slice, &pass);
        for (size_t channel = plan.first; channel < plan.first + plan.group; channel++) {
            struct batchnorm_partial batch = batchnorm_measured(&plan, channel);
            statistics->mean[channel] = batch.mean;            /* line 1 */
            statistics->var[channel] = batch.m2 / batch.count; /* line 2 */
            if (running)
                batchnorm_update_channel(running, update, channel, &batch);
        }
        batchnorm_spread(&plan, normalize_slice, &pass);
    }
    return BATCHNORM_OK;
}

int batchnorm_forward_inference(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                                const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                                const float *running_mean, const float *running_var)
{
    if (!x || !y || !running_mean || !running_var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_plan plan;
    int status = batchnorm_plan_init(&plan, context, shape);
    if (status == BATCHNORM_OK)
        status = batchnorm_check_epsilon(epsilon);
    if (status != BATCHNORM_OK)
        return status;

    struct forward_pass pass = {.plan = &plan,
                                .affine = affine,
                                .epsilon = epsilon,
                                .x = x,
                                .y = y,
                                .running_mean = running_mean,
                                .running_var = running_var};
    for (; plan.first < shape->channels; plan.first += plan.group)
        batchnorm_spread(&plan, normalize_slice, &pass);
    return BATCHNORM_OK;
}
