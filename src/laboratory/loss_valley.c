/* Gradient descent on two features as they are, and standardized: the form of a quadratic loss sets the pace. */
#include "laboratory/common_parameters.h"
#include "laboratory/kernel_run.h"
#include "laboratory/models.h"

#include <math.h>

enum { RATE, STEPS, EPSILON };
enum { FEATURES = 2, EXAMPLE_ROWS = 4 };

static const double step_stops[] = {10, 20, 50, 100, 200, 500, 1000};

static const struct parameter parameters[] = {
    [RATE] = {.key = "rate",
              .label = "η/limit",
              .help = "The learning rate, as a share of the largest one that does not diverge.",
              .kind = PARAMETER_NUMBER,
              .low = 0.05,
              .high = 1.2,
              .fallback = 0.5,
              .step = 0.05},
    [STEPS] = {.key = "steps",
               .label = "steps",
               .help = "How many steps are taken.",
               .kind = PARAMETER_INTEGER,
               .low = 1,
               .high = 1000,
               .fallback = 100,
               .stops = step_stops,
               .stop_count = sizeof step_stops / sizeof *step_stops},
    [EPSILON] = EPSILON_PARAMETER(0),
};

/* The loss |X w - X w*|² / 2n has the Hessian X'X / n: a, b; b, c. */
struct valley {
    double a, b, c;
    double steep, flat; /* its eigenvalues */
};

static struct valley valley_of(const float *x, size_t rows, size_t stride)
{
    struct valley valley = {.a = 0};
    for (size_t i = 0; i < rows; i++) {
        double u = (double)x[i * stride], v = (double)x[i * stride + 1];
        valley.a += u * u / (double)rows;
        valley.b += u * v / (double)rows;
        valley.c += v * v / (double)rows;
    }
    double middle = (valley.a + valley.c) / 2, reach = hypot((valley.a - valley.c) / 2, valley.b);
    valley.steep = middle + reach;
    valley.flat = (valley.a * valley.c - valley.b * valley.b) / valley.steep; /* a difference would cancel */
    return valley;
}

/*
 * The loss after each step, as a share of the first.  Along an eigenvector the distance to w* shrinks by 1 - rate * eigenvalue in
 * each step; both directions begin with half of the loss.
 */
static void descend(const struct valley *valley, double rate, size_t steps, double *loss)
{
    double across = 1, along = 1;
    for (size_t step = 0; step <= steps; step++) {
        loss[step] = (across * across + along * along) / 2;
        across *= 1 - rate * valley->steep;
        along *= 1 - rate * valley->flat;
    }
}

static void report(struct findings *findings, const struct valley *valley, const double *values, const char *const names[4])
{
    size_t steps = (size_t)values[STEPS];
    double *eigenvalues = findings_list(findings, names[0], FEATURES), limit = 2 / valley->steep;
    eigenvalues[0] = valley->steep;
    eigenvalues[1] = valley->flat;
    findings_number(findings, names[1], valley->steep / valley->flat);
    findings_number(findings, names[2], limit);
    descend(valley, values[RATE] * limit, steps, findings_list(findings, names[3], steps + 1));
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    static const double people[] = {20, 20000, 30, 30000, 40, 50000, 70, 60000};
    static const char *const raw[] = {"eigenvalues_raw", "condition_raw", "limit_raw", "loss_raw"};
    static const char *const standardized[] = {"eigenvalues", "condition", "limit", "loss"};
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, EXAMPLE_ROWS, FEATURES, 1};
    (void)seed;
    int code = sample ? sample_shape(sample, &shape, err) : 0;
    if (code)
        return code;
    if (shape.channels < FEATURES || shape.spatial > 1)
        return err_set(err, ERR_INVALID, "the valley needs a matrix with at least two columns");
    struct kernel_run pass = kernel_run_new(&findings->arena, &shape, sample ? sample->x : people, values[EPSILON]);
    code = kernel_run_training(&pass, err);
    if (code)
        return code;
    const size_t dimensions[] = {shape.batch, shape.channels};
    findings_float_tensor(findings, "x", pass.x, dimensions, 2);
    findings_float_tensor(findings, "y", pass.y, dimensions, 2);
    const struct valley before = valley_of(pass.x, shape.batch, shape.channels),
                        after = valley_of(pass.y, shape.batch, shape.channels);
    report(findings, &before, values, raw);
    report(findings, &after, values, standardized);
    findings_number(findings, "correlation", after.b / sqrt(after.a * after.c));
    return 0;
}

const struct model model_loss_valley = {
    .name = "loss-valley",
    .summary = "Gradient descent on two features as they are and standardized: eigenvalues, condition, largest rate, loss",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
};
