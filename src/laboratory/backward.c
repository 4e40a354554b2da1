/* The backward pass taken apart: the kernel's dx, its three paths, frozen statistics, and central differences. */
#include "laboratory/backward.h"
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

static const char *const upstream_words[] = {"given", "constant", "xhat", "normal", NULL};
static const struct parameter parameters[] = {
    [BACKWARD_DATA] =
        DATA_PARAMETER(DATA_EXAMPLE, "1, 2, 3, ... or normal random numbers; a tensor of one's own takes their place."),
    [BACKWARD_VALUES] = {.key = "values",
                         .label = "n",
                         .help = "How many values share the statistics.",
                         .kind = PARAMETER_INTEGER,
                         .low = 2,
                         .high = 64,
                         .fallback = 4,
                         .step = 1},
    [BACKWARD_UPSTREAM] = {.key = "dy",
                           .label = "dy",
                           .help = "The gradient that arrives: the data's own (without one a 1 for the first "
                                   "output alone), 1 everywhere, x̂ itself, or normal random numbers.",
                           .kind = PARAMETER_CHOICE,
                           .high = UPSTREAM_NORMAL,
                           .choices = upstream_words},
    [BACKWARD_GAMMA] = {.key = "gamma",
                        .label = "γ",
                        .help = "The scale of each channel.",
                        .kind = PARAMETER_NUMBER,
                        .low = -10,
                        .high = 10,
                        .fallback = 1,
                        .step = 0.5},
    [BACKWARD_EPSILON] = EPSILON_PARAMETER(1e-5),
    [BACKWARD_WIDTH] = {.key = "h",
                        .label = "h",
                        .help = "The step of the central differences.",
                        .kind = PARAMETER_NUMBER,
                        .low = 1e-12,
                        .high = 0.1,
                        .fallback = 1e-6,
                        .stops = backward_widths,
                        .stop_count = BACKWARD_WIDTHS},
};

static void draw_x(struct backward *backward, struct rng *rng, double *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x[i] = (int)backward->values[BACKWARD_DATA] == DATA_EXAMPLE ? (double)i + 1 : rng_normal(rng);
}

/* The shape and x: the sample's, or drawn. */
static int make_input(struct backward *backward, const struct sample *sample, struct rng *rng, struct err *err)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, (size_t)backward->values[BACKWARD_VALUES], 1, 1};
    const double *x = sample ? sample->x : NULL;
    backward->rank = sample ? sample->rank : 2;
    if (sample) {
        int code = sample_shape(sample, &shape, err);
        if (code)
            return code;
    } else {
        double *drawn = backward_numbers(backward, shape.batch);
        draw_x(backward, rng, drawn, shape.batch);
        x = drawn;
    }
    const size_t drawn_shape[] = {shape.batch, 1};
    backward->listed = listed_shape(sample ? sample->shape : drawn_shape, backward->rank, backward->dimensions);
    backward->run = kernel_run_new(backward->arena, &shape, x, backward->values[BACKWARD_EPSILON]);
    float *gamma = arena_new(backward->arena, shape.channels, sizeof *gamma);
    for (size_t c = 0; c < shape.channels; c++)
        gamma[c] = (float)backward->values[BACKWARD_GAMMA];
    backward->run.gamma = gamma;
    return 0;
}

static void fill_with_xhat(const struct backward *backward, float *dy)
{
    const struct batchnorm_shape *shape = &backward->run.shape;
    size_t width = shape->layout == BATCHNORM_CHANNELS_LAST ? 1 : shape->spatial; /* values of one channel side by side */
    for (size_t at = 0, c = 0; at < backward->run.count; c = c + 1 < shape->channels ? c + 1 : 0)
        for (size_t end = at + width; at < end; at++)
            dy[at] = (float)gradient_tensor_xhat(&backward->tensor, c, (double)backward->run.x[at]);
}

static const float *make_upstream(struct backward *backward, const struct sample *sample, struct rng *rng)
{
    size_t count = backward->run.count;
    enum upstream kind = (enum upstream)backward->values[BACKWARD_UPSTREAM];
    if (kind == UPSTREAM_NORMAL)
        return tape_normal_floats(&backward->findings->tape, rng, count);
    if (kind == UPSTREAM_GIVEN && sample && sample->dy)
        return floats_of(backward->arena, sample->dy, count);
    float *dy = arena_new(backward->arena, count, sizeof *dy);
    dy[0] = kind == UPSTREAM_GIVEN;
    for (size_t i = 0; kind == UPSTREAM_CONSTANT && i < count; i++)
        dy[i] = 1;
    if (kind == UPSTREAM_XHAT)
        fill_with_xhat(backward, dy);
    return dy;
}

