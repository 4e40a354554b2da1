/* What float32 does to a variance, and what epsilon, a constant channel and a NaN do to the output. */
#include "laboratory/numerics.h"
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"
#include "laboratory/variance_ways.h"

#include <math.h>
#include <stdio.h>

/*
 * Over all offsets the first CURVE_VALUES values stand for all of them; BATCHES batches are drawn as long as they are small, and
 * fewer of larger ones.
 */
enum { CURVE_POINTS = 33, POINTS_A_DECADE = 4, DIGITS_MAX = 8, CURVE_VALUES = 1024 };
enum { BATCHES = 1000, BATCH_MAX = 1 << 16, DRAWN_MAX = 1 << 18 };

static const char *const poison_words[] = {"nan", "inf", "none", NULL};
static const double offset_stops[] = {0, 1, 10, 100, 1000, 2000, 4000, 1e4, 1e5, 1e6, 1e7, 1e8};
static const double count_stops[] = {2,  3,  4,  5,   6,   7,    8,    10,   12,    16,
                                     24, 32, 48, 64, 256, 1024, 4096, 16384, 65536, NUMERICS_VALUES_MAX};
static const double spread_stops[] = {0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1};

static const struct parameter parameters[] = {
    [NUMERICS_DATA] = DATA_PARAMETER(DATA_EXAMPLE, "What the offset is added to: 0, 1, 2, 3, ... or normal random numbers."),
    [NUMERICS_VALUES] = {.key = "values",
                         .label = "n",
                         .help = "How many values share the variance.",
                         .kind = PARAMETER_INTEGER,
                         .low = 2,
                         .high = NUMERICS_VALUES_MAX,
                         .fallback = 4,
                         .stops = count_stops,
                         .stop_count = sizeof count_stops / sizeof *count_stops},
    [NUMERICS_OFFSET] = {.key = "offset",
                         .label = "offset",
                         .help = "What is added to all values; the variance does not depend on it, in exact arithmetic.",
                         .kind = PARAMETER_NUMBER,
                         .high = 1e8,
                         .fallback = 10000,
                         .stops = offset_stops,
                         .stop_count = sizeof offset_stops / sizeof *offset_stops},
    [NUMERICS_EPSILON] = EPSILON_PARAMETER(1e-5),
    [NUMERICS_SPREAD] = {.key = "spread",
                         .label = "pair",
                         .help = "The distance of two values that are nearly equal.",
                         .kind = PARAMETER_NUMBER,
                         .high = 1,
                         .fallback = 1e-4,
                         .stops = spread_stops,
                         .stop_count = sizeof spread_stops / sizeof *spread_stops},
    [NUMERICS_CONSTANT] = {.key = "constant",
                           .label = "constant",
                           .help = "The value of a channel that never varies.",
                           .kind = PARAMETER_NUMBER,
                           .low = -1e6,
                           .high = 1e6,
                           .fallback = 5,
                           .step = 1},
    [NUMERICS_POISON] = {.key = "poison",
                         .label = "poison",
                         .help = "What stands in one cell of one channel.",
                         .kind = PARAMETER_CHOICE,
                         .high = 2,
                         .choices = poison_words},
};

/* `n` values with the offset. */
static float *move(const struct numerics *numerics, double offset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        numerics->x[i] = (float)(numerics->base[i] + offset);
    return numerics->x;
}

/* x at the offset of the parameters: four ways, the kernel, the truth; and what the naive one makes of the output. */
static int find_variances(struct numerics *numerics)
{
    struct findings *findings = numerics->findings;
    size_t n = numerics->n, listed = n < LISTED_MAX ? n : LISTED_MAX;
    const float *x = move(numerics, numerics->values[NUMERICS_OFFSET], n);
    struct kernel_run run;
    int code = numerics_channel(findings, x, n, numerics->values[NUMERICS_EPSILON], &run, numerics->err);
    if (code)
        return code;
    findings_floats(findings, "x", x, listed);
    float naive = variance_by(VARIANCE_NAIVE, x, n);
    for (enum variance_way way = 0; way < VARIANCE_WAYS; way++)
        findings_number(findings, variance_way_names[way],
                        (double)(way == VARIANCE_NAIVE ? naive : variance_by(way, x, n)));
    findings_number(findings, "kernel", run.var[0]);
    findings_number(findings, "exact", variance_exact(x, n));
    findings_floats(findings, "y", run.y, listed);
    float invstd = 1 / sqrtf(naive + run.epsilon), mean = (float)run.mean[0];
    double *y = findings_list(findings, "y_naive", listed);
    for (size_t i = 0; i < listed; i++)
        y[i] = (double)((x[i] - mean) * invstd);
    return 0;
}

