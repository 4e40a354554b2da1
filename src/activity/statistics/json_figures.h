/*
 * The parts of the progress JSON that are about memory, and the pieces that it is written with.
 *
 * Nested values are written by hand after their name; json_object_*() write the members of one flat object.
 */
#ifndef ACTIVITY_STATISTICS_JSON_FIGURES_H
#define ACTIVITY_STATISTICS_JSON_FIGURES_H

#include "activity/statistics/statistics.h"

/* The name of a nested member; what comes between two elements of a list. */
void figures_name(struct str *out, const char *name);
void figures_next(struct str *out);

void figures_count(struct str *out, const char *name, size_t count);

/* A local day as its date. */
void figures_day(struct str *out, const char *name, int64_t day);

/* Members time, retention, items, forecast, misconceptions, questions, calibration. */
void figures_add(struct str *out, const struct statistics *statistics);

#endif
