/*
 * The public passes: what the caller hands in is checked, and the way through the tensor is chosen, the scalar reference where
 * there is no kernel.
 */
#include "batchnorm/ways.h"

#include <stdint.h>

/* Up to this many values setting up costs more than the work, and has ways of its own. */
#define TINY_VALUES 128

/* A valid shape of so few values; without a division, which would take as long as normalizing them. */
static bool is_tiny(const struct batchnorm_shape *shape)
{
    size_t most = TINY_VALUES;
    return shape->batch <= most && shape->channels <= most && shape->spatial <= most &&
           shape->batch * shape->channels * shape->spatial - 1 < most &&
           (shape->layout == BATCHNORM_CHANNELS_FIRST || shape->layout == BATCHNORM_CHANNELS_LAST);
}

enum way { PLANES, RUNS, ROWS };

static enum way way_through(const struct batchnorm_shape *shape)
{
    if (shape->layout == BATCHNORM_CHANNELS_LAST || shape->spatial == 1)
        return ROWS;
    return shape->spatial >= BATCHNORM_MAX_RUN ? PLANES : RUNS;
}

static size_t workspace_of_way(const struct batchnorm_shape *shape)
{
    switch (way_through(shape)) {
    case PLANES:
        return batchnorm_planes_workspace(shape);
    case RUNS:
        return batchnorm_runs_workspace(shape);
    default:
        return batchnorm_rows_workspace(shape);
    }
}

/* Enough for every way through the tensor, the reference's among them. */
static size_t workspace_bytes(const struct batchnorm_shape *shape)
{
    size_t bytes = shape->channels * sizeof(union batchnorm_slot);
    if (!is_tiny(shape)) {
        struct batchnorm_plan plan;
        batchnorm_plan_slices(&plan, shape);
        size_t fast = workspace_of_way(shape);
        bytes = bytes * plan.slices > fast ? bytes * plan.slices : fast;
    }
    return (bytes + BATCHNORM_ALIGNMENT - 1) / BATCHNORM_ALIGNMENT * BATCHNORM_ALIGNMENT;
}

size_t batchnorm_workspace_size(const struct batchnorm_shape *shape)
{
    return shape && batchnorm_check_shape(shape) == BATCHNORM_OK ? workspace_bytes(shape) : 0;
}

/* `context` may be NULL. */
static int check_context(const struct batchnorm_context *context, const struct batchnorm_shape *shape)
{
    if (!shape)
        return BATCHNORM_NULL_POINTER;
    int status = is_tiny(shape) ? BATCHNORM_OK : batchnorm_check_shape(shape);
    if (status != BATCHNORM_OK || !context)
        return status;
    if (!context->workspace || (uintptr_t)context->workspace % BATCHNORM_ALIGNMENT != 0 ||
        context->workspace_size < workspace_bytes(shape))
        return BATCHNORM_BAD_WORKSPACE;
    const struct batchnorm_parallel *parallel = context->parallel;
    return parallel && (!parallel->run || parallel->threads < 1) ? BATCHNORM_BAD_PARALLEL : BATCHNORM_OK;
}

/* How to go through the whole tensor; shape and context have been checked. */
static void make_plan(struct batchnorm_plan *plan, const struct batchnorm_context *context, const struct batchnorm_shape *shape)
{
    batchnorm_plan_channels(plan, shape, 0, shape->channels);
    if (!context)
        return;
    plan->group = shape->channels;
    plan->workspace = context->workspace;
    plan->slots = context->workspace;
    size_t values = plan->values * shape->channels;
    if (context->parallel && context->parallel->threads > 1 && values >= BATCHNORM_PARALLEL_BYTES / sizeof(float))
        plan->parallel = context->parallel;
}

static int check_running(const struct batchnorm_running *running, const struct batchnorm_update *update)
{
    if (!running && !update)
        return BATCHNORM_OK;
    if (!running || !update || !running->mean || !running->var)
        return BATCHNORM_NULL_POINTER;
    return update->weight >= 0 && update->weight <= 1 ? BATCHNORM_OK : BATCHNORM_BAD_MOMENTUM;
}

static void go_through(const struct batchnorm_context *context, const struct batchnorm_pass *pass)
{
    struct batchnorm_plan plan;
    const struct batchnorm_kernel *kernel = batchnorm_kernel();
    make_plan(&plan, context, pass->shape);
    if (!kernel && pass->dy)
        batchnorm_reference_backward(&plan, pass);
    else if (!kernel)
        batchnorm_reference_forward(&plan, pass);
    else if (way_through(pass->shape) == PLANES)
        batchnorm_run_planes(kernel, &plan, pass);
    else if (way_through(pass->shape) == RUNS)
        batchnorm_run_runs(kernel, &plan, pass);
    else
        batchnorm_run_rows(kernel, &plan, pass);
}

