#include "laboratory/train_or_inference.h"

#include "base/mem.h"
#include "base/rng.h"
#include "laboratory/kernel_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 1 << 20 };

static const double batch_stops[] = {1, 2, 3, 4, 8, 16, 32, 64, 256, 1024};
static const double position_stops[] = {1, 4, 16, 64, 256, 1024};
static const double momentum_stops[] = {0, 0.01, 0.03, 0.1, 0.3, 0.5, 1};
static const double var_stops[] = {0, 0.01, 0.1, 0.25, 0.5, 1, 2, 4, 9, 16, 25, 100};

#define STOPS(list) .stops = list, .stop_count = sizeof(list) / sizeof *(list)

/* clang-format off */
static const struct parameter parameters[MATES_PARAMETERS] = {
    [MATES_VALUE] = {.key = "value", .label = "x", .help = "The value that is watched.", .low = -1e6, .high = 1e6, .fallback = 5,
                     .step = 1},
    [MATES_BATCH] = {.key = "batch", .label = "batch", .help = "How many samples a batch has.", .kind = PARAMETER_INTEGER,
                     .low = 1, .high = 4096, .fallback = 4, STOPS(batch_stops)},
    [MATES_POSITIONS] = {.key = "positions", .label = "H·W",
                         .help = "How many values a sample has for its channel: 1 in a dense layer, more in a convolution.",
                         .kind = PARAMETER_INTEGER, .low = 1, .high = 4096, .fallback = 1, STOPS(position_stops)},
    [MATES_MEAN] = {.key = "mean", .label = "mates", .help = "Mean of the batch-mates.", .low = -1e6, .high = 1e6, .fallback = 5, .step = 1},
    [MATES_STD] = {.key = "std", .label = "±", .help = "Their standard deviation.", .high = 1e6, .fallback = 2, .step = 0.5},
    [MATES_RUNNING_MEAN] = {.key = "running_mean", .label = "running", .help = "Running mean that training has left.", .low = -1e6, .high = 1e6,
                            .fallback = 4, .step = 1},
    [MATES_RUNNING_VAR] = {.key = "running_var", .label = "var", .help = "Running variance, likewise.", .high = 1e12, .fallback = 4,
                           STOPS(var_stops)},
    [MATES_MOMENTUM] = {.key = "momentum", .label = "momentum", .help = "PyTorch's, where eval() is forgotten.", .high = 1,
                        .fallback = 0.1, STOPS(momentum_stops)},
    [MATES_BATCHES] = {.key = "batches", .label = "of", .help = "In how many batches the value is watched.",
                       .kind = PARAMETER_INTEGER, .low = 1, .high = 200, .fallback = 20, .step = 5},
};
/* clang-format on */

static const float epsilons[MATES_FRAMEWORKS] = {1e-5f, 1e-3f, 1e-5f};

/* What is watched, batch by batch. */
struct watch {
    struct arena *arena; /* of the findings: what is as large as a batch is kept there for the next run */
    const double *values;
    const struct sample *sample;
    struct tape *tape;
    uint64_t seed;
    struct batchnorm_shape shape;
    size_t batches, count;           /* count: values of a batch */
    size_t listed_rows, listed_each; /* samples of a batch, and positions of a sample, that are told */
    double *x, *told;                /* the present batch; of all batches what is told */
    float *floats, *y, *dy;          /* x as the kernel reads it; an output; one for the watched value */
    float mean, var;                 /* running statistics where eval() is forgotten */
    double *batch_mean, *batch_var, *y_training, *y_inference, *slope_training, *slope_inference, *running_mean, *running_var, *y_later;
};

/* The watched sample is the same in every batch; its mates are drawn anew, each batch from a place of its own. */
static void draw(struct watch *watch, size_t batch)
{
    const double *values = watch->values;
    size_t positions = watch->shape.spatial;
    struct rng seeds, own, mates;
    rng_init(&seeds, watch->seed);
    uint64_t first = rng_next(&seeds);
    rng_init(&own, first);
    rng_init(&mates, first + 1 + batch);
    const double *first_drawn = tape_normals(watch->tape, &own, positions),
                 *others_drawn = tape_normals(watch->tape, &mates, watch->count - positions);
    for (size_t i = 0; i < watch->count; i++)
        watch->x[i] = values[MATES_MEAN] + values[MATES_STD] * (i < positions ? first_drawn[i] : others_drawn[i - positions]);
    watch->x[0] = values[MATES_VALUE];
}

