/* Batch, instance, layer, group and RMS norm on one tensor: the same kernel over other ways to see the same memory. */
#include "laboratory/family.h"
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/kernel_run.h"
#include "laboratory/models.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BATCH, CHANNELS, POSITIONS, GROUPS, EPSILON };

const char *const family_names[FAMILY_COUNT] = {"batch", "instance", "layer", "group", "rms"};

static const double group_stops[] = {1, 2, 3, 4, 6, 8};

static const struct parameter parameters[] = {
    [BATCH] = {.key = "batch",
               .label = "N",
               .help = "How many samples.",
               .kind = PARAMETER_INTEGER,
               .low = 1,
               .high = 64,
               .fallback = 3,
               .step = 1},
    [CHANNELS] = {.key = "channels",
                  .label = "C",
                  .help = "How many channels.",
                  .kind = PARAMETER_INTEGER,
                  .low = 1,
                  .high = 64,
                  .fallback = 4,
                  .step = 1},
    [POSITIONS] = {.key = "positions",
                   .label = "H·W",
                   .help = "How many positions each channel of a sample has.",
                   .kind = PARAMETER_INTEGER,
                   .low = 1,
                   .high = 256,
                   .fallback = 4,
                   .step = 1},
    [GROUPS] = {.key = "groups",
                .label = "groups",
                .help = "Into how many groups group norm divides the channels.",
                .kind = PARAMETER_INTEGER,
                .low = 1,
                .high = 64,
                .fallback = 2,
                .stops = group_stops,
                .stop_count = sizeof group_stops / sizeof *group_stops},
    [EPSILON] = EPSILON_PARAMETER(1e-5),
};

/* A tensor in channels-first order. */
struct tensor {
    struct findings *findings;
    struct err *err;
    const double *x;
    float *floats, *scratch; /* x as the kernel reads it, and room for an output */
    size_t batch, channels, positions, groups;
    size_t listed;         /* values whose outputs are told .. */
    size_t listed_samples; /* .. and the samples that they are of */
    double epsilon;
};

static size_t tensor_count(const struct tensor *tensor)
{
    return tensor->batch * tensor->channels * tensor->positions;
}

/*
 * In this order of memory a statistic of each of these norms covers whole runs, so that batch norm over another shape is that norm:
 * what it takes for the batch, its channels and its positions.
 */
static struct batchnorm_shape seen_as(const struct tensor *tensor, size_t samples, enum family family)
{
    size_t n = samples, c = tensor->channels, s = tensor->positions;
    switch (family) {
    case FAMILY_BATCH:
        return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, n, c, s};
    case FAMILY_INSTANCE:
        return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, n * c, s};
    case FAMILY_GROUP:
        return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, n * tensor->groups, c / tensor->groups * s};
    default:
        return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, n, c * s};
    }
}

/* y = x / sqrt(mean(x²) + epsilon), with mean(x²) = var + mean² from the kernel. */
static void divide_by_rms(struct kernel_run *run, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t c = channel_of(&run->shape, i);
        run->y[i] = (float)((double)run->x[i] / sqrt(run->var[c] + run->mean[c] * run->mean[c] + (double)run->epsilon));
    }
}

/* The listed outputs: of norms whose statistics keep to a sample those of other samples do not matter. */
static int normalize(const struct tensor *tensor, enum family family, struct kernel_run *run)
{
    struct arena *arena = &tensor->findings->arena;
    const struct batchnorm_shape shape = seen_as(tensor, family == FAMILY_BATCH ? tensor->batch : tensor->listed_samples, family);
    *run = kernel_run_over(arena, &shape, tensor->floats, tensor->scratch, tensor->epsilon);
    int code = kernel_run_training(run, tensor->err);
    if (!code && family == FAMILY_RMS)
        divide_by_rms(run, tensor->listed);
    run->y = arena_room(arena, tensor->listed, sizeof *run->y);
    memcpy(run->y, tensor->scratch, tensor->listed * sizeof *run->y);
    return code;
}

/* How far each two of them lie apart: FAMILY_COUNT by FAMILY_COUNT. */
static void find_agreement(const struct tensor *tensor, const char *name, struct kernel_run runs[FAMILY_COUNT])
{
    double *apart = findings_tensor(tensor->findings, name, (const size_t[]){FAMILY_COUNT, FAMILY_COUNT}, 2);
    for (enum family a = 0; a < FAMILY_COUNT; a++)
        for (enum family b = 0; b < a; b++)
            apart[a * FAMILY_COUNT + b] = apart[b * FAMILY_COUNT + a] =
                largest_difference(runs[a].y, runs[b].y, tensor->listed);
}

/* The outputs, and which statistic each value has its mean from. */
static int find_norms(const struct tensor *tensor, const size_t *shape, size_t rank, struct kernel_run runs[FAMILY_COUNT])
{
    struct findings *findings = tensor->findings;
    double *statistics = findings_list(findings, "statistics", FAMILY_COUNT),
           *each = findings_list(findings, "values_each", FAMILY_COUNT);
    for (enum family family = 0; family < FAMILY_COUNT; family++) {
        char name[32];
        int code = normalize(tensor, family, &runs[family]);
        if (code)
            return code;
        statistics[family] = (double)seen_as(tensor, tensor->batch, family).channels;
        each[family] = (double)runs[family].per_channel;
        findings_float_tensor(findings, family_names[family], runs[family].y, shape, rank);
        snprintf(name, sizeof name, "%s_statistic", family_names[family]);
        double *statistic = findings_tensor(findings, name, shape, rank);
        for (size_t i = 0; i < tensor->listed; i++)
            statistic[i] = (double)channel_of(&runs[family].shape, i);
    }
    return 0;
}

