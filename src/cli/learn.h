/*
 * The learning modes as commands.
 */
#ifndef CLI_LEARN_H
#define CLI_LEARN_H

#include "cli/command.h"

/* Opens the command's activity, narrowed down by its options, in a front end, or writes what an option asks to have written. */
int learn_run(const struct invocation *invocation, struct err *err);

#endif
