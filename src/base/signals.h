/*
 * Signals while a person answers: they are let in only while waiting for input, and do no more than to be noted, so that no answer
 * is torn.  One at a time.
 */
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGNALS_HANDLED = 8 };

/* What was in force before. */
struct signals {
    struct sigaction before[SIGNALS_HANDLED];
    sigset_t mask;
    size_t count; /* the sizes of the terminal are the last and not always wanted */
};

/* Installs the handlers and blocks the signals, `resizes` among them or not; signals_stop() puts back what was before. */
void signals_start(struct signals *signals, bool resizes);
void signals_stop(const struct signals *signals);

/*
 * Waits for input on `fd`, at most `milliseconds` (negative = without end).  True if there is something to read, which may be the
 * end; false if the time is over or a signal came.
 */
bool signals_wait(const struct signals *signals, int fd, int64_t milliseconds);

/* The signal that asks the program to end, or 0. */
int signals_ending(void);

/* Each of these tells once of what came since: a request to stop (Ctrl-Z), going on after a stop, another size of the terminal. */
bool signals_take_stop(void);
bool signals_take_continue(void);
bool signals_take_resize(void);

/* Stops the program, as the shell expects it, until it is told to go on. */
void signals_stop_here(void);

#endif
