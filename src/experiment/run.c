/* One experiment on the kernel: the training steps before it, the pass that is shown, its backward pass. */
#include "experiment/framework.h"
#include "experiment/input.h"
#include "experiment/model_run.h"

#include <math.h>
#include <string.h>

/* What a run needs besides its outcome, in whose arena the arrays lie. */
struct run {
    const struct experiment *experiment;
    const struct settings *settings;
    struct outcome *outcome;
    bool has_x; /* the batch that is shown is in the outcome already */
    struct batchnorm_shape drawn; /* as the experiment declares it, for the generator */
    float epsilon;
    float *gamma, *beta, *running_mean, *running_var; /* [C], as the kernel reads them */
    float *dgamma, *dbeta;                            /* [C] */
    float *unread;                                    /* a tensor that is put out beside what is wanted */
};

struct settings settings_of(const struct experiment *experiment)
{
    struct settings settings = {
        .mode = experiment->mode,
        .framework = experiment->framework,
        .layout = experiment->layout,
        .batch = experiment->shape[0],
        .gamma = 1,
        .beta = 0,
        .epsilon = experiment->epsilon,
        .momentum = experiment->momentum,
        .seed = experiment->seed,
        .steps = experiment->steps,
    };
    if (experiment->model)
        model_settings(experiment, &settings);
    return settings;
}

static enum batchnorm_layout kernel_layout(enum layout layout)
{
    return layout == LAYOUT_CHANNELS_LAST ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST;
}

/* Dimensions, shape and number of values, or why there are none. */
static int make_shape(struct run *run, struct err *err)
{
    const struct experiment *experiment = run->experiment;
    struct outcome *outcome = run->outcome;
    outcome->rank = experiment->rank;
    memcpy(outcome->dimensions, experiment->shape, sizeof outcome->dimensions);
    outcome->dimensions[0] = run->settings->batch;
    int status =
        batchnorm_shape_init(&outcome->shape, kernel_layout(run->settings->layout), experiment->rank, outcome->dimensions);
    if (status == BATCHNORM_OK)
        status = batchnorm_shape_init(&run->drawn, kernel_layout(experiment->layout), experiment->rank, outcome->dimensions);
    if (status != BATCHNORM_OK)
        return err_set(err, ERR_INVALID, "cannot run experiment '%s': %s", experiment->id, batchnorm_status_text(status));
    outcome->count = outcome->shape.batch * outcome->shape.channels * outcome->shape.spatial;
    if (outcome->count > EXPERIMENT_VALUES_MAX)
        return err_set(err, ERR_LIMIT, "cannot run experiment '%s': more than %d values", experiment->id, EXPERIMENT_VALUES_MAX);
    if (experiment->generator == GENERATOR_VALUES && experiment->values.count == 0)
        return err_set(err, ERR_INVALID, "cannot run experiment '%s': it has neither values nor a generator", experiment->id);
    return 0;
}

/* Room for all results, and the parameters of each channel as the settings turn them. */
static void make_arrays(struct run *run)
{
    struct outcome *outcome = run->outcome;
    size_t channels = outcome->shape.channels;
    bool backward = run->experiment->dy.count > 0;
    float **tensors[] = {&outcome->x, &outcome->xhat, &outcome->y, &outcome->dy, &outcome->dx};
    double **numbers[] = {&outcome->batch_mean,
                          &outcome->batch_var,
                          &outcome->used_mean,
                          &outcome->used_var,
                          &outcome->invstd,
                          &outcome->gamma,
                          &outcome->beta,
                          &outcome->xhat_mean,
                          &outcome->xhat_var,
                          &outcome->y_mean,
                          &outcome->y_var,
                          &outcome->running_mean_before,
                          &outcome->running_var_before,
                          &outcome->running_mean,
                          &outcome->running_var,
                          &outcome->dgamma,
                          &outcome->dbeta};
    float **parameters[] = {&run->gamma, &run->beta, &run->running_mean, &run->running_var, &run->dgamma, &run->dbeta};
    size_t tensor_count = sizeof tensors / sizeof *tensors, number_count = sizeof numbers / sizeof *numbers;
    for (size_t i = run->has_x; i < tensor_count - (backward ? 0 : 2); i++)
        *tensors[i] = arena_new(i ? &outcome->arena : &outcome->input, outcome->count, sizeof(float));
    for (size_t i = 0; i < number_count - (backward ? 0 : 2); i++)
        *numbers[i] = arena_new(&outcome->arena, channels, sizeof(double));
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        *parameters[i] = arena_new(&outcome->arena, channels, sizeof(float));
}

