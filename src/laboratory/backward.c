/* The backward pass taken apart: the kernel's dx, its three paths, frozen statistics, and central differences. */
#include "laboratory/backward.h"
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

enum { ROWS_AT_ONCE = 32 };

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

/* `rows` rows of `width` values a channel each, from where the tensor has them one after the other. */
static void gather_rows(const struct kernel_run *run, const float *from, size_t rows, size_t width, double *to)
{
    size_t stride = run->shape.channels * width;
    for (size_t c = 0; c < run->shape.channels; c++, from += width, to += run->per_channel) {
        for (size_t row = 0; width == 1 && row < rows; row++)
            to[row] = (double)from[row * stride];
        for (size_t row = 0; width > 1 && row < rows; row++)
            for (size_t i = 0; i < width; i++)
                to[row * width + i] = (double)from[row * stride + i];
    }
}

/* A tensor's values in double, those of a channel side by side; by few rows at a time, which stay in the cache meanwhile. */
static double *gather(struct backward *backward, const float *tensor)
{
    const struct kernel_run *run = &backward->run;
    bool last = run->shape.layout == BATCHNORM_CHANNELS_LAST;
    size_t rows = last ? run->per_channel : run->shape.batch, width = last ? 1 : run->shape.spatial;
    double *gathered = arena_room(backward->arena, run->count, sizeof *gathered);
    for (size_t row = 0; row < rows; row += ROWS_AT_ONCE) {
        size_t some = rows - row < ROWS_AT_ONCE ? rows - row : ROWS_AT_ONCE;
        gather_rows(run, tensor + row * run->shape.channels * width, some, width, gathered + row * width);
    }
    return gathered;
}

static void make_channels(struct backward *backward)
{
    const struct kernel_run *run = &backward->run;
    size_t n = run->per_channel, channels = run->shape.channels;
    const double *x = gather(backward, run->x);
    backward->channels = arena_new(backward->arena, channels, sizeof *backward->channels);
    for (size_t c = 0; c < channels; c++) {
        struct gradient_channel *channel = &backward->channels[c];
        *channel = (struct gradient_channel){
            .n = n, .x = x + c * n, .gamma = backward->values[BACKWARD_GAMMA], .epsilon = (double)run->epsilon};
        gradient_statistics(channel);
    }
}

static double xhat_of(const struct gradient_channel *channel, size_t index)
{
    return (channel->x[index] - channel->mean) * channel->invstd;
}

static void make_upstream(struct backward *backward, const struct sample *sample, struct rng *rng)
{
    size_t n = backward->run.per_channel, count = backward->run.count, channels = backward->run.shape.channels;
    float *dy = arena_new(backward->arena, count, sizeof *dy);
    enum upstream kind = (enum upstream)backward->values[BACKWARD_UPSTREAM];
    dy[0] = kind == UPSTREAM_GIVEN;
    for (size_t i = 0; kind == UPSTREAM_GIVEN && sample && sample->dy && i < count; i++)
        dy[i] = (float)sample->dy[i];
    for (size_t i = 0; kind == UPSTREAM_CONSTANT && i < count; i++)
        dy[i] = 1;
    const double *drawn = kind == UPSTREAM_NORMAL ? tape_normals(&backward->findings->tape, rng, count) : NULL;
    for (size_t i = 0; drawn && i < count; i++)
        dy[i] = (float)drawn[i];
    for (size_t c = 0; kind == UPSTREAM_XHAT && c < channels; c++)
        for (size_t i = 0; i < n; i++)
            dy[backward_place(backward, c, i)] = (float)xhat_of(&backward->channels[c], i);
    backward->upstream = dy;
    const double *gathered = gather(backward, dy);
    for (size_t c = 0; c < channels; c++)
        backward->channels[c].dy = gathered + c * n;
}

/* What of a channel's values is told: those that lie at the beginning of the tensor. */
static void list_paths(struct backward *backward, size_t c, double *const parts[3])
{
    for (size_t i = 0; i < backward->run.per_channel; i++) {
        size_t at = backward_place(backward, c, i);
        if (at >= backward->listed)
            break;
        backward->xhat[at] = xhat_of(&backward->channels[c], i);
        backward->direct[at] = parts[0][i];
        backward->through_variance[at] = parts[1][i];
        backward->through_mean[at] = parts[2][i];
        backward->dx[at] = parts[0][i] + parts[1][i] + parts[2][i];
    }
}

