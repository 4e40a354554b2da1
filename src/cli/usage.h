/*
 * --help, from the tables.
 */
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "cli/command.h"

#include <stdio.h>

/* The program as a whole: all commands and the global options. */
void usage_program(FILE *out);

/* One command. */
void usage_command(FILE *out, const struct command *command);

#endif