static void fill_arrays(struct run *run)
{
    const struct experiment *experiment = run->experiment;
    const struct settings *settings = run->settings;
    struct outcome *outcome = run->outcome;
    for (size_t channel = 0; channel < outcome->shape.channels; channel++) {
        outcome->gamma[channel] = input_for_channel(&experiment->gamma, channel, 1) * settings->gamma;
        outcome->beta[channel] = input_for_channel(&experiment->beta, channel, 0) + settings->beta;
        run->gamma[channel] = (float)outcome->gamma[channel];
        run->beta[channel] = (float)outcome->beta[channel];
        run->running_mean[channel] = (float)input_for_channel(&experiment->running_mean, channel, 0);
        run->running_var[channel] = (float)input_for_channel(&experiment->running_var, channel, 1);
    }
    if (outcome->dy)
        input_repeat(&experiment->dy, outcome->dy, outcome->count);
}

/* A training pass over x; `step` batches came before it.  Writes the statistics of the batch and moves the running ones. */
static int train(struct run *run, uint64_t step)
{
    struct outcome *outcome = run->outcome;
    struct batchnorm_affine affine = {run->gamma, run->beta};
    struct batchnorm_statistics statistics = {outcome->batch_mean, outcome->batch_var};
    struct batchnorm_running running = {run->running_mean, run->running_var};
    struct batchnorm_update update;
    int status = framework_update(run->settings->framework, run->settings->momentum, step, &update);
    if (status != BATCHNORM_OK)
        return status;
    return batchnorm_forward_training(NULL, &outcome->shape, &affine, run->epsilon, outcome->x, outcome->y, &statistics, &running,
                                      &update);
}

static int run_steps(struct run *run)
{
    for (unsigned step = 0; step < run->settings->steps; step++) {
        input_fill(run->experiment, run->settings, &run->drawn, step + 1, run->outcome->x);
        int status = train(run, step);
        if (status != BATCHNORM_OK)
            return status;
    }
    return BATCHNORM_OK;
}

static void widen(const float *from, double *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] = (double)from[i];
}

/* Mean and biased variance of each channel of a tensor, measured by the kernel: by a training pass, which is its fastest way. */
static int measure(struct run *run, const float *tensor, double *mean, double *var)
{
    struct outcome *outcome = run->outcome;
    const struct batchnorm_statistics statistics = {mean, var};
    const float epsilon = 1; /* any */
    if (!run->unread)
        run->unread = arena_room(&outcome->arena, outcome->count, sizeof *run->unread);
    return batchnorm_forward_training(NULL, &outcome->shape, NULL, epsilon, tensor, run->unread, &statistics, NULL, NULL);
}

/* y and xhat; xhat is what the kernel makes of x without gamma and beta. */
static int run_forward(struct run *run)
{
    struct outcome *outcome = run->outcome;
    const struct batchnorm_shape *shape = &outcome->shape;
    if (!run->has_x)
        input_fill(run->experiment, run->settings, &run->drawn, 0, outcome->x);
    widen(run->running_mean, outcome->running_mean_before, shape->channels);
    widen(run->running_var, outcome->running_var_before, shape->channels);
    if (run->settings->mode == MODE_TRAINING) {
        struct batchnorm_statistics statistics = {outcome->batch_mean, outcome->batch_var};
        int status = train(run, run->settings->steps);
        if (status != BATCHNORM_OK)
            return status;
        return batchnorm_forward_training(NULL, shape, NULL, run->epsilon, outcome->x, outcome->xhat, &statistics, NULL, NULL);
    }
    struct batchnorm_affine affine = {run->gamma, run->beta};
    int status = batchnorm_forward_inference(NULL, shape, &affine, run->epsilon, outcome->x, outcome->y, run->running_mean,
                                             run->running_var);
    if (status != BATCHNORM_OK)
        return status;
    status = batchnorm_forward_inference(NULL, shape, NULL, run->epsilon, outcome->x, outcome->xhat, run->running_mean,
                                         run->running_var);
    return status != BATCHNORM_OK ? status : measure(run, outcome->x, outcome->batch_mean, outcome->batch_var);
}

