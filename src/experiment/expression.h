/*
 * Small expressions over named numbers, as course files state what is to be calculated: "running_mean[0] * (1 - m)".
 *
 * A value is a number or a list of numbers.  Operators work element by element, a number on every element of a list:
 *
 *     = != < <= > >=   1 where it holds, else 0
 *     + - * / ^        ^ binds to the right and before the minus sign
 *     list[index]      from 0
 *     [a, b]           a list of all that stands in it
 *
 * Functions of each element: sqrt, abs, exp, log, floor, ceil, round, float32 (to the nearest one).  Functions of all elements of
 * their arguments: min, max, sum, mean, var (divided by n), n (how many there are).  range(3) is the list 0, 1, 2.
 *
 * Results live in the arena that is given, or are arrays of the scope.
 */
#ifndef EXPERIMENT_EXPRESSION_H
#define EXPERIMENT_EXPRESSION_H

#include "base/err.h"
#include "experiment/scope.h"

/*
 * Evaluates `text`.  ERR_INVALID with "'x[4]': character 3: the list has 4 elements, there is no [4]" for a mistake; infinities and
 * NaN are values like others.
 */
int expression_evaluate(const char *text, const struct scope *scope, struct arena *arena, struct quantity *value, struct err *err);

/* The same for an expression that must be one number; a list of one element counts as one. */
int expression_number(const char *text, const struct scope *scope, struct arena *arena, double *number, struct err *err);

#endif
