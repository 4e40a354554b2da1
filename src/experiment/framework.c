#include "experiment/framework.h"

int framework_update(enum framework framework, double momentum, uint64_t batches_before, struct batchnorm_update *update)
{
    static const enum batchnorm_convention conventions[] = {
        [FRAMEWORK_PYTORCH] = BATCHNORM_PYTORCH,
        [FRAMEWORK_KERAS] = BATCHNORM_KERAS,
        [FRAMEWORK_ONNX] = BATCHNORM_ONNX,
    };
    bool cumulative = framework == FRAMEWORK_PYTORCH && momentum < 0;
    return batchnorm_update_init(update, cumulative ? BATCHNORM_CUMULATIVE : conventions[framework], momentum, batches_before);
}
