/*
 * Expressions of an exercise without the names that it has drawn, so that they can be followed when its experiment is changed.
 */
#ifndef EXPERIMENT_RESTATE_H
#define EXPERIMENT_RESTATE_H

#include "course/course.h"
#include "experiment/expression.h"

/*
 * `expression` over results alone, in `arena`: a name that the exercise's experiment takes as it is (gamma: g) becomes the result
 * (gamma[0]), one that is calculated from such names its calculation, any other its value in `scope`.
 */
const char *restate(const struct exercise *exercise, const char *expression, const struct scope *scope, struct arena *arena);

#endif
