/*
 * Training or inference: one value among changing batch-mates, in both modes.
 */
#ifndef LABORATORY_TRAIN_OR_INFERENCE_H
#define LABORATORY_TRAIN_OR_INFERENCE_H

#include "laboratory/models.h"

/* The places of its parameters. */
enum {
    MATES_VALUE,
    MATES_BATCH,
    MATES_POSITIONS, /* values of a sample that share a channel: 1 in a dense layer */
    MATES_MEAN,
    MATES_STD,
    MATES_RUNNING_MEAN,
    MATES_RUNNING_VAR,
    MATES_MOMENTUM, /* PyTorch's */
    MATES_BATCHES,
    MATES_PARAMETERS
};

/* The frameworks in the lists framework_training, framework_inference and framework_refuses. */
enum { MATES_PYTORCH, MATES_KERAS, MATES_ONNX, MATES_FRAMEWORKS };

/*
 * model_train_or_inference: a sample is the one batch that is looked at, its first value the one that is watched.  Finds x, all
 * batches; batch_mean, batch_var; y_training and y_inference, what the watched value becomes in each batch; slope_training and
 * slope_inference, how much that moves when the watched value does; running_mean, running_var and y_later: the running statistics
 * when eval() is forgotten, and what inference makes of the value after each such batch; y_mean, y_std, y_low, y_high over the
 * batches in training; of the first batch framework_training, framework_inference (with each framework's epsilon; NaN where it
 * refuses) and framework_refuses.
 */

#endif
