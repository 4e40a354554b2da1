/*
 * Races over a row of learning rates or batch sizes, each with several seeds: who learns, who diverges, and how much of it is luck.
 *
 * `struct sweep` owns everything until sweep_release().
 */
#ifndef LABORATORY_SWEEP_H
#define LABORATORY_SWEEP_H

#include "laboratory/race.h"

enum sweep_over { SWEEP_RATES, SWEEP_BATCHES, SWEEP_SEEDS /* nothing else changes */ };

enum { SWEEP_VALUES_MAX = 12 };

/* How one network came out of one race. */
struct sweep_result {
    double accuracy; /* on the training points, in inference mode; NaN = not there yet */
    bool diverged, stuck;
};

struct sweep {
    double values[GRID_PARAMETERS];
    enum sweep_over over;
    uint64_t seed;
    double row[SWEEP_VALUES_MAX]; /* what it runs over, ascending */
    size_t count, seeds;
    struct sweep_result *results; /* count * seeds * RACERS */
    size_t done;                  /* races, of count * seeds */
    bool running;
    struct race race;
};

/* The races that `values` stand for; the one value that is swept over is among the row if it is not there anyway. */
void sweep_init(struct sweep *sweep, const double *values, enum sweep_over over, uint64_t seed);
void sweep_release(struct sweep *sweep);

/* Goes on while `budget` (may be NULL) lasts; nothing once it is done. */
void sweep_advance(struct sweep *sweep, struct budget *budget);

/* Races made, with the part of the present one, from 0 to 1. */
double sweep_share(const struct sweep *sweep);

/* Mean and standard deviation (of a sample) of the accuracies that are there, and how often a network failed. */
struct sweep_summary {
    size_t races, diverged, stuck;
    double mean, deviation; /* NaN without races; 0 with one */
};
struct sweep_summary sweep_summary(const struct sweep *sweep, size_t value, size_t racer);

/*
 * `value` (the row), and with the endings _without and _with: accuracy (values x seeds), mean and deviation of each value, diverged
 * and stuck (how many of the seeds; called seeds_diverged and seeds_stuck where nothing but the seed changes).
 */
void sweep_report(const struct sweep *sweep, struct findings *findings);

#endif
