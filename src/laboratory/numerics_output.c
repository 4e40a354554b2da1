/* What epsilon, a constant channel, a spoilt cell and half precision do to the output. */
#include "laboratory/half.h"
#include "laboratory/numerics.h"

#include <math.h>

enum { GAIN_POINTS = 29, GAIN_LEAST = -12, CONSTANT_VALUES = 4, POISON_BATCH = 4, POISON_CHANNELS = 3, POISON_CELL = 4 };

int numerics_channel(struct findings *findings, const float *x, size_t n, double epsilon, struct kernel_run *run, struct err *err)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, n, 1, 1};
    double *numbers = arena_room(&findings->arena, n, sizeof *numbers);
    for (size_t i = 0; i < n; i++)
        numbers[i] = (double)x[i];
    *run = kernel_run_new(&findings->arena, &shape, numbers, epsilon);
    return kernel_run_training(run, err);
}

/* What a channel without variance is multiplied by, for several epsilons, and what half precision makes of these. */
int numerics_gains(struct numerics *numerics)
{
    static const double epsilons[] = {1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-12};
    enum { EPSILONS = sizeof epsilons / sizeof *epsilons };
    struct findings *findings = numerics->findings;
    findings_doubles(findings, "epsilons", epsilons, EPSILONS);
    double *gains = findings_list(findings, "largest_gain", EPSILONS), *half = findings_list(findings, "half_epsilons", EPSILONS);
    for (size_t i = 0; i < EPSILONS; i++) {
        const float zero = 0;
        float a, b;
        int code = kernel_refused(batchnorm_fold(1, NULL, (float)epsilons[i], &zero, &zero, &a, &b), numerics->err);
        if (code)
            return code;
        gains[i] = (double)a;
        half[i] = half_round(epsilons[i]);
    }
    return 0;
}

/* The deviation of the output over the variance of the input, for the epsilon of the parameters; and a pair close together. */
int numerics_output(struct numerics *numerics)
{
    struct findings *findings = numerics->findings;
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 2, GAIN_POINTS, 1};
    double x[2 * GAIN_POINTS], *variances = findings_list(findings, "variances", GAIN_POINTS);
    double *deviations = findings_list(findings, "output_deviation", GAIN_POINTS);
    for (size_t i = 0; i < GAIN_POINTS; i++) {
        variances[i] = pow(10, GAIN_LEAST + (double)i / 2);
        x[i] = sqrt(variances[i]);
        x[GAIN_POINTS + i] = -x[i];
    }
    struct kernel_run run = kernel_run_new(&findings->arena, &shape, x, numerics->values[NUMERICS_EPSILON]);
    int code = kernel_run_training(&run, numerics->err);
    for (size_t i = 0; i < GAIN_POINTS; i++)
        deviations[i] = (double)run.y[i];
    const float pair[] = {0, (float)numerics->values[NUMERICS_SPREAD]};
    if (!code)
        code = numerics_channel(findings, pair, 2, numerics->values[NUMERICS_EPSILON], &run, numerics->err);
    if (code)
        return code;
    findings_floats(findings, "pair", pair, 2);
    findings_floats(findings, "pair_y", run.y, 2);
    return 0;
}

/* A constant channel: by the kernel, and as y = a x + b with a fused multiply-add, as some libraries do. */
int numerics_constant(struct numerics *numerics)
{
    struct findings *findings = numerics->findings;
    float x[CONSTANT_VALUES], a, b;
    struct kernel_run run;
    for (size_t i = 0; i < CONSTANT_VALUES; i++)
        x[i] = (float)numerics->values[NUMERICS_CONSTANT];
    int code = numerics_channel(findings, x, CONSTANT_VALUES, numerics->values[NUMERICS_EPSILON], &run, numerics->err);
    if (code)
        return code;
    const float mean = (float)run.mean[0], var = (float)run.var[0];
    code = kernel_refused(batchnorm_fold(1, NULL, run.epsilon, &mean, &var, &a, &b), numerics->err);
    if (code)
        return code;
    findings_floats(findings, "constant_x", x, CONSTANT_VALUES);
    findings_number(findings, "constant_var", run.var[0]);
    findings_floats(findings, "constant_y", run.y, CONSTANT_VALUES);
    findings_number(findings, "constant_gain", (double)a);
    findings_number(findings, "constant_scale_shift", (double)fmaf(x[0], a, b));
    return 0;
}

