/* Lint with the kernel: what the items of a topic state is run. */
#ifndef EXPERIMENT_PROVE_H
#define EXPERIMENT_PROVE_H

#include "course/lint.h"

/*
 * Runs every proof of the topic's items and reports to `source` (the topic's file) those that fail.  Warns about numbers with a
 * decimal point in an item's texts that none of its proofs and not its own experiment yields, unless the item says why
 * ('unproved'), or has sources for them and no experiment.  Runs every experiment, and makes every exercise as exercise_lint().
 * Counts what was proved in `counts`.
 */
void prove_topic(const struct topic *topic, struct source *source, struct lint_topic *counts);

#endif
