/* Texts with placeholders: "{m}" shows a number, or the numbers of a list; "{2 * m:3}" an expression with three decimals. */
#ifndef EXPERIMENT_PLACEHOLDERS_H
#define EXPERIMENT_PLACEHOLDERS_H

#include "experiment/expression.h"

/*
 * `text` with its placeholders filled in, in `arena`; "{{" stands for a brace.  A negative number behind an operator
 * gets parentheses, as in 3 - (-2).  ERR_INVALID for a wrong expression.
 */
int placeholders_fill(const char *text, const struct scope *scope, struct arena *arena, const char **filled, struct err *err);

/* A number with so many decimals, never "-0"; with -1 as short as it can be. */
enum { DECIMALS_SHORT = -1 };
const char *placeholders_number(double number, int decimals, struct arena *arena);

#endif
