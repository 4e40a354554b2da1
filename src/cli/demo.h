/*
 * A demo without a front end.
 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "cli/command.h"

/* Writes what --list, --json and --svg ask for. */
int demo_write(const struct invocation *invocation, struct err *err);

#endif