/* The batch comes: the sample, or one that is drawn. */
static void load(struct watch *watch, size_t batch)
{
    double *told = watch->told + batch * watch->listed_rows * watch->listed_each;
    if (!watch->sample)
        draw(watch, batch);
    const double *x = watch->sample ? watch->sample->x : watch->x;
    for (size_t i = 0; i < watch->count; i++)
        watch->floats[i] = (float)x[i];
    for (size_t row = 0; row < watch->listed_rows; row++)
        memcpy(told + row * watch->listed_each, x + row * watch->shape.spatial, watch->listed_each * sizeof *told);
}

/* What the watched value becomes with fixed statistics, and how much that moves with it: its mates do not matter. */
static int infer(const struct watch *watch, float epsilon, double mean, double var, double *y, double *slope, struct err *err)
{
    static const struct batchnorm_shape one = {BATCHNORM_CHANNELS_FIRST, 1, 1, 1};
    float as_mean = (float)mean, as_var = (float)var, out = 0;
    int status = batchnorm_forward_inference(NULL, &one, NULL, epsilon, watch->floats, &out, &as_mean, &as_var);
    *y = (double)out;
    if (status == BATCHNORM_OK && slope) {
        status = batchnorm_backward_inference(NULL, &one, NULL, epsilon, watch->floats, watch->dy, &as_mean, &as_var, &out, NULL, NULL);
        *slope = (double)out;
    }
    return kernel_refused(status, err);
}

/* PyTorch's training pass, which moves the running statistics. */
static int train(struct watch *watch, size_t batch, struct err *err)
{
    struct batchnorm_statistics statistics = {&watch->batch_mean[batch], &watch->batch_var[batch]};
    struct batchnorm_running running = {&watch->mean, &watch->var};
    struct batchnorm_update update;
    float *y = watch->y;
    int status = batchnorm_update_init(&update, BATCHNORM_PYTORCH, watch->values[MATES_MOMENTUM], batch);
    if (status == BATCHNORM_OK)
        status =
            batchnorm_forward_training(NULL, &watch->shape, NULL, epsilons[0], watch->floats, y, &statistics, &running, &update);
    watch->y_training[batch] = (double)y[0];
    if (status == BATCHNORM_OK)
        status = batchnorm_backward_training(NULL, &watch->shape, NULL, epsilons[0], watch->floats, watch->dy, &statistics, y, NULL,
                                             NULL);
    watch->slope_training[batch] = (double)y[0];
    watch->running_mean[batch] = (double)watch->mean;
    watch->running_var[batch] = (double)watch->var;
    return kernel_refused(status, err);
}

static int step(struct watch *watch, size_t batch, struct err *err)
{
    const double *values = watch->values;
    int code = train(watch, batch, err);
    if (!code)
        code = infer(watch, epsilons[0], values[MATES_RUNNING_MEAN], values[MATES_RUNNING_VAR], &watch->y_inference[batch],
                     &watch->slope_inference[batch], err);
    if (!code)
        code = infer(watch, epsilons[0], (double)watch->mean, (double)watch->var, &watch->y_later[batch], NULL, err);
    return code;
}

/* What each framework answers to the batch that is loaded, the first. */
static int ask_frameworks(struct watch *watch, struct findings *findings, struct err *err)
{
    double *training = findings_list(findings, "framework_training", MATES_FRAMEWORKS);
    double *inference = findings_list(findings, "framework_inference", MATES_FRAMEWORKS);
    double *refuses = findings_list(findings, "framework_refuses", MATES_FRAMEWORKS);
    const double *values = watch->values;
    for (size_t i = 0; i < MATES_FRAMEWORKS; i++) {
        struct kernel_run run = kernel_run_over(watch->arena, &watch->shape, watch->floats, watch->y, (double)epsilons[i]);
        int code = kernel_run_training(&run, err);
        if (!code)
            code = infer(watch, epsilons[i], values[MATES_RUNNING_MEAN], values[MATES_RUNNING_VAR], &inference[i], NULL, err);
        if (code)
            return code;
        refuses[i] = i == MATES_PYTORCH && watch->count == 1;
        training[i] = refuses[i] > 0 ? NAN : (double)run.y[0];
    }
    if (watch->count == 1)
        findings->note = "PyTorch in training mode: ValueError: Expected more than 1 value per channel when training";
    return 0;
}