static void make_paths(struct backward *backward)
{
    size_t n = backward->run.per_channel, channels = backward->run.shape.channels;
    double *parts[3];
    double **tensors[] = {&backward->xhat, &backward->direct, &backward->through_variance, &backward->through_mean, &backward->dx};
    double **lists[] = {&backward->mean,  &backward->var, &backward->invstd, &backward->dvar,
                        &backward->dmean, &backward->sum, &backward->dot};
    for (size_t i = 0; i < 3; i++)
        parts[i] = backward_numbers(backward, n);
    for (size_t i = 0; i < sizeof tensors / sizeof *tensors; i++)
        *tensors[i] = backward_numbers(backward, backward->listed);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        *lists[i] = backward_numbers(backward, channels);
    for (size_t c = 0; c < channels; c++) {
        struct gradient_channel *channel = &backward->channels[c];
        gradient_paths(channel, parts[0], parts[1], parts[2]);
        double sum = 0, dot = 0;
        for (size_t i = 0; i < n; i++) {
            double dx = parts[0][i] + parts[1][i] + parts[2][i];
            sum += dx;
            dot += dx * xhat_of(channel, i);
        }
        list_paths(backward, c, parts);
        backward->sum[c] = sum;
        backward->dot[c] = dot;
        backward->mean[c] = channel->mean;
        backward->var[c] = channel->var;
        backward->invstd[c] = channel->invstd;
        backward->dvar[c] = channel->dvar;
        backward->dmean[c] = channel->dmean;
    }
}

/* dx as it would be if mean and variance were constants, by the kernel's inference pass; y, which was told, gives its memory. */
static int find_frozen(struct backward *backward, struct err *err)
{
    const struct kernel_run *run = &backward->run;
    float *mean = floats_of(backward->arena, run->mean, run->shape.channels),
          *var = floats_of(backward->arena, run->var, run->shape.channels), *frozen = run->y;
    int code = kernel_refused(batchnorm_backward_inference(NULL, &run->shape, run->gamma, run->epsilon, run->x, backward->upstream,
                                                           mean, var, frozen, NULL, NULL),
                              err);
    if (!code)
        findings_float_tensor(backward->findings, "dx_frozen", frozen, backward->dimensions, backward->rank);
    return code;
}

static void find_tensors(struct backward *backward)
{
    const struct kernel_run *run = &backward->run;
    const struct {
        const char *name;
        const float *floats; /* or .. */
        const double *numbers;
    } tensors[] = {{"x", run->x, NULL},
                   {"dy", backward->upstream, NULL},
                   {"xhat", NULL, backward->xhat},
                   {"direct", NULL, backward->direct},
                   {"through_variance", NULL, backward->through_variance},
                   {"through_mean", NULL, backward->through_mean},
                   {"dx_reference", NULL, backward->dx},
                   {"y", run->y, NULL},
                   {"dx", run->dx, NULL}};
    for (size_t i = 0; i < sizeof tensors / sizeof *tensors; i++)
        if (tensors[i].floats)
            findings_float_tensor(backward->findings, tensors[i].name, tensors[i].floats, backward->dimensions, backward->rank);
        else
            findings_double_tensor(backward->findings, tensors[i].name, tensors[i].numbers, backward->dimensions, backward->rank);
}

static void find_all(struct backward *backward)
{
    struct findings *findings = backward->findings;
    const struct kernel_run *run = &backward->run;
    size_t channels = run->shape.channels;
    const struct {
        const char *name;
        const double *numbers;
    } lists[] = {{"batch_mean", backward->mean}, {"batch_var", backward->var}, {"invstd", backward->invstd},
                 {"dvar", backward->dvar},       {"dmean", backward->dmean},   {"sum_dx", backward->sum},
                 {"dot_dx_xhat", backward->dot}};
    find_tensors(backward);
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
    make_channels(&backward);
    make_upstream(&backward, sample, &rng);
    make_paths(&backward);
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
