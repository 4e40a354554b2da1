/*
 * The time machine: a stream of batches and what three frameworks make of it as running statistics.
 */
#ifndef LABORATORY_TIME_MACHINE_H
#define LABORATORY_TIME_MACHINE_H

#include "laboratory/models.h"

/* The places of its parameters. */
enum {
    STREAM_PYTORCH, /* momenta, each in its framework's own meaning */
    STREAM_KERAS,
    STREAM_ONNX,
    STREAM_BATCH,
    STREAM_BATCHES,
    STREAM_MEAN,
    STREAM_STD,
    STREAM_SHIFT_AT, /* the first batch with another mean and deviation, counted from 1; 0 = never */
    STREAM_SHIFT_MEAN,
    STREAM_SHIFT_STD,
    STREAM_STOP_AT, /* the first batch that updates nothing, counted from 1; 0 = never */
    STREAM_STOP,
    STREAM_VALUE,
    STREAM_PARAMETERS
};
enum { STOP_INFERENCE, STOP_FREEZE };
enum { STREAM_FRAMEWORKS = 3 };

/*
 * model_time_machine: a sample stands for the stream, each of its rows is a batch.  Finds, as lists with one number for each batch:
 * batch_mean, batch_var (biased); pooled_mean, pooled_var (biased, of all values up to there); pytorch_mean, pytorch_var, keras_mean,
 * ... after the batch; y_batch, y_pytorch, y_keras, y_onnx: what `value` is normalized to by each, with the framework's own epsilon
 * (the batch with PyTorch's); y_layer: what a PyTorch layer answers in the mode it is in.
 */

#endif
