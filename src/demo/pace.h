/*
 * What a demo does by itself, tick by tick: it plays what has been computed, or it computes for long, in slices so that keys are
 * answered in between.
 *
 * A slice is PACE_SLICE multiplications, some 15 ms on a machine of 2020, so that the same ticks do the same work everywhere; where
 * they take longer than PACE_SLICE_MS it ends with them.  There are at most 20 slices, and so 20 pictures, a second.
 */
#ifndef DEMO_PACE_H
#define DEMO_PACE_H

#include "base/budget.h"
#include "view/action.h"

#define PACE_SLICE 50e6
enum { PACE_SLICE_MS = 15 };

struct pace {
    bool running;
    bool fast; /* as much as a slice holds, not as much as the eye follows */
    int64_t interval, next; /* from tick to tick, and the next one, in steady milliseconds */
};

/* Begins with the next tick. */
void pace_start(struct pace *pace, bool fast, const struct event *event);

/* Likewise, with `ticks` ticks a second, 1 to 20. */
void pace_play(struct pace *pace, unsigned ticks, const struct event *event);

void pace_stop(struct pace *pace);

/* When the next tick is due; -1 = never. */
int64_t pace_deadline(const struct pace *pace);

/* What a tick is for: true if a slice is to be done.  Time that nobody saw pass stops it. */
bool pace_tick(struct pace *pace, const struct event *event);

/* What may be spent on the answer to `event`. */
struct budget pace_budget(const struct event *event);

#endif
