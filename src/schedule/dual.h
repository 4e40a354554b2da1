/*
 * Numbers that carry their derivatives by the 21 weights with them, so that a formula written once yields both (forward mode of
 * automatic differentiation).  Plain values; nothing is owned.
 */
#ifndef SCHEDULE_DUAL_H
#define SCHEDULE_DUAL_H

#include "schedule/schedule.h"

struct dual {
    double value;
    double slope[SCHEDULE_WEIGHTS];
};

struct dual dual_constant(double value);

/* Weight number `index`, by which its own derivative is 1. */
struct dual dual_weight(double value, int index);

struct dual dual_add(struct dual a, struct dual b);
struct dual dual_multiply(struct dual a, struct dual b);

/* factor a + offset. */
struct dual dual_scale(struct dual a, double factor, double offset);

struct dual dual_exp(struct dual a);
struct dual dual_log(struct dual a);

/* a^b for a > 0. */
struct dual dual_power(struct dual a, struct dual b);

/* The smaller or larger; where they are equal, the first. */
struct dual dual_min(struct dual a, struct dual b);
struct dual dual_max(struct dual a, struct dual b);

#endif
