/* Batch norm behind a linear layer with two outputs: W' = a W by rows, b' = a (b - mean) + beta. */
#include "laboratory/common_parameters.h"
#include "laboratory/folding.h"

#include <math.h>
#include <string.h>

enum { UNITS = FOLDING_UNITS, ROWS_AT_ONCE = 2048, ROOM = ROWS_AT_ONCE * UNITS };

/* The layer, its batch norm and what goes through them. */
struct linear {
    size_t rows, inputs;
    const float *u; /* rows x inputs */
    float *weight;  /* UNITS x inputs */
    float bias[UNITS];
    struct folding_layer layer;
};

/* For mental arithmetic. */
static const float example_weight[UNITS * UNITS] = {1, 2, 3, -1}, example_u[UNITS] = {1, 1}, example_bias[UNITS] = {0.5F, -0.5F};
static const struct folding_layer example_layer = {.gamma = {2, 0.5F}, .beta = {1, -1}, .mean = {1, 2}, .var = {4, 0.25F}};

static bool is_example(const struct folding *folding)
{
    return (int)folding->values[FOLDING_DATA] == DATA_EXAMPLE;
}

/* Everything for two inputs, and the first row of them. */
static void draw_first(struct folding *folding, struct linear *linear, float *weight, float *u)
{
    memcpy(weight, example_weight, sizeof example_weight);
    memcpy(u, example_u, sizeof example_u);
    memcpy(linear->bias, example_bias, sizeof example_bias);
    linear->layer = example_layer;
    if (is_example(folding))
        return;
    for (size_t i = 0; i < UNITS * UNITS; i++)
        weight[i] = (float)rng_normal(&folding->rng);
    for (size_t i = 0; i < UNITS; i++) {
        linear->bias[i] = (float)rng_normal(&folding->rng);
        u[i] = (float)rng_normal(&folding->rng);
        linear->layer.gamma[i] = (float)(0.5 + 2 * rng_uniform(&folding->rng));
        linear->layer.beta[i] = (float)rng_normal(&folding->rng);
        linear->layer.mean[i] = (float)rng_normal(&folding->rng);
        linear->layer.var[i] = (float)(0.2 + 4 * rng_uniform(&folding->rng));
    }
}

/* `count` further numbers, from a place of their own: what else is drawn does not depend on how many they are. */
static const float *draw_more(struct folding *folding, size_t count)
{
    struct rng seeds, own;
    rng_init(&seeds, folding->seed);
    rng_init(&own, rng_next(&seeds));
    return tape_normal_floats(&folding->findings->tape, &own, count);
}

/* Further rows like the first one; of the example each counts on from the one before. */
static void draw_rows(struct folding *folding, struct linear *linear, const float *first)
{
    size_t count = linear->rows * UNITS;
    float *u = arena_room(&folding->findings->arena, count, sizeof *u);
    memcpy(u, first, UNITS * sizeof *u);
    linear->u = u;
    if (!is_example(folding) && count > UNITS)
        memcpy(u + UNITS, draw_more(folding, count - UNITS), (count - UNITS) * sizeof *u);
    for (size_t i = UNITS; is_example(folding) && i < count; i++)
        u[i] = u[i - UNITS] + 1;
}

/* The channels are the inputs, and each sample and position is a row: with positions it is a convolution of 1 by 1. */
static void take_rows(struct folding *folding, struct linear *linear, const struct sample *sample,
                      const struct batchnorm_shape *shape)
{
    bool last = shape->layout == BATCHNORM_CHANNELS_LAST || shape->spatial == 1;
    size_t spatial = last ? 1 : shape->spatial;
    linear->inputs = shape->channels;
    linear->rows = shape->batch * shape->spatial;
    float *u = arena_room(&folding->findings->arena, linear->rows * linear->inputs, sizeof *u);
    linear->u = u;
    for (size_t row = 0; row < linear->rows; row++) {
        const double *from = sample->x + row / spatial * spatial * linear->inputs + row % spatial;
        for (size_t i = 0; i < linear->inputs; i++)
            *u++ = (float)from[i * spatial];
    }
}

/* The example's or the first weights again and again, or drawn ones. */
static void widen(struct folding *folding, struct linear *linear, const float *first)
{
    size_t inputs = linear->inputs;
    const float *drawn = is_example(folding) || inputs == UNITS ? NULL : draw_more(folding, UNITS * inputs);
    linear->weight = arena_room(&folding->findings->arena, UNITS * inputs, sizeof *linear->weight);
    for (size_t unit = 0; unit < UNITS; unit++)
        for (size_t i = 0; i < inputs; i++)
            linear->weight[unit * inputs + i] = drawn ? drawn[unit * inputs + i] : first[unit * UNITS + i % UNITS];
}

