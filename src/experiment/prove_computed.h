/* Lint of answers that say how they come about (`computed`). */
#ifndef EXPERIMENT_PROVE_COMPUTED_H
#define EXPERIMENT_PROVE_COMPUTED_H

#include "course/lint.h"
#include "experiment/outcomes.h"

/* Numbers that experiments have yielded for an item. */
struct known {
    double *items;
    size_t count, capacity;
};

/*
 * Evaluates all that is computed in `question` over the results of the experiment that its demo shows, and compares it with what is
 * stated: every element must be among the numbers of an option's text, in their order.  Runs through `outcomes`.  Adds the values to
 * `known`, and what wrong answers state to `counts`.  False after a message to `source`.
 */
bool prove_computed(const struct question *question, struct source *source, struct outcomes *outcomes, struct known *known,
                    struct lint_topic *counts);

#endif
