/* Experiments over a model of the laboratory. */
#ifndef EXPERIMENT_MODEL_RUN_H
#define EXPERIMENT_MODEL_RUN_H

#include "experiment/experiment.h"

/* What settings_of() and experiment_run() do for an experiment with a model. */
void model_settings(const struct experiment *experiment, struct settings *settings);
int model_run(const struct experiment *experiment, const struct settings *settings, struct outcome *outcome, struct err *err);

#endif
