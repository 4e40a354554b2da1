/* The groups of tests of src/schedule, and what they share. */
#ifndef TESTS_CHECK_SCHEDULE_H
#define TESTS_CHECK_SCHEDULE_H

#include "schedule/schedule.h"

#include <check.h>

TCase *calibration_tests(void);
TCase *model_tests(void);
TCase *optimize_tests(void);
TCase *plan_tests(void);
TCase *queue_tests(void);

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define START INT64_C(1795219200000) /* 2026-11-21T00:00:00Z */

/* The defaults, with days counted in UTC as the published vectors do. */
struct schedule_parameters utc_parameters(void);

/* A new item after `count` reviews: a grade each, and the days before it. */
struct memory review_all(const struct schedule_parameters *parameters, const int *grades, const int *days, size_t count);

#endif