/* The outputs of some rows; the two sums of a row are taken side by side. */
static void forward(const struct linear *linear, const float *weight, const float *bias, size_t from, size_t rows, float *out)
{
    const float *first = weight, *second = weight + linear->inputs, *u = linear->u + from * linear->inputs;
    for (size_t row = 0; row < rows; row++, u += linear->inputs, out += UNITS) {
        float sums[UNITS] = {0};
        for (size_t i = 0; i < linear->inputs; i++) {
            sums[0] += first[i] * u[i];
            sums[1] += second[i] * u[i];
        }
        for (size_t unit = 0; unit < UNITS; unit++)
            out[unit] = sums[unit] + bias[unit];
    }
}

/* Statistics as training on nothing but these rows would leave them. */
static int measure(const struct folding *folding, struct linear *linear)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, linear->rows, UNITS, 1};
    struct arena *arena = &folding->findings->arena;
    size_t count = linear->rows * UNITS;
    struct kernel_run run = kernel_run_over(arena, &shape, arena_room(arena, count, sizeof(float)),
                                            arena_room(arena, count, sizeof(float)), (double)folding->epsilon);
    forward(linear, linear->weight, linear->bias, 0, linear->rows, run.x);
    int code = kernel_run_training(&run, folding->err);
    for (size_t i = 0; !code && i < UNITS; i++) {
        linear->layer.mean[i] = (float)run.mean[i];
        linear->layer.var[i] = (float)run.var[i];
    }
    return code;
}

/* The layer with batch norm in it; by_columns with a on the wrong side of W, NULL where there are not as many inputs as outputs. */
struct folded {
    float *weight, *by_columns, bias[UNITS];
};

static struct folded fold_weight(const struct folding *folding, const struct linear *linear)
{
    size_t inputs = linear->inputs, count = UNITS * inputs;
    const float *a = linear->layer.a;
    struct folded folded = {.weight = arena_room(&folding->findings->arena, count, sizeof *folded.weight)};
    if (inputs == UNITS)
        folded.by_columns = arena_room(&folding->findings->arena, count, sizeof *folded.by_columns);
    for (size_t i = 0; i < count; i++) {
        folded.weight[i] = a[i / inputs] * linear->weight[i];
        if (folded.by_columns)
            folded.by_columns[i] = a[i % inputs] * linear->weight[i];
    }
    for (size_t i = 0; i < UNITS; i++)
        folded.bias[i] = a[i] * (linear->bias[i] - linear->layer.mean[i]) + linear->layer.beta[i];
    return folded;
}

/* The outputs of so many rows that they stay in the cache. */
struct outputs {
    float between[ROOM], y[ROOM], folded[ROOM], by_columns[ROOM], cut[ROOM], after_relu[ROOM];
};

/* Of all rows. */
struct differences {
    double linear, columns, relu;
    double magnitude; /* the largest product that is summed up or taken away again: what differences are rounding beside */
};

/* A ReLU; without a jump, which signs that alternate at random would make slow. */
static void cut_negative(const float *x, size_t count, float *cut)
{
    for (size_t i = 0; i < count; i++)
        cut[i] = (x[i] + fabsf(x[i])) / 2;
}

static double largest_product(const float *a, const float *between, size_t count)
{
    float largest[UNITS] = {0};
    for (size_t i = 0; i < count; i += UNITS)
        for (size_t unit = 0; unit < UNITS; unit++) {
            float size = fabsf(between[i + unit]);
            largest[unit] = size > largest[unit] ? size : largest[unit];
        }
    return fmax(fabs((double)(a[0] * largest[0])), fabs((double)(a[1] * largest[1])));
}

