/* One batch on several workers: their own statistics, the merged ones, and the averages that are not the same. */
#include "base/rng.h"
#include "laboratory/kernel_run.h"
#include "laboratory/models.h"

#include <math.h>

enum { WORKERS, VALUES, FIRST, DRIFT };
enum { WORKERS_MAX = 8 };

static const double epsilon = 1e-5;

static const struct parameter parameters[] = {
    [WORKERS] = {.key = "workers",
                 .label = "workers",
                 .help = "Among how many the batch is split.",
                 .kind = PARAMETER_INTEGER,
                 .low = 2,
                 .high = WORKERS_MAX,
                 .fallback = 4,
                 .step = 1},
    [VALUES] = {.key = "values",
                .label = "values each",
                .help = "How many values each worker has; a tensor of one's own is split evenly.",
                .kind = PARAMETER_INTEGER,
                .low = 1,
                .high = 1 << 17,
                .fallback = 6,
                .step = 1},
    [FIRST] = {.key = "first",
               .label = "first",
               .help = "How many of them the first worker has; 0 = as many as the others.",
               .kind = PARAMETER_INTEGER,
               .high = 1 << 17,
               .step = 1},
    [DRIFT] = {.key = "drift",
               .label = "drift",
               .help = "How far the mean of each worker's data lies above that of the one before.",
               .kind = PARAMETER_NUMBER,
               .low = 0,
               .high = 100,
               .fallback = 2,
               .step = 0.5},
};

/* The batch, in the order of the workers. */
struct shards {
    const double *values;
    struct findings *findings;
    struct err *err;
    double *x;
    float *floats, *y; /* x as the kernel reads it, and room for an output */
    size_t count, workers;
    size_t stride, listed; /* of many values every so many-th one is told */
    size_t starts[WORKERS_MAX + 1];
    struct batchnorm_partial partials[WORKERS_MAX], merged;
};

/* Where each worker's values begin: the first has its own number, the others share the rest evenly. */
static int split(struct shards *shards)
{
    size_t first = (size_t)shards->values[FIRST], others = shards->workers - 1;
    if (first == 0)
        first = shards->count / shards->workers;
    if (first == 0 || first + others > shards->count)
        return err_set(shards->err, ERR_INVALID, "%zu values are too few for %zu workers with %zu on the first", shards->count,
                       shards->workers, first);
    size_t rest = shards->count - first;
    for (size_t i = 0; i <= others; i++)
        shards->starts[i + 1] = first + rest * i / others;
    return 0;
}

/* The first channel of the sample. */
static int take_sample(struct shards *shards, const struct sample *sample)
{
    struct batchnorm_shape shape;
    int code = sample_shape(sample, &shape, shards->err);
    if (code)
        return code;
    bool last = shape.layout == BATCHNORM_CHANNELS_LAST;
    size_t apart = last ? shape.channels : 1, row = shape.channels * shape.spatial;
    shards->x = arena_room(&shards->findings->arena, shape.batch * shape.spatial, sizeof *shards->x);
    for (size_t i = 0; i < shape.batch; i++)
        for (size_t k = 0; k < shape.spatial; k++)
            shards->x[shards->count++] = (double)(float)sample->x[i * row + k * apart];
    return split(shards);
}

static int draw(struct shards *shards, uint64_t seed)
{
    size_t each = (size_t)shards->values[VALUES], first = (size_t)shards->values[FIRST];
    struct rng rng;
    rng_init(&rng, seed);
    shards->count = (first ? first : each) + (shards->workers - 1) * each;
    shards->x = arena_room(&shards->findings->arena, shards->count, sizeof *shards->x);
    const double *drawn = tape_normals(&shards->findings->tape, &rng, shards->count);
    int code = split(shards);
    for (size_t worker = 0; !code && worker < shards->workers; worker++)
        for (size_t i = shards->starts[worker]; i < shards->starts[worker + 1]; i++)
            shards->x[i] = (double)(float)((double)worker * shards->values[DRIFT] + drawn[i]);
    return code;
}

static int find_partial(const struct shards *shards, size_t start, size_t end, struct batchnorm_partial *partial)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, end - start, 1, 1};
    return kernel_refused(batchnorm_partials(NULL, &shape, shards->floats + start, partial), shards->err);
}

static double variance(const struct batchnorm_partial *partial)
{
    return partial->m2 / partial->count;
}

/* As frameworks take it: a single value has the biased one. */
static double unbiased(const struct batchnorm_partial *partial)
{
    return partial->count > 1 ? partial->m2 / (partial->count - 1) : variance(partial);
}

/* What each worker sends, and what has come together after each of them. */
static int find_partials(struct shards *shards)
{
    struct findings *findings = shards->findings;
    size_t workers = shards->workers;
    double *count = findings_list(findings, "worker_count", workers), *mean = findings_list(findings, "worker_mean", workers);
    double *var = findings_list(findings, "worker_var", workers), *whole = findings_list(findings, "worker_unbiased", workers);
    double *m2 = findings_list(findings, "worker_m2", workers), *so_far = findings_list(findings, "merged_mean_after", workers);
    double *var_so_far = findings_list(findings, "merged_var_after", workers);
    for (size_t i = 0; i < workers; i++) {
        struct batchnorm_partial *partial = &shards->partials[i];
        int code = find_partial(shards, shards->starts[i], shards->starts[i + 1], partial);
        if (!code)
            code = kernel_refused(batchnorm_merge(&shards->merged, partial), shards->err);
        if (code)
            return code;
        count[i] = partial->count;
        mean[i] = partial->mean;
        m2[i] = partial->m2;
        var[i] = variance(partial);
        whole[i] = unbiased(partial);
        so_far[i] = shards->merged.mean;
        var_so_far[i] = variance(&shards->merged);
    }
    return 0;
}

