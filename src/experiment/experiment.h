/*
 * Experiments: the only place where content meets the kernel and the models of the laboratory.
 *
 * A `struct experiment` (course/course.h) says what to run; experiment_run() runs it on libbatchnorm, or on its model, and keeps
 * the results in one `struct outcome`, which owns its arrays until outcome_release().
 */
#ifndef EXPERIMENT_EXPERIMENT_H
#define EXPERIMENT_EXPERIMENT_H

#include "base/err.h"
#include "batchnorm/batchnorm.h"
#include "course/course.h"
#include "laboratory/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a learner may turn; starts as the experiment's own declaration. */
struct settings {
    enum mode mode;
    enum framework framework;
    enum layout layout; /* which dimension holds the channels: the same numbers in memory, read another way */
    size_t batch; /* N; declared values (x and dy) repeat, generators draw more and begin with the same samples */
    double gamma; /* factor on the declared gamma of each channel */
    double beta;  /* added to the declared beta of each channel */
    double epsilon;
    double momentum; /* the framework's meaning; negative = cumulative average */
    uint64_t seed;   /* of the generator; without effect on declared values */
    unsigned steps;  /* training batches fed before the one that is shown, 0 = none; each draws fresh data from the generator,
                        or has the declared values; the batch that is shown does not depend on it */
    double values[MODEL_PARAMETERS_MAX]; /* of a model's parameters; for a model only these, the seed and the batch count */
};

/* The settings with which `experiment` was declared.  What cannot be set is left as it is: experiment_run() says why. */
struct settings settings_of(const struct experiment *experiment);

/* Sets the parameters of `experiment`'s model; ERR_INVALID with the name that was meant, or the allowed range or words. */
int settings_assign(const struct experiment *experiment, struct settings *settings, const struct assignment *assignment,
                    struct err *err);

/*
 * Everything that one run yields.  Tensors are float32 as the kernel wrote them, in the experiment's layout; [C] arrays are
 * doubles.  The statistics of xhat and y are measured by the kernel too.
 */
struct outcome {
    struct arena input, arena; /* x; all other arrays */
    struct batchnorm_shape shape;
    size_t dimensions[EXPERIMENT_RANK_MAX]; /* as declared, with the batch of the settings */
    size_t rank;
    size_t count; /* values of a tensor; 0 for a model */
    float *x, *xhat, *y;
    double *batch_mean, *batch_var;        /* [C] of x, biased */
    double *used_mean, *used_var, *invstd; /* [C] what normalized x: of the batch in training, running statistics in inference */
    double *gamma, *beta;                  /* [C] */
    double *xhat_mean, *xhat_var;          /* [C] of xhat, biased */
    double *y_mean, *y_var;                /* [C] of y, biased */
    double *running_mean_before, *running_var_before; /* [C] after the steps, before the pass that is shown */
    double *running_mean, *running_var;               /* [C] after it; inference changes nothing */
    float *dy, *dx;                                   /* NULL without a backward pass */
    double *dgamma, *dbeta;                           /* [C], NULL without a backward pass */
    struct findings findings; /* of a model; all else is empty then */
    const char *framework_note; /* what the framework itself would do here if it differs (an exception, say), or NULL; static */
};

/*
 * Runs `experiment` with `settings`.  Errors: ERR_INVALID where the kernel or the model refuses (its words are in `err`) or there is
 * no such model or parameter, ERR_LIMIT beyond EXPERIMENT_VALUES_MAX values.  After an error `outcome` is empty and may be released.
 */
enum { EXPERIMENT_VALUES_MAX = 1 << 24 };
int experiment_run(const struct experiment *experiment, const struct settings *settings, struct outcome *outcome, struct err *err);

/*
 * The same with `outcome` as an earlier run with `before` left it: what it has drawn is not drawn again where it would be the same.
 */
int experiment_run_again(const struct experiment *experiment, const struct settings *settings, const struct settings *before,
                         struct outcome *outcome, struct err *err);

void outcome_release(struct outcome *outcome);

/* Empties it, except for x if that is kept, and holds the memory ready for the next run. */
void outcome_clear(struct outcome *outcome, bool keeps_x);

/*
 * The tensor that the experiment declares for its model, with the seed and the batch of `settings`, into `sample`, its numbers into
 * `arena`.  False if it declares none.
 */
bool experiment_sample(const struct experiment *experiment, const struct settings *settings, struct arena *arena,
                       struct sample *sample);

/* The channel of the tensor element at `index`, and how many values share one statistic. */
size_t outcome_channel(const struct outcome *outcome, size_t index);
size_t outcome_values_per_channel(const struct outcome *outcome);

/* A named result as numbers. */
struct result {
    const char *name;
    size_t count;
    bool per_channel;    /* [C], otherwise a tensor or what a model found */
    const float *tensor; /* one of the two is set */
    const double *numbers;
};

/* Result number `index` in a fixed order (x, batch_mean, batch_var, xhat, y, ...; a model's findings); false past the last one. */
bool outcome_result(const struct outcome *outcome, size_t index, struct result *result);

/* The result called `name`; false if there is none in this run. */
bool outcome_find(const struct outcome *outcome, const char *name, struct result *result);

/*
 * Adds `values` (every `stride`-th of `count`, starting at the first) to the counts of `bins` equal bins over low..high; NaN and
 * values outside are not counted.
 */
void histogram_count(const float *values, size_t count, size_t stride, double low, double high, size_t bins, size_t *counts);

/* Widens low..high until it holds them all, infinities and NaN left out. */
void histogram_widen(const float *values, size_t count, size_t stride, double *low, double *high);

#endif
