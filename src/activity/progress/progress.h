/*
 * The pages of the progress activity: each says what it shows, and what can be done with its list if it has one.
 *
 * `struct progress` owns the figures; they are those of the moment at which it was opened or came back into sight.
 */
#ifndef ACTIVITY_PROGRESS_PROGRESS_H
#define ACTIVITY_PROGRESS_PROGRESS_H

#include "activity/statistics/statistics.h"

struct progress {
    struct environment *environment;
    const struct course *course; /* that the figures are about */
    struct statistics statistics;
    size_t page;
    size_t cursor;   /* in the page's list */
    bool opened;     /* the entry under it is shown by itself */
    bool whole_year; /* of the calendar */
    struct err err;  /* why the last choice could not be kept */
};

struct progress_page {
    const char *title;
    void (*view)(const struct progress *progress, struct view *view);
    size_t (*count)(const struct progress *progress); /* entries of its list; NULL = it has none */
    const char *label;                                /* what CONFIRM does with an entry */
    void (*live)(const struct progress *progress, struct live_actions *live); /* what else can be done; may be NULL */
    void (*act)(struct progress *progress, enum action action, const struct event *event, struct reply *reply); /* may be NULL */
};

extern const struct progress_page progress_overview, progress_calendar, progress_forecast, progress_mastery, progress_amounts,
    progress_mistakes, progress_questions, progress_challenges, progress_calibration;

#endif
