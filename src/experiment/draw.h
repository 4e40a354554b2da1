/* The random numbers of an exercise.  Lists lie in the arena that is given. */
#ifndef EXPERIMENT_DRAW_H
#define EXPERIMENT_DRAW_H

#include "base/rng.h"
#include "course/course.h"
#include "experiment/expression.h"

/* Draws everything anew and gives it its name in `scope`; ERR_INVALID for a wrong expression. */
int draw_all(const struct exercise *exercise, struct rng *rng, struct arena *arena, struct scope *scope, struct err *err);

/* Whether every condition of the exercise holds, each for all of its elements. */
int draw_is_fit(const struct exercise *exercise, const struct scope *scope, struct arena *arena, bool *fit, struct err *err);

#endif
