/*
 * What pages of progress are put together from: amounts in words, and tables.
 *
 * Texts and cells belong to the view.
 */
#ifndef ACTIVITY_PROGRESS_PARTS_H
#define ACTIVITY_PROGRESS_PARTS_H

#include "activity/statistics/statistics.h"

/* "86 % of 43", or "" for none. */
const char *progress_share(struct view *view, struct tally tally);

/* "< 1 min", "12 min", "1 h 20 min". */
const char *progress_time(struct view *view, int64_t ms);

/* "2026-11-21" of a local day. */
const char *progress_date(struct view *view, int64_t day);

/* A table of `rows` rows with `head`'s names over the columns, to be filled from the row below; numbers stand point under point. */
struct cell *progress_table(struct view *view, const char *const *head, size_t columns, size_t rows);

/* "s" unless `count` is 1. */
const char *progress_plural(size_t count);

#endif