static int run_backward(struct run *run)
{
    struct outcome *outcome = run->outcome;
    if (!outcome->dy)
        return BATCHNORM_OK;
    int status;
    if (run->settings->mode == MODE_TRAINING) {
        struct batchnorm_statistics statistics = {outcome->batch_mean, outcome->batch_var};
        status = batchnorm_backward_training(NULL, &outcome->shape, run->gamma, run->epsilon, outcome->x, outcome->dy, &statistics,
                                             outcome->dx, run->dgamma, run->dbeta);
    } else {
        status = batchnorm_backward_inference(NULL, &outcome->shape, run->gamma, run->epsilon, outcome->x, outcome->dy,
                                              run->running_mean, run->running_var, outcome->dx, run->dgamma, run->dbeta);
    }
    widen(run->dgamma, outcome->dgamma, outcome->shape.channels);
    widen(run->dbeta, outcome->dbeta, outcome->shape.channels);
    return status;
}

/* What follows from the passes: the statistics that were used, and those after. */
static int describe(struct run *run)
{
    struct outcome *outcome = run->outcome;
    bool training = run->settings->mode == MODE_TRAINING;
    for (size_t channel = 0; channel < outcome->shape.channels; channel++) {
        double mean = training ? outcome->batch_mean[channel] : outcome->running_mean_before[channel];
        double var = training ? outcome->batch_var[channel] : outcome->running_var_before[channel];
        double radicand = var + (double)run->epsilon;
        outcome->used_mean[channel] = mean;
        outcome->used_var[channel] = var;
        outcome->invstd[channel] = radicand == 0 ? 0 : 1 / sqrt(radicand); /* as in the kernel */
    }
    widen(run->running_mean, outcome->running_mean, outcome->shape.channels);
    widen(run->running_var, outcome->running_var, outcome->shape.channels);
    if (run->settings->framework == FRAMEWORK_PYTORCH && (training || run->settings->steps > 0) &&
        outcome_values_per_channel(outcome) == 1)
        outcome->framework_note = "PyTorch refuses this: ValueError: Expected more than 1 value per channel when training";
    int status = measure(run, outcome->xhat, outcome->xhat_mean, outcome->xhat_var);
    return status != BATCHNORM_OK ? status : measure(run, outcome->y, outcome->y_mean, outcome->y_var);
}

/* `outcome` is empty, or has nothing but x. */
static int run_kernel(const struct experiment *experiment, const struct settings *settings, struct outcome *outcome, struct err *err)
{
    struct run run = {.experiment = experiment,
                      .settings = settings,
                      .outcome = outcome,
                      .has_x = outcome->x != NULL,
                      .epsilon = (float)settings->epsilon};
    int code = make_shape(&run, err);
    if (code == 0) {
        make_arrays(&run);
        fill_arrays(&run);
        int (*const stages[])(struct run * run) = {run_steps, run_forward, run_backward, describe};
        int status = BATCHNORM_OK;
        for (size_t i = 0; status == BATCHNORM_OK && i < sizeof stages / sizeof *stages; i++)
            status = stages[i](&run);
        if (status != BATCHNORM_OK)
            code = err_set(err, ERR_INVALID, "cannot run experiment '%s': %s", experiment->id, batchnorm_status_text(status));
    }
    return code;
}

int experiment_run(const struct experiment *experiment, const struct settings *settings, struct outcome *outcome, struct err *err)
{
    *outcome = (struct outcome){.count = 0};
    if (experiment->model)
        return model_run(experiment, settings, outcome, err);
    int code = run_kernel(experiment, settings, outcome, err);
    if (code)
        outcome_release(outcome);
    return code;
}

int experiment_run_again(const struct experiment *experiment, const struct settings *settings, const struct settings *before,
                         struct outcome *outcome, struct err *err)
{
    if (experiment->model) {
        outcome_release(outcome);
        return experiment_run(experiment, settings, outcome, err);
    }
    bool same = settings->seed == before->seed && settings->batch == before->batch;
    outcome_clear(outcome, same && settings->steps == 0); /* steps draw into x themselves */
    int code = run_kernel(experiment, settings, outcome, err);
    if (code)
        outcome_clear(outcome, false);
    return code;
}
