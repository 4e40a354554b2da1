#include "laboratory/network.h"

#include "base/mem.h"
#include "batchnorm/batchnorm.h"
#include "laboratory/dense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float epsilon = 1e-5f;
static const struct batchnorm_update update = {.weight = 0.1, .unbiased = 1};

static struct learned make_learned(struct network *network, size_t count, float value)
{
    struct learned learned = {.count = count};
    learned.values = arena_new(&network->arena, count, sizeof *learned.values);
    learned.gradient = arena_new(&network->arena, count, sizeof *learned.gradient);
    learned.velocity = arena_new(&network->arena, count, sizeof *learned.velocity);
    for (size_t i = 0; i < count; i++)
        learned.values[i] = value;
    return learned;
}

static void make_batch_norm(struct network *network, struct network_layer *layer, size_t stride)
{
    layer->gamma = make_learned(network, stride, 1);
    layer->beta = make_learned(network, stride, 0);
    layer->batch_mean = arena_new(&network->arena, stride, sizeof *layer->batch_mean);
    layer->batch_var = arena_new(&network->arena, stride, sizeof *layer->batch_var);
    layer->running_mean = arena_new(&network->arena, stride, sizeof *layer->running_mean);
    layer->running_var = arena_new(&network->arena, stride, sizeof *layer->running_var);
    layer->normalized = arena_new(&network->arena, network->rows_max * stride, sizeof *layer->normalized);
    for (size_t i = 0; i < stride; i++)
        layer->running_var[i] = 1;
}

static void draw_weights(struct network_layer *layer, enum network_start start, struct rng *rng)
{
    static const double gain[] = {[NETWORK_SMALL] = 1.0 / 3, [NETWORK_HE] = 2, [NETWORK_LARGE] = 18};
    double deviation = sqrt(gain[start] / (double)layer->inputs);
    size_t stride = dense_stride(layer->outputs), count = layer->inputs * layer->outputs;
    double *drawn = mem_new(count, sizeof *drawn);
    rng_normals(rng, drawn, count);
    for (size_t i = 0; i < layer->inputs; i++)
        for (size_t j = 0; j < layer->outputs; j++)
            layer->weight.values[i * stride + j] = (float)(deviation * drawn[i * layer->outputs + j]);
    free(drawn);
}

static void make_layer(struct network *network, size_t index, struct rng *rng)
{
    const struct network_design *design = &network->design;
    struct network_layer *layer = &network->layers[index];
    bool hidden = index < design->depth;
    layer->inputs = index ? design->width : design->inputs;
    layer->outputs = hidden ? design->width : 1;
    size_t stride = dense_stride(layer->outputs);
    layer->weight = make_learned(network, layer->inputs * stride, 0);
    layer->bias = make_learned(network, stride, 0);
    layer->linear = arena_new(&network->arena, network->rows_max * stride, sizeof *layer->linear);
    if (hidden)
        layer->active = arena_new(&network->arena, network->rows_max * stride, sizeof *layer->active);
    if (hidden && design->placement != NETWORK_WITHOUT)
        make_batch_norm(network, layer, stride);
    draw_weights(layer, design->start, rng);
}

void network_init(struct network *network, const struct network_design *design, size_t rows_max, struct rng *rng)
{
    *network = (struct network){.design = *design, .rows_max = rows_max, .count = design->depth + 1};
    arena_init(&network->arena);
    network->layers = arena_new(&network->arena, network->count, sizeof *network->layers);
    size_t widest = dense_stride(design->width > design->inputs ? design->width : design->inputs);
    network->upper = arena_new(&network->arena, rows_max * widest, sizeof *network->upper);
    network->lower = arena_new(&network->arena, rows_max * widest, sizeof *network->lower);
    for (size_t i = 0; i < network->count; i++)
        make_layer(network, i, rng);
}

void network_release(struct network *network)
{
    arena_release(&network->arena);
    *network = (struct network){0};
}

static struct batchnorm_shape shape_of(const struct network_layer *layer, size_t rows)
{
    return (struct batchnorm_shape){BATCHNORM_CHANNELS_LAST, rows, dense_stride(layer->outputs), 1};
}

static void normalize(struct network_layer *layer, const float *x, size_t rows, bool training)
{
    struct batchnorm_shape shape = shape_of(layer, rows);
    struct batchnorm_affine affine = {layer->gamma.values, layer->beta.values};
    struct batchnorm_statistics statistics = {layer->batch_mean, layer->batch_var};
    struct batchnorm_running running = {layer->running_mean, layer->running_var};
    if (training)
        batchnorm_forward_training(NULL, &shape, &affine, epsilon, x, layer->normalized, &statistics, &running, &update);
    else
        batchnorm_forward_inference(NULL, &shape, &affine, epsilon, x, layer->normalized, running.mean, running.var);
}

static void activate(const struct network *network, struct network_layer *layer, const float *x, size_t rows)
{
    size_t count = rows * dense_stride(layer->outputs);
    for (size_t i = 0; i < count; i++)
        layer->active[i] = network->design.activation == NETWORK_TANH ? tanhf(x[i]) : x[i] < 0 ? 0 : x[i]; /* NaN stays NaN */
}

