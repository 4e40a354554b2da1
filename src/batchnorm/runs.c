/*
 * Channels-first tensors with short planes, a group of channels after the other.
 *
 * The planes of a group are one run of memory in each sample, long enough to be worth a function call.  As with long planes, one
 * group is normalized while the next is measured, sample by sample (sweep_runs.inc), and stays in a cache between the two.
 *
 * Samples are cut into slices, each with a shift of its own for each channel: the mean of four values that are spread over it.  A
 * slice in which some channel turns out to be far off is measured again.  Groups and slices depend on the shape and the pass alone,
 * so the bits do not depend on the threads.
 */
#include "batchnorm/ways.h"

#include <string.h>

/* Of a group, x and dy together: in a sample, so that memory is read in long runs, and in all, so that it stays in the private
 * cache until it is normalized. */
#define GROUP_BYTES_OF_SAMPLE ((size_t)25600)
#define GROUP_BYTES ((size_t)832 * 1024)
#define SLICE_SAMPLES 64

struct runs {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_pass *pass;
    bool past_caches;
    size_t group; /* channels */
    size_t block; /* groups or samples of a part of the work */
    struct batchnorm_column_coefficients coefficients; /* inference: of all channels */
};

/* Channels first..first+channels-1 and what is known of them. */
struct group {
    size_t first, channels;
    float shift[BATCHNORM_MAX_GROUP];
    double sums[2][BATCHNORM_MAX_GROUP]; /* mean and sum of squares, or sum(dy) and sum(dy * d) */
    float coefficients[4][BATCHNORM_MAX_GROUP];
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A multiple of 16, for whole lines, unless that is all there are. */
static size_t group_channels(const struct batchnorm_pass *pass)
{
    const struct batchnorm_shape *shape = pass->shape;
    size_t bytes = smaller(GROUP_BYTES_OF_SAMPLE, GROUP_BYTES / shape->batch), tensors = pass->dy ? 2 : 1;
    size_t fitting = bytes / tensors / sizeof(float) / shape->spatial / BATCHNORM_MAX_LANES * BATCHNORM_MAX_LANES;
    return smaller(smaller(fitting > 0 ? fitting : BATCHNORM_MAX_LANES, BATCHNORM_MAX_GROUP), shape->channels);
}

static size_t place(const struct runs *work, size_t sample, size_t channel)
{
    const struct batchnorm_shape *shape = work->pass->shape;
    return (sample * shape->channels + channel) * shape->spatial;
}

static void find_shift(const struct runs *work, struct group *group, size_t sample, size_t samples)
{
    const struct batchnorm_pass *pass = work->pass;
    size_t run = pass->shape->spatial;
    for (size_t channel = 0; channel < group->channels; channel++) {
        if (pass->dy) {
            size_t own = group->first + channel;
            group->shift[channel] = pass->mean ? (float)pass->mean[own] : pass->running_mean[own];
            continue;
        }
        float found[4];
        for (size_t i = 0; i < 4; i++)
            found[i] = pass->x[place(work, sample + (samples - 1) * i / 3, group->first + channel) + (run - 1) * i / 3];
        group->shift[channel] = ((found[0] + found[1]) + (found[2] + found[3])) * 0.25f;
    }
}

/* `applied` or `measured` may be NULL. */
static void sweep(const struct runs *work, const struct group *applied, const struct group *measured, size_t sample, size_t samples,
                  double *first, double *second)
{
    const struct batchnorm_pass *pass = work->pass;
    struct batchnorm_runs runs = {.samples = samples,
                                  .stride = pass->shape->channels * pass->shape->spatial,
                                  .run = pass->shape->spatial,
                                  .backward = pass->dy,
                                  .past_caches = work->past_caches};
    if (applied) {
        size_t at = place(work, sample, applied->first);
        runs.channels = applied->channels;
        runs.x = pass->x + at;
        runs.dy = pass->dy ? pass->dy + at : NULL;
        runs.out = pass->out + at;
        runs.coefficients = (struct batchnorm_column_coefficients){applied->coefficients[0], applied->coefficients[1],
                                                                   applied->coefficients[2], applied->coefficients[3]};
    }
    if (measured) {
        size_t at = place(work, sample, measured->first);
        runs.measured_channels = measured->channels;
        runs.measured_x = pass->x + at;
        runs.measured_dy = pass->dy ? pass->dy + at : NULL;
        runs.shift = measured->shift;
        runs.first = first;
        runs.second = second;
    }
    if (applied || measured)
        work->kernel->sweep_runs(&runs);
}

/* Adds the sums of a slice to those of the slices before it, which have `before` samples. */
static void add_slice(const struct runs *work, struct group *group, size_t before, size_t samples, double *const from[2])
{
    if (before == 0) {
        memcpy(group->sums[0], from[0], group->channels * sizeof(double));
        memcpy(group->sums[1], from[1], group->channels * sizeof(double));
    } else if (work->pass->dy) {
        for (size_t channel = 0; channel < group->channels; channel++) {
            group->sums[0][channel] += from[0][channel];
            group->sums[1][channel] += from[1][channel];
        }
    } else {
        double run = (double)work->pass->shape->spatial;
        work->kernel->merge(group->channels, (double)before * run, (double)samples * run, group->sums[0], group->sums[1], from[0],
                            from[1]);
    }
}

/* Measures one slice while another group is normalized; then once more, alone, if a shift was far off. */
static void sweep_slice(const struct runs *work, const struct group *applied, struct group *measured, size_t sample, size_t samples)
{
    if (!measured) {
        sweep(work, applied, NULL, sample, samples, NULL, NULL);
        return;
    }
    double sums[2][BATCHNORM_MAX_GROUP], count = (double)samples * (double)work->pass->shape->spatial;
    find_shift(work, measured, sample, samples);
    for (int attempt = 1;; attempt++) {
        memset(sums, 0, sizeof sums);
        sweep(work, attempt == 1 ? applied : NULL, measured, sample, samples, sums[0], sums[1]);
        if (work->pass->dy)
            break;
        size_t lost = work->kernel->settle(measured->channels, measured->shift, count, sums[0], sums[1]);
        if (lost == 0 || attempt == 2)
            break;
        for (size_t channel = 0; channel < measured->channels; channel++)
            measured->shift[channel] = (float)sums[0][channel];
    }
    add_slice(work, measured, sample, samples, (double *const[2]){sums[0], sums[1]});
}

static void go(const struct runs *work, const struct group *applied, struct group *measured)
{
    size_t batch = work->pass->shape->batch;
    for (size_t sample = 0; sample < batch; sample += SLICE_SAMPLES)
        sweep_slice(work, applied, measured, sample, smaller(batch - sample, SLICE_SAMPLES));
}

/* Coefficients of a group that has been measured; NULL: nothing is to be applied. */
static const struct group *finish(const struct runs *work, struct group *group)
{
    struct batchnorm_new_coefficients to = {group->coefficients[0], group->coefficients[1], group->coefficients[2],
                                            group->coefficients[3]};
    double *const sums[2] = {group->sums[0], group->sums[1]};
    if (batchnorm_finish_channels(work->kernel, work->pass, group->first, group->channels, sums, &to))
        return work->pass->out ? group : NULL;
    batchnorm_run_reference(work->pass, group->first, group->first + group->channels);
    return NULL;
}

static void start(const struct runs *work, struct group *group, size_t index)
{
    size_t channels = work->pass->shape->channels;
    group->first = index * work->group;
    group->channels = smaller(work->group, channels - group->first);
}

/* Groups one after the other, each measured while the one before it is normalized. */
static void run_groups(void *argument, int part)
{
    const struct runs *work = argument;
    struct group groups[2];
    bool measures = work->pass->mean || work->pass->dy;
    size_t count = (work->pass->shape->channels + work->group - 1) / work->group, index = (size_t)part * work->block;
    size_t end = smaller(index + work->block, count);
    start(work, &groups[index % 2], index);
    if (measures)
        go(work, NULL, &groups[index % 2]);
    for (; index < end; index++) {
        const struct group *applied = finish(work, &groups[index % 2]);
        struct group *next = index + 1 < end ? &groups[(index + 1) % 2] : NULL;
        if (next)
            start(work, next, index + 1);
        go(work, applied, measures ? next : NULL);
    }
    work->kernel->order_stores();
}

/* Inference with all coefficients at hand: samples in the order of memory. */
static void run_samples(void *argument, int part)
{
    const struct runs *work = argument;
    const struct batchnorm_shape *shape = work->pass->shape;
    size_t first = (size_t)part * work->block, at = place(work, first, 0);
    work->kernel->sweep_runs(&(struct batchnorm_runs){.samples = smaller(work->block, shape->batch - first),
                                                      .stride = shape->channels * shape->spatial,
                                                      .run = shape->spatial,
                                                      .past_caches = work->past_caches,
                                                      .channels = shape->channels,
                                                      .x = work->pass->x + at,
                                                      .out = work->pass->out + at,
                                                      .coefficients = work->coefficients});
    work->kernel->order_stores();
}

static void spread(const struct batchnorm_plan *plan, struct runs *work, size_t units, void (*task)(void *argument, int part))
{
    size_t threads = plan->parallel ? (size_t)plan->parallel->threads : 1;
    work->block = (units + threads - 1) / threads;
    int parts = (int)((units + work->block - 1) / work->block);
    if (parts > 1)
        plan->parallel->run(plan->parallel->executor, parts, task, work);
    else
        task(work, 0);
}

void batchnorm_run_runs(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan, const struct batchnorm_pass *pass)
{
    size_t channels = pass->shape->channels;
    struct runs work = {.kernel = kernel,
                        .pass = pass,
                        .past_caches = batchnorm_past_caches(plan, pass),
                        .group = group_channels(pass)};
    float *all = plan->workspace;
    if (!all || pass->mean || pass->dy) {
        spread(plan, &work, (channels + work.group - 1) / work.group, run_groups);
        return;
    }
    struct batchnorm_new_coefficients to = {all, all + channels, all + 2 * channels, NULL};
    work.coefficients = (struct batchnorm_column_coefficients){to.center, to.slope, to.offset, NULL};
    if (batchnorm_finish_channels(kernel, pass, 0, channels, NULL, &to))
        spread(plan, &work, pass->shape->batch, run_samples);
    else
        batchnorm_run_reference(pass, 0, channels);
}

size_t batchnorm_runs_workspace(const struct batchnorm_shape *shape)
{
    return shape->channels * 3 * sizeof(float);
}
