/*
 * Signals while a screen is shown: they are let in only while waiting for keys, and do no more than to be noted.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

enum { SIGNALS_HANDLED = 7 };

/* What was in force before; one at a time. */
struct signals {
    struct sigaction before[SIGNALS_HANDLED];
    sigset_t mask;
};

/* Installs the handlers and blocks the signals; signals_stop() puts back what was before. */
void signals_start(struct signals *signals);
void signals_stop(const struct signals *signals);

enum wait_result {
    WAIT_TIME,  /* the time is over, or a signal came */
    WAIT_INPUT, /* there is something to read */
    WAIT_HANGUP /* the terminal is gone */
};

/* Waits for input on `fd`, at most `milliseconds` (negative = without end). */
enum wait_result signals_wait(const struct signals *signals, int fd, int64_t milliseconds);

/* The signal that asks the program to end, or 0. */
int signals_ending(void);

/* Each of these tells once of what came since: a request to stop (Ctrl-Z), going on after a stop, another size of the terminal. */
bool signals_take_stop(void);
bool signals_take_continue(void);
bool signals_take_resize(void);

/* Stops the program, as the shell expects it, until it is told to go on. */
void signals_stop_here(void);

#endif
