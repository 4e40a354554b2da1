/* Batch norm folded into the layer beside it: where that is the same but for rounding, and where it is not. */
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/kernel_run.h"
#include "laboratory/models.h"

#include <math.h>

enum { DATA, HEIGHT, WIDTH, EPSILON };
enum { UNITS = 2, HEIGHT_MAX = 16, WIDTH_MAX = 32, PIXELS_MAX = HEIGHT_MAX * WIDTH_MAX, REACH = 3, TAPS_MAX = REACH * REACH };

static const struct parameter parameters[] = {
    [DATA] = DATA_PARAMETER(DATA_NORMAL, "Weights and inputs: small numbers for mental arithmetic, or normal random ones."),
    [HEIGHT] = {.key = "height",
                .label = "height",
                .help = "Rows of the picture; with one row the convolution reaches over 1 × 3.",
                .kind = PARAMETER_INTEGER,
                .low = 1,
                .high = HEIGHT_MAX,
                .fallback = 6,
                .step = 1},
    [WIDTH] = {.key = "width",
               .label = "width",
               .help = "Columns of the picture.",
               .kind = PARAMETER_INTEGER,
               .low = 3,
               .high = WIDTH_MAX,
               .fallback = 12,
               .step = 1},
    [EPSILON] = EPSILON_PARAMETER(1e-5),
};

/* A batch norm layer with what it has learned. */
struct layer {
    float gamma[UNITS], beta[UNITS], mean[UNITS], var[UNITS];
    float a[UNITS], b[UNITS];
};

struct folding {
    const double *values;
    struct findings *findings;
    struct err *err;
    struct rng rng;
    float epsilon;
    size_t height, width, kernel_height;
};

static int fold(const struct folding *folding, struct layer *layer, size_t channels)
{
    const struct batchnorm_affine affine = {layer->gamma, layer->beta};
    return kernel_refused(batchnorm_fold(channels, &affine, folding->epsilon, layer->mean, layer->var, layer->a, layer->b),
                          folding->err);
}

/* The inference pass over x: `channels` channels with `spatial` values each. */
static int infer(const struct folding *folding, const struct layer *layer, size_t channels, size_t spatial, const float *x,
                 float *y)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 1, channels, spatial};
    const struct batchnorm_affine affine = {layer->gamma, layer->beta};
    return kernel_refused(batchnorm_forward_inference(NULL, &shape, &affine, folding->epsilon, x, y, layer->mean, layer->var),
                          folding->err);
}

/* Two outputs of a linear layer. */
static void linear(const float *weight, const float *bias, const float *u, float *out)
{
    for (size_t i = 0; i < UNITS; i++)
        out[i] = weight[i * UNITS] * u[0] + weight[i * UNITS + 1] * u[1] + bias[i];
}

/* A linear layer with its batch norm and an input. */
struct linear_case {
    float weight[UNITS * UNITS], bias[UNITS], u[UNITS];
    struct layer layer;
};

static void draw_linear(struct folding *folding, struct linear_case *drawn)
{
    static const struct linear_case example = {
        {1, 2, 3, -1}, {0.5F, -0.5F}, {1, 1}, {.gamma = {2, 0.5F}, .beta = {1, -1}, .mean = {1, 2}, .var = {4, 0.25F}}};
    *drawn = example;
    if ((int)folding->values[DATA] == DATA_EXAMPLE)
        return;
    for (size_t i = 0; i < UNITS * UNITS; i++)
        drawn->weight[i] = (float)rng_normal(&folding->rng);
    for (size_t i = 0; i < UNITS; i++) {
        drawn->bias[i] = (float)rng_normal(&folding->rng);
        drawn->u[i] = (float)rng_normal(&folding->rng);
        drawn->layer.gamma[i] = (float)(0.5 + 2 * rng_uniform(&folding->rng));
        drawn->layer.beta[i] = (float)rng_normal(&folding->rng);
        drawn->layer.mean[i] = (float)rng_normal(&folding->rng);
        drawn->layer.var[i] = (float)(0.2 + 4 * rng_uniform(&folding->rng));
    }
}

static void tell_linear(struct findings *findings, const struct linear_case *drawn)
{
    const struct {
        const char *name;
        const float *numbers;
    } lists[] = {{"bias", drawn->bias},
                 {"u", drawn->u},
                 {"gamma", drawn->layer.gamma},
                 {"beta", drawn->layer.beta},
                 {"running_mean", drawn->layer.mean},
                 {"running_var", drawn->layer.var},
                 {"a", drawn->layer.a},
                 {"b", drawn->layer.b}};
    findings_float_tensor(findings, "weight", drawn->weight, (const size_t[]){UNITS, UNITS}, 2);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        findings_floats(findings, lists[i].name, lists[i].numbers, UNITS);
}

