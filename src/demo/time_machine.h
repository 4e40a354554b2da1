/*
 * The time machine: what its screen shows of the stream at run->step.
 */
#ifndef DEMO_TIME_MACHINE_H
#define DEMO_TIME_MACHINE_H

#include "demo/demo.h"

/* What the plot shows, by run->cell. */
enum { TIME_MACHINE_MEAN, TIME_MACHINE_VAR, TIME_MACHINE_Y, TIME_MACHINE_SHOWN };

/* How many batches there are, of a run without an error. */
size_t time_machine_batches(const struct demo_run *run);

/* Whether the updates have been stopped by inference or by freezing at the batch that is shown. */
bool time_machine_stopped(const struct demo_run *run);

void time_machine_view(const struct demo_run *run, struct view *view);

#endif
