/*
 * The parts of the progress JSON that are about memory.
 */
#ifndef ACTIVITY_STATISTICS_JSON_FIGURES_H
#define ACTIVITY_STATISTICS_JSON_FIGURES_H

#include "activity/statistics/statistics.h"

/* Members time, retention, items, forecast, misconceptions, questions, calibration. */
void figures_add(struct str *out, const struct statistics *statistics);

#endif
