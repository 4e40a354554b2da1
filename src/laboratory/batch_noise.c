/* How far the statistics of small batches stray from those of all data. */
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/kernel_run.h"
#include "laboratory/models.h"

#include <math.h>

enum { BATCH, VALUE, EPSILON };
enum { SIZES = 8, BATCHES = 500 };

static const double sizes[SIZES] = {2, 4, 8, 16, 32, 64, 128, 256};

static const struct parameter parameters[] = {
    [BATCH] = {.key = "batch",
               .label = "n",
               .help = "The size of the batches that are looked at.",
               .kind = PARAMETER_INTEGER,
               .low = 2,
               .high = 256,
               .fallback = 4,
               .stops = sizes,
               .stop_count = SIZES},
    [VALUE] = {.key = "value",
               .label = "x",
               .help = "The value whose output is watched, in standard deviations from the mean of all data.",
               .kind = PARAMETER_NUMBER,
               .low = -5,
               .high = 5,
               .fallback = 1,
               .step = 0.5},
    [EPSILON] = EPSILON_PARAMETER(1e-5),
};

/* Mean and variance of BATCHES batches of n normal values each: one pass of the kernel, in which every batch is a channel. */
static int measure(struct findings *findings, size_t n, double epsilon, struct rng *rng, struct kernel_run *run, struct err *err)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, n, BATCHES, 1};
    *run = kernel_run_new(&findings->arena, &shape, tape_normals(&findings->tape, rng, n * BATCHES), epsilon);
    return kernel_run_training(run, err);
}

static double deviation(const double *numbers, double *mean)
{
    double squares = 0;
    *mean = 0;
    for (size_t i = 0; i < BATCHES; i++)
        *mean += numbers[i] / BATCHES;
    for (size_t i = 0; i < BATCHES; i++)
        squares += (numbers[i] - *mean) * (numbers[i] - *mean);
    return sqrt(squares / BATCHES);
}

/* The spread of batch means and of batch deviations over the sizes, measured and by the formulas. */
static int find_spread(struct findings *findings, double epsilon, struct rng *rng, struct err *err)
{
    findings_doubles(findings, "sizes", sizes, SIZES);
    double *of_mean = findings_list(findings, "mean_spread", SIZES), *mean_formula = findings_list(findings, "mean_formula", SIZES);
    double *of_std = findings_list(findings, "std_spread", SIZES), *std_formula = findings_list(findings, "std_formula", SIZES);
    for (size_t i = 0; i < SIZES; i++) {
        struct kernel_run run;
        double average, stds[BATCHES];
        int code = measure(findings, (size_t)sizes[i], epsilon, rng, &run, err);
        if (code)
            return code;
        for (size_t k = 0; k < BATCHES; k++)
            stds[k] = sqrt(run.var[k]);
        of_mean[i] = deviation(run.mean, &average);
        mean_formula[i] = 1 / sqrt(sizes[i]);
        of_std[i] = deviation(stds, &average) / average;
        std_formula[i] = 1 / sqrt(2 * (sizes[i] - 1));
    }
    return 0;
}

/* What becomes of one value in batches of the parameter's size: the first value of each batch is replaced by it. */
static int find_outputs(struct findings *findings, const double *values, struct rng *rng, struct err *err)
{
    struct kernel_run run;
    int code = measure(findings, (size_t)values[BATCH], values[EPSILON], rng, &run, err);
    for (size_t i = 0; i < BATCHES; i++)
        run.x[i] = (float)values[VALUE];
    if (!code)
        code = kernel_run_training(&run, err);
    if (code)
        return code;
    double mean;
    findings_floats(findings, "outputs", run.y, BATCHES);
    const double *outputs = findings_find(findings, "outputs")->numbers;
    findings_number(findings, "output_spread", deviation(outputs, &mean));
    findings_number(findings, "output_mean", mean);
    return 0;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    (void)sample;
    struct rng rng;
    rng_init(&rng, seed);
    int code = find_outputs(findings, values, &rng, err);
    return code ? code : find_spread(findings, values[EPSILON], &rng, err);
}

const struct model model_batch_noise = {
    .name = "batch-noise",
    .summary = "How far mean and deviation of small batches stray, and what that does to one value",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .draws = true,
};
