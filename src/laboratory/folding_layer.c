#include "laboratory/folding.h"

int folding_fold(const struct folding *folding, struct folding_layer *layer, size_t channels)
{
    const struct batchnorm_affine affine = {layer->gamma, layer->beta};
    return kernel_refused(batchnorm_fold(channels, &affine, folding->epsilon, layer->mean, layer->var, layer->a, layer->b),
                          folding->err);
}

int folding_infer(const struct folding *folding, const struct folding_layer *layer, const struct batchnorm_shape *shape,
                  const float *x, float *y)
{
    const struct batchnorm_affine affine = {layer->gamma, layer->beta};
    return kernel_refused(batchnorm_forward_inference(NULL, shape, &affine, folding->epsilon, x, y, layer->mean, layer->var),
                          folding->err);
}