/* One training step on `run`, with running statistics that start from what they are. */
static int step(struct kernel_run *run, float *mean, float *var, struct err *err)
{
    const struct batchnorm_statistics statistics = {run->mean, run->var};
    const struct batchnorm_running running = {mean, var};
    struct batchnorm_update update;
    int status = batchnorm_update_init(&update, BATCHNORM_PYTORCH, 0.1, 0);
    if (status == BATCHNORM_OK)
        status = batchnorm_forward_training(NULL, &run->shape, NULL, run->epsilon, run->x, run->y, &statistics, &running, &update);
    return kernel_refused(status, err);
}

/* One cell of a small tensor is spoilt; a clean batch follows. */
int numerics_poisoned(struct numerics *numerics)
{
    static const double clean[POISON_BATCH * POISON_CHANNELS] = {1, 10, -1, 2, 12, 1, 3, 14, -1, 4, 16, 1};
    static const double poisons[] = {NAN, INFINITY};
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, POISON_BATCH, POISON_CHANNELS, 1};
    const size_t dimensions[] = {POISON_BATCH, POISON_CHANNELS};
    struct findings *findings = numerics->findings;
    size_t poison = (size_t)numerics->values[NUMERICS_POISON];
    float mean[POISON_CHANNELS] = {0}, var[POISON_CHANNELS] = {1, 1, 1};
    struct kernel_run run = kernel_run_new(&findings->arena, &shape, clean, numerics->values[NUMERICS_EPSILON]);
    if (poison < sizeof poisons / sizeof *poisons)
        run.x[POISON_CELL] = (float)poisons[poison];
    int code = step(&run, mean, var, numerics->err);
    if (code)
        return code;
    findings_float_tensor(findings, "poisoned_x", run.x, dimensions, 2);
    findings_float_tensor(findings, "poisoned_y", run.y, dimensions, 2);
    findings_doubles(findings, "poisoned_mean", run.mean, POISON_CHANNELS);
    findings_doubles(findings, "poisoned_var", run.var, POISON_CHANNELS);
    findings_floats(findings, "poisoned_running_mean", mean, POISON_CHANNELS);
    findings_floats(findings, "poisoned_running_var", var, POISON_CHANNELS);
    run = kernel_run_new(&findings->arena, &shape, clean, numerics->values[NUMERICS_EPSILON]);
    code = step(&run, mean, var, numerics->err);
    if (code)
        return code;
    findings_float_tensor(findings, "later_y", run.y, dimensions, 2);
    findings_floats(findings, "later_running_mean", mean, POISON_CHANNELS);
    findings_floats(findings, "later_running_var", var, POISON_CHANNELS);
    return 0;
}

/* Squares of activations as half precision keeps them. */
int numerics_half(struct numerics *numerics)
{
    struct findings *findings = numerics->findings;
    static const double values[] = {150, 255, 256};
    enum { HALVES = sizeof values / sizeof *values, ADDENDS = 4 };
    findings_doubles(findings, "half_values", values, HALVES);
    double *squares = findings_list(findings, "half_squares", HALVES), sum = 0;
    for (size_t i = 0; i < HALVES; i++)
        squares[i] = half_round(values[i] * values[i]);
    for (size_t i = 0; i < ADDENDS; i++)
        sum = half_round(sum + squares[0]);
    findings_number(findings, "half_sum", sum);
    findings_number(findings, "half_largest", half_round(65519));
    return 0;
}
