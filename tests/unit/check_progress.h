/*
 * What the tests of progress share: a small course, rows for its log, and the figures that come of them.
 */
#ifndef CHECK_PROGRESS_H
#define CHECK_PROGRESS_H

#include "activity/statistics/statistics.h"
#include "activity_support.h"

extern struct scene scene;

void progress_setup(void);
void progress_teardown(void);

/* Adds a row `days` before the start of the test. */
void record(enum answer_kind kind, const char *item, bool right, int days);
void record_run(size_t score, size_t total, int64_t time_ms, const char *factor, size_t pauses);

/* What the log comes to; the caller releases it. */
struct statistics collect(void);

TCase *progress_page_tests(void);

#endif