static void summarize(const struct watch *watch, struct findings *findings)
{
    struct batchnorm_partial all = {.count = 0};
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < watch->batches; i++) {
        const struct batchnorm_partial one = {.count = 1, .mean = watch->y_training[i]};
        batchnorm_merge(&all, &one);
        low = fmin(low, watch->y_training[i]);
        high = fmax(high, watch->y_training[i]);
    }
    findings_number(findings, "y_mean", all.mean);
    findings_number(findings, "y_std", sqrt(all.m2 / all.count));
    findings_number(findings, "y_low", low);
    findings_number(findings, "y_high", high);
}

static void make_lists(struct watch *watch, struct findings *findings)
{
    const struct {
        const char *name;
        double **list;
    } lists[] = {
        {"batch_mean", &watch->batch_mean},         {"batch_var", &watch->batch_var},
        {"y_training", &watch->y_training},         {"y_inference", &watch->y_inference},
        {"slope_training", &watch->slope_training}, {"slope_inference", &watch->slope_inference},
        {"running_mean", &watch->running_mean},     {"running_var", &watch->running_var},
        {"y_later", &watch->y_later},
    };
    size_t room = LISTED_MAX / watch->batches, each = watch->shape.spatial < room ? watch->shape.spatial : room;
    size_t rows = watch->shape.batch < room / each ? watch->shape.batch : room / each;
    const size_t shape[] = {watch->batches, rows, each};
    watch->listed_rows = rows, watch->listed_each = each;
    watch->told = findings_tensor(findings, "x", shape, 3);
    findings_number(findings, "samples", (double)watch->shape.batch);
    findings_number(findings, "positions", (double)watch->shape.spatial);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        *lists[i].list = findings_list(findings, lists[i].name, watch->batches);
}

/* A batch of the parameters, or the sample, which must have one channel. */
static int measure(struct watch *watch, struct err *err)
{
    const double *values = watch->values;
    const struct sample *sample = watch->sample;
    size_t batch = (size_t)values[MATES_BATCH], positions = (size_t)values[MATES_POSITIONS];
    watch->batches = (size_t)values[MATES_BATCHES];
    watch->shape = (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, batch, 1, positions};
    if (sample) {
        int code = sample_shape(sample, &watch->shape, err);
        if (code)
            return code;
        if (watch->shape.channels != 1)
            return err_set(err, ERR_INVALID, "one channel is watched, not %zu", watch->shape.channels);
        watch->batches = 1;
    }
    watch->count = watch->shape.batch * watch->shape.spatial;
    if (watch->count * watch->batches > VALUES_MAX)
        return err_set(err, ERR_LIMIT, "all batches together have at most %d values", VALUES_MAX);
    return 0;
}

static int watch_all(struct watch *watch, struct findings *findings, struct err *err)
{
    watch->x = arena_room(watch->arena, watch->sample ? 0 : watch->count, sizeof *watch->x);
    watch->floats = arena_room(watch->arena, watch->count, sizeof *watch->floats);
    watch->y = arena_room(watch->arena, watch->count, sizeof *watch->y);
    watch->dy = arena_new(watch->arena, watch->count, sizeof *watch->dy);
    watch->dy[0] = 1;
    watch->mean = (float)watch->values[MATES_RUNNING_MEAN];
    watch->var = (float)watch->values[MATES_RUNNING_VAR];
    int code = 0;
    for (size_t batch = 0; !code && batch < watch->batches; batch++) {
        load(watch, batch);
        if (batch == 0)
            code = ask_frameworks(watch, findings, err);
        if (!code)
            code = step(watch, batch, err);
    }
    if (!code)
        summarize(watch, findings);
    return code;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct watch watch = {.values = values, .sample = sample, .tape = &findings->tape, .seed = seed};
    int code = measure(&watch, err);
    if (code)
        return code;
    watch.arena = &findings->arena;
    make_lists(&watch, findings);
    code = watch_all(&watch, findings, err);
    return code;
}

const struct model model_train_or_inference = {
    .name = "train-or-inference",
    .summary = "One value among changing batch-mates, in training and in inference, and what frameworks answer.",
    .parameters = parameters,
    .parameter_count = MATES_PARAMETERS,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