/* The first sample as a batch of its own. */
static int find_alone(const struct tensor *tensor, const size_t *shape, size_t rank, const struct kernel_run together[FAMILY_COUNT])
{
    struct tensor alone = *tensor;
    size_t first[FINDING_RANK_MAX];
    struct kernel_run runs[FAMILY_COUNT];
    alone.batch = alone.listed_samples = 1;
    alone.listed = tensor_count(&alone) < tensor->listed ? tensor_count(&alone) : tensor->listed;
    memcpy(first, shape, sizeof first);
    first[0] = 1;
    double *difference = findings_list(tensor->findings, "alone_difference", FAMILY_COUNT);
    for (enum family family = 0; family < FAMILY_COUNT; family++) {
        char name[32];
        int code = normalize(&alone, family, &runs[family]);
        if (code)
            return code;
        snprintf(name, sizeof name, "%s_alone", family_names[family]);
        findings_float_tensor(tensor->findings, name, runs[family].y, first, rank);
        difference[family] = largest_difference(runs[family].y, together[family].y, alone.listed);
    }
    find_agreement(&alone, "agreement_alone", runs);
    return 0;
}

/* The sample in channels-first order, and its dimensions in that order. */
static int take_sample(struct tensor *tensor, const struct sample *sample, size_t *shape, size_t *rank)
{
    struct batchnorm_shape given;
    int code = sample_shape(sample, &given, tensor->err);
    if (code)
        return code;
    *rank = sample->rank;
    memcpy(shape, sample->shape, FINDING_RANK_MAX * sizeof *shape);
    if (sample->channels_last) {
        shape[1] = given.channels;
        memcpy(shape + 2, sample->shape + 1, (sample->rank - 2) * sizeof *shape);
    }
    tensor->batch = given.batch, tensor->channels = given.channels, tensor->positions = given.spatial;
    tensor->x = sample->x;
    if (!sample->channels_last)
        return 0;
    double *x = arena_room(&tensor->findings->arena, tensor_count(tensor), sizeof *x);
    const double *from = sample->x;
    for (size_t row = 0; row < given.batch; row++)
        for (size_t position = 0; position < given.spatial; position++)
            for (size_t channel = 0; channel < given.channels; channel++)
                x[(row * given.channels + channel) * given.spatial + position] = *from++;
    tensor->x = x;
    return 0;
}

/* Channels of different height, samples of different contrast: what the norms take out differs. */
static void draw(struct tensor *tensor, uint64_t seed)
{
    struct rng rng;
    rng_init(&rng, seed);
    const double *drawn = tape_normals(&tensor->findings->tape, &rng, tensor_count(tensor));
    double *x = arena_room(&tensor->findings->arena, tensor_count(tensor), sizeof *x);
    tensor->x = x;
    for (size_t row = 0; row < tensor->batch; row++)
        for (size_t channel = 0; channel < tensor->channels; channel++)
            for (size_t position = 0; position < tensor->positions; position++)
                *x++ = (double)channel + (double)(1 + row) * *drawn++;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct tensor tensor = {.findings = findings,
                            .err = err,
                            .batch = (size_t)values[BATCH],
                            .channels = (size_t)values[CHANNELS],
                            .positions = (size_t)values[POSITIONS],
                            .groups = (size_t)values[GROUPS],
                            .epsilon = values[EPSILON]};
    size_t shape[FINDING_RANK_MAX] = {tensor.batch, tensor.channels, tensor.positions}, rank = 3;
    struct kernel_run runs[FAMILY_COUNT];
    int code = 0;
    if (sample)
        code = take_sample(&tensor, sample, shape, &rank);
    else
        draw(&tensor, seed);
    if (!code && tensor.channels % tensor.groups)
        code = err_set(err, ERR_INVALID, "%zu groups do not divide %zu channels", tensor.groups, tensor.channels);
    if (code)
        return code;
    size_t listed[FINDING_RANK_MAX];
    tensor.listed = listed_shape(shape, rank, listed);
    tensor.listed_samples = listed[0];
    tensor.floats = floats_of(&findings->arena, tensor.x, tensor_count(&tensor));
    tensor.scratch = arena_room(&findings->arena, tensor_count(&tensor), sizeof *tensor.scratch);
    findings_double_tensor(findings, "x", tensor.x, listed, rank);
    code = find_norms(&tensor, listed, rank, runs);
    if (code)
        return code;
    find_agreement(&tensor, "agreement", runs);
    return find_alone(&tensor, listed, rank, runs);
}

const struct model model_family = {
    .name = "family",
    .summary = "Batch, instance, layer, group and RMS norm on one tensor, in company and with the first sample alone",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