/* W' = a W by rows, b' = a (b - mean) + beta; then the same by columns, and with a ReLU between, which are wrong. */
static int find_linear(struct folding *folding)
{
    struct findings *findings = folding->findings;
    struct linear_case drawn;
    draw_linear(folding, &drawn);
    int code = fold(folding, &drawn.layer, UNITS);
    if (code)
        return code;
    float weight[UNITS * UNITS], columns[UNITS * UNITS], bias[UNITS], between[UNITS], cut[UNITS], true_y[UNITS], folded[UNITS],
        by_columns[UNITS], after_relu[UNITS];
    for (size_t i = 0; i < UNITS * UNITS; i++) {
        weight[i] = drawn.layer.a[i / UNITS] * drawn.weight[i];
        columns[i] = drawn.layer.a[i % UNITS] * drawn.weight[i];
    }
    for (size_t i = 0; i < UNITS; i++)
        bias[i] = drawn.layer.a[i] * (drawn.bias[i] - drawn.layer.mean[i]) + drawn.layer.beta[i];
    linear(drawn.weight, drawn.bias, drawn.u, between);
    linear(weight, bias, drawn.u, folded);
    linear(columns, bias, drawn.u, by_columns);
    for (size_t i = 0; i < UNITS; i++)
        cut[i] = fmaxf(between[i], 0);
    code = infer(folding, &drawn.layer, UNITS, 1, between, true_y);
    if (!code)
        code = infer(folding, &drawn.layer, UNITS, 1, cut, after_relu);
    if (code)
        return code;
    tell_linear(findings, &drawn);
    findings_float_tensor(findings, "folded_weight", weight, (const size_t[]){UNITS, UNITS}, 2);
    findings_floats(findings, "folded_bias", bias, UNITS);
    findings_floats(findings, "between", between, UNITS);
    findings_floats(findings, "unfolded", true_y, UNITS);
    findings_floats(findings, "folded", folded, UNITS);
    findings_floats(findings, "folded_by_columns", by_columns, UNITS);
    findings_number(findings, "linear_error", largest_difference(true_y, folded, UNITS));
    findings_number(findings, "columns_error", largest_difference(true_y, by_columns, UNITS));
    for (size_t i = 0; i < UNITS; i++)
        cut[i] = fmaxf(folded[i], 0);
    findings_number(findings, "relu_error", largest_difference(after_relu, cut, UNITS));
    return 0;
}

/* A convolution with zeros around the picture: `taps` is kernel_height by REACH. */
static void convolve(const struct folding *folding, const float *picture, const float *taps, float bias, float *out)
{
    long height = (long)folding->height, width = (long)folding->width, rows = (long)folding->kernel_height;
    for (long i = 0; i < height * width; i++) {
        float sum = bias;
        for (long tap = 0; tap < rows * REACH; tap++) {
            long row = i / width + tap / REACH - rows / 2, column = i % width + tap % REACH - REACH / 2;
            if (row >= 0 && row < height && column >= 0 && column < width)
                sum += taps[tap] * picture[row * width + column];
        }
        out[i] = sum;
    }
}

static bool at_border(const struct folding *folding, size_t pixel)
{
    size_t row = pixel / folding->width, column = pixel % folding->width;
    bool rows_end = folding->kernel_height > 1 && (row == 0 || row + 1 == folding->height);
    return rows_end || column == 0 || column + 1 == folding->width;
}

