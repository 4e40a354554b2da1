/*
 * Experiments as they are declared; src/experiment runs them.  A part of a `struct course`, which owns all of it.
 */
#ifndef COURSE_EXPERIMENT_H
#define COURSE_EXPERIMENT_H

#include "course/item.h"

enum layout { LAYOUT_CHANNELS_FIRST, LAYOUT_CHANNELS_LAST };
enum mode { MODE_TRAINING, MODE_INFERENCE };
enum framework { FRAMEWORK_PYTORCH, FRAMEWORK_KERAS, FRAMEWORK_ONNX };
enum generator { GENERATOR_VALUES, GENERATOR_NORMAL, GENERATOR_UNIFORM, GENERATOR_CONSTANT, GENERATOR_OUTLIER };

enum { EXPERIMENT_RANK_MAX = 5 };

/*
 * An experiment as declared; src/experiment runs it: on the kernel, or on a model of src/laboratory, which has parameters of its
 * own and may take the tensor.  Lists for channels hold one number (for all) or one for each channel.
 */
struct experiment {
    const char *id;
    const char *title;
    const char *about;         /* markdown: what to watch */
    const struct topic *topic; /* NULL for one that no course declares */
    const char *model;         /* name, or NULL: the kernel */
    struct assignments set;    /* the model's parameters that differ from their fallbacks */
    enum layout layout;
    enum mode mode;
    enum framework framework; /* sets the defaults of epsilon and momentum, and the rule for running statistics */
    size_t shape[EXPERIMENT_RANK_MAX];
    size_t
        rank; /* 2..EXPERIMENT_RANK_MAX, or 0 for a model without a tensor; the layout tells which dimension holds the channels */
    enum generator generator;
    struct numbers values;    /* GENERATOR_VALUES: all of x, in the layout's order */
    struct numbers mean, std; /* of the generator, for each channel */
    unsigned seed;
    struct numbers gamma, beta;
    struct numbers running_mean, running_var; /* before the first step; default 0 and 1 */
    struct numbers dy;                        /* gradient of the loss by y; empty = no backward pass */
    double epsilon;                           /* >= 0 */
    double momentum;                          /* in the framework's own meaning; negative = cumulative average (PyTorch's None) */
    unsigned steps;                           /* training batches fed before the one that is shown */
    unsigned page;                            /* the step or page at which its demo opens, from 1; 0 = the demo's own */
    struct position at;
};

#endif
