/*
 * What expressions calculate with: operators and functions over quantities.  Results live in the arena that is given.
 */
#ifndef EXPERIMENT_EXPRESSION_FUNCTIONS_H
#define EXPERIMENT_EXPRESSION_FUNCTIONS_H

#include "experiment/scope.h"

/* A function by name; NULL if there is none. */
struct expression_function;
const struct expression_function *expression_function_find(const char *name, size_t length);

/* The function's name number `index`, NULL past the last one. */
const char *expression_function_name(size_t index);

/* Applies it to all elements of a list.  False if it needs another number of them. */
bool expression_apply(const struct expression_function *function, struct quantity arguments, struct arena *arena,
                      struct quantity *value);

/*
 * `operation` is one of + - * / ^ and, for comparisons, = ! < l > g (not equal, at most, at least).  Two lists must have the same
 * length: false otherwise.
 */
bool expression_combine(char operation, struct quantity left, struct quantity right, struct arena *arena, struct quantity *value);

#endif
