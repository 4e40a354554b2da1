/* The experiment of an exercise, with the numbers that were drawn. */
#ifndef EXPERIMENT_SETUP_H
#define EXPERIMENT_SETUP_H

#include "experiment/expression.h"
#include "experiment/experiment.h"

/*
 * Makes an experiment in `arena`, with the settings to run it, from a setup over the names in `scope`.  ERR_INVALID for wrong
 * expressions and for lists that do not fit the shape.
 */
int setup_make(const struct exercise *exercise, const struct scope *scope, struct arena *arena, struct experiment **experiment,
               struct settings *settings, struct err *err);

#endif