/* One layer's pass; returns what goes to the next one. */
static const float *pass_layer(const struct network *network, struct network_layer *layer, const float *x, size_t rows,
                               bool training)
{
    layer->x = x;
    dense_forward(&(struct dense){rows, layer->inputs, layer->outputs}, x, layer->weight.values, layer->bias.values, layer->linear);
    if (!layer->active)
        return layer->linear;
    switch (network->design.placement) {
    case NETWORK_BEFORE:
        normalize(layer, layer->linear, rows, training);
        activate(network, layer, layer->normalized, rows);
        return layer->active;
    case NETWORK_AFTER:
        activate(network, layer, layer->linear, rows);
        normalize(layer, layer->active, rows, training);
        return layer->normalized;
    default:
        activate(network, layer, layer->linear, rows);
        return layer->active;
    }
}

static const float *pass(struct network *network, const float *x, size_t rows, bool training)
{
    for (size_t i = 0; i < network->count; i++)
        x = pass_layer(network, &network->layers[i], x, rows, training);
    return x;
}

double network_loss(double toward)
{
    if (isnan(toward))
        return toward;
    return fmax(-toward, 0) + log1p(exp(-fabs(toward)));
}

double network_forward(struct network *network, const float *x, const unsigned char *classes, size_t rows)
{
    const float *outputs = pass(network, x, rows, true);
    size_t stride = dense_stride(1);
    double loss = 0;
    memset(network->upper, 0, rows * stride * sizeof *network->upper);
    for (size_t i = 0; i < rows; i++) {
        double output = outputs[i * stride];
        loss += network_loss(classes[i] ? output : -output);
        double probability = 1 / (1 + exp(-output));
        network->upper[i * stride] = (float)((probability - classes[i]) / (double)rows);
    }
    network->rows = rows;
    return loss / (double)rows;
}

static void deactivate(const struct network *network, const struct network_layer *layer, float *gradient)
{
    size_t count = network->rows * dense_stride(layer->outputs);
    for (size_t i = 0; i < count; i++) {
        float y = layer->active[i];
        gradient[i] = network->design.activation == NETWORK_TANH ? gradient[i] * (1 - y * y) : y > 0 ? gradient[i] : 0;
    }
}

static void denormalize(const struct network *network, const struct network_layer *layer, const float *x, float *gradient)
{
    struct batchnorm_shape shape = shape_of(layer, network->rows);
    struct batchnorm_statistics statistics = {layer->batch_mean, layer->batch_var};
    batchnorm_backward_training(NULL, &shape, layer->gamma.values, epsilon, x, gradient, &statistics, gradient,
                                layer->gamma.gradient, layer->beta.gradient);
}

/* From the gradient of what the layer gave to that of its dense part, in place. */
static void backward_to_linear(const struct network *network, const struct network_layer *layer, float *gradient)
{
    switch (network->design.placement) {
    case NETWORK_BEFORE:
        deactivate(network, layer, gradient);
        denormalize(network, layer, layer->linear, gradient);
        break;
    case NETWORK_AFTER:
        denormalize(network, layer, layer->active, gradient);
        deactivate(network, layer, gradient);
        break;
    default:
        deactivate(network, layer, gradient);
    }
}

void network_backward(struct network *network)
{
    float *gradient = network->upper, *next = network->lower;
    for (size_t i = network->count; i-- > 0;) {
        struct network_layer *layer = &network->layers[i];
        struct dense dense = {network->rows, layer->inputs, layer->outputs};
        if (layer->active)
            backward_to_linear(network, layer, gradient);
        dense_backward_weight(&dense, layer->x, gradient, layer->weight.gradient, layer->bias.gradient);
        if (i == 0)
            break;
        memset(next, 0, network->rows * dense_stride(layer->inputs) * sizeof *next);
        dense_backward_input(&dense, gradient, layer->weight.values, next);
        float *spare = gradient;
        gradient = next;
        next = spare;
    }
}

static void descend(struct learned *learned, const struct descent *descent, double decay)
{
    float rate = (float)descent->learning_rate, momentum = (float)descent->momentum, shrink = (float)decay;
    for (size_t i = 0; i < learned->count; i++) {
        learned->velocity[i] = momentum * learned->velocity[i] + learned->gradient[i] + shrink * learned->values[i];
        learned->values[i] -= rate * learned->velocity[i];
    }
}

void network_descend(struct network *network, const struct descent *descent)
{
    for (size_t i = 0; i < network->count; i++) {
        struct network_layer *layer = &network->layers[i];
        descend(&layer->weight, descent, descent->decay);
        descend(&layer->bias, descent, 0);
        descend(&layer->gamma, descent, 0);
        descend(&layer->beta, descent, 0);
    }
}

void network_infer(struct network *network, const float *x, size_t count, float *outputs)
{
    size_t from = dense_stride(network->design.inputs), to = dense_stride(1);
    for (size_t done = 0; done < count;) {
        size_t rows = count - done < network->rows_max ? count - done : network->rows_max;
        const float *y = pass(network, x + done * from, rows, false);
        for (size_t i = 0; i < rows; i++)
            outputs[done + i] = y[i * to];
        done += rows;
    }
}

double network_gradient_norm(const struct network *network, size_t layer)
{
    const struct learned *weight = &network->layers[layer].weight;
    double sum = 0;
    for (size_t i = 0; i < weight->count; i++)
        sum += (double)weight->gradient[i] * weight->gradient[i];
    return sqrt(sum);
}

double network_cost(const struct network_design *design, size_t rows)
{
    enum { PASSES = 3 }; /* forward, and two gradients */
    size_t width = dense_stride(design->width);
    double weights = (double)(design->inputs * width + (design->depth - 1) * width * width + design->width * DENSE_LANES);
    return weights * ((double)rows * PASSES + 1);
}
