/*
 * Signals while lines are read: they are let in only while waiting, so that no answer is torn.
 */
#ifndef PLAIN_SIGNALS_H
#define PLAIN_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

enum { SIGNALS_HANDLED = 6 };

/* What was in force before; one at a time. */
struct plain_signals {
    struct sigaction before[SIGNALS_HANDLED];
    sigset_t mask;
};

/* Installs the handlers and blocks the signals; plain_signals_stop() puts back what was before. */
void plain_signals_start(struct plain_signals *signals);
void plain_signals_stop(const struct plain_signals *signals);

/* Waits until `fd` can be read; false if a signal came instead. */
bool plain_signals_wait(const struct plain_signals *signals, int fd);

/* The signal that asks the program to end, or 0. */
int plain_signals_ending(void);

/* Whether the terminal asks to stop (Ctrl-Z), and whether it went on after a stop; each request is told once. */
bool plain_signals_take_stop(void);
bool plain_signals_take_continue(void);

/* Stops the program until it is told to go on. */
void plain_signals_stop_here(void);

#endif
