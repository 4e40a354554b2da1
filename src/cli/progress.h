/*
 * Progress without a front end.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/command.h"

/* Writes all of it as JSON to stdout. */
int progress_write(const struct invocation *invocation, struct err *err);

#endif
