/* Batch norm folded into the layer beside it: where that is the same but for rounding, and where it is not. */
#include "laboratory/folding.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

enum { HEIGHT_MAX = 16, WIDTH_MAX = 32, PIXELS_MAX = HEIGHT_MAX * WIDTH_MAX, REACH = 3, TAPS_MAX = REACH * REACH };

static const double row_stops[] = {1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, FOLDING_ROWS_MAX};

static const struct parameter parameters[] = {
    [FOLDING_DATA] = DATA_PARAMETER(DATA_NORMAL, "Weights and inputs: small numbers for mental arithmetic, or normal random ones."),
    [FOLDING_ROWS] = {.key = "rows",
                      .label = "rows",
                      .help = "How many inputs go through the linear layer; those of a tensor of one's own take their place.",
                      .kind = PARAMETER_INTEGER,
                      .low = 1,
                      .high = FOLDING_ROWS_MAX,
                      .fallback = 1,
                      .stops = row_stops,
                      .stop_count = sizeof row_stops / sizeof *row_stops},
    [FOLDING_HEIGHT] = {.key = "height",
                .label = "height",
                .help = "Rows of the picture; with one row the convolution reaches over 1 × 3.",
                .kind = PARAMETER_INTEGER,
                .low = 1,
                .high = HEIGHT_MAX,
                .fallback = 6,
                .step = 1},
    [FOLDING_WIDTH] = {.key = "width",
               .label = "width",
               .help = "Columns of the picture.",
               .kind = PARAMETER_INTEGER,
               .low = 3,
               .high = WIDTH_MAX,
               .fallback = 12,
               .step = 1},
    [FOLDING_EPSILON] = EPSILON_PARAMETER(1e-5),
};

/* The picture as the kernel sees it: one channel. */
static struct batchnorm_shape picture_shape(const struct folding *folding)
{
    return (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, 1, folding->height * folding->width};
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
static int find_before(struct folding *folding, const struct folding_layer *layer, const float *picture, const float *taps)
{
    struct findings *findings = folding->findings;
    size_t pixels = folding->height * folding->width, count = folding->kernel_height * REACH;
    const size_t shape[] = {folding->height, folding->width};
    float normalized[PIXELS_MAX], true_y[PIXELS_MAX], folded[PIXELS_MAX], scaled[TAPS_MAX], bias = 0;
    const struct batchnorm_shape seen = picture_shape(folding);
    int code = folding_infer(folding, layer, &seen, picture, normalized);
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
static int find_after(struct folding *folding, const struct folding_layer *layer, const float *picture, const float *taps)
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
    const struct batchnorm_shape shape = picture_shape(folding);
    int code = folding_infer(folding, layer, &shape, between, true_y);
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
    bool normal = (int)folding->values[FOLDING_DATA] == DATA_NORMAL;
    struct folding_layer layer = {.gamma = {1}, .beta = {1}, .mean = {0}, .var = {1}};
    float picture[PIXELS_MAX], taps[TAPS_MAX];
    if (normal)
        layer = (struct folding_layer){.gamma = {1.5F}, .beta = {0.8F}, .mean = {0.3F}, .var = {2}};
    for (size_t i = 0; i < TAPS_MAX; i++)
        taps[i] = normal ? (float)rng_normal(&folding->rng) : 1;
    for (size_t i = 0; i < folding->height * folding->width; i++)
        picture[i] = normal ? (float)rng_normal(&folding->rng) : 1;
    int code = folding_fold(folding, &layer, 1);
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
    struct folding folding = {.values = values,
                              .seed = seed,
                              .findings = findings,
                              .err = err,
                              .epsilon = (float)values[FOLDING_EPSILON],
                              .height = (size_t)values[FOLDING_HEIGHT],
                              .width = (size_t)values[FOLDING_WIDTH]};
    folding.kernel_height = folding.height > 1 ? REACH : 1;
    rng_init(&folding.rng, seed);
    int code = folding_linear(&folding, sample);
    return code ? code : find_convolution(&folding);
}

const struct model model_folding = {
    .name = "folding",
    .summary = "Batch norm folded into a linear layer and a convolution, behind it, before it, and in the wrong way",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
