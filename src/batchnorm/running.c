/*
 * Running statistics: the averages over the batches of training that inference normalizes with.
 *
 * Frameworks agree on running = (1 - weight) * running + weight * batch, and disagree on everything else: "momentum" is the weight
 * of the new batch in PyTorch (0.1) but that of the old value in Keras (0.99) and ONNX (0.9), and PyTorch keeps the unbiased
 * variance (algorithm 2, step 10) where Keras 3 and ONNX keep the biased one that also normalized the batch.
 */
#include "batchnorm/plan.h"

int batchnorm_update_init(struct batchnorm_update *update, enum batchnorm_convention convention, double momentum,
                          uint64_t batches_before)
{
    if (!update)
        return BATCHNORM_NULL_POINTER;
    if (convention == BATCHNORM_CUMULATIVE) {
        /* The plain average of k batches moves by 1/k of the way to the k-th; the first one wipes out the initial value. */
        *update = (struct batchnorm_update){1 / ((double)batches_before + 1), 1};
        return BATCHNORM_OK;
    }
    if (!(momentum >= 0 && momentum <= 1))
        return BATCHNORM_BAD_MOMENTUM;
    switch (convention) {
    case BATCHNORM_PYTORCH:
        *update = (struct batchnorm_update){momentum, 1};
        return BATCHNORM_OK;
    case BATCHNORM_KERAS:
    case BATCHNORM_ONNX:
        *update = (struct batchnorm_update){1 - momentum, 0};
        return BATCHNORM_OK;
    default:
        return BATCHNORM_BAD_MOMENTUM;
    }
}

static float average(float old, double batch, double weight)
{
    return (float)((1 - weight) * old + weight * batch);
}

void batchnorm_update_channel(const struct batchnorm_running *running, const struct batchnorm_update *update, size_t channel,
                              const struct batchnorm_partial *batch)
{
    /* With one value the unbiased variance is 0 / 0: it is then taken as it is, which is 0. */
    double divisor = update->unbiased && batch->count > 1 ? batch->count - 1 : batch->count;
    running->mean[channel] = average(running->mean[channel], batch->mean, update->weight);
    running->var[channel] = average(running->var[channel], batch->m2 / divisor, update->weight);
}