/* The gradients in double; dy may be made of the statistics. */
static void make_gradients(struct backward *backward, const struct sample *sample, struct rng *rng)
{
    const struct kernel_run *run = &backward->run;
    double gamma = backward->values[BACKWARD_GAMMA], epsilon = (double)run->epsilon;
    backward->tensor = gradient_tensor_new(backward->arena, &run->shape, run->x, gamma, epsilon);
    gradient_tensor_statistics(&backward->tensor);
    backward->tensor.dy = backward->upstream = make_upstream(backward, sample, rng);
    gradient_tensor_paths(&backward->tensor);
}

static void find_floats(const struct backward *backward, const char *name, const float *numbers)
{
    findings_float_tensor(backward->findings, name, numbers, backward->dimensions, backward->rank);
}

/* dx as it would be if mean and variance were constants, by the kernel's inference pass over the samples that are told; y gives its
 * memory. */
static int find_frozen(struct backward *backward, struct err *err)
{
    const struct kernel_run *run = &backward->run;
    struct batchnorm_shape told = run->shape;
    size_t each = told.channels * told.spatial;
    told.batch = (backward->listed + each - 1) / each;
    float *mean = floats_of(backward->arena, run->mean, told.channels), *var = floats_of(backward->arena, run->var, told.channels),
          *frozen = run->y;
    int code = kernel_refused(batchnorm_backward_inference(NULL, &told, run->gamma, run->epsilon, run->x, backward->upstream, mean,
                                                           var, frozen, NULL, NULL),
                              err);
    if (!code)
        find_floats(backward, "dx_frozen", frozen);
    return code;
}

/* The ways of the values that lie at the beginning of the tensor, which are told. */
static void find_ways(struct backward *backward)
{
    enum { XHAT, DIRECT, THROUGH_VARIANCE, THROUGH_MEAN, DX, TENSORS };
    static const char *const names[TENSORS] = {"xhat", "direct", "through_variance", "through_mean", "dx_reference"};
    double *told[TENSORS];
    for (size_t i = 0; i < TENSORS; i++)
        told[i] = findings_tensor(backward->findings, names[i], backward->dimensions, backward->rank);
    for (size_t at = 0; at < backward->listed; at++) {
        size_t c = channel_of(&backward->run.shape, at);
        double x = (double)backward->run.x[at];
        struct gradient_ways ways = gradient_tensor_ways(&backward->tensor, c, x, (double)backward->upstream[at]);
        told[XHAT][at] = gradient_tensor_xhat(&backward->tensor, c, x);
        told[DIRECT][at] = ways.direct;
        told[THROUGH_VARIANCE][at] = ways.through_variance;
        told[THROUGH_MEAN][at] = ways.through_mean;
        told[DX][at] = ways.direct + ways.through_variance + ways.through_mean;
    }
    backward->dx = told[DX];
}

static void find_all(struct backward *backward)
{
    struct findings *findings = backward->findings;
    const struct kernel_run *run = &backward->run;
    const struct gradient_tensor *tensor = &backward->tensor;
    size_t channels = run->shape.channels;
    const struct {
        const char *name;
        const double *numbers;
    } lists[] = {{"batch_mean", tensor->mean}, {"batch_var", tensor->var}, {"invstd", tensor->invstd},  {"dvar", tensor->dvar},
                 {"dmean", tensor->dmean},     {"sum_dx", tensor->sum},    {"dot_dx_xhat", tensor->dot}};
    find_floats(backward, "x", run->x);
    find_floats(backward, "dy", backward->upstream);
    find_ways(backward);
    find_floats(backward, "y", run->y);
    find_floats(backward, "dx", run->dx);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        findings_doubles(findings, lists[i].name, lists[i].numbers, channels);
    findings_floats(findings, "dgamma", run->dgamma, channels);
    findings_floats(findings, "dbeta", run->dbeta, channels);
    double error = 0;
    for (size_t i = 0; i < backward->listed; i++)
        error = fmax(error, fabs((double)run->dx[i] - backward->dx[i]));
    findings_number(findings, "kernel_error", error);
    findings_number(findings, "values_each", (double)run->per_channel);
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct backward backward = {.values = values, .findings = findings, .arena = &findings->arena};
    struct rng rng;
    rng_init(&rng, seed);
    int code = make_input(&backward, sample, &rng, err);
    if (code)
        return code;
    make_gradients(&backward, sample, &rng);
    code = kernel_run_training(&backward.run, err);
    if (!code)
        code = kernel_run_backward(&backward.run, backward.upstream, err);
    if (code)
        return code;
    find_all(&backward);
    code = find_frozen(&backward, err);
    if (!code)
        backward_differences(&backward);
    return code;
}

const struct model model_backward = {
    .name = "backward",
    .summary = "The gradients of one pass, dx along its three paths, and central differences to check them",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
