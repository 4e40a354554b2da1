/*
 * Which of the two front ends draws: the full screen where there is one, lines of text otherwise.
 */
#ifndef CLI_FRONT_END_H
#define CLI_FRONT_END_H

#include "activity/stack.h"
#include "base/clock.h"
#include "cli/options.h"

/* Runs `stack` to its end.  0, an error, or the number of the signal that ended it. */
int front_end_run(const struct options *options, struct stack *stack, const struct clock *clock, struct err *err);

#endif