/* The layer as it is, folded, with a on the wrong side of W, and with a ReLU between, which the folded one has behind it. */
static int compare_rows(const struct folding *folding, const struct linear *linear, const struct folded *folded, size_t from,
                        struct outputs *outputs, struct differences *differences)
{
    size_t rows = linear->rows - from < ROWS_AT_ONCE ? linear->rows - from : ROWS_AT_ONCE, count = rows * UNITS;
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, rows, UNITS, 1};
    forward(linear, linear->weight, linear->bias, from, rows, outputs->between);
    forward(linear, folded->weight, folded->bias, from, rows, outputs->folded);
    int code = folding_infer(folding, &linear->layer, &shape, outputs->between, outputs->y);
    cut_negative(outputs->between, count, outputs->cut);
    if (!code)
        code = folding_infer(folding, &linear->layer, &shape, outputs->cut, outputs->after_relu);
    if (code)
        return code;
    cut_negative(outputs->folded, count, outputs->cut);
    differences->linear = fmax(differences->linear, largest_difference(outputs->y, outputs->folded, count));
    differences->relu = fmax(differences->relu, largest_difference(outputs->after_relu, outputs->cut, count));
    differences->magnitude = fmax(differences->magnitude, largest_product(linear->layer.a, outputs->between, count));
    if (folded->by_columns) {
        forward(linear, folded->by_columns, folded->bias, from, rows, outputs->by_columns);
        differences->columns = fmax(differences->columns, largest_difference(outputs->y, outputs->by_columns, count));
    }
    return 0;
}

/* The rows of W, as far as all are told. */
static void tell_weight(struct findings *findings, const char *name, const float *weight, size_t inputs)
{
    const size_t shape[] = {UNITS, inputs < LISTED_MAX / UNITS ? inputs : LISTED_MAX / UNITS};
    double *told = findings_tensor(findings, name, shape, 2);
    for (size_t i = 0; i < UNITS * shape[1]; i++)
        told[i] = (double)weight[i / shape[1] * inputs + i % shape[1]];
}

static void tell_layer(struct findings *findings, const struct linear *linear, const float *folded_weight, const float *folded_bias)
{
    const struct {
        const char *name;
        const float *numbers;
    } lists[] = {{"bias", linear->bias},
                 {"gamma", linear->layer.gamma},
                 {"beta", linear->layer.beta},
                 {"running_mean", linear->layer.mean},
                 {"running_var", linear->layer.var},
                 {"a", linear->layer.a},
                 {"b", linear->layer.b},
                 {"folded_bias", folded_bias}};
    findings_number(findings, "row_count", (double)linear->rows);
    findings_number(findings, "inputs", (double)linear->inputs);
    tell_weight(findings, "weight", linear->weight, linear->inputs);
    tell_weight(findings, "folded_weight", folded_weight, linear->inputs);
    findings_floats(findings, "u", linear->u, linear->inputs < LISTED_MAX ? linear->inputs : LISTED_MAX);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        findings_floats(findings, lists[i].name, lists[i].numbers, UNITS);
}

static void tell_differences(struct findings *findings, const struct differences *differences, bool square)
{
    findings_number(findings, "linear_magnitude", differences->magnitude);
    findings_number(findings, "linear_error", differences->linear);
    findings_number(findings, "relu_error", differences->relu);
    findings_number(findings, "columns_error", square ? differences->columns : NAN);
}

static int compare(const struct folding *folding, const struct linear *linear)
{
    struct findings *findings = folding->findings;
    struct folded folded = fold_weight(folding, linear);
    struct differences differences = {.magnitude = 1};
    struct outputs *outputs = arena_room(&findings->arena, 1, sizeof *outputs);
    tell_layer(findings, linear, folded.weight, folded.bias);
    for (size_t from = 0; from < linear->rows; from += ROWS_AT_ONCE) {
        int code = compare_rows(folding, linear, &folded, from, outputs, &differences);
        if (code)
            return code;
        if (from > 0)
            continue;
        findings_floats(findings, "between", outputs->between, UNITS);
        findings_floats(findings, "unfolded", outputs->y, UNITS);
        findings_floats(findings, "folded", outputs->folded, UNITS);
        findings_floats(findings, "folded_by_columns", outputs->by_columns, folded.by_columns ? UNITS : 0);
    }
    tell_differences(findings, &differences, folded.by_columns != NULL);
    return 0;
}

int folding_linear(struct folding *folding, const struct sample *sample)
{
    struct linear linear = {.rows = (size_t)folding->values[FOLDING_ROWS], .inputs = UNITS};
    struct batchnorm_shape shape;
    float weight[UNITS * UNITS], u[UNITS];
    int code = sample ? sample_shape(sample, &shape, folding->err) : 0;
    if (code)
        return code;
    draw_first(folding, &linear, weight, u);
    if (sample)
        take_rows(folding, &linear, sample, &shape);
    else
        draw_rows(folding, &linear, u);
    widen(folding, &linear, weight);
    if (sample)
        code = measure(folding, &linear);
    if (!code)
        code = folding_fold(folding, &linear.layer, UNITS);
    return code ? code : compare(folding, &linear);
}