/* The averages that come to mind, and how far the workers' means lie apart. */
static void find_averages(const struct shards *shards)
{
    double means = 0, vars = 0, whole = 0, weighted = 0, between = 0, n = (double)shards->workers;
    for (size_t i = 0; i < shards->workers; i++) {
        const struct batchnorm_partial *partial = &shards->partials[i];
        double share = partial->count / shards->merged.count, apart = partial->mean - shards->merged.mean;
        means += partial->mean / n;
        vars += variance(partial) / n;
        whole += unbiased(partial) / n;
        weighted += share * variance(partial);
        between += share * apart * apart;
    }
    findings_number(shards->findings, "mean_of_means", means);
    findings_number(shards->findings, "mean_of_vars", vars);
    findings_number(shards->findings, "mean_of_unbiased", whole);
    findings_number(shards->findings, "var_within", weighted);
    findings_number(shards->findings, "var_between", between);
}

/* All values at once, and the merge in the other order: how far rounding takes them apart. */
static int find_pooled(struct shards *shards)
{
    struct findings *findings = shards->findings;
    struct batchnorm_partial pooled, backwards = {0};
    int code = find_partial(shards, 0, shards->count, &pooled);
    for (size_t i = shards->workers; !code && i-- > 0;)
        code = kernel_refused(batchnorm_merge(&backwards, &shards->partials[i]), shards->err);
    if (code)
        return code;
    findings_number(findings, "merged_count", shards->merged.count);
    findings_number(findings, "merged_mean", shards->merged.mean);
    findings_number(findings, "merged_var", variance(&shards->merged));
    findings_number(findings, "merged_unbiased", unbiased(&shards->merged));
    findings_number(findings, "pooled_mean", pooled.mean);
    findings_number(findings, "pooled_var", variance(&pooled));
    findings_number(findings, "merge_error", fabs(variance(&shards->merged) - variance(&pooled)));
    findings_number(findings, "order_error", fabs(variance(&shards->merged) - variance(&backwards)));
    return 0;
}

/* Every so many-th of the outputs under `name`. */
static void tell_outputs(const struct shards *shards, const char *name)
{
    double *listed = findings_list(shards->findings, name, shards->listed);
    for (size_t i = 0; i < shards->listed; i++)
        listed[i] = (double)shards->y[i * shards->stride];
}

/* Outputs with each worker's own statistics, and with the synchronized ones. */
static int find_outputs(struct shards *shards)
{
    struct arena *arena = &shards->findings->arena;
    for (size_t i = 0; i < shards->workers; i++) {
        size_t start = shards->starts[i], n = shards->starts[i + 1] - start;
        const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, n, 1, 1};
        struct kernel_run run = kernel_run_over(arena, &shape, shards->floats + start, shards->y + start, epsilon);
        int code = kernel_run_training(&run, shards->err);
        if (code)
            return code;
    }
    tell_outputs(shards, "y_local");
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, shards->count, 1, 1};
    const float mean = (float)shards->merged.mean, var = (float)variance(&shards->merged);
    struct kernel_run run = kernel_run_over(arena, &shape, shards->floats, shards->y, epsilon);
    int code = kernel_run_inference(&run, &mean, &var, shards->err);
    if (!code)
        tell_outputs(shards, "y_synced");
    return code;
}

/* The values, and whose each of them is. */
static void tell_values(struct shards *shards)
{
    shards->stride = (shards->count + LISTED_MAX - 1) / LISTED_MAX;
    shards->listed = (shards->count - 1) / shards->stride + 1;
    double *x = findings_list(shards->findings, "x", shards->listed);
    double *worker = findings_list(shards->findings, "worker", shards->listed);
    for (size_t i = 0, owner = 0; i < shards->listed; i++) {
        x[i] = shards->x[i * shards->stride];
        while (i * shards->stride >= shards->starts[owner + 1])
            owner++;
        worker[i] = (double)owner;
    }
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct shards shards = {.values = values, .findings = findings, .err = err, .workers = (size_t)values[WORKERS]};
    int code = sample ? take_sample(&shards, sample) : draw(&shards, seed);
    if (code)
        return code;
    shards.floats = floats_of(&findings->arena, shards.x, shards.count);
    shards.y = arena_room(&findings->arena, shards.count, sizeof *shards.y);
    tell_values(&shards);
    code = find_partials(&shards);
    if (!code)
        code = find_pooled(&shards);
    if (!code)
        code = find_outputs(&shards);
    if (!code)
        find_averages(&shards);
    return code;
}

const struct model model_merge = {
    .name = "merge",
    .summary = "Statistics of 2 to 8 workers, merged by count, mean and M2, against averages of their variances",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
