#include "laboratory/time_machine.h"

#include "base/mem.h"
#include "base/rng.h"
#include "batchnorm/batchnorm.h"

#include <math.h>
#include <stdlib.h>

enum { BATCHES_MAX = 2000, VALUES_MAX = 1 << 20 };

static const double pytorch_stops[] = {-1, 0, 0.001, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99, 1};
static const double old_stops[] = {0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.999, 1};
static const double batch_stops[] = {1, 2, 3, 4, 6, 8, 16, 32, 64, 128, 256, 512};
static const double length_stops[] = {1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
static const double std_stops[] = {0, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100};
static const char *const stop_words[] = {"inference", "freeze", NULL};

#define STOPS(list) .stops = list, .stop_count = sizeof(list) / sizeof *(list)

/* clang-format off */
static const struct parameter parameters[STREAM_PARAMETERS] = {
    [STREAM_PYTORCH] = {.key = "pytorch", .label = "PyTorch", .help = "PyTorch's momentum, the weight of the new batch.",
                        .low = -1, .high = 1, .fallback = 0.1, STOPS(pytorch_stops), .least = "cumulative"},
    [STREAM_KERAS] = {.key = "keras", .label = "Keras", .help = "Keras' momentum, the weight of the old value.",
                      .high = 1, .fallback = 0.99, STOPS(old_stops)},
    [STREAM_ONNX] = {.key = "onnx", .label = "ONNX", .help = "ONNX' momentum, the weight of the old value.",
                     .high = 1, .fallback = 0.9, STOPS(old_stops)},
    [STREAM_BATCH] = {.key = "batch", .label = "batch", .help = "How many values a batch has.", .kind = PARAMETER_INTEGER,
                      .low = 1, .high = 512, .fallback = 8, STOPS(batch_stops)},
    [STREAM_BATCHES] = {.key = "batches", .label = "of", .help = "How many batches there are.", .kind = PARAMETER_INTEGER,
                        .low = 1, .high = BATCHES_MAX, .fallback = 100, STOPS(length_stops)},
    [STREAM_MEAN] = {.key = "mean", .label = "mean", .help = "Of the values.", .low = -1e6, .high = 1e6, .fallback = 10, .step = 1},
    [STREAM_STD] = {.key = "std", .label = "std", .help = "Their standard deviation.", .high = 1e6, .fallback = 2, STOPS(std_stops)},
    [STREAM_SHIFT_AT] = {.key = "shift_at", .label = "shift at", .help = "The first batch with another mean and deviation.",
                         .kind = PARAMETER_INTEGER, .high = BATCHES_MAX, .fallback = 60, .step = 5, .least = "never"},
    [STREAM_SHIFT_MEAN] = {.key = "shift_mean", .label = "to mean", .help = "The mean from there on.",
                           .low = -1e6, .high = 1e6, .fallback = 4, .step = 1},
    [STREAM_SHIFT_STD] = {.key = "shift_std", .label = "std", .help = "The standard deviation from there on.",
                          .high = 1e6, .fallback = 2, STOPS(std_stops)},
    [STREAM_STOP_AT] = {.key = "stop_at", .label = "stop at", .help = "The first batch after which nothing is updated.",
                        .kind = PARAMETER_INTEGER, .high = BATCHES_MAX, .step = 5, .least = "never"},
    [STREAM_STOP] = {.key = "stop", .label = "by",
                     .help = "How it stops: inference uses the running statistics, freeze goes on with those of the batch.",
                     .kind = PARAMETER_CHOICE, .high = STOP_FREEZE, .choices = stop_words},
    [STREAM_VALUE] = {.key = "value", .label = "x", .help = "The value that is normalized by each of the statistics.",
                      .low = -1e6, .high = 1e6, .fallback = 12, .step = 1},
};
/* clang-format on */

static const struct framework {
    const char *mean, *var, *y;
    enum batchnorm_convention convention;
    float epsilon;
} frameworks[STREAM_FRAMEWORKS] = {
    {"pytorch_mean", "pytorch_var", "y_pytorch", BATCHNORM_PYTORCH, 1e-5f},
    {"keras_mean", "keras_var", "y_keras", BATCHNORM_KERAS, 1e-3f},
    {"onnx_mean", "onnx_var", "y_onnx", BATCHNORM_ONNX, 1e-5f},
};

/* A framework's running statistics, and the lists of what they were after each batch. */
struct memory {
    float mean, var;
    double *means, *vars, *y;
};

struct stream {
    const double *values;
    const struct sample *sample;
    struct tape *tape;
    uint64_t seed;
    struct batchnorm_shape shape; /* of a batch */
    size_t batches;
    float *x, *y; /* a batch */
    struct batchnorm_partial pooled;
    struct memory memories[STREAM_FRAMEWORKS];
    double *batch_mean, *batch_var, *pooled_mean, *pooled_var, *y_batch, *y_layer;
};

/* Each batch is drawn from a place of its own, so that those before it do not depend on how large it is. */
static void fill_batch(struct stream *stream, size_t batch)
{
    size_t count = stream->shape.spatial;
    struct rng seeds, rng;
    if (stream->sample) {
        for (size_t i = 0; i < count; i++)
            stream->x[i] = (float)stream->sample->x[batch * count + i];
        return;
    }
    const double *values = stream->values;
    bool shifted = values[STREAM_SHIFT_AT] > 0 && (double)(batch + 1) >= values[STREAM_SHIFT_AT];
    double mean = values[shifted ? STREAM_SHIFT_MEAN : STREAM_MEAN], std = values[shifted ? STREAM_SHIFT_STD : STREAM_STD];
    rng_init(&seeds, stream->seed);
    rng_init(&rng, rng_next(&seeds) + batch);
    const double *drawn = tape_normals(stream->tape, &rng, count);
    for (size_t i = 0; i < count; i++)
        stream->x[i] = (float)(mean + std * drawn[i]);
}

/* The value that is watched, normalized by `mean` and `var` as in inference. */
static double normalize(const struct stream *stream, float epsilon, double mean, double var)
{
    static const struct batchnorm_shape one = {BATCHNORM_CHANNELS_FIRST, 1, 1, 1};
    float x = (float)stream->values[STREAM_VALUE], y = NAN, as_mean = (float)mean, as_var = (float)var;
    batchnorm_forward_inference(NULL, &one, NULL, epsilon, &x, &y, &as_mean, &as_var);
    return (double)y;
}

static int update_of(const struct stream *stream, size_t framework, size_t batch, struct batchnorm_update *update)
{
    double momentum = stream->values[framework];
    enum batchnorm_convention convention = momentum < 0 ? BATCHNORM_CUMULATIVE : frameworks[framework].convention;
    return batchnorm_update_init(update, convention, momentum, batch);
}

/* One framework's training pass over the batch; with `moves` it updates the running statistics. */
static int feed(struct stream *stream, size_t framework, size_t batch, bool moves)
{
    struct memory *memory = &stream->memories[framework];
    struct batchnorm_statistics statistics = {&stream->batch_mean[batch], &stream->batch_var[batch]};
    struct batchnorm_running running = {&memory->mean, &memory->var};
    struct batchnorm_update update;
    int status = update_of(stream, framework, batch, &update);
    if (status == BATCHNORM_OK)
        status = batchnorm_forward_training(NULL, &stream->shape, NULL, frameworks[framework].epsilon, stream->x, stream->y,
                                            &statistics, moves ? &running : NULL, moves ? &update : NULL);
    memory->means[batch] = (double)memory->mean;
    memory->vars[batch] = (double)memory->var;
    memory->y[batch] = normalize(stream, frameworks[framework].epsilon, (double)memory->mean, (double)memory->var);
    return status;
}

static int step(struct stream *stream, size_t batch)
{
    const double *values = stream->values;
    bool stopped = values[STREAM_STOP_AT] > 0 && (double)(batch + 1) >= values[STREAM_STOP_AT];
    struct batchnorm_partial partial;
    int status = BATCHNORM_OK;
    fill_batch(stream, batch);
    for (size_t i = 0; status == BATCHNORM_OK && i < STREAM_FRAMEWORKS; i++)
        status = feed(stream, i, batch, !stopped);
    if (status == BATCHNORM_OK)
        status = batchnorm_partials(NULL, &stream->shape, stream->x, &partial);
    if (status == BATCHNORM_OK)
        status = batchnorm_merge(&stream->pooled, &partial);
    stream->pooled_mean[batch] = stream->pooled.mean;
    stream->pooled_var[batch] = stream->pooled.m2 / stream->pooled.count;
    stream->y_batch[batch] = normalize(stream, frameworks[0].epsilon, stream->batch_mean[batch], stream->batch_var[batch]);
    bool inference = stopped && values[STREAM_STOP] == STOP_INFERENCE;
    stream->y_layer[batch] = inference ? stream->memories[0].y[batch] : stream->y_batch[batch];
    return status;
}

static void make_lists(struct stream *stream, struct findings *findings)
{
    size_t count = stream->batches;
    stream->batch_mean = findings_list(findings, "batch_mean", count);
    stream->batch_var = findings_list(findings, "batch_var", count);
    stream->pooled_mean = findings_list(findings, "pooled_mean", count);
    stream->pooled_var = findings_list(findings, "pooled_var", count);
    for (size_t i = 0; i < STREAM_FRAMEWORKS; i++) {
        struct memory *memory = &stream->memories[i];
        memory->var = 1;
        memory->means = findings_list(findings, frameworks[i].mean, count);
        memory->vars = findings_list(findings, frameworks[i].var, count);
        memory->y = findings_list(findings, frameworks[i].y, count);
    }
    stream->y_batch = findings_list(findings, "y_batch", count);
    stream->y_layer = findings_list(findings, "y_layer", count);
}

/* Batches and their size: of the parameters, or the rows of the sample. */
static int measure(struct stream *stream, struct err *err)
{
    const struct sample *sample = stream->sample;
    size_t size = sample ? 1 : (size_t)stream->values[STREAM_BATCH];
    stream->batches = sample ? sample->shape[0] : (size_t)stream->values[STREAM_BATCHES];
    for (size_t i = 1; sample && i < sample->rank; i++)
        size *= sample->shape[i];
    if (stream->batches > BATCHES_MAX || size * stream->batches > VALUES_MAX)
        return err_set(err, ERR_LIMIT, "a stream has at most %d batches and %d values", BATCHES_MAX, VALUES_MAX);
    stream->shape = (struct batchnorm_shape){BATCHNORM_CHANNELS_FIRST, 1, 1, size}; /* one piece of memory is measured fastest */
    return 0;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    struct stream stream = {.values = values, .sample = sample, .tape = &findings->tape, .seed = seed};
    int code = measure(&stream, err);
    if (code)
        return code;
    stream.x = mem_new(stream.shape.spatial, sizeof *stream.x);
    stream.y = mem_new(stream.shape.spatial, sizeof *stream.y);
    make_lists(&stream, findings);
    int status = BATCHNORM_OK;
    for (size_t batch = 0; status == BATCHNORM_OK && batch < stream.batches; batch++)
        status = step(&stream, batch);
    if (status != BATCHNORM_OK)
        code = err_set(err, ERR_INVALID, "%s", batchnorm_status_text(status));
    if (stream.shape.spatial == 1)
        findings->note = "PyTorch refuses batches of one value: ValueError: Expected more than 1 value per channel when training";
    free(stream.x);
    free(stream.y);
    return code;
}

const struct model model_time_machine = {
    .name = "time-machine",
    .summary = "A stream of batches, and the running statistics that PyTorch, Keras and ONNX keep of it.",
    .parameters = parameters,
    .parameter_count = STREAM_PARAMETERS,
    .run = run,
    .takes_sample = true,
    .draws = true,
};
