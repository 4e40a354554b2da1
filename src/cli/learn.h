/*
 * The learning modes as commands.
 */
#ifndef CLI_LEARN_H
#define CLI_LEARN_H

#include "cli/command.h"

/* Opens the command's activity, narrowed down by its options, in a front end. */
int learn_run(const struct invocation *invocation, struct err *err);

/* The same for progress, which can also be written as JSON (progress.c). */
int progress_run(const struct invocation *invocation, struct err *err);

#endif