/* How many leading digits of `value` are right, 0 to 8. */
static double right_digits(double value, double exact)
{
    double error = fabs(value - exact) / fabs(exact);
    if (value == exact)
        return DIGITS_MAX;
    return isfinite(error) ? fmin(fmax(-log10(error), 0), DIGITS_MAX) : 0;
}

/* Right digits of each way over offsets from 1 to 1e8. */
static int find_curves(struct numerics *numerics)
{
    struct findings *findings = numerics->findings;
    size_t n = numerics->n < CURVE_VALUES ? numerics->n : CURVE_VALUES;
    double *ways[VARIANCE_WAYS], *offsets = findings_list(findings, "offsets", CURVE_POINTS);
    for (enum variance_way way = 0; way < VARIANCE_WAYS; way++) {
        char name[32];
        snprintf(name, sizeof name, "%s_digits", variance_way_names[way]);
        ways[way] = findings_list(findings, name, CURVE_POINTS);
    }
    double *kernel = findings_list(findings, "kernel_digits", CURVE_POINTS);
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        struct kernel_run run;
        offsets[i] = round(pow(10, (double)i / POINTS_A_DECADE));
        const float *x = move(numerics, offsets[i], n);
        double exact = variance_exact(x, n);
        for (enum variance_way way = 0; way < VARIANCE_WAYS; way++)
            ways[way][i] = right_digits((double)variance_by(way, x, n), exact);
        int code = numerics_channel(findings, x, n, 0, &run, numerics->err);
        if (code)
            return code;
        kernel[i] = right_digits(run.var[0], exact);
    }
    return 0;
}

/* How often the naive variance of normal random numbers at the offset is negative. */
static void find_negative_share(struct numerics *numerics, struct rng *rng)
{
    size_t n = numerics->n < BATCH_MAX ? numerics->n : BATCH_MAX, negative = 0;
    size_t batches = DRAWN_MAX / n < BATCHES ? DRAWN_MAX / n : BATCHES;
    for (size_t batch = 0; batch < batches; batch++) {
        const double *drawn = tape_normals(&numerics->findings->tape, rng, n);
        for (size_t i = 0; i < n; i++)
            numerics->x[i] = (float)(numerics->values[NUMERICS_OFFSET] + drawn[i]);
        negative += variance_by(VARIANCE_NAIVE, numerics->x, n) < 0;
    }
    findings_number(numerics->findings, "negative_share", (double)negative / (double)batches);
}

/* The first channel of the sample, as far as there is room. */
static int take_sample(struct numerics *numerics, const struct sample *sample)
{
    struct batchnorm_shape shape;
    int code = sample_shape(sample, &shape, numerics->err);
    if (code)
        return code;
    size_t apart = sample->channels_last ? shape.channels : 1, row = shape.channels * shape.spatial;
    numerics->n = 0;
    for (size_t i = 0; i < shape.batch; i++)
        for (size_t k = 0; k < shape.spatial && numerics->n < NUMERICS_VALUES_MAX; k++)
            numerics->base[numerics->n++] = sample->x[i * row + k * apart];
    return 0;
}

/* 0, 1, 2, ... or normal numbers. */
static void make_base(struct numerics *numerics, struct rng *rng)
{
    bool example = (int)numerics->values[NUMERICS_DATA] == DATA_EXAMPLE;
    const double *drawn = example ? NULL : tape_normals(&numerics->findings->tape, rng, numerics->n);
    for (size_t i = 0; i < numerics->n; i++)
        numerics->base[i] = example ? (double)i : drawn[i];
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct numerics numerics = {.values = values, .findings = findings, .err = err, .n = (size_t)values[NUMERICS_VALUES]};
    int (*const parts[])(struct numerics *) = {find_variances,    find_curves,       numerics_gains, numerics_output,
                                               numerics_constant, numerics_poisoned, numerics_half};
    size_t room = sample ? NUMERICS_VALUES_MAX : numerics.n;
    struct rng rng;
    rng_init(&rng, seed);
    numerics.base = arena_room(&findings->arena, room, sizeof *numerics.base);
    numerics.x = arena_room(&findings->arena, room, sizeof *numerics.x);
    int code = sample ? take_sample(&numerics, sample) : 0;
    if (!sample)
        make_base(&numerics, &rng);
    for (size_t i = 0; !code && i < sizeof parts / sizeof *parts; i++)
        code = parts[i](&numerics);
    if (!code)
        find_negative_share(&numerics, &rng);
    return code;
}

const struct model model_numerics = {
    .name = "numerics",
    .summary = "Four ways to a variance in float32, and what epsilon, a constant channel, NaN and half precision do",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
