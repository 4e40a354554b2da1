#include "laboratory/scaled_layer.h"

double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

int scaled_layer_forward(struct scaled_layer *layer, struct err *err)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, layer->rows, 1, 1};
    layer->pre = arena_new(layer->arena, layer->rows, sizeof *layer->pre);
    for (size_t i = 0; i < layer->rows; i++)
        layer->pre[i] = dot(layer->u + i * layer->inputs, layer->w, layer->inputs);
    layer->run = kernel_run_new(layer->arena, &shape, layer->pre, layer->epsilon);
    return kernel_run_training(&layer->run, err);
}

int scaled_layer_backward(struct scaled_layer *layer, const double *dy, struct err *err)
{
    int code = kernel_run_backward(&layer->run, floats_of(layer->arena, dy, layer->rows), err);
    layer->gradient = arena_new(layer->arena, layer->inputs, sizeof *layer->gradient);
    for (size_t i = 0; i < layer->rows * layer->inputs; i++)
        layer->gradient[i % layer->inputs] += (double)layer->run.dx[i / layer->inputs] * layer->u[i];
    return code;
}
