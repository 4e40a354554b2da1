/*
 * Signals while lines are read: they are let in only while waiting, so that no answer is torn.
 */
#ifndef PLAIN_SIGNALS_H
#define PLAIN_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

enum { SIGNALS_HANDLED = 6 };

/* What was in force before; one at a time. */
struct signals {
    struct sigaction before[SIGNALS_HANDLED];
    sigset_t mask;
};

/* Installs the handlers and blocks the signals; signals_stop() puts back what was before. */
void signals_start(struct signals *signals);
void signals_stop(const struct signals *signals);

/* Waits until `fd` can be read; false if a signal came instead. */
bool signals_wait(const struct signals *signals, int fd);

/* The signal that asks the program to end, or 0. */
int signals_ending(void);

/* Whether the terminal asks to stop (Ctrl-Z), and whether it went on after a stop; each request is told once. */
bool signals_take_stop(void);
bool signals_take_continue(void);

/* Stops the program until it is told to go on. */
void signals_stop_here(void);

#endif