/* Batch norm in front of a padded convolution: folded, the padding would have to be -b/a instead of 0. */
static int find_before(struct folding *folding, const struct layer *layer, const float *picture, const float *taps)
{
    struct findings *findings = folding->findings;
    size_t pixels = folding->height * folding->width, count = folding->kernel_height * REACH;
    const size_t shape[] = {folding->height, folding->width};
    float normalized[PIXELS_MAX], true_y[PIXELS_MAX], folded[PIXELS_MAX], scaled[TAPS_MAX], bias = 0;
    int code = infer(folding, layer, 1, pixels, picture, normalized);
    if (code)
        return code;
    for (size_t i = 0; i < count; i++) {
        scaled[i] = layer->a[0] * taps[i];
        bias += layer->b[0] * taps[i];
    }
    convolve(folding, normalized, taps, 0, true_y);
    convolve(folding, picture, scaled, bias, folded);
    findings_float_tensor(findings, "before", true_y, shape, 2);
    findings_float_tensor(findings, "before_folded", folded, shape, 2);
    double *error = findings_tensor(findings, "before_error", shape, 2), inside = 0, border = 0;
    for (size_t i = 0; i < pixels; i++) {
        error[i] = fabs((double)true_y[i] - (double)folded[i]);
        *(at_border(folding, i) ? &border : &inside) = fmax(at_border(folding, i) ? border : inside, error[i]);
    }
    findings_number(findings, "inside_error", inside);
    findings_number(findings, "border_error", border);
    return 0;
}

/* Batch norm behind the convolution: exact at inference; in training mode the statistics are those of the picture. */
static int find_after(struct folding *folding, const struct layer *layer, const float *picture, const float *taps)
{
    struct findings *findings = folding->findings;
    size_t pixels = folding->height * folding->width, count = folding->kernel_height * REACH;
    const size_t dimensions[] = {folding->height, folding->width};
    float between[PIXELS_MAX], true_y[PIXELS_MAX], folded[PIXELS_MAX], trained[PIXELS_MAX], scaled[TAPS_MAX];
    double mean, var;
    convolve(folding, picture, taps, 0, between);
    for (size_t i = 0; i < count; i++)
        scaled[i] = layer->a[0] * taps[i];
    convolve(folding, picture, scaled, layer->b[0], folded);
    int code = infer(folding, layer, 1, pixels, between, true_y);
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 1, 1, pixels};
    const struct batchnorm_affine affine = {layer->gamma, layer->beta};
    const struct batchnorm_statistics statistics = {&mean, &var};
    if (!code)
        code = kernel_refused(
            batchnorm_forward_training(NULL, &shape, &affine, folding->epsilon, between, trained, &statistics, NULL, NULL),
            folding->err);
    if (code)
        return code;
    findings_float_tensor(findings, "after", true_y, dimensions, 2);
    findings_float_tensor(findings, "after_folded", folded, dimensions, 2);
    findings_number(findings, "after_error", largest_difference(true_y, folded, pixels));
    findings_number(findings, "training_error", largest_difference(trained, folded, pixels));
    return 0;
}

/* The picture, the convolution and its batch norm: y = x + 1 and ones everywhere, or random. */
static int find_convolution(struct folding *folding)
{
    bool normal = (int)folding->values[DATA] == DATA_NORMAL;
    struct layer layer = {.gamma = {1}, .beta = {1}, .mean = {0}, .var = {1}};
    float picture[PIXELS_MAX], taps[TAPS_MAX];
    if (normal)
        layer = (struct layer){.gamma = {1.5F}, .beta = {0.8F}, .mean = {0.3F}, .var = {2}};
    for (size_t i = 0; i < TAPS_MAX; i++)
        taps[i] = normal ? (float)rng_normal(&folding->rng) : 1;
    for (size_t i = 0; i < folding->height * folding->width; i++)
        picture[i] = normal ? (float)rng_normal(&folding->rng) : 1;
    int code = fold(folding, &layer, 1);
    if (!code)
        code = find_before(folding, &layer, picture, taps);
    if (!code)
        code = find_after(folding, &layer, picture, taps);
    if (code)
        return code;
    findings_float_tensor(folding->findings, "picture", picture, (const size_t[]){folding->height, folding->width}, 2);
    findings_float_tensor(folding->findings, "taps", taps, (const size_t[]){folding->kernel_height, REACH}, 2);
    findings_number(folding->findings, "convolution_a", (double)layer.a[0]);
    findings_number(folding->findings, "convolution_b", (double)layer.b[0]);
    return 0;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    (void)sample;
    struct folding folding = {.values = values,
                              .findings = findings,
                              .err = err,
                              .epsilon = (float)values[EPSILON],
                              .height = (size_t)values[HEIGHT],
                              .width = (size_t)values[WIDTH]};
    folding.kernel_height = folding.height > 1 ? REACH : 1;
    rng_init(&folding.rng, seed);
    int code = find_linear(&folding);
    return code ? code : find_convolution(&folding);
}

const struct model model_folding = {
    .name = "folding",
    .summary = "Batch norm folded into a linear layer and a convolution, behind it, before it, and in the wrong way",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .draws = true,
};
