/* The results of a run under their names, for expressions. */
#ifndef EXPERIMENT_RESULTS_H
#define EXPERIMENT_RESULTS_H

#include "experiment/experiment.h"
#include "experiment/expression.h"

/*
 * Gives every result of `outcome` its name in `scope`, as a list: y, batch_mean, ...; further the numbers epsilon, momentum, count
 * (values that share a statistic) and channels; for a model instead its parameters, choices counted from 0.  A name that `scope` has already keeps its value: what an author has drawn is never
 * replaced.  Names and lists lie in `arena`, so that the outcome may be released.
 */
void results_name(const struct experiment *experiment, const struct outcome *outcome, const struct settings *settings,
                  struct arena *arena, struct scope *scope);

#endif
