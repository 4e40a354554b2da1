/*
 * Expressions as learners read them: "(x[3] - batch_mean[0]) / sqrt(batch_var[0])" becomes "(x[3] - μ) / √(σ²)".
 */
#ifndef EXPERIMENT_FORMULA_H
#define EXPERIMENT_FORMULA_H

#include "experiment/expression.h"

/*
 * `expression` in the words and signs of formulas, in `arena`.  The index of a list of one element in `scope` (which may be NULL) is
 * left out.  What is no expression comes out as something like it.
 */
const char *formula_text(const char *expression, const struct scope *scope, struct arena *arena);

/* A formula without the factor γ and without the addend β, where these are told to change nothing; in `arena`. */
const char *formula_short(const char *formula, bool without_gamma, bool without_beta, struct arena *arena);

#endif
