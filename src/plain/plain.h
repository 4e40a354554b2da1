/*
 * The line front end: the same activities as on the full screen, told line by line.
 *
 * It writes plain text only (no escapes, no cursor movement) and reads lines, so that it serves screen readers, pipes, dumb
 * terminals and tests alike.
 */
#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include "activity/stack.h"
#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>

struct plain_options {
    unsigned width; /* columns at which paragraphs break, >= PLAIN_WIDTH_MIN */
    bool ascii;     /* nothing but ASCII characters */
    bool echo;      /* repeat the lines that are read, where no terminal does it, so that the output reads as a conversation */
};

enum { PLAIN_WIDTH_MIN = 20 };

/*
 * Tells what is on top of `stack` and does what the lines from the file descriptor `in` say, until the stack is done or the lines
 * end.  SIGINT, SIGTERM, SIGHUP and a closed `out` end it as well, after the activity has saved what it must; then the number of
 * the signal is returned.  Otherwise 0, or ERR_IO when `in` cannot be read.  The signal handlers from before are restored.
 */
int plain_run(const struct plain_options *options, struct stack *stack, const struct clock *clock, int in, FILE *out,
              struct err *err);

#endif
