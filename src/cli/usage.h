/*
 * --help, from the tables; and how lists of things with explanations are written.
 */
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "cli/command.h"

#include <stdio.h>

enum { USAGE_COLUMNS = 79 };

/* `text` in lines of USAGE_COLUMNS, `first` before the first and blanks of the same width before the others. */
void usage_wrap(FILE *out, const char *first, const char *text);

/* The program as a whole: all commands and the global options. */
void usage_program(FILE *out);

/* One command. */
void usage_command(FILE *out, const struct command *command);

#endif