/*
 * What all passes have; the rest is NULL for those that have it to set.  Every field is named: to zero what an initializer leaves
 * out, compilers use a string instruction that takes as long as normalizing two values.
 */
static inline struct batchnorm_pass pass_of(const struct batchnorm_shape *shape, float epsilon, const float *x, float *out)
{
    return (struct batchnorm_pass){.shape = shape,
                                   .gamma = NULL,
                                   .beta = NULL,
                                   .epsilon = epsilon,
                                   .x = x,
                                   .dy = NULL,
                                   .out = out,
                                   .mean = NULL,
                                   .var = NULL,
                                   .running_mean = NULL,
                                   .running_var = NULL,
                                   .running = NULL,
                                   .update = NULL,
                                   .dgamma = NULL,
                                   .dbeta = NULL};
}

/* Checks and goes. */
static int run(const struct batchnorm_pass *pass, const struct batchnorm_context *context)
{
    int status = check_context(context, pass->shape);
    if (status == BATCHNORM_OK)
        status = batchnorm_check_epsilon(pass->epsilon);
    if (status == BATCHNORM_OK)
        status = check_running(pass->running, pass->update);
    if (status != BATCHNORM_OK)
        return status;
    const struct batchnorm_kernel *kernel = batchnorm_kernel();
    if (kernel && is_tiny(pass->shape))
        batchnorm_run_tiny(kernel, pass);
    else
        go_through(context, pass);
    return BATCHNORM_OK;
}

int batchnorm_forward_training(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                               const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                               const struct batchnorm_statistics *statistics, const struct batchnorm_running *running,
                               const struct batchnorm_update *update)
{
    if (!x || !y || !statistics || !statistics->mean || !statistics->var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_pass pass = pass_of(shape, epsilon, x, y);
    pass.gamma = affine ? affine->gamma : NULL;
    pass.beta = affine ? affine->beta : NULL;
    pass.mean = statistics->mean;
    pass.var = statistics->var;
    pass.running = running;
    pass.update = update;
    return run(&pass, context);
}

int batchnorm_forward_inference(const struct batchnorm_context *context, const struct batchnorm_shape *shape,
                                const struct batchnorm_affine *affine, float epsilon, const float *x, float *y,
                                const float *running_mean, const float *running_var)
{
    if (!x || !y || !running_mean || !running_var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_pass pass = pass_of(shape, epsilon, x, y);
    pass.gamma = affine ? affine->gamma : NULL;
    pass.beta = affine ? affine->beta : NULL;
    pass.running_mean = running_mean;
    pass.running_var = running_var;
    return run(&pass, context);
}

int batchnorm_backward_training(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *gamma,
                                float epsilon, const float *x, const float *dy, const struct batchnorm_statistics *statistics,
                                float *dx, float *dgamma, float *dbeta)
{
    if (!x || !dy || !statistics || !statistics->mean || !statistics->var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_pass pass = pass_of(shape, epsilon, x, dx);
    pass.gamma = gamma;
    pass.dy = dy;
    pass.mean = statistics->mean;
    pass.var = statistics->var;
    pass.dgamma = dgamma;
    pass.dbeta = dbeta;
    return run(&pass, context);
}

int batchnorm_backward_inference(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *gamma,
                                 float epsilon, const float *x, const float *dy, const float *running_mean,
                                 const float *running_var, float *dx, float *dgamma, float *dbeta)
{
    if (!x || !dy || !running_mean || !running_var)
        return BATCHNORM_NULL_POINTER;
    struct batchnorm_pass pass = pass_of(shape, epsilon, x, dx);
    pass.gamma = gamma;
    pass.dy = dy;
    pass.running_mean = running_mean;
    pass.running_var = running_var;
    pass.dgamma = dgamma;
    pass.dbeta = dbeta;
    return run(&pass, context);
}

struct partials_pass {
    const struct batchnorm_plan *plan;
    const float *x;
};

static void measure_slice(const void *argument, size_t channel, size_t slice)
{
    const struct partials_pass *pass = argument;
    batchnorm_measure(pass->plan, pass->x, channel, slice);
}

int batchnorm_partials(const struct batchnorm_context *context, const struct batchnorm_shape *shape, const float *x,
                       struct batchnorm_partial *partials)
{
    if (!x || !partials)
        return BATCHNORM_NULL_POINTER;
    int status = check_context(context, shape);
    if (status != BATCHNORM_OK)
        return status;

    struct batchnorm_plan plan;
    make_plan(&plan, context, shape);
    struct partials_pass pass = {&plan, x};
    for (; plan.first < shape->channels; plan.first += plan.group) {
        batchnorm_spread(&plan, measure_slice, &pass);
        for (size_t channel = plan.first; channel < plan.first + plan.group; channel++)
            partials[channel] = batchnorm_measured(&plan, channel);
    }
    return BATCHNORM_OK;
}
