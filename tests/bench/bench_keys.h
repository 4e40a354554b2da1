/*
 * Demos in a terminal, for the benches that press their keys.  What fails ends the program.
 */
#ifndef TESTS_BENCH_KEYS_H
#define TESTS_BENCH_KEYS_H

#include "vt.h"

void bench_give_up(const char *what) __attribute__((noreturn));

/* Opens a demo with up to five options, ended by NULL, and waits for its parameters. */
struct vt *bench_open_demo(const char *demo, const char *const *options);

/* Goes on to the parameter whose label on the screen is `label`. */
void bench_focus(struct vt *vt, const char *label);

/* Whether a seed stands in the head line. */
bool bench_draws(struct vt *vt);

/* Seconds from a key to the screen with another value of a parameter or another seed. */
double bench_press(struct vt *vt, const char *key);

#endif
