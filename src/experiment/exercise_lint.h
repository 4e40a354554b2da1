/* Lint of exercises: each is made many times. */
#ifndef EXPERIMENT_EXERCISE_LINT_H
#define EXPERIMENT_EXERCISE_LINT_H

#include "course/lint.h"

/*
 * Makes every exercise of the topic from the seeds 1 to EXERCISE_SEEDS and reports to `source` (the topic's file) the first seed
 * that fails.  Warns about one that makes few different questions, or has a mistake that is never offered.
 */
enum { EXERCISE_SEEDS = 1000, EXERCISE_STEMS_AT_LEAST = 10 };
void exercise_lint(const struct topic *topic, struct source *source, struct lint_topic *counts);

#endif
